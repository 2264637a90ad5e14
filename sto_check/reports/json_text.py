"""JSON as text that is safe to show: letters stay readable, what does not print is written by its number."""

from __future__ import annotations

import json

from sto_check.language import NO_BREAK_SPACE


def json_text(value: object, *, ascii_only: bool = False) -> str:
    """Return a value as indented JSON with an end of line.

    JSON itself escapes only the oldest control characters; here every character that does not print, or that turns the
    direction of writing, is escaped as well (``\\u009b``, ``\\u202e``). It reads back as the same value.
    """
    text = json.dumps(value, ensure_ascii=ascii_only, indent=2) + "\n"
    kept = {"\n", NO_BREAK_SPACE}
    return text.translate({ord(one): _escaped(one) for one in set(text) - kept if not one.isprintable()})


def _escaped(character: str) -> str:
    return json.dumps(character)[1:-1]
