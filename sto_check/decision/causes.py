"""Why outcomes are unknown, each cause once: of an absent budget many rules say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.engine.status import Status
from sto_check.engine.waiting import reason_of, remedy_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.engine.outcome import Lack, Outcome
    from sto_check.text.language import Text


class Cause(NamedTuple):
    """What is missing or contradicts itself, and the outcomes that are unknown for that and nothing else."""

    lacks: tuple[Lack, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that wait for it, in their order."""
        return tuple(dict.fromkeys(outcome.rule.id for outcome in self.outcomes))

    @property
    def reason(self) -> Text:
        """What is missing, or where the document contradicts itself."""
        return reason_of(self.lacks)

    @property
    def remedy(self) -> Text:
        """What to do, once for all of these outcomes: as their rules say it, where they all say the same."""
        said = {outcome.explanation.remedy for outcome in self.outcomes}
        return said.pop() if len(said) == 1 else remedy_of(self.lacks)


def causes_of(outcomes: Iterable[Outcome]) -> list[Cause]:
    """Return what outcomes that are unknown wait for: what most of them wait for comes first.

    Outcomes that wait for the same parts have one cause, in whatever order their rules ask for these.
    """
    found: dict[frozenset[str], tuple[tuple[Lack, ...], list[Outcome]]] = {}
    for outcome in outcomes:
        waits = outcome.status == Status.UNKNOWN and not outcome.is_set_aside
        lacks = outcome.explanation.lacks if waits else ()
        if lacks:
            found.setdefault(frozenset(one.name for one in lacks), (lacks, []))[1].append(outcome)
    causes = [Cause(lacks, tuple(waiting)) for lacks, waiting in found.values()]
    return sorted(causes, key=lambda cause: -len(cause.outcomes))
