"""The workbook as somebody who lives in a spreadsheet sees it: every row looks as it should, also those still empty."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from sto_check.cli.command import open_scheme
from sto_check.forms.load import load_application
from sto_check.forms.plain import plain_tree
from sto_check.forms.sheets.layout import layout_of
from sto_check.forms.sheets.looks import FORMATS
from sto_check.forms.sheets.write import EMPTY_ROWS, write_workbook
from sto_check.forms.template import template_of

if TYPE_CHECKING:
    from sto_check.forms.form import Form

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "techniekregio-volledig.yaml"
SCHEMES = [
    *((name, None) for name in ("sto-2025-2028", "sto-2025-2028-uitwerking", "sto-2020-2024-eindrapportage")),
    ("energietoeslag-2027", ROOT / "tests" / "household_benefit" / "rules"),
    ("buurttuinen-2027", ROOT / "tests" / "other_subsidy" / "rules"),
]
OWN = {"Totalen", "Uitleg", "Lijsten"}


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module", params=SCHEMES, ids=lambda one: str(one[0]))
def form(request: pytest.FixtureRequest) -> Form:
    return open_scheme(*request.param).form


@pytest.fixture(scope="module")
def empty(form: Form) -> Any:
    return opened(template_of(form, "xlsx", "een-regeling"))


@pytest.fixture(scope="module")
def full() -> Any:
    application = load_application(SAMPLE)
    return opened(write_workbook(application.form, plain_tree(application.content)))


def tables(book: Any) -> list[Any]:
    return [sheet for sheet in book if sheet.tables]


def test_one_font_on_every_cell_that_can_be_seen(empty: Any, full: Any) -> None:
    fonts = {
        (cell.font.name, cell.font.size)
        for book in (empty, full)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if sheet.sheet_state == "visible"
    }
    assert fonts == {("Calibri", 11)}


def test_every_row_of_every_table_has_the_formats_of_its_columns_also_the_empty_ones(form: Form, empty: Any) -> None:
    for layout in layout_of(form):
        if layout.is_form:
            continue
        sheet = empty[layout.name]
        for number, column in enumerate(layout.columns, 1):
            wanted = "@" if column.several else FORMATS.get(column.sort, "@")
            cells = [sheet.cell(row, number) for row in range(2, EMPTY_ROWS + 2)]
            below = sheet.column_dimensions[cells[0].column_letter]
            assert {one.number_format for one in (*cells, below)} == {wanted}
            wraps = all(one.alignment.wrap_text for one in (*cells, below))
            assert wraps or column.sort in {"amount", "change", "percent", "quantity", "distance", "whole"}
            assert {one.alignment.vertical for one in (*cells, below)} == {"top"}
            if column.sort in {"amount", "whole", "quantity"} and not column.several:  # not glued to what follows
                assert {one.alignment.horizontal for one in (*cells, below)} == {"right"}
                assert {one.alignment.indent == 1 or wanted.endswith("_-") for one in (*cells, below)} == {True}


def test_the_rows_under_a_header_are_a_table_with_filters_named_after_its_columns(form: Form, empty: Any) -> None:
    names = []
    for layout in layout_of(form):
        if layout.is_form:
            continue
        (table,) = empty[layout.name].tables.values()
        names.append(table.displayName)
        assert re.fullmatch(r"Tabel_\w+", table.displayName)
        assert range_boundaries(table.ref) == (1, 1, len(layout.columns), EMPTY_ROWS + 1)
        assert table.autoFilter.ref == table.ref
        heads = [str(cell.value) for cell in empty[layout.name][1]]
        assert [one.name for one in table.tableColumns] == heads == [column.label for column in layout.columns]
        assert len({head.casefold() for head in heads}) == len(heads)
    assert len(set(names)) == len(names)


def test_pages_are_a4_across_with_sheet_heading_and_page_and_repeat_their_header(full: Any) -> None:
    for sheet in full:
        if sheet.sheet_state == "hidden":
            continue
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.fitToHeight == 0
        assert (sheet.oddHeader.left.text, sheet.oddHeader.right.text) == ("&A", "Techniekregio Oeverlanden")
        assert sheet.oddFooter.right.text == "Pagina &P van &N"
        assert sheet.freeze_panes in {"A2", "B2"}
    assert (full["Kosten"].page_setup.fitToWidth, full["Kosten"].print_title_cols) == (1, None)
    assert (full["Partners"].page_setup.fitToWidth, full["Partners"].print_title_cols) == (2, "$A:$A")


def test_a_heading_is_written_as_it_is() -> None:
    tree = {"regio": {"naam": "Zon & Zee\n&P"}}
    sheet: Any = opened(write_workbook(open_scheme("sto-2025-2028", None).form, tree))["Regio"]
    assert sheet.oddHeader.right.text == "Zon && Zee &&P"


def test_no_column_is_wider_than_a_page_and_no_header_narrower_than_its_longest_word(
    empty: Any,
) -> None:
    for sheet in tables(empty):
        for cell in sheet[1]:
            width = sheet.column_dimensions[cell.column_letter].width
            assert max(map(len, str(cell.value).split())) < width <= 60


def test_a_row_is_as_high_as_its_longest_text_until_something_else_is_typed(full: Any) -> None:
    heights = {row: full["Visie"].row_dimensions[row].height for row in range(2, 40)}
    long = [row for row in heights if len(str(full["Visie"].cell(row, 2).value or "")) > 600]
    assert long
    assert all((heights[row] or 0) > 100 for row in long)
    application = load_application(SAMPLE)
    with_parts = write_workbook(application.form, plain_tree(application.content))
    assert b"customHeight" not in part(with_parts, "xl/worksheets/sheet2.xml")


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def rules_on(sheet: Any, cell: str) -> list[tuple[str, str]]:
    """Return the condition and the colour of each rule that colours a cell."""
    return [
        (rule.formula[0], rule.dxf.fill.bgColor.rgb[-6:])
        for found in sheet.conditional_formatting
        for rule in found.rules
        if cell in found.sqref
    ]


def test_what_a_row_needs_and_still_lacks_is_coloured_and_what_its_kind_is_not_asked_is_grey(
    full: Any,
) -> None:
    started = "SUMPRODUCT(LEN($A2:$R2))>0"
    assert rules_on(full["Partners"], "A900") == [(f"AND(LEN(TRIM($A2))=0,{started})", "F8CBAD")]
    (grey, _), (lacking, colour) = rules_on(full["Partners"], "D3")
    asked = 'ISNUMBER(SEARCH(";"&TRIM($B2)&";",";vmbo;mbo;po;pro;vso;vo;hbo;wo;"))'
    assert grey == f"AND(LEN($B2)>0,NOT({asked}))"
    assert (lacking, colour) == (f"AND(LEN(TRIM($D2))=0,{started},{asked})", "FFF2CC")
    regio = {str(row[0].value): row[1].coordinate for row in full["Regio"].iter_rows(min_row=2)}
    assert rules_on(full["Regio"], regio["Ontvangen"]) == []
    assert [colour for _, colour in rules_on(full["Regio"], regio["Regio: naam"])] == ["FFF2CC"]


def test_numbers_days_and_ids_that_do_not_fit_are_refused_and_the_marks_are_not() -> None:
    book: Any = opened(template_of(open_scheme("sto-2025-2028", None).form, "xlsx", "sto-2025-2028"))

    def rule(sheet: str, cell: str) -> str:
        found = next(one for one in book[sheet].data_validations.dataValidation if cell in one.sqref)
        assert found.showErrorMessage
        assert found.type in {"custom", "list"}
        assert found.error
        return str(found.formula1)

    assert rule("Kosten", "G3") == ('IF(ISNUMBER(G2),AND(G2>=0,ROUND(G2,2)=G2),OR(G2="?",G2="[]",G2="{}"))')
    assert rule("Ondertekeningen", "D3").startswith("IF(ISNUMBER(D2),D2>=61,")
    assert rule("Activiteiten", "A5") == 'AND(ISERROR(FIND(" ",A2)),COUNTIF($A$2:$A$10000,A2)=1)'
    assert rule("Afzieningen", "A5") == '"vmbo,vso,pro,[]"'
