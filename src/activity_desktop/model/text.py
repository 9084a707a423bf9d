"""How does hostile text become harmless text? Every title, name and summary passes through here before it is shown.

Activities are written by strangers. What is removed: NUL and other control characters, halves of surrogate pairs (they
cannot be encoded and crash whoever tries), and the invisible characters that turn the reading direction around and make
`gpj.exe` look like `exe.jpg`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_CONTROL = r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_FORBIDDEN = re.compile(f"[{_CONTROL}{_BIDI}\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[^\\S\n]+")
_AROUND_LINE_ENDS = re.compile(" ?\n ?")
_BLANK_LINES = re.compile("\n{3,}")
_ELLIPSIS = "…"
_JOINERS = "\u200d\ufe0e\ufe0f"
_LONGEST_LAST_WORD = 20

_TAG = re.compile(r"<(?:!--|!|\?|(/?)([a-zA-Z][a-zA-Z0-9]*))([^<>]*)>?")
_END_OF_COMMENT = "-->"
_UNSEEN = frozenset(
    {"script", "style", "title", "textarea", "noscript", "template", "svg", "math", "iframe", "object", "head", "select"}
)
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "table", "hr"})
_LINES = frozenset({"br", "div", "tr", "section", "article", "header", "footer", "dt", "dd", "address", "figure"})


def strip_invisible(text: str) -> str:
    """Without control characters, reading-direction marks and broken characters; spaces stay, every line ends in `\\n`."""
    return text if text.isprintable() else _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))


def clean_line(text: str, limit: int | None = None) -> str:
    """One line without anything invisible or dangerous; at most `limit` characters, an ellipsis included."""
    is_clean = text.isprintable() and "  " not in text  # the only white space that is printable is the ordinary space
    line = text.strip() if is_clean else " ".join(strip_invisible(text).split())
    return line if limit is None or len(line) <= limit else shorten(line, limit)


def clean_text(text: str, limit: int | None = None) -> str:
    """The same for several lines: line ends stay, at most one empty line in a row."""
    lines = _AROUND_LINE_ENDS.sub("\n", _SPACES.sub(" ", strip_invisible(text)))
    lines = _BLANK_LINES.sub("\n\n", lines).strip()
    return lines if limit is None else shorten(lines, limit)


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, ending in `…` when something was cut; prefers to cut between words, and never inside an
    emoji or between a letter and its accent."""
    if len(text) <= limit:
        return text
    if limit <= 1:
        return _ELLIPSIS[:limit]
    cut = limit - 1
    space = text.rfind(" ", max(cut * 2 // 3, cut - _LONGEST_LAST_WORD), cut + 1)
    if space > 0:
        cut = space
    while cut > 0 and (_continues(text[cut]) or text[cut - 1] == "\u200d"):
        cut -= 1
    return text[:cut].rstrip() + _ELLIPSIS


def strip_html(markup: str) -> str:
    """What a person would read: no tags, entities decoded, one line per block. Quick, and linear in the length of the text.

    For lists, search and notifications; what is displayed as HTML goes through `model.body` instead.
    """
    if "<" not in markup and "&" not in markup:
        return clean_text(markup)
    return clean_text(_decoded("".join(_seen(" ".join(markup.split())))))


def escape_markup(text: str) -> str:
    """For places that read a little markup, such as many notification servers: `&`, `<` and `>` as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def initials(name: str) -> str:
    """One or two capitals for an avatar: "Jane Smith" is JS, "jane" J; empty when there is no letter or digit."""
    words = [word for word in ("".join(c for c in part if c.isalnum()) for part in name.split()) if word]
    chosen = words[:1] if len(words) == 1 else [*words[:1], *words[-1:]]
    return "".join(word[0].upper()[:1] for word in chosen)


def _continues(character: str) -> bool:
    """Whether a character belongs to the one before it: an accent, a joiner, a skin tone."""
    return unicodedata.combining(character) > 0 or character in _JOINERS or "\U0001f3fb" <= character <= "\U0001f3ff"


def _decoded(text: str) -> str:
    if "&" not in text:
        return text
    from html import unescape  # brings a table of two thousand names

    return unescape(text)


def _seen(markup: str) -> list[str]:
    """The pieces of text between the tags, with line ends where blocks begin and end."""
    pieces: list[str] = []
    position = 0
    while (tag := _TAG.search(markup, position)) is not None:
        pieces.append(markup[position : tag.start()])
        position = tag.end()
        closing, name = tag[1], (tag[2] or "").lower()
        if tag[0].startswith("<!--"):
            end = markup.find(_END_OF_COMMENT, tag.start() + 4)
            position = len(markup) if end < 0 else end + len(_END_OF_COMMENT)
        elif name in _UNSEEN and not closing:
            ending = _end_of_unseen(name).search(markup, position)
            position = len(markup) if ending is None else ending.end()
        else:
            pieces.append(_break(name, bool(closing)))
    pieces.append(markup[position:])
    return pieces


@cache
def _end_of_unseen(name: str) -> re.Pattern[str]:
    """The closing tag of what nobody sees."""
    return re.compile(rf"</{name}\b[^<>]*>?", re.IGNORECASE)


def _break(name: str, closing: bool) -> str:
    if name in _PARAGRAPHS:
        return "\n\n"
    if name in _LINES:
        return "\n"
    if name == "li":
        return "" if closing else "\n• "
    return " " if name in ("td", "th") else ""
