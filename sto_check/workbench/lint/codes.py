"""The codes of all findings of lint, and what each means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.errors import UsageError
from sto_check.scheme.errors import not_known
from sto_check.workbench.lint import mistakes, rules, sources, texts, use, values, words, written_numbers

if TYPE_CHECKING:
    from sto_check.language import Text

_CHECKS = (mistakes, sources, use, values, texts, written_numbers, words, rules)
CODES: dict[str, Text] = {code: meaning for check in _CHECKS for code, meaning in check.CODES.items()}


def meaning_of(code: str) -> Text:
    """Return what a code means; raises UsageError with the nearest where there is no such code."""
    if code not in CODES:
        raise UsageError(not_known("unknown-code", "De code", "The code", code, sorted(CODES)))
    return CODES[code]
