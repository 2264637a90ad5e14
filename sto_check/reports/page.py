"""A page of headings, lists and tables, written as Markdown or as one HTML file that needs nothing else."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from sto_check.reports.layout import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sto_check.text.language import Lang


class Link(NamedTuple):
    """Words that lead to an anchor on the page."""

    text: str
    anchor: str


class Anchor(NamedTuple):
    """A spot that a link leads to."""

    name: str


Inline = str | Link | Anchor
Words = tuple[Inline, ...]


class Heading(NamedTuple):
    """A heading of level 1 to 3, to which links lead."""

    level: int
    text: str
    anchor: str


class Paragraph(NamedTuple):
    """A paragraph of text."""

    words: Words


class Item(NamedTuple):
    """An item of a list, with the list below it."""

    words: Words
    inside: tuple[Item, ...] = ()


class Items(NamedTuple):
    """A list."""

    items: tuple[Item, ...]


class Table(NamedTuple):
    """A table with a header; every row has as many cells."""

    header: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]


class Pair(NamedTuple):
    """A label and the paragraphs beside it."""

    label: Words
    texts: tuple[Words, ...]


class Beside(NamedTuple):
    """Two columns side by side, on a narrow screen one below the other."""

    titles: tuple[str, str]
    left: tuple[Pair, ...]
    right: tuple[Pair, ...]


Block = Heading | Paragraph | Items | Table | Beside


class Page(NamedTuple):
    """A whole page in one language."""

    title: str
    lang: Lang
    blocks: tuple[Block, ...]


_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
_AT_START = re.compile(r"^(\d*)([-+=.)])")


def write_markdown(page: Page) -> str:
    """Return the page as Markdown, with the tables that GitHub and most others know."""
    return "\n\n".join(_markdown_block(block) for block in page.blocks) + "\n"


def _markdown_block(block: Block) -> str:
    if isinstance(block, Heading):
        return f'<a id="{_attribute(block.anchor)}"></a>\n\n{"#" * block.level} {_markdown_text(block.text)}'
    if isinstance(block, Paragraph):
        return _markdown_start(block.words)
    if isinstance(block, Items):
        return "\n".join(_markdown_items(block.items, 0))
    if isinstance(block, Table):
        rows = [tuple(map(_markdown_text, block.header)), ("---",) * len(block.header)]
        rows += [tuple(_markdown_words(cell) for cell in row) for row in block.rows]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)
    columns = ("<br>".join(_markdown_pair(pair) for pair in side) for side in (block.left, block.right))
    return f"| {' | '.join(map(_markdown_text, block.titles))} |\n| --- | --- |\n| {' | '.join(columns)} |"


def _markdown_items(items: Sequence[Item], depth: int) -> Iterator[str]:
    for item in items:
        yield f"{'  ' * depth}- {_markdown_start(item.words)}"
        yield from _markdown_items(item.inside, depth + 1)


def _markdown_pair(pair: Pair) -> str:
    return f"**{_markdown_words(pair.label)}** {'<br>'.join(map(_markdown_words, pair.texts))}"


def _markdown_words(words: Words) -> str:
    written = ""
    for inline in words:
        if isinstance(inline, Anchor):
            written += f'<a id="{_attribute(inline.name)}"></a>'
        elif isinstance(inline, Link):
            written += f"[{_markdown_text(inline.text)}](#{_attribute(inline.anchor)})"
        else:
            written += _markdown_text(inline)
    return written.strip(" ")


def _markdown_start(words: Words) -> str:
    """Return words that stand at the start of a line, where they must not begin a list or underline a heading."""
    return _AT_START.sub(r"\1\\\2", _markdown_words(words))


def _markdown_text(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", one_line(text))


def _attribute(name: str) -> str:
    """Return an anchor's name as both languages take it: without spaces or anything that ends it."""
    return re.sub(r"[^\w.-]", "-", name)


