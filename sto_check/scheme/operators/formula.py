"""What a comparison asks of a fact, in parts that durable-rules can be given.

The engine is given integers only, and turns these parts into its patterns. Of a number two ends are sent, for a number
may be known within bounds only: its low end and its high end, which are the same where it is known. They are there of
every fact: the ends of what is unknown lie beyond every value.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

Order = Literal[">=", ">", "<=", "<"]


class End(NamedTuple):
    """The low or high end of a number, so many times: to compare 10% of B with A, ten times A stands beside B."""

    attribute: str
    times: int
    end: Literal["low", "high"]


class Compares(NamedTuple):
    """An end of a number against a number, or against an end of another."""

    left: End
    order: Order
    right: End | int


class Is(NamedTuple):
    """An attribute is known and is this word or number; ``true`` is False: is known and is not."""

    attribute: str
    value: int | str
    true: bool = True


class Contains(NamedTuple):
    """A list of words is known and has this word; ``true`` is False: is known and has not."""

    attribute: str
    word: str
    true: bool = True


class Matches(NamedTuple):
    """Two attributes are known and are the same word, or one is a word in the list that the other is.

    ``how`` reads from the first to the other: the first is ``in`` the other, or ``has`` it. ``true`` is False: are
    known and do not match.
    """

    attribute: str
    other: str
    how: Literal["same", "in", "has"]
    true: bool = True


class Given(NamedTuple):
    """An attribute is known, whatever it is."""

    attribute: str


class Every(NamedTuple):
    """All parts hold; without parts it always holds."""

    parts: tuple[Formula, ...]


class Some(NamedTuple):
    """At least one part holds; without parts it never holds."""

    parts: tuple[Formula, ...]


Formula = Compares | Is | Contains | Matches | Given | Every | Some
NEVER_SO = Some(())

_HOLDS: dict[Order, Callable[[int, int], bool]] = {
    ">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt,
}  # fmt: skip
_OPPOSITE: dict[Order, Order] = {">=": "<", "<": ">=", ">": "<=", "<=": ">"}


def holds(order: Order, left: int, right: int) -> bool:
    """Whether two numbers stand in this order."""
    return _HOLDS[order](left, right)


def only_compares(formula: Formula) -> bool:
    """Whether a formula speaks of ends only, so that it can be denied."""
    if isinstance(formula, Every | Some):
        return bool(formula.parts) and all(only_compares(part) for part in formula.parts)
    return isinstance(formula, Compares)


def denied(formula: Formula) -> Formula:
    """Return the opposite of a formula that speaks of ends only."""
    if isinstance(formula, Every | Some):
        parts = tuple(denied(part) for part in formula.parts)
        return Some(parts) if isinstance(formula, Every) else Every(parts)
    assert isinstance(formula, Compares), "of what may be unknown the opposite is not its denial"
    return formula._replace(order=_OPPOSITE[formula.order])
