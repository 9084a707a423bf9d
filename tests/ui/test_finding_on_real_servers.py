"""Is everything found in the window that real systems hold: people by menu and palette, types by the systems' own names?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from activity_desktop.local_server.dialects.pipedrive import world
from activity_desktop.model.feed import FeedQuery, FeedRow, Shelf
from activity_desktop.model.link import ActivityLink
from activity_desktop.ui.controls.cards import CardState, RelationCard
from activity_desktop.ui.feed.filters import offer
from activity_desktop.ui.palette import items as palette_items
from ui.office import RealOffice
from ui.scene import wait_until


@pytest.fixture
def office(tmp_path: Path) -> Iterator[RealOffice]:
    made = RealOffice(tmp_path, "fluid", "pipedrive")
    yield made
    made.close()


def test_people_are_offered_as_a_filter_and_in_the_palette(office: RealOffice) -> None:
    """Whoever the stored activities name can be chosen, and their page opens from the palette."""
    window, everything = office.window, FeedQuery(shelf=Shelf.EVERYTHING)
    people = offer(office.bridge, everything).people
    (jane,) = [key for key, name in people if name == "Jane Smith" and key.account == "fluid"]
    assert office.bridge.page(FeedQuery(shelf=Shelf.EVERYTHING, person=jane), None, 9)
    rows = _found(office, "jane smith")
    (entry, *_) = palette_items.places(window, "jane smith", rows)
    assert (entry.title, entry.icon) == ("Jane Smith", "contact")
    assert entry.run is not None
    entry.run()
    assert window.area.person_shown


def _found(office: RealOffice, typed: str) -> list[FeedRow]:
    """What the palette finds, as soon as it does."""
    found: list[list[FeedRow]] = []
    palette_items.find_activities(office.window, typed, found.append)
    wait_until(lambda: found, "the activities")
    return found[0]


def test_the_systems_own_types_are_searched_by_name(office: RealOffice) -> None:
    """In the search field's hints and in the palette; a type of one account finds nothing of another."""
    names = office.bridge.names()
    own = {(own.account, own.label or own.id) for own in names.types}
    assert ("pipedrive", "Email") in own
    (some, *_) = [own for own in names.types if own.account == "fluid" and own.id]
    rows = _found(office, f"type:{some.id}")
    assert rows
    assert {row.key.account for row in rows} == {"fluid"}


def test_a_deleted_deal_is_shown_as_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the server says of a record it does not have any more reaches the card; nothing offers to open it."""
    for number in list(world.DEALS):
        monkeypatch.delitem(world.DEALS, number)
    office = RealOffice(tmp_path, "pipedrive")
    key = next(row.key for row in office.rows("pipedrive") if row.relation.startswith("Deal"))
    office.window.open_link(ActivityLink(key))

    def states() -> list[str]:
        cards = office.window.area.detail.findChildren(RelationCard)
        return [card.state for card in cards if card.title.endswith("deal was deleted")]

    wait_until(lambda: CardState.DELETED in states(), "the card telling that the deal was deleted")
    office.close()
