"""Files that are no sound and plain workbook: each refused with its own code, message and hint."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import cache

import pytest

from sto_check.documents.document import is_workbook
from sto_check.documents.errors import DocumentError, TooLargeError
from sto_check.documents.limits import Limits
from sto_check.documents.xlsx.errors import WorkbookError
from sto_check.documents.xlsx.package import MAX_PARTS
from sto_check.documents.xlsx.sheet_xml import MAX_BLOCKS
from sto_check.documents.xlsx.workbook import read_workbook
from sto_check.text.errors import EXIT_DOCUMENT, Problem
from sto_check.text.language import Text
from sto_check.text.place import Place
from tests.documents.xlsx import CONTENT, MAIN, SHEET, TYPES, book, packed, parts, relations, sheet, types, workbook

ZEROS = bytes(1024 * 1024)


def refused(
    data: bytes, code: str, error: type[DocumentError] = WorkbookError, limits: Limits | None = None
) -> Problem:
    """Return the one problem for which a file is refused; its code and its error are as they should be."""
    with pytest.raises(DocumentError) as caught:
        read_workbook(data, "plan.xlsx", limits or Limits())
    (problem,) = caught.value.problems
    assert (problem.code, type(caught.value)) == (code, error)
    assert caught.value.exit_code == EXIT_DOCUMENT
    assert problem.place is not None
    assert problem.hint is not None
    assert problem.says.nl != problem.says.en
    assert problem.hint.nl != problem.hint.en
    assert "{" not in problem.says.nl + problem.says.en
    return problem


@cache
def bomb(name: str) -> bytes:
    """Return a workbook with a part that is 1 GB of zeros, of which the zip file says so."""
    stream = io.BytesIO(packed(parts()))
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(name, "w") as part,
    ):
        for _ in range(1024):
            part.write(ZEROS)
    return stream.getvalue()


def entry_of(data: bytes, name: str) -> tuple[int, int]:
    """Return where a zip file describes a part: in front of it, and in the list at the end."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.getinfo(name).header_offset
    return first, data.rindex(b"PK\x01\x02", 0, data.rindex(name.encode()))


def changed(data: bytes, at: int, value: bytes) -> bytes:
    return data[:at] + value + data[at + len(value) :]


def with_part(name: str, text: str | bytes) -> bytes:
    return packed(parts() | {name: text})


def without(name: str) -> bytes:
    return packed({part: text for part, text in parts().items() if part != name})


def test_a_file_over_the_limit_is_refused_and_the_limit_can_be_raised() -> None:
    data = with_part("docProps/a.bin", b"") + bytes(1024 * 1024)
    problem = refused(data, "too-large", TooLargeError, Limits(megabytes=1))
    assert problem.says == Text("De werkmap is groter dan 1 MB.", "The workbook is larger than 1 MB.")
    assert problem.place == Place("plan.xlsx", 1, 1)


@pytest.mark.parametrize("name", ["xl/media/a.png", "xl/worksheets/sheet2.xml"])
def test_a_zip_bomb_is_refused(name: str) -> None:
    problem = refused(bomb(name), "unpacked-too-large", TooLargeError)
    assert problem.says.nl == "De werkmap is uitgepakt groter dan 60 MB."


def test_the_unpacked_size_counts_up_to_the_limit_and_not_beyond() -> None:
    small = sum(len(text) for text in parts().values())
    assert read_workbook(with_part("a.bin", ZEROS[small:]), "f", Limits(unpacked=1)).sheets
    problem = refused(with_part("a.bin", ZEROS[small - 1 :]), "unpacked-too-large", TooLargeError, Limits(unpacked=1))
    assert problem.says.en == "The workbook is larger than 1 MB once unpacked."


def test_a_zip_bomb_that_says_it_is_small_is_refused() -> None:
    data = bomb("xl/media/a.png")
    _, listed = entry_of(data, "xl/media/a.png")
    refused(changed(data, listed + 24, struct.pack("<I", 1000)), "broken-zip")


def test_parts_that_share_their_bytes_are_refused() -> None:
    data = packed(parts() | {"a.bin": b"x" * 50, "b.bin": b"x" * 50})
    first, _ = entry_of(data, "a.bin")
    _, listed = entry_of(data, "b.bin")
    refused(changed(data, listed + 42, struct.pack("<I", first)), "overlapping-parts")


