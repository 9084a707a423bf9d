-- For which due time a reminder was given, so that each is given once; and whether the announcement that stands here is one.
ALTER TABLE ledger ADD COLUMN reminded_us INTEGER;
ALTER TABLE ledger ADD COLUMN reminds INTEGER NOT NULL DEFAULT 0;
