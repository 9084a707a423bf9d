"""Do the parts of the main window work together, at every width, and whatever leads to them?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from activity_desktop.model.activity import Key
from activity_desktop.model.changes import AccountState, LinkOpened, Phase, Told
from activity_desktop.model.feed import Sending, Shelf
from activity_desktop.model.link import ActivityLink, PersonLink, write_link
from activity_desktop.model.views import SavedView
from activity_desktop.settings import definitions as choose
from activity_desktop.settings.file import Settings
from activity_desktop.ui.canvas import Width, width_of
from activity_desktop.ui.controls.button import Button
from activity_desktop.ui.detail.content import Content
from activity_desktop.ui.detail.nothing import ManySelected
from activity_desktop.ui.gallery import data
from activity_desktop.ui.gallery.backend import SampleBackend, SampleClock
from activity_desktop.ui.placement import Placement, centre_over
from activity_desktop.ui.window import MainWindow
from ui.scene import WindowScene, settle

ORDER = Key(data.NORTHWIND, "1012")
CALL = Key(data.PIPEDRIVE, "551")
JANE = PersonLink(data.NORTHWIND, "contact", "22222")


@pytest.fixture
def narrow() -> Iterator[WindowScene]:
    """One pane at a time."""
    made = WindowScene(width=460, height=600)
    yield made
    made.close()


def test_choosing_a_row_shows_its_detail(scene: WindowScene) -> None:
    """And the next one after it."""
    scene.press("j")
    assert scene.shown() == ORDER
    scene.press("j")
    assert scene.shown() == Key(data.HARBOR, "88")


def test_a_link_comes_to_its_activity_and_reads_only_it(scene: WindowScene) -> None:
    """As from a notification: the others stay unread."""
    scene.window.open_link(write_link(ActivityLink(CALL)))
    settle()
    assert (scene.shown(), scene.selected()) == (CALL, ["551"])
    assert not scene.samples.row(CALL).unread  # type: ignore[union-attr]  # a sample that exists
    assert scene.samples.row(ORDER).unread  # type: ignore[union-attr]


def test_a_link_to_what_is_on_another_shelf_opens_that_view(scene: WindowScene) -> None:
    """A finished activity is shown among the finished ones."""
    scene.samples.finish([CALL])
    scene.window.open_link(ActivityLink(CALL))
    settle()
    assert (scene.window.pane.shelf, scene.shown()) == (Shelf.DONE, CALL)


@pytest.mark.parametrize(
    "link", ["https://example.com", "activitydesktop://v1/a/x/1/2/3", "activitydesktop://v2/inbox", "file:///etc"]
)
def test_a_link_that_is_not_ours_is_told_and_not_followed(scene: WindowScene, link: str) -> None:
    """Links come from other programs, and what they bring to the front nobody has looked at: nothing is read by it."""
    scene.window.open_link(link)
    assert "not a link" in scene.window.toasts.card.text()
    assert scene.shown() is None
    assert not any(timer.isActive() for timer in scene.window.visit.findChildren(QTimer))


def test_what_can_be_done_with_several_is_written_out(scene: WindowScene) -> None:
    """No label is cut while there is room beside it, and all four are equally wide."""
    many = ManySelected(scene.window)
    many.resize(480, 400)
    many.show()
    settle()
    buttons = many.findChildren(Button)
    assert len({button.width() for button in buttons}) == 1
    assert all(button.width() >= Button.sizeHint(button).width() for button in buttons)
    assert many.minimumSizeHint().width() < many.sizeHint().width(), "a narrow window may cut them"


def test_a_link_to_what_is_gone_says_so(scene: WindowScene) -> None:
    """A notification may be older than a deletion."""
    scene.window.open_link(ActivityLink(Key(data.NORTHWIND, "404")))
    assert "not here any more" in scene.window.toasts.card.text()


def test_a_second_start_reaches_the_window_by_a_change(scene: WindowScene) -> None:
    """The engine tells; the window follows."""
    scene.samples.changes.emit(LinkOpened(write_link(ActivityLink(ORDER))))
    settle()
    assert scene.shown() == ORDER


@pytest.mark.parametrize("place", ["everything", "account", "saved"])
def test_the_view_that_was_open_is_open_again(place: str) -> None:
    """After a restart; the inbox, where that view is not there any more."""
    first = WindowScene()
    first.samples.save_view(SavedView(name="Calls", typed="type:call"))
    navigator = first.window.navigator
    if place == "everything":
        navigator.show_view("everything")
    elif place == "account":
        navigator.show_list(Shelf.INBOX, "pipedrive")
    else:
        navigator.show_saved("Calls")
    title = navigator.title
    first.close()
    again = MainWindow(first.samples, first.settings, SampleClock())
    assert again.navigator.title == title
    assert again.navigator.place() == navigator.place()
    emptier = MainWindow(SampleBackend(), first.settings, SampleClock())
    assert emptier.navigator.title == ("Inbox" if place == "saved" else title)
    for window in (again, emptier):
        window.deleteLater()
    settle()


def test_who_is_in_the_inbox_of_an_account_that_is_removed_comes_to_the_inbox_of_all(scene: WindowScene) -> None:
    """Elsewhere, too: by the command line. It would say for ever that all is read there. Who is in another one stays there."""
    scene.window.navigator.show_list(Shelf.INBOX, data.NORTHWIND)
    scene.samples.remove_account(data.PIPEDRIVE)
    settle()
    assert scene.window.navigator.place()["account"] == data.NORTHWIND
    scene.samples.remove_account(data.NORTHWIND)
    settle()
    assert (scene.window.navigator.title, scene.window.navigator.place()["account"]) == ("Inbox", "")
    assert scene.rids()


def test_a_link_to_an_account_asks_for_what_it_needs(scene: WindowScene) -> None:
    """As from the notification that says that one is signed out."""
    asked: list[str] = []
    scene.window.asked.connect(asked.append)
    scene.window.open_link("activitydesktop://v1/account/northwind")
    assert asked == ["attend:northwind"]


def test_a_person_and_back_again(scene: WindowScene) -> None:
    """From the detail to the person, to another activity, and back step by step."""
    scene.press("j")
    scene.window.navigator.follow(JANE)
    assert scene.window.area.person_shown
    scene.window.navigator.follow(ActivityLink(Key(data.NORTHWIND, "1003")))
    assert scene.shown() == Key(data.NORTHWIND, "1003")
    scene.press(Qt.Key.Key_Escape)
    assert scene.window.area.person_shown
    scene.press(Qt.Key.Key_Escape)
    assert (scene.window.area.person_shown, scene.shown()) == (False, ORDER)


def test_done_goes_to_the_next_and_at_the_end_to_the_previous(scene: WindowScene) -> None:
    """So that a list can be worked through without moving."""
    scene.window.commands.run_named("last")
    last = scene.selected()
    before_last = scene.rids()[-2]
    scene.press("e")
    assert scene.selected() == [before_last]
    assert last[0] not in scene.rids()


def test_done_may_go_back_to_the_list_instead(scene: WindowScene) -> None:
    """The setting "After Done or Snooze go to"."""
    scene.settings.set(choose.AFTER_DONE, "list")
    scene.press("j")
    scene.press("e")
    assert scene.selected() == []


def test_done_in_the_done_view_brings_it_back(scene: WindowScene) -> None:
    """The same key toggles."""
    scene.press("j")
    scene.press("e")
    scene.press("g")
    scene.press("d")
    scene.press("j")
    scene.press("e")
    assert scene.samples.row(ORDER).shelf is Shelf.INBOX  # type: ignore[union-attr]  # a sample that exists


def test_several_rows_are_acted_on_together(scene: WindowScene) -> None:
    """And the detail says how many."""
    scene.press("j")
    scene.press(Qt.Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
    assert scene.shown() is None
    scene.press("e")
    assert {"1012", "88"}.isdisjoint(scene.rids())


def test_a_hover_action_leaves_the_selection_alone(scene: WindowScene) -> None:
    """It is about its own row."""
    scene.press("j")
    scene.view.acted.emit("done", CALL)
    settle()
    assert scene.selected() == ["1012"]
    assert "551" not in scene.rids()


def test_marking_unread_keeps_it_from_being_read_by_looking(scene: WindowScene) -> None:
    """The promise of "U"."""
    scene.window.visit.set_in_sight(True)
    scene.window.visit.looked()
    scene.press("j")
    scene.press("u")
    row = scene.samples.row(ORDER)
    assert row is not None
    assert (row.unread, row.kept) == (True, True)


def test_check_now_on_an_unsaved_row_tries_to_save_it(scene: WindowScene) -> None:
    """Else it looks for news."""
    scene.press("r")
    assert scene.samples.asked == [("check_now", None)]
    scene.samples.set_row(ORDER, sending=Sending.FAILED)
    scene.press("j")
    scene.press("r")
    assert scene.samples.row(ORDER).sending is Sending.WAITING  # type: ignore[union-attr]  # a sample that exists


def test_copying_a_link_takes_the_address_in_the_crm(scene: WindowScene) -> None:
    """Or, where there is none, a link into this program."""
    scene.press("j")
    scene.press("c")
    assert QGuiApplication.clipboard().text() == "https://northwind.example.com/activities/1012"


def test_what_the_database_tells_becomes_a_toast_with_undo(scene: WindowScene) -> None:
    """Eight seconds, one action, and Z does the same."""
    scene.samples.changes.emit(Told("3 activities marked as read", undoable=True))
    assert scene.window.toasts.card.text() == "3 activities marked as read"
    scene.samples.finish([ORDER])
    scene.window.toasts.card.acted.emit()
    settle()
    assert "1012" in scene.rids()


def test_the_title_names_the_view_and_what_is_unread(scene: WindowScene) -> None:
    """For the task bar and for screen readers."""
    assert scene.window.windowTitle() == "Activity, Inbox, 3 unread"
    scene.samples.mark_read([ORDER, CALL, Key(data.HARBOR, "88")])
    assert scene.window.windowTitle() == "Activity, Inbox"


def test_the_banner_comes_and_goes_with_the_problem(scene: WindowScene) -> None:
    """And its button asks for what helps."""
    asked: list[str] = []
    scene.window.asked.connect(asked.append)
    banner = scene.window.pane.header.banner
    assert banner.isVisible()
    banner.acted.emit()
    assert asked == [f"sign_in:{data.HARBOR}"]
    scene.samples.set_state(AccountState(data.HARBOR, Phase.LIVE, last_ok=data.NOW))
    settle()
    assert not banner.isVisible()


def test_a_search_that_finds_nothing_says_so_and_can_be_cleared(scene: WindowScene) -> None:
    """The list comes back whole."""
    before = scene.rids()
    scene.window.pane.header.search.setText("nothing like this")
    scene.window.pane._search("nothing like this")
    settle()
    assert scene.rids() == []
    scene.window.pane._act("clear_search")
    settle()
    assert scene.rids() == before


def test_filters_narrow_the_list_and_say_so(scene: WindowScene) -> None:
    """Unread, types and people, alone and together."""
    header = scene.window.pane.header
    header._toggle_unread()
    assert scene.rids() == ["1012", "88", "551"]
    offered = scene.window.pane._offer()
    person, name = next((key, name) for key, name in offered.people if name == "Priya Raman")
    header._menus._fill_people(header._menus.people)
    scene.window.pane.set_filters(header._menus._with_person(header._filters, person, name))
    assert scene.rids() == ["551"]
    assert header._people.value() == "Priya Raman" or header._rest.value() == "Priya Raman"
    scene.window.pane._act("clear_filters")
    assert len(scene.rids()) > 3


@pytest.mark.parametrize(
    ("pixels", "expected"), [(960, Width.WIDE), (959, Width.MIDDLE), (680, Width.MIDDLE), (679, Width.NARROW)]
)
def test_the_widths_at_which_the_layout_changes(pixels: int, expected: Width) -> None:
    """And with larger text, later."""
    assert width_of(pixels, 1.0) is expected
    assert width_of(pixels * 1.5, 1.5) is expected


def test_in_a_narrow_window_list_and_detail_take_turns(narrow: WindowScene) -> None:
    """Enter opens, Esc goes back, and selection and place are kept."""
    panel = narrow.window.panel
    assert (narrow.window.pane.isVisible(), narrow.window.area.isVisible()) == (True, False)
    narrow.press("j")
    narrow.press(Qt.Key.Key_Return)
    assert (narrow.window.pane.isVisible(), narrow.window.area.isVisible()) == (False, True)
    narrow.press(Qt.Key.Key_Escape)
    assert panel.one_pane
    assert narrow.window.pane.isVisible()
    assert narrow.selected() == ["1012"]


def test_a_click_opens_the_detail_in_a_narrow_window(narrow: WindowScene) -> None:
    """One click is enough where there is nothing beside the list."""
    narrow.view.clicked_row.emit(ORDER)
    assert narrow.window.area.isVisible()


def test_reading_the_detail_alone_is_not_looking_at_the_inbox(narrow: WindowScene) -> None:
    """With one pane, the list is out of sight."""
    narrow.press("j")
    narrow.press(Qt.Key.Key_Return)
    assert not narrow.window.visit._in_sight


@pytest.mark.parametrize("way_out", ["Esc", "a view", "the same button"])
def test_the_drawer_opens_and_every_way_out_closes_it(narrow: WindowScene, way_out: str) -> None:
    """It never stays in the way."""
    canvas = narrow.window.canvas
    canvas.toggle_sidebar()
    assert canvas.drawer_open
    match way_out:
        case "Esc":
            narrow.press(Qt.Key.Key_Escape)
        case "a view":
            narrow.window.navigator.show_view("done")
        case _:
            canvas.toggle_sidebar()
    assert not canvas.drawer_open


def test_f6_goes_round_the_panes(scene: WindowScene) -> None:
    """List, detail, banner, sidebar, and back to the list."""
    scene.press("j")
    seen = []
    for _ in range(8):
        scene.press(Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        for name, pane in (
            ("sidebar", scene.window.sidebar.list),
            ("list", scene.view),
            ("detail", scene.window.area),
            ("banner", scene.window.pane.header.banner),
        ):
            if pane is focus or pane.isAncestorOf(focus):
                seen.append(name)
    assert seen == ["detail", "banner", "sidebar", "list"] * 2


def test_closing_hides_the_window_and_tells(scene: WindowScene) -> None:
    """Whoever owns it decides what that means."""
    closed: list[None] = []
    scene.window.closed.connect(lambda: closed.append(None))
    scene.press(Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert (closed, scene.window.isVisible()) == ([None], False)


def test_a_program_that_ends_is_not_kept_by_its_window(scene: WindowScene) -> None:
    """The end of the program closes every window: none may refuse, and none may ask."""
    closed: list[None] = []
    scene.window.closed.connect(lambda: closed.append(None))
    event = QCloseEvent()
    QApplication.sendEvent(scene.window, event)
    assert event.isAccepted()
    assert closed == []


@pytest.mark.parametrize(("wish", "completed"), [("off", False), ("on", True), ("ask", False)])
def test_done_may_complete_in_the_crm_too(scene: WindowScene, wish: str, completed: bool) -> None:
    """Never, always, or when the toast's offer is taken."""
    scene.settings.set(choose.DONE_COMPLETES, wish)
    scene.view.steps.select(CALL)
    scene.press("e")

    def is_completed() -> bool:
        detail = scene.samples.detail(CALL)
        return detail is not None and detail.activity.done is True

    assert is_completed() == completed
    if wish == "ask":
        scene.window.toasts.card.acted.emit()
        assert is_completed()


