"""Of each number a document asks: which rules more of it can make worse, and which less of it can."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import z3

from sto_check.proof.algebra import no
from sto_check.proof.errors import NotSaidError
from sto_check.proof.fields import first_of_columns
from sto_check.proof.grave import are_grave
from sto_check.proof.search import TooHardError, possible
from sto_check.proof.spot import NUMBERS
from sto_check.proof.variables import variables_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sto_check.proof.algebra import Flag
    from sto_check.proof.fields import Field
    from sto_check.proof.shape import Shape


class Direction(NamedTuple):
    """A number, by the way to its field, and the rules that lead somewhere grave once it is one more, or one less.

    The rules in ``open`` could not be settled.
    """

    column: tuple[str, ...]
    more: tuple[str, ...]
    less: tuple[str, ...]
    open: tuple[str, ...]


def directions(shapes: Sequence[Shape]) -> list[Direction]:
    """Return for each amount, number and day of documents of these shapes what more and less of it can make worse."""
    found: dict[tuple[str, ...], Direction] = {}
    for shape in shapes:
        for direction in _of_shape(shape):
            before = found.get(direction.column, Direction(direction.column, (), (), ()))
            joined = (tuple(dict.fromkeys([*one, *two])) for one, two in zip(before[1:], direction[1:], strict=True))
            found[direction.column] = Direction(direction.column, *joined)
    return list(found.values())


def _of_shape(shape: Shape) -> Iterator[Direction]:
    grave: dict[str, Flag] = {}
    open_ = []
    for rule_id in shape.record.rules:
        try:
            flag = are_grave(shape.said(rule_id))
        except NotSaidError:
            open_.append(rule_id)
            continue
        if not isinstance(flag, bool):
            grave[rule_id] = flag
    names = {rule_id: variables_in([flag]) for rule_id, flag in grave.items()}
    for field in first_of_columns(one for one in shape.fields if one.number is not None):
        rules = [rule_id for rule_id in grave if names[rule_id] & set(field.names)]
        more, less, hard = [], [], [*open_]
        for rule_id in rules:
            try:
                if _worse(shape, field, grave[rule_id], 1):
                    more.append(rule_id)
                if _worse(shape, field, grave[rule_id], -1):
                    less.append(rule_id)
            except TooHardError:
                hard.append(rule_id)
        yield Direction(field.spot.column, tuple(more), tuple(less), tuple(hard))


def _worse(shape: Shape, field: Field, grave: Flag, step: int) -> bool:
    """Whether for some document a rule leads somewhere grave with a number so much more, and does not without."""
    low, high = NUMBERS[field.spot.sort]
    then = z3.substitute(grave, (field.variable, field.variable + step))
    within = [field.variable + step >= low, field.variable + step <= high]
    return possible([*shape.rules, field.given, no(grave), then, *within])
