"""Conditions as durable-rules patterns: one for not met and one for unknown, each about a single fact.

What each comparison asks is said by its operator, as a formula; here formulas become patterns, and facts what those
patterns speak of. The engine is given integers only: words are numbered, lists of words become flags, and of a
percentage each side arrives multiplied, so that nothing is divided. A missing word is a missing key. Of a number both
ends are sent, so that one known within bounds is compared by them; those of an unknown one lie beyond every value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sto_check.engine.network import LARGEST
from sto_check.engine.status import Raised, Status
from sto_check.scheme.bounds import Bounds
from sto_check.scheme.condition import AllOf, Comparison, Condition, Parameter, Share, SubjectAttribute, Type
from sto_check.scheme.operators.formula import (
    Compares,
    Contains,
    End,
    Every,
    Formula,
    Given,
    Is,
    Matches,
    Some,
    denied,
    only_compares,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sto_check.engine.columns import Columns
    from sto_check.scheme.operators.formula import Order

Pattern = dict[str, Any] | bool
"""A durable-rules expression, or True or False where it always or never matches."""

Findings = dict[tuple[int, int], Raised]
"""What is raised about a fact, by the number of the rule and the position of the fact."""

EMPTY = -1
OTHER = 0
BELOW = -LARGEST
"""The low end of a number that is not known."""
UNBOUNDED = LARGEST
"""The high end of a number that has none; a figure as large as this is sent beyond it, and refused by the engine."""
_SIGNS: dict[Order, str] = {">=": "$gte", ">": "$gt", "<=": "$lte", "<": "$lt"}


class Patterns:
    """Builds patterns about one kind of fact, and translates such facts to what those patterns speak of."""

    def __init__(self, types: Mapping[str, Type]) -> None:
        self._types = types
        self._keys: dict[str, str] = {}
        self._numbers: dict[str, int] = {"": EMPTY}
        self._flags: dict[Contains | Matches, str] = {}
        self._ends: dict[End, str] = {}

    def not_met(self, where: Condition, require: Condition) -> Pattern:
        """Match a fact the rule speaks of for certain, and which for certain does not meet it."""
        return _all([self.true(where), self.false(require)])

    def unknown(self, where: Condition, require: Condition) -> list[Pattern]:
        """Match a fact of which it is unknown whether the rule speaks of it, or whether it meets it.

        These also match facts that :meth:`not_met` matches; not met goes before unknown (:func:`settle`). Returns
        several patterns, for durable-rules writes each out as alternatives and refuses one that has too many.
        """
        return [*self._open(where), _all([self.true(where), self._lacking(require)])]

    def true(self, condition: Condition) -> Pattern:
        """Match a fact that for certain meets the condition."""
        return self._settled(condition, true=True)

    def false(self, condition: Condition) -> Pattern:
        """Match a fact that for certain does not meet the condition."""
        return self._settled(condition, true=False)

    def _settled(self, condition: Condition, *, true: bool) -> Pattern:
        if isinstance(condition, Comparison):
            return self._built(self._certain(condition, true=true))
        join = _all if isinstance(condition, AllOf) is true else _any
        return join([self._settled(part, true=true) for part in condition.parts])

    def _unsettled(self, condition: Condition, *, true: bool) -> Pattern:
        """Match a fact that does not for certain meet (or fail) the condition: the other side, or unknown."""
        if isinstance(condition, Comparison):
            formula = self._certain(condition, true=true)
            if only_compares(formula):
                return self._built(denied(formula))
            return _any([self._settled(condition, true=not true), self._missing(condition)])
        join = _any if isinstance(condition, AllOf) is true else _all
        return join([self._unsettled(part, true=true) for part in condition.parts])

    def _open(self, condition: Condition) -> list[Pattern]:
        """Match a fact of which it is unknown whether it meets the condition, by the first part that is unknown.

        All of several parts is unknown where the parts before are true, this one is unknown and none after is false;
        any of several parts where those before are false, this one is unknown and none after is true.
        """
        if isinstance(condition, Comparison):
            formulas = [self._certain(condition, true=true) for true in (True, False)]
            if all(only_compares(formula) for formula in formulas):
                return [_all([self._built(denied(formula)) for formula in formulas])]
            return [self._missing(condition)]
        every = isinstance(condition, AllOf)
        found: list[Pattern] = []
        for position, part in enumerate(condition.parts):
            before = [self._settled(one, true=every) for one in condition.parts[:position]]
            after = [self._unsettled(one, true=not every) for one in condition.parts[position + 1 :]]
            found += [_all([*before, pattern, *after]) for pattern in self._open(part)]
        return found

    def _lacking(self, condition: Condition) -> Pattern:
        """Match a fact that, unless it fails the condition, leaves it unknown.

        All of several parts: some part is lacking. Any of several parts: none is true.
        """
        if isinstance(condition, Comparison):
            formula = self._certain(condition, true=True)
            return self._built(denied(formula)) if only_compares(formula) else self._missing(condition)
        if isinstance(condition, AllOf):
            return _any([self._lacking(part) for part in condition.parts])
        return _all([self._unsettled(part, true=True) for part in condition.parts])

    def _missing(self, comparison: Comparison) -> Pattern:
        other = [comparison.operand.of] if isinstance(comparison.operand, Share) else []
        return _any([{"$nex": {self._key(name): 1}} for name in (comparison.attribute, *other)])

    def _certain(self, comparison: Comparison, *, true: bool) -> Formula:
        operand = comparison.operand
        assert not isinstance(operand, Parameter | SubjectAttribute), (
            "parameters are resolved before patterns are built"
        )
        of = self._types[comparison.attribute]
        return comparison.operator.certain(comparison.attribute, of, operand, true=true)

    def _built(self, formula: Formula) -> Pattern:
        """Return a formula as a pattern."""
        if isinstance(formula, Every):
            return _all([self._built(part) for part in formula.parts])
        if isinstance(formula, Some):
            return _any([self._built(part) for part in formula.parts])
        if isinstance(formula, Compares):
            right = {"$m": self._end(formula.right)} if isinstance(formula.right, End) else formula.right
            return {_SIGNS[formula.order]: {self._end(formula.left): right}}
        if isinstance(formula, Given):
            return {"$ex": {self._key(formula.attribute): 1}}
        if isinstance(formula, Is):
            key, number = self._key(formula.attribute), self._number(formula.value)
            return {key: number} if formula.true else _all([{"$ex": {key: 1}}, {"$neq": {key: number}}])
        flag = formula._replace(true=True)
        return {self._flags.setdefault(flag, f"f{len(self._flags)}"): int(formula.true)}

    def _number(self, value: int | str) -> int:
        if isinstance(value, int):
            return value
        return self._numbers.setdefault(value, len(self._numbers))

    def _key(self, name: str) -> str:
        """Return a key that is there whenever the attribute is known exactly."""
        return self._keys.setdefault(name, f"a{len(self._keys)}")

    def _end(self, end: End) -> str:
        return self._ends.setdefault(end, f"e{len(self._ends)}")

    def translator(self) -> Callable[[Columns, int], list[dict[str, int]]]:
        """Return a function that gives, for the values of facts, the keys and integers the patterns speak of.

        Its second argument is the number of the kind of fact, sent as ``k``.
        """
        keys, ends, flags = list(self._keys.items()), _paired(self._ends), list(self._flags.items())
        known = self._numbers

        def translate(columns: Columns, kind: int) -> list[dict[str, int]]:
            sent: list[dict[str, int]] = [{"k": kind} for _ in columns.rows]
            for name, key in keys:
                _send_values(sent, key, columns[name], known)
            for name, times, low, high in ends:
                _send_ends(sent, low, high, columns[name], times)
            for flag, key in flags:
                for one, values in zip(sent, columns.rows, strict=True):
                    found = _matches(flag, values)
                    if found is not None:
                        one[key] = found
            return sent

        return translate


def _paired(ends: Mapping[End, str]) -> list[tuple[str, int, str, str]]:
    """Return the ends by attribute and number of times, each with both keys; one that nothing asks for is sent too."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    for end, key in ends.items():
        found.setdefault((end.attribute, end.times), {})[end.end] = key
    return [
        (name, times, keys.get("low") or keys["high"], keys.get("high") or keys["low"])
        for (name, times), keys in found.items()
    ]


