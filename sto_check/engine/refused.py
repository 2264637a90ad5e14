"""Rules that the engine does not take, found before an application is checked with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.engine.checker import Checker
from sto_check.scheme.errors import RuleTooLongError
from sto_check.scheme.value_sets import value_sets

if TYPE_CHECKING:
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.errors import Problem


def refused_rules(scheme: Scheme) -> list[Problem]:
    """Make the scheme ready for every set of values that it has on some day; return what durable-rules refuses."""
    found: dict[str, Problem] = {}
    for values in value_sets(scheme):
        for scope in ("application", "round"):
            try:
                Checker(scheme, values, scope)
            except RuleTooLongError as error:
                found.update((problem.says.nl, problem) for problem in error.problems)
    return list(found.values())
