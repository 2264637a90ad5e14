"""The values of parameters over the days and variants of a scheme: where one is lacking, and the sets that occur."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from sto_check.errors import Problem
from sto_check.language import Text
from sto_check.scheme.parameters import ParameterWithoutValueError, parameter_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sto_check.documents.document import Document
    from sto_check.documents.place import Path
    from sto_check.scheme.condition import Scalar
    from sto_check.scheme.entries import DatedValue
    from sto_check.scheme.scheme import Scheme

    Values = Mapping[str, Scalar | tuple[Scalar, ...]]


class _History(NamedTuple):
    name: str
    variant: str | None
    values: list[DatedValue]


def find_value_warnings(scheme: Scheme, documents: Mapping[Path, Document]) -> Iterator[Problem]:
    """Yield a warning for each parameter that has no value on the first days of the scheme, also by variant."""
    first, last = scheme.head.in_force.from_, scheme.head.in_force.until
    document = documents["scheme",]
    for name, variant, values in _histories(scheme):
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


def value_sets(scheme: Scheme) -> list[Values]:
    """Return each different set of values that the parameters have on some day in some variant.

    Days on which a parameter has no value are left out: nothing can be checked on those.
    """
    found: dict[tuple[object, ...], Values] = {}
    for variant in (None, *scheme.head.variants):
        for day in _days(scheme):
            try:
                values = {
                    name: parameter_on(name, entry, day, variant) for name, entry in scheme.head.parameters.items()
                }
            except ParameterWithoutValueError:
                continue
            found[tuple(values.values())] = values
    return list(found.values())


def _days(scheme: Scheme) -> list[date]:
    """Return the first day of the scheme and every later day on which a value changes."""
    first, last = scheme.head.in_force.from_, scheme.head.in_force.until
    changes = {dated.from_ for history in _histories(scheme) for dated in history.values if dated.from_ is not None}
    return [first, *sorted(day for day in changes if first < day <= last)]


def _histories(scheme: Scheme) -> Iterator[_History]:
    for name, entry in scheme.head.parameters.items():
        yield _History(name, None, entry.value)
        for variant, values in entry.variants.items():
            yield _History(name, variant, values)
