"""Yes or no and whole numbers as terms for the solver; what is known already is worked out here, and is no term.

A flag is True, False or a term that is one of them; a whole number is an int or a term. Most of a document stays as it
is, so that most of what is built here never reaches the solver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import z3

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Flag = Any
"""True, False or a term of the solver."""
Whole = Any
"""An int or a term of the solver."""


def every(parts: Iterable[Flag]) -> Flag:
    """Return whether all hold; True where there are none."""
    return _joined(parts, z3.And, settles=False)


def some(parts: Iterable[Flag]) -> Flag:
    """Return whether at least one holds; False where there are none."""
    return _joined(parts, z3.Or, settles=True)


def _joined(parts: Iterable[Flag], join: Callable[..., Flag], *, settles: bool) -> Flag:
    """Join flags; one that settles the whole settles it, one that says nothing is left out."""
    terms = []
    for part in parts:
        if not isinstance(part, bool):
            terms.append(part)
        elif part is settles:
            return settles
    return join(*terms) if len(terms) > 1 else terms[0] if terms else not settles


def no(flag: Flag) -> Flag:
    """Return whether it does not hold."""
    return not flag if isinstance(flag, bool) else z3.Not(flag)


def alike(one: Flag, other: Flag) -> Flag:
    """Return where two flags are the same."""
    if isinstance(one, bool) or isinstance(other, bool):
        return some([every([one, other]), every([no(one), no(other)])])
    return True if one.eq(other) else one == other


def pick(flag: Flag, one: Whole, other: Whole) -> Whole:
    """Return the one number where the flag holds, and the other where not."""
    if isinstance(flag, bool):
        return one if flag else other
    if isinstance(one, int) and isinstance(other, int):
        return one if one == other else z3.If(flag, z3.IntVal(one), z3.IntVal(other))
    return z3.If(flag, one, other)


def pick_flag(flag: Flag, one: Flag, other: Flag) -> Flag:
    """Return the one flag where the first holds, and the other where not."""
    if isinstance(flag, bool):
        return one if flag else other
    return one if one is other else some([every([flag, one]), every([no(flag), other])])


def added(parts: Iterable[Whole]) -> Whole:
    """Return the sum; 0 where there are none."""
    known, terms = 0, []
    for part in parts:
        if isinstance(part, int):
            known += part
        else:
            terms.append(part)
    return z3.Sum(*terms, known) if terms else known


def times(value: Whole, factor: int) -> Whole:
    """Return a number so many times."""
    return value * factor if factor != 1 else value
