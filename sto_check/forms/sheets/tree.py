"""A tree under way: values set one by one from cells, each with its place, and what was found wrong on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sto_check.forms.sheets.cell_text import EMPTY_GROUP, is_ambiguous, read_cell
from sto_check.forms.sheets.template_sheets import TemplateSheets
from sto_check.text.place import Path, Place
from sto_check.text.problems import FirstProblems, problem, quote

if TYPE_CHECKING:
    from collections.abc import Callable

    from sto_check.documents.sheet import Cell
    from sto_check.forms.sheets.layout import Column
    from sto_check.text.errors import Problem
    from sto_check.text.language import Text

MAX_NOTES = 40
"""How many notes are told; of the others only the number."""


class SheetTree:
    """The tree of one document, its places, its problems, and notes on what was not or silently read."""

    def __init__(self, name: str, template: TemplateSheets | None = None) -> None:
        self.name = name
        self.template = template or TemplateSheets()
        self.tree: dict[str, Any] = {}
        self.places: dict[Path, Place] = {(): Place(name, 1, 1)}
        self.keys: dict[Path, Place] = {}
        self.loose: list[tuple[tuple[str, ...], str, Place]] = []
        self._problems = FirstProblems()
        self._notes = FirstProblems(most=MAX_NOTES, more=_more_notes)

    def wrong(self, code: str, nl: str, en: str, place: Place, hint_nl: str, hint_en: str, path: Path = ()) -> None:
        """Add a problem: what is wrong, where, and what to do."""
        self.tell(lambda: problem(code, nl, en, place, hint_nl, hint_en, path=path))

    def tell(self, make: Callable[[], Problem]) -> None:
        """Add a problem, which is made only where it is told."""
        self._problems.add(make)

    def note(self, code: str, nl: str, en: str, place: Place) -> None:
        """Add what a reader should know, though nothing is wrong."""
        self._notes.add(lambda: problem(code, nl, en, place))

    @property
    def problems(self) -> list[Problem]:
        """What was found wrong, and how much more there is."""
        return list(self._problems)

    @property
    def notes(self) -> list[Problem]:
        """What a reader should know, and how much more there is."""
        return list(self._notes)

    def not_under_header(self, cell: Cell) -> None:
        """Note the first cell of a column that has no header."""
        self.note(
            "cell-not-read",
            "Deze cel staat niet onder een kop en is niet gelezen.",
            "This cell stands under no header and was not read.",
            cell.place,
        )

    def expect(self, path: Path, place: Place) -> None:
        """Remember where a value that is not there should stand, for whoever asks for it."""
        self.places.setdefault(path, place)

    def twice(self, cell: Cell, first: Place) -> None:
        """Say that a question, a header or a key stands twice."""
        self.wrong(
            "header-twice",
            f"{quote(cell.text)} staat hier voor de tweede keer; de eerste staat op {first}.",
            f"{quote(cell.text)} stands here for the second time; the first is at {first}.",
            cell.place,
            "Verwijder een van de twee.",
            "Remove one of the two.",
        )

    def missing(self, what: Text, label: str, place: Place) -> None:
        """Say that a sheet, question or column of the template is gone."""
        nl, en = what.nl[:1].upper() + what.nl[1:], what.en[:1].upper() + what.en[1:]
        self.wrong(
            "missing-on-sheet",
            f"{nl} {quote(label)} ontbreekt.",
            f"{en} {quote(label)} is missing.",
            place,
            "Zet hem terug zoals in het sjabloon; wat erbij hoort mag leeg blijven.",
            "Put it back as in the template; what belongs to it may stay empty.",
        )

    def group(self, path: Path, place: Place) -> dict[str, Any]:
        """Return the group at a path, made where it was not there yet; ``place`` is then its place."""
        found: Any = self.tree
        for length, step in enumerate(path, 1):
            if isinstance(found, dict) and found.get(str(step)) is None:
                found[str(step)] = {}
            found = found[step]
            self.places.setdefault(path[:length], place)
        assert isinstance(found, dict)
        return found

    def list_at(self, path: Path, place: Place) -> list[Any]:
        """Return the list at a path, made where it was not there yet; ``place`` is then its place."""
        group = self.group(path[:-1], place)
        if group.get(str(path[-1])) is None:
            group[str(path[-1])] = []
        self.places.setdefault(path, place)
        found = group[str(path[-1])]
        assert isinstance(found, list)
        return found

    def put(self, before: Path, column: Column, cell: Cell) -> None:
        """Set one value of the part at ``before``, and make the groups on the way to it."""
        path = (*before, *column.path)
        group = self.group(path[:-1], cell.place)
        if cell.text.strip() == EMPTY_GROUP and len(column.path) > 1:
            return  # the group is there, without values
        self.places[path] = cell.place
        if is_ambiguous(cell, column):
            self.wrong(
                "ambiguous-number",
                f"{quote(cell.text)} kan twee getallen zijn.",
                f"{quote(cell.text)} can be two numbers.",
                cell.place,
                "Schrijf 1234 of 1,234, of geef de cel de eigenschap Getal.",
                "Write 1234 or 1,234 (the comma before the decimals), or format the cell as a number.",
                path,
            )
            return
        value = read_cell(cell, column)
        group[str(path[-1])] = value
        for position in range(len(value)) if isinstance(value, list) else ():
            self.places[*path, position] = cell.place


def _more_notes(others: int, place: Place | None) -> Problem:
    return problem(
        "more-notes", f"Er zijn nog {others} zulke opmerkingen.", f"There are {others} more such notes.", place
    )
