"""What terms of the solver are where its variables have values, worked out here and not by the solver."""

from __future__ import annotations

import math
import operator
from typing import TYPE_CHECKING, Any

import z3

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_OF_ALL: dict[int, Callable[[list[Any]], Any]] = {
    z3.Z3_OP_AND: all,
    z3.Z3_OP_OR: any,
    z3.Z3_OP_ADD: sum,
    z3.Z3_OP_MUL: math.prod,
    z3.Z3_OP_NOT: lambda parts: not parts[0],
    z3.Z3_OP_UMINUS: lambda parts: -parts[0],
    z3.Z3_OP_ITE: lambda parts: parts[1] if parts[0] else parts[2],
}
_OF_TWO: dict[int, Callable[[Any, Any], Any]] = {
    z3.Z3_OP_SUB: operator.sub,
    z3.Z3_OP_IDIV: operator.floordiv,
    z3.Z3_OP_EQ: operator.eq,
    z3.Z3_OP_DISTINCT: operator.ne,
    z3.Z3_OP_LE: operator.le,
    z3.Z3_OP_LT: operator.lt,
    z3.Z3_OP_GE: operator.ge,
    z3.Z3_OP_GT: operator.gt,
}


class Values:
    """Works out terms for one set of values, by the names of the variables; each part of a term once."""

    def __init__(self, variables: Mapping[str, int | bool]) -> None:
        self._variables = variables
        self._known: dict[int, Any] = {}

    def of(self, term: Any) -> Any:
        """Return what a term is; raises KeyError for a variable without a value or an operation that is not known."""
        if isinstance(term, bool | int):
            return term
        key = term.get_id()
        if key not in self._known:
            self._known[key] = self._made(term)
        return self._known[key]

    def _made(self, term: Any) -> Any:
        kind = term.decl().kind()
        if kind == z3.Z3_OP_ANUM:
            return term.as_long()
        if kind in {z3.Z3_OP_TRUE, z3.Z3_OP_FALSE}:
            return kind == z3.Z3_OP_TRUE
        if kind == z3.Z3_OP_UNINTERPRETED:
            return self._variables[term.decl().name()]
        parts = [self.of(part) for part in term.children()]
        return _OF_TWO[kind](*parts) if kind in _OF_TWO else _OF_ALL[kind](parts)
