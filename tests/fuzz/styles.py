"""One tree written in the many ways in which people and programs write YAML and JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from random import Random

_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_ .+/()-]*(?<! )")
_BLOCK_LINE = re.compile(r"[!-~\xa1-\u024f][ -~\xa1-\u024f]*(?<! )")
_NO_VALUE = ("", "~", "null", "Null", "NULL")
_MEANS_NOTHING = {"", "~", "null", "Null", "NULL"}


class Style(NamedTuple):
    """How a document is written; ``random`` decides what is left to each value."""

    random: Random
    end: str = "\n"
    flow: float = 0.2
    comments: float = 0.1
    shuffle: bool = False
    start: str = ""


def any_style(random: Random) -> Style:
    """Return a style at random."""
    return Style(
        random,
        end=random.choice(("\n", "\n", "\r\n", "\r")),
        flow=random.choice((0, 0.2, 0.5, 1)),
        comments=random.choice((0, 0.2)),
        shuffle=random.random() < 0.3,
        start=random.choice(("", "", "\ufeff", "---\n", "# aanvraag\n", "\n\n", "%YAML 1.1\n---\n")),
    )


def as_json(tree: Any, random: Random) -> bytes:
    """Write a tree as JSON: on one line or on many, with codes for what is not ASCII or without."""
    text = json.dumps(tree, indent=random.choice((None, 1, "\t")), ensure_ascii=random.random() < 0.5)
    return (random.choice(("", " ", "\ufeff", "\n")) + text + random.choice(("", "\n"))).encode()


def as_yaml(tree: dict[str, Any], style: Style) -> bytes:
    """Write a tree as YAML in a style."""
    text = "\n".join(_block(tree, 0, style)) or "{}"
    return (style.start + text + "\n").replace("\n", style.end).encode()


def _block(value: Any, indent: int, style: Style) -> list[str]:
    """Return the lines of a list or group in block style; the first stands as far in as the others."""
    lines: list[str] = []
    space = " " * indent
    by = style.random.choice((1, 2, 4))
    items = (
        [(f"{_text(key, style, key=True)}:", one) for key, one in _items(value, style)]
        if isinstance(value, dict)
        else [("-", one) for one in value]
    )
    for start, one in items:
        if style.random.random() < style.comments:
            further = "" if lines else "  "  # below a block of text a comment that stands further in is part of it
            lines.append(style.random.choice(("", f"{space}# x: y", "#", f"{space}{further}# 'é")))
        if isinstance(one, dict | list) and one and style.random.random() >= style.flow:
            lines += [space + start, *_block(one, indent + by, style)]
        elif isinstance(one, str) and _fits_block(one) and style.random.random() < 0.5:
            lines += [f"{space}{start} |-", *(f"{space} {line}".rstrip() for line in one.split("\n"))]
        else:
            comment = "  # z" if style.random.random() < style.comments else ""
            lines.append(f"{space}{start} {_flow(one, style)}{comment}".rstrip(" "))
    return lines


def _flow(value: Any, style: Style, *, inside: bool = False) -> str:
    """Return a value on one line."""
    if isinstance(value, dict):
        parts = [
            f"{_text(key, style, key=True)}: {_flow(one, style, inside=True)}" for key, one in _items(value, style)
        ]
        return "{" + ", ".join(parts) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(one, style, inside=True) for one in value) + "]"
    if value is None:
        return style.random.choice(_NO_VALUE[1:] if inside else _NO_VALUE)
    return _text(value, style)


def _items(value: dict[str, Any], style: Style) -> list[tuple[str, Any]]:
    items = list(value.items())
    if style.shuffle:
        style.random.shuffle(items)
    return items


def _text(text: str, style: Style, *, key: bool = False) -> str:
    """Write a text plain, or between single or double quotes, where it can be written so."""
    ways = ["double"]
    if text.isprintable():
        ways.append("single")
    if _PLAIN.fullmatch(text) and text not in _MEANS_NOTHING:
        ways += ["plain"] * 3
    way = style.random.choice(ways)
    if way == "plain" and len(text) < 1000:
        return text
    if way == "single" and not (key and len(text) > 500):
        return "'" + text.replace("'", "''") + "'"
    return _double(text, all_ascii=style.random.random() < 0.5)


def _double(text: str, *, all_ascii: bool) -> str:
    """Write a text between double quotes, with codes for what does not print and, if asked, for all but ASCII."""
    plain = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
    return '"' + "".join(plain.get(one) or _code(one, all_ascii=all_ascii) for one in text) + '"'


def _code(one: str, *, all_ascii: bool) -> str:
    if one.isprintable() and (one.isascii() or not all_ascii):
        return one
    number = ord(one)
    return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}" if number < 65536 else f"\\U{number:08x}"


def _fits_block(text: str) -> bool:
    return "\n" in text and all(_BLOCK_LINE.fullmatch(line) for line in text.split("\n"))
