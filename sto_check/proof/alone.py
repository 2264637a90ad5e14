"""Whether each rule can be the only one in the way: else others say already what it says, or nothing can fail it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from sto_check.engine.status import Status
from sto_check.proof.algebra import no, some
from sto_check.proof.errors import NotSaidError, ProofFaultError
from sto_check.proof.grave import are_grave, grave_rules
from sto_check.proof.search import Conflict, Search, TooHardError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sto_check.decision.decision import Decision
    from sto_check.proof.algebra import Flag
    from sto_check.proof.search import Found
    from sto_check.proof.shape import Shape

How = Literal["case", "found", "with others", "never", "not said", "too hard"]


class Alone(NamedTuple):
    """Whether a rule can be not met while all others that are computed lead nowhere grave.

    ``case``: a case shows it, named in ``by``. ``found``: the solver found ``changes`` of the document in ``by``, and
    checking confirms it. ``with others``: in these shapes, or in the case in ``by``, only beside ``others``. ``never``:
    it cannot be not met in these shapes. ``not said``: the solver cannot be told it. ``too hard``: it did not end.
    """

    rule_id: str
    how: How
    by: str = ""
    changes: tuple[Found, ...] = ()
    day: str = ""
    """The day of the values that count in what was found: 2025-01-31."""
    others: tuple[str, ...] = ()


def alone(shapes: Sequence[Shape], cases: Iterable[tuple[str, Decision]]) -> list[Alone]:
    """Return for each rule of one application that is computed whether it can be the only one that is not met.

    ``cases`` are decisions by the name of the case. Raises ProofFaultError where what was found does not come out.
    """
    by_case: dict[str, Alone] = {}
    for name, decision in cases:
        for one in _failing_in(name, decision):
            before = by_case.get(one.rule_id)
            if before is None or len(one.others) < len(before.others):
                by_case[one.rule_id] = one
    rules = [rule_id for rule_id, rule in shapes[0].record.rules.items() if rule.require is not None]
    found = []
    for rule_id in rules:
        case = by_case.get(rule_id)
        one = case if case and case.how == "case" else _in_shapes(rule_id, shapes)
        found.append(case if case and one.how == "never" else one)
    return found


def _failing_in(name: str, decision: Decision) -> Iterator[Alone]:
    """Yield each rule that is not met in a case, alone or with the others that lead somewhere grave there."""
    grave = grave_rules(decision)
    for rule_id in dict.fromkeys(one.rule.id for one in decision.outcomes if one.status == Status.NOT_MET):
        others = tuple(other for other in grave if other != rule_id)
        yield Alone(rule_id, "with others" if others else "case", name, others=others)


def _in_shapes(rule_id: str, shapes: Sequence[Shape]) -> Alone:
    found: list[Alone] = []
    for shape in shapes:
        found.append(_in_shape(rule_id, shape))
        if found[-1].how == "found":
            break
    order: tuple[How, ...] = ("found", "too hard", "not said", "with others", "never")
    return min(found, key=lambda one: order.index(one.how))


def _in_shape(rule_id: str, shape: Shape) -> Alone:
    try:
        fails, others = _failing(rule_id, shape)
        if fails is False:
            return Alone(rule_id, "never")
        search = Search(shape.fields, [*shape.rules, *(no(flag) for flag in others.values())], [fails], shape.day)
        changes = search.first()
        return _with_others(rule_id, shape, fails, others) if changes is None else _found(rule_id, shape, changes)
    except NotSaidError:
        return Alone(rule_id, "not said")
    except TooHardError:
        return Alone(rule_id, "too hard")


def _failing(rule_id: str, shape: Shape) -> tuple[Flag, dict[str, Flag]]:
    """Return where a rule is not met for some fact, and where each other rule leads somewhere grave."""
    fails = some(one.not_met for one in shape.said(rule_id))
    others = {other: are_grave(shape.said(other)) for other in shape.record.rules if other != rule_id}
    return fails, {other: flag for other, flag in others.items() if flag is not False}


def _found(rule_id: str, shape: Shape, changes: Sequence[Found]) -> Alone:
    _, decision = shape.changed(changes)
    own = [one.status for one in decision.outcomes if one.rule.id == rule_id]
    if Status.NOT_MET not in own or not {*grave_rules(decision)} <= {rule_id}:
        raise ProofFaultError([rule_id])
    return Alone(rule_id, "found", shape.name, tuple(changes), decision.day.isoformat())


def _with_others(rule_id: str, shape: Shape, fails: Flag, others: dict[str, Flag]) -> Alone:
    """Return without which others the rule is never not met: none of them can be spared, and early ones go first."""
    conflict = Conflict([*shape.rules, fails], {other: no(flag) for other, flag in others.items()})
    if not conflict.others_matter:
        return Alone(rule_id, "never")
    return Alone(rule_id, "with others", shape.name, others=tuple(conflict.smallest()))
