"""Can accounts and types be muted, heard again and named anew, wherever one meets them?"""

from __future__ import annotations

from dataclasses import fields

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from activity_desktop.model.feed import AccountRow, Announcement
from activity_desktop.model.moment import Instant
from activity_desktop.notify.policy import Case, judge
from activity_desktop.settings.file import Settings
from activity_desktop.ui.abilities import why_not
from activity_desktop.ui.controls.button import Button, IconButton
from activity_desktop.ui.controls.switch import Switch
from activity_desktop.ui.detail.notified import notified
from activity_desktop.ui.gallery import data
from activity_desktop.ui.gallery.backend import SampleClock
from activity_desktop.ui.name_popover import NamePopover
from activity_desktop.ui.row_menu import row_menu
from activity_desktop.ui.settings.services import SettingsServices
from activity_desktop.ui.settings.window import SettingsWindow
from activity_desktop.ui.type_notices import TypeNotices
from ui.scene import WindowScene, settle


def menu_texts(scene: WindowScene) -> list[str]:
    """What the context menu of the chosen rows offers about muting, without keys."""
    menu = row_menu(scene.window, scene.samples, scene.window.commands.rows(), scene.window.commands.run_named)
    texts = [action.text().partition("\t")[0] for action in menu.actions()]
    menu.deleteLater()
    return [text for text in texts if text.startswith(("Mute", "Notify"))]


def account(scene: WindowScene, id_: str = data.NORTHWIND) -> AccountRow:
    return next(row for row in scene.samples.accounts() if row.id == id_)


def test_the_menu_and_the_keys_mute_and_unmute(scene: WindowScene) -> None:
    """The same command takes it back, and says so before."""
    scene.press("j")
    row = scene.window.commands.rows()[0]
    assert menu_texts(scene) == ["Mute type “Product”", "Mute Northwind CRM"]
    scene.press("m")
    scene.window.commands.run_named("mute_account")
    settle()
    assert (account(scene).notify, account(scene).muted_kinds) == (False, (row.kind_id,))
    assert menu_texts(scene) == ["Notify about “Product” again", "Notify about Northwind CRM again"]
    scene.press("m")
    scene.window.commands.run_named("mute_account")
    assert (account(scene).notify, account(scene).muted_kinds) == (True, ())


def test_without_a_type_only_the_account_can_be_muted(scene: WindowScene) -> None:
    """The menu says why, in grey."""
    key = scene.samples.page(scene.window.pane.query(), None, 1)[0].key
    scene.samples.set_row(key, kind_id="")
    assert why_not(scene.samples, "mute_type", [key])
    assert not why_not(scene.samples, "mute_account", [key])
    assert why_not(scene.samples, "mute_account", [])


def test_settings_rename_an_account_and_choose_its_types(scene: WindowScene) -> None:
    """The switches keep the keyboard when they are pressed, and follow what happens elsewhere."""
    settings = SettingsWindow(scene.samples, Settings(), SampleClock(), SettingsServices())
    settings.show()
    settings.show_page("Accounts")
    pencil = next(button for button in settings.findChildren(IconButton) if button.label == "Rename Northwind CRM")
    pencil.click()
    settle()
    popover = next(one for one in settings.findChildren(NamePopover) if one.isVisible())
    popover.field.edit.setText("pipedrive")
    popover._keep.click()
    assert popover.isVisible(), "that name is taken"
    popover.field.edit.setText("Northwind Sales")
    popover._keep.click()
    settle()
    assert account(scene).name == "Northwind Sales"
    switch = next(one for one in settings.findChildren(Switch) if one.label.startswith("Northwind Sales"))
    switch.setFocus()
    switch.click()
    settle()
    assert not account(scene).notify
    assert QApplication.focusWidget() is switch or not switch.isChecked()
    choose = next(one for one in settings.findChildren(Button) if one.label == "Choose types…")
    assert not choose.isEnabled(), "nothing of a muted account notifies"
    settings.close()
    settings.deleteLater()


def test_a_muted_type_is_listed_even_if_none_ever_came(scene: WindowScene) -> None:
    """Else it could not be heard again."""
    types = scene.samples.names().types
    some = next(own for own in types if own.account == data.PIPEDRIVE)
    scene.samples._change_account(data.PIPEDRIVE, muted_kinds=("forgotten_type", some.id))
    sheet = TypeNotices(scene.samples, data.PIPEDRIVE)
    sheet.show()
    states = {switch.label: switch.isChecked() for switch in sheet.findChildren(Switch)}
    assert states["Forgotten type"] is False
    assert list(states.values()).count(False) == 2
    muted = next(switch for switch in sheet.findChildren(Switch) if switch.label == "Forgotten type")
    QTest.qWait(0)
    muted.click()
    assert account(scene, data.PIPEDRIVE).muted_kinds == (some.id,)
    sheet.close()


def test_every_reason_of_the_rule_has_its_sentence() -> None:
    """Each question of `notify.policy`, answered the other way."""
    for field in fields(Case):
        reason = judge(Case(**{field.name: not field.default})).reason
        assert notified(Announcement("suppressed", reason, None), data.NOW) != f"Not shown. {reason}"


def test_details_say_why_one_was_notified_or_not() -> None:
    """Whole sentences for every reason; what a desktop refused with is shown as it is."""
    now = data.NOW
    assert notified(None, now) == "Not shown. It came with the first fill, and old ones are no news."
    muted = Announcement("suppressed", "you muted this type for this account", now)
    assert notified(muted, now) == "Not shown. You had muted this type."
    assert notified(Announcement("shown", "it is new", Instant(now.us)), now) == "Shown: now. It was new."
    assert notified(Announcement("due", "the desktop refused: x", None), now) == "About to be shown. the desktop refused: x"
