"""Who are we to this server, and what can it really do? Asked at the start of each session.

One question is about harm: the document says that visiting the index marks everything read. If a server does that when
the list is merely fetched, each look would wipe out the unread state, so that is found out and then said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...model.moment import Instant
from ...model.problems import Gone, NotAllowed, Rejected, SignedOut, WrongServer
from ...transport.response import Response
from ..contract import Capabilities, Feature, Identity
from ..lenient import identifier, mapping, text
from . import wire
from .api import Api
from .extensions import BARE, discover

MARKS_READ = "list_marks_read"
YES, NO, SUSPECTED, UNTOLD = "yes", "no", "suspected", "could not be told"
_ENOUGH_ROWS = 2
"""So many rows read at the very moment of our request are no coincidence."""
_CLOCK_SECONDS = 2.0
"""The Date header has whole seconds, and the answer took a while."""

COMPANY_ONLY = "Only the company may do that. Add a company token to this account."
_REFUSED = "The server did not accept the company token. Enter a new one."
_MARKING = "This server marks activities read whenever they are listed, so read and unread are kept on this computer."


@dataclass(frozen=True, slots=True)
class Session:
    """The outcome of signing in."""

    identity: Identity
    user_id: str = ""
    """Only when the server said so itself: then activities for others are not ours to show."""


async def sign_in(api: Api, declared: Capabilities, settings: Mapping[str, str]) -> Session:
    """Prove the token, discover the extensions (left in `api.extensions`), and look who we are. Raises the common problems."""
    if api.company and not api.may_create:
        raise Rejected("Everybody's activities need a company token.", "Enter one, or choose your own activities.")
    api.extensions = BARE
    first = await api.page(1, "")
    opened = wire.envelope(first)
    api.extensions = await discover(api.client, company=api.company)
    told = await _who(api)
    guessed = _commonest(opened.records, "user_id") if not api.company else ""
    marks = await _marks_read(api, first, settings)
    company = await _company_token(api)
    capabilities = _capabilities(api, declared, marks, company, total=opened.meta.total is not None)
    identity = Identity(
        user_id=told.get("id", "") or guessed,
        user_name=told.get("name", ""),
        tenant=told.get("company_name", "") or told.get("company_id", "") or _commonest(opened.records, "company_id"),
        capabilities=capabilities,
        server_time=first.date,
        remember={MARKS_READ: marks} if marks != UNTOLD else {},
    )
    return Session(identity, told.get("id", ""))


async def _who(api: Api) -> dict[str, str]:
    """What the server says of us, as text; empty where it does not tell."""
    if not api.extensions.me:
        return {}
    try:
        user = mapping(mapping((await api.me()).json()).get("user"))
    except (Gone, NotAllowed, Rejected, SignedOut, WrongServer):
        return {}
    return {"id": identifier(user.get("id")) or "", "company_id": identifier(user.get("company_id")) or ""} | {
        name: text(user.get(name)) for name in ("name", "company_name")
    }


def _commonest(records: Sequence[bytes], field: str) -> str:
    """Whose list this is, told from the activities in it."""
    found = Counter(str(value) for raw in records if (sent := wire.record(raw)) and (value := getattr(sent, field)) is not None)
    return found.most_common(1)[0][0] if found else ""


async def _marks_read(api: Api, first: Response, settings: Mapping[str, str]) -> str:
    """Whether listing marks read: fetch the list again and see what became of the unread.

    Where there are none, several rows read at the very moment of our request are a suspicion; a person may just have
    opened the list elsewhere. Found a second time, it is believed. Our own server, which advertises itself, never does it.
    """
    earlier = settings.get(MARKS_READ, UNTOLD)
    if api.company or api.extensions is not BARE or earlier == NO:
        return NO
    before = _read_times(first)
    unread = {rid for rid, read_at in before.items() if read_at is None}
    after = _read_times(await api.page(1, "")) if unread else {}
    turned = sum(after.get(rid) is not None for rid in unread)
    if turned >= _ENOUGH_ROWS:
        return YES
    if len(unread) >= _ENOUGH_ROWS and not turned:
        return NO
    fresh = sum(_at_our_request(read_at, first) for read_at in before.values())
    if fresh >= _ENOUGH_ROWS:
        return SUSPECTED if earlier == UNTOLD else YES
    return earlier


def _at_our_request(read_at: Instant | None, response: Response) -> bool:
    return bool(read_at and response.date and abs(read_at.seconds_since(response.date)) <= _CLOCK_SECONDS)


def _read_times(response: Response) -> dict[str, Instant | None]:
    sent = [wire.record(raw) for raw in wire.envelope(response).records]
    return {str(one.id): Instant.parse(one.read_at.isoformat()) if one.read_at else None for one in sent if one}


async def _company_token(api: Api) -> str:
    """Whether the company token works: empty when there is none, else `accepted` or what the server said."""
    if not api.may_create:
        return ""
    try:
        await api.company_page(1)
    except (SignedOut, NotAllowed):
        return "refused"
    except WrongServer:
        return "no company scope here"
    return "accepted"


def _capabilities(api: Api, declared: Capabilities, marks: str, company: str, *, total: bool) -> Capabilities:
    extensions = api.extensions
    can, why_not = set(declared.can), dict(declared.why_not)
    if company == "accepted":
        can |= {Feature.CREATE, Feature.EDIT}
    else:
        why_not |= dict.fromkeys((Feature.CREATE, Feature.EDIT), _REFUSED if company else COMPANY_ONLY)
    if api.company:
        can |= {Feature.COMPANY_FEED}
        can -= {Feature.READ_STATE}
    if marks == YES:
        can -= {Feature.READ_STATE}
        why_not[Feature.READ_STATE] = _MARKING
    offered = {
        Feature.CHANGES: bool(extensions.changes),
        Feature.DELETIONS: bool(extensions.changes),
        Feature.STREAM: bool(extensions.stream),
        Feature.BULK_READ: bool(extensions.bulk_read and extensions.changes) and Feature.READ_STATE in can,
        Feature.SERVER_FILTER: bool(extensions.filters),
        Feature.TOTAL: total,
    }
    can |= {feature for feature, there in offered.items() if there}
    proved = {
        "extensions": ", ".join(f.value for f, there in offered.items() if there) or "none, as a bare server",
        "listing marks read": marks,
        "company token": company or "none given",
    }
    return Capabilities(frozenset(can), {f: why for f, why in why_not.items() if f not in can}, proved)
