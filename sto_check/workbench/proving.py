"""What a proof of a scheme starts from: the bases of its cases, and what its cases about one application decide."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sto_check.decision.round import Round
from sto_check.documents.read import read_file
from sto_check.text.problems import problem
from sto_check.workbench.cases import CaseError, load_cases, run_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.decision.decision import Decision
    from sto_check.documents.document import Document
    from sto_check.scheme.scheme import Scheme


def bases_of(scheme: Scheme) -> list[Document]:
    """Return the applications that the cases of a scheme start from; raises CaseError where there are none."""
    folder = Path(scheme.folder) / "cases" / "bases"
    bases = [read_file(path) for path in sorted(folder.glob("*.yaml"))]
    if not bases:
        raise CaseError(
            problem(
                "no-bases",
                f"{scheme.id} heeft geen aanvragen in cases/bases.",
                f"{scheme.id} has no applications in cases/bases.",
                None,
                "Een bewijs gaat uit van de vorm van een aanvraag; zet er daar een neer.",
                "A proof starts from the shape of an application; put one there.",
            )
        )
    return bases


def decisions_of_cases(scheme: Scheme) -> Iterator[tuple[str, Decision]]:
    """Yield the decision of each case about one application that nobody judged, by its name; raises CaseError."""
    for case in load_cases(scheme, Path(scheme.folder) / "cases"):
        if not case.entry.judgements and not case.entry.round:
            answer, _ = run_case(case, scheme)
            if not isinstance(answer, Round):
                yield case.entry.name, answer
