"""Are saved views kept, told and undone, whoever changes them?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from activity_desktop.model.activity import Kind
from activity_desktop.model.changes import Change, Told, ViewsChanged
from activity_desktop.model.feed import FeedQuery, PersonKey, Shelf, Terms
from activity_desktop.model.moment import Instant
from activity_desktop.model.problems import BadInput, NotFound
from activity_desktop.model.views import LONGEST_NAME, SavedView
from activity_desktop.operations.saved_views import SavedViews
from activity_desktop.operations.undo import History
from activity_desktop.store import views
from activity_desktop.store.database import Database, open_reader

NOW = Instant.parse("2026-03-02T12:00:00Z")


class Office:
    """Saved views over a real file, and what was told."""

    def __init__(self, path: Path) -> None:
        self.database = Database(path)
        self.history = History()
        self.told: list[Change] = []
        self.views = SavedViews(self.database, self.history, self.told.append)

    def names(self) -> list[str]:
        """As another connection reads them."""
        reader = open_reader(self.database.path)
        try:
            return [view.name for view in views.all_views(reader)]
        finally:
            reader.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "activity.db")
    yield made
    made.database.close()


def test_everything_about_a_view_is_kept(office: Office) -> None:
    """Words, chips, place: it comes back as it was."""
    view = SavedView(
        name="Calls",
        shelf=Shelf.EVERYTHING,
        account="north",
        typed='type:call "purchase order"',
        unread=True,
        kinds=frozenset({Kind.CALL, Kind.MEETING}),
        person=PersonKey("north", "contact", "7"),
        person_name="Jane Smith",
        days=30,
    )
    office.views.save(view)
    assert views.all_views(office.database.connection) == [view]
    assert ViewsChanged() in office.told


def test_saving_renaming_and_removing_can_be_undone_and_done_again(office: Office) -> None:
    """Each step back, and each step forth."""
    office.views.save(SavedView(name="One"))
    office.views.save(SavedView(name="Two"))
    office.views.rename("One", "Eins")
    office.views.remove("Two")
    seen = [office.names()]
    for _ in range(4):
        office.history.undo()
        seen.append(office.names())
    assert seen == [["Eins"], ["Eins", "Two"], ["One", "Two"], ["One"], []]
    for _ in range(4):
        office.history.redo()
    assert office.names() == ["Eins"]
    assert all(told.undoable for told in office.told if isinstance(told, Told))


def test_a_name_is_one_clean_line_and_belongs_to_one_view(office: Office) -> None:
    """Whatever was pasted into the field."""
    kept = office.views.save(SavedView(name="  To\n read\u202e " + "x" * 100))
    assert kept.name.startswith("To read x")
    assert len(kept.name) == LONGEST_NAME
    for bad in ("", " \n ", kept.name):
        with pytest.raises(BadInput):
            office.views.save(SavedView(name=bad))
    office.views.save(SavedView(name="Other"))
    with pytest.raises(BadInput):
        office.views.rename("Other", kept.name)
    with pytest.raises(NotFound):
        office.views.rename("None", "New")
    with pytest.raises(NotFound):
        office.views.remove("None")
    assert office.names() == [kept.name, "Other"]


def test_a_view_of_a_later_version_is_passed_over_and_stays(office: Office) -> None:
    """Going back a version costs nothing but what that version cannot show."""
    office.views.save(SavedView(name="Known"))
    with office.database.write() as connection:
        connection.execute("""INSERT INTO saved_view VALUES ('Later', '{"name": "Later", "kinds": ["hologram"]}')""")
    assert office.names() == ["Known"]
    assert office.database.connection.execute("SELECT count(*) FROM saved_view").fetchone()[0] == 2


def test_what_a_view_counts() -> None:
    """Unread ones as everywhere, but all of them where the view is not about unread ones."""
    unread = SavedView(name="x", typed="order").counted(NOW)
    assert unread == FeedQuery(unread_only=True, text="order")
    assert SavedView(name="x", typed="is:done").counted(NOW) == FeedQuery(Shelf.DONE)
    assert SavedView(name="x", typed="is:read").counted(NOW) == FeedQuery(terms=Terms(read=True))
