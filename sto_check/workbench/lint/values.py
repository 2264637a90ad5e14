"""Parameters that have no value on the first days of a scheme."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sto_check.scheme.value_sets import histories
from sto_check.text.errors import Problem
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sto_check.documents.document import Document
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.place import Path

CODES = {
    "parameter-without-value": Text(
        "Een waarde begint later dan de regeling: op de dagen ervoor is er niet mee te toetsen.",
        "A value begins later than the scheme: on the days before nothing can be checked with it.",
    ),
}
"""What each code of this check means."""


def find(scheme: Scheme, documents: Mapping[Path, Document]) -> Iterator[Problem]:
    """Yield a warning for each parameter that has no value on the first days of the scheme, also by variant."""
    first, last = scheme.head.in_force.from_, scheme.head.in_force.until
    document = documents["scheme",]
    for name, variant, values in histories(scheme):
        days = [dated.from_ for dated in values if dated.from_ is not None]
        if len(days) == len(values) and (not days or min(days) > first):
            until = min(min(days) - timedelta(days=1), last) if days else last
            path: Path = ("parameters", name, "variants", variant) if variant else ("parameters", name, "value")
            in_variant = Text(f" in de variant {variant}", f" in the variant {variant}") if variant else Text("", "")
            says = Text(
                f"${name} heeft van {first} tot en met {until} geen waarde{in_variant.nl}.",
                f"${name} has no value from {first} to {until} inclusive{in_variant.en}.",
            )
            hint = Text(
                f"Geef een waarde zonder from, of een vanaf {first}.",
                f"Give a value without from, or one from {first}.",
            )
            yield Problem("parameter-without-value", says, document.key_place(path), hint=hint)
