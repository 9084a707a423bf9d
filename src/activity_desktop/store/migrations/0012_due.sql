-- When it is due or begins, for the agenda, `due:` and reminders, in microseconds UTC; of a whole day, the midnight UTC.
ALTER TABLE activity ADD COLUMN due_us INTEGER;
ALTER TABLE activity ADD COLUMN due_day INTEGER NOT NULL DEFAULT 0;  -- a whole day, which is the same date in every time zone
ALTER TABLE activity ADD COLUMN finished INTEGER NOT NULL DEFAULT 0; -- completed, cancelled or archived in its system

-- What is here already says so in `detail`. Only rows that name a start under its MessagePack key are decoded.
UPDATE activity SET due_us = due_us_of(detail), due_day = due_day_of(detail), finished = finished_of(detail)
  WHERE instr(detail, x'A6737461727473') > 0;

-- What was ever due in the order of time, and what still is. Activities without a date stand in neither.
CREATE INDEX activity_due ON activity (due_day, due_us, id) WHERE due_us IS NOT NULL;
CREATE INDEX activity_to_do ON activity (due_day, due_us, id)
  WHERE due_us IS NOT NULL AND finished = 0 AND gone = 0 AND shelf < 2;
