"""Workbooks for tests, written part by part, for what no program would write."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET = "xl/worksheets/sheet1.xml"
TYPES = "[Content_Types].xml"


def types(*parts: tuple[str, str], main: str = f"{CONTENT}.sheet.main+xml") -> str:
    """Return the content types: of the main part, and of other parts by name."""
    known = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in (("xl/workbook.xml", main), *parts)
    )
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{known}</Types>'


def relations(**kinds: str) -> str:
    """Return the relations with these ids, each a kind and a part with a space between."""
    written = (
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind.split()[0]}" Target="{kind.split()[1]}"/>'
        for key, kind in kinds.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(written)}</Relationships>'


def book(sheets: str = '<sheet name="Blad" sheetId="1" r:id="s1"/>', rest: str = "") -> str:
    """Return the main part."""
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{rest}<sheets>{sheets}</sheets></workbook>'


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """Return a sheet with the rows, and with what stands before and after its data."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def styles(*formats: str | int) -> str:
    """Return styles 0, 1, ...: each with a number format of its own, or with the one of a number that needs none."""
    own = "".join(
        f'<numFmt numFmtId="{200 + at}" formatCode="{code}"/>'
        for at, code in enumerate(formats)
        if isinstance(code, str)
    )
    used = "".join(f'<xf numFmtId="{200 + at if isinstance(code, str) else code}"/>' for at, code in enumerate(formats))
    first = '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'  # not what a cell refers to
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{own}</numFmts>{first}<cellXfs>{used}</cellXfs></styleSheet>'


def parts(rows: str = '<row r="1"><c r="A1"><v>1</v></c></row>', **other: str | bytes | None) -> dict[str, str | bytes]:
    """Return the parts of a workbook with one sheet, ``Blad``. ``workbook``, ``strings`` ... replace one of them."""
    found: dict[str, str | bytes | None] = {
        TYPES: types(),
        "_rels/.rels": relations(main="officeDocument xl/workbook.xml"),
        "xl/workbook.xml": book(),
        "xl/_rels/workbook.xml.rels": relations(
            s1="worksheet worksheets/sheet1.xml", st="styles styles.xml", ss="sharedStrings sharedStrings.xml"
        ),
        SHEET: sheet(rows),
        "xl/styles.xml": styles(0),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"/>',
    }
    names = {
        "types": TYPES, "workbook": "xl/workbook.xml", "links": "xl/_rels/workbook.xml.rels", "sheet": SHEET,
        "styles": "xl/styles.xml", "strings": "xl/sharedStrings.xml",
    }  # fmt: skip
    found |= {names[key]: text for key, text in other.items()}
    return {name: text for name, text in found.items() if text is not None}


def packed(written: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return the zip file of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, text in written.items():
            archive.writestr(name, text)
    return stream.getvalue()


def workbook(rows: str, **other: str | bytes | None) -> bytes:
    """Return a workbook with one sheet, ``Blad``, that holds these rows."""
    return packed(parts(rows, **other))


def cells(*written: str, **other: str | bytes | None) -> bytes:
    """Return a workbook whose first row holds these cells, from A on, each what stands between ``<c`` and ``</c>``."""
    return workbook("<row>" + "".join(f"<c {cell}</c>" for cell in written) + "</row>", **other)


def strings(*texts: str) -> str:
    """Return the shared texts; each is what stands inside ``<si>``."""
    return f'<sst xmlns="{MAIN}">{"".join(f"<si>{text}</si>" for text in texts)}</sst>'
