"""A workbook that LibreOffice opened, worked out and saved holds the same application."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Literal

import pytest

from sto_check.forms.convert import convert
from sto_check.forms.load import load_application, read_application
from sto_check.forms.named_forms import named_form
from sto_check.forms.source import source_of
from sto_check.forms.template import template_of
from tests.forms.libreoffice import needs_libreoffice, saved

SAMPLE = Path(__file__).parents[2] / "samples" / "techniekregio-volledig.yaml"
pytestmark = needs_libreoffice


@pytest.mark.parametrize(("written", "form"), [(".xlsx", "xlsx"), (".xlsx", "ods"), (".ods", "xlsx"), (".ods", "ods")])
def test_the_full_sample_is_the_same_application_after_it_was_saved(tmp_path: Path, written: str, form: str) -> None:
    application = load_application(SAMPLE)
    data = saved(convert(application, written), tmp_path, written, form)
    assert read_application(source_of(data, f"a.{form}"), "aanvraag").content == application.content


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_template_is_still_empty_after_it_was_saved(tmp_path: Path, form: str) -> None:
    data = template_of(named_form("aanvraag"), "xlsx", "sto-2025-2028")
    content = read_application(source_of(saved(data, tmp_path, ".xlsx", form), f"a.{form}"), "aanvraag").content
    given = {name for name, value in content.__dict__.items() if value is not None}
    assert given == {"regeling", "fase"}


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_what_is_offered_and_refused_and_repeated_is_still_there(tmp_path: Path, kind: Literal["xlsx", "ods"]) -> None:
    data = saved(template_of(named_form("aanvraag"), kind, "sto-2025-2028"), tmp_path, f".{kind}", "xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book, costs = archive.read("xl/workbook.xml").decode(), archive.read("xl/worksheets/sheet12.xml").decode()
    titles = re.findall(r'localSheetId="(\d+)" name="_xlnm.Print_Titles"', book)
    assert len(titles) == len(set(titles)) == 19
    assert "<formula1>Lijst_activiteiten</formula1>" in costs
    assert 'name="Lijst_partners_penvoerder"' in book
    assert "conditionalFormatting" in costs
    assert '<f aca="false">IF(COUNT(E2,G2)&lt;2,&quot;&quot;,ROUND(E2*G2,2))</f>' in costs
    assert "Pagina &amp;P van &amp;N" in costs
