"""JSON as text that is safe to show: letters stay readable, what does not print is written by its number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sto_check.language import NO_BREAK_SPACE

if TYPE_CHECKING:
    from collections.abc import Callable


def json_text(value: object, *, ascii_only: bool = False) -> str:
    """Return a value as indented JSON with an end of line, as :func:`json_part` writes it."""
    return json_part(value, ascii_only=ascii_only) + "\n"


def json_part(value: object, *, levels: int = 99, indent: int = 0, ascii_only: bool = False) -> str:
    """Return a value as JSON, of which the outer ``levels`` stand on lines of their own, without an end of line.

    Its further lines stand ``indent`` to the right.

    JSON itself escapes only the oldest control characters; here every character that does not print, or that turns the
    direction of writing, is escaped as well (``\\u009b``, ``\\u202e``). It reads back as the same value.
    """
    encoder = json.JSONEncoder(ensure_ascii=ascii_only, check_circular=False)

    def encode(inside: object) -> str:
        text = encoder.encode(inside)
        return text if text.replace(NO_BREAK_SPACE, " ").isprintable() else _escaped(text)

    return _laid_out(value, levels, " " * indent, encode)


def _laid_out(value: object, levels: int, before: str, encode: Callable[[object], str]) -> str:
    """Encode piece by piece as far as lines are wanted; what is inside goes through the quick encoder at once."""
    if levels == 0 or not isinstance(value, dict | list) or not value:
        return encode(value)
    inner = before + "  "
    if isinstance(value, dict):
        parts = [f"{encode(key)}: {_laid_out(one, levels - 1, inner, encode)}" for key, one in value.items()]
    else:
        parts = [_laid_out(one, levels - 1, inner, encode) for one in value]
    first, last = "{}" if isinstance(value, dict) else "[]"
    joined = f",\n{inner}".join(parts)
    return f"{first}\n{inner}{joined}\n{before}{last}"


def _escaped(text: str) -> str:
    """Write the characters of a JSON text that do not print by their numbers."""
    odd = {one for one in set(text) - {NO_BREAK_SPACE} if not one.isprintable()}
    return text.translate({ord(one): json.dumps(one)[1:-1] for one in odd})
