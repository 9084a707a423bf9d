"""What answers the forms, the outbox, the health page and the server search where there is no engine? The samples' office."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer

from ...crm.contract import FieldType, FormField
from ...model.activity import Key
from ...model.changes import Fate, OutboxChanged, Settled
from ...model.feed import PersonKey
from ...model.moment import Instant
from ...operations.health import AccountHealth, Health, Notifications, Storage
from ...store.drafts import SavedDraft, name_of
from ...store.noise import Noise
from ...store.quarantine import Unreadable
from ..backend import Backend
from ..office import Draft, Found, Known, Office, WaitingChange, WebAddress
from . import data

FORM = (
    FormField("subject", "Subject", required=True, max_length=60),
    FormField("type", "Type", FieldType.CHOICE, choices=(("call", "Call"), ("meeting", "Meeting"), ("task", "Task"))),
    FormField("due_date", "Due", FieldType.MOMENT, help="A day means all day."),
    FormField("deal_id", "Deal", FieldType.NUMBER, help="Its number, as in its address in the web app."),
    FormField("note", "Note", FieldType.TEXT, help="Seen by colleagues only."),
    FormField("participants", "Participants", FieldType.LIST, help="Numbers of persons, one a line."),
    FormField("busy", "Show me as busy", FieldType.SWITCH),
    FormField("owner_id", "For whom", help="Yourself when left empty.", editable=False),
)
FILTERS = (
    FormField("subject", "Subject contains"),
    FormField("type", "Type", FieldType.CHOICE, choices=(("call", "Call"), ("meeting", "Meeting"))),
    FormField("done", "Only completed", FieldType.SWITCH),
    FormField("updated_since", "Changed since", FieldType.MOMENT),
)
VALUES: dict[str, Any] = {"subject": "Call with Priya Raman", "type": "call", "due_date": "2025-11-21", "deal_id": 812}


class SampleOffice:
    """Everything that was asked for is in `asked`; `answer` and `found` say what forms and searches are told."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.asked: list[tuple[str, object]] = []
        self.answer: Settled | None = Settled(1, "", Key(data.PIPEDRIVE, "600"), Fate.SENT)
        """What a form is told after sending; None: nothing, for ever."""
        self.wrong: dict[str, str] = {}
        self.found = Found((Key(data.PIPEDRIVE, "551"), Key(data.PIPEDRIVE, "549")))
        self.changes: list[WaitingChange] = []
        self.addresses = [WebAddress("activity", "{base}/activities/{id}", "{base}/activities/{id}")]
        self.drafts: dict[str, SavedDraft] = {}
        self.also: dict[PersonKey, tuple[PersonKey, ...]] = {}

    # --- reading -----------------------------------------------------------------------------------------------------

    def draft(self, name: str) -> SavedDraft | None:
        return self.drafts.get(name)

    def filters(self, account: str) -> tuple[FormField, ...]:
        return FILTERS if account == data.PIPEDRIVE else ()

    def check(self, _account: str, _key: Key | None, _fields: Mapping[str, Any]) -> dict[str, str]:
        return self.wrong

    def waiting(self) -> list[WaitingChange]:
        return list(self.changes)

    def people_named(self, text: str, answer: Callable[[list[Known]], None]) -> None:
        people = {
            PersonKey(activity.key.account, person.kind, person.id): person.label
            for activity in data.ACTIVITIES
            for person in activity.people
            if person.id
        }
        answer([Known(key, name) for key, name in people.items() if text.casefold() in name.casefold()])

    def noise(self, _account: str) -> Mapping[str, Noise]:
        return {"call": Noise(12, 9), "task": Noise(214, 3)}

    def web_addresses(self, _account: str) -> list[WebAddress]:
        return self.addresses

    # --- acting ------------------------------------------------------------------------------------------------------

    def submit(self, draft: Draft, answered: Callable[[Settled], None]) -> None:
        self.asked.append(("submit", draft))
        self.drafts.pop(name_of(draft.key, draft.replaces), None)
        answer = self.answer
        if answer is not None:
            QTimer.singleShot(0, lambda: answered(answer))

    def keep_draft(self, draft: SavedDraft) -> None:
        self.drafts[draft.name] = draft

    def forget_draft(self, name: str) -> None:
        self.drafts.pop(name, None)

    def discard_draft(self, draft: SavedDraft) -> None:
        self.drafts.pop(draft.name, None)
        self.asked.append(("discard_draft", draft))

    def retry(self, op: int) -> None:
        self._note("retry", op)

    def drop(self, op: int) -> None:
        self._note("drop", op)

    def keep_mine(self, op: int) -> None:
        self._note("keep_mine", op)

    def use_theirs(self, op: int) -> None:
        self._note("use_theirs", op)

    def refresh(self, key: Key) -> None:
        self.asked.append(("refresh", key))

    def search(self, account: str, filters: Mapping[str, str], answered: Callable[[Found], None]) -> None:
        self.asked.append(("search", (account, dict(filters))))
        QTimer.singleShot(0, lambda: answered(self.found))

    def link_same(self, one: PersonKey, other: PersonKey) -> None:
        self.asked.append(("link_same", (one, other)))

    def unlink_same(self, key: PersonKey) -> None:
        self.asked.append(("unlink_same", key))

    def set_web_addresses(self, account: str, templates: Mapping[str, str]) -> None:
        self.asked.append(("set_web_addresses", (account, dict(templates))))

    def look_at_health(self, answered: Callable[[Health], None]) -> None:
        health = sample_health(self._backend)
        QTimer.singleShot(0, lambda: answered(health))

    def _note(self, what: str, op: int) -> None:
        self.asked.append((what, op))
        self.changes = [change for change in self.changes if change.op != op]
        self._backend.changes.emit(OutboxChanged())


