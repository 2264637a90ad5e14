"""The values of parameters over the days and variants of a scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.scheme.parameters import ParameterWithoutValueError, parameter_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sto_check.scheme.condition import Scalar
    from sto_check.scheme.entries import DatedValue
    from sto_check.scheme.scheme import Scheme

    Values = Mapping[str, Scalar | tuple[Scalar, ...]]


class History(NamedTuple):
    """The values of a parameter over time, in one variant or in none."""

    name: str
    variant: str | None
    values: list[DatedValue]


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
    changes = {dated.from_ for history in histories(scheme) for dated in history.values if dated.from_ is not None}
    return [first, *sorted(day for day in changes if first < day <= last)]


def histories(scheme: Scheme) -> Iterator[History]:
    for name, entry in scheme.head.parameters.items():
        yield History(name, None, entry.value)
        for variant, values in entry.variants.items():
            yield History(name, variant, values)
