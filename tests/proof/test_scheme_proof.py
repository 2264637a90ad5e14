"""The standard questions about a scheme: what is answered holds, and what does not is told."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sto_check.documents.errors import DocumentError
from sto_check.engine.status import Status
from sto_check.proof.errors import ProofFaultError
from sto_check.proof.grave import GRAVE
from sto_check.proof.scheme_proof import prove_scheme
from sto_check.proof.search import Found
from sto_check.proof.shape import Shape
from sto_check.scheme.load import load_scheme
from sto_check.text.place import write_path
from sto_check.workbench.cases import load_cases, load_scheme_for_cases, run_cases
from sto_check.workbench.proposals import proposed_cases
from sto_check.workbench.proving import bases_of, decisions_of_cases
from tests.proof.third_reading import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.proof.edges import Edge
    from sto_check.proof.scheme_proof import SchemeProof
    from sto_check.scheme.scheme import Scheme

REPORT = "sto-2020-2024-eindrapportage"


def proof_of(scheme: Scheme) -> SchemeProof:
    return prove_scheme(scheme, bases_of(scheme), decisions_of_cases(scheme))


def copied(tmp_path: Path, name: str) -> Path:
    shutil.copytree(ROOT / "rules" / name, tmp_path / name)
    return tmp_path / name


@pytest.fixture(scope="module")
def first_period() -> SchemeProof:
    return proof_of(load_scheme("sto-2020-2024"))


def test_every_combination_of_outcomes_has_a_decision(first_period: SchemeProof) -> None:
    assert first_period.undecided == ()


def test_a_policy_that_forgets_a_combination_is_told() -> None:
    scheme = load_scheme("sto-na-2029")
    entries = [entry if entry.when else entry.model_copy(update={"when": "refuse"}) for entry in scheme.decision.policy]
    forgets = scheme.decision.model_copy(update={"policy": entries})
    proof = proof_of(replace(scheme, decision=forgets))
    assert () in proof.undecided
    assert not proof.whole


def test_all_rules_can_be_met_together_in_every_base(first_period: SchemeProof) -> None:
    assert {one.document.rpartition("/")[2]: one.in_the_way for one in first_period.clear} == {
        "aanvulling.yaml": (),
        "eerste.yaml": (),
    }


def test_every_rule_is_accounted_for_and_what_was_found_was_checked(first_period: SchemeProof) -> None:
    computed = [rule.id for rule in first_period.scheme.rules_of("application") if rule.require is not None]
    assert [one.rule_id for one in first_period.rules] == computed
    found = [one for one in first_period.rules if one.how == "found"]
    assert found
    for one in found:
        shape = next(
            Shape(first_period.scheme, None, base) for base in bases_of(first_period.scheme) if base.name == one.by
        )
        _, decision = shape.changed(one.changes)
        assert Status.NOT_MET in {outcome.status for outcome in decision.outcomes if outcome.rule.id == one.rule_id}
        grave = {outcome.rule.id for outcome in decision.outcomes if outcome.leads_to in GRAVE and outcome.rule.require}
        assert grave <= {one.rule_id}


def test_a_rule_that_another_implies_is_never_alone(tmp_path: Path) -> None:
    folder = copied(tmp_path, "sto-2020-2024")
    file = next(path for path in (folder / "rules").iterdir() if "- id: STO-H6\n" in path.read_text(encoding="utf-8"))
    text = file.read_text(encoding="utf-8")
    first = text.index("- id: STO-H6\n")
    rule = text[first : text.index("- id: ", first + 1)]
    file.write_text(text + "\n" + rule.replace("STO-H6\n", "STO-H66\n"), encoding="utf-8")
    for cases in (folder / "cases").glob("*.yaml"):
        if "STO-H6" in cases.read_text(encoding="utf-8"):
            cases.unlink()
    proof = proof_of(load_scheme(folder))
    twins = {one.rule_id: one for one in proof.rules if one.rule_id in {"STO-H6", "STO-H66"}}
    assert {one.how for one in twins.values()} == {"with others"}
    assert twins["STO-H66"].others == ("STO-H6",)


def test_a_number_has_the_rules_that_more_and_less_of_it_make_worse(first_period: SchemeProof) -> None:
    numbers = {".".join(one.column): one for one in first_period.directions}
    granted = numbers["aanvulling.toegekend"]
    assert (granted.more, granted.less, granted.open) == ((), ("STO-H6",), ())
    assert "STO-H2a" in numbers["ontvangen"].more


def test_a_limit_is_the_last_value_that_meets_and_one_more_does_not(first_period: SchemeProof) -> None:
    scheme = first_period.scheme
    shapes = {base.name: Shape(scheme, None, base) for base in bases_of(scheme)}

    def meets(edge: Edge, value: int) -> bool | None:
        shape = shapes[edge.document]
        field = next(one for one in shape.fields if one.spot == edge.spot)
        try:
            _, decision = shape.changed([Found(field, value, None, None)])
        except DocumentError:
            return None
        return {one.status for one in decision.outcomes if one.rule.id == edge.rule_id} <= {Status.MET}

    limits = {(edge.rule_id, write_path(edge.spot.path)): edge for edge in first_period.edges}
    assert limits["STO-H6", "aanvulling.toegekend"].least == 80_000_000
    assert limits["STO-H4a", "begroting.kosten[0].bedrag"].most == 26_666_666
    assert len(limits) > 20
    for edge in first_period.edges:
        for value, beyond in ((edge.least, -1), (edge.most, 1)):
            if value is not None:
                assert meets(edge, value), edge
                assert not meets(edge, value + beyond), edge


def test_cases_that_are_proposed_come_out_and_close_the_gap(tmp_path: Path) -> None:
    folder = copied(tmp_path, "sto-2020-2024")
    scheme = load_scheme_for_cases(folder)
    before = proof_of(scheme)
    wanted = {one.rule_id for one in before.rules if one.how == "found"}
    text = proposed_cases(before.rules, scheme)
    (folder / "cases" / "voorstel.yaml").write_text(text, encoding="utf-8")
    cases = load_cases(scheme, folder / "cases", "voorstel.yaml")
    assert {case.entry.about for case in cases} == wanted != set()
    assert run_cases(cases, scheme) == []
    after = {one.rule_id: one.how for one in proof_of(scheme).rules}
    assert {after[rule_id] for rule_id in wanted} == {"case"}
    assert proposed_cases([], scheme) == ""


def test_what_does_not_come_out_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    scheme = load_scheme("sto-2020-2024")
    monkeypatch.setattr(Shape, "changed", lambda self, _changes: (None, self.decision))
    with pytest.raises(ProofFaultError):
        proof_of(scheme)
