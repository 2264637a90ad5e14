"""Whether the changes that no case notices make a difference, for any application of the shape of a base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.proof.changed_rule import difference
from sto_check.proof.shape import Shape
from sto_check.workbench.mutation import mutants_of
from sto_check.workbench.proving import bases_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.proof.changed_rule import Difference
    from sto_check.scheme.scheme import Scheme
    from sto_check.workbench.mutation import Survivor


def differences_of(
    scheme: Scheme, survivors: Iterable[Survivor]
) -> tuple[list[tuple[Survivor, Difference]], dict[str, int]]:
    """Return each survivor with what is proven of it, and of how many fields of each base any value was considered.

    A survivor of a rule of the round has no proof. Raises CaseError where there are no bases.
    """
    shapes = [Shape(scheme, None, document) for document in bases_of(scheme)]
    mutants = {  # where values differ from base to base, the first one counts
        (mutant.rule_id, mutant.change): mutant
        for shape in reversed(shapes)
        for rule in shape.record.rules.values()
        if rule.require is not None
        for mutant in mutants_of(rule)
    }
    found = []
    for survivor in survivors:
        mutant = mutants.get((survivor.rule_id, survivor.change))
        if mutant is not None:
            found.append((survivor, difference(mutant.rule_id, mutant.where, mutant.require, shapes)))
    return found, {shape.name: len(shape.fields) for shape in shapes}
