"""What is a field of a form called? In the person's language, unless a server named it itself."""

from __future__ import annotations

from dataclasses import replace

from ..crm.contract import FormField
from ..model.words import translate


def worded(field: FormField) -> FormField:
    """A field of a form with its texts in the person's language; what a server named itself stays as it is."""
    choices = tuple((value, translate("Texts", label)) for value, label in field.choices)
    return replace(field, label=translate("Texts", field.label), help=translate("Texts", field.help), choices=choices)
