"""Placeholders in reasons and remedies: ``{attribute}``, ``{attribute.limit}``, ``{$parameter}``, ``{subject}``."""

from __future__ import annotations

import re
from functools import lru_cache

PLACEHOLDER = re.compile(r"\{(\$?[\w.-]+?)(?:\.(shortfall|excess|difference|limit))?\}")
SUBJECT = "subject"


@lru_cache(maxsize=4096)
def placeholders(text: str) -> tuple[tuple[str, str], ...]:
    """Return the placeholders of a text: the attribute or ``$parameter``, and what of it (limit, ...) or nothing."""
    return tuple((found[1], found[2] or "") for found in PLACEHOLDER.finditer(text))
