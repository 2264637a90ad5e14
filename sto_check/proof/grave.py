"""What stands in the way of a subsidy: outcomes that lead to refusal, to a supplement or to an assessor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.proof.algebra import some

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.decision.decision import Decision
    from sto_check.engine.outcome import Outcome
    from sto_check.proof.algebra import Flag
    from sto_check.proof.reading import Said
    from sto_check.scheme.entries import Consequence

GRAVE: tuple[Consequence, ...] = ("refuse", "supplement", "assess")
"""The consequences that stand in the way, the gravest first."""


def grave_outcomes(decision: Decision) -> list[Outcome]:
    """Return the outcomes that were computed and stand in the way."""
    return [one for one in decision.outcomes if one.leads_to in GRAVE and one.rule.require is not None]


def grave_rules(decision: Decision) -> list[str]:
    """Return the rules of those outcomes, each once, in their order."""
    return list(dict.fromkeys(one.rule.id for one in grave_outcomes(decision)))


def are_grave(said: Iterable[Said]) -> Flag:
    """Return where at least one of these stands in the way."""
    return some(one.leads_to(consequence) for one in said for consequence in GRAVE)
