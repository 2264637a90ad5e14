"""Where the limit of each rule lies in a document that meets it: up to which value it still does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import z3

from sto_check.proof.algebra import every, no
from sto_check.proof.errors import NotSaidError
from sto_check.proof.fields import first_of_columns
from sto_check.proof.search import TooHardError, end_of
from sto_check.proof.variables import variables_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sto_check.proof.algebra import Flag
    from sto_check.proof.fields import Field
    from sto_check.proof.shape import Shape
    from sto_check.proof.spot import Spot


class Edge(NamedTuple):
    """A number of a document that meets a rule: all else as it is, the rule is met up to ``most``, and from ``least``.

    None where the rule is met however high, or however low.
    """

    rule_id: str
    document: str
    spot: Spot
    least: int | None
    most: int | None


def edges(shapes: Sequence[Shape]) -> list[Edge]:
    """Return where the limits of rules lie, of each rule in the first of these documents that meets it.

    Of the rows of a table the first is taken. What cannot be told to the solver, or is not settled, is left out.
    """
    found: list[Edge] = []
    rules = dict.fromkeys(rule_id for shape in shapes for rule_id in shape.record.rules)
    for rule_id in rules:
        for shape in shapes:
            try:
                own = list(_of_rule(rule_id, shape))
            except (NotSaidError, TooHardError):
                continue
            if own:
                found += own
                break
    return found


def _of_rule(rule_id: str, shape: Shape) -> Iterator[Edge]:
    met = every(no(flag) for one in shape.said(rule_id) for flag in (one.not_met, one.unknown))
    names = variables_in([met])
    if isinstance(met, bool) or not _holds(met, shape.fields):
        return
    numbers = (one for one in shape.fields if one.number is not None and one.spot.now is not None)
    for field in first_of_columns(one for one in numbers if names & set(one.names)):
        others = [pair for one in shape.fields if one is not field for pair in one.as_it_stands()]
        alone = z3.simplify(z3.substitute(every([*shape.rules, field.given, no(met)]), *others))
        least, most = (_last(alone, field, up=up) for up in (False, True))
        if least is not None or most is not None:
            yield Edge(rule_id, shape.name, field.spot, least, most)


def _holds(flag: Flag, fields: Sequence[Field]) -> bool:
    stands = [pair for field in fields for pair in field.as_it_stands()]
    return bool(z3.is_true(z3.simplify(z3.substitute(flag, *stands))))


def _last(fails: Flag, field: Field, *, up: bool) -> int | None:
    """Return the last value, up or down from where it stands, before the first for which this holds; None without."""
    now, number = field.spot.now, field.variable
    first = end_of([fails, number > now if up else number < now], number, up=not up)
    return None if first is None else first - 1 if up else first + 1
