"""In which language does the program speak? In the person's choice, else in the first language of the system that it knows.

The catalogs are `resources/i18n/activity_<language>.qm`, made by `scripts/translate`; Qt brings those of its own dialogs.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from ..model import words
from ..resources import resource

SYSTEM = "system"
ENGLISH = "en"
LANGUAGES = (ENGLISH, "de")
_log = logging.getLogger(__name__)


def speak(application: QCoreApplication, choice: str) -> str:
    """Once, before the first window: install the catalogs, and give the language. Without a catalog texts stay English."""
    language = language_for(choice, QLocale.system().uiLanguages())
    if (choice != SYSTEM or language != ENGLISH) and _code(QLocale.system().name()) != language:
        QLocale.setDefault(QLocale(QLocale(language).language(), QLocale.system().territory()))  # names of days and months
    words.write_numbers_with(written)
    if language == ENGLISH:
        return language
    for name, folder in (("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)), ("activity", i18n())):
        translator = QTranslator(application)
        if translator.load(f"{name}_{language}", folder):
            application.installTranslator(translator)
        else:
            _log.warning("there is no catalog %s_%s in %s", name, language, folder)
    words.speak_with(translated)
    return language


def i18n() -> str:
    """The folder of our catalogs."""
    return str(resource("i18n"))


def language_for(choice: str, ui_languages: Sequence[str]) -> str:
    """`choice` is "system" or a language; `ui_languages` are the system's, the best one first: `["de-AT", "de", "en"]`."""
    wanted = ui_languages if choice == SYSTEM else (choice,)
    return next((_code(name) for name in wanted if _code(name) in LANGUAGES), ENGLISH)


def translated(context: str, text: str, comment: str | None = None, n: int = -1) -> str:
    """What the installed catalogs say, from any thread; English, with its plural, for what they do not know."""
    found = QCoreApplication.translate(context, text, comment, n)
    if found == text.replace("%n", str(n)):
        return words.english(context, text, comment, n)
    return found.replace(str(n), words.number(n)) if n >= 1000 else found  # Qt writes plain digits


def written(number: int) -> str:
    """With the signs between the thousands that the person's language has."""
    return QLocale().toString(number)


def _code(name: str) -> str:
    return name.replace("-", "_").partition("_")[0]
