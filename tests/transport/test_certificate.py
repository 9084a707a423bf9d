"""Can a person read whose certificate a server shows, whatever it is, without anything being sent to it?"""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from hypothesis import given
from hypothesis import strategies as st

from activity_desktop.model.problems import NotAnswering
from activity_desktop.operations.certificates import described
from activity_desktop.transport.certificate import Certificate, read, shown_by
from transport.certificates import Authority


def test_an_untrusted_certificate_is_shown_and_nothing_is_sent(tmp_path: Path) -> None:
    """As the server's own library reads it: subject, issuer, names, span and fingerprint."""
    authority = Authority(tmp_path)
    received: list[bytes] = []
    url, shown = asyncio.run(_ask(authority.server("other.example"), received))
    known = x509.load_pem_x509_certificate(_last_certificate(tmp_path / "other.example-False.pem"))
    assert (shown.subject, shown.issuer, shown.names) == ("other.example", "A company's own authority", ("other.example",))
    assert shown.starts is not None
    assert shown.ends is not None
    assert (shown.starts.utc, shown.ends.utc) == (known.not_valid_before_utc, known.not_valid_after_utc)
    assert shown.fingerprint == known.fingerprint(hashes.SHA256()).hex(":").upper()
    assert received == [b""]
    words = described(url, shown)
    assert words.startswith("127.0.0.1 shows a certificate of other.example.\nIssued by A company's own authority.\n")
    assert words.replace("\n", ":").endswith(f"SHA-256 {shown.fingerprint}")


async def _ask(context: ssl.SSLContext, received: list[bytes]) -> tuple[str, Certificate]:
    """What a server that shows this gets from somebody who only looks."""
    ended = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            received.append(await reader.read())
        except OSError:  # the looker is gone
            received.append(b"")
        writer.close()
        ended.set()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/crm"
    async with server:
        shown = await shown_by(url)
        await asyncio.wait_for(ended.wait(), 10)
    return url, shown


def _last_certificate(pem: Path) -> bytes:
    text = pem.read_bytes()
    return text[text.index(b"-----BEGIN CERTIFICATE") :]


def test_where_nobody_answers_that_is_said() -> None:
    """As of any other connection."""
    with pytest.raises(NotAnswering):
        asyncio.run(shown_by("https://127.0.0.1:9/"))


@given(st.binary(max_size=300))
def test_any_bytes_have_at_least_a_fingerprint(der: bytes) -> None:
    """A server may show anything."""
    assert len(read(der).fingerprint) == 95


@given(place=st.integers(0, 2000), value=st.integers(0, 255))
def test_a_certificate_with_any_byte_changed_is_read_or_not_but_never_fails(place: int, value: int) -> None:
    """Lengths that are not true included."""
    der = bytearray(SOUND)
    der[place % len(der)] = value
    assert read(bytes(der)).fingerprint


def _sound() -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        authority = Authority(Path(folder))
        return x509.load_pem_x509_certificate(authority.file.read_bytes()).public_bytes(serialization.Encoding.DER)


SOUND = _sound()
