"""Colours that say what is still to be filled in: they come and go with what is typed."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter

from sto_check.forms.fields import OWN_FIELDS
from sto_check.forms.sheets.formulas import LAST_ROW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from sto_check.forms.form import Form, Steps
    from sto_check.forms.sheets.layout import Column, SheetLayout

REQUIRED, OPEN, NOT_ASKED = (PatternFill("solid", fgColor=one, bgColor=one) for one in ("F8CBAD", "FFF2CC", "E7E6E6"))
LEGEND = (
    (REQUIRED, "oranje cel", "hier moet iets staan: zonder deze waarde is de rij niet te lezen"),
    (OPEN, "gele cel", "nog niet ingevuld; wat voor u niet geldt, blijft leeg"),
    (NOT_ASKED, "grijze cel", "wordt bij deze soort niet gevraagd"),
)


def colour_form(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """Colour the answers that a form still lacks; of a group inside a part only when it has an answer already."""
    for group, found in groupby(enumerate(columns, 2), lambda one: _group(one[1])):
        rows = [row for row, _ in found]
        first, last = rows[0], rows[-1]
        if group is None:
            continue
        empty = f"LEN(TRIM($B{first}))=0"
        started = f"AND({empty},COUNTA($B${first}:$B${last})>0)" if group else empty
        _add(sheet, f"B{first}:B{last}", started, OPEN)


def colour_table(sheet: Worksheet, layout: SheetLayout, form: Form) -> None:
    """Colour what a row of a table still lacks, once something stands in it."""
    last = get_column_letter(len(layout.columns))
    started = f"SUMPRODUCT(LEN($A2:${last}2))>0"
    kind = next((number for number, one in enumerate(layout.columns, 1) if one.path[-1:] in _ways(form.kinds)), 0)
    for number, column in enumerate(layout.columns, 1):
        letter = get_column_letter(number)
        cells, empty = f"{letter}2:{letter}{LAST_ROW}", f"LEN(TRIM(${letter}2))=0"
        words = ";".join(column.only_for)
        said = f"${get_column_letter(kind)}2" if kind else ""
        asked = f'ISNUMBER(SEARCH(";"&TRIM({said})&";",";{words};"))' if said and words else ""
        if asked:
            _add(sheet, cells, f"AND(LEN({said})>0,NOT({asked}))", NOT_ASKED)
        if column.required:
            _add(sheet, cells, f"AND({empty},{started})", REQUIRED)
        elif len(column.path) < 2:
            _add(sheet, cells, f"AND({empty},{started}{',' + asked if asked else ''})", OPEN)


def _group(column: Column) -> Steps | None:
    """Return the group inside a part that a question belongs to, if any; None for what the form itself fills in."""
    if column.path[0] in OWN_FIELDS:
        return None
    return column.path[:-1] if len(column.path) > 2 else ()


def _ways(names: frozenset[str]) -> set[tuple[str, ...]]:
    return {(name,) for name in names}


def _add(sheet: Worksheet, cells: str, when: str, fill: PatternFill) -> None:
    sheet.conditional_formatting.add(
        cells, Rule("expression", formula=[when], dxf=DifferentialStyle(fill=fill), stopIfTrue=True)
    )
