"""Judgements in a workbook: written by ``assess --template``, filled in by hand, found beside the application."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.cli.conftest import MAXIMA, ROOT, SAMPLES, Ran

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Ran]

ASIDE = ("STO-P3", None, "geen", "A. Bos", "2024-11-12", "De storing lag bij ons.")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_bytes((SAMPLES / "techniekregio-volledig.yaml").read_bytes())
    return path


@pytest.fixture
def book(plan: Path, run: Run) -> Path:
    path = plan.with_name("plan.beoordeling.xlsx")
    assert run("assess", str(plan), *MAXIMA, "--template", "--output", str(path)).code == 0
    return path


def fill(path: Path, scores: dict[str, str], *, by: str = "A. Bos", aside: tuple[str | None, ...] = ()) -> None:
    opened = openpyxl.load_workbook(path)
    sheet = opened["Beoordelingen"]
    at = {str(cell.value).casefold(): int(cell.column or 0) for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        rule = str(sheet.cell(row, at["regel"]).value)
        if rule in scores:
            answers = (("score", scores[rule]), ("door", by), ("op", "2024-11-12"), ("motivering", f"{by} las dit."))
            for name, value in answers:
                sheet.cell(row, at[name]).value = value
    for number, set_aside in enumerate(aside, 1):
        opened["Terzijde"].cell(2, number).value = set_aside
    opened.save(path)


ALL = {f"STO-J{number}": "goed" for number in range(1, 7)}


def test_a_workbook_that_is_filled_in_counts(plan: Path, book: Path, run: Run) -> None:
    sheet = openpyxl.load_workbook(book)["Beoordelingen"]
    assert [cell.value for cell in sheet["A"]][1:7] == list(ALL)
    assert str(sheet["C2"].value).startswith("Is de visie op techniekonderwijs helder")
    assert "Onder techniekonderwijs verstaan" in str(sheet["D2"].value)
    assert run("check", str(plan), *MAXIMA).code == 4
    fill(book, {"STO-J1": "goed", "STO-J2": "voldoende"})
    assert "4 te beoordelen" in run("check", str(plan), *MAXIMA, "--summary").out
    fill(book, ALL)
    found = run("check", str(plan), *MAXIMA)
    assert found.code == 0
    assert "plan.beoordeling.xlsx tellen mee" in " ".join(found.out.split())


def test_a_judgement_of_a_text_that_changed_does_not_count(plan: Path, book: Path, run: Run) -> None:
    fill(book, ALL)
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("Onder techniekonderwijs verstaan", "Onder techniek verstaan"), encoding="utf-8")
    found = run("check", str(plan), *MAXIMA)
    assert found.code == 4
    assert "telt niet meer" in found.out


def test_an_outcome_is_set_aside_in_a_workbook(plan: Path, book: Path, run: Run) -> None:
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("ontvangen: 2024-09-24", "ontvangen: 2024-10-02"), encoding="utf-8")
    fill(book, ALL, aside=ASIDE)
    found = run("check", str(plan), *MAXIMA)
    assert found.code == 0
    assert "De storing lag bij ons." in found.out


@pytest.mark.parametrize(
    ("score", "said"),
    [("prima", "plan.beoordeling.xlsx:Beoordelingen!E2"), ("", "“” staat niet op de schaal")],
)
def test_an_error_is_told_as_that_workbooks_with_its_cell(
    plan: Path, book: Path, run: Run, score: str, said: str
) -> None:
    fill(book, {"STO-J1": score})
    found = run("check", str(plan), *MAXIMA)
    assert found.code == 65
    assert said in found.err
    assert "plan.beoordeling.xlsx" in found.err


def test_two_files_that_could_count_are_refused(plan: Path, book: Path, run: Run) -> None:
    other = plan.with_name("plan.beoordeling.yaml")
    other.write_text("regio: Techniekregio Oeverlanden\nbeoordelingen: []\n", encoding="utf-8")
    for command in (("check",), ("assess", "--by", "A. Bos"), ("decide", "--by", "A. Bos")):
        found = run(*command[:1], str(plan), *MAXIMA, *command[1:])
        assert found.code == 65, command
        assert "plan.beoordeling.yaml en plan.beoordeling.xlsx" in found.err
    assert run("check", str(plan), *MAXIMA, "--judgements", str(book)).code == 4


def test_a_scale_of_more_words_has_a_workbook_too(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "rules" / "sto-2025-2028"
    shutil.copytree(ROOT / "rules" / "sto-2025-2028", own, ignore=shutil.ignore_patterns("cases"))
    decision = own / "decision.yaml"
    text = decision.read_text(encoding="utf-8").replace("voldoende: 1", '"zeker: voldoende": 1')
    decision.write_text(text.replace("sufficient: voldoende", 'sufficient: "zeker: voldoende"'), encoding="utf-8")
    book = tmp_path / "oordeel.xlsx"
    assert run("new", "--judgements", "--rules", str(own.parent), "--output", str(book)).code == 0
    explained = [str(cell.value) for row in openpyxl.load_workbook(book)["Uitleg"] for cell in row]
    assert "woord van de schaal: onvoldoende, zeker: voldoende, goed" in " ".join(explained)


def test_an_ods_workbook_is_found_beside_the_application_too(plan: Path, run: Run) -> None:
    path = plan.with_name("plan.beoordeling.ods")
    assert run("assess", str(plan), *MAXIMA, "--template", "--output", str(path)).code == 0
    found = run("check", str(plan), *MAXIMA)
    assert found.code == 4
    assert "plan.beoordeling.ods tellen mee" in " ".join(found.out.split())
    assert run("assess", str(plan), *MAXIMA, "--by", "A. Bos").code == 2


def test_assess_leaves_a_workbook_to_who_fills_it_in(plan: Path, book: Path, run: Run) -> None:
    before = book.read_bytes()
    found = run("assess", str(plan), *MAXIMA, "--by", "A. Bos")
    assert found.code == 2
    assert "daar vult u ze zelf in" in found.err
    assert book.read_bytes() == before


def test_assessors_may_each_have_a_workbook(plan: Path, run: Run) -> None:
    for who in ("bos", "visser"):
        own = plan.with_name(f"plan.beoordeling.{who}.xlsx")
        run("assess", str(plan), *MAXIMA, "--template", "--output", str(own))
        fill(own, ALL, by=who)
    found = run("settle", str(plan), *MAXIMA, "--by", "C. de Wit")
    assert found.code == 0
    assert "Overgenomen waar allen gelijk oordeelden: 6." in found.out
    assert plan.with_name("plan.beoordeling.yaml").exists()


def test_a_record_of_judgements_in_a_workbook_is_worked_out_again(plan: Path, book: Path, run: Run) -> None:
    fill(book, ALL)
    record = plan.with_name("besluit.json")
    assert run("decide", str(plan), *MAXIMA, "--by", "C. de Wit", "--output", str(record)).code == 0
    assert run("verify", str(record), str(plan), *MAXIMA).code == 0
