"""How far a document is: what of each part is answered, and what rules still wait for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sto_check import check, load_application, load_scheme
from sto_check.decision.progress import Progress, progress_of
from sto_check.documents.read import read_file
from sto_check.forms.convert import convert
from tests.cli.conftest import SAMPLES
from tests.subsidies import ENERGY, GARDENS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.subsidies import Subsidy

SCHEME = load_scheme("sto-2025-2028")
DRAFT = SAMPLES / "techniekregio-vroeg-concept.yaml"


def progress(source: Any) -> Progress:
    return progress_of(check(load_application(source, SCHEME.form), SCHEME))


def part(found: Progress, name: str) -> Any:
    return next(one for one in found.parts if one.name == name)


def test_a_whole_application_waits_for_nothing_of_the_applicant() -> None:
    found = progress(SAMPLES / "techniekregio-volledig.yaml")
    assert found.number_open == 0
    assert found.to_judge == tuple(f"STO-J{number}" for number in range(1, 7))
    assert part(found, "begroting.kosten").rows == 147
    assert [one.called for one in found.by_office] == ["begroting.maximum"]


def test_of_a_draft_each_part_tells_what_is_open() -> None:
    found = progress(DRAFT)
    applicant = part(found, "aanvrager")
    assert (applicant.answered, applicant.asked) == (0, 2)
    assert [one.paths for one in applicant.open] == [("aanvrager.bevoegd_gezag_nummer",), ("aanvrager.naam",)]
    brin = next(one for one in part(found, "partners").open if one.called == "brin")
    assert len(brin.paths) == 2
    assert all(path.startswith("partners[") for path in brin.paths)
    assert "ontvangen" in [one.called for one in found.by_office]
    everything = [path for one in found.parts for open_ in one.open for path in open_.paths]
    assert "visie" not in everything
    assert "visie.definitie" in everything
    assert len(everything) == len(set(everything))


def test_an_answer_closes_its_question() -> None:
    tree: Any = read_file(DRAFT).tree
    before = progress(tree)
    tree["aanvrager"] = {"naam": "Stichting Een", "bevoegd_gezag_nummer": "90214"}
    after = progress(tree)
    assert part(after, "aanvrager").open == ()
    assert part(after, "aanvrager").answered == 2
    assert after.number_open == before.number_open - 2


def test_in_a_workbook_parts_are_sheets_and_questions_have_their_words(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(convert(load_application(DRAFT, SCHEME.form), ".xlsx"))
    found = progress(path)
    assert [one.name for one in found.parts][:3] == ["Regio", "Visie", "Overeenkomst"]
    called = [one.called for one in part(found, "Regio").open]
    assert "Aanvrager: bevoegd gezag nummer" in called
    assert found.number_open == progress(DRAFT).number_open


@pytest.mark.parametrize("subsidy", [ENERGY, GARDENS], ids=["energy", "gardens"])
def test_another_subsidy_has_its_own_parts(subsidy: Subsidy) -> None:
    scheme = subsidy.scheme()
    tree: Any = read_file(subsidy.application).tree
    whole = progress_of(check(load_application(tree, scheme.form), scheme))
    empty = progress_of(check(load_application({"regeling": subsidy.name}, scheme.form), scheme))
    assert whole.number_open == 0
    assert empty.number_open > 3
    assert "ontvangen" in [one.called for one in empty.by_office]
    assert {one.name for one in empty.parts} == {one.name for one in whole.parts}
