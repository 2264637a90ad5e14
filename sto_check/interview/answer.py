"""A document with one more answer, written as people write in a cell of a workbook, and held to its form."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from sto_check.documents.document import Document, value_at
from sto_check.documents.sheet import Cell
from sto_check.forms.load import read_application
from sto_check.forms.sheets.cell_text import is_ambiguous, read_cell
from sto_check.interview.errors import AnswerError
from sto_check.text.place import Place, steps_of
from sto_check.text.problems import problem, quote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sto_check.forms.form import Steps
    from sto_check.forms.load import Application
    from sto_check.forms.sheets.layout import Column
    from sto_check.interview.question import Question
    from sto_check.text.place import Path


def with_answer(application: Application, question: Question, said: Mapping[Steps, str]) -> Application:
    """Return the application with an answer: for each input of the question, by its path, what was written.

    An input that is left out, or blank, stays without a value. Raises AnswerError where what was written can mean two
    things, and a DocumentError where the form does not take it.
    """
    tree: Any = deepcopy(application.document.tree)
    values = {
        column.path: _read(column, said[column.path])
        for column in question.asked_of(said)
        if said.get(column.path, "").strip()
    }
    if question.sort == "value":
        put(tree, question.path, next(iter(values.values()), None))
    elif question.pairs:
        put(tree, (*question.path, str(values.get(("key",)))), values.get(("value",)))
    else:
        part: dict[str, Any] = {}
        for path, value in values.items():
            put(part, path, value)
        if question.sort == "group":
            put(tree, question.path, part)
        else:
            parts = value_at(tree, question.path)
            put(tree, question.path, [*(parts if isinstance(parts, list) else ()), part])
    return _held(application, tree)


def with_none(application: Application, question: Question) -> Application:
    """Return the application in which a list is given and empty: there is none of it."""
    tree: Any = deepcopy(application.document.tree)
    put(tree, question.path, {} if question.pairs else [])
    return _held(application, tree)


def name_for(application: Application, question: Question) -> str:
    """Return a name for a new part that no other part of its list has."""
    parts = value_at(application.document.tree, question.path)
    taken = {part.get("id") for part in parts if isinstance(part, dict)} if isinstance(parts, list) else set()
    stem = str(steps_of(question.path)[-1]).replace("_", "-")
    return next(name for number in range(1, len(taken) + 2) if (name := f"{stem}-{number}") not in taken)


def _held(application: Application, tree: Any) -> Application:
    return read_application(Document(application.name, tree), application.form)


def _read(column: Column, written: str) -> object:
    cell = Cell(written, "text", Place("", 1, 1))
    if is_ambiguous(cell, column):
        raise AnswerError(
            problem(
                "ambiguous-number",
                f"{quote(written)} kan twee getallen zijn.",
                f"{quote(written)} can be two numbers.",
                None,
                "Schrijf 1234 of 1,234.",
                "Write 1234 or 1,234 (the comma before the decimals).",
            )
        )
    return read_cell(cell, column)


def put(tree: Any, path: Path, value: object) -> None:
    """Set what stands at a path of a tree, and make the groups on the way to it."""
    *way, last = path
    here = tree
    for step in way:
        inside = here[step] if isinstance(step, int) else here.get(step)
        if inside is None:
            inside = here[step] = {}
        here = inside
    here[last] = value
