"""The lines of a text as its parser counts them, and the line that a problem is about with a mark below it."""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from sto_check.text.errors import Excerpt, Problem, StoCheckError
from sto_check.text.language import printable
from sto_check.text.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sto_check.documents.document import Document

WIDTH = 80
"""How many columns an excerpt takes at most, line number included."""
_TAB = 8
_CUT = "…"
_LINE_END = "\r\n|[\n\r\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]"
# A word as it is written: between quotes, one bracket or dash of a list, tabs, or plain up to what ends it.
_QUOTED = r"""\t+|"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?|[\[\]{},]|-(?=\s|\Z)"""
_PLAIN_END = r"(?!\s+#|\s*:(?:\s|\Z)|\s*\Z)"
_WORD_IN_BLOCK = rf"{_QUOTED}|(?:{_PLAIN_END}.)+"
_WORD_IN_FLOW = rf"{_QUOTED}|(?:{_PLAIN_END}[^,\[\]{{}}])+"


def place_at(text: str, position: int, name: str) -> Place:
    """Return the place of the character at ``position`` (counted from 0) in a text."""
    line, start = 1, 0
    for end in re.compile(_LINE_END).finditer(text, 0, position):
        if end.group() == "\r" and text[end.end() : end.end() + 1] == "\n":  # the search ends between the two
            break
        line, start = line + 1, end.end()
    return Place(name, line, position - start + 1)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text without their ends."""
    return re.split(_LINE_END, text)


@contextmanager
def showing(*documents: Document) -> Iterator[None]:
    """Give each problem of an error that is raised inside the line it is about, where that is in one of these."""
    try:
        yield
    except StoCheckError as error:
        error.problems = tuple(with_excerpts(error.problems, documents))
        raise


def with_excerpts(problems: Iterable[Problem], documents: Iterable[Document]) -> list[Problem]:
    """Return the problems, each with the line it is about where it has none and its document is among these.

    A place in a workbook has no line, and an empty line is not shown.
    """
    excerpts = {printable(document.name): Excerpts(document) for document in documents}
    found = []
    for problem in problems:
        place = problem.place
        shown = excerpts.get(printable(place.file)) if place else None
        if place is not None and shown is not None and problem.excerpt is None and not place.sheet:
            problem = problem._replace(excerpt=shown.at(place))  # noqa: PLW2901
        found.append(problem)
    return found


class Excerpts:
    """Lines of one document with a mark below them; its text is taken apart once, when a line is first asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _lines(self) -> tuple[list[str], bool]:
        """The lines, and whether the whole text is written between brackets, as JSON is."""
        text = self._document.text
        return lines_of(text), text[:1024].lstrip()[:1] in {"{", "["}

    def at(self, place: Place) -> Excerpt | None:
        """Return the line at a place of this document; None in a workbook, or of an empty line."""
        if place.sheet:
            return None
        lines, in_flow = self._lines
        return _excerpt(lines, place, in_flow=in_flow)


def _excerpt(lines: list[str], place: Place, *, in_flow: bool) -> Excerpt | None:
    if place.line > len(lines) or not lines[place.line - 1]:
        return None
    line = lines[place.line - 1]
    start = min(place.column - 1, len(line))
    first = max(0, start - WIDTH)
    window, at = line[first : start + WIDTH], start - first
    in_flow = in_flow or any(window.count(a, 0, at) > window.count(b, 0, at) for a, b in ("{}", "[]"))
    word = re.compile(_WORD_IN_FLOW if in_flow else _WORD_IN_BLOCK).match(window, at)
    marked = max(1, len(word.group())) if word else 1
    room = WIDTH - len(Excerpt(place.line, "", 0, 1).gutter)
    cells = _cells(window)
    whole = not first and start + WIDTH >= len(line) and sum(width for _, width in cells) <= room
    low, high = (0, len(cells)) if whole else _part(cells, at, room - 2 * len(_CUT))
    left = _CUT if first or low else ""
    right = _CUT if start + WIDTH < len(line) or high < len(cells) else ""
    before = len(left) + sum(width for _, width in cells[low:at])
    width = sum(width for _, width in cells[at : min(at + marked, high)])
    shown = left + "".join(one for one, _ in cells[low:high]) + right
    return Excerpt(place.line, shown.rstrip(), before, max(1, width))


def _cells(text: str) -> list[tuple[str, int]]:
    """Return how each character is shown and how many columns of a terminal that takes."""
    from unicodedata import category, east_asian_width

    found, column = [], 0
    for one in text:
        if one == "\t":
            shown = " " * (_TAB - column % _TAB)
            width = len(shown)
        else:
            shown = printable(one)
            width = 0 if category(shown) in {"Mn", "Me"} else 2 if east_asian_width(shown) in {"W", "F"} else 1
        found.append((shown, width))
        column += width
    return found


def _part(cells: list[tuple[str, int]], at: int, room: int) -> tuple[int, int]:
    """Return from where to where a long line is shown: around ``at``, within so many columns."""
    low, used = at, 0
    while low > 0 and used + cells[low - 1][1] <= room // 2:
        low -= 1
        used += cells[low][1]
    high = at
    while high < len(cells) and used + cells[high][1] <= room:
        used += cells[high][1]
        high += 1
    while low > 0 and used + cells[low - 1][1] <= room:
        low -= 1
        used += cells[low][1]
    return low, high
