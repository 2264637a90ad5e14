"""What changed between two checks of the same document: outcomes that are another, and the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sto_check.decision.decision import Decision
    from sto_check.engine.outcome import Outcome
    from sto_check.engine.status import Status


class Change(NamedTuple):
    """An outcome that is another than before; ``before`` is None where there was none, ``now`` where there is none."""

    before: Outcome | None
    now: Outcome | None

    @property
    def outcome(self) -> Outcome:
        """The outcome as it is now, or else as it was."""
        found = self.now or self.before
        assert found is not None
        return found

    @property
    def status_before(self) -> Status | None:
        """What it was; None where there was none."""
        return self.before.status if self.before else None


def changes(before: Decision, now: Decision) -> list[Change]:
    """Return the outcomes that are another, by rule and subject, in the order of the rules; those that went come last.

    An outcome of the same status with another reason is not a change.
    """
    old, new = (_by_subject(decision) for decision in (before, now))
    changed = [
        Change(old.get(key), outcome)
        for key, outcome in new.items()
        if key not in old or old[key].status != outcome.status
    ]
    return changed + [Change(outcome, None) for key, outcome in old.items() if key not in new]


def _by_subject(decision: Decision) -> dict[tuple[str, str, str], Outcome]:
    return {(one.rule.id, one.subject.kind, one.subject.id): one for one in decision.outcomes}
