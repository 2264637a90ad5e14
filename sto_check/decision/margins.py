"""How near a document is to the limits that it keeps: the gap between a value and the limit of a rule that is met."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.engine.explain import limit_in
from sto_check.engine.status import Status
from sto_check.scheme.condition import AllOf, Comparison, Parameter, Share, comparisons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.decision.decision import Decision
    from sto_check.engine.outcome import Outcome
    from sto_check.scheme.condition import Type

_FAR = 20
"""A number is near its limit where the gap is less than one part in so many of the limit."""
_FAR_DAYS = 31


class Margin(NamedTuple):
    """A value that keeps a limit of the scheme, and how much is left: cents, metres, days, a count."""

    outcome: Outcome
    attribute: str
    type: Type
    value: int
    limit: int

    @property
    def gap(self) -> int:
        """How far the value is from the limit; 0 where it is the limit itself."""
        return abs(self.value - self.limit)


def margins_of(decision: Decision) -> list[Margin]:
    """Return of each rule that is met the value nearest to a limit that the scheme sets, the narrowest gap first.

    Only what is near is told: within a twentieth of the limit, or up to a month before a last day.
    """
    nearest: dict[str, Margin] = {}
    for outcome in decision.outcomes:
        for margin in _margins(outcome, decision) if outcome.status == Status.MET else ():
            kept = nearest.get(outcome.rule.id)
            if kept is None or margin.gap < kept.gap:
                nearest[outcome.rule.id] = margin
    return sorted(filter(_is_near, nearest.values()), key=lambda one: one.gap * 1_000_000 // max(1, one.limit))


def _margins(outcome: Outcome, decision: Decision) -> Iterator[Margin]:
    require, resolved = outcome.rule.require, decision.record.rules[outcome.rule.id].require
    if not isinstance(require, Comparison | AllOf) or resolved is None:
        return
    fact = outcome.subject
    for written, comparison in zip(comparisons(require), comparisons(resolved), strict=True):
        figure = written.operand.percent if isinstance(written.operand, Share) else written.operand
        name, limit = comparison.attribute, limit_in(comparison, fact)
        value, of = fact.values[name], decision.scheme.types[fact.kind][name]
        if not isinstance(figure, Parameter) or not isinstance(value, int) or not isinstance(limit, int):
            continue
        if of in {"amount", "distance", "integer"} or (of == "day" and comparison.operator.lack == "excess"):
            yield Margin(outcome, name, of, value, limit)


def _is_near(margin: Margin) -> bool:
    if margin.type == "day":
        return 0 < margin.gap <= _FAR_DAYS
    return margin.gap * _FAR <= margin.limit
