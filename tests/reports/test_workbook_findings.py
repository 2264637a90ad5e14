"""Findings in the applicant's own workbook: put in, seen by other programs, and taken out again; theirs untouched."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName

from sto_check.cli.main import run
from sto_check.decision.check_files import check_files
from sto_check.documents.xlsx.annotate import Mark, annotate
from sto_check.documents.xlsx.first_sheet import SheetOfWords, Words
from sto_check.documents.xlsx.notes import BELOW, MARK
from sto_check.documents.xlsx.style_sheet import Look
from sto_check.documents.xlsx.workbook import read_workbook
from sto_check.reports.workbook_findings import annotated
from tests.cli.conftest import MAXIMA, SAMPLES
from tests.forms.libreoffice import needs_libreoffice, saved

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet


LOOKS = {key: Look() for key in ("title", "text", "head", "link")}
COLOURS = {"red": "FF0000", "blue": "0000FF"}
OWN = "Mijn & blad's"


def findings(*rows: str, name: str = "Bevindingen") -> SheetOfWords:
    told = [[Words(one, "link", f"'{OWN.replace(chr(39), chr(39) * 2)}'!B2")] for one in rows]
    return SheetOfWords(
        name, "Bevindingen van sto-check", [Words("kop & <zo>")], ["Reden"], told, [40], "plan & meer.xlsx"
    )


def put(data: bytes, *marks: Mark) -> bytes:
    made, _ = annotate(data, "plan.xlsx", findings("een"), marks, LOOKS, COLOURS)
    return made


def mark(cell: tuple[int, int], said: str, colour: str = "red", sheet: str = OWN) -> Mark:
    return Mark(sheet, cell, colour, said)


@pytest.fixture
def theirs() -> bytes:
    """A workbook with much in it that is none of ours."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(OWN)
    for row in range(1, 6):
        sheet.append([f"rij {row}", row, f"=B{row}*2"])
    sheet["B2"].comment = Comment("Bellen met de bank & zo <snel>", "Jan")
    sheet["B3"].fill = PatternFill("solid", fgColor="00FF00")
    chart: Any = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=5))
    sheet.add_chart(chart, "E2")
    sheet.print_title_rows = "1:1"
    second = book.create_sheet("Tweede")
    second["A1"] = "x"
    second.print_title_rows = "1:1"
    book.defined_names["mijn_naam"] = DefinedName("mijn_naam", attr_text="Tweede!$A$1")
    book.active = 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def opened(data: bytes) -> dict[str, Worksheet]:
    return {sheet.title: sheet for sheet in load_workbook(io.BytesIO(data)).worksheets}


def notes(data: bytes, sheet: str = OWN) -> dict[str, str]:
    cells = (cell for row in opened(data)[sheet].iter_rows() for cell in row)
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment}


def coloured(data: bytes, sheet: str = OWN) -> dict[str, str]:
    formats = opened(data)[sheet].conditional_formatting
    return {
        cell: rule.dxf.fill.bgColor.rgb[2:]
        for cells in formats
        for rule in cells.rules
        for cell in str(cells.sqref).split()
        if rule.dxf and "sto-check" in rule.formula[0]
    }


def test_the_first_sheet_tells_and_links_and_the_workbook_opens_on_it(theirs: bytes) -> None:
    book = load_workbook(io.BytesIO(put(theirs)))
    assert book.sheetnames == ["Bevindingen", OWN, "Tweede"]
    assert book.active is not None
    assert book.active.title == "Bevindingen"
    sheet = book["Bevindingen"]
    assert [sheet["A1"].value, sheet["A2"].value, sheet["A4"].value, sheet["A5"].value] == [
        "Bevindingen van sto-check", "kop & <zo>", "Reden", "een"
    ]  # fmt: skip
    assert sheet["A5"].hyperlink.location == "'Mijn & blad''s'!B2"
    assert sheet.freeze_panes == "A5"
    assert [bool(one.sheet_view.tabSelected) for one in book.worksheets] == [True, False, False]


def test_what_is_theirs_stays_byte_for_byte(theirs: bytes) -> None:
    before, after = (zipfile.ZipFile(io.BytesIO(data)) for data in (theirs, put(theirs, mark((3, 2), "let op"))))
    changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed <= {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
        "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml", "xl/drawings/vmlDrawing1.vml",
    }, changed  # fmt: skip
    assert {"xl/charts/chart1.xml", "xl/drawings/drawing1.xml"} <= set(after.namelist()) - changed
    sheet = after.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>B3*2</f>" in sheet
    book = load_workbook(io.BytesIO(put(theirs, mark((3, 2), "let op"))))
    assert [sheet.print_title_rows for sheet in book.worksheets] == ["$4:$4", "$1:$1", "$1:$1"]
    assert book.defined_names["mijn_naam"].attr_text == "Tweede!$A$1"
    assert book[OWN]["B3"].fill.fgColor.rgb == "0000FF00"


