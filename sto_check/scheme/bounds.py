"""A number or day of which only bounds are known: a sum of which one part is missing is at least the rest."""

from __future__ import annotations

from dataclasses import dataclass

FIRST_DAY = 1
"""The lowest day there is, which stands for no low end."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """From ``low`` up to and including ``high``; without a high end (None) there is no most."""

    low: int
    high: int | None


def low_of(value: int | Bounds) -> int:
    """Return the low end; of a number that is known, itself."""
    return value.low if isinstance(value, Bounds) else value


def high_of(value: int | Bounds) -> int | None:
    """Return the high end, None where there is none; of a number that is known, itself."""
    return value.high if isinstance(value, Bounds) else value


def times(value: int | Bounds, factor: int) -> int | Bounds:
    """Return a number so many times, both ends."""
    if isinstance(value, Bounds):
        return Bounds(value.low * factor, None if value.high is None else value.high * factor)
    return value * factor


def within(low: int, high: int | None) -> int | Bounds | None:
    """Return what is known of a number of zero or more: itself, its bounds, or None where that says nothing."""
    if low == high:
        return low
    return None if low == 0 and high is None else Bounds(low, high)


def less(value: int | Bounds, other: int | Bounds) -> int | Bounds | None:
    """Return how much one is more than the other, at least 0; bounds of that, or None where they say nothing."""
    high, other_high = high_of(value), high_of(other)
    low = 0 if other_high is None else max(0, low_of(value) - other_high)
    return within(low, None if high is None else max(0, high - low_of(other)))
