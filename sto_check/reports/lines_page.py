"""Lines for a terminal as an HTML page that needs nothing else: headings, paragraphs, and what stands before them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from sto_check.reports.html_templates import style_sheet, templates_in
from sto_check.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sto_check.reports.layout import Line
    from sto_check.text.language import Lang, Text

_PACKAGE = "sto_check.reports"
_DEEPEST = 6


class _Block(NamedTuple):
    """A heading, or lines that belong together."""

    is_heading: bool
    lines: tuple[Line, ...]


def lines_page(title: Text, lines: Iterable[Line], lang: Lang) -> str:
    """Return a page with this title of what the lines say."""
    made = templates_in(_PACKAGE, "html").get_template("lines.html")
    css = style_sheet(_PACKAGE, "html/lines.css")
    return made.render(lang=lang, title=title[lang], blocks=list(_blocks(lines)), css=css, version=VERSION) + "\n"


def _blocks(lines: Iterable[Line]) -> Iterator[_Block]:
    """Yield what stands between empty lines; a line that heads what follows is a heading."""
    for is_empty, group in groupby(lines, key=lambda line: not line.text and not line.label):
        if is_empty:
            continue
        some = [line._replace(indent=min(line.indent, _DEEPEST)) for line in group]
        if some[0].style == "head":
            yield _Block(True, (some.pop(0),))
        if some:
            yield _Block(False, tuple(some))
