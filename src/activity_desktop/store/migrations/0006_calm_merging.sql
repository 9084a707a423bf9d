-- Each page of activities becomes a segment of the full-text index. Eight of them are merged at once and not four, so that a
-- first fill writes its words twice and not four times. More would wait until a merge must be done at one go, for a second.
INSERT INTO activity_words (activity_words, rank) VALUES ('automerge', 8);
