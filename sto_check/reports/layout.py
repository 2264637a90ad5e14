"""Lines for a terminal: indented, labelled, wrapped; in colour where someone is looking, plain in a pipe."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Literal, NamedTuple, TextIO

from sto_check.engine.status import Status
from sto_check.text.language import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Style = Literal["plain", "bad", "good", "warn", "open", "head", "dim", "bold"]
STYLE_OF: dict[Status, Style] = {
    Status.NOT_MET: "bad", Status.UNKNOWN: "warn", Status.OPEN: "open", Status.MET: "good", Status.NOT_APPLICABLE: "dim"
}  # fmt: skip
STYLE_OF_VERDICT: dict[str, Style] = {"not-eligible": "bad", "supplement": "warn", "assess": "open", "eligible": "good"}
PLAIN_WIDTH = 80
_WIDEST = 100
_RICH_STYLE: dict[Style, str] = {
    "bad": "bold red", "good": "bold green", "warn": "yellow", "open": "cyan", "head": "bold underline", "dim": "dim",
    "bold": "bold", "plain": "",
}  # fmt: skip


class Line(NamedTuple):
    """A paragraph: how far in it stands, the word before it (which is not wrapped), its text and its look.

    One that does not ``wrap`` is a line of a table, however long.
    """

    text: str = ""
    indent: int = 0
    label: str = ""
    style: Style = "plain"
    label_style: Style = "dim"
    wrap: bool = True


def write_lines(lines: Iterable[Line], out: TextIO) -> None:
    """Print lines to a stream: with rich on a terminal, as plain text of 80 columns elsewhere."""
    if not out.isatty():
        out.writelines(f"{text}\n" for line in lines for text in wrapped(line, PLAIN_WIDTH))
        return
    from shutil import get_terminal_size

    from rich.console import Console
    from rich.text import Text as RichText

    width = min(get_terminal_size().columns, _WIDEST)
    console = Console(file=out, highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in lines:
        for number, text in enumerate(wrapped(line, width)):
            shown = RichText(text, style=_RICH_STYLE[line.style])
            if number == 0 and line.label:
                start = line.indent
                shown.stylize(_RICH_STYLE[line.label_style], start, start + len(line.label))
            console.print(shown)


def one_line(text: str) -> str:
    """Return a text on one line, with a replacement for every character that does not print."""
    return printable(" ".join(text.split("\n")))


def wrapped(line: Line, width: int) -> Iterator[str]:
    """Yield the line as texts of at most ``width`` columns, so far as its words allow."""
    if not line.text and not line.label:
        yield ""
        return
    before = " " * line.indent + (f"{one_line(line.label)} " if line.label else "")
    text = one_line(line.text).strip(" ")
    if not text:
        yield before.rstrip()
        return
    if len(before) + len(text) <= width or not line.wrap:
        yield before + text
        return
    yield from textwrap.wrap(
        text,
        max(width, 40),
        initial_indent=before,
        subsequent_indent=" " * len(before),
        break_long_words=False,
        break_on_hyphens=False,
    )
