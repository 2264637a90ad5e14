"""The styles of a workbook: some added behind those that are there, which keep their numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sto_check.documents.xlsx.xml_text import Part

ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
    "extLst",
)  # fmt: skip


class Look(NamedTuple):
    """How a cell looks: colours as RRGGBB, empty for none."""

    bold: bool = False
    colour: str = ""
    fill: str = ""
    underlined: bool = False
    middle: bool = False


def add_look(styles: Part, look: Look) -> int:
    """Return the number of a cell style that looks so, added if it is not there."""
    b = styles.before
    font = _add(
        styles,
        "fonts",
        f'<{b}font>{f"<{b}b/>" if look.bold else ""}{f"<{b}u/>" if look.underlined else ""}<{b}sz val="11"/>'
        f'<{b}color rgb="FF{look.colour or "000000"}"/><{b}name val="Calibri"/><{b}family val="2"/></{b}font>',
    )
    fill = _add(styles, "fills", _fill(b, look.fill)) if look.fill else 0
    line = f'style="thin"><{b}color rgb="FFD0D0D0"/>'
    sides = "".join(f"<{b}{side} {line}</{b}{side}>" for side in ("left", "right", "top", "bottom"))
    border = _add(styles, "borders", f"<{b}border>{sides}<{b}diagonal/></{b}border>")
    vertical = "center" if look.middle else "top"
    return _add(
        styles,
        "cellXfs",
        f'<{b}xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" applyFont="1" '
        f'applyFill="1" applyBorder="1" applyAlignment="1">'
        f'<{b}alignment horizontal="left" vertical="{vertical}" wrapText="1"/></{b}xf>',
    )


def add_colour(styles: Part, colour: str) -> int:
    """Return the number of a style that only fills a cell with a colour, to lay over its own."""
    b = styles.before
    return _add(
        styles,
        "dxfs",
        f'<{b}dxf><{b}fill><{b}patternFill patternType="solid"><{b}fgColor rgb="FF{colour}"/>'
        f'<{b}bgColor rgb="FF{colour}"/></{b}patternFill></{b}fill></{b}dxf>',
    )


def _fill(before: str, colour: str) -> str:
    return (
        f'<{before}fill><{before}patternFill patternType="solid"><{before}fgColor rgb="FF{colour}"/>'
        f'<{before}bgColor indexed="64"/></{before}patternFill></{before}fill>'
    )


def _add(styles: Part, group: str, fragment: str) -> int:
    if not any(one.name == group for one in styles.children()):
        styles.put(f'<{styles.before}{group} count="0"></{styles.before}{group}>', ORDER, group)
    there = [styles.text[one.start : one.end] for one in styles.children(group)]
    if fragment in there:
        return there.index(fragment)
    styles.close(fragment, group)
    opening = re.compile(rf"(<{styles.before}{group}\b[^>]*?\scount=\")[0-9]+(\")")
    styles.text = opening.sub(lambda found: f"{found[1]}{len(there) + 1}{found[2]}", styles.text, count=1)
    return len(there)
