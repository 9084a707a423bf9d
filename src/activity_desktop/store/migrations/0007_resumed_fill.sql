-- Where an unfinished first fill goes on, in the connector's own words.
ALTER TABLE pull ADD COLUMN place TEXT;
