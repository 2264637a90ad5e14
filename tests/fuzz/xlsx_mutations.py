"""Changes of a workbook as a file: the bytes of the package, its parts, and the XML of one part."""

from __future__ import annotations

import re
import zipfile
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from tests.fuzz.cell_mutations import NUMBERS
from tests.fuzz.grids import entry, pack, unpack
from tests.fuzz.mutations import BYTES, HOSTILE, Mutation, register

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

ATTRIBUTES = (
    "", "0", "-1", "1", "999999999", "1" * 5_000, "ZZZZ9", "A0", "A1", "XFD1048576", "XFE1", "A1048577", "a1", "$A$1",
    "R1C1", "A1:B2", "s", "str", "inlineStr", "b", "e", "d", "n", "true", "hidden", "veryHidden", "../../etc/passwd",
    "/xl/workbook.xml", "http://voorbeeld.nl/x", "x\u202ey", "x" * 40_000, "&amp;", "&#10;", "&#x41;", "&x;", "&#0;",
    "urn:x", "dd-mm-yyyy", "0%", "[h]:mm", "@", "worksheet", "External", "xl/worksheets/sheet2.xml",
)  # fmt: skip
XML = (
    '<!DOCTYPE x [<!ENTITY a "b">]>', '<!DOCTYPE x SYSTEM "http://voorbeeld.nl/x.dtd">',
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>', '<!ENTITY a "b">', "&a;", "&lt;",
    "&#0;", "&#x1F;", "&#xD800;", "<!-- x -->", "<!-- -- -->", "<![CDATA[1]]>", "<![CDATA[", "]]>", "<?x y?>",
    '<?xml version="1.0" encoding="UTF-16"?>', '<?xml version="1.1"?>', "<v>1</v>", "<v/>", "<f>A1</f>",
    "<is><t>x</t></is>",
    "<is><r><t>a</t></r><rPh><t>b</t></rPh></is>", "<c/>", '<c r="A1"><v>1</v></c>', '<c r="B1" t="s"><v>0</v></c>',
    '<row r="1"/>', "<row>", "</row>", "<sheetData>", "</sheetData>", "<x:y/>", '<y xmlns="urn:x"/>', "<t>x</t>",
    '<mergeCell ref="A1:B9"/>', '<col min="1" max="16384" hidden="1"/>', '<col min="5" max="2" hidden="1"/>',
    '<sheet name="x" sheetId="1" r:id="s1"/>', '<sheet name="x" sheetId="9" r:id="nee"/>',
    '<calcPr fullCalcOnLoad="1"/>',
    '<workbookPr date1904="1"/>', '<Override PartName="/xl/vbaProject.bin" ContentType="x.vbaProject"/>',
    '<Relationship Id="z" Type="x/externalLink" Target="y" TargetMode="External"/>', "<a>" * 150,
    "<a>" * 150 + "</a>" * 150,
    "<xf/>", '<xf numFmtId="9"/>', '<numFmt numFmtId="0" formatCode="yyyy"/>', "\x00", "\ufffe", "\ud800",
    "<", ">", "/>",
)  # fmt: skip
PARTS = (
    ("xl/vbaProject.bin", b"x"), ("xl/externalLinks/externalLink1.xml", b"<x/>"), ("mimetype", b"application/zip"),
    ("../x", b"x"), ("/x", b"x"), ("x\n", b"x"), ("XL/WORKBOOK.XML", b"<x/>"), ("[content_types].xml", b"<x/>"),
    ("xl/worksheets/sheet1.xml.", b"x"), ("leeg.xml", b""), ("nullen.bin", b"\0" * 3_000_000),
    ("xl/connections.xml", b"<x/>"),
    ("C:\\x", b"x"), ("a" * 5_000, b"x"), ("docProps/core.xml", b"<!DOCTYPE x>"), ("encryption.xml", b"<x/>"),
)  # fmt: skip
_ATTRIBUTE = re.compile(r' ([\w:]+)="([^"]*)"')
_TAG = re.compile(r"<[^<>]*>")
_TEXT = re.compile(r">([^<>]+)<")
_DATA = re.compile(
    r"<(?:row|c|si|sheet|xf|numFmt|Override|Relationship)\b[^<>]*(?:/>|>.{0,2000}?</(?:row|c|si)>)", re.DOTALL
)


def change_attribute(random: Random, text: str) -> str:
    """Give an attribute another value or another name, leave it out or write it twice."""
    found = _somewhere(random, _ATTRIBUTE, text)
    if found is None:
        return text
    other = _somewhere(random, _ATTRIBUTE, text) or found
    value = random.choice((*ATTRIBUTES, *NUMBERS, other[2], other[2]))
    new = random.choice(
        (f' {found[1]}="{value}"',) * 6 + ("", found[0] * 2, f' x{found[1]}="{found[2]}"', f" {found[1]}")
    )
    return text[: found.start()] + new + text[found.end() :]


def change_tag(random: Random, text: str) -> str:
    """Leave out a tag, write it twice, give it another name or put it in another namespace."""
    found = _somewhere(random, _TAG, text)
    if found is None:
        return text
    other = _somewhere(random, _TAG, text) or found
    named = re.sub(r"^<(/?)(\w+)", r"<\1x\2", found[0])
    spaced = re.sub(r"^<(/?)(\w+)", r"<\1y:\2", found[0])
    new = random.choice(("", found[0] * 2, other[0], named, spaced, found[0].replace("/>", ">"), found[0].lower()))
    return text[: found.start()] + new + text[found.end() :]


