"""Words about lists: one_of and none_of for a value among several, has for several words among those of the fact."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sto_check.scheme.bounds import high_of, low_of
from sto_check.scheme.condition import WORDS, Constant, Share
from sto_check.scheme.operators.formula import Compares, Contains, End, Every, Is, Matches, Some
from sto_check.scheme.operators.operator import Operator
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.scheme.bounds import Bounds
    from sto_check.scheme.condition import Nothing, Scalar, Type
    from sto_check.scheme.operators.formula import Formula
    from sto_check.scheme.operators.operator import Exact, Lookup, Takes


@dataclass(frozen=True)
class Membership(Operator):
    """Whether a value is one of several, or none of them. An empty name names nothing, so it is none of them."""

    word: str
    text: Text
    inside: bool
    types: tuple[Type, ...] = ("integer", *WORDS)
    takes: tuple[Takes, ...] = ("list", "name", "attribute")

    def pairs(self, of: Type, other: Type) -> bool:
        """A word is looked for in a list of words."""
        return of in WORDS and other == "tokens"

    def exact(self, of: Type) -> Exact:  # noqa: ARG002
        """Look for a value in a list."""
        return _inside if self.inside else _outside

    def between(self, value: int | Bounds, operand: Any) -> bool | None:
        """Certain where all numbers within the bounds are in the list, or none is."""
        low, high = low_of(value), high_of(value)
        among = [one for one in set(operand) if one >= low and (high is None or one <= high)]
        if not among:
            return not self.inside
        return self.inside if high is not None and len(among) == high - low + 1 else None

    def certain(self, attribute: str, of: Type, operand: Constant | Share | Nothing, *, true: bool) -> Formula:
        """Compare a word with each in the list, a number with each run of numbers in it."""
        inside = self.inside is true
        if isinstance(operand, Share):
            return Matches(attribute, operand.of, "in", inside)
        assert isinstance(operand, Constant)
        assert isinstance(operand.value, tuple)
        if of != "integer":
            parts = tuple(Is(attribute, value, inside) for value in operand.value)
            return Some(parts) if inside else Every(parts)
        low, high = End(attribute, 1, "low"), End(attribute, 1, "high")
        runs = _runs(operand.value)
        if inside:
            return Some(tuple(Every((Compares(low, ">=", first), Compares(high, "<=", last))) for first, last in runs))
        gaps: list[Formula] = [Compares(high, "<", runs[0][0])]
        for (_, last), (first, _) in pairwise(runs):
            gaps.append(Every((Compares(low, ">", last), Compares(high, "<", first))))
        return Some((*gaps, Compares(low, ">", runs[-1][1])))

    @property
    def lookup(self) -> Lookup | None:
        """Facts of which the value is in the subject's list are found through an index."""
        return "in the subject's list" if self.inside else None

    @property
    def opposite(self) -> Membership:
        """The other word of the two."""
        return NONE_OF if self.inside else ONE_OF


@dataclass(frozen=True)
class Contents(Operator):
    """Whether a list of words has a word, or all of several."""

    word: str
    text: Text
    types: tuple[Type, ...] = ("tokens",)
    takes: tuple[Takes, ...] = ("value", "list", "name", "attribute")

    @property
    def lookup(self) -> Lookup:
        """Facts with a word in their list are found through an index."""
        return "in its list"

    def pairs(self, of: Type, other: Type) -> bool:
        """A single word is looked for in the list."""
        return of == "tokens" and other in WORDS

    def exact(self, of: Type) -> Exact:  # noqa: ARG002
        """Look for a word, or each of several, in a list."""
        return _has

    def certain(self, attribute: str, of: Type, operand: Constant | Share | Nothing, *, true: bool) -> Formula:  # noqa: ARG002
        """Look for every word; one that is not there fails it."""
        if isinstance(operand, Share):
            return Matches(attribute, operand.of, "has", true)
        assert isinstance(operand, Constant)
        assert isinstance(operand.value, tuple)
        parts = tuple(Contains(attribute, str(word), true) for word in operand.value)
        return Every(parts) if true else Some(parts)


def _inside(value: Any, several: Any) -> bool:
    return value != "" and value in several


def _outside(value: Any, several: Any) -> bool:
    return not _inside(value, several)


def _has(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, tuple):
        return all(word in value for word in wanted)
    return wanted != "" and wanted in value


def _runs(values: Iterable[Scalar]) -> list[tuple[int, int]]:
    """Return the first and last of each run of numbers that follow each other, in order."""
    runs: list[tuple[int, int]] = []
    for value in sorted({value for value in values if isinstance(value, int)}):
        if runs and runs[-1][1] == value - 1:
            runs[-1] = (runs[-1][0], value)
        else:
            runs.append((value, value))
    return runs


ONE_OF = Membership("one_of", Text("is een van", "is one of"), True)
NONE_OF = Membership("none_of", Text("is geen van", "is none of"), False)
HAS = Contents("has", Text("bevat", "has"))
