-- Records that a system said are deleted, or are not for this user's eyes: they are not asked for again and again.
ALTER TABLE record ADD COLUMN reach TEXT NOT NULL DEFAULT '';
