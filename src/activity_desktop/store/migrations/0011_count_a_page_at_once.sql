-- What arrives is counted by whoever puts it in: a page of five hundred in one statement, and not in five hundred.
DROP TRIGGER unread_comes;