def test_the_window_comes_back_where_it_was() -> None:
    """With its size and the width of its list; never outside of every screen."""
    settings = Settings()
    first = WindowScene()
    placement = Placement(settings)
    first.window.setGeometry(120, 80, 900, 640)
    placement.remember(first.window, 333)
    first.window.setGeometry(0, 0, 1000, 700)
    placement.restore(first.window)
    assert first.window.geometry().getRect() == (120, 80, 900, 640)
    assert placement.list_width(388) == 333
    first.window.setGeometry(90_000, 90_000, 900, 640)
    placement.remember(first.window)
    placement.restore(first.window)
    assert QGuiApplication.primaryScreen().geometry().contains(first.window.geometry())
    first.close()


@pytest.mark.parametrize("nonsense", ["", "[]", "no json", '{"x": 3}', '{"offscreen:800x800": {"window": ["a"]}}'])
def test_a_damaged_memory_of_the_window_costs_only_itself(nonsense: str) -> None:
    """The file may be edited by hand."""
    scene = WindowScene()
    scene.settings.set(choose.GEOMETRY, nonsense)
    Placement(scene.settings).restore(scene.window)
    assert scene.window.width() > 0
    scene.close()


def test_tab_goes_through_the_window_as_it_is_read(scene: WindowScene) -> None:
    """Also through a detail that was built later than everything else: sidebar, list, toolbar, and then what is below it."""
    scene.press("j")
    window = scene.window
    content = window.area.detail.findChild(Content)
    assert content is not None
    groups: dict[QWidget, str] = {
        window.sidebar: "sidebar", window.pane: "list", window.area.detail.toolbar: "toolbar", content: "content",
    }  # fmt: skip
    window.area.detail.toolbar.findChildren(Button)[0].setFocus()
    seen: list[str] = []
    for _ in range(40):
        here = QApplication.focusWidget()
        name = next((name for group, name in groups.items() if here is not None and group.isAncestorOf(here)), "")
        if name and name not in seen:
            seen.append(name)
        scene.press(Qt.Key.Key_Tab)
    assert seen == ["toolbar", "content", "sidebar", "list"]