def test_a_part_that_reaches_into_the_list_of_parts_is_refused() -> None:
    data = packed(parts() | {"b.bin": b"x" * 50}, zipfile.ZIP_STORED)
    _, listed = entry_of(data, "b.bin")
    refused(changed(data, listed + 20, struct.pack("<I", 60)), "overlapping-parts")


def test_too_many_parts_are_refused() -> None:
    data = packed(parts() | {f"p{number}.bin": b"" for number in range(MAX_PARTS)})
    problem = refused(data, "too-many-parts", TooLargeError)
    assert problem.says.nl == f"De werkmap bestaat uit meer dan {MAX_PARTS} onderdelen."


@pytest.mark.parametrize("rows", ['<row r="1">{}</row>', "<row/>{}"], ids=["cells", "rows"])
def test_too_many_tags_are_refused(rows: str) -> None:
    data = workbook(rows.format(("<c/>" if "r=" in rows else "<row/>") * 80_000))
    problem = refused(data, "too-many-tags", TooLargeError, Limits(unpacked=1))
    assert problem.says.en == "The workbook has more than 60000 rows, cells and other elements."


def test_cells_are_counted_over_all_sheets_and_empty_ones_are_not() -> None:
    both = parts(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="0"/></row>',
        workbook=book('<sheet name="A" sheetId="1" r:id="s1"/><sheet name="B" sheetId="2" r:id="s2"/>'),
        links=relations(s1="worksheet worksheets/sheet1.xml", s2="worksheet worksheets/sheet2.xml"),
    ) | {"xl/worksheets/sheet2.xml": sheet('<row r="7"><c r="C7"><v>1</v></c><c r="D7" t="e"><v>#N/A</v></c></row>')}
    problem = refused(packed(both), "too-many-cells", TooLargeError, Limits(cells=2))
    assert problem.says.nl == "De werkmap heeft meer dan 2 cellen met inhoud."
    assert problem.place == Place("plan.xlsx", 7, 4, "B")


@pytest.mark.parametrize(
    ("rest", "code"), [(b"Workbook".ljust(4096), "old-xls"), ("EncryptedPackage".encode("utf-16-le"), "password")]
)
def test_old_files_and_files_with_a_password_are_told_apart(rest: bytes, code: str) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + rest
    assert is_workbook(data)
    refused(data, code)


def test_a_zip_file_with_a_password_is_refused() -> None:
    data = packed(parts())
    _, listed = entry_of(data, SHEET)
    refused(changed(data, listed + 8, b"\x01\x00"), "password")


def test_another_kind_of_file_is_refused_by_its_kind() -> None:
    opendocument = "application/vnd.oasis.opendocument."
    refused(packed({"mimetype": f"{opendocument}spreadsheet", "content.xml": "<a/>"}), "no-sheets")
    refused(packed({"mimetype": f"{opendocument}text", "content.xml": "<a/>"}), "not-a-workbook")
    refused(packed({"a.txt": "hallo"}), "not-a-workbook")
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    refused(packed(parts(types=types(main=word))), "not-a-workbook")
    refused(packed(parts(types=types(main="application/vnd.ms-excel.sheet.binary.macroEnabled.main"))), "xlsb")
    refused(b"a: 1\n", "not-a-workbook")


@pytest.mark.parametrize(
    "data",
    [
        with_part("xl/vbaProject.bin", b"x"),
        with_part("xl/VBAPROJECT.BIN", b"x"),
        packed(parts(types=types(main="application/vnd.ms-excel.sheet.macroEnabled.main+xml"))),
        packed(parts(types=types(("xl/x.bin", "application/vnd.ms-office.vbaProject")))),
        packed(parts(links=relations(s1="worksheet worksheets/sheet1.xml", x="vbaProject x.bin"))),
        packed(parts(links=relations(s1="xlMacrosheet worksheets/sheet1.xml"))),
    ],
    ids=range(6),
)
def test_macros_are_refused(data: bytes) -> None:
    problem = refused(data, "macros")
    assert problem.hint == Text("Bewaar hem als .xlsx zonder macro’s.", "Save it as .xlsx without macros.")


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (with_part("xl/externalLinks/externalLink1.xml", "<a/>"), "xl/externallinks/externallink1.xml"),
        (with_part("xl/connections.xml", "<a/>"), "xl/connections.xml"),
        (with_part("xl/queryTables/queryTable1.xml", "<a/>"), "xl/querytables/querytable1.xml"),
        (packed(parts(types=types(("xl/x.xml", f"{CONTENT}.externalLink+xml")))), "xl/x.xml"),
        (packed(parts(types=types(("xl/x.xml", f"{CONTENT}.queryTable+xml")))), "xl/x.xml"),
        (packed(parts(links=relations(s1="worksheet worksheets/sheet1.xml", x="connections y.xml"))), "xl/y.xml"),
    ],
    ids=range(6),
)
def test_data_from_outside_is_refused(data: bytes, part: str) -> None:
    problem = refused(data, "outside-data")
    assert problem.says.nl == f"De werkmap haalt gegevens van buiten: “{part}”."
    assert problem.hint is not None
    assert "waarden" in problem.hint.nl


