"""Colours on cells: over the format that a cell has, which stays as it is, and taken away again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sto_check.documents.xlsx.xml_text import Part

FORMULA = '"sto-check"="sto-check"'
"""What our colours are known by: a condition that always holds."""
ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip
"""The elements of a sheet in the order in which they have to stand."""
_PRIORITY = re.compile(r'(<(?:\w+:)?cfRule\s[^>]*?\bpriority=")([0-9]+)(")')
_BLOCK = re.compile(r"<((?:\w+:)?)conditionalFormatting\s[^>]*>.*?</\1conditionalFormatting>", re.DOTALL)
_RULE = re.compile(r"<((?:\w+:)?)cfRule\s[^>]*>.*?</\1cfRule>", re.DOTALL)
_OURS = re.compile(r"""sto-check(?:"|&quot;)\s*=\s*(?:"|&quot;)sto-check""")


def colour(sheet: Part, cells: Mapping[int, Sequence[str]]) -> None:
    """Give cells (``C12``) a colour, by the number of the style that has it; colours of an earlier time go.

    Ours come before those of others, so that they are seen.
    """
    sheet.text = _BLOCK.sub(_without_ours, sheet.text)
    wanted = [(style, names) for style, names in sorted(cells.items()) if names]
    if not wanted:
        return
    before, more = sheet.before, len(wanted)
    sheet.text = _PRIORITY.sub(lambda found: f"{found[1]}{int(found[2]) + more}{found[3]}", sheet.text)
    ours = "".join(
        f'<{before}conditionalFormatting sqref="{" ".join(names)}"><{before}cfRule type="expression" dxfId="{style}" '
        f'priority="{number}"><{before}formula>{FORMULA}</{before}formula></{before}cfRule>'
        f"</{before}conditionalFormatting>"
        for number, (style, names) in enumerate(wanted, 1)
    )
    sheet.put(ours, ORDER, "conditionalFormatting")


def _without_ours(block: re.Match[str]) -> str:
    kept = _RULE.sub(lambda rule: "" if _OURS.search(rule[0]) else rule[0], block[0])
    return kept if _RULE.search(kept) else ""
