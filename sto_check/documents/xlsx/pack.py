"""Packs a workbook into a file: the same bytes for the same workbook, whenever it is written.

A formula is written with its outcome beside it, so that who does not calculate reads the workbook all the same; and
rows keep the height that they have only until something else is typed in them.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape as escape_xml
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.utils.escape import escape
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_CORE, ARC_WORKBOOK

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from openpyxl import Workbook

    Outcomes = Mapping[tuple[str, str], Decimal | str]
    """What a formula comes to, by its sheet and cell."""

_TIME = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z")
_ALWAYS = b"2025-01-01T00:00:00Z"
_DAY = (2025, 1, 1, 0, 0, 0)
_SHEET = re.compile(r"xl/worksheets/sheet([0-9]+)\.xml")
_TITLES = re.compile(rb">('[^<]*'!\$1:\$1),('[^<]*'!\$A:\$A)</definedName>")
"""Rows and columns that each page repeats; LibreOffice knows them in the other order, as Excel writes them."""
_FIXED_HEIGHT = b' customHeight="1"'
_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)><f>([^<]*)</f><v ?(?:/>|></v>)</c>')


def pack(book: Workbook, outcomes: Outcomes) -> bytes:
    """Return the bytes of a workbook as an XLSX file; as times of its making all have the same fixed one."""
    stream = BytesIO()
    book.calculation.fullCalcOnLoad = False  # programs that are newer than this says they are calculate all the same
    with _Timeless(stream, book.sheetnames, outcomes) as archive:
        ExcelWriter(book, archive).write_data()
    return stream.getvalue()


class _Timeless(ZipFile):
    """An archive that says of no part when it was written, and has the outcomes of formulas in its sheets."""

    def __init__(self, stream: BytesIO, sheets: list[str], outcomes: Outcomes) -> None:
        super().__init__(stream, "w", ZIP_DEFLATED)
        self._sheets, self._outcomes = sheets, outcomes

    def writestr(self, zinfo_or_arcname: ZipInfo | str, data: Any, *_more: Any, **_named: Any) -> None:
        """Put a part into the archive."""
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        content = data.encode() if isinstance(data, str) else data
        if name == ARC_CORE:
            content = _TIME.sub(_ALWAYS, content)
        elif name == ARC_WORKBOOK:
            content = _TITLES.sub(rb">\2,\1</definedName>", content)
        elif found := _SHEET.fullmatch(name):
            content = self._with_outcomes(self._sheets[int(found[1]) - 1], content.replace(_FIXED_HEIGHT, b""))
        super().writestr(ZipInfo(name, _DAY), content, ZIP_DEFLATED)

    def write(self, filename: Any, arcname: Any = None, *_more: Any, **_named: Any) -> None:
        """Put a file into the archive under a name."""
        self.writestr(str(arcname or filename), Path(filename).read_bytes())

    def _with_outcomes(self, sheet: str, content: bytes) -> bytes:
        def calculated(found: re.Match[str]) -> str:
            cell, style, formula = found.groups()
            outcome = self._outcomes[sheet, cell]
            kind = ' t="str"' if isinstance(outcome, str) else ""
            value = escape_xml(escape(outcome)) if isinstance(outcome, str) else f"{outcome:f}"
            return f'<c r="{cell}"{style}{kind}><f>{formula}</f><v>{value}</v></c>'

        return _FORMULA.sub(calculated, content.decode()).encode()
