"""Packs a workbook into a file: the same bytes for the same workbook, whenever it is written."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_CORE

if TYPE_CHECKING:
    from openpyxl import Workbook

_TIME = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z")
_ALWAYS = b"2025-01-01T00:00:00Z"
_DAY = (2025, 1, 1, 0, 0, 0)


def pack(book: Workbook) -> bytes:
    """Return the bytes of a workbook as an XLSX file; as times of its making all have the same fixed one."""
    stream = BytesIO()
    with _Timeless(stream, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()
    return stream.getvalue()


class _Timeless(ZipFile):
    """An archive that says of no part when it was written."""

    def writestr(self, zinfo_or_arcname: ZipInfo | str, data: Any, *_more: Any, **_named: Any) -> None:
        """Put a part into the archive."""
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        content = data.encode() if isinstance(data, str) else data
        if name == ARC_CORE:
            content = _TIME.sub(_ALWAYS, content)
        super().writestr(ZipInfo(name, _DAY), content, ZIP_DEFLATED)

    def write(self, filename: Any, arcname: Any = None, *_more: Any, **_named: Any) -> None:
        """Put a file into the archive under a name."""
        self.writestr(str(arcname or filename), Path(filename).read_bytes())
