"""Which tables does the server keep? Written for SQLite; `postgresql.py` puts its own words for the types."""

from __future__ import annotations

SCHEMA_VERSION = 1

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- `seq` counts what changed for this owner; `horizon` is the greatest seq whose deletions have been forgotten.
CREATE TABLE company (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL,
  seq INTEGER NOT NULL DEFAULT 0, horizon INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE "user" (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, name TEXT NOT NULL, email TEXT NOT NULL,
  seq INTEGER NOT NULL DEFAULT 0, horizon INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE token (
  hash BLOB PRIMARY KEY, kind TEXT NOT NULL, company_id INTEGER NOT NULL, user_id INTEGER, scopes TEXT NOT NULL,
  expires_us INTEGER, revoked_us INTEGER
) WITHOUT ROWID;

CREATE TABLE person (
  kind TEXT NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE relation (
  type TEXT NOT NULL, id INTEGER NOT NULL, title TEXT NOT NULL, detail TEXT NOT NULL, url TEXT NOT NULL,
  PRIMARY KEY (type, id)
) WITHOUT ROWID;

-- AUTOINCREMENT: the id of a deleted activity never comes back.
CREATE TABLE activity (
  id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, company_id INTEGER NOT NULL,
  contact_id INTEGER, visitor_id INTEGER, customer_id INTEGER, relation_type TEXT, relation_id INTEGER,
  title TEXT NOT NULL, description TEXT, formatted_description TEXT, slug TEXT,
  read_us INTEGER, created_us INTEGER NOT NULL,
  user_seq INTEGER NOT NULL, company_seq INTEGER NOT NULL, change TEXT NOT NULL
);
CREATE TABLE tombstone (
  id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, company_id INTEGER NOT NULL,
  user_seq INTEGER NOT NULL, company_seq INTEGER NOT NULL, deleted_us INTEGER NOT NULL
);
CREATE TABLE idempotency (
  token BLOB NOT NULL, key TEXT NOT NULL, fingerprint BLOB NOT NULL, activity_id INTEGER NOT NULL,
  etag TEXT NOT NULL, body BLOB NOT NULL, created_us INTEGER NOT NULL, PRIMARY KEY (token, key)
);
CREATE INDEX idempotency_age ON idempotency (created_us);
CREATE UNIQUE INDEX tombstone_user ON tombstone (user_id, user_seq);
CREATE UNIQUE INDEX tombstone_company ON tombstone (company_id, company_seq);
"""

ACTIVITY_INDEXES = {
    "activity_user_seq": "CREATE UNIQUE INDEX activity_user_seq ON activity (user_id, user_seq)",
    "activity_company_seq": "CREATE UNIQUE INDEX activity_company_seq ON activity (company_id, company_seq)",
    "activity_user_time": "CREATE INDEX activity_user_time ON activity (user_id, created_us, id)",
    "activity_company_time": "CREATE INDEX activity_company_time ON activity (company_id, created_us, id)",
    "activity_unread": "CREATE INDEX activity_unread ON activity (user_id, created_us, id) WHERE read_us IS NULL",
}
"""Apart from the schema, because a great fill of a file drops them and makes them again."""
