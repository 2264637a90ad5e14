"""Conditions over all rows of a table at once: where each is true for certain, and where it is false for certain.

Where neither is so it is unknown. The ends of what is not known are null, and no comparison with null is certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.columns.layout import least, most
from sto_check.columns.sql import every, known, literal, name_of, some
from sto_check.scheme.condition import AllOf, Comparison, Parameter, Share, SubjectAttribute
from sto_check.scheme.operators.formula import Compares, Contains, Every, Given, Is, Some

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sto_check.columns.sql import Flag
    from sto_check.scheme.condition import Condition, Type
    from sto_check.scheme.operators.formula import End, Formula, Matches

SUBJECT = "$"
"""Before the name of an attribute of the fact that is being measured, beside those of the fact that may count."""


class Truth(NamedTuple):
    """Where a condition is true for certain, and where it is false for certain."""

    true: Flag
    false: Flag


class Attributes(NamedTuple):
    """The types of what a row has, and the names of those of which it has a least and a most beside the value."""

    types: Mapping[str, Type]
    bounded: Collection[str]

    def low(self, name: str) -> str:
        """Return the least that a number can be."""
        return name_of(least(name) if name in self.bounded else name)

    def high(self, name: str) -> str:
        """Return the most that a number can be."""
        return name_of(most(name) if name in self.bounded else name)

    def columns(self, name: str) -> tuple[str, ...]:
        """Return the names of the columns of an attribute."""
        return (name, least(name), most(name)) if name in self.bounded else (name,)

    def is_word(self, name: str) -> bool:
        """Whether an attribute is a name, which can be given empty and then is no other's; a list is of such names."""
        return self.types[name] in {"identifier", "token", "tokens"}


def truth(condition: Condition, row: Attributes) -> Truth:
    """Return where the facts of a row meet a condition; parameters must have been filled in."""
    if isinstance(condition, Comparison):
        return Truth(*(_built(_certain(condition, row, true=true), row) for true in (True, False)))
    parts = [truth(part, row) for part in condition.parts]
    trues, falses = [part.true for part in parts], [part.false for part in parts]
    if isinstance(condition, AllOf):
        return Truth(every(trues), some(falses))
    return Truth(some(trues), every(falses))


def _certain(comparison: Comparison, row: Attributes, *, true: bool) -> Formula:
    operand = comparison.operand
    if isinstance(operand, SubjectAttribute):
        operand = Share((1, 1), f"{SUBJECT}{operand.name}")
    assert not isinstance(operand, Parameter), "parameters are filled in before conditions are read"
    return comparison.operator.certain(comparison.attribute, row.types[comparison.attribute], operand, true=true)


def _built(formula: Formula, row: Attributes) -> Flag:
    if isinstance(formula, Every):
        return every([_built(part, row) for part in formula.parts])
    if isinstance(formula, Some):
        return some([_built(part, row) for part in formula.parts])
    if isinstance(formula, Compares):
        return known(f"{_side(formula.left, row)} {formula.order} {_side(formula.right, row)}")
    value = name_of(formula.attribute)
    if isinstance(formula, Given):
        return f"({value} IS NOT NULL)"
    if isinstance(formula, Is):
        return known(f"{value} {'=' if formula.true else '<>'} {literal(formula.value)}")
    if isinstance(formula, Contains):
        found = f"list_contains({value}, {literal(formula.word)})"
        return known(found if formula.true else f"NOT {found}")
    other = name_of(formula.other)
    found = _match(formula, value, other, row)
    return f"({value} IS NOT NULL AND {other} IS NOT NULL AND {found if formula.true else f'NOT {found}'})"


def _match(formula: Matches, value: str, other: str, row: Attributes) -> str:
    """Return whether two words are the same, or one is in a list; an empty name is the same as no other."""
    if formula.how == "same":
        return f"({value} = {other} AND {value} <> '')" if row.is_word(formula.attribute) else f"({value} = {other})"
    word, several = (value, other) if formula.how == "in" else (other, value)
    return f"(list_contains({several}, {word}) AND {word} <> '')"


def _side(side: End | int, row: Attributes) -> str:
    if isinstance(side, int):
        return str(side)
    end = row.low(side.attribute) if side.end == "low" else row.high(side.attribute)
    return end if side.times == 1 else f"{end} * {side.times}"
