"""Does the program speak the person's language, whole, and with the right plural?"""

from __future__ import annotations

import importlib.machinery
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMessageBox

from activity_desktop.crm import registry
from activity_desktop.model import words
from activity_desktop.model.moment import Instant
from activity_desktop.model.problems import SignedOut
from activity_desktop.notify import wording
from activity_desktop.settings import definitions as choose
from activity_desktop.ui import language, times
from activity_desktop.ui.commands import BY_ID, native
from activity_desktop.ui.field_words import worded
from activity_desktop.ui.gallery.stories import STORIES
from screens.spoken_tree import elements
from ui.scene import settle

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "translate"
GERMAN = ROOT / "resources" / "i18n" / "activity_de.ts"
NOW = Instant.parse("2025-11-19T12:00:00Z")
WINDOWS = ("window", "window-offline", "detail-call", "person", "outbox", "health", "form-new", "server-search")
OF_THE_SAMPLES = {"New order placed", "Jane Smith placed an order for $150.00", "Demo server", "Activity"}
"""Titles and names in the samples that happen to be texts of the program, too, and the program's name."""


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the German catalog as it stands in the checkout, compiled."""
    folder = tmp_path_factory.mktemp("i18n")
    lrelease = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([lrelease, "-silent", GERMAN, "-qm", folder / "activity_de.qm"], check=True)
    return folder


@pytest.fixture
def english_again(app: QApplication) -> Iterator[None]:
    """Afterwards the program speaks English again."""
    before = QLocale()
    yield
    for translator in app.findChildren(QTranslator):
        app.removeTranslator(translator)
        translator.deleteLater()
    words.speak_with(words.english)
    words.write_numbers_with(str)
    QLocale.setDefault(before)


@pytest.fixture
def in_german(app: QApplication, compiled: Path, monkeypatch: pytest.MonkeyPatch, english_again: None) -> None:
    """The program in German."""
    monkeypatch.setattr(language, "i18n", lambda: str(compiled))
    assert language.speak(app, "de") == "de"


def script() -> ModuleType:
    """`scripts/translate` as a module."""
    loader = importlib.machinery.SourceFileLoader("translate_script", str(SCRIPT))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_every_text_has_its_german() -> None:
    """A new text, a changed placeholder and a missing plural form are named; `scripts/translate` takes new ones in."""
    done = subprocess.run([sys.executable, SCRIPT, "--check"], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("Every text is translated.", 0), done.stderr


@pytest.mark.parametrize(
    ("source", "translation", "wrong"),
    [
        ("Done", "<translation>Erledigt</translation>", ""),
        ("Done", '<translation type="unfinished"></translation>', "not translated"),
        ("Done", '<translation type="unfinished">Erledigt</translation>', "not translated"),
        ("Open in {account}", "<translation>In {konto} öffnen</translation>", "placeholders"),
        ("This {kind}", "<translation>Dieser Eintrag ({Kind})</translation>", ""),
        ("%n day(s)", "<translation><numerusform>%n Tag</numerusform><numerusform/></translation>", "plural"),
        (
            "%n day(s)",
            "<translation><numerusform>%n Tag</numerusform><numerusform>Tage</numerusform></translation>",
            "placeholders",
        ),
    ],
)
def test_the_check_sees_what_is_wrong(source: str, translation: str, wrong: str) -> None:
    """A check that lets everything pass would prove nothing."""
    found = script().mistake(source, ET.fromstring(translation))  # noqa: S314 - the test's own text
    assert wrong in found
    assert bool(wrong) == bool(found)


@pytest.mark.parametrize(
    ("choice", "system", "spoken"),
    [
        ("system", ["de-AT", "de", "en"], "de"),
        ("system", ["fr-FR", "fr", "de-DE"], "de"),
        ("system", ["en-GB", "de-DE"], "en"),
        ("system", ["fr-FR"], "en"),
        ("system", [], "en"),
        ("de", ["en-GB"], "de"),
        ("en", ["de-DE"], "en"),
        ("tlh", ["de-DE"], "en"),
    ],
)
def test_the_language_is_the_persons_choice_or_the_first_known_one(choice: str, system: list[str], spoken: str) -> None:
    """English needs no catalog, and still comes before what stands behind it."""
    assert language.language_for(choice, system) == spoken


def test_every_language_can_be_chosen_and_has_a_catalog() -> None:
    """One list of languages, in three places."""
    assert {value for value, _ in choose.LANGUAGE.choices} == {language.SYSTEM, *language.LANGUAGES}
    catalogs = {path.stem.removeprefix("activity_") for path in GERMAN.parent.glob("*.ts")}
    assert catalogs == set(language.LANGUAGES) - {language.ENGLISH}


@pytest.mark.parametrize(("n", "spoken"), [(0, "0 activities, 0 days"), (1, "1 activity, 1 day"), (2, "2 activities, 2 days")])
def test_english_has_its_plurals_without_a_catalog(n: int, spoken: str) -> None:
    """Also on the command line, where nobody installs a translator."""
    assert words.translate("Anything", "%n activity(ies), %n day(s)", None, n) == spoken


@pytest.mark.usefixtures("in_german")
def test_large_numbers_are_written_as_the_person_writes_them() -> None:
    """Nobody reads 50000 at a glance, wherever it stands."""
    assert words.translate("ManySelected", "%n selected", None, 50_000) == "50.000 ausgewählt"
    assert words.english("Anything", "%n new activity(ies)", None, 50_000) == "50.000 new activities"


@pytest.mark.usefixtures("in_german")
def test_everything_that_speaks_speaks_german() -> None:
    """Commands, times, notifications, problems, and what connectors declare as plain data: each has its own way here."""
    assert BY_ID["snooze"].text == "Zurückstellen"
    assert times.day_header(NOW.plus(-86400).local().date(), NOW.local().date()) == "Gestern"
    assert times.spoken(NOW.plus(-60), NOW) == "vor 1 Minute"
    assert times.spoken(NOW.plus(-120), NOW) == "vor 2 Minuten"
    assert wording.count_words(1) == "1 neue Aktivität"
    assert wording.count_words(7) == "7 neue Aktivitäten"
    assert str(SignedOut()) == "Das Token gilt nicht mehr. Mit einem neuen kommen wieder Aktivitäten an."
    subject = next(field for field in registry.system("pipedrive").form if field.name == "subject")
    assert worded(subject).label == "Betreff"
    assert native("Ctrl+K") == "Strg+K"
    assert times.long_date(NOW.local().date(), NOW.local().date()).endswith("November")


@pytest.mark.usefixtures("in_german")
@pytest.mark.parametrize("name", WINDOWS)
def test_no_english_is_left_in_a_window(name: str) -> None:
    """A text that is in the catalog, and yet shown or spoken as it stands in the code, was never translated there."""
    story = next(story for story in STORIES if story.name == name)
    widget = story.build()
    widget.resize(story.width, story.height)
    widget.show()
    settle()
    parts = (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
    shown = {element.text(part) for element in elements(widget) for part in parts}
    widget.close()
    widget.deleteLater()
    assert "Posteingang" in shown or name != "window"
    assert shown & english_texts() <= OF_THE_SAMPLES | {"High"}  # the system's own word for a priority


def english_texts() -> set[str]:
    """Every source text whose German is another one."""
    messages = list(ET.parse(GERMAN).getroot().iter("message"))  # noqa: S314 - our own file
    return {one.findtext("source", "") for one in messages if one.findtext("translation") != one.findtext("source")}


@pytest.mark.usefixtures("in_german")
def test_qts_own_dialogs_speak_german() -> None:
    """Their catalog comes with PySide6."""
    box = QMessageBox()
    box.setStandardButtons(QMessageBox.StandardButton.Cancel)
    assert box.button(QMessageBox.StandardButton.Cancel).text() == "Abbrechen"


@pytest.mark.usefixtures("in_german")
def test_what_no_catalog_knows_stays_as_it_is() -> None:
    """A server's own words, and an English text with its plural."""
    assert words.translate("Texts", "A field of our own") == "A field of our own"
    assert words.translate("Nowhere", "%n thing(s)", None, 2) == "2 things"


@pytest.mark.usefixtures("english_again")
def test_without_its_catalog_the_program_starts_in_english(
    app: QApplication, english_again: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A checkout that was never set up still runs, and the log says why it is English."""
    monkeypatch.setattr(language, "i18n", lambda: str(tmp_path))
    language.speak(app, "de")
    assert BY_ID["snooze"].text == "Snooze"
    assert "no catalog activity_de" in caplog.text
