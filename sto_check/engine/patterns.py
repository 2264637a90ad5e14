"""Conditions as durable-rules patterns: one for not met and one for unknown, each about a single fact.

The engine is given integers only: words are numbered, lists of words become flags, and of a percentage each side
arrives multiplied, so that nothing is divided. A missing value is a missing key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sto_check.scheme.condition import AllOf, Comparison, Condition, Constant, Parameter, Share, Type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sto_check.engine.fact import Value

Pattern = dict[str, Any] | bool
"""A durable-rules expression, or True or False where it always or never matches."""

EMPTY = -1
OTHER = 0
_FORMS: dict[Type, str] = {"identifier": "name", "token": "name", "tokens": "list"}
_COMPARE = {"ge": "$gte", "gt": "$gt", "le": "$lte", "lt": "$lt"}
_OPPOSITE = {"ge": "$lt", "gt": "$lte", "le": "$gt", "lt": "$gte"}


class Patterns:
    """Builds patterns about one kind of fact, and translates such facts to what those patterns speak of."""

    def __init__(self, types: Mapping[str, Type]) -> None:
        self._types = types
        self._keys: dict[str, str] = {}
        self._numbers: dict[str, int] = {"": EMPTY}
        self._flags: dict[str, dict[str, str]] = {}
        self._multiples: dict[str, dict[int, str]] = {}
        self._plain: set[str] = set()

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
            return self._comparison(condition, true=true)
        join = _all if isinstance(condition, AllOf) is true else _any
        return join([self._settled(part, true=true) for part in condition.parts])

    def _unsettled(self, condition: Condition, *, true: bool) -> Pattern:
        """Match a fact that does not for certain meet (or fail) the condition: the other side, or unknown."""
        if isinstance(condition, Comparison):
            return _any([self._comparison(condition, true=not true), self._missing(condition)])
        join = _any if isinstance(condition, AllOf) is true else _all
        return join([self._unsettled(part, true=true) for part in condition.parts])

    def _open(self, condition: Condition) -> list[Pattern]:
        """Match a fact of which it is unknown whether it meets the condition, by the first part that is unknown.

        All of several parts is unknown where the parts before are true, this one is unknown and none after is false;
        any of several parts where those before are false, this one is unknown and none after is true.
        """
        if isinstance(condition, Comparison):
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
            return self._missing(condition)
        if isinstance(condition, AllOf):
            return _any([self._lacking(part) for part in condition.parts])
        return _all([self._unsettled(part, true=True) for part in condition.parts])

    def _missing(self, comparison: Comparison) -> Pattern:
        return _any([{"$nex": {self._any_key(name): 1}} for name in _names(comparison)])

    def _given(self, comparison: Comparison) -> list[Pattern]:
        return [{"$ex": {self._any_key(name): 1}} for name in _names(comparison)]

    def _comparison(self, comparison: Comparison, *, true: bool) -> Pattern:
        name, operator, operand = comparison.attribute, comparison.operator, comparison.operand
        if operator in {"present", "absent"}:
            return self._presence(comparison, true=(operator == "present") is true)
        if isinstance(operand, Share):
            return _all([*self._given(comparison), self._share(comparison, operand, true=true)])
        assert isinstance(operand, Constant), "parameters are resolved before patterns are built"
        if operator == "has":
            words = operand.value if isinstance(operand.value, tuple) else (operand.value,)
            flags: list[Pattern] = [{self._flag(name, str(word)): int(true)} for word in words]
            return _all(flags) if true else _any(flags)
        key = self._key(name)
        if operator in {"in", "not_in"}:
            assert isinstance(operand.value, tuple)
            numbers = [self._number(word) for word in operand.value]
            if (operator == "in") is true:
                return _any([{key: number} for number in numbers])
            return _all([{"$ex": {key: 1}}, *({"$neq": {key: number}} for number in numbers)])
        assert not isinstance(operand.value, tuple)
        number = self._number(operand.value)
        if operator in {"eq", "ne"}:
            same = (operator == "eq") is true
            return {key: number} if same else _all([{"$ex": {key: 1}}, {"$neq": {key: number}}])
        return {(_COMPARE if true else _OPPOSITE)[operator]: {key: number}}

    def _share(self, comparison: Comparison, share: Share, *, true: bool) -> Pattern:
        assert not isinstance(share.percent, Parameter), "parameters are resolved before patterns are built"
        numerator, denominator = share.percent
        left = self._multiple(comparison.attribute, denominator)
        right = {"$m": self._multiple(share.of, numerator)}
        if comparison.operator in {"eq", "ne"}:
            same = (comparison.operator == "eq") is true
            orders = [{"$lt": {left: right}}, {"$gt": {left: right}}]
            return _all([{"$gte": {left: right}}, {"$lte": {left: right}}]) if same else _any(list(orders))
        return {(_COMPARE if true else _OPPOSITE)[comparison.operator]: {left: right}}

    def _presence(self, comparison: Comparison, *, true: bool) -> Pattern:
        name = comparison.attribute
        of = self._types[name]
        if of == "text":
            return {("$gt" if true else "$lte"): {self._key(name): 0}}
        if of == "identifier":
            key = self._key(name)
            return _all([{"$ex": {key: 1}}, {"$neq": {key: EMPTY}}]) if true else {key: EMPTY}
        return {"$ex": {self._any_key(name): 1}} if true else False

    def _number(self, value: int | str) -> int:
        if isinstance(value, int):
            return value
        return self._numbers.setdefault(value, len(self._numbers))

    def _key(self, name: str) -> str:
        self._plain.add(name)
        return self._keys.setdefault(name, f"a{len(self._keys)}")

    def _any_key(self, name: str) -> str:
        """Return a key that is there whenever the attribute has a value, whatever else is sent of it."""
        return self._keys.setdefault(name, f"a{len(self._keys)}")

    def _flag(self, name: str, word: str) -> str:
        flags = self._flags.setdefault(name, {})
        return flags.setdefault(word, f"{self._any_key(name)}f{len(flags)}")

    def _multiple(self, name: str, times: int) -> str:
        return self._multiples.setdefault(name, {}).setdefault(times, f"{self._any_key(name)}x{times}")

    def translator(self) -> Callable[[Mapping[str, Value], int], dict[str, int]]:
        """Return a function that gives, for the values of a fact, the keys and integers the patterns speak of.

        Its second argument is the number of the kind of fact, sent as ``k``.
        """
        numbers, names, lists = (self._keys_of(form) for form in ("number", "name", "list"))
        multiples = [(name, times, key) for name, keys in self._multiples.items() for times, key in keys.items()]
        flags = [(name, word, flag) for name, words in self._flags.items() for word, flag in words.items()]
        known = self._numbers

        def translate(values: Mapping[str, Any], kind: int) -> dict[str, int]:
            sent: dict[str, int] = {"k": kind}
            for name, key in numbers:
                value = values[name]
                if value is not None:
                    sent[key] = value
            for name, key in names:
                if values[name] is not None:
                    sent[key] = known.get(values[name], OTHER)
            for name, times, key in multiples:
                if values[name] is not None:
                    sent[key] = values[name] * times
            if lists:
                sent |= _present(values, lists) | _flagged(values, flags)
            return sent

        return translate

    def _keys_of(self, form: str) -> list[tuple[str, str]]:
        return [(name, key) for name, key in self._keys.items() if _FORMS.get(self._types[name], "number") == form]


def settle(matches: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    """Return what patterns named ``n1``, ``u1.0`` and so on matched, as one finding for each rule and fact.

    Where both not met (n) and unknown (u) matched, it is not met.
    """
    found = {(name.partition(".")[0], position) for name, position in matches}
    return {(name, position) for name, position in found if name[0] == "n" or (f"n{name[1:]}", position) not in found}


def _present(values: Mapping[str, Any], keys: list[tuple[str, str]]) -> dict[str, int]:
    return {key: 1 for name, key in keys if values[name] is not None}


def _flagged(values: Mapping[str, Any], flags: list[tuple[str, str, str]]) -> dict[str, int]:
    return {flag: int(word in values[name]) for name, word, flag in flags if values[name] is not None}


def _names(comparison: Comparison) -> list[str]:
    other = [comparison.operand.of] if isinstance(comparison.operand, Share) else []
    return [comparison.attribute, *other]


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
