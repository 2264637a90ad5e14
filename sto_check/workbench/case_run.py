"""Run all cases of a scheme: those that do not come out with the rules that cause it, and those that cannot run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sto_check.decision.round import Round
from sto_check.engine.errors import EngineError
from sto_check.engine.status import Status
from sto_check.text.errors import StoCheckError
from sto_check.workbench.cases import Unusable, read_cases, run_case

if TYPE_CHECKING:
    from sto_check.decision.decision import Decision
    from sto_check.scheme.scheme import Scheme
    from sto_check.workbench.cases import Case, Difference

DECISION = "decision"


class Failure(NamedTuple):
    """A case that does not come out: in what it differs, and the ids of the rules that cause it."""

    case: Case
    differences: tuple[Difference, ...]
    causes: tuple[str, ...]


class CaseRun(NamedTuple):
    """What became of the cases: how many could be run, those that did not come out, and those that cannot be used."""

    ran: int
    failures: tuple[Failure, ...]
    unusable: tuple[Unusable, ...]

    @property
    def passed(self) -> bool:
        """Whether every case could be run and came out."""
        return not self.failures and not self.unusable


def run_all(scheme: Scheme) -> CaseRun:
    """Run every case beside the rules that can be run.

    Raises EngineError where the two readings of a rule differ: that is a fault of the tool, not of a case.
    """
    cases, unusable = read_cases(scheme, Path(scheme.folder) / "cases")
    failures: list[Failure] = []
    ran = 0
    for case in cases:
        try:
            answer, differences = run_case(case, scheme)
        except EngineError:
            raise
        except StoCheckError as error:
            unusable.append(Unusable(case.entry.name, case.place, error.problems))
            continue
        ran += 1
        if differences:
            failures.append(Failure(case, tuple(differences), _causes(case, answer, differences)))
    return CaseRun(ran, tuple(failures), tuple(unusable))


def _causes(case: Case, answer: Decision | Round, differences: list[Difference]) -> tuple[str, ...]:
    """Return the rules that come out otherwise than expected, or else those that lead to the decision found."""
    named = tuple(one.of for one in differences if one.of != DECISION)
    if named or isinstance(answer, Round):
        return named
    entry = next(entry for entry in answer.scheme.decision.policy if entry.id == answer.verdict)
    expected = {rule_id for rule_id, status in case.entry.expect.items() if status.gravity < Status.MET.gravity}
    leading = [one.rule.id for one in answer.outcomes if entry.when is not None and one.leads_to == entry.when]
    unexpected = [rule_id for rule_id in leading if rule_id not in expected]
    return tuple(dict.fromkeys(unexpected or leading)) or (DECISION,)
