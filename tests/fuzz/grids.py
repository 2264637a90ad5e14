"""Sheets as grids of cells that can be changed and written again, as a workbook of several programs or as CSV.

What is read here is only what the fuzzer itself wrote, or what is left of that after a change: what is no workbook any
more is no book.
"""

from __future__ import annotations

import csv
import io
import lzma
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from defusedxml.ElementTree import fromstring

from sto_check.text.place import column_letters
from tests.documents.xlsx import CONTENT, MAIN, TYPES, book, relations, types

if TYPE_CHECKING:
    from collections.abc import Mapping

Dialect = Literal["inline", "excel", "libreoffice", "strict", "bare"]
DIALECTS: tuple[Dialect, ...] = ("inline", "excel", "libreoffice", "strict", "bare")
"""Ways in which programs write the same cells: see ``_cell``."""
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_TEXTS = {"s", "str", "inlineStr"}
_REFERENCE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_UNREADABLE = (ElementTree.ParseError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, ValueError, LookupError, OSError,
               EOFError, RuntimeError)  # fmt: skip
_LARGEST = 400_000


class Cell(NamedTuple):
    """A cell as it is stored: its kind (``s`` for every text), the number of its style, its formula or None."""

    text: str
    kind: str = "s"
    style: str = "0"
    formula: str | None = None


Row = list[Cell | None]


@dataclass
class Grid:
    """A sheet: its rows from the first, each with its cells from A on; merged blocks and hidden rows (from 0)."""

    name: str
    rows: list[Row]
    merged: list[str] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    state: str = "visible"

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max(map(len, self.rows), default=0)


@dataclass
class Book:
    """The sheets of a workbook, and the part that says how numbers are shown."""

    grids: list[Grid]
    styles: bytes


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip file; none where it is none, or is larger than any sample."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(one.file_size for one in archive.infolist()) > 20 * _LARGEST:
                return {}
            return {one.filename: archive.read(one) for one in archive.infolist()}
    except _UNREADABLE:
        return {}


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return the zip file of these parts, made quickly, and the same bytes at any time of the day."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(entry(name), data)
    return stream.getvalue()


