"""The variables that terms of the solver hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import z3
from z3 import z3core

if TYPE_CHECKING:
    from collections.abc import Iterable


def variables_in(terms: Iterable[Any]) -> set[str]:
    """Return the names of the variables in terms; what is known already has none.

    It asks the solver itself for the parts of a term: objects for each of them take four times as long.
    """
    whole = [term for term in terms if not isinstance(term, bool | int)]  # holds their parts, too
    context = z3.main_ctx().ref()
    found: set[str] = set()
    seen: set[int] = set()
    waiting = [z3core.Z3_to_app(context, term.as_ast()) for term in whole]
    while waiting:
        term = waiting.pop()
        number = z3core.Z3_get_ast_id(context, term)
        if number in seen:
            continue
        seen.add(number)
        parts = z3core.Z3_get_app_num_args(context, term)
        if not parts:
            declared = z3core.Z3_get_app_decl(context, term)
            if z3core.Z3_get_decl_kind(context, declared) == z3.Z3_OP_UNINTERPRETED:
                found.add(z3core.Z3_get_symbol_string(context, z3core.Z3_get_decl_name(context, declared)))
        inside = (z3core.Z3_get_app_arg(context, term, position) for position in range(parts))
        waiting += [z3core.Z3_to_app(context, part) for part in inside]
    return found