DTD = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "name",
    [TYPES, "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET, "xl/styles.xml",
     "xl/sharedStrings.xml", "xl/theme/theme1.xml", "docProps/app.xml"],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_every_part(name: str, encoding: str) -> None:
    text = parts().get(name, "<a>&x;</a>")
    assert isinstance(text, str)
    problem = refused(with_part(name, (DTD + text).encode(encoding)), "dtd")
    named = name if name in parts() else name.lower()
    assert problem.says.en == f"The part {named} holds a DTD, which does not belong in a workbook."


def test_entities_that_grow_are_refused_before_they_do() -> None:
    entities = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 12))
    lol = f'<!DOCTYPE a [<!ENTITY e0 "lol">{entities}]><a>&e11;</a>'
    refused(with_part("x.xml", lol), "dtd")


@pytest.mark.parametrize("cut", [10, 100, -1, -22, -200])
def test_a_file_that_was_cut_off_is_refused(cut: int) -> None:
    problem = refused(packed(parts())[:cut], "broken-zip")
    assert problem.says.nl == "De werkmap is beschadigd of onvolledig."


@pytest.mark.parametrize("name", [SHEET, "xl/media/a.png"])
def test_a_part_that_does_not_have_its_checksum_is_refused(name: str) -> None:
    data = packed(parts() | {"xl/media/a.png": b"y" * 100}, zipfile.ZIP_STORED)
    wrong = zlib.crc32(b"iets anders")
    front, listed = entry_of(data, name)
    refused(changed(data, listed + 16, struct.pack("<I", wrong)), "broken-zip")
    refused(changed(data, front + 30, b"\x01"), "broken-zip")  # the name in front differs


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_part_that_is_packed_in_another_way_is_refused(compression: int) -> None:
    problem = refused(packed(parts(), compression), "compression")
    assert TYPES in problem.says.nl


@pytest.mark.parametrize("name", ["a\x07.xml", "XL/WORKBOOK.XML"])
def test_a_part_with_an_impossible_name_or_one_that_stands_twice_is_refused(name: str) -> None:
    problem = refused(with_part(name, "<a/>"), "part-name")
    assert problem.says.nl.isprintable()


