"""Placeholders in reasons and remedies: ``{attribute}``, ``{attribute.limit}``, ``{$parameter}``, ``{subject}``.

A number may bring the word it counts, once for one and once for several: ``{scholen.shortfall|school|scholen}``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

PLACEHOLDER = re.compile(
    r"\{(?P<name>\$?[\w.-]+?)(?:\.(?P<what>shortfall|excess|difference|limit))?"
    r"(?:\|(?P<one>[^|{}]+)\|(?P<several>[^|{}]+))?\}"
)
SUBJECT = "subject"


class Placeholder(NamedTuple):
    """A placeholder in a text: what it stands for, and the word for one and for several of it."""

    stands_for: tuple[str, str]
    one: str
    several: str


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[str | Placeholder, ...]:
    """Return a text cut up: what is said as it stands, and between that the placeholders."""
    found: list[str | Placeholder] = []
    end = 0
    for match in PLACEHOLDER.finditer(text):
        found += [text[end : match.start()]] if match.start() > end else []
        named = match["name"], match["what"] or ""
        found.append(Placeholder(named, match["one"] or "", match["several"] or ""))
        end = match.end()
    return (*found, text[end:]) if end < len(text) else tuple(found)


@lru_cache(maxsize=4096)
def placeholders(text: str) -> tuple[tuple[str, str], ...]:
    """Return the placeholders of a text: the attribute or ``$parameter``, and what of it (limit, ...) or nothing."""
    return tuple(piece.stands_for for piece in pieces(text) if isinstance(piece, Placeholder))
