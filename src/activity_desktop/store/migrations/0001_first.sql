-- The first schema. Times are microseconds UTC. Remote identifiers are text, because they may be any size or shape.

CREATE TABLE account (
  id           TEXT PRIMARY KEY,
  system       TEXT NOT NULL,               -- the connector's name
  name         TEXT NOT NULL,
  url          TEXT NOT NULL,
  settings     TEXT NOT NULL DEFAULT '{}',  -- JSON: the sign-in fields that are no secrets
  remembered   TEXT NOT NULL DEFAULT '{}',  -- JSON: what the connector wants back at its next start
  capabilities TEXT NOT NULL DEFAULT '{}',  -- JSON: what was proved at the last sign-in
  web_urls     TEXT NOT NULL DEFAULT '{}',  -- JSON: templates that the person replaced
  user_id      TEXT NOT NULL DEFAULT '',
  user_name    TEXT NOT NULL DEFAULT '',
  notify       INTEGER NOT NULL DEFAULT 1,
  muted_kinds  TEXT NOT NULL DEFAULT '[]',
  state        TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'signed_out', 'removing')),
  linked_us    INTEGER NOT NULL             -- by the server's clock: what was created later is news
) STRICT;

-- How far each account has been read.
CREATE TABLE pull (
  account       TEXT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
  cursor        TEXT,
  filled        INTEGER NOT NULL DEFAULT 0, -- the first fill is complete
  solid         INTEGER NOT NULL DEFAULT 0, -- rows up to this arrival belong to walks that came to their end
  last_ok_us    INTEGER,
  last_sweep_us INTEGER
) STRICT;

CREATE TABLE activity (
  id         INTEGER PRIMARY KEY AUTOINCREMENT, -- arrival: grows for ever, decides what is new, whatever any clock says
  account    TEXT NOT NULL REFERENCES account (id),
  rid        TEXT NOT NULL,
  spot       INTEGER NOT NULL UNIQUE,       -- place in the feed: feed time, made unique; also the row of the full-text index
  feed_us    INTEGER NOT NULL,
  shelf      INTEGER NOT NULL DEFAULT 0,    -- 0 inbox, 1 snoozed, 2 done
  unread     INTEGER NOT NULL,              -- derived: no effective read time, and not gone
  kept       INTEGER NOT NULL DEFAULT 0,    -- marked unread by hand
  gone       INTEGER NOT NULL DEFAULT 0,    -- 1 deleted on the server, 2 deleted here and not yet there
  missing    INTEGER NOT NULL DEFAULT 0,    -- complete walks in a row that did not contain it
  read_us    INTEGER,                       -- the settled read time: the server's, or ours where it keeps none
  snoozed_us INTEGER,
  done_us    INTEGER,
  arrived_us INTEGER NOT NULL,
  version    INTEGER,
  fact       INTEGER NOT NULL DEFAULT 0,    -- number of the last confirmed fact, against answers that began earlier
  hash       BLOB NOT NULL,
  kind       TEXT NOT NULL,
  kind_id    TEXT NOT NULL,
  kind_label TEXT NOT NULL,
  title      TEXT NOT NULL,
  summary    TEXT NOT NULL,
  person     TEXT NOT NULL,
  person_id  TEXT NOT NULL,
  relation   TEXT NOT NULL,
  unreadable INTEGER NOT NULL,
  cancelled  INTEGER NOT NULL,
  words      TEXT NOT NULL,                 -- what is searched besides the title
  detail     BLOB NOT NULL,                 -- model.Activity, encoded
  raw        BLOB NOT NULL,
  UNIQUE (account, rid)
) STRICT;
CREATE INDEX activity_shelf ON activity (shelf, spot DESC) WHERE gone = 0;
CREATE INDEX activity_account ON activity (account, shelf, spot DESC) WHERE gone = 0;
CREATE INDEX activity_unread ON activity (shelf, spot DESC, account) WHERE unread = 1;
CREATE INDEX activity_snoozed ON activity (snoozed_us) WHERE snoozed_us IS NOT NULL;

CREATE VIRTUAL TABLE activity_words USING fts5 (
  title, words, content = 'activity', content_rowid = 'spot', tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
);

