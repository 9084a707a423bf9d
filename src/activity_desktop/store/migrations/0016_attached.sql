-- Whether it has attachments is written with the row. SQLite looked through all of `detail` for it, several times for each row
-- that came in, which took a seventh of a first fill.
DROP INDEX activity_attached;
ALTER TABLE activity DROP COLUMN attached;
ALTER TABLE activity ADD COLUMN attached INTEGER NOT NULL DEFAULT 0;
UPDATE activity SET attached = 1 WHERE instr(detail, x'AB6174746163686D656E7473') > 0 AND (
  substr(detail, instr(detail, x'AB6174746163686D656E7473') + 12, 1) BETWEEN x'90' AND x'9F'
  OR substr(detail, instr(detail, x'AB6174746163686D656E7473') + 12, 1) BETWEEN x'DC' AND x'DD');
CREATE INDEX activity_attached ON activity (spot DESC, shelf) WHERE gone = 0 AND attached = 1;
