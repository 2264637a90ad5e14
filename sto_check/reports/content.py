"""What a field of a document holds, in words: as its sort asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.scheme.written import write_value

if TYPE_CHECKING:
    from sto_check.forms.values import Sort
    from sto_check.proof.spot import Content
    from sto_check.scheme.condition import Type
    from sto_check.text.language import Text

TYPE_OF: dict[Sort, Type] = {
    "amount": "amount", "change": "amount", "whole": "integer", "percent": "percent", "distance": "distance",
    "day": "day", "yesno": "yesno", "word": "token", "year": "identifier",
}  # fmt: skip
"""The type of fact that is written as fields of each sort are."""


def write_content(value: Content, sort: Sort) -> Text:
    """Return what a field of this sort holds in Dutch and in English; a percentage is held in hundredths."""
    if sort == "percent" and isinstance(value, int):
        return write_value((value, 10_000), "percent")
    return write_value(value, TYPE_OF[sort])
