"""``sto-check convert`` and the templates of ``sto-check new``, as someone uses them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sto_check import load_application
from sto_check.documents.xlsx.workbook import read_workbook
from sto_check.forms.source import source_of
from tests.cli.conftest import Ran

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Ran]

SAMPLES = Path(__file__).parents[2] / "samples"
WHOLE = str(SAMPLES / "techniekregio-volledig.yaml")
MAXIMA = ("--maxima", str(SAMPLES / "maxima.csv"))


def test_a_workbook_is_checked_to_the_same_outcome_with_cells_for_places(run: Run, tmp_path: Path) -> None:
    short = str(SAMPLES / "techniekregio-cofinanciering-9-99.yaml")
    book = str(tmp_path / "plan.xlsx")
    assert run("convert", short, book) == Ran(0, "", "")
    found = run("check", book, *MAXIMA)
    assert found.code == 1
    assert "Breng € 594,60 meer cofinanciering in" in found.out.replace("\N{NO-BREAK SPACE}", " ")
    assert "plan.xlsx:Kosten!" in found.out
    assert "Definitie van techniekonderwijs (2) (Visie!B4)" in " ".join(found.out.split())


@pytest.mark.parametrize("name", ["a.yaml", "a.YML", "a.json", "a.xlsx", "a.ods"])
def test_every_form_is_known_by_its_name(run: Run, tmp_path: Path, name: str) -> None:
    assert run("convert", WHOLE, str(tmp_path / name)).code == 0
    assert load_application(tmp_path / name).content == load_application(WHOLE).content


def test_another_form_is_refused_before_anything_is_read(run: Run, tmp_path: Path) -> None:
    found = run("convert", "weg.yaml", str(tmp_path / "a.csv"))
    assert found == Ran(2, "", "a.csv: deze vorm is niet bekend. Kies een naam op .yaml, .json, .xlsx of .ods.\n")


def test_what_is_there_stays_unless_one_says_otherwise(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("van mij")
    found = run("convert", WHOLE, str(path))
    assert found.code == 2
    assert found.err.startswith(f"Het bestand {path} bestaat al.")
    assert path.read_text() == "van mij"
    assert run("convert", WHOLE, str(path), "--force").code == 0
    assert path.read_text().startswith("{")
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]


def test_a_document_with_errors_is_not_converted(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("regio: {sort: a}\n")
    found = run("convert", str(bad), str(tmp_path / "a.xlsx"))
    assert found.code == 65
    assert "De sleutel “sort” is hier niet bekend." in found.err
    assert not (tmp_path / "a.xlsx").exists()


def test_a_document_is_converted_as_the_kind_that_its_scheme_is_about(run: Run, tmp_path: Path) -> None:
    report = str(SAMPLES / "sto-2020-2024" / "eindrapportage.yaml")
    book, back = tmp_path / "a.xlsx", tmp_path / "b.yaml"
    assert run("convert", report, str(book)).code == 0
    assert run("convert", str(book), str(back)).code == 0
    assert load_application(back, "eindrapportage").content == load_application(report, "eindrapportage").content
    assert run("check", str(book)).code == run("check", report).code


def test_notes_on_what_was_not_read_are_told(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "kosten.csv"
    table.write_text("activiteit;bedrag;akkoord van Piet\n;1;ja\n")
    plan = tmp_path / "plan.yaml"
    plan.write_text("begroting: {kosten: kosten.csv}\n")
    told = "kosten.csv:1:3: De kolom “akkoord van Piet” is niet gelezen."
    assert told in run("convert", str(plan), str(tmp_path / "a.yaml")).err
    assert told in " ".join(run("check", str(plan)).out.split())


@pytest.mark.parametrize("scheme", ["sto-2025-2028", "sto-2020-2024", "sto-2020-2024-eindrapportage"])
@pytest.mark.parametrize("form", ["yaml", "xlsx", "ods"])
def test_a_template_is_checked_by_the_scheme_it_was_made_for(run: Run, tmp_path: Path, scheme: str, form: str) -> None:
    path = tmp_path / f"nieuw.{form}"
    assert run("new", "--scheme", scheme, "--format", form, "--output", str(path)).code == 0
    found = run("check", str(path))
    assert found.code == 3
    assert found.out == run("check", str(path), "--scheme", scheme).out


def test_a_workbook_on_standard_output_needs_a_file_where_there_is_none(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "nieuw.xlsx"
    path.write_bytes(b"")
    assert run("new", "--format", "xlsx", "-o", str(path)).code == 2
    assert run("new", "--format", "xlsx", "-o", str(path), "--force").code == 0
    assert read_workbook(path.read_bytes(), "nieuw.xlsx").sheets[0].name == "Regio"
    assert source_of(path.read_bytes(), "nieuw.xlsx")


def test_a_text_that_no_cell_holds_is_told_at_its_place(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        f"regio:\n  naam: {'x' * 32_768}\n  gemeenten: [{'y' * 20_000}, {'z' * 20_000}]\n  afbakening: kort\n"
    )
    found = run("convert", str(plan), str(tmp_path / "a.xlsx"))
    assert found.code == 65
    assert [line.split(" Deze")[0] for line in found.err.splitlines() if line.startswith("/")] == [
        f"{plan}:2:9: regio.naam:",
        f"{plan}:3:14: regio.gemeenten:",
    ]
    assert "Maak de tekst korter, of kies een naam op .yaml of .json." in found.err
    assert not (tmp_path / "a.xlsx").exists()
    assert run("convert", str(plan), str(tmp_path / "a.json")).code == 0
    plan.write_text(f"regio:\n  naam: {'x' * 32_767}\n")
    assert run("convert", str(plan), str(tmp_path / "a.xlsx")).code == 0


def test_the_limits_count_for_what_is_written_too(run: Run, tmp_path: Path) -> None:
    found = run("convert", WHOLE, str(tmp_path / "a.xlsx"), "--limit", "cells=10")
    assert found.code == 65
    assert "meer dan 10 cellen" in found.err