def test_a_cell_gets_a_colour_over_its_own_and_a_note(theirs: bytes) -> None:
    made = put(theirs, mark((3, 2), "zwaar"), mark((3, 2), "licht", "blue"), mark((4, 2), "licht", "blue"))
    assert notes(made)["B3"] == f"{MARK} zwaar\n\nlicht"
    assert coloured(made) == {"B3": "FF0000", "B4": "0000FF"}


def test_ours_stands_below_a_note_of_theirs(theirs: bytes) -> None:
    made = put(theirs, mark((2, 2), "let op"))
    assert notes(made)["B2"] == f"Bellen met de bank & zo <snel>\n\n{BELOW}\nlet op"


def test_putting_again_replaces_ours_and_never_theirs(theirs: bytes) -> None:
    once = put(theirs, mark((2, 2), "oud"), mark((3, 2), "oud"), mark((1, 1), "x", sheet="Tweede"))
    again = put(once, mark((4, 2), "nieuw", "blue"))
    assert notes(again) == {"B2": "Bellen met de bank & zo <snel>", "B4": f"{MARK} nieuw"}
    assert notes(again, "Tweede") == {}
    assert coloured(again) == {"B4": "0000FF"}
    assert coloured(again, "Tweede") == {}
    assert load_workbook(io.BytesIO(again)).sheetnames == ["Bevindingen", OWN, "Tweede"]
    shapes = [data for name, data in parts(again).items() if name.endswith(".vml")]
    assert sum(data.count(b'ObjectType="Note"') for data in shapes) == 2
    assert put(again, mark((4, 2), "nieuw", "blue")) == again


