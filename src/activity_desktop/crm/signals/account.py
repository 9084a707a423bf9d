"""What does a person enter to connect Signals or Current RMS, and what can neither of them do?"""

from __future__ import annotations

from collections.abc import Mapping

from ..contract import CredentialField, Feature

CURRENT_RMS = "subdomain"
"""The field that tells Current RMS from Signals: only the former has one."""
CREDENTIALS = (
    CredentialField("token", "API token"),
    CredentialField(
        "owner_id", "Your user number", "Shows only your own activities. Leave empty for all.", secret=False, required=False
    ),
    CredentialField("email", "Your e-mail address", "Instead of the number: looks it up.", secret=False, required=False),
    CredentialField(
        CURRENT_RMS,
        "Current RMS subdomain",
        "Only for Current RMS: the first part of your company's address there.",
        secret=False,
        required=False,
        placeholder="acme",
    ),
)
WHERE_IS_THE_KEY = (
    "In Signals: Admin, Settings, API, Create token, with the abilities activities:read and activities:write. "
    "In Current RMS: System setup, Integrations, API; its address is https://api.current-rms.com."
)
WEB_URLS = {
    "activity": "{base}/activities/{id}",
    "member": "{base}/members/{id}",
    "product": "{base}/products/{id}",
    "opportunity": "{base}/opportunities/{id}",
}
_NO_READ_STATE = "Signals keeps no read state: read and unread are kept on this computer."
WHY_NOT = {
    Feature.READ_STATE: _NO_READ_STATE,
    Feature.BULK_READ: _NO_READ_STATE,
    Feature.CHANGES: "Signals can neither filter nor sort by the time of a change, so edits are found by reading everything.",
    Feature.STREAM: "Signals tells news only to servers with a public address, so this computer asks regularly.",
    Feature.DELETIONS: "Signals deletes for good and tells nobody, so deletions are found by reading everything.",
    Feature.STILL_THERE: "Signals has no way to ask for several activities by number.",
    Feature.COMPANY_FEED: "There is one list; without your user number it holds everybody's activities.",
}


def company(settings: Mapping[str, str]) -> str:
    """The company's subdomain at Current RMS; "" for Signals."""
    return settings.get(CURRENT_RMS, "").strip()


def headers(secrets: Mapping[str, str], settings: Mapping[str, str]) -> dict[str, str]:
    """What proves who we are: a bearer token (Signals, "Authentication"), or the two headers of Current RMS."""
    token = secrets.get("token", "").strip()
    if company(settings):
        return {"X-SUBDOMAIN": company(settings), "X-AUTH-TOKEN": token}
    return {"Authorization": f"Bearer {token}"}
