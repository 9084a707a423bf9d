-- How many activities of each account are unread in the inbox. Counted with each change, in its transaction: to count a hundred
-- thousand anew takes longer than a frame, and the number stands in the tray, the sidebar and the window's title.
CREATE TABLE unread_count (
  account TEXT PRIMARY KEY,
  number  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO unread_count SELECT account, count(*) FROM activity WHERE unread = 1 AND shelf = 0 GROUP BY account;

CREATE TRIGGER unread_comes AFTER INSERT ON activity WHEN new.unread = 1 AND new.shelf = 0 BEGIN
  INSERT INTO unread_count VALUES (new.account, 1) ON CONFLICT DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER unread_goes AFTER DELETE ON activity WHEN old.unread = 1 AND old.shelf = 0 BEGIN
  UPDATE unread_count SET number = number - 1 WHERE account = old.account;
END;
CREATE TRIGGER unread_changes AFTER UPDATE OF unread, shelf ON activity
WHEN (old.unread = 1 AND old.shelf = 0) <> (new.unread = 1 AND new.shelf = 0) BEGIN
  INSERT INTO unread_count VALUES (new.account, CASE WHEN new.unread = 1 AND new.shelf = 0 THEN 1 ELSE -1 END)
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
CREATE TRIGGER unread_ends AFTER DELETE ON account BEGIN
  DELETE FROM unread_count WHERE account = old.id;
END;