def _send_values(sent: list[dict[str, int]], key: str, column: list[Any], known: Mapping[str, int]) -> None:
    """Add to what is sent the number of a word, or a value itself; of what is not known exactly nothing."""
    for one, value in zip(sent, column, strict=True):
        if value.__class__ is str:
            one[key] = known.get(value, OTHER)
        elif value.__class__ is tuple:
            one[key] = 1
        elif value is not None and value.__class__ is not Bounds:
            one[key] = value


def _send_ends(sent: list[dict[str, int]], low: str, high: str, column: list[Any], times: int) -> None:
    """Add to what is sent both ends of a number, so many times."""
    for one, value in zip(sent, column, strict=True):
        if value is None:
            one[low], one[high] = BELOW, UNBOUNDED
        elif value.__class__ is Bounds:
            one[low] = _large(value.low * times)
            one[high] = UNBOUNDED if value.high is None else _large(value.high * times)
        else:
            one[low] = one[high] = _large(value * times)


def _large(value: int) -> int:
    return value if value < UNBOUNDED else value + 1


def _matches(flag: Contains | Matches, values: Mapping[str, Any]) -> int | None:
    """Return 1 where a list has a word or two attributes match, 0 where not, None where that is not known."""
    value = values[flag.attribute]
    if value is None:
        return None
    if isinstance(flag, Contains):
        return int(flag.word in value)
    other = values[flag.other]
    if other is None:
        return None
    if flag.how == "same":
        return int(value == other and value != "")
    word, several = (value, other) if flag.how == "in" else (other, value)
    return int(word != "" and word in several)


class PatternName(NamedTuple):
    """What a pattern finds: that the rule of this number is not met, or unknown. ``part`` tells its patterns apart."""

    status: Raised
    rule: int
    part: int = 0

    @property
    def text(self) -> str:
        """The name as durable-rules has it."""
        return f"{self.status}.{self.rule}.{self.part}"

    @classmethod
    def read(cls, text: str) -> PatternName:
        """Return the name that durable-rules gives back."""
        status, rule, part = text.split(".")
        return cls(Status.NOT_MET if status == Status.NOT_MET else Status.UNKNOWN, int(rule), int(part))


def settle(matches: Iterable[tuple[str, int]]) -> Findings:
    """Return what patterns matched, as one finding for each rule and fact; not met goes before unknown."""
    found: Findings = {}
    for text, position in matches:
        name = PatternName.read(text)
        if found.get((name.rule, position)) != Status.NOT_MET:
            found[name.rule, position] = name.status
    return found


def _all(parts: Sequence[Pattern]) -> Pattern:
    return _join("$and", parts, settles=False)


def _any(parts: Sequence[Pattern]) -> Pattern:
    return _join("$or", parts, settles=True)


def _join(word: str, parts: Sequence[Pattern], *, settles: bool) -> Pattern:
    """Join patterns; a part that settles the whole settles it, one that says nothing is left out."""
    if settles in [part for part in parts if isinstance(part, bool)]:
        return settles
    patterns = [part for part in parts if not isinstance(part, bool)]
    if not patterns:
        return not settles
    return patterns[0] if len(patterns) == 1 else {word: patterns}
