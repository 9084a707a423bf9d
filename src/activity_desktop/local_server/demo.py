"""Who lives on a fresh server? Two companies, three users with tokens, people, records, and as many activities as wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

from . import moments, story
from .activities import COLUMNS, CREATED
from .moments import now_us
from .owner import Owner
from .story_words import PEOPLE, RELATED
from .tokens import ALL_SCOPES, READ
from .validation import draft_of
from .wire import Shape, activity_json

if TYPE_CHECKING:
    from .context import Context

COMPANY_ID, COMPANY_NAME = 11111, "Northwind"
USER_ID, USER_NAME, USER_EMAIL = 67890, "Alex Morgan", "alex.morgan@northwind.example"
OTHER_USER_ID = 67891
FOREIGN_COMPANY_ID, FOREIGN_USER_ID = 11112, 67990

USER = Owner("user", USER_ID)
OTHER_USER = Owner("user", OTHER_USER_ID)
COMPANY = Owner("company", COMPANY_ID)
FOREIGN_COMPANY = Owner("company", FOREIGN_COMPANY_ID)
FOREIGN_USER = Owner("user", FOREIGN_USER_ID)


def settle(server: Context) -> None:
    """Make sure that everybody is there. Changes nothing on a file that has them."""
    with server.database.transaction():
        server.people.add_company(COMPANY_ID, COMPANY_NAME)
        server.people.add_company(FOREIGN_COMPANY_ID, "Southwind")
        server.people.add_user(USER_ID, COMPANY_ID, USER_NAME, USER_EMAIL)
        server.people.add_user(OTHER_USER_ID, COMPANY_ID, "Robin Vega", "robin.vega@northwind.example")
        server.people.add_user(FOREIGN_USER_ID, FOREIGN_COMPANY_ID, "Kim Sand", "kim.sand@southwind.example")
        for owner in (USER, OTHER_USER, COMPANY):
            server.tokens.mint(owner, COMPANY_ID, plain=server.tokens.demo(owner))
        for owner in (FOREIGN_USER, FOREIGN_COMPANY):
            server.tokens.mint(owner, FOREIGN_COMPANY_ID, plain=server.tokens.demo(owner))
        server.people.add_people(chain.from_iterable(PEOPLE.values()))
        server.people.add_related(chain.from_iterable(RELATED.values()))


def fill(server: Context, count: int, story_seed: int) -> None:
    """Make sure that `count` sample activities have been made: adds what is missing, in one transaction. Those that were
    deleted since stay deleted."""
    sql = server.database
    with sql.transaction(COMPANY_ID):
        missing = count - int(sql.meta("sample activities") or 0)
        if missing <= 0:
            return
        user_seq, company_seq = server.activities.seq(USER), server.activities.seq(COMPANY)
        sql.add_activities(COLUMNS, _rows(story_seed, missing, user_seq, company_seq), missing)
        sql.execute('UPDATE "user" SET seq = seq + ? WHERE id = ?', (missing, USER_ID))
        sql.execute("UPDATE company SET seq = seq + ? WHERE id = ?", (missing, COMPANY_ID))
        sql.set_meta("sample activities", str(count))


def _rows(story_seed: int, count: int, user_seq: int, company_seq: int) -> Iterator[tuple[object, ...]]:
    """The columns of COLUMNS, in their order."""
    for number, draft in enumerate(story.past(story_seed, count, now_us()), start=1):
        draft["user_id"], draft["company_id"], draft["change"] = USER_ID, COMPANY_ID, CREATED
        draft["user_seq"], draft["company_seq"] = user_seq + number, company_seq + number
        yield tuple([draft.get(name) for name in COLUMNS])


def how_many(server: Context) -> int:
    """How many activities the user has."""
    row = server.database.execute("SELECT count(*) AS number FROM activity WHERE user_id = ?", (USER_ID,)).fetchone()
    return int(row["number"])


def create(server: Context, fields: Mapping[str, Any]) -> dict[str, Any]:
    """See `LocalServer.create`."""
    body = {"user_id": USER_ID, "title": "Something happened", **fields}
    draft = draft_of(body, now_us(), server.limits)
    if fields.get("created_at") is not None:
        draft["created_us"] = moments.read(fields["created_at"])
    with server.database.transaction(COMPANY_ID):
        row = server.activities.create(COMPANY_ID, [draft])[0]
    return activity_json(row, Shape(), server.people)


def happen(server: Context, count: int, story_seed: int) -> list[dict[str, Any]]:
    """See `LocalServer.happen`."""
    number = server.activities.seq(COMPANY)
    drafts = [{**story.live(story_seed, number + place), "user_id": USER_ID} for place in range(count)]
    with server.database.transaction(COMPANY_ID):
        rows = server.activities.create(COMPANY_ID, drafts)
    return [activity_json(row, Shape(), server.people) for row in rows]


def mint(server: Context, *, company: bool, write: bool, expires_in: float | None) -> str:
    """See `LocalServer.mint_token`."""
    scopes = ALL_SCOPES if write else frozenset({READ})
    return server.tokens.mint(COMPANY if company else USER, COMPANY_ID, scopes=scopes, expires_in=expires_in)


def forget_deletions(server: Context) -> None:
    """See `LocalServer.forget_deletions`."""
    with server.database.transaction():
        server.activities.forget_deletions(0)
