"""Workbooks written as ODS: the same cells, formulas, lists and colours as in XLSX."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring
from openpyxl.styles import Font

from sto_check.documents.ods_pack import pack_ods
from sto_check.documents.open_formula import open_formula
from sto_check.documents.xlsx.workbook import read_workbook
from sto_check.forms.named_forms import named_form
from sto_check.forms.sheets.write import write_workbook


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        ('=IF(COUNT(E2,G2)<2,"",ROUND(E2*G2,2))', 'IF(COUNT([.E2];[.G2])<2;"";ROUND([.E2]*[.G2];2))'),
        ("SUM('Lopende projecten'!$H$2:$H$9)", "SUM([$'Lopende projecten'.$H$2:.$H$9])"),
        ("OFFSET(Lijsten!$A$2,0,0,1,1)", "OFFSET([$Lijsten.$A$2];0;0;1;1)"),
        ('FIND(",",A2)', 'FIND(",";[.A2])'),
    ],
)
def test_a_formula_is_written_as_opendocument_does(formula: str, written: str) -> None:
    assert open_formula(formula) == written


@pytest.mark.parametrize(
    "text", ["a  b", " voor", "na ", "een\ttab", "regel\n\nregel", "<&>\"'", "é€", "   ", "\nalleen", "x\n"]
)
def test_a_text_is_read_back_as_it_was(text: str) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet["A1"], sheet["B1"] = "kop", text
    for cell in sheet[1]:
        cell.font = Font(name="Calibri", size=11)
    (read,) = read_workbook(pack_ods(book, {}), "a.ods").sheets
    assert read.cells[1, 1].text == "kop"
    assert (read.cells[1, 2].text if text.strip() else (1, 2) not in read.cells) == (text if text.strip() else True)


@pytest.fixture(scope="module")
def parts() -> dict[str, str]:
    tree = {
        "regio": {"naam": "Zon & Zee"},
        "ontvangen": "2024-09-24",
        "begroting": {"kosten": [{"aantal": "2", "prijs": "3.50", "bedrag": "7.00"}]},
    }
    data = write_workbook(named_form("aanvraag"), tree, ".ods")
    assert data == write_workbook(named_form("aanvraag"), tree, ".ods")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert archive.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        assert {one.date_time for one in archive.infolist()} == {(2025, 1, 1, 0, 0, 0)}
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_every_part_is_sound_xml(parts: dict[str, str]) -> None:
    assert all(fromstring(text) is not None for name, text in parts.items() if name.endswith(".xml"))


def test_every_style_that_is_used_is_there(parts: dict[str, str]) -> None:
    content = parts["content.xml"]
    there = set(re.findall(r'style:name="([^"]+)"', content + parts["styles.xml"]))
    used = set(
        re.findall(
            r"(?:table:style-name|default-cell-style-name|apply-style-name|data-style-name|master-page-name)"
            r'="([^"]+)"',
            content,
        )
    )
    assert used - there == set()
    checks = set(re.findall(r'content-validation-name="([^"]+)"', content))
    assert checks == set(re.findall(r'<table:content-validation table:name="([^"]+)"', content))


def test_formats_formulas_pages_and_panes_are_there(parts: dict[str, str]) -> None:
    content = parts["content.xml"]
    assert 'office:value-type="date" office:date-value="2024-09-24"' in content
    assert (
        'table:formula="of:=IF(COUNT([.E2];[.G2])&lt;2;&quot;&quot;;ROUND([.E2]*[.G2];2))" office:value-type="float"'
        in (content)
    )
    assert "table:target-range-address=\"'Kosten'.A1:'Kosten'.J17\" table:display-filter-buttons=\"true\"" in content
    assert "cell-content-is-in-list(Lijst_activiteiten)" in content
    assert "Zon &amp; Zee" in parts["styles.xml"]
    assert "<text:page-number/> van <text:page-count/>" in parts["styles.xml"]
    frozen = parts["settings.xml"].partition('config:name="Partners"')[2]
    assert '"HorizontalSplitPosition" config:type="int">1<' in frozen
