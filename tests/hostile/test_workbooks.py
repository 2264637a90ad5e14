"""Workbooks made to waste time or memory, or of another purpose: each is refused, or read with a few words about it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.documents.xlsx import MAIN, SHEET, book, packed, parts, sheet, workbook
from tests.hostile.running import refusal, run_bounded

if TYPE_CHECKING:
    from pathlib import Path

COSTS = book('<sheet name="Kosten" sheetId="1" r:id="s1"/>')
HEADERS = ("Activiteit", "Jaar", "Bedrag")


def cell(at: str, text: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def costs(rows: str, more_headers: str = "", after: str = "") -> bytes:
    """Return a workbook with a sheet of costs, whose rows after the headers are these."""
    head = "".join(cell(f"{column}1", word) for column, word in zip("ABC", HEADERS, strict=True))
    return workbook("", workbook=COSTS, sheet=sheet(f'<row r="1">{head}{more_headers}</row>{rows}', after=after))


def letters(number: int) -> str:
    return chr(64 + number) if number < 27 else letters((number - 1) // 26) + chr(65 + (number - 1) % 26)


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/media/image1.png"])
def test_a_gigabyte_of_zeros_is_refused_wherever_it_stands(part: str, tmp_path: Path) -> None:
    whole = parts()
    whole.pop(part, None)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in whole.items():
            archive.writestr(name, text)
        with archive.open(part, "w", force_zip64=True) as file:
            for _ in range(1024):
                file.write(bytes(1024 * 1024))
    found = refusal("a.xlsx", tmp_path)
    assert (found.exit_code, found.codes) == (65, ["unpacked-too-large"])


@pytest.mark.parametrize(
    ("data", "code", "where", "most"),
    [
        pytest.param(
            costs("".join(f'<row r="{n}">{cell(f"A{n}", "@")}{cell(f"B{n}", "@")}{cell(f"C{n}", "@")}</row>'
                          for n in range(2, 16_000))),
            "key", "Kosten!A2", 201, id="48000-wrong-cells",
        ),
        pytest.param(
            costs("".join(f'<row r="{n}">{cell(f"A{n}", "Totaal")}{cell(f"C{n}", "5")}</row>'
                          for n in range(2, 20_000))),
            "total-row", "Kosten!A2", 201, id="20000-total-rows",
        ),
        pytest.param(
            costs("".join(f'<row r="{n}"><c r="A{n}" t="e"><v>#REF!</v></c></row>' for n in range(2, 49_000))),
            "cell-error", "Kosten!A2", 201, id="49000-errors",
        ),
        pytest.param(
            workbook("".join(f'<row r="{n}"><c r="A{n}" t="e"><v>#REF!</v></c></row>' for n in range(1, 49_000))),
            "no-known-sheet", "Blad!A1", 1, id="49000-errors-on-an-unknown-sheet",
        ),
        pytest.param(workbook("".join(f'<row r="{n}" s="0"/>' for n in range(1, 1_000_001))),
                     "empty", "1:1", 1, id="a-million-rows-with-a-layout"),
        pytest.param(workbook(" " * 45_000_000), "empty", "1:1", 1, id="45-mb-of-spaces"),
        pytest.param(
            workbook("", sheet=f'<!DOCTYPE a [<!ENTITY x "y">]><worksheet xmlns="{MAIN}"/>'.encode("utf-16")),
            "dtd", "1:1", 1, id="dtd-in-utf-16",
        ),
    ],
)  # fmt: skip
def test_a_great_many_of_anything_is_refused_within_bounds(
    data: bytes, code: str, where: str, most: int, tmp_path: Path
) -> None:
    (tmp_path / "a.xlsx").write_bytes(data)
    found = refusal("a.xlsx", tmp_path)
    assert (found.exit_code, found.codes[0], found.where) == (65, code, where)
    assert len(found.problems) <= most


def test_ten_thousand_merged_blocks_are_read_within_bounds(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}">{cell(f"A{n}", "@")}</row>' for n in range(2, 20_000, 2))
    blocks = "".join(f'<mergeCell ref="A{n}:A{n + 1}"/>' for n in range(2, 20_000, 2))
    (tmp_path / "a.xlsx").write_bytes(costs(rows, after=f"<mergeCells>{blocks}</mergeCells>"))
    assert refusal("a.xlsx", tmp_path).codes[0] in {"key", "too-many-blocks"}


def test_of_ten_thousand_columns_of_ones_own_a_few_are_told_and_the_others_counted(tmp_path: Path) -> None:
    columns = [letters(number) for number in range(4, 10_004)]
    heads = "".join(cell(f"{one}1", f"{one} 1#2") for one in columns)
    rows = '<row r="2">' + "".join(cell(f"{one}2", "x") for one in columns) + "</row>"
    (tmp_path / "a.xlsx").write_bytes(costs(rows, heads))
    code, _, err = run_bounded("convert", "a.xlsx", "a.yaml", cwd=tmp_path)
    told = err.decode().splitlines()
    assert (code, len(told)) == (0, 41)
    assert told[0] == "a.xlsx:Kosten!D1: De kolom “D 1#2” is niet gelezen."
    assert told[40] == "a.xlsx:Kosten!AQ1: Er zijn nog 9960 zulke opmerkingen."


KNOWN = "Regio, Visie, Overeenkomst"


@pytest.mark.parametrize(
    ("data", "code", "nl", "en"),
    [
        (packed(parts(rows="")), "empty", "De werkmap is leeg. Begin met: sto-check new --format xlsx.",
         "The workbook is empty. Start with: sto-check new --format xlsx."),
        (packed(parts()), "no-known-sheet", "Geen blad van deze werkmap is hier bekend: “Blad”.",
         "No sheet of this workbook is known here: “Blad”."),
        (packed(parts(workbook=book('<sheet name="Overeenkoms" sheetId="1" r:id="s1"/>'))), "unknown-sheet",
         "Het blad “Overeenkoms” is hier niet bekend. Bedoelt u Overeenkomst?",
         "The sheet “Overeenkoms” is not known here. Did you mean Overeenkomst?"),
    ],
)  # fmt: skip
def test_an_empty_workbook_one_of_another_purpose_and_a_slip_have_words_of_their_own(
    data: bytes, code: str, nl: str, en: str, tmp_path: Path
) -> None:
    (tmp_path / "a.xlsx").write_bytes(data)
    for lang, words in (("nl", nl), ("en", en)):
        found = refusal("a.xlsx", tmp_path, lang)
        assert (found.exit_code, found.codes) == (65, [code])
        assert found.said.startswith(words)
        assert KNOWN in found.said or code == "unknown-sheet"
