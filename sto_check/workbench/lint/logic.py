"""What can be proved of conditions: whether any fact at all can make them true, false or unknown at the same time.

What a comparison says of an attribute changes only at the values it is compared with. So a few samples stand for all
values: those values, their neighbours, one word that nobody mentions. A comparison becomes the set of samples (a
mask) for which it holds, and a condition a formula over such sets. Of a share of another attribute the samples are
ratios, which stand beside the two attributes as if they were free; that allows more facts than there can be, never
fewer. So "impossible" is proved, and "possible" may be said too often.

Quantities are taken to be zero or more, but for those that are said to be signed. Parameters must have been replaced.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from sto_check.scheme.condition import (
    AllOf,
    Comparison,
    Condition,
    Constant,
    Nothing,
    Parameter,
    Share,
    SubjectAttribute,
    Type,
    comparisons,
)
from sto_check.scheme.operators.formula import Compares, Every, Some, denied, holds, only_compares

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sto_check.scheme.operators.formula import Formula as Asked

MOST_STEPS = 20_000
OTHER_WORD = " "
"""Stands for every word that no condition mentions; no word of a scheme holds a space."""

_RANGES: dict[Type, tuple[int, int | None]] = {
    "day": (date.min.toordinal(), date.max.toordinal()), "yesno": (0, 1), "amount": (0, None), "integer": (0, None),
    "distance": (0, None), "text": (0, None), "list": (0, None),
}  # fmt: skip
_KNOWN, _UNKNOWN = 1, 2
NO_END = -1
"""Stands for the low end of a number of which nothing is known."""

Key = tuple[Any, ...]
Ratio = tuple[int, int]


class Within(NamedTuple):
    """The sample that stands for ``key`` is one of those in the mask."""

    key: Key
    mask: int


class Both(NamedTuple):
    """All parts hold."""

    parts: tuple[Formula, ...]


class Either(NamedTuple):
    """At least one part holds."""

    parts: tuple[Formula, ...]


Formula = Within | Both | Either


class Logic:
    """Reasons about facts of one kind.

    ``conditions`` are all that will be asked about; ``types`` are the kind's attributes; ``words`` gives for an
    attribute that comes from a closed list the words of that list. Of ``bounded`` attributes only bounds may be known,
    so that one comparison can be settled while another is not; ``signed`` ones may be less than zero.
    """

    def __init__(
        self,
        conditions: Iterable[Condition],
        types: Mapping[str, Type],
        words: Mapping[str, frozenset[str]] | None = None,
        bounded: frozenset[str] = frozenset(),
        signed: frozenset[str] = frozenset(),
    ) -> None:
        self._types = types
        self._bounded = bounded
        self._signed = signed
        self._words = words or {}
        self._samples: dict[Key, Sequence[Any]] = {}
        self._steps = 0
        for key, found in _compared(conditions).items():
            self._samples[key] = _ratios(found) if len(key) == 3 else self._values(key[0], found)

    def true(self, condition: Condition) -> Formula:
        """Say that a condition is true."""
        return self._settled(condition, true=True)

    def false(self, condition: Condition) -> Formula:
        """Say that a condition is false."""
        return self._settled(condition, true=False)

    def not_true(self, condition: Condition) -> Formula:
        """Say that a condition is false or unknown."""
        return self._unsettled(condition, true=True)

    def not_false(self, condition: Condition) -> Formula:
        """Say that a condition is true or unknown."""
        return self._unsettled(condition, true=False)

    def unknown(self, condition: Condition) -> Formula:
        """Say that a condition is unknown."""
        return Both((self.not_true(condition), self.not_false(condition)))

    def possible(self, *formulas: Formula) -> bool:
        """Say whether some fact may fit all formulas; False is proved, True may be said of what cannot be."""
        self._steps = 0
        return self._search(list(formulas), {})

    def _settled(self, condition: Condition, *, true: bool) -> Formula:
        if isinstance(condition, Comparison):
            ends = self._ends(condition, true=true)
            if ends is not None:
                return self._of_ends(ends)
            return Both((*self._given(condition, _KNOWN), self._holds(condition, true=true)))
        parts = tuple(self._settled(part, true=true) for part in condition.parts)
        return Both(parts) if isinstance(condition, AllOf) is true else Either(parts)

    def _unsettled(self, condition: Condition, *, true: bool) -> Formula:
        if isinstance(condition, Comparison):
            ends = self._ends(condition, true=true)
            if ends is not None:
                return self._of_ends(denied(ends))
            return Either((*self._given(condition, _UNKNOWN), self._holds(condition, true=not true)))
        parts = tuple(self._unsettled(part, true=true) for part in condition.parts)
        return Either(parts) if isinstance(condition, AllOf) is true else Both(parts)

    def _given(self, comparison: Comparison, mask: int) -> list[Formula]:
        other = [comparison.operand.of] if isinstance(comparison.operand, Share) else []
        return [Within(("given", name), mask) for name in (comparison.attribute, *other)]

    def _ends(self, comparison: Comparison, *, true: bool) -> Asked | None:
        """Return what a comparison asks of the ends of a number that may be known within bounds; None of others."""
        operand = comparison.operand
        names = {comparison.attribute, *([operand.of] if isinstance(operand, Share) else [])}
        if not names & self._bounded or isinstance(operand, Parameter | SubjectAttribute):
            return None
        of = self._types[comparison.attribute]
        asked = comparison.operator.certain(comparison.attribute, of, operand, true=true)
        return asked if only_compares(asked) else None

    def _of_ends(self, asked: Asked) -> Formula:
        """Say what is asked of the ends of a number; beside another number each end stands as if it were free."""
        if isinstance(asked, Every | Some):
            parts = tuple(self._of_ends(part) for part in asked.parts)
            return Both(parts) if isinstance(asked, Every) else Either(parts)
        assert isinstance(asked, Compares)
        left, right, order = asked.left, asked.right, asked.order
        if isinstance(right, int):
            key: Key = ("bounds", left.attribute)
            if key not in self._samples:
                self._samples[key] = _bounds(self._samples[(left.attribute,)])
            position = 0 if left.end == "low" else 1
            fits = [holds(order, pair[position] * left.times, right) for pair in self._samples[key]]
        else:
            key = ("ends", left.attribute, left.end, right.attribute, right.end)
            pairs = self._samples.setdefault(key, self._samples["share", left.attribute, right.attribute])
            fits = [holds(order, one * left.times, other * right.times) for one, other in pairs]
        return Within(key, sum(1 << position for position, fit in enumerate(fits) if fit))

    def _holds(self, comparison: Comparison, *, true: bool) -> Formula:
        """Say that a comparison holds (or not) of a fact whose attributes it reads are known."""
        name, operand = comparison.attribute, comparison.operand
        of = self._types[name]
        if isinstance(operand, Share) and of in _RANGES:
            return self._share(comparison, operand, true=true)
        if isinstance(operand, Share | SubjectAttribute | Parameter):  # it may hold and it may not
            return Within(("free", name, comparison.operator, operand), 1 if true else 2)
        if of == "tokens" and isinstance(operand, Constant):
            words = operand.value if isinstance(operand.value, tuple) else (operand.value,)
            parts = tuple(self._has(name, word, true=true) for word in words)
            return Both(parts) if true else Either(parts)
        exact, limit = comparison.operator.exact(of), operand.value if isinstance(operand, Constant) else None
        return self._mask((name,), lambda value: exact(value, limit) is true)

    def _has(self, name: str, word: object, *, true: bool) -> Formula:
        if true and name in self._words and word not in self._words[name]:
            return Either(())
        return Within(("has", name, word), 1 if true else 2)

    def _share(self, comparison: Comparison, share: Share, *, true: bool) -> Formula:
        assert not isinstance(share.percent, Parameter), "parameters are resolved before they are reasoned about"
        numerator, denominator = share.percent
        exact = comparison.operator.exact(self._types[comparison.attribute])
        key = ("share", comparison.attribute, share.of)
        return self._mask(key, lambda pair: exact(pair[0] * denominator, pair[1] * numerator) is true)

    def _mask(self, key: Key, fits: Callable[[Any], bool]) -> Within:
        samples = self._samples[key]
        return Within(key, sum(1 << position for position, value in enumerate(samples) if fits(value)))

    def _values(self, name: str, found: set[Any]) -> Sequence[Any]:
        of = self._types[name]
        if of in {"token", "identifier", "tokens"}:
            closed = self._words.get(name)
            words = sorted(map(str, found)) if closed is None else sorted(closed)
            others = [OTHER_WORD] if closed is None else []
            return [*words, *others, *([""] if of == "identifier" and "" not in words else [])]
        low, high = _RANGES.get(of, (0, None))
        near = {low, low + 1, *(value + step for value in found for step in (-1, 0, 1))}
        if name in self._signed:
            return sorted({*near, low - 1})
        return sorted(value for value in near if value >= low and (high is None or value <= high))

    def _search(self, goals: list[Formula], held: dict[Key, int]) -> bool:
        """Narrow what each key may be by everything that must hold, then try the alternatives one by one."""
        self._steps += 1
        if self._steps > MOST_STEPS:
            return True
        choices: list[Either] = []
        while goals:
            goal = goals.pop()
            if isinstance(goal, Within):
                mask = held.get(goal.key, goal.mask) & goal.mask
                if not mask:
                    return False
                held[goal.key] = mask
            elif isinstance(goal, Both):
                goals.extend(goal.parts)
            elif len(goal.parts) == 1:
                goals.append(goal.parts[0])
            else:
                choices.append(goal)
        if not choices:
            return True
        first = min(choices, key=lambda choice: len(choice.parts))
        rest: list[Formula] = [choice for choice in choices if choice is not first]
        return any(self._search([part, *rest], dict(held)) for part in first.parts)


def implied(logic: Logic, conclusion: Condition, *premises: Condition) -> bool:
    """Return whether it is proved that every fact which meets the premises meets the conclusion."""
    return not logic.possible(*(logic.true(premise) for premise in premises), logic.not_true(conclusion))


def _compared(conditions: Iterable[Condition]) -> dict[Key, set[Any]]:
    """Return what each attribute, or each attribute and the one it is a share of, is compared with."""
    found: dict[Key, set[Any]] = {}
    for comparison in (one for condition in conditions for one in comparisons(condition)):
        operand = comparison.operand
        if isinstance(operand, Share):
            found.setdefault(("share", comparison.attribute, operand.of), set()).add(operand.percent)
        elif isinstance(operand, Nothing):
            found.setdefault((comparison.attribute,), set())
        elif isinstance(operand, Constant):
            values = operand.value if isinstance(operand.value, tuple) else (operand.value,)
            found.setdefault((comparison.attribute,), set()).update(values)
    return found


def _bounds(values: Sequence[int]) -> list[tuple[int, int]]:
    """Return every low and high end that a number can have; the highest value stands for all above it."""
    known = [(low, high) for low in values for high in values if low <= high]
    return [*known, (NO_END, max(values))]


def _ratios(fractions: set[Ratio]) -> list[Ratio]:
    """Return pairs of an attribute and its whole for every way they can stand to these fractions of the whole.

    Those are the fractions themselves, one between each two, nothing of something, something of nothing, and nothing
    of nothing, which is any share of it.
    """
    ordered = sorted({(0, 1), *fractions}, key=lambda pair: Fraction(*pair))
    ordered.append((1, 0))
    between = [(left[0] + right[0], left[1] + right[1]) for left, right in pairwise(ordered)]
    return [*ordered, *between, (0, 0)]
