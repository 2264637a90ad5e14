"""ODS: the same sheets of cells as an XLSX workbook, with the same places and the same refusals."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from sto_check import load_application
from sto_check.documents.errors import DocumentError
from sto_check.documents.limits import Limits
from sto_check.documents.xlsx.workbook import Workbook, read_workbook
from sto_check.text.place import Place
from tests.documents.xlsx import packed

SAMPLE = Path(__file__).parents[2] / "samples" / "techniekregio-volledig.xlsx"
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
HEAD = f"<office:document-content {SPACES}><office:automatic-styles>"
HIDDEN = '<style:style style:name="weg"><style:table-properties table:display="false"/></style:style>'


def content(rows: str, *, style: str = "zicht", other: str = "") -> str:
    table = f'<table:table table:name="Blad" table:style-name="{style}">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}{other}</office:spreadsheet></office:body>"
    return f"{HEAD}{HIDDEN}</office:automatic-styles>{body}</office:document-content>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def cell(attributes: str = "", text: str = "", name: str = "table-cell") -> str:
    return f"<table:{name} {attributes}>{text}</table:{name}>"


def text(words: str) -> str:
    return cell('office:value-type="string"', f"<text:p>{words}</text:p>")


def number(value: str, kind: str = "float") -> str:
    return cell(f'office:value-type="{kind}" office:value="{value}"', "<text:p>afgerond</text:p>")


def read(rows: str, limits: Limits | None = None, parts: dict[str, str | bytes] | None = None, **more: str) -> Workbook:
    written: dict[str, str | bytes] = {"mimetype": MIMETYPE, "content.xml": content(rows, **more), **(parts or {})}
    return read_workbook(packed(written), "plan.ods", limits or Limits())


def values(rows: str) -> dict[str, tuple[str, str]]:
    (sheet,) = read(rows).sheets
    return {cell.place.cell: (cell.form, cell.text) for cell in sheet.cells.values()}


def refused(rows: str, parts: dict[str, str | bytes] | None = None, limits: Limits | None = None, **more: str) -> str:
    with pytest.raises(DocumentError) as caught:
        read(rows, limits, parts, **more)
    return caught.value.problems[0].code


@pytest.mark.parametrize(
    ("written", "form", "shown"),
    [
        (number("5946000.05"), "number", "5946000.05"),
        (number("0.1"), "number", "0.1"),
        (number("85", "currency"), "number", "85"),
        (number("0.1", "percentage"), "percent", "10%"),
        (text("Het Noorden"), "text", "Het Noorden"),
        (cell('office:value-type="date" office:date-value="2025-01-31"'), "day", "2025-01-31"),
        (cell('office:value-type="date" office:date-value="2025-01-31T00:00:00"'), "day", "2025-01-31"),
        (cell('office:value-type="boolean" office:boolean-value="true"'), "yesno", "ja"),
        (cell('office:value-type="boolean" office:boolean-value="false"'), "yesno", "nee"),
        (cell('office:value-type="string"', "<text:p>een</text:p><text:p>twee</text:p>"), "text", "een\ntwee"),
        (text('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d'), "text", "a   b\tc\nd"),
        (text("<text:span>vet</text:span> en <text:a>gewoon</text:a>"), "text", "vet en gewoon"),
        (cell("", "<text:p>zonder soort</text:p>"), "text", "zonder soort"),
    ],
)
def test_a_cell_has_its_exact_text_and_what_the_file_says_it_is(written: str, form: str, shown: str) -> None:
    assert values(row(written)) == {"A1": (form, shown)}


def test_a_note_beside_a_cell_is_not_its_text() -> None:
    note = "<office:annotation><text:p>let op</text:p></office:annotation><text:p>waarde</text:p>"
    assert values(row(cell('office:value-type="string"', note))) == {"A1": ("text", "waarde")}


def test_the_outcome_of_a_formula_counts() -> None:
    found = cell('table:formula="of:=[.A1]*2" office:value-type="float" office:value="4"', "<text:p>4</text:p>")
    assert values(row(number("2"), found)) == {"A1": ("number", "2"), "B1": ("number", "4")}


def test_a_formula_that_comes_to_an_empty_text_is_an_empty_cell() -> None:
    """LibreOffice writes no type for it, but an empty paragraph; what was not worked out has neither."""
    assert values(row(cell('table:formula="of:=IF([.A1];1;)"', "<text:p/>"), number("2"))) == {"B1": ("number", "2")}


def test_what_is_repeated_stands_in_each_of_its_places_and_empty_cells_take_none() -> None:
    empty = cell('table:number-columns-repeated="3"')
    several = cell('office:value-type="float" office:value="7" table:number-columns-repeated="2"')
    rows = row(empty, several) + row(cell(), attributes='table:number-rows-repeated="1000000"')
    assert values(rows) == {"D1": ("number", "7"), "E1": ("number", "7")}
    twice = row(number("1"), attributes='table:number-rows-repeated="2"') + row(number("3"))
    assert values(twice) == {"A1": ("number", "1"), "A2": ("number", "1"), "A3": ("number", "3")}


def test_hidden_rows_columns_and_sheets_are_told() -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    rows = columns + row(number("1")) + row(number("2"), attributes='table:visibility="filter"')
    (sheet,) = read(rows, style="weg").sheets
    assert sheet.hidden
    assert sheet.hidden_rows == {2}
    assert sheet.hidden_columns == {2, 3}
    assert not read(rows).sheets[0].hidden


def test_merged_cells_are_a_block() -> None:
    spanned = cell(
        'table:number-columns-spanned="2" table:number-rows-spanned="2" office:value-type="string"',
        "<text:p>samen</text:p>",
    )
    covered = cell("", name="covered-table-cell")
    (sheet,) = read(row(spanned, covered) + row(covered, covered)).sheets
    assert sheet.merged == ((1, 1, 2, 2),)
    assert list(sheet.cells) == [(1, 1)]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (
            cell(
                'table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"',
                "<text:p>#DEEL/0!</text:p>",
            ),
            "cell-error",
        ),
        (cell('table:formula="of:=1"'), "formula-not-calculated"),
        (cell('table:formula="of:=1"', "<text:p>1</text:p>"), "formula-not-calculated"),
        (cell('office:value-type="time" office:time-value="PT12H"'), "time-of-day"),
        (cell('office:value-type="date" office:date-value="2025-01-31T12:00:00"'), "time-of-day"),
        (cell('office:value-type="date" office:date-value="31-1-2025"'), "broken-cell"),
        (number("veel"), "no-number"),
        (number("1e999"), "no-number"),
        (cell('office:value-type="boolean" office:boolean-value="misschien"'), "broken-cell"),
        (cell('office:value-type="iets"', "<text:p>x</text:p>"), "broken-cell"),
    ],
)
def test_a_cell_without_a_value_is_told_at_its_place(written: str, code: str) -> None:
    found = read(row(cell(), written)).unread
    assert [(one.code, one.place) for one in found] == [(code, Place("plan.ods", 1, 2, "Blad"))]


def test_a_value_under_a_block_is_told() -> None:
    spanned = cell('table:number-columns-spanned="2" office:value-type="string"', "<text:p>samen</text:p>")
    covered = cell('office:value-type="float" office:value="9"', name="covered-table-cell")
    assert [one.code for one in read(row(spanned, covered)).unread] == ["value-under-block"]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (row(cell('table:number-columns-repeated="0"')), "broken-xml"),
        (row(cell('table:number-columns-repeated="99999999"')), "broken-xml"),
        (row(cell('table:number-columns-repeated="16384"'), number("1")), "cell-reference"),
        (row(number("1"), attributes='table:number-rows-repeated="1048576"'), "too-many-cells"),
        (
            row(
                cell('office:value-type="float" office:value="1" table:number-columns-repeated="16000"'),
                attributes='table:number-rows-repeated="50"',
            ),
            "too-many-cells",
        ),
        (row(cell("", cell())), "broken-xml"),
        ("<table:table/>", "broken-xml"),
        (row(cell("", "<a>" * 200 + "</a>" * 200)), "too-deep"),
        ("<table:table-source/>", "outside-data"),
    ],
)
def test_damage_and_excess_are_refused(rows: str, code: str) -> None:
    assert refused(rows) == code


@pytest.mark.parametrize(
    ("name", "part", "code"),
    [
        ("Basic/Standard/Module1.xml", "<a/>", "macros"),
        ("Scripts/python/x.py", "", "macros"),
        (
            "META-INF/manifest.xml",
            (
                '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry>'
                "<m:encryption-data/></m:file-entry></m:manifest>"
            ),
            "password",
        ),
        ("settings.xml", "<a>", "broken-xml"),
        ("content.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "dtd"),
        ("content.xml", "<a/>", "no-sheets"),
    ],
)
def test_what_could_harm_is_refused(name: str, part: str, code: str) -> None:
    assert refused(row(number("1")), {name: part}) == code


def test_two_sheets_of_one_name_are_refused() -> None:
    assert refused(row(number("1")), other='<table:table table:name="blad"/>') == "duplicate-sheet"


def test_what_libreoffice_makes_of_a_workbook_is_the_same_application(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not here")
    shutil.copy(SAMPLE, tmp_path / "plan.xlsx")
    home = f"-env:UserInstallation=file://{tmp_path}/thuis"
    command = [
        office,
        home,
        "--headless",
        "--convert-to",
        "ods",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "plan.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert load_application(tmp_path / "plan.ods").content == load_application(SAMPLE).content