def parts(data: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def test_a_sheet_of_theirs_with_that_name_is_left_alone(theirs: bytes) -> None:
    book = load_workbook(io.BytesIO(theirs))
    book["Tweede"].title = "bevindingen"
    stream = io.BytesIO()
    book.save(stream)
    made, called = annotate(stream.getvalue(), "plan.xlsx", findings("een"), [], LOOKS, COLOURS)
    assert called == "Bevindingen (2)"
    assert opened(made)["bevindingen"]["A1"].value == "x"
    assert annotate(made, "plan.xlsx", findings("twee"), [], LOOKS, COLOURS)[1] == called


def with_prefixes(data: bytes) -> bytes:
    """Write the sheet and the workbook as some programs do, with a prefix before every element."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as out:
        for name, content in parts(data).items():
            text = content
            if name in {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"}:
                import re

                text = re.sub(rb"<(/?)(?=[A-Za-z])(?!mc:|r:|x14)", rb"<\1x:", content)
                text = text.replace(b"xmlns=", b"xmlns:x=", 1)
            out.writestr(name, text)
    return stream.getvalue()


def test_prefixes_are_kept(theirs: bytes) -> None:
    made = put(with_prefixes(theirs), mark((3, 2), "let op"))
    assert load_workbook(io.BytesIO(made)).sheetnames == ["Bevindingen", OWN, "Tweede"]
    assert coloured(made) == {"B3": "FF0000"}


@pytest.fixture
def flawed(tmp_path: Path) -> Path:
    path = tmp_path / "plan.xlsx"
    assert run(["convert", str(SAMPLES / "techniekregio-veel-gebreken.yaml"), str(path)]) == 0
    return path


def outcomes(path: Path) -> list[tuple[str, str, str, str]]:
    (result,) = check_files([path], maxima=SAMPLES / "maxima.csv")
    assert result.decision is not None
    return [(one.rule.id, one.subject.id, one.status, one.explanation.reason.nl) for one in result.decision.outcomes]


def test_it_reads_back_as_the_same_application(flawed: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsx"
    assert run(["check", str(flawed), *MAXIMA, "--annotate", str(copy)]) == 1
    assert outcomes(copy) == outcomes(flawed)
    (again,) = check_files([copy], maxima=SAMPLES / "maxima.csv")
    assert not again.notes
    assert annotated(again, "nl") == annotated(again, "nl")


def test_every_finding_is_told_where_it_stands(flawed: Path) -> None:
    (result,) = check_files([flawed], maxima=SAMPLES / "maxima.csv")
    assert result.decision is not None
    made = annotated(result, "nl")
    sheet = opened(made)["Bevindingen"]
    head = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "Blad")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1)]
    told = {rule for row in rows for rule in str(row[4]).split(", ")}
    assert told == {one.rule.id for one in result.decision.outcomes if one.status != "met"}
    assert [str(row[0]) for row in rows] == sorted(str(row[0]) for row in rows)
    asked = next(row for row in rows if row[4] == "STO-M4")
    assert asked[:2] == ["Regio", "B43"]
    assert "172.400,00" in str(asked[6])
    note = notes(made, "Regio")["B43"]
    assert note.startswith(f"{MARK} niet voldaan, leidt tot afwijzing\nSTO-M1 ")
    assert "STO-M4" in note
    assert "B43" in coloured(made, "Regio")


def test_what_cannot_be_read_is_told_in_the_workbook_too(flawed: Path, tmp_path: Path) -> None:
    book = load_workbook(flawed)
    book["Kosten"]["G3"] = "veel"
    book.save(flawed)
    copy = tmp_path / "copy.xlsx"
    assert run(["check", str(flawed), "--annotate", str(copy)]) == 65
    made = copy.read_bytes()
    assert "veel" in notes(made, "Kosten")["G3"]
    told = [cell.value for cell in opened(made)["Bevindingen"]["A"]]
    assert "Kosten" in told


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_it_speaks_the_language_of_the_run(flawed: Path, lang: str) -> None:
    (result,) = check_files([flawed])
    first = opened(annotated(result, "nl" if lang == "nl" else "en"))
    assert next(iter(first)) == {"nl": "Bevindingen", "en": "Findings"}[lang]


def test_wrong_use_is_refused(flawed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "ander.yaml"
    other.write_text("regeling: sto-2025-2028\n")
    (tmp_path / "vol.xlsx").write_text("van mij")
    for arguments, code, said in (
        ([str(flawed), str(flawed), "--annotate", "x.xlsx"], 2, "gaat over één werkmap"),
        ([str(flawed), "--annotate", str(flawed), "--force"], 2, "is de werkmap zelf"),
        ([str(flawed), "--annotate", str(tmp_path / "vol.xlsx")], 2, "bestaat al"),
        ([str(flawed), "--annotate", str(tmp_path / "weg" / "x.xlsx")], 2, "bestaat niet"),
        ([str(other), "--annotate", str(tmp_path / "x.xlsx")], 65, "geen werkmap"),
    ):
        assert run(["check", *arguments]) == code, arguments
        assert said in capsys.readouterr().err
    assert not (tmp_path / "x.xlsx").exists()
    assert (tmp_path / "vol.xlsx").read_text() == "van mij"


def test_an_ods_is_refused_with_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.ods"
    assert run(["convert", str(SAMPLES / "techniekregio-vroeg-concept.yaml"), str(path)]) == 0
    assert run(["check", str(path), "--annotate", str(tmp_path / "x.xlsx")]) == 65
    assert "bewaar het opnieuw als gewone .xlsx" in capsys.readouterr().err


@needs_libreoffice
def test_libreoffice_keeps_it_and_it_can_be_replaced_after_that(flawed: Path, tmp_path: Path) -> None:
    (result,) = check_files([flawed], maxima=SAMPLES / "maxima.csv")
    through = saved(annotated(result, "nl"), tmp_path, ".xlsx", "xlsx")
    book = read_workbook(through, "plan.xlsx")
    assert book.sheets[0].name == "Bevindingen"
    assert MARK in notes(through, "Regio")["B43"]
    assert coloured(through, "Regio")
    edited = tmp_path / "bewerkt.xlsx"
    edited.write_bytes(through)
    (again,) = check_files([edited], maxima=SAMPLES / "maxima.csv")
    assert again.decision is not None
    assert outcomes(edited) == [
        (rule, subject, status, reason.replace("plan.xlsx", "bewerkt.xlsx"))
        for rule, subject, status, reason in outcomes(flawed)
    ]
    replaced = annotated(again, "nl")
    assert load_workbook(io.BytesIO(replaced)).sheetnames == load_workbook(io.BytesIO(through)).sheetnames
    assert notes(replaced, "Regio")["B43"].count(MARK) == 1
    assert len(coloured(replaced, "Regio")) == len(coloured(annotated(result, "nl"), "Regio"))