CREATE TABLE person (
  account TEXT NOT NULL,
  kind    TEXT NOT NULL,
  pid     TEXT NOT NULL,
  name    TEXT NOT NULL,
  email   TEXT NOT NULL,
  PRIMARY KEY (account, kind, pid)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity_person (
  account TEXT NOT NULL,
  kind    TEXT NOT NULL,
  pid     TEXT NOT NULL,
  spot    INTEGER NOT NULL,
  PRIMARY KEY (account, kind, pid, spot)
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_person_spot ON activity_person (spot);

-- What the records are called that activities point at, where a system tells it only when asked.
CREATE TABLE record (
  account TEXT NOT NULL,
  kind    TEXT NOT NULL,
  rid     TEXT NOT NULL,
  title   TEXT NOT NULL,
  detail  TEXT NOT NULL,
  url     TEXT NOT NULL,
  PRIMARY KEY (account, kind, rid)
) STRICT, WITHOUT ROWID;

-- "The same person", as linked by hand: all members of a circle are one.
CREATE TABLE same_person (
  account TEXT NOT NULL,
  kind    TEXT NOT NULL,
  pid     TEXT NOT NULL,
  circle  INTEGER NOT NULL,
  PRIMARY KEY (account, kind, pid)
) STRICT, WITHOUT ROWID;

-- What a person wants of an activity's read state while the server has not confirmed it.
CREATE TABLE overlay (
  activity INTEGER PRIMARY KEY REFERENCES activity (id) ON DELETE CASCADE,
  want_us  INTEGER,                         -- NULL: unread
  gen      INTEGER NOT NULL
) STRICT;

CREATE TABLE outbox (
  op            INTEGER PRIMARY KEY AUTOINCREMENT,
  account       TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  rid           TEXT NOT NULL,              -- empty for a create
  field         TEXT NOT NULL,
  operation     TEXT NOT NULL,              -- JSON of model.operation
  idem          TEXT NOT NULL UNIQUE,       -- the same for every try, for ever
  gen           INTEGER NOT NULL,
  state         TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'parked')),
  attempts      INTEGER NOT NULL DEFAULT 0,
  counted       INTEGER NOT NULL DEFAULT 0, -- tries that count towards parking
  not_before_us INTEGER NOT NULL DEFAULT 0,
  created_us    INTEGER NOT NULL,
  problem       TEXT NOT NULL DEFAULT '',   -- the kind of problem it is parked for
  note          TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX outbox_entity ON outbox (account, rid);

-- What was announced. Survives the activity itself, so that a purge and a second fetch announce nothing again.
CREATE TABLE ledger (
  account     TEXT NOT NULL,
  rid         TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('due', 'held', 'claimed', 'shown', 'folded', 'suppressed')),
  reason      TEXT NOT NULL DEFAULT '',
  due_us      INTEGER NOT NULL,
  session     TEXT NOT NULL DEFAULT '',     -- the process that claimed it
  at_us       INTEGER,
  tag         TEXT NOT NULL DEFAULT '',
  platform_id TEXT NOT NULL DEFAULT '',
  owner       TEXT NOT NULL DEFAULT '',
  withdrawn   INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (account, rid)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_open ON ledger (state, due_us) WHERE state IN ('due', 'held', 'claimed');
CREATE INDEX ledger_posted ON ledger (tag) WHERE tag <> '' AND withdrawn = 0;

-- Records that could not be read, kept for the day they can.
CREATE TABLE quarantine (
  account TEXT NOT NULL,
  rid     TEXT NOT NULL,
  at_us   INTEGER NOT NULL,
  error   TEXT NOT NULL,
  raw     BLOB NOT NULL
) STRICT;

-- The stations an activity passed, for `trace`. Not written for the first fill.
CREATE TABLE station (
  account TEXT NOT NULL,
  rid     TEXT NOT NULL,
  at_us   INTEGER NOT NULL,
  name    TEXT NOT NULL,
  note    TEXT NOT NULL
) STRICT;
CREATE INDEX station_entity ON station (account, rid);

CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
