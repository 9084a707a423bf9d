"""Are a tag and its identifier always found together, and never more of them than anybody could click?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from activity_desktop.native import notification_book
from activity_desktop.native.notification_book import Book, Shown

tags = st.sampled_from(["a", "b", "c", "d"])
steps = st.lists(st.one_of(st.tuples(st.just("add"), tags, st.integers(1, 6)), st.tuples(st.just("remove"), tags, st.just(0))))


@given(steps)
def test_tag_and_identifier_never_part(taken: list[tuple[str, str, int]]) -> None:
    """Whatever is posted, replaced and withdrawn, in whatever order."""
    book = Book()
    for what, tag, id_ in taken:
        if what == "add":
            book.add(Shown(tag, id_))
        else:
            book.remove(tag)
            assert book.by_tag(tag) is None
        for id_ in range(1, 7):
            shown = book.by_id(id_)
            assert shown is None or book.by_tag(shown.tag) is shown
        for known in filter(None, map(book.by_tag, "abcd")):
            assert book.by_id(known.id) is known


def test_the_oldest_is_forgotten_first() -> None:
    """A program that runs for months does not keep what nobody can see any more; what is replaced counts as new."""
    book = Book()
    for number in range(notification_book._REMEMBERED):
        book.add(Shown(f"a/{number}", number))
    book.add(Shown("a/0", 0))
    book.add(Shown("new", 5000))
    assert book.by_tag("a/0") is not None
    assert book.by_tag("a/1") is None
    assert len(book.remove_all()) == notification_book._REMEMBERED
