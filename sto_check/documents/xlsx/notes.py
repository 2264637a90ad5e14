"""Notes on cells: added to those of a sheet, and taken away again without a trace of ours.

A note of ours is known by what it says, for programs keep that and forget who wrote it: one of its own begins with a
mark, and below a note of somebody else ours begins after a line with that mark.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sto_check.documents.xlsx.xml_text import Part, as_said, as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

MARK = "sto-check:"
BELOW = "― sto-check ―"
"""The line that stands between somebody's note and ours."""
_THREAD = "[Threaded comment]"
"""How the note begins that stands for a conversation, which no other program may change."""
NO_NOTES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors/><commentList/></comments>'
)
_SHAPES = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:300pt;height:{height}pt;visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_NOTE = re.compile(r"<((?:\w+:)?)comment\s[^>]*>.*?</\1comment>", re.DOTALL)
_REF = re.compile(r'\sref="([A-Z]+)([0-9]+)"')
_TEXT = re.compile(r"<((?:\w+:)?)text(?:\s[^>]*)?>(.*?)</\1text>", re.DOTALL)
_PIECE = re.compile(r"<((?:\w+:)?)t(?:\s[^>]*)?>([^<]*)</\1t>")
_RUN = re.compile(r"<((?:\w+:)?)r>.*?</\1r>", re.DOTALL)
_ONE_SHAPE = re.compile(r"<v:shape\s.*?</v:shape>", re.DOTALL)
_LETTERS_ON_A_LINE, _LINE_HEIGHT, _HIGHEST = 58, 12.5, 400

Cell = tuple[int, int]
"""Row and column, counted from 1."""


class Notes(NamedTuple):
    """The notes of a sheet and the shapes that show them: two parts that belong together."""

    comments: bytes
    shapes: bytes


def with_notes(found: Notes | None, wanted: Mapping[Cell, str]) -> Notes | None:
    """Return the notes of a sheet with ours as they are wanted now; None where it has none at all.

    Ours of an earlier time go. A conversation is left as it is. Raises ValueError for parts that are not as any program
    writes them.
    """
    comments = Part(found.comments if found else NO_NOTES)
    shapes = found.shapes.decode("utf-8-sig") if found else _SHAPES
    kept: dict[Cell, str] = {}
    for note in list(_NOTE.finditer(comments.text)):
        cell, ours = _cell_of(note[0]), _without_ours(note[0])
        if ours is None:
            shapes = _without_shape(shapes, cell)
        else:
            kept[cell] = ours
    author, fresh = _author(comments), dict(wanted)
    notes: dict[Cell, str] = {}
    for cell, note_of_theirs in kept.items():
        said = fresh.pop(cell, None)
        notes[cell] = note_of_theirs if said is None or _is_thread(note_of_theirs) else _with_ours(note_of_theirs, said)
    for cell, said in fresh.items():
        notes[cell] = _note(comments.before, cell, author, said)
        shapes = _with_shape(shapes, cell, said)
    if not notes and found is None:
        return None
    _write_list(comments, "".join(notes[cell] for cell in sorted(notes)))
    return Notes(comments.data, shapes.encode("utf-8"))


def _cell_of(note: str) -> Cell:
    found = _REF.search(note)
    if found is None:
        raise ValueError("a note without a cell")
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _said(note: str) -> str:
    found = _TEXT.search(note)
    return as_said("".join(piece[2] for piece in _PIECE.finditer(found[2]))) if found else ""


def _is_thread(note: str) -> bool:
    return _said(note).startswith(_THREAD)


def _without_ours(note: str) -> str | None:
    """Return a note without what we put in it; None where nothing is left."""
    said = _said(note)
    if said.startswith(MARK):
        return None
    if BELOW not in said:
        return note
    text = _TEXT.search(note)
    assert text
    inner = text[2]
    piece = next(one for one in _PIECE.finditer(inner) if BELOW in as_said(one[2]))
    before = piece[2][: piece[2].index(as_text(BELOW))].rstrip()
    start, end = piece.span()
    run = next((one for one in _RUN.finditer(inner) if one.start() <= start < one.end()), None)
    if run is None:
        inner = f"{inner[: piece.start(2)]}{before}{inner[piece.end(2) : end]}"
    elif before:
        inner = f"{inner[: piece.start(2)]}{before}{inner[piece.end(2) : run.end()]}"
    else:
        inner = inner[: run.start()]
    return note[: text.start(2)] + inner + note[text.end(2) :]


def _with_ours(note: str, said: str) -> str:
    text = _TEXT.search(note)
    assert text
    before, inner = text[1], text[2]
    if f"<{before}r>" not in inner:
        inner = f"<{before}r>{inner}</{before}r>" if inner.strip() else ""
    added = as_text(f"\n\n{BELOW}\n{said}")
    ours = f'<{before}r><{before}t xml:space="preserve">{added}</{before}t></{before}r>'
    return note[: text.start(2)] + inner + ours + note[text.end(2) :]


def _note(before: str, cell: Cell, author: int, said: str) -> str:
    from sto_check.text.place import column_letters

    return (
        f'<{before}comment ref="{column_letters(cell[1])}{cell[0]}" authorId="{author}"><{before}text><{before}r>'
        f'<{before}t xml:space="preserve">{as_text(f"{MARK} {said}")}</{before}t></{before}r></{before}text>'
        f"</{before}comment>"
    )


def _author(comments: Part) -> int:
    """Return the number of our name among the authors, added if it is not there."""
    name = f"{comments.before}author"
    found = [
        as_said(one[1]) for one in re.finditer(rf"<{name}(?:\s[^>]*)?(?:/>|>([^<]*)</{name}>)", comments.text) if one
    ]
    if "sto-check" in found:
        return found.index("sto-check")
    comments.close(f"<{name}>sto-check</{name}>", "authors")
    return len(found)


def _write_list(comments: Part, notes: str) -> None:
    comments.text = _NOTE.sub("", comments.text)
    comments.close(notes, "commentList")


def _without_shape(shapes: str, cell: Cell) -> str:
    row, column = (f"<x:{name}>{number - 1}</x:{name}>" for name, number in zip(("Row", "Column"), cell, strict=True))
    for shape in _ONE_SHAPE.finditer(shapes):
        if row in shape[0] and column in shape[0]:
            return shapes[: shape.start()] + shapes[shape.end() :]
    return shapes


def _with_shape(shapes: str, cell: Cell, said: str) -> str:
    row, column = cell
    numbers = [int(one) for one in re.findall(r'id="_x0000_s([0-9]{1,9})"', shapes)]
    lines = sum(1 + len(line) // _LETTERS_ON_A_LINE for line in said.split("\n")) + 1
    height = min(_LINE_HEIGHT * lines + 8, _HIGHEST)
    rows = max(2, round(height / 15))
    anchor = f"{column}, 15, {max(row - 1, 0)}, 10, {column + 4}, 15, {row - 1 + rows}, 4"
    shape = _SHAPE.format(
        id=max([1024, *numbers]) + 1, height=f"{height:g}", anchor=anchor, row=row - 1, column=column - 1
    )
    at = shapes.rindex("</xml>")
    return shapes[:at] + shape + shapes[at:]
