"""The value of a fact where fields of the document may vary: a number within ends, or one of several known values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.proof.algebra import pick, pick_flag, some
from sto_check.scheme.bounds import Bounds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.engine.fact import Value
    from sto_check.proof.algebra import Flag, Whole


class Number(NamedTuple):
    """A number or day by its ends, which are the same where it is known; one that is unknown has neither."""

    low: Whole
    high: Whole
    has_low: Flag
    has_high: Flag


class Cases(NamedTuple):
    """One of several values that facts can have, each where its flag holds; exactly one flag does."""

    cases: tuple[tuple[Flag, Value], ...]


Varying = Number | Cases


def known(value: Value) -> Cases:
    """Return a value that does not vary."""
    return Cases(((True, value),))


def cases_of(cases: Iterable[tuple[Flag, Value]]) -> Cases:
    """Return these cases with those of the same value taken together; one that never holds is left out."""
    found: dict[tuple[type, Value], list[Flag]] = {}
    for flag, value in cases:
        if flag is not False:
            found.setdefault((value.__class__, value), []).append(flag)
    return Cases(tuple((some(flags), value) for (_, value), flags in found.items()))


def number_of(value: Varying) -> Number:
    """Return a value as a number by its ends. Of a number that is not known neither end is."""
    if isinstance(value, Number):
        return value
    *others, (_, last) = value.cases
    found = _ends(last)
    for flag, one in reversed(others):
        found = pick_number(flag, _ends(one), found)
    return found


def pick_number(flag: Flag, one: Number, other: Number) -> Number:
    """Return the one number where the flag holds, and the other where not."""
    return Number(
        pick(flag, one.low, other.low),
        pick(flag, one.high, other.high),
        pick_flag(flag, one.has_low, other.has_low),
        pick_flag(flag, one.has_high, other.has_high),
    )


def _ends(value: Value) -> Number:
    if value is None:
        return Number(0, 0, False, False)
    if isinstance(value, Bounds):
        return Number(value.low, value.high or 0, True, value.high is not None)
    assert isinstance(value, int), "only numbers have ends"
    return Number(int(value), int(value), True, True)
