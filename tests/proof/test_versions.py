"""Two versions of a scheme for every application of a shape: the same, or the smallest on which they differ."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sto_check.engine.status import Status
from sto_check.proof.changed_rule import difference
from sto_check.proof.shape import Shape
from sto_check.proof.versions import prove
from sto_check.scheme.load import load_scheme
from sto_check.text.place import write_path
from sto_check.workbench.cases import load_scheme_for_cases
from sto_check.workbench.mutation import mutants_of
from sto_check.workbench.proving import bases_of
from tests.proof.third_reading import ROOT, ReadThrice

if TYPE_CHECKING:
    from sto_check.scheme.scheme import Scheme

RULES = ROOT / "rules"


def changed(tmp_path: Path, name: str, file: str, *changes: tuple[str, str]) -> Scheme:
    """Return a copy of a scheme in which one of its files says something else."""
    folder = tmp_path / name
    shutil.copytree(RULES / name, folder)
    text = (folder / file).read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / file).write_text(text, encoding="utf-8")
    return load_scheme(folder)


def test_a_scheme_and_its_copy_are_the_same_for_every_application(tmp_path: Path) -> None:
    old, new = load_scheme("sto-2020-2024"), changed(tmp_path, "sto-2020-2024", "scheme.yaml")
    proven = prove((old, None), (new, None), bases_of(old))
    assert (proven.examples, proven.not_said, proven.too_hard) == ((), (), ())
    assert "STO-H4a" in proven.same
    assert all(len(fields) > 20 for fields in proven.fields.values())


def test_a_lower_share_of_co_financing_first_matters_by_one_cent(tmp_path: Path) -> None:
    old = load_scheme("sto-2025-2028")
    lower = "cofinanciering.aandeel:\n    unit: percent\n    value: "
    new = changed(tmp_path, "sto-2025-2028", "scheme.yaml", (f"{lower}10\n", f"{lower}7.5\n"))
    proven = prove((old, None), (new, None), bases_of(old))
    examples = {one.of: one for one in proven.examples}
    assert {"decision", "STO-M4"} <= set(examples) <= {"decision", "STO-M4", "STO-M4b", "STO-M10b"}
    (change,) = examples["STO-M4"].changes
    assert write_path(change.field.spot.path).startswith("begroting.")
    assert isinstance(change.field.spot.now, int)
    assert isinstance(change.to, int)
    assert abs(change.to - change.field.spot.now) == 1
    before, after = examples["STO-M4"].old, examples["STO-M4"].new
    assert [one.status for one in before.outcomes if one.rule.id == "STO-M4"] == [Status.NOT_MET]
    assert [one.status for one in after.outcomes if one.rule.id == "STO-M4"] == [Status.MET]


def test_a_variant_that_changes_the_decision_of_the_base_itself_needs_no_change() -> None:
    scheme = load_scheme("sto-2025-2028")
    proven = prove((scheme, None), (scheme, "extension-2029"), bases_of(scheme)[:1])
    (decision,) = [one for one in proven.examples if one.of == "decision"]
    assert decision.changes == ()
    assert decision.old.verdict != decision.new.verdict


def test_a_rule_that_is_gone_differs_wherever_it_spoke(tmp_path: Path) -> None:
    old = load_scheme("sto-na-2029")
    file = next(
        path for path in sorted((RULES / "sto-na-2029" / "rules").iterdir()) if "STO-B1b" in path.read_text("utf-8")
    )
    text = file.read_text(encoding="utf-8")
    first = text.index("- id: STO-B1b")
    rule = text[first : text.find("- id: ", first + 1)].rstrip()
    new = changed(tmp_path, "sto-na-2029", f"rules/{file.name}", (rule, ""))
    assert "STO-B1b" in {one.of for one in prove((old, None), (new, None), bases_of(old)).examples}


@pytest.mark.parametrize("name", ["sto-na-2029", "sto-2020-2024"])
def test_what_is_said_of_a_changed_rule_holds_for_documents_at_random(name: str) -> None:
    """Each small change of each rule: one that is said to make no difference makes none on documents at random."""
    scheme = load_scheme_for_cases(name)
    bases = bases_of(scheme)
    shapes = [Shape(scheme, None, document) for document in bases]
    ready = ReadThrice(Path(bases[0].name), name, seed=7)
    rng = random.Random(7)  # noqa: S311
    records = [record for record in (ready.changed(rng) for _ in range(25)) if record is not None]
    same = differs = 0
    for rule in shapes[0].record.rules.values():
        if rule.require is None:
            continue
        for mutant in mutants_of(rule):
            found = difference(mutant.rule_id, mutant.where, mutant.require, shapes)
            assert found.how in {"same", "differs"}
            differs += found.how == "differs"
            same += found.how == "same"
            if found.how == "same":
                altered = rule._replace(where=mutant.where, require=mutant.require)
                for record in records:
                    assert ready.statuses(rule, record) == ready.statuses(altered, record), mutant
    assert differs > same > 0