def test_keys_act_on_the_row_with_the_ring_when_nothing_is_selected(scene: WindowScene) -> None:
    """Whoever comes into the list by Tab sees where they are, and that is what they mean."""
    scene.view.clearFocus()
    scene.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert scene.selected() == []
    scene.press("e")
    assert "1012" not in scene.rids()


def test_arrow_keys_in_the_sidebar_stay_there_until_enter(scene: WindowScene) -> None:
    """Each step shows its view; the last one is the one that is meant."""
    rows = scene.window.sidebar.list
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    scene.press(Qt.Key.Key_Down)
    scene.press(Qt.Key.Key_Down)
    assert (scene.window.pane.shelf, rows.hasFocus()) == (Shelf.SNOOZED, True)
    scene.press(Qt.Key.Key_Down)
    scene.press(Qt.Key.Key_Down)
    scene.press(Qt.Key.Key_Return)
    assert (scene.window.pane.shelf, scene.view.hasFocus()) == (Shelf.EVERYTHING, True)


def test_a_click_in_the_sidebar_goes_to_the_list(scene: WindowScene) -> None:
    """Where the next key is meant to act."""
    rows = scene.window.sidebar.list
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(rows.model().index(4, 0)).center())
    assert (scene.window.pane.shelf, scene.view.hasFocus()) == (Shelf.EVERYTHING, True)


