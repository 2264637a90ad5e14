"""Whether a change of a rule makes a difference for some application of a shape, and for which smallest one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from sto_check.engine.reading import status_of, test_of
from sto_check.proof.algebra import some
from sto_check.proof.errors import NotSaidError, ProofFaultError
from sto_check.proof.search import Search, TooHardError
from sto_check.scheme.condition import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sto_check.engine.resolve import ResolvedRule
    from sto_check.proof.search import Found
    from sto_check.proof.shape import Shape
    from sto_check.scheme.condition import Condition


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
    facts = shape.reading.facts_of(rule.rule.kind)
    differ = some(shape.reading.said(rule, fact).differs(shape.reading.said(changed, fact)) for fact in facts)
    changes = None if differ is False else Search(shape.fields, shape.rules, [differ], shape.day).first()
    if changes is None:
        return None
    _, decision = shape.changed(changes)
    types = shape.record.scheme.types[rule.rule.kind]
    read = [(test_of(one.where, types), test_of(one.require or ALWAYS, types)) for one in (rule, changed)]
    now = decision.record.facts.get(rule.rule.kind, [])
    if all(status_of(*read[0], fact.values) == status_of(*read[1], fact.values) for fact in now):
        raise ProofFaultError([rule.rule.id])
    return Difference("differs", shape.name, tuple(changes))
