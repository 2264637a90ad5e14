"""The variables that terms of the solver hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import z3

if TYPE_CHECKING:
    from collections.abc import Iterable


def variables_in(terms: Iterable[Any]) -> set[str]:
    """Return the names of the variables in terms; what is known already has none."""
    found: set[str] = set()
    seen: set[int] = set()
    waiting = [term for term in terms if not isinstance(term, bool | int)]
    while waiting:
        term = waiting.pop()
        if term.get_id() in seen:
            continue
        seen.add(term.get_id())
        if z3.is_const(term) and term.decl().kind() == z3.Z3_OP_UNINTERPRETED:
            found.add(term.decl().name())
        waiting += term.children()
    return found
