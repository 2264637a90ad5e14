"""Findings put into a workbook: a first sheet, and a colour and a note on cells; all else stays byte for byte.

Nothing is read into a model and written again, for then what no reader knows would be lost. Parts are changed as text,
where something of ours has to stand in them, and the others are copied.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers.expat import ExpatError

from sto_check.documents.errors import DocumentError
from sto_check.documents.xlsx.first_sheet import sheet_xml
from sto_check.documents.xlsx.marks import ORDER, colour
from sto_check.documents.xlsx.notes import NO_NOTES, Notes, with_notes
from sto_check.documents.xlsx.package import MAIN
from sto_check.documents.xlsx.style_sheet import Look, add_colour, add_look
from sto_check.documents.xlsx.xml_text import Part, as_attribute, as_said, as_text
from sto_check.text.place import column_letters
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sto_check.documents.xlsx.first_sheet import SheetOfWords
    from sto_check.documents.xlsx.notes import Cell

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOOK_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "extLst",
)  # fmt: skip
_TYPES = {
    "sheet": "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    "comments": "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
    "vml": "application/vnd.openxmlformats-officedocument.vmlDrawing",
}
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_DAY = (2025, 1, 1, 0, 0, 0)
_LONGEST_NAME = 31


class NotAnnotatedError(DocumentError):
    """Findings cannot be put into this workbook without changing what is in it (exit code 65)."""


class Mark(NamedTuple):
    """A cell to mark: its sheet and position, the name of its colour, and the note."""

    sheet: str
    cell: Cell
    colour: str
    said: str


def annotate(
    data: bytes,
    name: str,
    first: SheetOfWords,
    marks: Sequence[Mark],
    looks: Mapping[str, Look],
    colours: Mapping[str, str],
) -> tuple[bytes, str]:
    """Return the bytes of a workbook with a first sheet and marks, and the name that the sheet got.

    ``data`` was read as a workbook before. What an earlier call put in is replaced. Where several marks are on one
    cell, the first gives the colour. Raises NotAnnotatedError.
    """
    try:
        book = _Book(data)
        styles = book.part(book.related("styles"))
        called = book.first_sheet(first, {key: add_look(styles, look) for key, look in looks.items()})
        numbers = {key: add_colour(styles, rgb) for key, rgb in colours.items()}
        book.write(book.related("styles"), styles)
        by_sheet: dict[str, list[Mark]] = defaultdict(list)
        for mark in marks:
            by_sheet[mark.sheet].append(mark)
        for sheet, part in book.sheets.items():
            if sheet != called:
                book.mark(part, by_sheet.get(sheet, []), numbers)
        return book.packed(), called
    except (ValueError, KeyError, ExpatError, zipfile.BadZipFile) as error:
        raise NotAnnotatedError(
            problem(
                "not-annotated",
                f"In {name} kunnen de bevindingen niet worden gezet zonder iets te veranderen.",
                f"The findings cannot be put into {name} without changing something.",
                None,
                "Open het bestand in Excel of LibreOffice, bewaar het opnieuw als gewone .xlsx, en probeer het weer.",
                "Open the file in Excel or LibreOffice, save it again as an ordinary .xlsx, and try again.",
            )
        ) from error


class _Book:
    """The parts of a workbook, by their names; what was changed is written in the place of what was there."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._changed: dict[str, bytes] = {}
        self._names = {entry.filename.lower(): entry.filename for entry in self._zip.infolist()}
        roots = self._relations("")
        self._book = dict(roots.values())["officeDocument"]
        self._of_book = self._relations(self._book)
        self.sheets = dict(self._sheets())

    def part(self, name: str) -> Part:
        """Return a part as text; raises KeyError where it is not there."""
        return Part(self._bytes(name))

    def write(self, name: str, part: Part | bytes) -> None:
        """Put a part in the place of the one that is there, or beside the others."""
        actual = self._names.setdefault(name.lower(), name)
        self._changed[actual] = part if isinstance(part, bytes) else part.data

    def related(self, kind: str) -> str:
        """Return the name of the one part of a kind that the workbook leads to."""
        return dict(self._of_book.values())[kind]

    def first_sheet(self, sheet: SheetOfWords, looks: Mapping[str, int]) -> str:
        """Write the sheet before all others, or in the place of the one of an earlier time; return its name."""
        book = self.part(self._book)
        if f'"{MAIN[0]}"' not in book.text[: book.text.index("sheets")]:
            raise ValueError("strict")
        ours = next((name for name, part in self.sheets.items() if self._known_by(part, sheet.known_by)), None)
        if ours is not None:
            self._replace(book, ours, sheet, looks)
            return ours
        called, taken, number = sheet.name, {name.casefold() for name in self.sheets}, 1
        while called.casefold() in taken:
            number += 1
            called = f"{sheet.name[: _LONGEST_NAME - 5]} ({number})"
        part = self._free(posixpath.join(posixpath.dirname(self._book), "worksheets", "findings.xml"))
        self.write(part, sheet_xml(sheet, looks))
        self._type(part, "sheet")
        relation = self._relate(self._book, "worksheet", part)
        ids = [int(one) for one in re.findall(r'\ssheetId="([0-9]+)"', book.text)]
        tag = (
            f'<{book.before}sheet xmlns:s="{_OFFICE}" name={as_attribute(called)} sheetId="{max(ids) + 1}" '
            f's:id="{relation}"/>'
        )
        opening = re.search(rf"<{book.before}sheets(?:\s[^>]*)?>", book.text)
        assert opening
        book.text = book.text[: opening.end()] + tag + book.text[opening.end() :]
        book.text = re.sub(r'(\slocalSheetId=")([0-9]+)', lambda found: f"{found[1]}{int(found[2]) + 1}", book.text)
        self._repeat_header(book, called, sheet)
        self._show(book, 0)
        self.write(self._book, book)
        self.sheets[called] = part
        return called

    def mark(self, name: str, marks: Sequence[Mark], numbers: Mapping[str, int]) -> None:
        """Put colours and notes on a sheet, in the place of those of an earlier time."""
        sheet = self.part(name)
        coloured: dict[int, list[str]] = defaultdict(list)
        notes: dict[Cell, list[str]] = {}
        for mark in marks:
            row, column = mark.cell
            if mark.cell not in notes:
                coloured[numbers[mark.colour]].append(f"{column_letters(column)}{row}")
            said = notes.setdefault(mark.cell, [])
            said += [mark.said] if mark.said not in said else []
        colour(sheet, coloured)
        sheet.text = re.sub(r'(<(?:\w+:)?sheetView\s[^>]*?)\stabSelected="(?:1|true)"', r"\1", sheet.text)
        self._notes(name, sheet, {cell: "\n\n".join(said) for cell, said in notes.items()})
        if sheet.data != self._bytes(name):
            self.write(name, sheet)

    def packed(self) -> bytes:
        """Return the workbook; parts that are ours have a fixed time, so that the same gives the same bytes."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
            for entry in self._zip.infolist():
                changed = self._changed.pop(entry.filename, None)
                info = zipfile.ZipInfo(entry.filename, entry.date_time)
                info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, entry.external_attr
                out.writestr(info, self._zip.read(entry) if changed is None else changed)
            for name, data in sorted(self._changed.items()):
                out.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED)
        return stream.getvalue()

    def _bytes(self, name: str) -> bytes:
        actual = self._names[name.lower()]
        return self._changed[actual] if actual in self._changed else self._zip.read(actual)

    def _sheets(self) -> Iterator[tuple[str, str]]:
        book = self.part(self._book)
        for tag in re.findall(rf"<{book.before}sheet\s[^>]*>", book.text):
            relation = re.search(r'\s(?:\w+:)id="([^"]*)"', tag)
            called = re.search(r"""\sname=(?:"([^"]*)"|'([^']*)')""", tag)
            assert relation
            assert called
            kind, target = self._of_book[relation[1]]
            if kind == "worksheet":
                yield as_said(called[1] or called[2] or ""), target

    def _known_by(self, part: str, said: str) -> bool:
        cell = re.search(r'<(?:\w+:)?c\s[^>]*?\br="A1"[^>]*>.*?</(?:\w+:)?c>', self.part(part).text, re.DOTALL)
        if cell is None:
            return False
        if 't="s"' in cell[0] and (index := re.search(r"<(?:\w+:)?v>([0-9]+)<", cell[0])):
            texts = re.findall(
                r"<(?:\w+:)?si\b.*?</(?:\w+:)?si>", self.part(self.related("sharedStrings")).text, re.DOTALL
            )
            return as_text(said) in texts[int(index[1])]
        return as_text(said) in cell[0]

    def _replace(self, book: Part, called: str, sheet: SheetOfWords, looks: Mapping[str, int]) -> None:
        part = self.sheets[called]
        self.write(part, sheet_xml(sheet, looks))
        relations = _relations_of(part)
        if relations.lower() in self._names:
            self.write(relations, _NO_RELATIONS)
        self._show(book, list(self.sheets).index(called))
        self.write(self._book, book)

    def _repeat_header(self, book: Part, called: str, sheet: SheetOfWords) -> None:
        quoted = "'" + called.replace("'", "''") + "'"
        if not any(one.name == "definedNames" for one in book.children()):
            book.put(f"<{book.before}definedNames></{book.before}definedNames>", _BOOK_ORDER, "definedNames")
        row = sheet.header_row
        book.close(
            f'<{book.before}definedName name="_xlnm.Print_Titles" localSheetId="0">'
            f"{as_text(f'{quoted}!${row}:${row}')}</{book.before}definedName>",
            "definedNames",
        )

    def _show(self, book: Part, number: int) -> None:
        """Let the workbook open on the sheet at this position."""
        view = re.search(rf"<{book.before}workbookView\s[^>]*>", book.text)
        if view is None:
            return
        tag = re.sub(r'\s(?:activeTab|firstSheet)="[0-9]*"', "", view[0])
        tag = tag.replace("workbookView", f'workbookView firstSheet="{number}" activeTab="{number}"', 1)
        book.text = book.text[: view.start()] + tag + book.text[view.end() :]

    def _notes(self, name: str, sheet: Part, wanted: Mapping[Cell, str]) -> None:
        relations = self._relations(name)
        comments = next((target for kind, target in relations.values() if kind == "comments"), None)
        shapes = self._shapes(sheet, relations)
        if comments is not None and shapes is None:
            raise ValueError("notes without shapes")
        there = Notes(self._bytes(comments) if comments else NO_NOTES, self._bytes(shapes)) if shapes else None
        made = with_notes(there, wanted)
        if made is None or made == there or not (wanted or comments):
            return
        if comments is None:
            comments = self._free("xl/findings-comments.xml")
            self._type(comments, "comments")
            self._relate(name, "comments", comments)
        if shapes is None:
            shapes = self._free("xl/drawings/findings-notes.vml")
            self._type_of_vml()
            relation = self._relate(name, "vmlDrawing", shapes)
            sheet.put(f'<{sheet.before}legacyDrawing xmlns:s="{_OFFICE}" s:id="{relation}"/>', ORDER, "legacyDrawing")
        self.write(comments, made.comments)
        self.write(shapes, made.shapes)

    def _shapes(self, sheet: Part, relations: Mapping[str, tuple[str, str]]) -> str | None:
        tag = re.search(rf"<{sheet.before}legacyDrawing\s[^>]*>", sheet.text)
        relation = re.search(r'\s(?:\w+:)id="([^"]*)"', tag[0]) if tag else None
        return relations[relation[1]][1] if relation else None

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what a part leads to: the last word of the kind, and the part."""
        name = _relations_of(part)
        if name.lower() not in self._names:
            return {}
        found = {}
        for tag in _RELATION.findall(self.part(name).text):
            kept = {key: as_said(value) for key, value in re.findall(r'\s(Id|Type|Target)="([^"]*)"', tag)}
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), kept["Target"])).lstrip("/")
            found[kept["Id"]] = kept["Type"].rpartition("/")[2], target
        return found

    def _relate(self, part: str, kind: str, target: str) -> str:
        """Let a part lead to another; return the name of that relation."""
        name = _relations_of(part)
        relations = self.part(name) if name.lower() in self._names else Part(_NO_RELATIONS)
        number = 1
        while f'"rIdFindings{number}"' in relations.text:
            number += 1
        relations.close(
            f'<{relations.before}Relationship Id="rIdFindings{number}" Type="{_OFFICE}/{kind}" Target="/{target}"/>'
        )
        self.write(name, relations)
        return f"rIdFindings{number}"

    def _free(self, name: str) -> str:
        stem, suffix = posixpath.splitext(name)
        number = 1
        while (free := f"{stem}{number}{suffix}").lower() in self._names:
            number += 1
        return free

    def _type(self, part: str, kind: str) -> None:
        types = self.part("[Content_Types].xml")
        types.close(f'<{types.before}Override PartName="/{part}" ContentType="{_TYPES[kind]}"/>')
        self.write("[Content_Types].xml", types)

    def _type_of_vml(self) -> None:
        types = self.part("[Content_Types].xml")
        if not re.search(r'\sExtension="vml"', types.text, re.IGNORECASE):
            types.put(
                f'<{types.before}Default Extension="vml" ContentType="{_TYPES["vml"]}"/>',
                ("Default", "Override"),
                "Default",
            )
            self.write("[Content_Types].xml", types)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
