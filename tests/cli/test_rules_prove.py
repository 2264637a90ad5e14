"""``sto-check rules prove``, ``rules diff --prove`` and ``rules mutate --prove``: what they print and write."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.cli.conftest import ROOT, Ran, on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Ran]


def test_the_standard_questions_are_answered_in_words(run: Run) -> None:
    found = run("rules", "prove", "sto-2020-2024")
    out = on_one_line(found.out)
    assert found.code == 0
    assert "Heeft elke combinatie van uitkomsten een beslissing? Ja." in out
    assert "eerste.yaml: ja" in out
    assert "alleen, in een geval: 32; alleen, gevonden: 3; alleen naast andere: 2" in out
    assert "STO-H6 alleen, gevonden (aanvulling.yaml): aanvulling.toegekend € 890.000,00 → € 799.999,99" in out
    assert "aanvulling.toegekend meer: niets; minder: STO-H6" in out


def test_the_table_and_english(run: Run) -> None:
    found = run("rules", "prove", "sto-na-2029", "--table", "--lang", "en")
    head, _, row = found.out.splitlines()
    assert head.startswith("| Scheme | Computed rules | alone, in a case | alone, found |")
    assert row == "| `sto-na-2029` | 11 | 11 | 0 | 0 | 0 | 0 | 0 |"


def test_cases_are_proposed_in_a_file_that_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "voorstel.yaml"
    assert run("rules", "prove", "sto-2020-2024", "--propose", str(target)).code == 0
    before = target.read_text(encoding="utf-8")
    assert "STO-H6: not met" in before
    again = run("rules", "prove", "sto-2020-2024", "--propose", str(target))
    assert (again.code, again.out) == (2, "")
    assert target.read_text(encoding="utf-8") == before


def test_a_scheme_without_bases_is_told_what_it_needs(run: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "rules" / "sto-na-2029", tmp_path / "sto-na-2029")
    shutil.rmtree(tmp_path / "sto-na-2029" / "cases")
    found = run("rules", "prove", str(tmp_path / "sto-na-2029"))
    assert (found.code, found.out) == (2, "")
    assert "sto-na-2029 heeft geen aanvragen in cases/bases." in found.err


def test_another_subsidy_is_proven_as_well(run: Run) -> None:
    found = run("rules", "prove", "--rules", str(ROOT / "tests" / "household_benefit" / "rules"))
    assert "Kan elke regel de enige zijn waaraan niet is voldaan?" in on_one_line(found.out)
    assert "niet te zeggen" not in found.out


def test_versions_are_told_the_smallest_application_on_which_they_differ(run: Run) -> None:
    found = run("rules", "diff", "sto-2025-2028", "sto-2025-2028@extension-2029", "--prove", "--lang", "en")
    out = on_one_line(found.out)
    assert found.code == 1
    assert "the decision The smallest application on which it differs (techniekluw.yaml): as the document stands" in out
    assert "STO-M11b" in out
    same = run("rules", "diff", "sto-na-2029", "sto-na-2029", "--prove")
    assert same.code == 0
    assert "De beslissing en elke regel zijn voor al die aanvragen gelijk." in on_one_line(same.out)


def test_survivors_are_proven_to_make_no_difference_or_shown_where_they_do(run: Run) -> None:
    out = on_one_line(run("rules", "mutate", "--scheme", "sto-2020-2024-eindrapportage", "--prove").out)
    assert "STO-H8m require: gerealiseerd less_than at its boundary turned: maakt niets uit" in out
    assert (
        "STO-H5e require: eerste_dag on_or_before a little more: maakt wel uit (verslag.yaml): besteding.eerste_dag"
        in out
    )
