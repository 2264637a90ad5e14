"""Codes of a fixed shape (a postcode, the number of a school), as a form declares them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

from sto_check.forms.values import Reads, failure, number_schema, refused, text_schema, written_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sto_check.forms.entries import TypeEntry
    from sto_check.forms.odd.told import Odd

_BETWEEN = " -."
"""What people put in a code with letters, and what may be left out again."""


def code_type(name: str, entry: TypeEntry) -> Any:
    """Return the annotation of a field that holds such a code; ``name`` is the code of its error."""
    together = re.sub("[^9A]", "", entry.shape)
    lenient = together != entry.shape or "A" in together
    schema = (text_schema if lenient else number_schema)(_schema_pattern(entry.shape))
    pad = len(together) if entry.leading_zeros == "yes" else 0
    return Annotated[str, Reads(_reader(name, entry, together, lenient=lenient), schema, "code", "identifier", pad=pad)]


def _reader(name: str, entry: TypeEntry, together: str, *, lenient: bool) -> Callable[[object], str]:
    plain, bare = _fits(entry.shape), _fits(together)
    also = re.compile(entry.pattern).fullmatch if entry.pattern else None
    context = {"wrong": entry.wrong, "hint": entry.hint}
    mistakes = [(code, _fits(re.sub("[^9A]", "", one.shape)), one) for code, one in entry.mistakes.items()]

    def shaped(text: str) -> str | None:
        """Return a code without anything in between as it should be written; None where it does not fit."""
        if not bare(text):
            return None
        whole = _with_signs(text, entry.shape)
        return whole if also is None or also(whole) else None

    def describe(text: str) -> Odd:
        from sto_check.forms.odd.names import odd_code

        return odd_code(together, lambda found: shaped(found) is not None, entry.otherwise)(text)

    def read(value: object) -> str:
        text = written_text(value, name, **context)
        if not text or (plain(text) and (also is None or also(text))):
            return text
        if lenient:
            from stdnum.util import clean

            found = clean(text, _BETWEEN).upper().strip().removeprefix(entry.may_begin_with or "")
            whole = shaped(found)
            if whole is not None:
                return whole
            for code, looks, mistake in mistakes:
                if looks(found):
                    raise failure(code, wrong=mistake.wrong, hint=mistake.hint)
        raise refused(name, text, describe, **context)

    return read


def _fits(shape: str) -> Callable[[str], object]:
    return re.compile("".join({"9": "[0-9]", "A": "[A-Z]"}.get(one, re.escape(one)) for one in shape)).fullmatch


def _with_signs(text: str, shape: str) -> str:
    characters = iter(text)
    return "".join(next(characters) if one in "9A" else one for one in shape)


def _schema_pattern(shape: str) -> str:
    """Return the pattern of a code for a JSON Schema: capitals or not, spaces or not, or empty."""
    runs = re.findall(r"9+|A+|[^9A]", shape)
    letters = {"9": "[0-9]", "A": "[A-Za-z]"}
    return f"^({''.join(f'{letters[one[0]]}{{{len(one)}}}' if one[0] in letters else f'{one}?' for one in runs)})?$"
