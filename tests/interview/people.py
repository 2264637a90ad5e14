"""Somebody who answers the questions of an interview: as they come to mind, from a seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.documents.errors import DocumentError
from sto_check.interview.answer import name_for, with_answer, with_none
from sto_check.interview.errors import AnswerError

if TYPE_CHECKING:
    from random import Random

    from sto_check.forms.form import Steps
    from sto_check.forms.load import Application
    from sto_check.forms.sheets.layout import Column
    from sto_check.interview.question import Question

TRIES = 30
_SAID = {
    "amount": ("1000", "25.000,50", "€ 4.000.000,00", "0"), "change": ("-10", "0", "250"), "percent": ("3,25", "0"),
    "whole": ("0", "12", "240"), "quantity": ("1", "0,5"), "distance": ("2", "12,5"), "year": ("2025", "2027"),
    "day": ("01-01-2025", "31-12-2028", "2024-04-03"), "yesno": ("ja", "nee"), "code": ("1", "99999"),
    "text": ("Wij werken met alle scholen samen aan techniek.", "-", "ja"), "key": ("penvoerder", "partners-1"),
}  # fmt: skip


def answered(application: Application, question: Question, random: Random) -> Application | None:
    """Return the application with an answer that its form takes; None where none came to mind."""
    for _ in range(TRIES):
        try:
            if question.sort == "part" and random.random() < 0.2:
                return with_none(application, question)
            said: dict[Steps, str] = {}
            for column in question.inputs:
                said[column.path] = _said(column, random)
                if column.path == ("id",):
                    said[column.path] = name_for(application, question)
            return with_answer(application, question, said)
        except (DocumentError, AnswerError):
            continue
    return None


def _said(column: Column, random: Random) -> str:
    if column.words:
        most = min(len(column.words), 3) if column.several else 1
        return ", ".join(random.sample(column.words, random.randint(1, most)))
    if "BRIN" in column.explanation or column.path[-1] == "brin":
        return random.choice(("00AA", "01BB", "27XY"))
    return random.choice(_SAID[column.sort])
