"""Conditions as values: comparisons of attributes with constants, parameters or a share of another attribute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.documents.place import Place

Type = Literal[
    "day", "amount", "integer", "distance", "percent", "identifier", "token", "tokens", "yesno", "text", "list"
]  # fmt: skip
Operator = Literal["eq", "ne", "in", "not_in", "ge", "gt", "le", "lt", "present", "absent", "has"]
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

    ``percent`` is a numerator and a denominator in lowest terms (10% is 1/10), or the parameter that gives them.
    """

    percent: tuple[int, int] | Parameter
    of: str


Operand = Constant | Parameter | SubjectAttribute | Share


class Comparison(NamedTuple):
    """One attribute held against one operand; ``word`` is how the rule writes it (``at_least``)."""

    attribute: str
    word: str
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


class Word(NamedTuple):
    """What a comparison word of the rule language means and which types of attribute it fits."""

    operator: Operator
    types: tuple[Type, ...]
    shares: bool = False


_EVERY: tuple[Type, ...] = (
    "day", "amount", "integer", "distance", "identifier", "token", "tokens", "yesno", "text", "list",
)  # fmt: skip
COMPARISON_WORDS: dict[str, Word] = {
    "equals": Word("eq", ("day", "yesno", *NUMBERS, *WORDS), shares=True),
    "not": Word("ne", ("day", "yesno", *NUMBERS, *WORDS)),
    "one_of": Word("in", ("integer", *WORDS)),
    "none_of": Word("not_in", ("integer", *WORDS)),
    "at_least": Word("ge", NUMBERS, shares=True),
    "at_most": Word("le", NUMBERS, shares=True),
    "more_than": Word("gt", NUMBERS, shares=True),
    "less_than": Word("lt", NUMBERS, shares=True),
    "on_or_after": Word("ge", ("day",), shares=True),
    "on_or_before": Word("le", ("day",), shares=True),
    "after": Word("gt", ("day",), shares=True),
    "before": Word("lt", ("day",), shares=True),
    "present": Word("present", _EVERY),
    "absent": Word("absent", _EVERY),
    "has": Word("has", ("tokens",)),
    "max_words": Word("le", ("text",)),
}


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
