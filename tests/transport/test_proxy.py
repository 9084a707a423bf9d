"""Through which proxy is a server reached? What was typed, what the environment names, and none where it says so."""

from __future__ import annotations

import pytest

from activity_desktop.model.problems import BadInput
from activity_desktop.transport.proxy import SYSTEM_PROXY, proxy_for

NAMES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of whoever runs the tests says nothing."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def where(choice: str, scheme: str = "https", place: str = "crm.example:443") -> tuple[str, int] | None:
    proxy = proxy_for(choice, scheme, place)
    return None if proxy is None else (proxy.host, proxy.port)


def test_a_typed_proxy_is_taken_with_its_name_and_password() -> None:
    """They go into a header of their own, and never into an address that is logged."""
    proxy = proxy_for("http://jane:s%40fe@proxy.example:3128", "https", "crm.example:443")
    assert proxy is not None
    assert (proxy.host, proxy.port, proxy.credentials) == ("proxy.example", 3128, "Basic amFuZTpzQGZl")
    assert "amFu" not in repr(proxy)


@pytest.mark.parametrize(
    ("typed", "port", "encrypted"),
    [
        ("http://proxy.example", 80, False),
        ("https://proxy.example", 443, True),
        ("https://proxy.example:8443", 8443, True),
        ("proxy.example:3128", 3128, False),
    ],
)
def test_a_proxy_may_want_an_encrypted_connection_to_itself(typed: str, port: int, encrypted: bool) -> None:
    """Each scheme has its port; without a scheme it is a plain one."""
    proxy = proxy_for(typed, "https", "crm.example:443")
    assert proxy is not None
    assert (proxy.port, proxy.encrypted, proxy.credentials) == (port, encrypted, "")


@pytest.mark.parametrize("typed", ["http://[broken", "socks5://proxy.example:1080", "http://", "http://höher.example:port"])
def test_what_is_no_address_of_a_proxy_is_a_problem(typed: str) -> None:
    """It was typed in the settings, or stands in the environment; either way the program goes on."""
    with pytest.raises(BadInput, match="proxy's address"):
        proxy_for(typed, "https", "crm.example:443")


def test_without_a_choice_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the environment names one."""
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    assert where("") is None


def test_the_environments_proxy_is_the_schemes_or_everybodys(monkeypatch: pytest.MonkeyPatch) -> None:
    """`all_proxy` where there is none for the scheme; an address without a scheme is a plain one."""
    assert where(SYSTEM_PROXY) is None
    monkeypatch.setenv("all_proxy", "everybody.example:8080")
    assert where(SYSTEM_PROXY) == ("everybody.example", 8080)
    monkeypatch.setenv("https_proxy", "http://safe.example:3128")
    assert where(SYSTEM_PROXY) == ("safe.example", 3128)
    assert where(SYSTEM_PROXY, "http") == ("everybody.example", 8080)


@pytest.mark.parametrize("exception", ["*", "crm.example", ".example", "other.example, crm.example"])
def test_what_the_environment_excepts_is_reached_directly(monkeypatch: pytest.MonkeyPatch, exception: str) -> None:
    """By name, by the domain it is in, or everything."""
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", exception)
    assert where(SYSTEM_PROXY) is None
    assert exception == "*" or where(SYSTEM_PROXY, place="crm.elsewhere:443") is not None
