"""The looks of a workbook's cells as styles of OpenDocument, each made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.dimensions import ColumnDimension

_EURO = (
    '<number:number-style style:name="{0}"><number:text>€ </number:text><number:number number:decimal-places="2" '
    'number:min-integer-digits="1" number:grouping="true"/><number:text> </number:text></number:number-style>'
)
# A style for each number format that a workbook written here has; General needs none.
_FORMATS = {
    "@": '<number:text-style style:name="{0}"><number:text-content/></number:text-style>',
    "0": '<number:number-style style:name="{0}"><number:number number:decimal-places="0" '
    'number:min-integer-digits="1"/></number:number-style>',
    "0.00": '<number:number-style style:name="{0}"><number:number number:decimal-places="2" '
    'number:min-integer-digits="1"/></number:number-style>',
    "dd-mm-yyyy": '<number:date-style style:name="{0}"><number:day number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:year number:style="long"/>'
    "</number:date-style>",
    '"€" #,##0.00_-': _EURO,
    "0.00%_-": '<number:percentage-style style:name="{0}"><number:number number:decimal-places="2" '
    'number:min-integer-digits="1"/><number:text>% </number:text></number:percentage-style>',
}
_TEXT_ALIGN = {"left": "start", "right": "end", "center": "center"}


class CellStyles:
    """Gives each look a name; ``text`` is all of them, as they stand in content.xml."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._formats: dict[str, str] = {}
        self.text = ""

    def name(self, cell: Cell | MergedCell | ColumnDimension) -> str:
        """Return the name of the style of a cell, or of the cells of a column that have none of their own."""
        looks = _looks(cell)
        key = f"{cell.number_format}\n{looks}"
        if key not in self._names:
            self._names[key] = f"ce{len(self._names) + 1}"
            data = self._format(cell.number_format)
            self.text += (
                f'<style:style style:name="{self._names[key]}" style:family="table-cell" '
                f'style:parent-style-name="Default"{data}>{looks}</style:style>'
            )
        return self._names[key]

    def _format(self, code: str) -> str:
        if code == "General":
            return ""
        if code not in self._formats:
            self._formats[code] = f"N{len(self._formats) + 1}"
            self.text += _FORMATS[code].format(self._formats[code])
        return f' style:data-style-name="{self._formats[code]}"'


def _looks(cell: Any) -> str:
    align, font = cell.alignment, cell.font
    properties = f'fo:wrap-option="{"wrap" if align.wrap_text else "no-wrap"}" style:text-align-source="fix"'
    properties += f' style:vertical-align="{"middle" if align.vertical == "center" else "top"}"'
    if cell.border and cell.border.left and cell.border.left.style:
        properties += f' fo:border="0.5pt solid #{cell.border.left.color.rgb[-6:]}"'
    if cell.fill and cell.fill.fill_type == "solid":
        properties += f' fo:background-color="#{cell.fill.fgColor.rgb[-6:]}"'
    paragraph = f'fo:text-align="{_TEXT_ALIGN.get(align.horizontal, "start")}"'
    if align.indent:
        paragraph += ' fo:margin-right="0.3cm" fo:margin-left="0.3cm"'
    text = f'style:font-name={quoteattr(font.name)} fo:font-size="{font.size:g}pt"'
    text += ' fo:font-weight="bold"' if font.b else ""
    text += ' fo:font-style="italic"' if font.i else ""
    text += f' fo:color="#{font.color.rgb[-6:]}"' if font.color and isinstance(font.color.rgb, str) else ""
    return (
        f"<style:table-cell-properties {properties}/><style:paragraph-properties {paragraph}/>"
        f"<style:text-properties {text}/>"
    )
