"""What terms of the solver are where its variables have values, worked out here and not by the solver."""

from __future__ import annotations

import math
import operator
from typing import TYPE_CHECKING, Any

import z3

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_WORK_OUT: dict[int, Callable[..., Any]] = {
    z3.Z3_OP_AND: lambda *parts: all(parts),
    z3.Z3_OP_OR: lambda *parts: any(parts),
    z3.Z3_OP_ADD: lambda *parts: sum(parts),
    z3.Z3_OP_MUL: lambda *parts: math.prod(parts),
    z3.Z3_OP_NOT: operator.not_,
    z3.Z3_OP_UMINUS: operator.neg,
    z3.Z3_OP_ITE: lambda flag, one, other: one if flag else other,
    z3.Z3_OP_SUB: operator.sub,
    z3.Z3_OP_IDIV: operator.floordiv,
    z3.Z3_OP_EQ: operator.eq,
    z3.Z3_OP_DISTINCT: operator.ne,
    z3.Z3_OP_LE: operator.le,
    z3.Z3_OP_LT: operator.lt,
    z3.Z3_OP_GE: operator.ge,
    z3.Z3_OP_GT: operator.gt,
}


class Compiled:
    """Terms taken apart once, so that they can be worked out for many values; what they share is worked out once."""

    def __init__(self, terms: Sequence[Any]) -> None:
        self._at: dict[int, int] = {}
        self._steps: list[tuple[Callable[..., Any] | None, tuple[int, ...], Any]] = []
        self._kept: list[Any] = []
        self._roots = [term if isinstance(term, bool | int) else self._step(term) for term in terms]
        self._plain = [isinstance(term, bool | int) for term in terms]

    def of(self, variables: Mapping[str, int | bool]) -> list[Any]:
        """Return what each term is; raises KeyError for a variable without a value."""
        found: list[Any] = []
        for work_out, parts, fixed in self._steps:
            if work_out is None:
                found.append(variables[fixed] if isinstance(fixed, str) else fixed)
            else:
                found.append(work_out(*[found[part] for part in parts]))
        return [root if plain else found[root] for root, plain in zip(self._roots, self._plain, strict=True)]

    def _step(self, term: Any) -> int:
        """Return the position of a term among the steps; its parts go before it."""
        waiting = [term]
        while waiting:
            last = waiting[-1]
            parts = last.children()
            new = [part for part in parts if part.get_id() not in self._at]
            if new:
                waiting += new
                continue
            waiting.pop()
            if last.get_id() not in self._at:
                self._kept.append(last)  # an id is another term's once its own is gone
                self._steps.append(_read(last, tuple(self._at[part.get_id()] for part in parts)))
                self._at[last.get_id()] = len(self._steps) - 1
        return self._at[term.get_id()]


def _read(term: Any, parts: tuple[int, ...]) -> tuple[Callable[..., Any] | None, tuple[int, ...], Any]:
    kind = term.decl().kind()
    if kind == z3.Z3_OP_ANUM:
        return None, (), term.as_long()
    if kind in {z3.Z3_OP_TRUE, z3.Z3_OP_FALSE}:
        return None, (), kind == z3.Z3_OP_TRUE
    if kind == z3.Z3_OP_UNINTERPRETED:
        return None, (), term.decl().name()
    return _WORK_OUT[kind], parts, None


def plain(term: Any) -> int | bool:
    """Return the value of a term without variables."""
    value: int | bool = Compiled([term]).of({})[0]
    return value
