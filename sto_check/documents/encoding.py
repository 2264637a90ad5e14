"""Bytes to text: UTF-8, and of tables Windows-1252; of other bytes, what they look like and how to save them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.documents.document import OLE, ZIP, Document
from sto_check.documents.errors import EncodingError, SyntaxProblemError
from sto_check.documents.lines import place_at, showing
from sto_check.text.place import Place
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from sto_check.text.errors import Problem

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_PLAIN_CONTROL = frozenset(b"\t\n\r")
_LOOKED_AT = 1024
# How files that are no text begin, and what they are.
_BINARY = (
    (b"%PDF-", "een PDF", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "een PNG-afbeelding", "a PNG image"),
    (b"\xff\xd8\xff", "een JPEG-afbeelding", "a JPEG image"),
    (b"GIF8", "een GIF-afbeelding", "a GIF image"),
    (OLE, "een bestand van een oude Word of Excel", "a file of an old Word or Excel"),
    (b"{\\rtf", "een RTF-document", "an RTF document"),
    (b"\x1f\x8b", "een gzip-bestand", "a gzip file"),
    (b"BZh", "een bzip2-bestand", "a bzip2 file"),
    (b"\xfd7zXZ\0", "een xz-bestand", "an xz file"),
    (b"7z\xbc\xaf\x27\x1c", "een 7z-bestand", "a 7z file"),
    (b"PK\x05\x06", "een leeg zip-bestand", "an empty zip file"),
    (b"PK\x07\x08", "een deel van een zip-bestand", "a part of a zip file"),
    (b"\x7fELF", "een programma", "a program"),
    (b"MZ\x90\x00", "een programma", "a program"),
)
_ZIPPED = (
    (b"word/", "een Word-document", "a Word document"),
    (b"xl/", "een Excel-werkmap", "an Excel workbook"),
    (b"ppt/", "een PowerPoint-presentatie", "a PowerPoint presentation"),
    (b"opendocument", "een document van LibreOffice", "a LibreOffice document"),
)
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)


class Wanted(NamedTuple):
    """What a file should hold, as the hints say it in Dutch and English where it holds something else."""

    instead: tuple[str, str]
    """Where it is no text at all."""
    as_utf8: tuple[str, str]
    """Where it is text in another encoding."""
    start: tuple[str, str]
    """Where it is empty."""
    windows_1252: bool = False
    """Whether text in Windows-1252 is taken too: so Excel saves a table."""


DOCUMENT = Wanted(
    (
        "Schrijf het document als YAML of JSON; begin met: sto-check new.",
        "Write the document as YAML or JSON; start with: sto-check new.",
    ),
    (
        "Bewaar het opnieuw met de codering UTF-8; in Kladblok: Opslaan als, Codering, UTF-8.",
        "Save it again, encoded in UTF-8; in Notepad: Save as, Encoding, UTF-8.",
    ),
    ("Begin met: sto-check new.", "Start with: sto-check new."),
)
TABLE = Wanted(
    (
        "Bewaar de tabel als CSV; in Excel: Opslaan als, CSV UTF-8.",
        "Save the table as CSV; in Excel: Save as, CSV UTF-8.",
    ),
    (
        "Bewaar de tabel opnieuw met de codering UTF-8; in Excel: Opslaan als, CSV UTF-8.",
        "Save the table again, encoded in UTF-8; in Excel: Save as, CSV UTF-8.",
    ),
    ("Geef een tabel met koppen in de eerste rij.", "Give a table with headers in its first row."),
    windows_1252=True,
)


def decode(data: bytes, name: str, wanted: Wanted = DOCUMENT) -> str:
    """Return the text of a file, without a byte order mark; ``wanted`` has the hints for one that is no such text.

    Raises EncodingError where it is not UTF-8 text (nor Windows-1252 where that is taken), SyntaxProblemError where it
    is empty.
    """
    found = _binary(data, name, wanted) or _wide(data, name, wanted)
    if found:
        raise EncodingError(found)
    data = data.removeprefix(_BYTE_ORDER_MARK)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if not wanted.windows_1252 or not _looks_like_windows_1252(data, error.start):
            with showing(Document(name, None, data=data)):
                raise EncodingError(_not_utf8(data, error.start, name, wanted)) from error
        text = data.decode("cp1252")
    position = text.find("\0")
    if position >= 0:
        with showing(Document(name, None, data=data)):
            raise EncodingError(
                problem(
                    "nul-character",
                    "Hier staat een NUL-teken, dat in geen tekst hoort.",
                    "There is a NUL character here, which belongs in no text.",
                    place_at(text, position, name),
                    "Verwijder het, of bewaar het bestand opnieuw als UTF-8.",
                    "Remove it, or save the file again as UTF-8.",
                )
            )
    if not text.strip():
        raise SyntaxProblemError(
            problem("empty", "Het document is leeg.", "The document is empty.", Place(name, 1, 1), *wanted.start)
        )
    return text


def _binary(data: bytes, name: str, wanted: Wanted) -> Problem | None:
    kind = next(((nl, en) for start, nl, en in _BINARY if data.startswith(start)), None)
    if data.startswith(ZIP):
        kind = next(((nl, en) for word, nl, en in _ZIPPED if word in data), ("een zip-bestand", "a zip file"))
    if kind is None:
        return None
    return problem(
        "binary-file",
        f"Dit is {kind[0]}, geen tekst.",
        f"This is {kind[1]}, not text.",
        Place(name, 1, 1),
        *wanted.instead,
    )


def _wide(data: bytes, name: str, wanted: Wanted) -> Problem | None:
    """Recognise UTF-16 and UTF-32 by their mark, or without one by where the zeros stand."""
    found = next(((code, shown) for mark, code, shown in _MARKS if data.startswith(mark)), None)
    start = data[:_LOOKED_AT]
    if not found and b"\0" in start and len(data) > 1:
        zeros = [start[step::4].count(0) * 8 > len(start) for step in range(4)]  # more than half of every fourth byte
        if zeros.count(True) == 3:
            found = ("utf-32", "UTF-32")
        elif zeros in ([True, False, True, False], [False, True, False, True]):
            found = ("utf-16", "UTF-16")
    if not found:
        return None
    code, shown = found
    return problem(
        code,
        f"Dit bestand is {shown} en geen UTF-8.",
        f"This file is {shown} and not UTF-8.",
        Place(name, 1, 1),
        *wanted.as_utf8,
    )


def _not_utf8(data: bytes, position: int, name: str, wanted: Wanted) -> Problem:
    before = data[:position].decode("utf-8")
    place = place_at(before, len(before), name)
    if _looks_like_windows_1252(data, position):
        letter = data[position : position + 1].decode("cp1252")
        nl, en = (f": hier staat “{letter}”", f": here it says “{letter}”") if letter.isprintable() else ("", "")
        return problem(
            "windows-1252",
            f"Dit bestand lijkt Windows-1252 en is geen UTF-8{nl}.",
            f"This file looks like Windows-1252 and is not UTF-8{en}.",
            place,
            *wanted.as_utf8,
        )
    return problem(
        "not-utf-8", "Dit bestand is geen UTF-8-tekst.", "This file is not UTF-8 text.", place, *wanted.as_utf8
    )


def _looks_like_windows_1252(data: bytes, position: int) -> bool:
    """Say whether all is text of a single byte a character, and nothing before the position is UTF-8 beyond ASCII."""
    if not data[:position].isascii() or any(one < 0x20 and one not in _PLAIN_CONTROL for one in set(data)):
        return False
    if data[position] == 0xED and b"\xa0" <= data[position + 1 : position + 2] <= b"\xbf":  # half a character
        return False
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True
