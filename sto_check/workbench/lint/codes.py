"""The checks of lint, and the codes of all their findings with what each means. A new check is one file, named here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sto_check.scheme.errors import not_known
from sto_check.text.errors import UsageError
from sto_check.workbench.lint import mistakes, rules, sources, texts, use, values, words, written_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sto_check.documents.document import Document
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.errors import Problem
    from sto_check.text.language import Text
    from sto_check.text.place import Path


class Check(Protocol):
    """What each file of a check has: its codes with what they mean, and what finds them in a scheme that loads."""

    CODES: dict[str, Text]

    def find(self, scheme: Scheme, documents: Mapping[Path, Document]) -> Iterator[Problem]:
        """Yield a warning for each thing that is suspicious; ``documents`` has the places of what the files say."""


CHECKS: tuple[Check, ...] = (sources, use, values, texts, written_numbers, rules)
CODES: dict[str, Text] = mistakes.CODES | words.CODES
for _check in CHECKS:
    CODES |= _check.CODES
"""Every code: of the checks, of the mistakes that keep a scheme from loading, and of words in conditions."""


def meaning_of(code: str) -> Text:
    """Return what a code means; raises UsageError with the nearest where there is no such code."""
    if code not in CODES:
        raise UsageError(not_known("unknown-code", "De code", "The code", code, sorted(CODES)))
    return CODES[code]
