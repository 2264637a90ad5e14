"""The sheet of findings that sto-check puts into a workbook: known again, and passed over when that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.documents.sheet import Sheet

FINDINGS = Text("Bevindingen", "Findings")
KNOWN_BY = Text("Bevindingen van sto-check", "Findings of sto-check")
"""What stands in its first cell."""


def is_of_findings(sheet: Sheet) -> bool:
    """Say whether a sheet is one that sto-check has written its findings on."""
    first = sheet.cells.get((1, 1))
    return first is not None and first.text in {KNOWN_BY.nl, KNOWN_BY.en}
