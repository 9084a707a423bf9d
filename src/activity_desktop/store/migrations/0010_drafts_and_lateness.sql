-- What a person has typed into a form that was neither sent nor discarded.
CREATE TABLE draft (
  name    TEXT PRIMARY KEY,                 -- which form: `new`, or what it changes
  account TEXT NOT NULL,
  fields  TEXT NOT NULL                     -- JSON by the names of the form's fields
) STRICT;

-- How late the last news was, and how many activities were found that an earlier look, or a stream, should have told of.
ALTER TABLE pull ADD COLUMN lag_us INTEGER;
ALTER TABLE pull ADD COLUMN healed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pull ADD COLUMN healed_us INTEGER;
