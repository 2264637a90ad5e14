"""Headers and questions by their words: as people write them, without regard to capitals, spaces and signs."""

from __future__ import annotations

import re
from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING

from sto_check.forms.errors import unknown_name
from sto_check.text.language import Text
from sto_check.text.problems import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sto_check.documents.sheet import Sheet
    from sto_check.forms.sheets.layout import Column
    from sto_check.forms.sheets.tree import SheetTree
    from sto_check.text.errors import Problem
    from sto_check.text.place import Place

_WORD = re.compile(r"[^\W_]+")
_NEARLY = 0.8


def header_word(text: str) -> str:
    """Return a header as it is compared: its letters and digits, without capitals, spaces and signs."""
    return "".join(_WORD.findall(text.casefold()))


def by_word(columns: Sequence[Column]) -> dict[str, Column]:
    """Return columns by their labels, by their keys, and by the last word of the key where only one ends so."""
    last = Counter(column.path[-1] for column in columns if column.path)
    found = {column.path[-1]: column for column in columns if column.path and last[column.path[-1]] == 1}
    found |= {column.key: column for column in columns if column.path}
    found |= {column.label: column for column in columns}
    return {header_word(name): column for name, column in found.items()}


def looks_like(text: str, names: Sequence[str]) -> bool:
    """Whether a header is nearly one of these names, so that a slip is more likely than a header of one's own."""
    return bool(get_close_matches(header_word(text), [header_word(name) for name in names], cutoff=_NEARLY))


def other_name(code: str, what: Text, text: str, known: Sequence[str], place: Place) -> Problem:
    """Return the problem of a name that is not known; where only one name can be meant, the hint is that one."""
    found = unknown_name(code, what, text, known, place, "")
    hint = Text(f"Bedoelt u {known[0]}?", f"Did you mean {known[0]}?") if len(known) == 1 else found.hint
    return found._replace(hint=hint)


def no_header(tree: SheetTree, sheet: Sheet, labels: list[str]) -> None:
    """Say that the headers of a sheet were not found, and which are expected."""
    shown, place = ", ".join(labels), next(iter(sheet.cells.values())).place
    nl, en = ("Op het blad", "on the sheet") if place.sheet else ("In het bestand", "in the file")
    tree.wrong(
        "no-header",
        f"{nl} {quote(sheet.name)} is de rij met koppen niet gevonden.",
        f"The row of headers was not found {en} {quote(sheet.name)}.",
        place,
        f"Zet in één rij: {shown}.",
        f"Put in one row: {shown}.",
    )