def sample_health(backend: Backend) -> Health:
    states = backend.states()
    accounts = tuple(
        AccountHealth(
            id=account.id,
            name=account.name,
            system=account.system_title,
            last_ok=states[account.id].last_ok,
            cursor=None,
            waiting=2 if account.id == data.PIPEDRIVE else 0,
            refused=1 if account.id == data.PIPEDRIVE else 0,
            unreadable=1 if account.id == data.HARBOR else 0,
            bad_records=(Unreadable("77", "starts_at is no date", data.NOW),) if account.id == data.HARBOR else (),
            can=tuple(sorted(feature.value for feature in data.CAPABILITIES[account.id].can)),
            lag=0.4 if account.id == data.HARBOR else 31.0,
            healed=2 if account.id == data.HARBOR else 0,
            last_healed=data.NOW.plus(-86_400) if account.id == data.HARBOR else None,
            cannot={feature.value: reason for feature, reason in data.CAPABILITIES[account.id].why_not.items()},
            proved={"order by update time": "yes", "filter by owner": "yes"} if account.id == data.PIPEDRIVE else {},
            last_sweep=data.NOW.plus(-600) if account.id == data.PIPEDRIVE else None,
            every=(30.0, 60.0) if account.id == data.PIPEDRIVE else None,
            state=states[account.id],
        )
        for account in backend.accounts()
    )
    return Health(
        at=data.NOW,
        accounts=accounts,
        notifications=Notifications("dunst 1.9.0", ("body text", "buttons", "click on the body", "replace in place")),
        storage=Storage(Path("/home/jo/.local/share/activity-desktop/activity.db"), 48_300_000, 12_481, "ok"),
        keyring="GNOME Keyring keeps your tokens.",
        keyring_keeps=True,
        versions={"activity-desktop": "1.0", "python": "3.11.2", "sqlite": "3.46.1", "PySide6_Essentials": "6.12.0"},
    )


def since(seconds: float) -> Instant:
    """So long ago, in the gallery's time."""
    return data.NOW.plus(-seconds)


def _satisfies(office: SampleOffice) -> Office:
    """Checked by the type checker: the samples promise everything that the rarer windows may ask."""
    return office