@pytest.mark.parametrize(
    "name",
    ["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET, "xl/styles.xml", "xl/sharedStrings.xml"],
)
def test_a_part_that_is_missing_is_named(name: str) -> None:
    assert refused(without(name), "part-missing").says.nl == f"In de werkmap ontbreekt het onderdeel {name}."


def test_the_type_of_the_main_part_may_be_told_by_its_extension() -> None:
    text = types().replace('Override PartName="/xl/workbook.xml"', 'Default Extension="xml"')
    assert read_workbook(packed(parts(types=text)), "f").sheets[0].name == "Blad"


@pytest.mark.parametrize("rest", ["styles", "strings"])
def test_a_workbook_without_styles_or_shared_texts_is_read(rest: str) -> None:
    data = packed(
        parts(**{rest: None}, links=relations(s1="worksheet worksheets/sheet1.xml"))  # type: ignore[arg-type]
    )
    assert [cell.text for cell in read_workbook(data, "f").sheets[0].cells.values()] == ["1"]


def test_a_sheet_that_leads_nowhere_or_to_another_sheet_s_part_is_refused() -> None:
    two = '<sheet name="A" sheetId="1" r:id="s1"/><sheet name="B" sheetId="2" r:id="{}"/>'
    assert "“" not in refused(packed(parts(workbook=book(two.format("s1")))), "part-missing").says.nl
    refused(packed(parts(workbook=book(two.format("s9")))), "part-missing")
    away = relations(s1="worksheet https://example.org/sheet.xml")
    refused(packed(parts(links=away)), "part-missing")


@pytest.mark.parametrize(
    "name", [TYPES, "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET, "xl/styles.xml",
             "xl/sharedStrings.xml", "xl/theme/theme1.xml"]
)  # fmt: skip
@pytest.mark.parametrize(
    "text", ["", "geen xml", "<a>", "<a></b>", '<?xml version="1.0" encoding="utf-77"?><a/>', "<a>\x00</a>"]
)
def test_a_part_with_broken_xml_is_named(name: str, text: str) -> None:
    problem = refused(with_part(name, text), "broken-xml")
    assert name.lower() in problem.says.nl.lower()


@pytest.mark.parametrize(
    "text",
    [
        "<a " + " ".join(f"x{at}=''" for at in range(300_000)) + "/>",
        "<a>" + "".join(f"<x{at}/>" for at in range(100_000)) + "</a>",
        "<a>" + "".join(f"<x xmlns:n{at}='u'/>" for at in range(100_000)) + "</a>",
        "<a x='" + "y" * 3_000_000 + "'/>",
    ],
    ids=["attributes", "names", "namespaces", "one-tag"],
)
def test_xml_that_would_take_much_memory_is_refused(text: str) -> None:
    refused(with_part("x.xml", text), "broken-xml")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("xl/theme/theme1.xml", "<a>" * 10_000 + "</a>" * 10_000),
        ("xl/workbook.xml", "<a>" * 10_000 + "</a>" * 10_000),
        (SHEET, sheet("", after="<x>" * 10_000 + "</x>" * 10_000)),
        (SHEET, sheet(f'<row><c t="inlineStr"><is>{"<r>" * 10_000}{"</r>" * 10_000}</is></c></row>')),
        ("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}"><si>{"<r>" * 10_000}{"</r>" * 10_000}</si></sst>'),
    ],
    ids=range(5),
)
def test_xml_nested_ten_thousand_deep_is_refused(name: str, text: str) -> None:
    problem = refused(with_part(name, text), "too-deep", TooLargeError)
    assert problem.says.nl == f"Het onderdeel {name} is dieper genest dan 100 niveaus."


@pytest.mark.parametrize(
    "rows",
    [
        "<row><c><v>1</v><v>2</v></c></row>",
        "<row><c><v>1<b/>2</v></c></row>",
        '<row><c t="inlineStr"><is><t>1</t></is><v>2</v></c></row>',
        "<row><c><c><v>1</v></c></c></row>",
        "<c><v>1</v></c>",
        "<x><c><v>1</v></c></x>",
        "<row><x><v>1</v></x></row>",
        "<sheetData/>",
        "</sheetData><x><x><sheetData/></x></x><sheetData>",
    ],
)
def test_a_sheet_whose_elements_stand_where_they_cannot_is_refused(rows: str) -> None:
    assert SHEET in refused(workbook(rows), "broken-xml").says.nl


@pytest.mark.parametrize(
    "text",
    [f'<workbook xmlns="{MAIN}"/>', "<worksheet/>", f'<x xmlns="{MAIN}"><worksheet><sheetData/></worksheet></x>'],
)
def test_a_part_that_is_no_sheet_is_refused(text: str) -> None:
    refused(with_part(SHEET, text), "broken-xml")


