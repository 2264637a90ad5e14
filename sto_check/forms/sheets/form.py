"""A form: questions under each other, each with its answer beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sto_check.forms.sheets.header_words import by_word, header_word, no_header, other_name
from sto_check.text.errors import nearest
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sto_check.documents.sheet import Cell, Sheet
    from sto_check.forms.sheets.layout import Column, SheetLayout
    from sto_check.forms.sheets.tree import SheetTree

QUESTION, ANSWER = "Vraag", "Antwoord"
_WITHIN = 40
"""How far down the header may stand."""


def read_form(tree: SheetTree, sheet: Sheet, layout: SheetLayout) -> None:
    """Set every answered question of a form in the tree."""
    head = _head(sheet)
    if head is None:
        no_header(tree, sheet, [QUESTION, ANSWER])
        return
    top, asks, answers = head
    _tell_others(tree, sheet, top)
    _tell_loose_answers(tree, sheet, head)
    known = by_word(layout.groups) | by_word(layout.columns)
    missing = _missing(tree, sheet, layout, head, known)
    answered: dict[str, Cell] = {}
    for (row, number), asked in sheet.cells.items():
        if number != asks or row <= top:
            continue
        cell = sheet.cells.get((row, answers))
        column = known.get(header_word(asked.text))
        if cell is None:
            tree.expect(column.path if column else (), asked.place._replace(column=answers))
        elif column is None:
            labels = missing or [one.label for one in layout.columns]
            what = Text("de vraag", "the question")
            tree.tell(partial(other_name, "unknown-question", what, asked.text, labels, asked.place))
            missing = [label for label in missing if label != (nearest(asked.text, missing) or missing[0])]
        elif column.label in answered:
            tree.twice(asked, answered[column.label].place)
        else:
            answered[column.label] = asked
            if column in layout.groups:
                tree.group(column.path, cell.place)
            else:
                tree.put((), column, cell)
    for label in missing:
        tree.missing(Text("de vraag", "the question"), label, sheet.cells[top, asks].place)


def _missing(
    tree: SheetTree, sheet: Sheet, layout: SheetLayout, head: tuple[int, int, int], known: Mapping[str, Column]
) -> list[str]:
    """Return the questions of the template that are gone."""
    top, asks, _ = head
    asked = [cell.text for (row, number), cell in sheet.cells.items() if number == asks and row > top]
    found = [column.label for text in asked if (column := known.get(header_word(text)))]
    return tree.template.lacking(layout, found)


def _tell_others(tree: SheetTree, sheet: Sheet, header: int) -> None:
    """Say which columns without a header hold something: an answer in the wrong column would not be read."""
    headed = {number for row, number in sheet.cells if row == header}
    below = [(number, cell) for (row, number), cell in sheet.cells.items() if row > header and number not in headed]
    for cell in dict(reversed(below)).values():
        tree.not_under_header(cell)


def _tell_loose_answers(tree: SheetTree, sheet: Sheet, head: tuple[int, int, int]) -> None:
    """Say which answers have no question beside them."""
    top, asks, answers = head
    for (row, number), cell in sheet.cells.items():
        if number == answers and row > top and (row, asks) not in sheet.cells:
            tree.note(
                "answer-not-read",
                "Bij dit antwoord staat geen vraag; het is niet gelezen.",
                "No question stands beside this answer; it was not read.",
                cell.place,
            )


def answer_to(question: str, sheets: Sequence[Sheet]) -> str | None:
    """Return what stands beside a question, on the first form that asks it; None where the form or answer is absent."""
    for sheet in sheets:
        head = _head(sheet)
        if head is None:
            continue
        top, asks, answers = head
        for (row, number), cell in sheet.cells.items():
            if number == asks and row > top and header_word(cell.text) == header_word(question):
                answer = sheet.cells.get((row, answers))
                return answer.text.strip() if answer else None
    return None


def _head(sheet: Sheet) -> tuple[int, int, int] | None:
    """Return the row of the headers, the column of the questions and that of the answers; None where one is absent."""
    question, answer = (_find(sheet, word) for word in (QUESTION, ANSWER))
    if question is None or answer is None or question[0] != answer[0]:
        return None
    return question[0], question[1], answer[1]


def _find(sheet: Sheet, word: str) -> tuple[int, int] | None:
    """Return the row and column of the first cell that holds this header."""
    wanted = header_word(word)
    return next((at for at, cell in sheet.cells.items() if at[0] <= _WITHIN and header_word(cell.text) == wanted), None)
