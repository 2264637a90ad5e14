"""Words of equality: equals and not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sto_check.scheme.bounds import high_of, low_of
from sto_check.scheme.condition import NUMBERS, WORDS, Constant, Parameter, Share
from sto_check.scheme.operators.formula import Compares, End, Every, Is, Matches, Some
from sto_check.scheme.operators.operator import Operator
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.scheme.bounds import Bounds
    from sto_check.scheme.condition import Nothing, Type
    from sto_check.scheme.operators.formula import Formula
    from sto_check.scheme.operators.operator import Exact, Lookup, Takes

_ENDED: tuple[Type, ...] = ("day", *NUMBERS)
"""Types of which only bounds may be known."""


@dataclass(frozen=True)
class Equality(Operator):
    """Whether two values are the same, or are not. An empty name names nothing, so it is the same as no other."""

    word: str
    text: Text
    of_numbers: Text
    same: bool
    types: tuple[Type, ...] = ("day", "yesno", *NUMBERS, *WORDS)
    takes: tuple[Takes, ...] = ("value", "name", "attribute", "share")

    def says(self, of: Type) -> Text:
        """Return the word as people read it: of numbers that they are equal, of a word that it is another."""
        return self.of_numbers if of in _ENDED else self.text

    def pairs(self, of: Type, other: Type) -> bool:
        """Like is held against like; an id against a word, a count of items against a number."""
        return of == other or {of, other} <= set(WORDS) or {of, other} == {"integer", "list"}

    def exact(self, of: Type) -> Exact:  # noqa: ARG002
        """Compare two values of one sort."""
        return _same if self.same else _different

    def between(self, value: int | Bounds, operand: Any) -> bool | None:
        """Two numbers are for certain different where their bounds do not meet."""
        low, high, other_low, other_high = low_of(value), high_of(value), low_of(operand), high_of(operand)
        apart = (high is not None and high < other_low) or (other_high is not None and other_high < low)
        return not self.same if apart else None

    def certain(self, attribute: str, of: Type, operand: Constant | Share | Nothing, *, true: bool) -> Formula:
        """Compare both ends of a number; a word, yes or no as it is."""
        same = self.same is true
        if isinstance(operand, Share):
            if of not in _ENDED:
                return Matches(attribute, operand.of, "same", same)
            assert not isinstance(operand.percent, Parameter), "parameters are resolved before patterns are built"
            numerator, denominator = operand.percent
            return _ends(attribute, denominator, End(operand.of, numerator, "low"), same=same)
        assert isinstance(operand, Constant)
        assert not isinstance(operand.value, tuple)
        if of in _ENDED:
            assert isinstance(operand.value, int)
            return _ends(attribute, 1, operand.value, same=same)
        return Is(attribute, operand.value, same)

    @property
    def lookup(self) -> Lookup | None:
        """Facts with the same value are found through an index."""
        return "same" if self.same else None

    @property
    def opposite(self) -> Equality:
        """The other word of the two."""
        return NOT if self.same else EQUALS

    def edge(self, product: int, denominator: int) -> int | None:
        """Return the one value that is equal."""
        return product // denominator if self.same else None

    def beyond(self, edge: int) -> tuple[int, ...]:
        """Return the values on both sides of the one that is equal."""
        return (edge - 1, edge + 1)


def _same(value: Any, operand: Any) -> bool:
    return bool(value == operand != "")


def _different(value: Any, operand: Any) -> bool:
    return not _same(value, operand)


def _ends(attribute: str, times: int, other: End | int, *, same: bool) -> Formula:
    """Both ends are at both ends of the other; or they lie apart."""
    low, high = End(attribute, times, "low"), End(attribute, times, "high")
    end: Literal["high"] = "high"
    other_high = other._replace(end=end) if isinstance(other, End) else other
    if same:
        return Every((Compares(low, ">=", other_high), Compares(high, "<=", other)))
    return Some((Compares(high, "<", other), Compares(low, ">", other_high)))


EQUALS = Equality("equals", Text("is", "is"), Text("is gelijk aan", "is equal to"), True)
NOT = Equality("not", Text("is niet", "is not"), Text("is niet gelijk aan", "is not equal to"), False)
