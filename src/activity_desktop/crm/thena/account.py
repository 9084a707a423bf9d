"""What does a person enter to connect Thena, and what can Thena not do?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, tzinfo

from ...model.problems import BadInput
from ...model.words import translate
from ..contract import CredentialField, Feature

PATH = "/v1/accounts/activities"
CREDENTIALS = (
    CredentialField("token", "Bearer token", "Any one of the three may be enough; ask your administrator.", required=False),
    CredentialField("api_key", "API key", "In Thena: Settings, Security.", required=False),
    CredentialField("organization_id", "Organization ID", required=False),
    CredentialField(
        "email",
        "Your e-mail address at Thena",
        "What you logged yourself is not announced.",
        secret=False,
        required=False,
    ),
    CredentialField("path", "Path of the API", secret=False, required=False, placeholder=PATH, default=PATH),
    CredentialField(
        "time_zone",
        "Time zone of times without one",
        "Such as Europe/Berlin. Thena's document does not say; UTC is usual.",
        secret=False,
        required=False,
        placeholder="UTC",
        default="UTC",
    ),
)
WHERE_IS_THE_KEY = (
    "In Thena: Settings, Security. The document wants bearer token, API key and organization ID; fill in what you have."
)
WEB_URLS = {"activity": "", "account": ""}
"""Where the web app shows these is published nowhere; a person who knows can enter it."""
_NO_READ_STATE = "Thena keeps no read state: read and unread are kept on this computer."
WHY_NOT = {
    Feature.READ_STATE: _NO_READ_STATE,
    Feature.BULK_READ: _NO_READ_STATE,
    Feature.CHANGES: "Thena cannot be asked for what changed, so edits are found by reading everything.",
    Feature.STREAM: "Thena tells no news of activities by itself, so this computer asks regularly.",
    Feature.SERVER_FILTER: "Thena's document names no filters. Search on this computer instead.",
    Feature.TOTAL: "This server does not tell how many activities there are.",
    Feature.DELETIONS: "Thena does not list what was deleted, so deletions are found by reading everything.",
    Feature.STILL_THERE: "Thena has no way to ask for several activities by number.",
    Feature.COMPANY_FEED: "There is one list: everything that the key may see.",
}


def headers(secrets: Mapping[str, str]) -> dict[str, str]:
    """What proves who we are: those of the three that were entered. The organisation goes out under the name that the
    published API uses and under the one that the document's wording suggests."""
    token, key, organization = (secrets.get(name, "").strip() for name in ("token", "api_key", "organization_id"))
    wanted = {
        "Authorization": f"Bearer {token.removeprefix('Bearer ')}" if token else "",
        "x-api-key": key,
        "x-org-id": organization,
        "x-organization-id": organization,
    }
    return {name: value for name, value in wanted.items() if value}


def path(settings: Mapping[str, str]) -> str:
    """Where the activities are, beginning with a slash and ending without one."""
    entered = settings.get("path", "").strip().strip("/")
    return f"/{entered}" if entered else PATH


def zone(settings: Mapping[str, str]) -> tzinfo:
    """The zone of times that name none. Raises BadInput for a name that is no time zone."""
    name = settings.get("time_zone", "").strip()
    if name.upper() in ("", "UTC", "Z", "GMT"):
        return UTC
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        raise BadInput(
            translate("Problems", "There is no time zone called {name}.").format(name=name),
            "A time zone looks like Europe/Berlin.",
        ) from error
