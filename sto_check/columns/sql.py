"""How names and values are written in SQL, and how what may be so everywhere or nowhere is joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Flag = str | bool
"""Where something holds: an expression that is never null, or the same everywhere."""


def name_of(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: int | str) -> str:
    """Return a whole number or a text as SQL writes it."""
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def every(parts: Iterable[Flag]) -> Flag:
    """Return where all hold; without parts everywhere."""
    return _joined(parts, "AND", settles=False)


def some(parts: Iterable[Flag]) -> Flag:
    """Return where at least one holds; without parts nowhere."""
    return _joined(parts, "OR", settles=True)


def no(flag: Flag) -> Flag:
    """Return where it does not hold."""
    return not flag if isinstance(flag, bool) else f"NOT {flag}"


def written(flag: Flag) -> str:
    """Return a flag as an expression, also one that is the same everywhere."""
    return ("true" if flag else "false") if isinstance(flag, bool) else flag


def known(comparison: str) -> str:
    """Return where a comparison holds for certain: what rests on something that is not known does not."""
    return f"coalesce({comparison}, false)"


def _joined(parts: Iterable[Flag], word: str, *, settles: bool) -> Flag:
    kept: dict[str, None] = {}
    for part in parts:
        if part is settles:
            return settles
        if isinstance(part, str):
            kept[part] = None
    if not kept:
        return not settles
    return next(iter(kept)) if len(kept) == 1 else "(" + f" {word} ".join(kept) + ")"
