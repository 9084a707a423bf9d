"""Do accounts find their server again when that has another address?"""

from __future__ import annotations

from pathlib import Path

from activity_desktop.store import accounts
from activity_desktop.store.accounts import Account
from activity_desktop.store.database import Database


def test_the_accounts_of_a_moved_server_move_with_it(tmp_path: Path) -> None:
    """Whatever path they have below it; a longer port, or another host, is another server."""
    database = Database(tmp_path / "activity.db")
    urls = ("http://127.0.0.1:80", "http://127.0.0.1:80/pipedrive", "http://127.0.0.1:8080", "https://acme.example.com")
    with database.write() as connection:
        for number, url in enumerate(urls):
            accounts.add(connection, Account(id=str(number), system="fluid", name=url, url=url, linked_us=0))
        assert accounts.move(connection, "http://127.0.0.1:80", "http://127.0.0.1:90") == 2
        assert accounts.move(connection, "http://127.0.0.1:80", "http://127.0.0.1:90") == 0
    found = [account.url for account in accounts.all_accounts(database.connection)]
    assert found == ["http://127.0.0.1:90", "http://127.0.0.1:90/pipedrive", *urls[2:]]
    database.close()
