"""What does a link into this application look like, and which ones do we trust? Links navigate; they never change anything.

    activitydesktop://v1/a/<account>/<remote id>             an activity
    activitydesktop://v1/p/<account>/<kind>/<person id>      a person's page
    activitydesktop://v1/inbox                               the inbox
    activitydesktop://v1/account/<account>                   what can be done for an account, such as a new token

Links come from other programs, so they are parsed strictly into these shapes and refused otherwise.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from msgspec import Struct

from .activity import Key
from .problems import BadInput
from .words import translate

SCHEME = "activitydesktop"
MAX_BYTES = 512
_ACCOUNT = re.compile(r"[A-Za-z0-9_-]{1,64}")
_KIND = re.compile(r"[a-z_]{1,32}")


class ActivityLink(Struct, frozen=True):
    key: Key


class PersonLink(Struct, frozen=True):
    account: str
    kind: str
    id: str


class InboxLink(Struct, frozen=True):
    pass


class AccountLink(Struct, frozen=True):
    account: str


Link = ActivityLink | PersonLink | InboxLink | AccountLink


def write_link(link: Link) -> str:
    """The link as text. Remote identifiers are percent-encoded whole, because they may hold anything."""
    match link:
        case ActivityLink(key):
            path = f"a/{key.account}/{quote(key.rid, safe='')}"
        case PersonLink(account, kind, id_):
            path = f"p/{account}/{kind}/{quote(id_, safe='')}"
        case InboxLink():
            path = "inbox"
        case AccountLink(account):
            path = f"account/{account}"
    return f"{SCHEME}://v1/{path}"


def parse_link(text: str) -> Link:
    """Read a link. Raises BadInput for everything that `write_link` would not have written."""
    remedy = translate("Problems", "A link looks like {example}.").format(example=f"{SCHEME}://v1/a/<account>/<id>")
    refused = BadInput("This is not a link that Activity understands.", remedy)
    if len(text.encode("utf-8", "replace")) > MAX_BYTES or not text.isprintable():
        raise refused
    scheme, _, rest = text.partition("://")
    if scheme.lower() != SCHEME:
        raise refused
    match rest.split("/"):
        case ["v1", "inbox"] | ["v1", "inbox", ""]:
            return InboxLink()
        case ["v1", "account", account] if _ACCOUNT.fullmatch(account):
            return AccountLink(account)
        case ["v1", "a", account, rid] if _ACCOUNT.fullmatch(account) and _plain(rid):
            return ActivityLink(Key(account, unquote(rid)))
        case ["v1", "p", account, kind, id_] if _ACCOUNT.fullmatch(account) and _KIND.fullmatch(kind) and _plain(id_):
            return PersonLink(account, kind, unquote(id_))
    raise refused


def _plain(part: str) -> bool:
    """One path segment that decodes to printable text: no query, no fragment, no broken escape, no control character."""
    if not part or any(c in part for c in "?#&\\"):
        return False
    try:
        decoded = unquote(part, errors="strict")
    except UnicodeDecodeError:
        return False
    return decoded.isprintable() and quote(decoded, safe="") == quote(unquote(part), safe="")