def test_hiding_the_sidebar_leaves_no_keyboard_behind(scene: WindowScene) -> None:
    """It goes to the list, not to whatever Qt finds next."""
    scene.window.sidebar.list.setFocus(Qt.FocusReason.TabFocusReason)
    scene.press("b", Qt.KeyboardModifier.ControlModifier)
    assert scene.view.hasFocus()


def test_the_drawer_is_gone_through_by_arrow_keys_and_closed_by_enter(narrow: WindowScene) -> None:
    """It takes the keyboard when it opens, and gives it to the list."""
    narrow.press("b", Qt.KeyboardModifier.ControlModifier)
    assert narrow.window.sidebar.list.hasFocus()
    narrow.press(Qt.Key.Key_Down)
    assert (narrow.window.pane.shelf, narrow.window.canvas.drawer_open) == (Shelf.AGENDA, True)
    narrow.press(Qt.Key.Key_Up)
    narrow.press(Qt.Key.Key_Return)
    assert (narrow.window.canvas.drawer_open, narrow.view.hasFocus()) == (False, True)


def test_a_window_of_its_own_opens_over_the_middle_and_on_the_screen(scene: WindowScene) -> None:
    """Also where the main window stands at an edge, or the other one is larger than the screen."""
    room = scene.window.screen().availableGeometry()
    other = QWidget()
    other.resize(300, 200)
    scene.window.setGeometry(room.left(), room.top(), 600, 500)
    centre_over(other, scene.window)
    assert other.geometry().center() == scene.window.geometry().center()
    other.resize(room.size() * 2)
    centre_over(other, scene.window)
    assert room.contains(other.geometry())
