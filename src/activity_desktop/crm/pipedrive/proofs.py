"""Which of its promises does this server keep? Tried once at sign-in, because a server may ignore what it does not know.

Each attempt looks at the effect: a filter that changes nothing, or an order that the answer does not show, is off.
Source: Pipedrive, Activities (list parameters; v1 collection: "only global admins … will receive a 403").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...model.moment import Instant
from ...model.problems import Gone, NotAllowed, NotAnswering, Rejected, WrongServer
from ..contract import Capabilities, Feature
from .calls import Calls, Params
from .translate import Words
from .walks import Rows, read_rows

YES, NO, UNTRIED = "yes", "no", "nothing to compare yet"
WEBHOOKS_ONLY = "Pipedrive tells news to public web servers only, so this computer asks from time to time."
LOCAL_READ_STATE = "Pipedrive keeps no read state; read and unread are kept on this computer."
_FEW = 5

CAN = frozenset(
    {
        Feature.GET,
        Feature.CREATE,
        Feature.EDIT,
        Feature.DELETE,
        Feature.COMPLETE,
        Feature.REOPEN,
        Feature.CHANGES,
        Feature.SERVER_FILTER,
        Feature.STILL_THERE,
        Feature.COMPANY_FEED,
    }
)
WHY_NOT = {
    Feature.READ_STATE: LOCAL_READ_STATE,
    Feature.BULK_READ: LOCAL_READ_STATE,
    Feature.STREAM: WEBHOOKS_ONLY,
    Feature.TOTAL: "Pipedrive's pages do not say how many activities there are.",
    Feature.DELETIONS: "Pipedrive's list does not promise to name deleted activities, so the newest are asked for by number.",
}


@dataclass(frozen=True, slots=True)
class Proved:
    """What the server showed."""

    obeys_since: bool = True
    company_feed: bool = False
    v1: bool = True
    """Whether version 1 of the activities is still there."""
    words: Mapping[str, str] = field(default_factory=dict)
    why_no_company_feed: str = ""

    @classmethod
    def remembered(cls, settings: Mapping[str, str]) -> Proved:
        """What an earlier sign-in proved."""
        return cls(settings.get("since") != NO, settings.get("company_feed") == YES, settings.get("v1_alive") != NO)

    def remember(self) -> dict[str, str]:
        kept = {"since": self.obeys_since, "company_feed": self.company_feed, "v1_alive": self.v1}
        return {name: YES if value else NO for name, value in kept.items()}

    def capabilities(self, more: Mapping[str, str]) -> Capabilities:
        """`more` is what was learned besides, in words."""
        cannot = dict(WHY_NOT)
        if not self.obeys_since:
            cannot[Feature.CHANGES] = "This server does not say what changed, so everything is read again."
        if not self.company_feed:
            cannot[Feature.COMPANY_FEED] = self.why_no_company_feed
        return Capabilities(CAN - set(cannot), cannot, {**more, **self.words})


async def prove(calls: Calls, account: str, scope: Params, owner: str) -> Proved:
    """Reads a few activities in several ways. Raises the common problems; SignedOut and NotAllowed among them."""
    order = [*scope, ("sort_by", "update_time"), ("sort_direction", "desc")]
    rows = await _few(calls, account, order)
    since = await _since(calls, account, scope, rows.newest)
    company, gone, why = await _company(calls)
    words = {
        "reading activities": YES,
        "order by update time": _order(rows),
        "only what changed since a time": since,
        "only one owner's activities": _owner(rows, owner),
        "the whole company's list (version 1)": YES if company else why,
        "deleting many at once (version 1)": why if gone else "tried when first needed; otherwise one by one",
    }
    return Proved(since != NO, company, not gone, words, "" if company else why)


async def _few(calls: Calls, account: str, params: Params) -> Rows:
    """Raises WrongServer where there is no such list."""
    try:
        once = lambda size: calls.activities([*params, ("limit", str(size))])  # noqa: E731 - a callback with its parameters
        answer, _ = await calls.lighter.ask(_FEW, once, in_place=True)
    except Gone as problem:
        raise WrongServer(detail=problem.detail) from problem
    except NotAllowed as problem:
        if problem.response is not None and problem.response.status == 402:
            raise
        remedy = "Ask a Pipedrive administrator for the permission to see activities."
        raise NotAllowed("This user may not read activities in Pipedrive.", remedy, detail=problem.detail) from problem
    return await read_rows(account, answer.data or (), Words())


def _order(rows: Rows) -> str:
    if len(set(rows.times)) < 2:
        return UNTRIED
    return YES if list(rows.times) == sorted(rows.times, reverse=True) else NO


async def _since(calls: Calls, account: str, scope: Params, newest: Instant | None) -> str:
    """Asks for what changed after the newest change: anything older in the answer shows that the time was ignored."""
    if newest is None:
        return UNTRIED
    start = newest.plus(1)
    after = await _few(calls, account, [*scope, ("updated_since", start.rfc3339_seconds())])
    return NO if any(moment <= newest for moment in after.times) else YES


def _owner(rows: Rows, owner: str) -> str:
    if not owner or not rows.activities:
        return UNTRIED
    return YES if all(activity.owner and activity.owner.id == owner for activity in rows.activities) else NO


async def _company(calls: Calls) -> tuple[bool, bool, str]:
    """Whether the administrators' list may be used, whether version 1 is gone altogether, and why not."""
    try:
        await calls.collection([("limit", "1")])
    except Gone:
        return False, True, "This server no longer has the whole company's list (version 1 of the API)."
    except NotAllowed:
        return False, False, "Only global administrators of Pipedrive may see the whole company's list."
    except (NotAnswering, Rejected, WrongServer):
        return False, False, "This server does not answer with the whole company's list."
    return True, False, ""
