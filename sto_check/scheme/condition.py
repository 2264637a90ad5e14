"""Conditions as values: comparisons of attributes with constants, parameters or a share of another attribute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.scheme.operators.operator import Operator
    from sto_check.text.place import Place

Type = Literal[
    "day", "amount", "integer", "distance", "percent", "identifier", "token", "tokens", "yesno", "text", "list"
]
Scalar = int | str

NUMBERS: tuple[Type, ...] = ("amount", "integer", "distance", "list")
WORDS: tuple[Type, ...] = ("identifier", "token")


class Constant(NamedTuple):
    """A value as the engine compares it: cents, a day's ordinal, metres, a count, a word; or several words."""

    value: Scalar | tuple[Scalar, ...]


class Parameter(NamedTuple):
    """``$name``: the value that the scheme gives this parameter on the day that counts."""

    name: str


class SubjectAttribute(NamedTuple):
    """``$name`` in a measure: the value of an attribute of the fact that is being measured."""

    name: str


class Share(NamedTuple):
    """``{percent: 10, of: other}``: so many percent of another attribute of the same fact.

    ``percent`` is a numerator and a denominator in lowest terms (10% is 1/10), or the parameter that gives them. All of
    it, ``{attribute: other}``, is 1/1, and may be a word or a day as well. With ``times`` it is so much for each of
    another attribute, ``{times: $amount, of: count}``: then ``percent`` is that amount, over one.
    """

    percent: tuple[int, int] | Parameter
    of: str
    times: bool = False


class Nothing(NamedTuple):
    """What an attribute is held against that must be there, or must not."""


Operand = Constant | Parameter | SubjectAttribute | Share | Nothing


class Comparison(NamedTuple):
    """One attribute held against one operand."""

    attribute: str
    operator: Operator
    operand: Operand
    place: Place | None = None


class AllOf(NamedTuple):
    """All parts must hold."""

    parts: tuple[Condition, ...]


class AnyOf(NamedTuple):
    """At least one part must hold."""

    parts: tuple[Condition, ...]


Condition = Comparison | AllOf | AnyOf
ALWAYS = AllOf(())


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """Yield every comparison in a condition, in the order in which it was written."""
    if isinstance(condition, Comparison):
        yield condition
    else:
        for part in condition.parts:
            yield from comparisons(part)


def attributes_read(condition: Condition) -> list[str]:
    """Return the attributes that a condition reads, each once, in the order in which it was written."""
    names: dict[str, None] = {}
    for comparison in comparisons(condition):
        names[comparison.attribute] = None
        if isinstance(comparison.operand, Share):
            names[comparison.operand.of] = None
    return list(names)


def subject_attributes(condition: Condition) -> list[str]:
    """Return the attributes of the measured fact that a measure compares others with, each once."""
    operands = [comparison.operand for comparison in comparisons(condition)]
    return list(dict.fromkeys(operand.name for operand in operands if isinstance(operand, SubjectAttribute)))
