"""How people who work in a spreadsheet know what stands in a document: by sheets, questions and columns."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from sto_check.documents.document import Names
from sto_check.forms.sheets.header_words import header_word
from sto_check.forms.sheets.layout import layout_of
from sto_check.forms.sheets.words import HOW_CODES, how_to_write, list_like, says_nothing, without_year_first
from sto_check.text.language import Text
from sto_check.text.place import read_path, steps_of, write_path
from sto_check.text.problems import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sto_check.documents.document import Locate
    from sto_check.documents.sheet import Cell, Sheet
    from sto_check.forms.form import Form, Steps
    from sto_check.forms.sheets.layout import Column, SheetLayout
    from sto_check.text.errors import Problem
    from sto_check.text.place import Path, Place

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NUMBER = re.compile(r"(-?[0-9]+)\.([0-9]+)")
_EXAMPLE = re.compile(r"(Schrijf|Write): (.+)\.", re.DOTALL)
_KEY = re.compile(r"\{[^{}]*\}|(?<![\w.])[a-z][a-z0-9]*(?:[_.][a-z0-9]+)+(?!\w)")
"""A key with a dash below or a dot in it, which is no word of a language; what stands between braces is left alone."""


class CellNames(Names):
    """The names of one workbook: what its sheets, questions and columns are called, and what its cells show."""

    def __init__(self, form: Form, sheets: Sequence[Sheet], locate: Locate) -> None:
        self._sheets = {sheet.name: sheet for sheet in sheets}
        self._locate, self._answers = locate, form.answers
        self._columns: dict[Steps, tuple[SheetLayout, Column]] = {}
        self._others: dict[Steps, str] = {}
        for layout in layout_of(form):
            at = (*layout.path, *layout.inside)
            if at:
                self._others[at] = layout.name
            self._others |= {group.path: group.label for group in layout.groups}
            self._columns |= {(*at, *column.path): (layout, column) for column in layout.columns if column.path}

    def called(self, path: Path) -> str:
        """Return a question by its words, a column with the cell, a list by its sheet, and a row by its first cell."""
        steps = steps_of(path)
        place = self._locate(path, False)
        if steps not in self._columns:
            named = self._others.get(steps)
            if named and place and path and isinstance(path[-1], int):
                return f"{named} ({place.sheet}!{place.cell})"
            return named or write_path(path)
        layout, column = self._columns[steps]
        if layout.is_form:
            return column.label if layout.name == self._answers else f"{layout.name}: {column.label}"
        return f"{column.label} ({place.sheet}!{place.cell})" if place and place.sheet else column.label

    def short(self, part: tuple[str, ...], field: tuple[str, ...]) -> str:
        """Return the words of a question or of the header of a column."""
        found = self._columns.get((*part, *field))
        return found[1].label if found else ".".join(field)

    def written(self, value: str) -> str:
        """Return a day as dd-mm-jjjj, and a number with a comma before its decimals."""
        if found := _DAY.fullmatch(value):
            return f"{found[3]}-{found[2]}-{found[1]}"
        return _NUMBER.sub(r"\1,\2", value) if _NUMBER.fullmatch(value) else value

    def spoken(self, text: str) -> str:
        """Return a text with the words of questions, columns and sheets in the place of keys."""
        return _KEY.sub(lambda found: self._word(found[0]) or found[0], text)

    def _word(self, key: str) -> str | None:
        found = self._words.get(tuple(key.split(".")))
        return f"“{found}”" if found is not None else None

    @cached_property
    def _words(self) -> dict[Steps, str]:
        """The words of questions and columns, or else of groups and sheets, by each ending of where they stand."""
        words: dict[Steps, str] = {}
        for named in ({steps: column.label for steps, (_, column) in self._columns.items()}, self._others):
            for steps, word in named.items():
                for start in range(len(steps)):
                    words.setdefault(steps[start:], word)
        return words

    def told(self, found: Problem) -> Problem:
        """Return a problem with the words of its question or column, what its cell shows, and how to write it there."""
        place = found.place
        if place is None or not place.sheet:
            return found
        steps = steps_of(read_path(found.path))
        layout, column = self._columns.get(steps, (None, None))
        if found.code in {"missing", "union-tag-not-found"}:
            return self._lacking(found, steps)
        if layout is None or column is None:
            return found._replace(called=self._others.get(steps, ""))
        found = found._replace(called=column.label)
        cell = self._cell(place)
        if found.code == "unknown-key":
            return found._replace(says=_not_for(column), hint=_EMPTY)
        if cell is None:
            return found
        found = found._replace(says=self._as_shown(without_year_first(found.says), cell))
        if says_nothing(cell.text) and (column.sort != "text" or column.several):
            return found._replace(hint=_leave_empty(column))
        hint = found.hint
        if found.code in HOW_CODES:
            hint = self._example(hint) or how_to_write(column)
        if column.several and hint:
            how = list_like(column)
            hint = Text(f"{hint.nl} {how.nl}", f"{hint.en} {how.en}")
        return found._replace(hint=hint)

    def _lacking(self, found: Problem, steps: Steps) -> Problem:
        """Say which column of a row is empty that cannot be."""
        column = self._columns[steps][1] if steps in self._columns else self._kind_column(steps)
        if column is None:
            return found
        how = how_to_write(column)
        inside = () if steps in self._columns else column.path
        return found._replace(
            place=self._locate((*read_path(found.path), *inside), False) or found.place,
            called=column.label,
            says=Text(f"De kolom {column.label} is hier leeg.", f"The column {column.label} is empty here."),
            hint=Text(f"{how.nl} Zonder dit is de rij niet te lezen.", f"{how.en} Without it the row cannot be read."),
        )

    def _kind_column(self, steps: Steps) -> Column | None:
        """Return the column that says of which kind a row is: the first with a closed list that no row lacks."""
        return next(
            (one for at, (_, one) in self._columns.items() if at[:-1] == steps and one.closed and one.required), None
        )

    def _cell(self, place: Place) -> Cell | None:
        sheet = self._sheets.get(place.sheet)
        return sheet.cells.get((place.line, place.column)) if sheet else None

    def _as_shown(self, says: Text, cell: Cell) -> Text:
        """Return what is said with the value as the cell shows it, where it stands in it as the tree has it."""
        shown = cell.text if cell.form == "text" else self.written(cell.text)

        def replaced(text: str) -> str:
            start, end = text.find("“"), text.find("”")
            given = text[start + 1 : end]
            same = start >= 0 and header_word(self.written(given)) == header_word(shown)
            same = same or (_DAY.fullmatch(given) is not None and "\n" not in shown)
            return text[:start] + quote(shown) + text[end + 1 :] if same else text

        return Text(replaced(says.nl), replaced(says.en))

    def _example(self, hint: Text | None) -> Text | None:
        """Return the hint to write a value as it is written here, where the hint is such an example."""
        found = [_EXAMPLE.fullmatch(text) for text in (hint.nl, hint.en)] if hint else []
        nl, en = found if len(found) == 2 else (None, None)
        return Text(f"Schrijf: {self.written(nl[2])}.", f"Write: {self.written(en[2])}.") if nl and en else None


_EMPTY = Text("Maak de cel leeg, of kies een andere soort.", "Empty the cell, or choose another kind.")


def _not_for(column: Column) -> Text:
    kinds = ", ".join(column.only_for)
    return Text(f"De kolom {column.label} is alleen voor {kinds}.", f"The column {column.label} is for {kinds} only.")


def _leave_empty(column: Column) -> Text:
    if column.required:
        return how_to_write(column)
    if column.several:
        return Text("Laat de cel leeg, of schrijf [] als er geen zijn.", "Leave the cell empty, or write [] for none.")
    return Text("Laat de cel leeg.", "Leave the cell empty.")
