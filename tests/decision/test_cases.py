"""The runner of cases: changes by key, id and position, and errors for what leads nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from sto_check import Decision
from sto_check.engine.status import Status
from sto_check.text.place import Place
from sto_check.workbench.cases import (
    Case,
    CaseError,
    Difference,
    changed_tree,
    examples_of,
    load_cases,
    read_cases,
    run_case,
)

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.text.errors import Problem
    from tests.scheme.small import SmallScheme

BASE = """\
ontvangen: 2024-06-01
regio: {soort: techniekregio, naam: Hier, afbakening: kort}
partners:
- {id: roc, soort: mbo, naam: ROC}
- {id: school, soort: vmbo, naam: School}
visie: {definitie: Techniek is overal.}
begroting:
  kosten:
  - {bedrag: 10, subsidiabel: ja}
  - {bedrag: 20, subsidiabel: ja}
organisatie:
"""
HEAD = "base: klein\ncases:\n"


@dataclass
class Cases:
    small: SmallScheme
    folder: Path

    def load(self, text: str) -> list[Case]:
        (self.folder / "1.yaml").write_text(HEAD + text)
        return load_cases(self.small.load(), self.folder)

    def tree(self, changes: str) -> Any:
        (case,) = self.load(f"- name: een\n  {changes}\n  expect: {{X-A1: met}}\n")
        return changed_tree(case)

    def refused(self, text: str) -> Problem:
        with pytest.raises(CaseError) as caught:
            self.run(text)
        (problem,) = caught.value.problems
        assert problem.says.en
        return problem

    def run(self, text: str) -> None:
        for case in self.load(text):
            run_case(case, self.small.load())


@pytest.fixture
def cases(small: SmallScheme) -> Cases:
    folder = small.path("cases")
    (folder / "bases").mkdir(parents=True)
    (folder / "bases" / "klein.yaml").write_text(BASE)
    (folder / "bases" / "ander.yaml").write_text(BASE.replace("Hier", "Daar").replace(": mbo", ": po"))
    return Cases(small, folder)


@pytest.mark.parametrize(
    ("changes", "path", "value"),
    [
        ("set: {regio.naam: Ginds}", ["regio", "naam"], "Ginds"),
        ("set: {regio.nummer: '14'}", ["regio", "nummer"], "14"),
        ("set: {partners.roc.naam: MBO}", ["partners", 0, "naam"], "MBO"),
        ("set: {partners.2.naam: VMBO}", ["partners", 1, "naam"], "VMBO"),
        ("set: {begroting.kosten.2.bedrag: '5.50'}", ["begroting", "kosten", 1, "bedrag"], "5.50"),
        ("set: {begroting.kosten: []}", ["begroting", "kosten"], []),
        ("set: {partners.school: {id: nieuw}}", ["partners", 1], {"id": "nieuw"}),
        ("add: {begroting.cofinanciering: [{bedrag: 1}]}", ["begroting", "cofinanciering"], [{"bedrag": "1"}]),
        ("add: {organisatie: [{a: b}]}", ["organisatie"], [{"a": "b"}]),
    ],
)
def test_a_case_sets_and_adds_by_key_id_and_position(
    cases: Cases, changes: str, path: list[str | int], value: object
) -> None:
    found = cases.tree(changes)
    for step in path:
        found = found[step]
    assert found == value


def test_a_case_removes_parts_and_keys(cases: Cases) -> None:
    tree = cases.tree("remove: [partners.roc, regio.naam, begroting.kosten.1.bedrag]")
    assert [partner["id"] for partner in tree["partners"]] == ["school"]
    assert "naam" not in tree["regio"]
    assert tree["begroting"]["kosten"][0] == {"subsidiabel": "ja"}


def test_a_case_adds_to_the_end_of_a_list(cases: Cases) -> None:
    tree = cases.tree("add: {partners: [{id: b1, soort: bedrijf}, {id: b2, soort: bedrijf}]}")
    assert [partner["id"] for partner in tree["partners"]] == ["roc", "school", "b1", "b2"]


def test_a_case_removes_before_it_adds_and_adds_before_it_sets(cases: Cases) -> None:
    changes = "remove: [partners.roc]\n  add: {partners: [{id: roc, soort: po}]}\n  set: {partners.roc.naam: Nieuw}"
    assert cases.tree(changes)["partners"][-1] == {"id": "roc", "soort": "po", "naam": "Nieuw"}


def test_a_case_leaves_its_base_as_it_is(cases: Cases) -> None:
    (case,) = cases.load("- {name: een, set: {partners.roc.naam: Anders}, expect: {X-A1: met}}\n")
    before = yaml.safe_load(BASE)["partners"]
    assert changed_tree(case)["partners"] != before
    tree = case.bases[0].tree
    assert isinstance(tree, dict)
    assert tree["partners"] == before


@pytest.mark.parametrize(
    ("changes", "path", "step"),
    [
        ("remove: [regio.nummer]", "regio.nummer", "nummer"),
        ("remove: [partners.weg]", "partners.weg", "weg"),
        ("remove: [partners.3]", "partners.3", "3"),
        ("remove: [partners.0]", "partners.0", "0"),
        ("set: {partners.weg.naam: x}", "partners.weg.naam", "weg"),
        ("set: {partners.weg: x}", "partners.weg", "weg"),
        ("set: {regoi.naam: x}", "regoi.naam", "regoi"),
        ("set: {regio.naam.kort: x}", "regio.naam.kort", "kort"),
        ("set: {organisatie.samenwerking: x}", "organisatie.samenwerking", "samenwerking"),
        ("add: {regoi.gemeenten: [x]}", "regoi.gemeenten", "regoi"),
        ("add: {regio: [x]}", "regio", "regio"),
        ("add: {regio.naam: [x]}", "regio.naam", "naam"),
        ("add: {partners.roc: [x]}", "partners.roc", "roc"),
    ],
)
def test_a_path_that_leads_nowhere_is_an_error_at_the_case(cases: Cases, changes: str, path: str, step: str) -> None:
    text = f"- {{name: nul, expect: {{X-A1: met}}}}\n- name: een\n  {changes}\n  expect: {{X-A1: met}}\n"
    problem = cases.refused(text)
    assert (problem.code, problem.place) == ("no-such-path", Place(str(cases.folder / "1.yaml"), 4, 3))
    assert problem.says.en == f"The path {path} leads nowhere: there is no {step}."
    assert str(problem.excerpt) == "  4 | - name: een\n    |   ^^^^"


def test_a_base_that_is_not_known_is_refused_with_the_nearest(cases: Cases) -> None:
    problem = cases.refused("- {name: een, base: andre, expect: {X-A1: met}}\n")
    assert (problem.code, problem.place) == ("unknown-base", Place(str(cases.folder / "1.yaml"), 3, 3))
    assert problem.hint is not None
    assert problem.hint.nl == "Bedoelt u ander?"


def test_a_rule_that_is_not_known_is_refused_with_the_nearest(cases: Cases) -> None:
    problem = cases.refused("- {name: een, expect: {X-A1: met, X-A9: met}}\n")
    assert problem.code == "unknown-rule"
    assert problem.place is not None
    assert problem.place.line == 3
    assert problem.hint is not None
    assert problem.hint.en.startswith("Did you mean X-A")


def test_every_mistake_is_told_and_the_other_cases_are_kept(cases: Cases) -> None:
    good = "- {name: goed, expect: {X-A1: met}}\n"
    bad = "- {name: fout, expect: {X-A1: meth}}\n- {name: weg, base: andre, expect: {X-A1: met}}\n"
    (cases.folder / "1.yaml").write_text(HEAD + good + bad + good.replace("goed", "ook goed"))
    (cases.folder / "2.yaml").write_text("base: [\n")
    (cases.folder / "3.yaml").write_text("cases: []\n")
    (cases.folder / "bases" / "stuk.yaml").write_text("a: [\n")
    (cases.folder / "4.yaml").write_text(HEAD + "- {name: stuk, base: stuk, expect: {X-A1: met}}\n")
    found, unusable = read_cases(cases.small.load(), cases.folder)
    assert [case.entry.name for case in found] == ["goed", "ook goed"]
    assert [one.name.rpartition("/")[2] for one in unusable] == ["fout", "weg", "2.yaml", "3.yaml", "stuk"]
    assert all(one.problems for one in unusable)
    assert [one.place.line if one.place else None for one in unusable] == [4, 5, None, None, 3]
    with pytest.raises(CaseError) as caught:
        load_cases(cases.small.load(), cases.folder)
    assert {problem.code for problem in caught.value.problems} >= {"unknown-word", "unknown-base"}
    assert len(caught.value.problems) == 5


def test_a_case_that_is_about_another_rule_is_no_example(cases: Cases) -> None:
    loaded = cases.load(
        "- {name: basis, expect: {X-A1: met, X-A2: met}}\n"
        "- {name: te laat, expect: {X-A1: met, X-A2: not met}}\n"
        "- {name: geen mbo, about: X-A1, expect: {X-A2: met, X-A1: not met}}\n"
        "- {name: allebei, about: X-A2, expect: {X-A1: met, X-A2: met}}\n"
    )
    scheme = cases.small.load()

    def examples(rule_id: str, status: Status) -> list[str]:
        return [case.entry.name for case in examples_of(loaded, scheme.rule(rule_id), status, 9)]

    assert examples("X-A1", Status.MET) == ["basis"]
    assert examples("X-A1", Status.NOT_MET) == ["geen mbo"]
    assert examples("X-A2", Status.MET) == ["basis", "allebei"]
    assert examples("X-A2", Status.NOT_MET) == ["te laat"]


def test_a_case_is_about_a_rule_that_is_known(cases: Cases) -> None:
    problem = cases.refused("- {name: een, about: X-A9, expect: {X-A1: met}}\n")
    assert problem.code == "unknown-rule"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- {name: een, expect: {}}\n", "too-short"),
        ("- {name: een, expect: {X-A1: meth}}\n", "unknown-word"),
        ("- {name: een, expct: {X-A1: met}, expect: {X-A1: met}}\n", "unknown-key"),
        ("- {name: een, expect: {X-A1: met}, decision: refused}\n", "unknown-word"),
    ],
)
def test_a_case_has_a_closed_shape(cases: Cases, text: str, code: str) -> None:
    assert cases.refused(text).code == code


def test_a_case_that_is_as_expected_has_no_differences(cases: Cases) -> None:
    (case,) = cases.load(
        "- {name: een, remove: [partners.roc], decision: not-eligible,"
        " expect: {X-A1: not met, X-A2: met, X-A3: met, X-J1: open}}\n"
    )
    decision, differences = run_case(case, cases.small.load())
    assert differences == []
    assert isinstance(decision, Decision)
    assert decision.verdict == "not-eligible"


def test_every_difference_is_told(cases: Cases) -> None:
    (case,) = cases.load(
        "- {name: een, set: {begroting.kosten: [], ontvangen: ''}, remove: [ontvangen], decision: eligible,"
        " expect: {X-A1: not met, X-A2: met, X-A3: met, X-A4: met}}\n".replace(", ontvangen: ''", "")
    )
    _, differences = run_case(case, cases.small.load())
    assert differences == [
        Difference("X-A1", "not_met", "met"),
        Difference("X-A2", "met", "unknown"),
        Difference("X-A3", "met", "not_applicable"),
        Difference("decision", "eligible", "supplement"),
    ]


def test_the_gravest_outcome_of_a_rule_is_its_result(cases: Cases) -> None:
    loaded = cases.load(
        "- {name: een, set: {begroting.kosten.2.subsidiabel: nee}, expect: {X-A3: not met}}\n"
        "- {name: twee, remove: [begroting.kosten.2.subsidiabel], expect: {X-A3: unknown}}\n"
        "- {name: drie, remove: [begroting.kosten.2.subsidiabel], set: {begroting.kosten.1.subsidiabel: nee},"
        " expect: {X-A3: not met}}\n"
    )
    assert [run_case(case, cases.small.load())[1] for case in loaded] == [[], [], []]


def test_a_case_takes_its_own_base_day_variant_and_judgements(cases: Cases) -> None:
    judged = "{regel: X-J1, score: goed, door: Ada, op: 2024-10-21, motivering: Daarom.}"
    loaded = cases.load(
        "- {name: een, base: ander, expect: {X-A1: not met}}\n"
        f"- {{name: twee, on: 2026-02-03, variant: ruim, judgements: [{judged}], expect: {{X-J1: met}},"
        " decision: eligible}\n"
    )
    first, second = (run_case(case, cases.small.load()) for case in loaded)
    assert first[1] == []
    assert second[1] == []
    assert (str(second[0].day), second[0].variant) == ("2026-02-03", "ruim")


def test_a_scheme_without_cases_has_none(small: SmallScheme) -> None:
    assert load_cases(small.load(), small.path("cases")) == []
