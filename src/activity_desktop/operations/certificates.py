"""What is said of a certificate that is not trusted? Whose it is, who issued it, until when, and how to compare it."""

from __future__ import annotations

from urllib.parse import urlsplit

from ..model.moment import Instant
from ..model.words import translate
from ..transport.certificate import Certificate

MOST_NAMES = 4


def described(url: str, certificate: Certificate) -> str:
    """Some lines for a person."""
    unknown = translate("Certificate", "nobody who can be read")
    lines = [
        translate("Certificate", "{host} shows a certificate of {subject}.").format(
            host=urlsplit(url).hostname or "", subject=certificate.subject or unknown
        ),
        translate("Certificate", "Issued by {issuer}.").format(issuer=certificate.issuer or unknown),
    ]
    if certificate.names:
        names = ", ".join(certificate.names[:MOST_NAMES])
        lines.append(translate("Certificate", "It is for {names}.").format(names=names))
    if certificate.starts is not None and certificate.ends is not None:
        words = translate("Certificate", "Valid from {start} to {end}.")
        lines.append(words.format(start=_day(certificate.starts), end=_day(certificate.ends)))
    half = len(certificate.fingerprint) // 2
    in_two_lines = f"{certificate.fingerprint[:half]}\n{certificate.fingerprint[half + 1 :]}"
    lines.append(translate("Certificate", "SHA-256 {fingerprint}").format(fingerprint=in_two_lines))
    return "\n".join(lines)


def _day(moment: Instant) -> str:
    return f"{moment.local():%Y-%m-%d}"
