"""What does a body say without its formatting? For rows, the search and notifications, where there is room for words only."""

from __future__ import annotations

import re

from .activity import Activity, BodyFormat
from .text import clean_text, strip_html

_FENCE = re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)$", re.MULTILINE)
_LINE_START = re.compile(r"^[ \t]*(?:(?:#{1,6}|>)[ \t]+|>)+", re.MULTILINE)
_CLOSING_HASHES = re.compile(r"(?<![ \t])[ \t]+#+[ \t]*$", re.MULTILINE)
_BULLET = re.compile(r"^([ \t]*)[*+-][ \t]+(?:\[[ xX]\][ \t]+)?", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*(?:[ \t]+\"[^\"\n]*\")?\)")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_EMPHASIS = re.compile(r"(?<![\w\\*])(\*{1,3})(?=[^\s*])([^*\n]*[^\s*\\])\1(?![\w*])")
_UNDERLINED = re.compile(r"(?<![\w\\_])(_{1,3})(?=[^\s_])([^_\n]*[^\s_\\])\1(?![\w_])")
_STRUCK = re.compile(r"~~(?=\S)([^~\n]*[^\s~])~~")
_CODE = re.compile(r"(?<!`)(`{1,3})([^`\n]+)\1(?!`)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def plain_text(activity: Activity, limit: int | None = None) -> str:
    """The body as a person would read it: the server's own plain text where it sends one, else the body without tags or
    marks. `limit` is how many characters of the body are looked at."""
    if activity.plain:
        return activity.plain[:limit]
    match activity.body_format:
        case BodyFormat.HTML:
            return strip_html(activity.body[:limit])
        case BodyFormat.MARKDOWN:
            return strip_markdown(activity.body[:limit])
        case BodyFormat.PLAIN:
            return activity.body[:limit]


def strip_markdown(text: str) -> str:
    """Without the marks that people write; what is no mark (`2 * 3`, `snake_case`) stays. Linear in the length of the text.

    A reading, not a parser: a whole one takes a millisecond for each activity, too long for a first fill.
    """
    text = _RULE.sub("", _FENCE.sub("", text))
    text = _CLOSING_HASHES.sub("", _LINE_START.sub("", text))
    text = _ADDRESS.sub(r"\1", _LINK.sub(r"\1", _BULLET.sub(r"\1• ", text)))
    for marks in (_EMPHASIS, _UNDERLINED, _CODE):
        text = marks.sub(r"\2", text)
    return clean_text(_ESCAPED.sub(r"\1", _STRUCK.sub(r"\1", text)))