def write_html(page: Page) -> str:
    """Return the page as one HTML file, without scripts or anything from elsewhere."""
    body = "\n".join(_html_block(block) for block in page.blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{page.lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_html_text(page.title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{body}\n</main>\n</body>\n</html>\n"
    )


def _html_block(block: Block) -> str:
    if isinstance(block, Heading):
        return f'<h{block.level} id="{_attribute(block.anchor)}">{_html_text(block.text)}</h{block.level}>'
    if isinstance(block, Paragraph):
        return f"<p>{_html_words(block.words)}</p>"
    if isinstance(block, Items):
        return _html_items(block.items)
    if isinstance(block, Table):
        head = "".join(f'<th scope="col">{_html_text(word)}</th>' for word in block.header)
        rows = "\n".join(
            "<tr>" + "".join(f"<td>{_html_words(cell)}</td>" for cell in row) + "</tr>" for row in block.rows
        )
        return (
            f'<div class="wide">\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>'
        )
    sides = "\n".join(_html_side(title, side) for title, side in zip(block.titles, block[1:], strict=True))
    return f'<div class="beside">\n{sides}\n</div>'


def _html_side(title: str, side: tuple[Pair, ...]) -> str:
    pairs = "\n".join(
        f"<dt>{_html_words(pair.label)}</dt>" + "".join(f"<dd>{_html_words(text)}</dd>" for text in pair.texts)
        for pair in side
    )
    return f'<div class="side">\n<p class="side-title">{_html_text(title)}</p>\n<dl>\n{pairs}\n</dl>\n</div>'


def _html_items(items: Sequence[Item]) -> str:
    inside = "\n".join(
        f"<li>{_html_words(item.words)}{_html_items(item.inside) if item.inside else ''}</li>" for item in items
    )
    return f"<ul>\n{inside}\n</ul>"


def _html_words(words: Words) -> str:
    return "".join(
        f'<a id="{_attribute(inline.name)}"></a>'
        if isinstance(inline, Anchor)
        else f'<a href="#{_attribute(inline.anchor)}">{_html_text(inline.text)}</a>'
        if isinstance(inline, Link)
        else _html_text(inline)
        for inline in words
    )


def _html_text(text: str) -> str:
    return html.escape(one_line(text))


_STYLE = """\
:root { color-scheme: light dark; --ink: #1d2433; --paper: #fff; --soft: #f3f5f9; --line: #c9d0dd; --link: #0b4f9e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9f0; --paper: #14181f; --soft: #1e2530; --line: #3b4557; --link: #8fc1ff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 70rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word; }
a { color: var(--link); }
h1 { font-size: 1.8rem; line-height: 1.2; }
h2 { margin-top: 3rem; border-bottom: 2px solid var(--line); }
h3 { margin: 2rem 0 .5rem; }
.beside { display: grid; grid-template-columns: 3fr 2fr; border: 1px solid var(--line); border-radius: .4rem; }
.side { padding: .6rem 1rem; min-width: 0; }
.side + .side { background: var(--soft); }
.side-title { margin: 0; font-size: .8rem; letter-spacing: .05em; text-transform: uppercase; }
dl { margin: .3rem 0; }
dt { font-weight: 600; margin-top: .5rem; }
dd { margin: 0 0 0 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .35rem .6rem; border: 1px solid var(--line); text-align: left; vertical-align: top; }
th { background: var(--soft); }
@media (max-width: 45rem) { .beside { grid-template-columns: 1fr; } }
@page { margin: 15mm; }
@media print {
  :root { --ink: #000; --paper: #fff; --soft: #f3f3f3; --line: #999; --link: #000; }
  body { font-size: 9.5pt; line-height: 1.35; }
  main { max-width: none; padding: 0; }
  a { text-decoration: none; }
  h1, h2, h3, .side-title, dt { break-after: avoid; }
  h2 { margin-top: 1.5rem; }
  h3 { margin: .9rem 0 .3rem; }
  .beside { display: block; border: 0; }
  .side { padding: 0 0 0 .6rem; border-left: 2px solid var(--line); }
  .side + .side { background: none; margin-top: .3rem; }
  dl { margin: .1rem 0; }
  dt { margin-top: .1rem; }
  .side:first-child dt { float: left; clear: left; width: 10.5rem; margin: 0; }
  .side:first-child dd { margin-left: 11rem; }
  dd, tr { break-inside: avoid; }
  p, dd { orphans: 2; widows: 2; }
  .wide { overflow: visible; }
}
"""
