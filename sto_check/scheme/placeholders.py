"""Placeholders in reasons and remedies: ``{attribute}``, ``{attribute.limit}``, ``{$parameter}``, ``{subject}``.

A number may bring the word it counts, once for one and once for several: ``{scholen.shortfall|school|scholen}``.
"""

from __future__ import annotations

import re
from functools import lru_cache

PLACEHOLDER = re.compile(
    r"\{(?P<name>\$?[\w.-]+?)(?:\.(?P<what>shortfall|excess|difference|limit))?"
    r"(?:\|(?P<one>[^|{}]+)\|(?P<several>[^|{}]+))?\}"
)
SUBJECT = "subject"


@lru_cache(maxsize=4096)
def placeholders(text: str) -> tuple[tuple[str, str], ...]:
    """Return the placeholders of a text: the attribute or ``$parameter``, and what of it (limit, ...) or nothing."""
    return tuple((found["name"], found["what"] or "") for found in PLACEHOLDER.finditer(text))
