"""Values that follow from other fields of a part, as the vocabulary says them: a small closed set.

The first and the last day of a period that is given by days, by years, or by both; the years it takes; a quantity
times a price; the periods in which its years fall; and the words that a text mentions.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import prod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sto_check.scheme.condition import Type
    from sto_check.scheme.entries import AttributeEntry

TYPES: dict[str, list[Type]] = {
    "first_day": ["day"], "last_day": ["day"], "years": ["list", "tokens"], "product": ["amount"],
    "periods": ["tokens", "list"], "mentions": ["list", "tokens"],
}  # fmt: skip
"""What each of them gives, the usual type first."""
SORTS: dict[str, frozenset[str]] = {
    "first_day": frozenset({"day", "year"}), "last_day": frozenset({"day", "year"}),
    "years": frozenset({"day", "year"}), "product": frozenset({"amount", "quantity", "whole"}),
    "periods": frozenset({"year"}), "mentions": frozenset({"text"}),
}  # fmt: skip
"""Which sorts of value each of them reads."""


def derived_from(entry: AttributeEntry) -> tuple[str, list[str]] | None:
    """Return how an attribute follows from other fields, and their names; None where it is a field itself."""
    for way in TYPES:
        given = getattr(entry, way)
        if given is not None:
            return way, given if isinstance(given, list) else [given.of]
    return None


def read_from(entry: AttributeEntry, name: str) -> list[str]:
    """Return the fields that an attribute of this name is read from: its own, or those that it follows from."""
    found = derived_from(entry)
    return found[1] if found else [entry.from_ or name]


def to_fill_in(entry: AttributeEntry, name: str) -> list[str]:
    """Return the fields to fill in for an attribute of this name: all that a product takes, else the first."""
    read = read_from(entry, name)
    return entry.at or (read if entry.product is not None else read[:1])


def derivation(entry: AttributeEntry) -> Callable[[Any], Any] | None:
    """Return the function that works an attribute out from a part; None where it is a field itself."""
    found = derived_from(entry)
    if found is None:
        return None
    way, names = found
    if way == "periods":
        assert entry.periods is not None
        periods = [(name, frozenset(map(int, years))) for name, years in entry.periods.are.items()]
        return lambda part: _periods(_given(part, names), periods)
    if way == "mentions":
        assert entry.mentions is not None
        words = [(word, word.casefold()) for word in entry.mentions.words]
        return lambda part: _mentions(_given(part, names), words)
    work_out = {"first_day": _first_day, "last_day": _last_day, "years": _years, "product": _product}[way]
    return lambda part: work_out(_given(part, names))


def _given(part: Any, names: Iterable[str]) -> list[Any]:
    held = part.__dict__
    return [held.get(name) for name in names]


def _days_and_years(given: list[Any]) -> tuple[list[date], list[int]]:
    days = [value for value in given if isinstance(value, date)]
    lists = [value if isinstance(value, list) else [value] for value in given if isinstance(value, list | int)]
    return days, [year for years in lists for year in years]


def _first_day(given: list[Any]) -> date | None:
    """Return the first day; or 1 January of the first year, where that comes earlier or is all there is."""
    days, years = _days_and_years(given)
    if years and (not days or min(years) < min(days).year):
        return date(min(years), 1, 1)
    return min(days, default=None)


def _last_day(given: list[Any]) -> date | None:
    """Return the last day; or 31 December of the last year, where that comes later or is all there is."""
    days, years = _days_and_years(given)
    if years and (not days or max(years) > max(days).year):
        return date(max(years), 12, 31)
    return max(days, default=None)


def _years(given: list[Any]) -> list[int] | None:
    """Return the years as they are given; or else those from the first to the last day, where both are known."""
    days, years = _days_and_years(given)
    if not years and len(days) > 1:
        return list(range(min(days).year, max(days).year + 1))
    return years if any(isinstance(value, list | int) for value in given) else None


def _product(given: list[Any]) -> int | None:
    """Return a quantity times a price in cents, half a cent rounded up; None where one of them was not given."""
    if None in given:
        return None
    return int(Decimal(prod(given)).quantize(Decimal(1), ROUND_HALF_UP))


def _periods(given: list[Any], periods: list[tuple[str, frozenset[int]]]) -> list[str] | None:
    """Return the periods in which the years fall; None where no year is known."""
    _, years = _days_and_years(given)
    return [name for name, among in periods if not among.isdisjoint(years)] if years else None


def _mentions(given: list[Any], words: list[tuple[str, str]]) -> list[str] | None:
    """Return the words that a text holds, inside another word too; None where there is no text."""
    (text,) = given
    if text is None:
        return None
    small = text.casefold()
    return [word for word, looked_for in words if looked_for in small]
