"""The years of a period that is given by its days, where a day may vary: each year within reach is told apart."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from sto_check.proof.algebra import every, no

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sto_check.proof.algebra import Flag, Whole

_REACH = 3
"""How many years before the first and after the last day of a period its days may come."""


class Day(NamedTuple):
    """A day of a period: where it is given, its ordinal where it is, and the ordinal as it stands."""

    given: Flag
    number: Whole | None
    now: int | None


def within_reach(days: Sequence[Day]) -> range | None:
    """Return the years in which days of a period may come; None where no day of it stands in the document."""
    years = [date.fromordinal(day.now).year for day in days if day.now is not None]
    return range(min(years) - _REACH, max(years) + _REACH + 1) if years else None


def in_years(number: Whole, years: range) -> Flag:
    """Return where a day comes in one of these years, which follow each other."""
    first, last = date(years[0], 1, 1).toordinal(), date(years[-1], 12, 31).toordinal()
    return every([number >= first, number <= last])


def years_between(days: Sequence[Day], years: range) -> Iterator[tuple[Flag, list[int] | None]]:
    """Yield the years from the first to the last day, and where it is those; None where not two days are given."""
    there = [day for day in days if day.given is not False]
    if len(there) < 2:
        yield True, None
        return
    given = every(day.given for day in there)
    yield no(given), None
    for chosen in product(years, repeat=len(there)):
        flag = every(
            [given, *(in_years(day.number, range(year, year + 1)) for day, year in zip(there, chosen, strict=True))]
        )
        if flag is not False:
            yield flag, list(range(min(chosen), max(chosen) + 1))