@pytest.mark.parametrize(
    "text", [f'<worksheet xmlns="{MAIN}"/>', f'<sst xmlns="{MAIN}"><x><si><t>a</t></si></x></sst>',
             f'<sst xmlns="{MAIN}"><si><t>a<b/></t></si></sst>']
)  # fmt: skip
def test_shared_texts_in_another_form_are_refused(text: str) -> None:
    refused(workbook('<row><c t="s"><v>0</v></c></row>', strings=text), "broken-xml")


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ('<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>', "ZZZZZ1"),
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "XFE1"),
        ('<row r="1"><c r="A2"><v>1</v></c></row>', "A2"),
        ('<row r="1"><c r="a1"><v>1</v></c></row>', "a1"),
        ('<row r="1"><c r=""><v>1</v></c></row>', ""),
        ('<row r="1"><c r="XFD1"/><c><v>1</v></c></row>', "XFE"),
        ('<row r="0"><c><v>1</v></c></row>', "A0"),
        ('<row r="0"><c r="A0"><v>1</v></c></row>', "A0"),
        ('<row r="1048577"><c><v>1</v></c></row>', "A1048577"),
        ('<row r="99999999999"><c><v>1</v></c></row>', "99999999999"),
        ('<row r="-1"><c><v>1</v></c></row>', "-1"),
        ('<row r="x"><c><v>1</v></c></row>', "x"),
    ],
)
def test_a_place_that_cannot_exist_is_refused(rows: str, place: str) -> None:
    problem = refused(workbook(rows), "cell-reference")
    assert problem.says.nl == f"De plaats “{place}” kan op een blad niet bestaan."


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        ('<row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>', "duplicate-cell", "B1"),
        ('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>', "cell-order", "A1"),
        ('<row r="3"><c><v>1</v></c></row><row r="3"><c><v>2</v></c></row>', "cell-order", "A3"),
        ('<row r="3"><c><v>1</v></c></row><row r="2"><c><v>2</v></c></row>', "cell-order", "A2"),
    ],
)
def test_a_cell_that_stands_twice_or_out_of_order_is_refused(rows: str, code: str, cell: str) -> None:
    problem = refused(workbook(rows), code)
    assert str(problem.place) == f"plan.xlsx:Blad!{cell}"


@pytest.mark.parametrize(
    ("after", "code"),
    [
        ('<mergeCell ref="A1:B2"/><mergeCell ref="B2:C3"/>', "overlapping-blocks"),
        ('<mergeCell ref="B2:A1"/>', "cell-reference"),
        ('<mergeCell ref="A0:A1"/>', "cell-reference"),
        ("<mergeCell/>", "cell-reference"),
    ],
)
def test_merged_blocks_that_cannot_exist_are_refused(after: str, code: str) -> None:
    refused(with_part(SHEET, sheet("", after=f"<mergeCells>{after}</mergeCells>")), code)


def test_too_many_merged_blocks_are_refused() -> None:
    blocks = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, MAX_BLOCKS + 2))
    text = sheet("", after=f"<mergeCells>{blocks}</mergeCells>")
    refused(with_part(SHEET, text), "too-many-blocks", TooLargeError)


@pytest.mark.parametrize(
    "columns",
    ['min="0" max="1"', 'min="1" max="16385"', 'min="3" max="2"', 'min="x" max="2"', 'max="2"', 'min="2" max="3"'],
)
def test_columns_that_cannot_exist_are_refused(columns: str) -> None:
    first = '<col min="1" max="2" hidden="1"/>' if columns == 'min="2" max="3"' else ""
    refused(with_part(SHEET, sheet("", before=f'<cols>{first}<col {columns} hidden="1"/></cols>')), "broken-xml")


def test_a_style_with_a_number_format_that_is_no_number_is_refused() -> None:
    text = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="x"/></cellXfs></styleSheet>'
    refused(with_part("xl/styles.xml", text), "broken-xml")


def test_more_styles_than_a_workbook_can_have_are_refused() -> None:
    text = f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * 200_001}</cellXfs></styleSheet>'
    refused(with_part("xl/styles.xml", text), "broken-xml")


@pytest.mark.parametrize("name", ["", " ", "a_x0007_b", "a&#10;b", "a" * 256])
def test_a_sheet_without_a_proper_name_is_refused(name: str) -> None:
    data = packed(parts(workbook=book(f'<sheet name="{name}" sheetId="1" r:id="s1"/>')))
    assert refused(data, "sheet-name").says.nl.isprintable()


def test_two_sheets_of_one_name_are_refused() -> None:
    two = '<sheet name="Kosten" sheetId="1" r:id="s1"/><sheet name="KOSTEN" sheetId="2" r:id="s2"/>'
    problem = refused(packed(parts(workbook=book(two))), "duplicate-sheet")
    assert problem.says.nl == "Er zijn twee bladen met de naam “KOSTEN”."


def test_a_workbook_without_worksheets_is_refused() -> None:
    refused(packed(parts(workbook=book(""))), "no-sheets")
    refused(packed(parts(links=relations(s1="chartsheet chartsheets/sheet1.xml"))), "no-sheets")
