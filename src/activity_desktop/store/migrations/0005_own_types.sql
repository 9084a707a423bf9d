-- Which types of activities each account has had, as its system identifies and calls them: what `type:` searches and what
-- can be muted. Kept apart, because in a million activities they are too slow to be gathered.
CREATE TABLE own_type (
  account TEXT NOT NULL,
  kind    TEXT NOT NULL,                    -- ours, which decides the icon
  kind_id TEXT NOT NULL,
  label   TEXT NOT NULL,
  PRIMARY KEY (account, kind_id, label, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO own_type
  SELECT account, kind, kind_id, kind_label FROM (SELECT DISTINCT account, kind, kind_id, kind_label FROM activity)
  WHERE kind_id <> '' OR kind_label <> '';
