-- Which types of activities each account has had, as its system identifies and calls them: what `type:` searches and what
-- can be muted. Kept apart, because in a million activities they are too slow to be gathered.
CREATE TABLE own_type (
  -- The columns stand in the order of the key: else the check of SQLite 3.40 calls sound rows damaged.
  account TEXT NOT NULL,
  kind_id TEXT NOT NULL,
  label   TEXT NOT NULL,
  kind    TEXT NOT NULL,                    -- ours, which decides the icon
  PRIMARY KEY (account, kind_id, label, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO own_type
  SELECT account, kind_id, kind_label, kind FROM (SELECT DISTINCT account, kind, kind_id, kind_label FROM activity)
  WHERE kind_id <> '' OR kind_label <> '';
