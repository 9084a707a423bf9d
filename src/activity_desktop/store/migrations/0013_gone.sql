-- How many activities there are with a person is counted along the list of theirs, without the few that are gone.
CREATE INDEX activity_gone ON activity (spot) WHERE gone > 0;
