"""Does a hostile body stay harmless? No script, no load, no link but to the web and to mail addresses, no freeze."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from activity_desktop.model.activity import BodyFormat
from activity_desktop.model.body import MAX_DEPTH, paragraphs, safe_html, safe_link

ALLOWED = {"p", "br", "strong", "b", "em", "i", "u", "s", "a", "ul", "ol", "li", "code", "pre", "blockquote", "span"}
GOOD_LINK = re.compile(r"(https?://[\w.\[\]:-]+([/?#].*)?|mailto:[^@?&/]+@[^@?&/]+)", re.IGNORECASE | re.DOTALL)

HOSTILE = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=https://evil.example/pixel.png>",
    "<img src=x onerror=alert(1)>",
    "<img src='file:///etc/passwd'>",
    "<svg><image href='file:///etc/passwd'/></svg>",
    "<svg onload=alert(1)><style><img src=x></style></svg>",
    "<math><mtext></p><style><!--</style><img src=x onerror=alert(1)>",
    "<style>@import url(https://evil.example/a.css)</style>",
    "<link rel=stylesheet href=https://evil.example/a.css>",
    "<p style='background:url(https://evil.example)'>styled</p>",
    "<table background='file:///etc/passwd'><tr><td>cell</td></tr></table>",
    "<table><tr><td>" * 25 + "deep",
    "<iframe src=https://evil.example></iframe>",
    "<object data='file:///etc/passwd'></object><embed src=x>",
    "<form action=https://evil.example><input name=password></form>",
    "<base href='https://evil.example/'><a href='page'>relative</a>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='//evilhost/share/x'>UNC</a>",
    "<a href='\\\\evilhost\\share\\x'>UNC</a>",
    "<a href='https:\\\\evilhost\\share'>x</a>",
    "<a href='https:///etc/passwd'>x</a>",
    "<a href='https:evil.example'>x</a>",
    "<a href='https://user:secret@evil.example/'>x</a>",
    "<a href='https://bank.example@evil.example/'>x</a>",
    "<a href='smb://evilhost/share'>x</a>",
    "<a href='activitydesktop://v1/inbox'>x</a>",
    "<a href='mailto:a@b.example?attach=/etc/passwd&body=x'>x</a>",
    "<a href='mailto:?cc=a@b.example'>x</a>",
    "<a href='/relative'>x</a>",
    "<a href='#fragment'>x</a>",
    "<a href=''>x</a>",
    "<a href='https://evil.example/\u202egnp.exe'>x</a>",
    "<a ping=https://evil.example href='https://fine.example' target=_top onclick=x>x</a>",
    "<p>a\x00b\u202ec&#x202e;d&#0;e\ud800</p>",
    "<plaintext>everything after",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea><img src=x></textarea>",
    "<!--><img src=x>-->",
    "<![CDATA[<img src=x>]]>",
    "<?xml version='1.0'?><p>x</p>",
    "<p>unclosed <b>bold <i>both",
    "</p></p></p>",
    "<",
    "<a href=",
    "\r\n<p>\rline\r\nends</p>\r",
]
MARKDOWN = [
    "[x](javascript:alert(1))",
    "[x](file:///etc/passwd)",
    "![pixel](https://evil.example/pixel.png)",
    "![file](file:///etc/passwd)",
    "<https://user@evil.example>",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script> text after",
    "[a](https://fine.example 'title\" onclick=alert(1)')",
    "> " * 100 + "deep",
    "- " * 100 + "deep",
    "| a | b |\n|---|---|\n| c | d |",
]


class Seen(HTMLParser):
    """What a browser would see: tags, attributes, the text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def _assert_harmless(markup: str) -> Seen:
    seen = Seen(markup)
    assert seen.tags <= ALLOWED
    for tag, name, value in seen.attributes:
        assert (tag, name) == ("a", "href")
        assert GOOD_LINK.fullmatch(value), value
    return seen


@pytest.mark.parametrize("body", HOSTILE)
@pytest.mark.parametrize("body_format", BodyFormat)
def test_a_hostile_body_becomes_harmless(body: str, body_format: BodyFormat) -> None:
    """Allowed tags, safe links and nothing else, in whichever format it pretends to be."""
    _assert_harmless(safe_html(body, body_format))


@pytest.mark.parametrize("body", MARKDOWN)
def test_hostile_markdown_becomes_harmless(body: str) -> None:
    """Raw HTML inside it is text, its pictures are not loaded, its links are judged like any other."""
    seen = _assert_harmless(safe_html(body, BodyFormat.MARKDOWN))
    assert not any("evil" in value for _, _, value in seen.attributes)


@settings(max_examples=300)
@given(st.lists(st.sampled_from([*HOSTILE, *MARKDOWN, "text ", "<p>", "</a>", "<li>", "<b>"]), max_size=6).map("".join))
@example("<a href='https://a.example'><a href='https://b.example'>")
def test_sanitising_its_own_result_changes_nothing(body: str) -> None:
    """What is safe stays as it is, so a kept result can go through again."""
    once = safe_html(body, BodyFormat.HTML)
    assert safe_html(once, BodyFormat.HTML) == once
    _assert_harmless(once)


