"""Workbooks to cells: exact texts, forms and places, whichever program wrote them."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import tracemalloc
from datetime import date, datetime, time
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from sto_check.documents.document import is_workbook
from sto_check.documents.errors import DocumentError
from sto_check.documents.limits import Limits
from sto_check.documents.sheet import Cell
from sto_check.documents.xlsx.cell_value import layout_of
from sto_check.documents.xlsx.errors import CellsError, cells_refusal
from sto_check.documents.xlsx.workbook import Workbook, read_workbook
from sto_check.text.errors import EXIT_DOCUMENT, Problem
from sto_check.text.place import Place
from sto_check.text.problems import MAX_PROBLEMS
from tests.documents.xlsx import MAIN, OFFICE, book, cells, packed, parts, relations, sheet, strings, styles, workbook


def read(data: bytes) -> Workbook:
    """Return a workbook in which every cell has a value."""
    found = read_workbook(data, "plan.xlsx")
    if found.unread:
        raise cells_refusal(found.unread)
    return found


def values(data: bytes) -> list[tuple[str, str]]:
    """Return the form and the text of the cells of the first sheet, in order."""
    return [(cell.form, cell.text) for cell in read(data).sheets[0].cells.values()]


def problems(data: bytes) -> list[tuple[str, str]]:
    """Return the place and the code of the cells for which a workbook is refused; every problem has two languages."""
    return [(str(found.place), found.code) for found in refused(data)]


def refused(data: bytes) -> tuple[Problem, ...]:
    with pytest.raises(CellsError) as caught:
        read(data)
    assert caught.value.exit_code == EXIT_DOCUMENT
    for problem in caught.value.problems:
        assert problem.hint is not None
        assert problem.says.nl != problem.says.en
        assert problem.hint.nl != problem.hint.en
        assert "{" not in problem.says.nl + problem.says.en
    return caught.value.problems


def saved(made: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_a_workbook_of_openpyxl_is_read_with_its_places() -> None:
    made = openpyxl.Workbook()
    first = made.active
    assert first is not None
    first.title = "Kosten"
    first["B2"], first["C2"], first["D2"], first["B5"] = "Lathe & co", 1234.56, True, date(2025, 1, 31)
    first["C5"] = 0.075
    first["C5"].number_format = "0.0%"
    made.create_sheet("Leeg")
    assert read(saved(made)).sheets[0].cells == {
        (2, 2): Cell("Lathe & co", "text", Place("plan.xlsx", 2, 2, "Kosten")),
        (2, 3): Cell("1234.56", "number", Place("plan.xlsx", 2, 3, "Kosten")),
        (2, 4): Cell("ja", "yesno", Place("plan.xlsx", 2, 4, "Kosten")),
        (5, 2): Cell("2025-01-31", "day", Place("plan.xlsx", 5, 2, "Kosten")),
        (5, 3): Cell("7.5%", "percent", Place("plan.xlsx", 5, 3, "Kosten")),
    }
    assert [(one.name, len(one.cells), one.hidden) for one in read(saved(made)).sheets] == [
        ("Kosten", 5, False),
        ("Leeg", 0, False),
    ]


EXCEL = workbook(
    '<row r="2" spans="1:5" x14ac:dyDescent="0.25" xmlns:x14ac="x"><c r="A2" s="1" t="s"><v>0</v></c><c r="B2" s="2">'
    '<f>SUM(C2:C9)</f><v>1234.5600000000001</v></c><c r="C2" s="3"/><c r="D2" s="3"><v>45688</v></c><c r="E2" t="str">'
    '<f>A2&amp;"x"</f><v>Regiox</v></c><c r="F2" t="b"><v>0</v></c><c r="G2" s="4"><v>7.4999999999999997E-2</v></c>'
    "</row>",
    styles=styles(0, 0, 4, 14, 10),
    strings=strings("<t>Regio</t>"),
)
LIBRE_OFFICE = workbook(
    '<row r="2" customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false">'
    '<c r="A2" s="0" t="s"><v>0</v></c><c r="B2" s="1" t="n"><f aca="false">SUM(C2:C9)</f><v>1234.56</v></c>'
    '<c r="D2" s="2" t="n"><v>45688</v></c><c r="E2" s="0" t="str"><f aca="false">A2&amp;"x"</f><v>Regiox</v></c>'
    '<c r="F2" s="0" t="b"><v>0</v></c><c r="G2" s="3" t="n"><v>0.075</v></c></row>',
    workbook=book(rest='<calcPr iterateCount="100" refMode="A1" iterate="false" iterateDelta="0.001"/>'),
    styles=styles("General", "#,##0.00", "[$-413]DD\\-MM\\-YYYY", "0.00%"),
    strings=strings('<t xml:space="preserve">Regio</t>'),
)
INLINE = workbook(
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Regio</t></is></c><c><f>1</f><v>1234.56</v></c><c r="D2" s="1"><v>45688'
    '</v></c><c t="inlineStr"><is><r><rPr><b/></rPr><t>Reg</t></r><r><t>iox</t></r></is></c><c t="b"><v>0</v></c>'
    '<c s="2"><v>0.075</v></c></row>',
    styles=styles(0, "yyyy-mm-dd", 9),
)
PREFIXED = packed(
    {
        name: text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"').replace("<", "<x:").replace("<x:/", "</x:")
        if isinstance(text, str) and name.endswith("sheet1.xml")
        else text
        for name, text in parts(
            '<row r="2"><c r="A2" t="str"><v>Regio</v></c><c r="B2"><v>1.23456E3</v></c><c r="D2" t="d">'
            '<v>2025-01-31T00:00:00</v></c><c r="E2" t="str"><v>Regiox</v></c><c r="F2" t="b"><v>0</v></c>'
            '<c r="G2" s="1"><v>.075</v></c></row>',
            styles=styles(0, 9),
        ).items()
    }
)
STRICT = packed(
    {
        name: text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, text in parts(
            '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>1234.56</v></c><c r="D2" t="d"><v>2025-01-31</v></c>'
            '<c r="E2" t="s"><v>1</v></c><c r="F2" t="b"><v>false</v></c><c r="G2" s="1"><v>0.075</v></c></row>',
            styles=styles(0, 9),
            strings=strings("<t>Regio</t>", "<t>Regiox</t>"),
        ).items()
        if isinstance(text, str)
    }
)


@pytest.mark.parametrize("data", [EXCEL, LIBRE_OFFICE, INLINE, PREFIXED, STRICT], ids=range(5))
def test_every_program_s_way_of_writing_reads_the_same(data: bytes) -> None:
    wanted = [
        ("A2", "text", "Regio"), ("B2", "number", "1234.56"), ("D2", "day", "2025-01-31"), ("E2", "text", "Regiox"),
        ("F2", "yesno", "nee"), ("G2", "percent", "7.5%"),
    ]  # fmt: skip
    (found,) = read(data).sheets
    assert [(cell.place.cell, cell.form, cell.text) for cell in found.cells.values()] == wanted


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("1234.56", "1234.56"),
        ("0.30000000000000004", "0.3"),
        ("1234.0", "1234"),
        ("100", "100"),
        ("1e21", "1000000000000000000000"),
        ("1E+2", "100"),
        ("1.5E-7", "0.00000015"),
        ("-0.0", "0"),
        ("0", "0"),
        ("-12.50", "-12.5"),
        (" 7 ", "7"),
        ("+7", "7"),
        ("007", "7"),
        ("123456789012345", "123456789012345"),
        ("123456789012345678", "123456789012346000"),
        ("1000000000000005", "1000000000000010"),
        ("1.0049999999999999", "1.005"),
        ("2.6749999999999998", "2.675"),
        ("999999999999999.9", "1000000000000000"),
        ("1" + "0" * 300, "1" + "0" * 300),
    ],
)
def test_a_number_has_at_most_fifteen_digits_that_count_and_no_exponent(stored: str, text: str) -> None:
    assert values(cells(f"><v>{stored}</v>")) == [("number", text)]


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 15))
def test_any_number_of_fifteen_digits_comes_back_exactly(digits: int, decimals: int) -> None:
    exact = Decimal(digits).scaleb(-decimals)
    (number, percent) = values(cells(f"><v>{float(exact)!r}</v>", f's="1"><v>{exact}</v>', styles=styles(0, 9)))
    assert Decimal(number[1]) == exact
    assert Decimal(percent[1].removesuffix("%")) == exact * 100


@pytest.mark.parametrize(
    "stored",
    ["NaN", "inf", "-INF", "1e999", "1,5", "1_000", "0x10", "1.2.3", "e5", "٣", "1" * 10_000, "1e99999", "- 1", "x"],
)
def test_a_number_that_is_none_is_refused_at_its_cell(stored: str) -> None:
    assert problems(cells(">", f"><v>{stored}</v>")) == [("plan.xlsx:Blad!B1", "no-number")]


def test_a_number_that_is_none_is_shown() -> None:
    (problem,) = refused(cells("><v>NaN</v>"))
    assert problem.says.nl == "“NaN” is hier als getal opgeslagen, maar is geen getal."


@pytest.mark.parametrize(
    ("stored", "text"), [("0.075", "7.5%"), ("1", "100%"), ("0.07500000000000001", "7.5%"), ("1e-9", "0.0000001%")]
)
def test_a_percentage_reads_as_it_is_shown(stored: str, text: str) -> None:
    assert values(cells(f's="1"><v>{stored}</v>', styles=styles(0, "0.00%"))) == [("percent", text)]


@pytest.mark.parametrize(
    ("code", "layout"),
    [
        ("General", "number"),
        ("0.00", "number"),
        ("0%", "percent"),
        ('0.0"%"', "number"),
        ("0\\%", "number"),
        ('#,##0.00\\ "dagen"', "number"),
        ('_-"€"\\ * #,##0.00_-;[Red]\\-0', "number"),
        ("[$€-413]#,##0", "number"),
        ("[Red]0;[Magenta]-0", "number"),
        ("[<=100]0;0", "number"),
        ("0.00E+00", "number"),
        ("0;0%", "number"),  # of a format for numbers above and below zero, the first counts
        ("@", "number"),
        ("# ?/?", "number"),
        ("dd-mm-yyyy", "day"),
        ("[$-413]d\\ mmmm\\ yyyy;@", "day"),
        ("DD/MM/YY", "day"),
        ("mmm", "day"),
        ("d-m-yyyy h:mm", "day"),
        ("h:mm", "time"),
        ("mm:ss.0", "time"),
        ("[h]:mm:ss", "time"),
        ("[mm]:ss", "time"),
        ("h:mm AM/PM", "time"),
    ],
)
def test_a_number_format_says_what_a_number_is(code: str, layout: str) -> None:
    assert layout_of(164, {164: code}) == layout


@pytest.mark.parametrize(
    ("number", "layout"),
    [(0, "number"), (9, "percent"), (10, "percent"), (14, "day"), (20, "time"), (22, "day"), (44, "number"),
     (46, "time"), (49, "number"), (57, "day"), (999, "number")],
)  # fmt: skip
def test_a_number_format_that_the_file_does_not_define_is_one_of_excel_s_own(number: int, layout: str) -> None:
    assert layout_of(number, {}) == layout


@pytest.mark.parametrize(
    ("stored", "day"),
    [("45688", "2025-01-31"), ("45688.0", "2025-01-31"), ("61", "1900-03-01"), ("2958465", "9999-12-31")],
)
def test_a_day_is_counted_from_1900(stored: str, day: str) -> None:
    assert values(cells(f's="1"><v>{stored}</v>', styles=styles(0, 14))) == [("day", day)]


def test_a_day_is_counted_from_1904_where_the_workbook_says_so() -> None:
    data = cells(
        's="1"><v>0</v>', 's="1"><v>44226</v>', styles=styles(0, 14), workbook=book(rest='<workbookPr date1904="1"/>')
    )
    assert values(data) == [("day", "1904-01-01"), ("day", "2025-01-31")]
    before = cells('s="1"><v>-1</v>', styles=styles(0, 14), workbook=book(rest='<workbookPr date1904="true"/>'))
    assert problems(before) == [("plan.xlsx:Blad!A1", "no-such-day")]


def test_days_of_openpyxl_in_either_epoch_are_the_same() -> None:
    made = openpyxl.Workbook()
    made.epoch = CALENDAR_MAC_1904
    assert made.active is not None
    made.active["A1"] = date(2025, 1, 31)
    assert values(saved(made)) == [("day", "2025-01-31")]


@pytest.mark.parametrize("stored", ["0", "12", "60", "-1", "2958466", "1e300"])
def test_a_number_that_is_no_day_but_laid_out_as_one_is_refused(stored: str) -> None:
    assert problems(cells(f's="1"><v>{stored}</v>', styles=styles(0, 14))) == [("plan.xlsx:Blad!A1", "no-such-day")]


def test_a_number_that_is_no_day_is_shown() -> None:
    (problem,) = refused(cells('s="1"><v>12.0</v>', styles=styles(0, 14)))
    assert problem.says.en == "“12” is formatted as a date, but is no day between 1 March 1900 and the year 10000."


def test_a_time_of_day_is_refused() -> None:
    made = openpyxl.Workbook()
    assert made.active is not None
    made.active.append([datetime(2025, 1, 31, 12, 30), time(9, 0), datetime(2025, 1, 31)])
    assert problems(saved(made)) == [
        ("plan.xlsx:Sheet!A1", "time-of-day"),
        ("plan.xlsx:Sheet!B1", "time-of-day"),
    ]
    (problem, *_) = refused(saved(made))
    assert problem.says.nl == "In deze cel staat een tijdstip."


@pytest.mark.parametrize(
    ("stored", "code"),
    [
        ("2025-01-31T12:00:00", "time-of-day"),
        ("T12:00", "time-of-day"),
        ("2025-02-30", "no-such-day"),
        ("31-1-2025", "broken-cell"),
    ],
)
def test_a_date_in_words_that_is_no_day_is_refused(stored: str, code: str) -> None:
    assert problems(cells(f't="d"><v>{stored}</v>')) == [("plan.xlsx:Blad!A1", code)]


def test_a_text_stays_as_it_was_typed() -> None:
    data = cells(
        't="s"><v>0</v>',
        't="s"><v>1</v>',
        't="s"><v>2</v>',
        't="s"><v>3</v>',
        't="str"><v>01234567</v>',
        't="inlineStr"><is><r><t>a</t></r><rPh sb="0" eb="1"><t>klank</t></rPh><r><t>b</t></r></is>',
        strings=strings(
            '<t xml:space="preserve">  twee \n regels </t>',
            "<t>a_x000D_\nb&#13;c_x005F_x0041_</t>",
            "<r><rPr><b/></rPr><t>ge</t></r><r><t>heel</t></r><rPh><t>klank</t></rPh>",
            "<t>x_y_x00zz_ é😀</t>",
        ),
    )
    assert [text for _, text in values(data)] == [
        "  twee \n regels ",
        "a\nb\nc_x0041_",
        "geheel",
        "x_y_x00zz_ é😀",
        "01234567",
        "ab",
    ]


def test_an_empty_cell_is_absent_however_it_is_written() -> None:
    data = cells(
        ">",
        "><v></v>",
        't="s">',
        't="str"><v>  \n</v>',
        't="s"><v>0</v>',
        't="inlineStr"><is><t/></is>',
        's="0"><v/>',
        't="str"><f>""</f><v></v>',
        't="e">',
        "><v>1</v>",
        strings=strings("<t>\u00a0</t>"),
    )
    assert {place: cell.text for place, cell in read(data).sheets[0].cells.items()} == {(1, 10): "1"}


def test_a_text_with_a_control_character_or_too_long_is_refused() -> None:
    data = cells(
        't="str"><v>a_x0007_</v>',
        't="str"><v>a\x7fb</v>',
        't="str"><v>_xD83D_</v>',
        f't="str"><v>{"x" * 32_767}</v>',
        f't="str"><v>{"x" * 32_768}</v>',
        f't="str"><v>{"x" * 300_000}</v>',
    )
    assert problems(data) == [
        ("plan.xlsx:Blad!A1", "control-character"),
        ("plan.xlsx:Blad!B1", "control-character"),
        ("plan.xlsx:Blad!C1", "control-character"),
        ("plan.xlsx:Blad!E1", "text-too-long"),
        ("plan.xlsx:Blad!F1", "text-too-long"),
    ]


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A", "#NAME?"])
def test_an_error_in_a_cell_is_refused_by_its_name(error: str) -> None:
    (problem,) = refused(cells(f't="e"><f>1/0</f><v>{error}</v>'))
    assert (problem.code, problem.place) == ("cell-error", Place("plan.xlsx", 1, 1, "Blad"))
    assert problem.says.nl == f"In deze cel staat de fout “{error}”."
    assert problem.hint is not None
    assert problem.hint.nl == "Herstel de formule of vul de waarde zelf in."


def test_a_formula_that_was_never_calculated_is_refused() -> None:
    made = openpyxl.Workbook()
    assert made.active is not None
    made.active["A1"], made.active["B2"] = 1, "=A1+1"
    (problem,) = refused(saved(made))
    assert problem.render("nl") == (
        "plan.xlsx:Sheet!B2: De formule in deze cel is nog niet uitgerekend. Open het bestand in Excel of LibreOffice, "
        "bewaar het opnieuw als .xlsx en lever dat bestand in."
    )
    assert problems(cells("><f>1</f>", "><f>1</f><v/>", 't="str"><f>1</f>')) == [
        (f"plan.xlsx:Blad!{cell}1", "formula-not-calculated") for cell in "ABC"
    ]


@pytest.mark.parametrize("setting", ['fullCalcOnLoad="1"', 'calcCompleted="0"'])
def test_an_outcome_that_the_workbook_itself_calls_out_of_date_is_none(setting: str) -> None:
    data = cells("><v>1</v>", "><f>A1+1</f><v>0</v>", workbook=book(rest=f"<calcPr {setting}/>"))
    assert problems(data) == [("plan.xlsx:Blad!B1", "formula-not-calculated")]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ('t="s"><v>2</v>', "shared-string"),
        ('t="s"><v>-1</v>', "shared-string"),
        ('t="s"><v>1e0</v>', "shared-string"),
        ('t="s"><v>99999999999999999999</v>', "shared-string"),
        ('t="b"><v>2</v>', "broken-cell"),
        ('t="zz"><v>2</v>', "broken-cell"),
        ('s="1"><v>2</v>', "broken-cell"),
        ('s="x"><v>2</v>', "broken-cell"),
    ],
)
def test_a_cell_that_refers_to_nothing_is_refused(cell: str, code: str) -> None:
    assert problems(cells(cell, strings=strings("<t>a</t>", "<t>b</t>"))) == [("plan.xlsx:Blad!A1", code)]


def test_problems_are_told_together_in_order_of_sheet_row_and_column() -> None:
    error = '<c r="{}" t="e"><v>#N/A</v></c>'
    data = packed(
        parts(
            f'<row r="2">{error.format("A2")}{error.format("AB2")}</row><row r="10">{error.format("B10")}</row>',
            workbook=book('<sheet name="Z" sheetId="1" r:id="s1"/><sheet name="A" sheetId="2" r:id="s2"/>'),
            links=relations(s1="worksheet worksheets/sheet1.xml", s2="worksheet /xl/worksheets/sheet2.xml"),
        )
        | {"xl/worksheets/sheet2.xml": sheet(f'<row r="1">{error.format("A1")}</row>')}
    )
    assert [place for place, _ in problems(data)] == [
        "plan.xlsx:Z!A2",
        "plan.xlsx:Z!AB2",
        "plan.xlsx:Z!B10",
        "plan.xlsx:A!A1",
    ]


@pytest.mark.parametrize(("count", "told"), [(MAX_PROBLEMS, MAX_PROBLEMS), (MAX_PROBLEMS + 40, MAX_PROBLEMS + 1)])
def test_of_many_problems_the_others_are_counted(count: int, told: int) -> None:
    found = refused(workbook('<row><c t="e"><v>#N/A</v></c></row>' * count))
    assert len(found) == told
    assert found[MAX_PROBLEMS - 1].place == Place("plan.xlsx", MAX_PROBLEMS, 1, "Blad")
    if told > MAX_PROBLEMS:
        assert found[-1].says.nl == "Hierna volgen nog 40 zulke cellen."


def test_rows_and_columns_may_be_left_out_and_need_not_say_where_they_are() -> None:
    data = workbook(
        '<row r="3"><c><v>1</v></c><c r="D3"><v>2</v></c><c/><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>5</v></c></row>'
    )
    assert {place: cell.text for place, cell in read(data).sheets[0].cells.items()} == {
        (3, 1): "1",
        (3, 4): "2",
        (3, 6): "3",
        (5, 1): "4",
        (1_048_576, 16_384): "5",
    }


def test_merged_blocks_hidden_rows_columns_and_sheets_are_told() -> None:
    made = openpyxl.Workbook()
    first = made.active
    assert first is not None
    first.append(["a", "b", "c", "d"])
    first.append([1])
    first["A4"] = "kop"
    first.merge_cells("A4:C5")
    first.merge_cells("B2:C2")
    first.merge_cells("E1:E1")
    first.row_dimensions[2].hidden = True
    first.row_dimensions[7].hidden = True
    first.column_dimensions["B"].hidden = True
    first.column_dimensions["D"].hidden = True
    made.create_sheet("Weg").sheet_state = "hidden"
    made.create_sheet("Heel weg").sheet_state = "veryHidden"
    one, two, three = read(saved(made)).sheets
    assert one.merged == ((2, 2, 2, 3), (4, 1, 5, 3))
    assert one.hidden_rows == {2}
    assert one.hidden_columns == {2, 4}
    assert (one.hidden, two.hidden, three.hidden) == (False, True, True)


def test_a_value_under_a_merged_block_is_refused() -> None:
    data = packed(
        parts()
        | {
            "xl/worksheets/sheet1.xml": sheet(
                '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>',
                after='<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C1:C9"/></mergeCells>',
            )
        }
    )
    assert problems(data) == [("plan.xlsx:Blad!B1", "value-under-block")]


def test_a_chart_sheet_is_skipped_and_hyperlinks_are_fine() -> None:
    made = openpyxl.Workbook()
    first = made.active
    assert first is not None
    first["A1"] = "klik"
    first["A1"].hyperlink = "https://example.org/"
    first["A1"].comment = Comment("let op", "ik")
    made.create_chartsheet("Grafiek")
    assert [(one.name, len(one.cells)) for one in read(saved(made)).sheets] == [("Sheet", 1)]


def test_a_name_of_a_sheet_may_hold_any_letter() -> None:
    data = packed(parts(workbook=book('<sheet name="Kosten &amp; baten é_x0041_" sheetId="1" r:id="s1"/>')))
    assert read(data).sheets[0].name == "Kosten & baten éA"


def test_a_million_rows_with_a_layout_only_are_no_cells() -> None:
    row = '<row r="{0}"><c r="A{0}" s="0"/></row>'
    rows = "".join(row.format(number) for number in range(2, 1_048_577))
    data = workbook(f'<row r="1"><c r="A1"><v>1</v></c></row>{rows}')
    (found,) = read_workbook(data, "plan.xlsx", Limits(cells=1)).sheets
    assert list(found.cells) == [(1, 1)]


def test_what_no_cell_shows_takes_no_memory() -> None:
    texts = strings(*["<t>niemand ziet dit</t>"] * 100_000)
    long = f'<row><c t="inlineStr"><is><t>{"x" * 5_000_000}</t></is></c></row>'
    for data in (cells("><v>1</v>", strings=texts), workbook(long)):
        tracemalloc.start()
        with contextlib.suppress(CellsError):
            read(data)
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
        tracemalloc.stop()


def test_a_workbook_keeps_its_name_and_its_bytes() -> None:
    data = cells("><v>1</v>")
    assert read(data).data == data
    assert read(data).name == "plan.xlsx"


def test_a_workbook_is_known_by_its_content() -> None:
    assert is_workbook(cells("><v>1</v>"))
    assert is_workbook(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest")
    assert not is_workbook(b"PK: 1\n")
    assert not is_workbook(b"")


def test_no_parser_is_loaded_before_a_workbook_is_read() -> None:
    code = "import sys, sto_check.forms.load; print(*{'pyexpat', 'openpyxl'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_typed_error(rest: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        with pytest.raises(DocumentError) as caught:
            read(start + rest)
        assert caught.value.problems[0].place == Place("plan.xlsx", 1, 1)
