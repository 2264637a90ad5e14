"""How many different things there are, where not all is known of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.scheme.bounds import Bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sto_check.engine.fact import Fact, Value

    Values = tuple[Value, ...]


def distinct(known: Sequence[Fact], unknown: Sequence[Fact], names: Sequence[str]) -> tuple[int, int]:
    """Return the least and the most number of different facts, told apart by these attributes.

    Facts are one where all of these are known and equal; an empty name names nothing, so it equals no other. Of
    ``unknown`` facts it is not known whether they count. A fact with a value that is not known may be one that is
    counted already: the least leaves it out, unless it differs from all others in what is known of it.
    """
    counted: set[Values] = set()
    open_: list[Values] = []
    nameless = 0
    for values in _values(known, names):
        if "" in values:
            nameless += 1
        elif None in values:
            open_.append(values)
        else:
            counted.add(values)
    more: set[Values] = set()
    further = 0
    for values in _values(unknown, names):
        if "" in values or None in values:
            further += 1
        elif values not in counted:
            more.add(values)
    sure = nameless + len(counted)
    return sure + _apart(open_, counted), sure + len(open_) + further + len(more)


def _values(facts: Sequence[Fact], names: Sequence[str]) -> list[Values]:
    return [tuple(_name(fact.values[name]) for name in names) for fact in facts]


def _name(value: Value) -> Value:
    return None if isinstance(value, Bounds) else value


def _apart(open_: Sequence[Values], counted: set[Values]) -> int:
    """Count facts that for certain differ from every counted one and from each other, by what is known of them.

    They are taken one by one, those of which most is known first, so that their order in the document is of no account.
    """
    parts: list[dict[Value, set[Values]]] = [{} for _ in next(iter(counted), ())]
    for values in counted:
        for part, value in zip(parts, values, strict=True):
            part.setdefault(value, set()).add(values)
    found: list[Values] = []
    for values in sorted(set(open_), key=lambda one: (one.count(None), repr(one))):
        alike = [part.get(value, set()) for part, value in zip(parts, values, strict=bool(parts)) if value is not None]
        same = bool(counted) if not alike else bool(set.intersection(*alike))
        if not same and all(_differ(values, other) for other in found[:MOST_COMPARED]):
            found.append(values)
    return len(found[:MOST_COMPARED])


MOST_COMPARED = 100
"""How many partly known facts are held against each other; more than these count as possibly the same."""


def _differ(one: Values, other: Values) -> bool:
    return any(a != b for a, b in zip(one, other, strict=True) if None not in (a, b))
