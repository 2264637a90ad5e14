"""The first period, 2020-2024: its two schemes, every case beside their rules, and what their samples lead to."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from sto_check.decision.check import check
from sto_check.documents.read import read_file
from sto_check.forms.errors import ApplicationError
from sto_check.forms.load import load_application
from sto_check.reports.rule_list import condition_of
from sto_check.scheme.load import load_scheme
from sto_check.scheme.parameters import parameter_on
from sto_check.workbench.cases import load_cases, load_scheme_for_cases, results, run_cases
from sto_check.workbench.coverage import measure_coverage
from sto_check.workbench.mutation import mutate_rules

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples" / "sto-2020-2024"
SCHEMES = {name: load_scheme_for_cases(name) for name in ("sto-2020-2024", "sto-2020-2024-eindrapportage")}
CASES = {name: load_cases(scheme, ROOT / "rules" / name / "cases") for name, scheme in SCHEMES.items()}
EXPECTED = re.compile(
    r"^# Verwacht:\n#   beslissing: (?P<decision>.+)\n"
    r"#   niet voldaan: (?P<not_met>.+)\n#   onbekend: (?P<unknown>.+)\n",
    re.MULTILINE,
)

both = pytest.mark.parametrize("name", SCHEMES)


@both
def test_every_case_comes_out(name: str) -> None:
    assert run_cases(CASES[name], SCHEMES[name]) == []


@both
def test_every_rule_is_met_not_met_and_unknown_in_some_case(name: str) -> None:
    for rule in SCHEMES[name].rules:
        reached = {case.entry.expect.get(rule.id) for case in CASES[name]}
        assert {"met", "not_met", "unknown"} <= reached, rule.id


@both
def test_cases_reach_every_boundary_and_notice_every_change(name: str) -> None:
    scheme, cases = SCHEMES[name], CASES[name]
    assert [rule for rule in measure_coverage(scheme, cases) if not rule.complete] == []
    report = mutate_rules(scheme, cases)
    assert report.mutants > 50
    assert report.unexplained == []


@both
def test_case_names_are_unique(name: str) -> None:
    names = [case.entry.name for case in CASES[name]]
    assert len(names) == len(set(names))


def test_every_condition_of_the_first_period_has_a_rule() -> None:
    conditions = {name: {condition_of(rule) for rule in scheme.rules} for name, scheme in SCHEMES.items()}
    assert conditions["sto-2020-2024"] == {f"H{number}" for number in (1, 2, 3, 4, 5, 6, 10, 13)}
    assert conditions["sto-2020-2024-eindrapportage"] == {"H5", "H6", "H7", "H8", "H9", "H11", "H12"}


def test_no_rule_id_stands_in_both_schemes() -> None:
    ids = [rule.id for scheme in SCHEMES.values() for rule in scheme.rules]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("day", "last_day", "percent"),
    [
        (date(2019, 3, 1), date(2023, 12, 31), (1, 10)),
        (date(2021, 5, 26), date(2023, 12, 31), (1, 10)),
        (date(2021, 5, 27), date(2024, 7, 31), (1, 10)),
        (date(2022, 7, 6), date(2024, 7, 31), (1, 10)),
        (date(2022, 7, 7), date(2024, 7, 31), (3, 40)),
        (date(2023, 7, 18), date(2024, 7, 31), (3, 40)),
        (date(2023, 7, 19), date(2024, 12, 31), (3, 40)),
    ],
)
def test_values_change_on_the_days_the_sources_give(day: date, last_day: date, percent: tuple[int, int]) -> None:
    parameters = SCHEMES["sto-2020-2024"].head.parameters
    spending, co_financing = parameters["besteding.laatste_dag"], parameters["cofinanciering.aandeel"]
    assert parameter_on("besteding.laatste_dag", spending, day, None) == last_day.toordinal()
    assert parameter_on("cofinanciering.aandeel", co_financing, day, None) == percent


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_sample_leads_to_what_its_comment_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = EXPECTED.search(text)
    assert expected is not None, "a sample says what to expect"
    tree = read_file(path).tree
    assert isinstance(tree, dict)
    scheme = load_scheme(tree["regeling"])
    assert f"sto-check check samples/sto-2020-2024/{path.name} --scheme {scheme.id}\n" in text
    decision = check(load_application(path, scheme.form), scheme)
    found = results(decision)
    assert decision.title.nl == expected["decision"]
    for status in ("not_met", "unknown"):
        said = [] if expected[status] == "geen" else expected[status].split(", ")
        assert [rule for rule, one in found.items() if one == status] == said


@pytest.mark.parametrize("received", ["2024-12-01", "2024-12-31", "2025-03-18", "2025-12-31"])
def test_the_term_of_the_final_report_is_in_no_source_so_no_day_is_in_time(received: str) -> None:
    tree = read_file(SAMPLES / "eindrapportage.yaml").tree
    assert isinstance(tree, dict)
    scheme = load_scheme("sto-2020-2024-eindrapportage")
    decision = check(load_application(tree | {"ontvangen": received}, "eindrapportage"), scheme)
    (outcome,) = [outcome for outcome in decision.outcomes if outcome.rule.id == "STO-H11"]
    assert (outcome.status, decision.verdict) == ("unknown", "assess")


def test_a_report_one_cent_short_says_so() -> None:
    application = load_application(SAMPLES / "eindrapportage-gebreken.yaml", "eindrapportage")
    decision = check(application, SCHEMES["sto-2020-2024-eindrapportage"])
    (short,) = [outcome for outcome in decision.with_status("not_met") if outcome.rule.id == "STO-H9"]
    assert "€\N{NO-BREAK SPACE}0,01 te weinig cofinanciering" in short.explanation.remedy.nl
    assert "falls short by €\N{NO-BREAK SPACE}0.01;" in short.explanation.remedy.en


@pytest.mark.parametrize("part", ["voorgenomen_activiteiten", "activiteiten"])
def test_an_activity_named_twice_is_an_error_with_its_place(part: str) -> None:
    tree = {"regeling": "sto-2020-2024-eindrapportage", part: [{"id": "a"}, {"id": "b"}, {"id": "a"}]}
    with pytest.raises(ApplicationError) as caught:
        load_application(tree, "eindrapportage")
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [("repeated-name", f"{part}[2].id")]


@pytest.mark.parametrize("written", ["werkplaats", [None], ["werkplaats"], [{"id": None}], [{"id": "geen naam"}]])
def test_planned_activities_that_cannot_be_read_are_told_once(written: object) -> None:
    with pytest.raises(ApplicationError) as caught:
        load_application({"voorgenomen_activiteiten": written}, "eindrapportage")
    assert len(caught.value.problems) == 1
