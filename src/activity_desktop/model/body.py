"""How does a hostile body become HTML that is safe to lay out? Allowed tags only, safe links only, bounded in size and depth.

Never call this in the GUI thread.

The order matters, because of what was measured: the cleaner itself is quadratic (100,000 nested lists take minutes), so
the text is cut first; 20 nested tables freeze Qt's layout for 14 s, so there are no tables and depth is bounded after;
scheme lists let relative links through, so each link is judged by itself.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from .activity import BodyFormat
from .text import clean_text, strip_html, strip_invisible

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

MAX_BYTES = 16 * 1024
MAX_DEPTH = 16
_HOPELESS_DEPTH = 256
"""Nesting of the source beyond which the cleaner would take too long; nobody writes such a thing by hand."""

_TAGS = frozenset({"p", "br", "strong", "b", "em", "i", "u", "s", "a", "ul", "ol", "li", "code", "pre", "blockquote", "span"})
_CONTENT_GOES_TOO = frozenset(
    {
        "script",
        "style",
        "svg",
        "math",
        "title",
        "textarea",
        "template",
        "noscript",
        "iframe",
        "object",
        "select",
        "xmp",
        "noembed",
    }
    | {"noframes", "audio", "video", "canvas", "head", "plaintext"}
)
_SCHEMES = frozenset({"http", "https", "mailto"})
_WEB_LINK = re.compile(r"https?://(?:[^\W_](?:[\w.-]*\w)?\.?|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?#][^\s\\]*)?", re.IGNORECASE)
_MAIL_LINK = re.compile(r"mailto:[^\s\\<>\"?#&,;:/@]+@[^\s\\<>\"?#&,;:/@]+", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_EMPTY_TAGS = frozenset({"br", "img", "hr", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"})
_HEADING = re.compile(r"<(/?)h[1-6]\b[^<>]*>", re.IGNORECASE)
_BLOCK_END = re.compile(r"</(?:div|tr|dt|dd|section|article|header|footer|address|figure|figcaption)\b[^<>]*>", re.IGNORECASE)
_CELL_END = re.compile(r"</t[dh]\b[^<>]*>", re.IGNORECASE)
_CUT = "<p>…</p>"


def safe_html(text: str, body_format: BodyFormat) -> str:
    """HTML that loads nothing, runs nothing, and links only to web pages and mail addresses."""
    text, cut = _capped(strip_invisible(text))
    match body_format:
        case BodyFormat.HTML:
            safe = _sanitised(text)
        case BodyFormat.MARKDOWN:
            safe = _sanitised(_markdown().render(text))
        case BodyFormat.PLAIN:
            safe = paragraphs(text)
    return safe + _CUT if cut else safe


def paragraphs(text: str) -> str:
    """Plain text as HTML: a paragraph per block, a line break per line; nothing in it is markup or a link."""
    from html import escape  # with two thousand names of characters, which who only sits in the tray does without

    blocks = [block for block in clean_text(text).split("\n\n") if block]
    return "".join(f"<p>{escape(block).replace(chr(10), '<br>')}</p>" for block in blocks)


def safe_link(href: str) -> str | None:
    """The link when it may be followed: http or https with a host and nothing before an `@`, or one mail address without
    further fields. None for every other, relative ones included."""
    href = href.strip()
    if _WEB_LINK.fullmatch(href):
        return href
    address, _, _ = href.partition("?")
    return address if _MAIL_LINK.fullmatch(address) else None


def _capped(text: str) -> tuple[str, bool]:
    raw = text.encode("utf-8", "replace")
    return raw[:MAX_BYTES].decode("utf-8", "ignore"), len(raw) > MAX_BYTES


def _sanitised(markup: str) -> str:
    import nh3

    markup = _with_breaks(markup)
    if _depth(markup) > _HOPELESS_DEPTH:
        return paragraphs(strip_html(markup))
    safe = nh3.clean(
        markup,
        tags=set(_TAGS),
        clean_content_tags=set(_CONTENT_GOES_TOO),
        attributes={"a": {"href"}},
        attribute_filter=lambda _tag, _name, value: safe_link(value),
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )
    if _depth(safe) > MAX_DEPTH:
        return paragraphs(strip_html(safe))
    return _without_last_breaks(strip_invisible(safe))  # again: `&#x202e;` has become a character meanwhile


def _with_breaks(markup: str) -> str:
    """Blocks that are not allowed leave a break behind, so that their words do not run together."""
    markup = _HEADING.sub(lambda tag: "</strong></p>" if tag[1] else "<p><strong>", markup)
    return _CELL_END.sub(" ", _BLOCK_END.sub("<br>", markup))


def _without_last_breaks(markup: str) -> str:
    while (shorter := markup.rstrip().removesuffix("<br>")) != markup:
        markup = shorter
    return markup


def _depth(markup: str) -> int:
    """How deep the tags are nested, as they are written."""
    depth = deepest = 0
    for closing, name in _TAG.findall(markup):
        if closing:
            depth = max(0, depth - 1)
        elif name.lower() not in _EMPTY_TAGS:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


@cache
def _markdown() -> MarkdownIt:
    """Markdown without raw HTML: it would be hidden from the person, and is not needed."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_DEPTH}).enable("strikethrough")