@settings(max_examples=300)
@given(st.text(st.characters(), max_size=300), st.sampled_from(BodyFormat))
def test_any_text_becomes_harmless(body: str, body_format: BodyFormat) -> None:
    """No input at all makes it raise or pass something on."""
    safe = safe_html(body, body_format)
    _assert_harmless(safe)
    safe.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", safe)


@given(st.text(st.sampled_from("htps:/\\@.a1[]#?&; \n%éjavscriptfled"), max_size=30))
def test_only_web_and_mail_links_pass(href: str) -> None:
    """Judged by the whole shape of a link rather than by a list of bad ones."""
    link = safe_link(href)
    assert link is None or GOOD_LINK.fullmatch(link)


@pytest.mark.parametrize(
    ("href", "link"),
    [
        ("https://shop.example/orders/7?x=1#top", "https://shop.example/orders/7?x=1#top"),
        ("HTTP://Shop.Example", "HTTP://Shop.Example"),
        ("https://bücher.example:8443/", "https://bücher.example:8443/"),
        ("https://[2001:db8::1]/", "https://[2001:db8::1]/"),
        (" https://shop.example ", "https://shop.example"),
        ("https://shop.example/@jane", "https://shop.example/@jane"),
        ("mailto:jane@shop.example", "mailto:jane@shop.example"),
        ("mailto:jane@shop.example?subject=Hi&attach=/etc/passwd", "mailto:jane@shop.example"),
        ("https://jane@shop.example/", None),
        ("https://.", None),
        ("http:/shop.example", None),
        ("//shop.example", None),
        ("shop.example", None),
        ("tel:+491234", None),
        ("mailto:jane@shop.example,joe@shop.example", None),
    ],
)
def test_a_link_is_followed_or_not(href: str, link: str | None) -> None:
    """The ordinary ones pass unchanged."""
    assert safe_link(href) == link


BOMBS = [
    "<div>",
    "<ul><li>",
    "<table><tr><td>",
    "<b>",
    "<a>",
    "<blockquote>",
    "<a",
    "<!--",
    "<script",
    "&",
    "<b><i><a href=x>",
    "</b>",
    "<br>",
]


@pytest.mark.parametrize("piece", [*BOMBS, "[", "![[", ">", "*a_", "`a", "[a](b", "- ", "a\n> b\n"])
@pytest.mark.parametrize("body_format", BodyFormat)
def test_a_bomb_is_cut_before_it_costs_anything(piece: str, body_format: BodyFormat) -> None:
    """20,000 nested elements took minutes without the caps; the suite's time limit would tell."""
    safe = safe_html(piece * 20_000 + "x", body_format)
    _assert_harmless(safe)
    assert safe.endswith("<p>…</p>")


def test_what_is_nested_too_deep_becomes_plain_text() -> None:
    """Its words are kept; its structure is not, because layout would freeze on it."""

    def nest(depth: int) -> str:
        return "<blockquote>" * depth + "words &lt;b&gt;" + "</blockquote>" * depth

    assert safe_html(nest(MAX_DEPTH), BodyFormat.HTML) == nest(MAX_DEPTH)
    assert safe_html(nest(MAX_DEPTH + 1), BodyFormat.HTML) == "<p>words &lt;b&gt;</p>"
    assert safe_html(nest(500), BodyFormat.HTML) == "<p>words &lt;b&gt;</p>"


@pytest.mark.parametrize(
    ("body", "body_format", "safe"),
    [
        ("<strong>Jane Smith</strong> placed an order", BodyFormat.HTML, "<strong>Jane Smith</strong> placed an order"),
        ("<h2>Order</h2><div>one</div><div>two</div>", BodyFormat.HTML, "<p><strong>Order</strong></p>one<br>two"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", BodyFormat.HTML, "a b "),
        ("one\ntwo\n\n<b>three</b>", BodyFormat.PLAIN, "<p>one<br>two</p><p>&lt;b&gt;three&lt;/b&gt;</p>"),
        ("Call **Jane** at [work](https://a.example)", BodyFormat.MARKDOWN,
         '<p>Call <strong>Jane</strong> at <a href="https://a.example">work</a></p>\n'),
        ("", BodyFormat.HTML, ""),
        ("", BodyFormat.MARKDOWN, ""),
        ("", BodyFormat.PLAIN, ""),
    ],
)  # fmt: skip
def test_ordinary_bodies_look_as_their_writers_meant(body: str, body_format: BodyFormat, safe: str) -> None:
    """Harmless is not enough: the words and their emphasis are still there."""
    assert safe_html(body, body_format).strip() == safe.strip()


def test_plain_text_makes_no_links() -> None:
    """An address in plain text stays text: nothing in it was meant as a link."""
    assert "<a" not in paragraphs("see https://evil.example and file:///etc/passwd")
