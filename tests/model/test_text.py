"""Is text from strangers harmless once it has been cleaned?"""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activity_desktop.model.text import clean_line, clean_text, escape_markup, initials, shorten, strip_html, strip_invisible

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ANYTHING = st.text(st.characters(), max_size=200)
"""Every code point, surrogates included."""


def _harmless(text: str) -> bool:
    text.encode("utf-8")
    return not any(c in BIDI or (unicodedata.category(c) in ("Cc", "Cs") and c != "\n") for c in text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("New order placed", "New order placed"),
        ("  two\t words \r\n and\u00a0a\u2028line ", "two words and a line"),
        ("a\x00b\x07c\x7fd\x9be", "abcde"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("half \ud83d a pair", "half a pair"),
        ("שלום, Jane", "שלום, Jane"),
        ("👩‍👩‍👧 family", "👩‍👩‍👧 family"),
        ("\x1b[31mred", "[31mred"),
        ("", ""),
    ],
)
def test_a_line_keeps_its_words_and_loses_what_cannot_be_seen(text: str, line: str) -> None:
    """Titles and names, as rows and notifications show them."""
    assert clean_line(text) == line


def test_text_keeps_its_lines_but_not_a_page_of_empty_ones() -> None:
    """Bodies in plain text."""
    assert clean_text("one  \r\n two\r\r\r\rthree\x0bfour\n\n\n\n\nfive  ") == "one\ntwo\n\nthree\nfour\n\nfive"


@given(ANYTHING)
def test_nothing_dangerous_is_ever_left(text: str) -> None:
    """No NUL, no control character, no surrogate, no direction mark: whatever the input."""
    for cleaned in (clean_line(text), clean_text(text), clean_line(text, 20), clean_text(text, 20), strip_html(text)):
        assert _harmless(cleaned)
    assert "\n" not in clean_line(text)
    assert len(clean_line(text, 20)) <= 20
    assert len(clean_text(text, 20)) <= 20


@given(ANYTHING)
def test_a_line_is_its_words_with_one_space_between_them(text: str) -> None:
    """Also where a text needs no cleaning and is taken as it is."""
    assert clean_line(text) == " ".join(strip_invisible(text).split())


@given(ANYTHING)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    """A cleaned text may be cleaned again anywhere."""
    for clean in (clean_line, clean_text, strip_invisible):
        assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("short", 10, "short"),
        ("one two three four five", 15, "one two three…"),
        ("hello wonderful world", 15, "hello wonderfu…"),
        ("hello wonderful world", 17, "hello wonderful…"),
        ("Donaudampfschifffahrt", 10, "Donaudamp…"),
        ("cafe\u0301s are nice", 5, "caf…"),
        ("ab👩‍👩‍👧cd", 5, "ab…"),
        ("👍🏽👍🏽", 2, "…"),
        ("anything", 1, "…"),
        ("anything", 0, ""),
    ],
)
def test_shortening_cuts_between_words_and_never_inside_a_letter(text: str, limit: int, short: str) -> None:
    """An accent or an emoji is either there or not."""
    assert shorten(text, limit) == short


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("<strong>Jane Smith</strong> placed an order for $150.00", "Jane Smith placed an order for $150.00"),
        ("Fish &amp; chips &#8364;5 &lt;b&gt; &unknown;", "Fish & chips €5 <b> &unknown;"),
        ("<p>one</p><p>two<br>three</p>", "one\n\ntwo\nthree"),
        ("<ul><li>one</li><li>two</li></ul>", "• one\n• two"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("a<script>alert('x < y')</script>b<STYLE>p{}</STYLE >c", "abc"),
        ("a<!-- hidden > still --><b>b</b>", "ab"),
        ("a<script>never closed", "a"),
        ("a<!-- never closed", "a"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("<a href='https://example.com'>here</a", "here"),
        ("no markup\n\nat all", "no markup\n\nat all"),
        ("&#0;&#x202e;&#xD800;", "\ufffd\ufffd"),
        ("<!DOCTYPE html><?php x ?>text", "text"),
    ],
)
def test_html_reads_like_its_text(markup: str, plain: str) -> None:
    """What a row, the search and a notification show of an HTML body."""
    assert strip_html(markup) == plain


@pytest.mark.parametrize("piece", ["<", "<a", "<script", "<script>", "<!--", "</script", "<div>", "&", "&#", "<li>", "<a x='"])
def test_stripping_takes_time_in_proportion_to_length(piece: str) -> None:
    """A quadratic scan would take minutes for this, and the suite's time limit would tell."""
    strip_html(piece * 100_000)


def test_escaping_for_notification_servers() -> None:
    """Servers that read markup lost whole bodies to an unescaped `<`."""
    assert escape_markup("a < b & \"c\" > 'd'") == "a &lt; b &amp; \"c\" &gt; 'd'"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Jane Smith", "JS"),
        ("jane", "J"),
        ("Ana Maria de la Cruz", "AC"),
        ("(Acme) Inc.", "AI"),
        ("王小明", "王"),
        ("ßeta", "S"),
        ("jane@example.com", "J"),
        ("—", ""),
        ("", ""),
    ],
)
def test_initials(name: str, letters: str) -> None:
    """What stands in an avatar."""
    assert initials(name) == letters
