"""Whether a change of a rule makes a difference for some application of a shape, and for which smallest one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from sto_check.engine.reading import test_of
from sto_check.engine.status import Status
from sto_check.proof.algebra import alike, no, some
from sto_check.proof.errors import NotSaidError, ProofFaultError
from sto_check.proof.search import Search, TooHardError
from sto_check.scheme.condition import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sto_check.engine.fact import Fact
    from sto_check.engine.reading import Test
    from sto_check.engine.resolve import ResolvedRule
    from sto_check.proof.algebra import Flag
    from sto_check.proof.search import Found
    from sto_check.proof.shape import Shape
    from sto_check.scheme.condition import Condition

_STATUSES = (Status.MET, Status.NOT_MET, Status.UNKNOWN)


class Difference(NamedTuple):
    """``same``: the changed rule says the same of every application of these shapes. ``differs``: not of the document
    ``by`` with these changes, which was checked. ``not said`` and ``too hard``: that was not settled.
    """

    how: Literal["same", "differs", "not said", "too hard"]
    by: str = ""
    changes: tuple[Found, ...] = ()


def difference(rule_id: str, where: Condition, require: Condition, shapes: Sequence[Shape]) -> Difference:
    """Return whether a rule says otherwise with this guard and requirement, for some application of these shapes.

    Raises ProofFaultError where what was found does not come out when it is read directly.
    """
    open_ = Difference("same")
    for shape in shapes:
        rule = shape.record.rules.get(rule_id)
        if rule is None:
            continue
        try:
            found = _in_shape(rule, rule._replace(where=where, require=require), shape)
        except NotSaidError:
            open_ = Difference("not said")
        except TooHardError:
            open_ = Difference("too hard")
        else:
            if found is not None:
                return found
    return open_


def _in_shape(rule: ResolvedRule, changed: ResolvedRule, shape: Shape) -> Difference | None:
    differ: list[Flag] = []
    for fact in shape.reading.facts_of(rule.rule.kind):
        one, other = shape.reading.said(rule, fact), shape.reading.said(changed, fact)
        differ += [no(alike(one.where(status), other.where(status))) for status in _STATUSES]
    search = Search(shape.fields, shape.rules, [some(differ)], shape.day)
    if some(differ) is False or not search.ever():
        return None
    size = search.fewest(len(shape.fields))
    changes = next(search.smallest(size or 0))
    _, decision = shape.changed(changes)
    types = shape.record.scheme.types[rule.rule.kind]
    read = [(test_of(one.where, types), test_of(one.require or ALWAYS, types)) for one in (rule, changed)]
    facts = decision.record.facts.get(rule.rule.kind, [])
    if all(_status(*read[0], fact) == _status(*read[1], fact) for fact in facts):
        raise ProofFaultError([rule.rule.id])
    return Difference("differs", shape.name, tuple(changes))


def _status(where: Test, require: Test, fact: Fact) -> Status:
    applies = where(fact.values, {})
    if applies is False:
        return Status.NOT_APPLICABLE
    holds = require(fact.values, {}) if applies else None
    return Status.UNKNOWN if holds is None else Status.MET if holds else Status.NOT_MET
