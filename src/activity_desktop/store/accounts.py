"""Which accounts are there, and how far has each been read?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import msgspec
from msgspec import Struct, field

from ..model.moment import Instant
from .database import Connection

T = TypeVar("T")


class Account(Struct, frozen=True, kw_only=True):
    """One account as it is stored. Its secrets are in the system keyring, never here."""

    id: str
    system: str
    name: str
    url: str
    settings: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[str, str] = field(default_factory=dict)
    capabilities: Mapping[str, object] = field(default_factory=dict)
    web_urls: Mapping[str, str] = field(default_factory=dict)
    user_id: str = ""
    user_name: str = ""
    notify: bool = True
    muted_kinds: tuple[str, ...] = ()
    state: str = "active"
    linked_us: int = 0


class Pulled(Struct, frozen=True):
    """How far an account has been read."""

    cursor: str | None = None
    filled: bool = False
    solid: int = 0
    last_ok: Instant | None = None
    last_sweep: Instant | None = None
    place: str | None = None
    """Where an unfinished first fill goes on."""
    lag: float | None = None
    """Seconds from the creation of the last news to its arrival here."""
    healed: int = 0
    """Activities that an earlier look or a stream should have told of, and that were found later."""
    last_healed: Instant | None = None


_JSON = ("settings", "remembered", "capabilities", "web_urls")


def all_accounts(connection: Connection) -> list[Account]:
    rows = connection.execute("SELECT * FROM account WHERE state <> 'removing' ORDER BY rowid").fetchall()
    return [_account(row) for row in rows]


def account(connection: Connection, id_: str) -> Account | None:
    row = connection.execute("SELECT * FROM account WHERE id = ?", (id_,)).fetchone()
    return _account(row) if row else None


def count(connection: Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM account WHERE state <> 'removing'").fetchone()[0])


def linked_us(connection: Connection, id_: str) -> int | None:
    """When an account was linked; None where it is being removed, or never was."""
    row = connection.execute("SELECT linked_us FROM account WHERE id = ? AND state <> 'removing'", (id_,)).fetchone()
    return int(row[0]) if row else None


def removing(connection: Connection) -> list[str]:
    """Accounts whose removal has begun and not ended."""
    return [row[0] for row in connection.execute("SELECT id FROM account WHERE state = 'removing'")]


def add(connection: Connection, new: Account) -> None:
    connection.execute(
        """INSERT INTO account (id, system, name, url, settings, remembered, capabilities, web_urls, user_id, user_name, notify,
             muted_kinds, state, linked_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            new.id, new.system, new.name, new.url, _text(new.settings), _text(new.remembered), _text(new.capabilities),
            _text(new.web_urls), new.user_id, new.user_name, new.notify, _text(new.muted_kinds), new.state, new.linked_us,
        ),
    )  # fmt: skip
    connection.execute("INSERT INTO pull (account) VALUES (?)", (new.id,))


def change(connection: Connection, id_: str, **values: object) -> None:
    """Set some columns of an account; mappings and tuples are written as JSON."""
    names = sorted(values)
    assignments = ", ".join(f"{name} = ?" for name in names)
    plain = [_text(values[n]) if isinstance(values[n], Mapping | tuple) else values[n] for n in names]
    connection.execute(f"UPDATE account SET {assignments} WHERE id = ?", (*plain, id_))  # noqa: S608 - names are keywords of our own calls


def move(connection: Connection, old: str, new: str) -> int:
    """The server of an address has another one now. Gives how many accounts moved with it."""
    moved = [account for account in all_accounts(connection) if account.url == old or account.url.startswith(f"{old}/")]
    for account in moved:
        change(connection, account.id, url=new + account.url.removeprefix(old))
    return len(moved)


def pulled(connection: Connection, account_id: str) -> Pulled:
    row = connection.execute("SELECT * FROM pull WHERE account = ?", (account_id,)).fetchone()
    if row is None:
        return Pulled()
    return Pulled(
        cursor=row["cursor"],
        filled=bool(row["filled"]),
        solid=row["solid"],
        last_ok=_instant(row["last_ok_us"]),
        last_sweep=_instant(row["last_sweep_us"]),
        place=row["place"],
        lag=None if row["lag_us"] is None else row["lag_us"] / 1e6,
        healed=row["healed"],
        last_healed=_instant(row["healed_us"]),
    )


def set_pulled(connection: Connection, account_id: str, **values: object) -> None:
    """Set some of cursor, filled, solid, last_ok_us, last_sweep_us, place, lag_us, healed, healed_us."""
    names = sorted(values)
    assignments = ", ".join(f"{name} = ?" for name in names)
    connection.execute(f"UPDATE pull SET {assignments} WHERE account = ?", (*(values[n] for n in names), account_id))  # noqa: S608 - as above


def _account(row: Mapping[str, object]) -> Account:
    values = {name: row[name] for name in row.keys()}  # noqa: SIM118 - sqlite3.Row iterates over values, not names
    for name in _JSON:
        values[name] = _read(str(values[name]), dict[str, object] if name == "capabilities" else dict[str, str], {})
    values["muted_kinds"] = tuple(_read(str(values["muted_kinds"]), list[str], []))
    values["notify"] = bool(values["notify"])
    return Account(**values)  # type: ignore[arg-type]  # the columns are the fields; the schema is STRICT


def _read(text: str, shape: type[T], otherwise: T) -> T:
    """What was written as JSON. A damaged column costs what it says, not every account."""
    try:
        return msgspec.json.decode(text, type=shape)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return otherwise


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _instant(us: int | None) -> Instant | None:
    return None if us is None else Instant(us)
