"""What else belongs to an activity? The records it points at, its files, its people, and what happened with them before."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...model.activity import Attachment
from ...model.feed import Detail, FeedQuery, FeedRow, PersonKey, Shelf
from ...model.link import ActivityLink, PersonLink
from ...model.moment import Instant
from ...model.person import Person
from ...model.relation import Reach, Relation
from ...model.text import clean_line
from ...model.words import translate
from .. import times
from ..backend import Backend, Found, Pages
from ..controls import Button
from ..controls.cards import CardState, PersonCard, RelationCard
from ..safe_open import open_safely, safe_url
from ..theme import current_theme
from ..words import (
    dotted,
    person_name,
    person_seed,
    record_tile,
    record_word,
    relation_sub,
    relation_title,
)
from .blocks import MiniRow, section_title
from .facts import FactLine, fact_widget

EARLIER = 3
_GAP = 22
_CARD = "card"
"""One card is shown at a time: what the one before has asked for is not answered any more."""
_AT_FIRST = 4
"""How many cards of one sort are shown before "Show more"."""
_UNREACHABLE = frozenset({"Offline", "NotAnswering"})
"""Problems after which a title that is missing may still come."""


class Related(QWidget):
    """Everything below the actions."""

    link_requested = Signal(object)

    def __init__(self, detail: Detail, backend: Backend, now: Instant, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detail = detail
        self._backend = backend
        self._account = detail.row.key.account
        self._cards: list[tuple[Person, PersonCard]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._add_relations(detail.activity.relations)
        self._add_attachments(detail.activity.attachments)
        self._add_people(detail.activity.people)
        self._add_earlier(detail.activity.people, now)

    def _section(self, title: str) -> None:
        self._column.addSpacing(_GAP if self._column.count() else 28)
        self._column.addWidget(section_title(title))

    def _add_relations(self, relations: tuple[Relation, ...]) -> None:
        if not relations:
            return
        word = record_word(relations[0].kind)
        one = self.tr("Related {kind}").format(kind=word.lower(), Kind=word)
        self._section(one if len(relations) == 1 else self.tr("Related"))
        self._add_some([self._relation_card(relation) for relation in relations])

    def _relation_card(self, relation: Relation) -> RelationCard:
        url = relation.url or (self._backend.record_url(self._account, relation.kind, relation.id) if relation.id else "")
        title, sub = clean_line(relation_title(relation)), clean_line(relation_sub(relation)).replace(" · ", "  ·  ")
        card = RelationCard(record_tile(relation.kind), record_word(relation.kind), title, sub)
        if relation.reach is not Reach.OPEN:
            card.set_state(CardState.DELETED if relation.reach is Reach.DELETED else CardState.NO_ACCESS)
        elif not relation.title and self._is_unreachable():
            card.set_state(CardState.OFFLINE)
            card.clicked.connect(lambda: self._backend.resolve(self._detail.row.key))
        else:
            card.set_state(CardState.LOADED, can_open=safe_url(url) is not None)
            card.clicked.connect(lambda: open_safely(url))
        return card

    def _is_unreachable(self) -> bool:
        state = self._backend.states().get(self._account)
        return state is not None and state.problem_kind in _UNREACHABLE

    def _add_attachments(self, attachments: tuple[Attachment, ...]) -> None:
        if not attachments:
            return
        self._section(self.tr("Attachments"))
        names = [clean_line(attachment.name) or self.tr("Attachment") for attachment in attachments]
        facts = [FactLine("paperclip", name, url=file.url) for name, file in zip(names, attachments, strict=True)]
        self._add_some([fact_widget(fact) for fact in facts])

    def _add_people(self, people: tuple[Person, ...]) -> None:
        if people:
            self._section(self.tr("People"))
            cards = [self._person_card(person) for person in people]
            self._add_some([*cards])
            self._cards = list(zip(people, cards, strict=True))
        keys = [self._key_of(person) for person in people if person.id]
        queries = {key: FeedQuery(shelf=Shelf.EVERYTHING, person=key) for key in keys}
        self._backend.count_all(_CARD, queries, self._show_others)

    def _person_card(self, person: Person) -> PersonCard:
        name, seed = clean_line(person_name(person)), person_seed(self._account, person)
        card = PersonCard(name, seed, _about(person, 0), person.id is not None)
        card.clicked.connect(lambda: self._go_to_person(person))
        return card

    def _key_of(self, person: Person) -> PersonKey:
        return PersonKey(self._account, person.kind, person.id or "")

    def _show_others(self, counted: dict[PersonKey, int]) -> None:
        """How many other activities there are with each, as soon as they are counted. A card keeps its height."""
        for person, card in self._cards:
            card.set_sub(_about(person, counted.get(self._key_of(person), 1) - 1))

    def _add_earlier(self, people: tuple[Person, ...], now: Instant) -> None:
        """Stands where it belongs from the beginning, also where it is found a moment later."""
        place = QVBoxLayout()
        place.setSpacing(self._column.spacing())
        self._column.addLayout(place)
        person = next((person for person in people if person.id), None)
        query = FeedQuery(shelf=Shelf.EVERYTHING, person=None if person is None else self._key_of(person))

        def read(pages: Pages) -> Found:
            return Found([] if person is None else pages.page(query, self._detail.row.position, EARLIER + 1))

        def show(found: Found) -> None:
            if person is not None and found.rows:
                self._fill_earlier(place, person, found.rows, now)

        self._backend.find(_CARD, query, read, show)

    def _fill_earlier(self, place: QVBoxLayout, person: Person, rows: list[FeedRow], now: Instant) -> None:
        place.addSpacing(_GAP)
        place.addWidget(section_title(self.tr("Earlier with {person}").format(person=clean_line(person_name(person)))))
        box = QVBoxLayout()
        box.setSpacing(0)
        for row in rows[:EARLIER]:
            mini = MiniRow(row, times.ungrouped(row.time, now), times.spoken(row.time, now))
            mini.clicked.connect(lambda _checked=False, key=row.key: self.link_requested.emit(ActivityLink(key)))
            box.addWidget(mini)
        if len(rows) > EARLIER:
            box.addLayout(self._show_all(person))
        place.addLayout(box)

    def _show_all(self, person: Person) -> QHBoxLayout:
        """Its words stand under those of the rows."""
        button = Button(self.tr("Show all"), "ghost")
        name = clean_line(person_name(person))
        button.setAccessibleName(self.tr("Show all activities with {person}").format(person=name))
        button.clicked.connect(lambda: self._go_to_person(person))
        row = QHBoxLayout()
        row.addSpacing(current_theme().px(24))
        row.addWidget(button)
        row.addStretch()
        return row

    def _go_to_person(self, person: Person) -> None:
        if person.id is not None:
            self.link_requested.emit(PersonLink(self._account, person.kind, person.id))

    def _add_some(self, widgets: list[QWidget]) -> None:
        """The first few at once, the others behind a button that says how many there are."""
        for number, widget in enumerate(widgets):
            self._column.addWidget(widget)
            widget.setVisible(number < _AT_FIRST or len(widgets) == _AT_FIRST + 1)
        hidden = [widget for widget in widgets if widget.isHidden()]
        if not hidden:
            return
        button = Button(self.tr("Show %n more", None, len(hidden)), "ghost")
        button.clicked.connect(lambda: _reveal(hidden, button))
        self._column.addWidget(button)


def _reveal(widgets: list[QWidget], button: Button) -> None:
    for widget in widgets:
        widget.show()
    button.hide()
    widgets[0].setFocus()


def _about(person: Person, others: int) -> str:
    """The second line of a card: what sort of person, a note, and how many other activities."""
    number = QLocale().toString(others)
    known = translate("Related", "{n} other activity(ies)", None, others).format(n=number) if others > 0 else ""
    return dotted(record_word(person.kind), clean_line(person.note), known)  # last: what is known later moves nothing
