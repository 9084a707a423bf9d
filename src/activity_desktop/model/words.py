"""In which language are texts for a person? In English, as they stand in the code, until the program names a translator.

To write a text that a person reads: `translate("Context", "Text with {name}").format(name=…)`; with a number that decides
the plural: `translate("Context", "%n minute(s) ago", None, n)`. Then `scripts/translate`, which finds such calls, and the
German text in `resources/i18n/activity_de.ts`. Where a noun stands within a sentence, `{kind}` is given in small letters and
`{Kind}` as it is, for languages that need it. The command line names no translator, so it stays English.
"""

from __future__ import annotations

from collections.abc import Callable

Translator = Callable[[str, str, str | None, int], str]
"""Context, text, comment, and the number that decides the plural, or -1: the order of Qt's `QCoreApplication::translate`."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001 - the context is for lupdate, which looks for this name
    """Mark a text for translation; it is translated where it is shown."""
    return text


def translate(context: str, text: str, comment: str | None = None, n: int = -1) -> str:
    """The text in the person's language, with the plural for `n` things. Any thread may ask."""
    return _translators[-1](context, text, comment, n)


def english(_context: str, text: str, _comment: str | None = None, n: int = -1) -> str:
    """`%n minute(s)` becomes 1 minute or 2 minutes, `%n activity(ies)` 1 activity or 2 activities."""
    if n < 0:
        return text
    for one, many in (("y(ies)", "ies"), ("(s)", "s")):
        text = text.replace(one, one.partition("(")[0] if n == 1 else many)
    return text.replace("%n", number(n))


def number(n: int) -> str:
    """As the person writes numbers: 50,000, or 50.000. The command line says plain digits."""
    return _numbers[-1](n)


def write_numbers_with(write: Callable[[int], str]) -> None:
    """From now on numbers are written so."""
    _numbers[-1] = write


def speak_with(translator: Translator) -> None:
    """From now on texts come from there."""
    _translators[-1] = translator


_translators: list[Translator] = [english]
_numbers: list[Callable[[int], str]] = [str]
