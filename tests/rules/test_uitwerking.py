"""The detailed plan after the grant: its cases, its samples, and the errors of reading that are no rule's business."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from sto_check.decision.check import check
from sto_check.documents.read import read_file
from sto_check.forms.errors import ApplicationError
from sto_check.forms.load import load_application
from sto_check.scheme.derived import derivation
from sto_check.scheme.load import load_scheme
from sto_check.workbench.cases import load_cases, load_scheme_for_cases, results
from sto_check.workbench.coverage import measure_coverage
from sto_check.workbench.mutation import mutate_rules

ROOT = Path(__file__).parents[2]
CASES = ROOT / "rules" / "sto-2025-2028-uitwerking" / "cases"
SCHEME = load_scheme("sto-2025-2028-uitwerking")
WITH_TERM = load_scheme_for_cases("sto-2025-2028-uitwerking")
"""The scheme with a made-up term for 2029, so that the cases can be in time and too late."""
ALL = load_cases(WITH_TERM, CASES)
SAMPLES = sorted((ROOT / "samples" / "uitwerking").glob("*.yaml"))
EXPECTED = re.compile(
    r"^# Verwacht:\n#   beslissing: (?P<decision>.+)\n"
    r"#   niet voldaan: (?P<not_met>.+)\n#   onbekend: (?P<unknown>.+)\n",
    re.MULTILINE,
)


def test_the_conditions_after_the_grant_have_rules_and_none_of_them_refuses() -> None:
    assert [rule.id for rule in SCHEME.rules] == [
        "STO-G1a", "STO-G1b", "STO-G1c", "STO-G1d", "STO-G1e", "STO-G1f", "STO-G1g", "STO-G1h", "STO-G1i",
        "STO-G2a", "STO-G2b", "STO-G2c", "STO-G2d", "STO-G2e", "STO-G2f", "STO-G2g", "STO-G2h", "STO-G2i",
        "STO-G3", "STO-G3b", "STO-G3c", "STO-G3d",
        "STO-G4a", "STO-G4b", "STO-G4c", "STO-G4d", "STO-G4e", "STO-G4f", "STO-G4g", "STO-G4h",
        "STO-G4i", "STO-G4j", "STO-G4k", "STO-G4l", "STO-G4m", "STO-G4n", "STO-G4o", "STO-G4p",
    ]  # fmt: skip
    assert {rule.otherwise for rule in SCHEME.rules} == {"supplement", "assess"}
    assert "refuse" not in {rule.unknown for rule in SCHEME.rules}


def test_cases_reach_every_boundary_and_notice_every_change() -> None:
    assert [rule for rule in measure_coverage(WITH_TERM, ALL) if not rule.complete] == []
    report = mutate_rules(WITH_TERM, ALL)
    assert (report.unexplained, report.stale) == ([], ())


@pytest.mark.parametrize("received", ["2025-01-01", "2028-10-01", "2029-03-30"])
def test_the_term_for_2029_is_in_no_source_so_no_day_is_in_time(received: str) -> None:
    tree = read_file(CASES / "bases" / "derde.yaml").tree
    assert isinstance(tree, dict)
    decision = check(load_application(tree | {"ontvangen": received}, "uitwerking"), SCHEME, variant="extension-2029")
    (outcome,) = [outcome for outcome in decision.outcomes if outcome.rule.id == "STO-G1f"]
    assert (outcome.status, decision.verdict) == ("unknown", "assess")


@pytest.mark.parametrize("period", ["2025-2026", "2027-2028"])
def test_a_last_day_rests_on_the_form_and_on_the_planning(period: str) -> None:
    parameter = SCHEME.head.parameters[f"inlevering.{period}"]
    assert [basis.ask.split("/")[0] for basis in parameter.basis] == ["F-PLAN", "STO-PLAN"]


def _ids(written: str) -> set[str]:
    return set() if written == "geen" else set(written.split(", "))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample_leads_to_what_its_comment_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    said = EXPECTED.search(text)
    assert said is not None
    assert f"sto-check check samples/uitwerking/{path.name} --scheme sto-2025-2028-uitwerking\n" in text
    decision = check(load_application(path, "uitwerking"), SCHEME)
    found = results(decision)
    assert decision.title.nl == said["decision"]
    assert {rule for rule, result in found.items() if result == "not_met"} == _ids(said["not_met"])
    assert {rule for rule, result in found.items() if result == "unknown"} == _ids(said["unknown"])


def test_there_is_a_sound_sample_and_one_with_defects() -> None:
    assert [path.stem for path in SAMPLES] == ["gebreken", "volledig"]


def base() -> dict[str, Any]:
    tree = read_file(CASES / "bases" / "eerste.yaml").tree
    assert isinstance(tree, dict)
    return tree


def problems(tree: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(ApplicationError) as caught:
        load_application(tree, "uitwerking")
    return {problem.path: problem.code for problem in caught.value.problems}


def test_references_within_the_document_must_lead_somewhere_and_all_are_told_at_once() -> None:
    tree = base()
    tree["hoofdlijnen"]["activiteiten"][0]["doelstellingen"] = ["aanbodd"]
    tree["activiteiten"][0]["doelstellingen"] = ["d9"]
    tree["activiteiten"][1]["id"] = "a1"
    tree["begroting"]["kosten"][0]["activiteit"] = "a9"
    tree["tijdvak"] = "2025-2027"
    assert problems(tree) == {
        "hoofdlijnen.activiteiten[0].doelstellingen[0]": "unknown-reference",
        "activiteiten[0].doelstellingen[0]": "unknown-reference",
        "activiteiten[1].id": "repeated-name",
        "begroting.kosten[0].activiteit": "unknown-reference",
        "begroting.kosten[1].activiteit": "unknown-reference",
        "tijdvak": "unknown-word",
    }


def test_a_problem_has_its_place_in_the_file(tmp_path: Path) -> None:
    text = (CASES / "bases" / "eerste.yaml").read_text(encoding="utf-8")
    path = tmp_path / "plan.yaml"
    path.write_text(
        text.replace("doelstellingen: [d2], doelgroepen", "doelstellingen: [d22], doelgroepen"), encoding="utf-8"
    )
    with pytest.raises(ApplicationError) as caught:
        load_application(path, "uitwerking")
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert "[d22]" in path.read_text(encoding="utf-8").splitlines()[problem.place.line - 1]
    assert problem.hint is not None
    assert problem.hint.nl == "Bedoelt u d2?"


def test_no_part_of_the_outline_may_be_called_geen() -> None:
    tree = base()
    tree["hoofdlijnen"]["doelstellingen"][2]["id"] = "geen"
    tree["hoofdlijnen"]["activiteiten"][2]["doelstellingen"] = ["geen"]
    assert problems(tree) == {"hoofdlijnen.doelstellingen[2].id": "reserved-name"}


def test_an_origin_that_is_not_in_the_outline_is_a_finding_and_no_error() -> None:
    tree = base()
    tree["doelstellingen"][0]["hoofdlijn"] = "nergens"
    decision = check(load_application(tree, "uitwerking"), SCHEME)
    assert results(decision)["STO-G2a"] == "not_met"


@pytest.mark.parametrize(
    ("years", "periods"),
    [
        (["2025"], ["2025-2026"]),
        (["2026", "2027"], ["2025-2026", "2027-2028"]),
        (["2028"], ["2027-2028"]),
        (["2024", "2030"], []),
        (["2028", "2029"], ["2027-2028", "2029"]),
        ([], None),
        (None, None),
    ],
)
def test_the_periods_of_an_activity_follow_from_its_years(years: list[str] | None, periods: list[str] | None) -> None:
    work_out = derivation(load_scheme("sto-2025-2028-uitwerking").kinds["hoofdactiviteit"].attributes["tijdvakken"])
    assert work_out is not None
    outline = {"hoofdlijnen": {"activiteiten": [{"id": "a", "jaren": years}]}}
    content: Any = load_application(outline, "uitwerking").content
    assert work_out(content.hoofdlijnen.activiteiten[0]) == periods
