"""Words of order: at_least and the like for numbers, the days before and after, and max_words."""

from __future__ import annotations

import operator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from sto_check.scheme.bounds import high_of, low_of
from sto_check.scheme.condition import NUMBERS, Constant, Parameter, Share
from sto_check.scheme.operators.formula import Compares, End
from sto_check.scheme.operators.operator import Operator
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sto_check.scheme.bounds import Bounds
    from sto_check.scheme.condition import Nothing, Type
    from sto_check.scheme.operators.formula import Formula
    from sto_check.scheme.operators.formula import Order as Sign
    from sto_check.scheme.operators.operator import Exact, Takes

_SIGNS: dict[tuple[bool, bool], tuple[Sign, Callable[[Any, Any], bool]]] = {
    (True, False): (">=", operator.ge),
    (True, True): (">", operator.gt),
    (False, False): ("<=", operator.le),
    (False, True): ("<", operator.lt),
}
"""The four orders, by whether more is better and whether equal is not enough."""


@dataclass(frozen=True)
class Order(Operator):
    """Holds a number or day against another. ``upward``: more is better; ``strict``: equal is not enough."""

    word: str
    text: Text
    types: tuple[Type, ...]
    upward: bool
    strict: bool
    takes: tuple[Takes, ...] = ("value", "name", "attribute")

    def pairs(self, of: Type, other: Type) -> bool:
        """Numbers are held against their like; a count of items is a number."""
        return of == other or {of, other} == {"integer", "list"}

    def exact(self, of: Type) -> Exact:  # noqa: ARG002
        """Compare two numbers."""
        return _SIGNS[self.upward, self.strict][1]

    def between(self, value: int | Bounds, operand: Any) -> bool | None:
        """Met where the worst end meets it, not met where the best end fails it."""
        holds = _SIGNS[self.upward, self.strict][1]
        low, high, other_low, other_high = low_of(value), high_of(value), low_of(operand), high_of(operand)
        worst, best = ((low, other_high), (high, other_low)) if self.upward else ((high, other_low), (low, other_high))
        if None not in worst and holds(*worst):
            return True
        return None if None in best or holds(*best) else False

    def certain(self, attribute: str, of: Type, operand: Constant | Share | Nothing, *, true: bool) -> Formula:  # noqa: ARG002
        """Compare the worst end where it must hold, the best end where it must fail."""
        turned = self if true else self.opposite
        sign, _ = _SIGNS[turned.upward, turned.strict]
        left: Literal["low", "high"] = "low" if turned.upward else "high"
        if isinstance(operand, Share):
            assert not isinstance(operand.percent, Parameter), "parameters are resolved before patterns are built"
            numerator, denominator = operand.percent
            right: Literal["low", "high"] = "high" if turned.upward else "low"
            return Compares(End(attribute, denominator, left), sign, End(operand.of, numerator, right))
        assert isinstance(operand, Constant)
        assert isinstance(operand.value, int)
        return Compares(End(attribute, 1, left), sign, operand.value)

    @property
    def opposite(self) -> Order:
        """The other way round: less than, for at least. It need not be a word that rules can write."""
        return replace(self, upward=not self.upward, strict=not self.strict)

    @property
    def neighbour(self) -> Order:
        """The same way, with or without the limit itself."""
        return replace(self, strict=not self.strict)

    def edge(self, product: int, denominator: int) -> int:
        """Return the lowest value that is enough, or the highest that is not too much."""
        up = self.upward is not self.strict
        limit = -(-product // denominator) if up else product // denominator
        return limit + (1 if self.upward else -1) * self.strict

    def beyond(self, edge: int) -> tuple[int, ...]:
        """Return the one value next to the edge that is too little, or too much."""
        return (edge - 1,) if self.upward else (edge + 1,)

    @property
    def lack(self) -> Literal["shortfall", "excess"]:
        """What fails an upward order falls short; what fails a downward one is too much."""
        return "shortfall" if self.upward else "excess"


_SHARES: tuple[Takes, ...] = ("value", "name", "attribute", "share")

AT_LEAST = Order("at_least", Text("is ten minste", "is at least"), NUMBERS, True, False, _SHARES)
AT_MOST = Order("at_most", Text("is ten hoogste", "is at most"), NUMBERS, False, False, _SHARES)
MORE_THAN = Order("more_than", Text("is meer dan", "is more than"), NUMBERS, True, True, _SHARES)
LESS_THAN = Order("less_than", Text("is minder dan", "is less than"), NUMBERS, False, True, _SHARES)
ON_OR_AFTER = Order("on_or_after", Text("is op of na", "is on or after"), ("day",), True, False)
ON_OR_BEFORE = Order("on_or_before", Text("is op of voor", "is on or before"), ("day",), False, False)
AFTER = Order("after", Text("is na", "is after"), ("day",), True, True)
BEFORE = Order("before", Text("is voor", "is before"), ("day",), False, True)
MAX_WORDS = Order("max_words", Text("telt ten hoogste", "has at most"), ("text",), False, False)
