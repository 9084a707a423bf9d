"""Is what a person types or pastes understood as an address?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activity_desktop.model.problems import BadInput, NotSecure, Problem, Unreadable
from activity_desktop.transport.address import clean_address, is_loopback, origin, segment


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://northwind.fluid.app", "https://northwind.fluid.app"),
        ("  https://northwind.fluid.app/ \n", "https://northwind.fluid.app"),
        ("northwind.fluid.app", "https://northwind.fluid.app"),
        ("//northwind.fluid.app/", "https://northwind.fluid.app"),
        ("HTTPS://NorthWind.Fluid.App:443/", "https://northwind.fluid.app"),
        ("https://crm.example.com:8443", "https://crm.example.com:8443"),
        ("crm.example.com:8443", "https://crm.example.com:8443"),
        ("https://crm.example.com/api/v2/activities?limit=5#x", "https://crm.example.com"),
        ("https://crm.example.com/v1/accounts/activities", "https://crm.example.com"),
        ("https://crm.example.com/team/api/user", "https://crm.example.com/team"),
        ("http://127.0.0.1:8000/pipedrive/api/v2/activities", "http://127.0.0.1:8000/pipedrive"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("localhost:4000", "http://localhost:4000"),
        ("http://[::1]:8000/", "http://[::1]:8000"),
        ("https://[2001:db8::1]/x/", "https://[2001:db8::1]/x"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
        ("https://crm.example.com./", "https://crm.example.com"),
        ("https://crm.example.com/a b/", "https://crm.example.com/ab"),
        ("https://crm.example.com/a/../b/./", "https://crm.example.com/a/b"),
    ],
)
def test_an_address_is_cleaned(typed: str, address: str) -> None:
    """Spaces, missing scheme, a pasted URL of the API: all of it is meant well."""
    assert clean_address(typed) == address
    assert clean_address(address) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "https://",
        "https://user:secret@crm.example.com",
        "https://token@crm.example.com",
        "ftp://crm.example.com",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://crm_1.example.com",
        "https://-x.example",
        "https://a..b",
        "https://crm.example.com:port",
        "https://crm.example.com:99999",
        "https://[::1",
        "https://crm.example.com\\@evil.example",
    ],
)
def test_what_is_no_address_is_refused_with_advice(typed: str) -> None:
    """Also one that holds a password: it would end up in logs and in the database."""
    with pytest.raises(BadInput) as caught:
        clean_address(typed)
    assert caught.value.remedy
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("typed", ["http://crm.example.com", "HTTP://192.168.1.5:8000", "http://127.0.0.1.example.com"])
def test_plain_http_to_another_computer_is_refused(typed: str) -> None:
    """There is no "connect anyway": the token would travel in the open."""
    with pytest.raises(NotSecure, match="encrypted"):
        clean_address(typed)


@given(st.text(max_size=60))
def test_any_text_gives_an_address_or_a_problem(text: str) -> None:
    """Whatever comes out is clean already."""
    try:
        address = clean_address(text)
    except Problem:
        return
    assert clean_address(address) == address
    assert origin(address)[1]


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost", True),
        ("crm.localhost", True),
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("10.0.0.1", False),
        ("localhost.example.com", False),
        ("", False),
    ],
)
def test_this_computer_is_told_from_others(host: str, here: bool) -> None:
    """The only place where http is as private as https."""
    assert is_loopback(host) is here


@pytest.mark.parametrize(
    ("identifier", "path"),
    [("12345", "12345"), ("a/b?c#d", "a%2Fb%3Fc%23d"), ("rec_01H", "rec_01H"), ("żó", "%C5%BC%C3%B3"), ("...", "...")],
)
def test_an_identifier_is_one_segment_of_a_path(identifier: str, path: str) -> None:
    """Whatever a server calls its records, they cannot point anywhere else."""
    assert segment(identifier) == path


@pytest.mark.parametrize("identifier", ["", ".", ".."])
def test_an_identifier_cannot_climb_out_of_its_path(identifier: str) -> None:
    """These three mean another place whatever is done to them."""
    with pytest.raises(Unreadable):
        segment(identifier)
