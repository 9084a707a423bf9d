-- What complete walks have missed is little, or nothing. Without an index every row is looked at after each of them.
CREATE INDEX activity_missing ON activity (account, missing) WHERE missing > 0;