def entry(name: str, compression: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    """Return what a zip file says of a part, with no other time than the first that it can tell."""
    found = zipfile.ZipInfo(name)
    found.compress_type = compression
    return found


def read_book(data: bytes) -> Book | None:
    """Return the cells of a workbook; None where it cannot be read."""
    try:
        return _read_book(unpack(data))
    except _UNREADABLE:
        return None


def _read_book(parts: Mapping[str, bytes]) -> Book:
    tree = _xml(parts["xl/workbook.xml"])
    links = {one.get("Id"): one.get("Target", "") for one in _xml(parts["xl/_rels/workbook.xml.rels"])}
    strings = parts.get("xl/sharedStrings.xml")
    texts = ["".join(t.text or "" for t in _named(si, "t")) for si in _named(_xml(strings), "si")] if strings else []
    grids = []
    for sheet in _named(tree, "sheet"):
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        part = "xl/" + links[key].removeprefix("/xl/")
        grids.append(_read_grid(sheet.get("name", ""), sheet.get("state", "visible"), _xml(parts[part]), texts))
    return Book(grids, parts.get("xl/styles.xml", b""))


def _xml(data: bytes) -> ElementTree.Element:
    if len(data) > _LARGEST:
        raise ValueError("this is not what the fuzzer wrote")
    found: ElementTree.Element = fromstring(data)
    return found


def _named(tree: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [one for one in tree.iter() if one.tag.rpartition("}")[2] == name]


def _read_grid(name: str, state: str, tree: ElementTree.Element, texts: list[str]) -> Grid:
    grid = Grid(name, [], [one.get("ref", "") for one in _named(tree, "mergeCell")], state=state)
    for element in _named(tree, "row"):
        number = int(element.get("r", len(grid.rows) + 1))
        if not len(grid.rows) < number < 2_000:
            continue
        grid.rows += [[] for _ in range(number - len(grid.rows))]
        if element.get("hidden") == "1":
            grid.hidden.add(number - 1)
        row = grid.rows[-1]
        for one in _named(element, "c"):
            found = _REFERENCE.fullmatch(one.get("r", ""))
            column = _column(found[1]) if found else len(row) + 1
            if len(row) < column < 200:
                row += [None] * (column - len(row) - 1)
                row.append(_read_cell(one, texts))
        while row and row[-1] is None:
            row.pop()
    return grid


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _read_cell(element: ElementTree.Element, texts: list[str]) -> Cell | None:
    kind, style = element.get("t", "n"), element.get("s", "0")
    held = {one.tag.rpartition("}")[2]: one for one in element}
    value = held["v"].text or "" if "v" in held else ""
    if "is" in held:
        value = "".join(one.text or "" for one in _named(held["is"], "t"))
    elif kind == "s" and value:
        value = texts[int(value)]
    formula = held["f"].text or "" if "f" in held else None
    if not value and formula is None:
        return None
    return Cell(value, "s" if kind in _TEXTS else kind, style, formula)


def write_book(found: Book, dialect: Dialect = "inline") -> bytes:
    """Return the workbook with these cells, as one of the programs writes it."""
    shared: dict[str, int] = {}
    names = [f"worksheets/sheet{number}.xml" for number in range(1, len(found.grids) + 1)]
    sheets = "".join(
        f'<sheet name={quoteattr(grid.name)} sheetId="{number}" state="{grid.state}" r:id="s{number}"/>'
        for number, grid in enumerate(found.grids, 1)
    )
    links = {f"s{number}": f"worksheet {name}" for number, name in enumerate(names, 1)}
    links |= {"st": "styles styles.xml"} if found.styles else {}
    parts = {
        TYPES: types(*((f"xl/{name}", f"{CONTENT}.worksheet+xml") for name in names)),
        "_rels/.rels": relations(main="officeDocument xl/workbook.xml"),
        "xl/workbook.xml": book(sheets, '<workbookPr date1904="false"/>'),
    }
    for name, grid in zip(names, found.grids, strict=True):
        parts[f"xl/{name}"] = _sheet(grid, dialect, shared)
    if shared:
        links["ss"] = "sharedStrings sharedStrings.xml"
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{"".join(map(_shared_text, shared))}</sst>'
    parts["xl/_rels/workbook.xml.rels"] = relations(**links)
    if dialect == "strict":
        parts = {name: text.replace(f'"{MAIN}"', f'"{_STRICT}"') for name, text in parts.items()}
    encoded = {name: text.encode("utf-8", "replace") for name, text in parts.items()}
    return pack(encoded | ({"xl/styles.xml": found.styles} if found.styles else {}))


def _shared_text(text: str) -> str:
    """Return a shared text; one of several words as Excel does where a part of it has a layout of its own."""
    first, space, rest = text.partition(" ")
    runs = [f"<t{_KEEP}>{_escaped(text)}</t>"]
    if rest and len(text) % 3 == 0:
        runs = [
            f"<r><t{_KEEP}>{_escaped(first + space)}</t></r>",
            f"<r><rPr><b/><sz val='11'/></rPr><t{_KEEP}>{_escaped(rest)}</t></r>",
            "<phoneticPr fontId='1'/>",
        ]
    return f"<si>{''.join(runs)}</si>"


_KEEP = ' xml:space="preserve"'


def _escaped(text: str) -> str:
    """Return a text for XML; what does not print has a code, except characters beyond those of four digits."""
    plain = (one if one.isprintable() or one in "\n\t" or ord(one) > 0xFFFF else f"_x{ord(one):04X}_" for one in text)
    return escape("".join(plain))


def _sheet(grid: Grid, dialect: Dialect, shared: dict[str, int]) -> str:
    rows = []
    for number, row in enumerate(grid.rows, 1):
        cells = "".join(
            _cell(cell, f"{column_letters(at)}{number}", dialect, shared)
            for at, cell in enumerate(row, 1)
            if cell is not None or dialect in {"libreoffice", "bare"}
        )
        hidden = ' hidden="1"' if number - 1 in grid.hidden else ""
        match dialect:
            case "excel":
                rows.append(f'<row r="{number}" spans="1:{len(row)}" x14ac:dyDescent="0.25"{hidden}>{cells}</row>')
            case "libreoffice":
                rows.append(f'<row r="{number}" customFormat="false" ht="12.8"{hidden}>{cells}</row>')
            case "bare":
                rows.append(f"<row{hidden}>{cells}</row>")
            case _:
                rows.append(f'<row r="{number}"{hidden}>{cells}</row>')
    if dialect == "libreoffice":
        rows.append('<row r="1048576" customFormat="false" ht="12.8"/>')
    merged = "".join(f"<mergeCell ref={quoteattr(one)}/>" for one in grid.merged)
    after = f"<mergeCells>{merged}</mergeCells>" if merged else ""
    spaces = f'xmlns="{MAIN}"' + (' xmlns:x14ac="urn:x14ac"' if dialect == "excel" else "")
    return f"<worksheet {spaces}><sheetData>{''.join(rows)}</sheetData>{after}</worksheet>"


def _cell(cell: Cell | None, reference: str, dialect: Dialect, shared: dict[str, int]) -> str:
    """Return a cell: with the text in it, in a list of its own, as the outcome of a formula, or without reference."""
    at = "" if dialect == "bare" else f' r="{reference}"'
    if cell is None:
        return f'<c{at} s="0"/>'
    formula = "" if cell.formula is None else f"<f>{_escaped(cell.formula)}</f>"
    start = f"<c{at} s={quoteattr(cell.style)}"
    if cell.kind != "s":
        kind = "" if cell.kind == "n" and dialect != "libreoffice" else f" t={quoteattr(cell.kind)}"
        value = f"<v>{_escaped(cell.text)}</v>" if cell.text else ""
        return f"{start}{kind}>{formula}{value}</c>"
    text = _escaped(cell.text)
    if formula or (dialect == "excel" and len(cell.text) % 7 == 0):
        literal = text.replace('"', '""')
        return f'{start} t="str">{formula or f"<f>&quot;{literal}&quot;</f>"}<v{_KEEP}>{text}</v></c>'
    if dialect in {"excel", "libreoffice"}:
        return f'{start} t="s"><v>{shared.setdefault(cell.text, len(shared))}</v></c>'
    return f'{start} t="inlineStr"><is><t{_KEEP}>{text}</t></is></c>'


def read_csv(data: bytes) -> Grid | None:
    """Return the cells of a table in text, divided as its first line shows; None where it is no such table."""
    text = data.decode("utf-8", "replace")
    divider = ";" if ";" in text.partition("\n")[0] else ","
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=divider))
    except csv.Error:
        return None
    return Grid(divider, [[Cell(value) if value else None for value in row] for row in rows])


def write_csv(grid: Grid) -> bytes:
    """Return the table in text; the name of the grid is what divides it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=grid.name if grid.name in {";", ",", "\t"} else ";", lineterminator="\n")
    writer.writerows([["" if cell is None else cell.text.replace("\0", "") for cell in row] for row in grid.rows])
    return stream.getvalue().encode("utf-8", "surrogatepass")
