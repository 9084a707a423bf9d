-- How often the desktop was asked to tell of it without a known end: the program died in that instant, or got no answer.
ALTER TABLE ledger ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
UPDATE ledger SET tries = 1 WHERE state = 'claimed';