def change_text(random: Random, text: str) -> str:
    """Give an element another text."""
    found = _somewhere(random, _TEXT, text)
    if found is None:
        return text
    other = _somewhere(random, _TEXT, text) or found
    return text[: found.start(1)] + random.choice((*NUMBERS, other[1], "", "999999")) + text[found.end(1) :]


def change_element(random: Random, text: str) -> str:
    """Leave out a row, a cell or the like, write it twice or elsewhere."""
    found, other = _somewhere(random, _DATA, text), _somewhere(random, _DATA, text)
    if found is None or other is None:
        return text
    new = random.choice(("", found[0] * 2, other[0], found[0] * 300))
    return text[: found.start()] + new + text[found.end() :]


def insert_xml(random: Random, text: str) -> str:
    """Put something hostile between two tags, or at the start."""
    tag = None if random.random() < 0.2 else _somewhere(random, _TAG, text)
    at = tag.end() if tag else 0
    return text[:at] + random.choice(XML) + text[at:]


def change_namespace(random: Random, text: str) -> str:
    """Give the elements another namespace, none, or a prefix."""
    found = re.search(r'xmlns="([^"]*)"', text)
    if found is None:
        return text
    new = random.choice(
        ("", 'xmlns="urn:x"', f'xmlns:x="{found[1]}"', 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"')
    )
    return text[: found.start()] + new + text[found.end() :]


def _somewhere(random: Random, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return a match that begins at or after a place in a text, or else the first."""
    return pattern.search(text, random.randint(0, len(text))) or pattern.search(text)


def _a_part(random: Random, parts: dict[str, bytes]) -> str:
    """Return the name of a part, mostly one that is read."""
    read = [
        name for name in parts if name.endswith(("sheet1.xml", "workbook.xml", ".rels", "styles.xml", "Strings.xml"))
    ]
    sheets = [name for name in parts if "worksheets" in name]
    return random.choice(random.choice((read, sheets, list(parts))) or list(parts))


def _on_xml(change: Callable[[Random, str], str], random: Random, data: bytes) -> bytes:
    parts = unpack(data)
    if not parts:
        return data
    name = _a_part(random, parts)
    text = parts[name].decode("utf-8", "surrogateescape")
    parts[name] = change(random, text).encode("utf-8", "surrogatepass" if "\ud800" in text else "replace")
    return pack(parts)


def _on_part(change: Mutation, random: Random, data: bytes) -> bytes:
    parts = unpack(data)
    if not parts:
        return data
    name = _a_part(random, parts)
    parts[name] = change(random, parts[name])
    return pack(parts)


def change_package(random: Random, data: bytes) -> bytes:
    """Leave out a part, add one, give it another name or what another holds, or pack it in another way."""
    parts = unpack(data)
    if not parts:
        return data
    name, other = _a_part(random, parts), _a_part(random, parts)
    match random.randrange(6):
        case 0:
            del parts[name]
        case 1:
            parts |= dict([random.choice(PARTS)])
        case 2:
            parts[random.choice((name.upper(), name + "x", other, "/" + name))] = parts.pop(name)
        case 3:
            parts[name] = parts[other]
        case 4:
            return _packed_otherwise(random, parts)
        case _:
            return pack(parts) + random.choice((data, b"PK\x05\x06", b"x" * 100, pack(parts)))
    return pack(parts)


def _packed_otherwise(random: Random, parts: dict[str, bytes]) -> bytes:
    """Pack in a way that Excel never does: compressed otherwise, a part twice, with a comment or a flag."""
    stream = BytesIO()
    way = random.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_DEFLATED))
    with zipfile.ZipFile(stream, "w", way) as archive:
        for name, held in parts.items():
            archive.writestr(entry(name, way), held)
        archive.comment = random.choice((b"", b"PK\x01\x02" * 30, b"x" * 60_000))
    packed = stream.getvalue()
    at = packed.rfind(b"PK\x01\x02")
    flags = random.choice((0, 0, 1, 8, 0x800, 0x2000))
    return packed[: at + 8] + flags.to_bytes(2, "little") + packed[at + 10 :]


def change_record(random: Random, data: bytes) -> bytes:
    """Change a few bytes of what the zip file says about a part: its sizes, its checksum, where it stands."""
    records = [found.start() for found in re.finditer(rb"PK(?:\x01\x02|\x03\x04|\x05\x06)", data)]
    if not records:
        return data
    at = random.choice(records) + random.randint(4, 45)
    new = random.choice(
        (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x01", b"\xff\xff", random.choice(HOSTILE), random.randbytes(2))
    )
    return data[:at] + new + data[at + len(new) :]


_ON_XML = (change_attribute, change_attribute, change_attribute, change_tag, change_tag, change_text, change_text,
           change_element, insert_xml, insert_xml, change_namespace)  # fmt: skip
PACKAGE: tuple[Mutation, ...] = (
    *(partial(_on_xml, change) for change in _ON_XML), *(partial(_on_part, change) for change in BYTES[:4]),
    change_package, change_package, change_record, *BYTES[:4], BYTES[5],
)  # fmt: skip
register(".xlsx", *PACKAGE)
