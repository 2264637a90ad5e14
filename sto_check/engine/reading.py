"""The direct reading: conditions in plain Python, true, false or unknown (Kleene's three values).

A comparison with an unknown value is unknown. All of several parts is false as soon as one is false, and unknown if
none is false but one is unknown; any of several parts the other way round.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

from sto_check.scheme.condition import AllOf, Comparison, Condition, Constant, Parameter, Share, SubjectAttribute, Type

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sto_check.engine.fact import Value

    Values = Mapping[str, Value]
    Test = Callable[[Values, Values], bool | None]
    """Takes the values of a fact and, in a measure, those of the fact being measured."""

_NOTHING: dict[str, Value] = {}
_EMPTY: dict[Type, Value] = {"text": 0, "identifier": ""}
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq, "ne": operator.ne, "ge": operator.ge, "gt": operator.gt, "le": operator.le, "lt": operator.lt,
    "in": lambda value, words: value in words,
    "not_in": lambda value, words: value not in words,
    "has": lambda value, words: all(word in value for word in words),
}  # fmt: skip
_WITH_SUBJECT: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda value, wanted: value == wanted != "",
    "ne": lambda value, wanted: value != wanted or value == "",
    "in": lambda value, words: value != "" and value in words,
    "not_in": lambda value, words: value == "" or value not in words,
    "has": lambda value, word: word in value,
}


def test_of(condition: Condition, types: Mapping[str, Type]) -> Test:
    """Return a function that says whether a fact of a kind with these types meets the condition.

    Parameters must have been replaced by constants before.
    """
    if isinstance(condition, Comparison):
        return _comparison(condition, types)
    parts = [test_of(part, types) for part in condition.parts]
    settled = not isinstance(condition, AllOf)

    def group(values: Values, subject: Values = _NOTHING) -> bool | None:
        unknown = False
        for part in parts:
            found = part(values, subject)
            if found is settled:
                return settled
            unknown = unknown or found is None
        return None if unknown else not settled

    return group


def _comparison(comparison: Comparison, types: Mapping[str, Type]) -> Test:
    name, operand = comparison.attribute, comparison.operand
    if comparison.operator in {"present", "absent"}:
        return _presence(name, types[name], present=comparison.operator == "present")
    compare = _COMPARE[comparison.operator]
    if isinstance(operand, Share):
        return _share(name, compare, operand)
    if isinstance(operand, SubjectAttribute):
        return _with_subject(name, comparison.operator, operand.name)
    assert isinstance(operand, Constant), "parameters are resolved before conditions are read"
    limit = operand.value

    def constant(values: Values, subject: Values = _NOTHING) -> bool | None:  # noqa: ARG001
        value = values[name]
        return None if value is None else compare(value, limit)

    return constant


def _share(name: str, compare: Callable[[Any, Any], bool], share: Share) -> Test:
    assert not isinstance(share.percent, Parameter), "parameters are resolved before conditions are read"
    numerator, denominator = share.percent
    other = share.of

    def shares(values: Values, subject: Values = _NOTHING) -> bool | None:  # noqa: ARG001
        value, whole = values[name], values[other]
        if not isinstance(value, int) or not isinstance(whole, int):
            return None
        return compare(value * denominator, whole * numerator)

    return shares


def _with_subject(name: str, word: str, subject_name: str) -> Test:
    """An empty name was given but names nothing, so it equals no other, not even another empty one."""
    compare = _WITH_SUBJECT.get(word) or _COMPARE[word]

    def compared(values: Values, subject: Values) -> bool | None:
        value, wanted = values[name], subject[subject_name]
        return None if value is None or wanted is None else compare(value, wanted)

    return compared


def _presence(name: str, of: Type, *, present: bool) -> Test:
    """A text without words and an empty name were given, but are not present."""
    empty = _EMPTY.get(of)

    def presence(values: Values, subject: Values = _NOTHING) -> bool | None:  # noqa: ARG001
        value = values[name]
        return None if value is None else (value != empty) is present

    return presence
