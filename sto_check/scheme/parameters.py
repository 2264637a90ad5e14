"""The value of a parameter on a day, in a variant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.scheme.errors import SchemeError
from sto_check.scheme.literals import EXPECTED, UNITS, read_literal, read_percentage
from sto_check.text.errors import Problem
from sto_check.text.language import Text

if TYPE_CHECKING:
    from datetime import date

    from sto_check.scheme.condition import Scalar
    from sto_check.scheme.entries import BasisEntry, DatedValue, ParameterEntry


class ParameterWithoutValueError(SchemeError):
    """A parameter has no value on the day that counts."""


def parameter_on(name: str, entry: ParameterEntry, day: date, variant: str | None) -> Scalar | tuple[Scalar, ...]:
    """Return the value: cents, metres, a count, a day's ordinal, a word or words; a percentage is a fraction.

    Raises ParameterWithoutValueError where the history has no value on ``day``.
    """
    dated = _dated_on(entry, day, variant)
    if dated is None:
        says = Text(f"De parameter {name} heeft op {day} geen waarde.", f"The parameter {name} has no value on {day}.")
        raise ParameterWithoutValueError(Problem("parameter-without-value", says))
    value = read_dated(entry, dated)
    assert value is not None, "load_scheme has read every value"
    return value


def basis_on(entry: ParameterEntry, day: date, variant: str | None) -> list[BasisEntry]:
    """Return what the value of a parameter on that day, in that variant, rests on."""
    dated = _dated_on(entry, day, variant)
    return dated.basis if dated and dated.basis else entry.basis


def _dated_on(entry: ParameterEntry, day: date, variant: str | None) -> DatedValue | None:
    history = entry.variants.get(variant, entry.value) if variant else entry.value
    fitting = [dated for dated in history if dated.from_ is None or dated.from_ <= day]
    return max(fitting, key=lambda dated: (dated.from_ is not None, dated.from_), default=None)


def read_dated(entry: ParameterEntry, dated: DatedValue) -> Scalar | tuple[Scalar, ...] | None:
    """Return one value of a parameter as the engine compares it; None where it does not fit the unit."""
    if entry.unit == "percent":
        return read_percentage(dated.value) if isinstance(dated.value, str) else None
    of = UNITS[entry.unit]
    if isinstance(dated.value, str):
        return read_literal(dated.value, of)
    if of != "token":
        return None
    words = [read_literal(item, of) for item in dated.value]
    return None if None in words else tuple(word for word in words if word is not None)


def expected_value(entry: ParameterEntry) -> Text:
    """Return in words what a value of this parameter looks like."""
    return EXPECTED[UNITS[entry.unit]]
