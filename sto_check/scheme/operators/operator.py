"""What every comparison word says of itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from sto_check.scheme.bounds import Bounds
    from sto_check.scheme.condition import Constant, Nothing, Share, Type
    from sto_check.scheme.operators.formula import Formula
    from sto_check.text.language import Text

Takes = Literal["value", "list", "name", "attribute", "share", "yesno"]
"""What may stand after a word: a value, a list of values, ``$name``, ``{attribute: other}``, a share of one, or yes and
no."""

Lookup = Literal["same", "in its list", "in the subject's list"]
"""How a measure finds what it counts by an attribute of its subject: the attribute is the same, or one is in the list
that the other is."""

Exact = Callable[[Any, Any], bool]
"""Holds a value that is known against one that is."""


class Operator(ABC):
    """A comparison word: ``at_least``, ``has``, ``present``. What a family does not say of itself is as it is here."""

    word: str
    """The word as a rule writes it."""
    text: Text
    """The word as people read it after an attribute: *is ten minste*."""
    types: tuple[Type, ...]
    """The types of attribute it fits."""
    takes: tuple[Takes, ...]
    """What may stand after it."""

    def says(self, of: Type) -> Text:  # noqa: ARG002
        """Return the word as people read it after an attribute of this type."""
        return self.text

    def pairs(self, of: Type, other: Type) -> bool:  # noqa: ARG002
        """Whether an attribute of type ``of`` can be held against another attribute of type ``other``."""
        return False

    @abstractmethod
    def exact(self, of: Type) -> Exact:
        """Return the direct test of an attribute of this type, both sides known exactly."""

    def between(self, value: int | Bounds, operand: Any) -> bool | None:  # noqa: ARG002
        """Hold numbers of which only bounds are known against each other; None where that leaves it open.

        At least one side is bounds; ``operand`` may also be a list of numbers.
        """
        return None

    @abstractmethod
    def certain(self, attribute: str, of: Type, operand: Constant | Share | Nothing, *, true: bool) -> Formula:
        """Return for durable-rules what a fact for certain meets (or fails), with its parameters filled in."""

    @property
    def lookup(self) -> Lookup | None:
        """How a measure finds facts through an index where the operand is an attribute of its subject."""
        return None

    @property
    def opposite(self) -> Operator | None:
        """What is true exactly where this is false, both sides known; None where no comparison is."""
        return None

    @property
    def neighbour(self) -> Operator | None:
        """What differs from this only where both sides are equal: *more than* beside *at least*."""
        return None

    def edge(self, product: int, denominator: int) -> int | None:  # noqa: ARG002
        """Return the last whole value that meets it, held against a fraction; None where values have no order."""
        return None

    def beyond(self, edge: int) -> tuple[int, ...]:  # noqa: ARG002
        """Return the first values that do not meet it, next to the edge."""
        return ()

    @property
    def lack(self) -> Literal["shortfall", "excess"] | None:
        """What a value that fails it has: too little or too much; None where it can be either."""
        return None

    def can_fail(self, of: Type) -> bool:  # noqa: ARG002
        """Whether a value that is known can fail it at all."""
        return True
