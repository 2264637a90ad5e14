"""An interview at a prompt: each answer is kept at once, can be taken back, and may be left for later."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from sto_check.cli.command import show
from sto_check.documents.errors import DocumentError
from sto_check.interview.answer import name_for, with_answer, with_none
from sto_check.interview.errors import AnswerError
from sto_check.interview.next_question import interview
from sto_check.reports.interview_lines import input_lines, question_lines, refusals, settled_lines, why_lines
from sto_check.reports.layout import Line
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sto_check.decision.decision import Decision
    from sto_check.forms.form import Steps
    from sto_check.forms.load import Application
    from sto_check.forms.sheets.layout import Column
    from sto_check.interview.next_question import Interview
    from sto_check.interview.question import Question
    from sto_check.text.language import Lang
    from sto_check.text.place import Path

STOP, BACK, WHY = "stop", "<", "?"
_YES, _NO = ("j", "ja", "y", "yes"), ("n", "nee", "no")
_ANSWER = Text(
    f"Antwoord (leeg: later, {WHY} waarom, {BACK} terug, {STOP})",
    f"Answer (empty: later, {WHY} why, {BACK} back, {STOP})",
)
_IS_THERE = Text(
    f"j of n (leeg: later, {WHY} waarom, {BACK} terug, {STOP})",
    f"y or n (empty: later, {WHY} why, {BACK} back, {STOP})",
)


class _StoppedError(Exception):
    """The person goes on another time."""


class Dialogue:
    """One interview: the application as it is now, how it was before each answer, and what is left for later."""

    def __init__(
        self,
        application: Application,
        check: Callable[[Application], Decision],
        keep: Callable[[Application], None],
        lang: Lang,
    ) -> None:
        self._application, self._check, self._keep, self._lang = application, check, keep, lang
        self._before: list[tuple[Application, frozenset[Path]]] = []
        self._later: frozenset[Path] = frozenset()
        self._told = False

    def hold(self, *, everything: bool) -> Interview:
        """Ask until nothing is open or the person stops, and return where it stands then.

        Once the decision is settled the person is asked whether to go on, unless ``everything`` is asked.
        """
        self._told = everything
        try:
            while True:
                found = interview(self._application, self._check, self._later)
                if found.settled and not self._told:
                    show(settled_lines(found, self._lang))
                    self._told = True
                    if found.questions and not self._goes_on():
                        break
                    continue
                if not found.questions:
                    break
                self._ask(found)
        except _StoppedError:
            pass
        except click.Abort:
            click.echo(file=sys.stderr)
        return interview(self._application, self._check)

    def _ask(self, found: Interview) -> None:
        question = found.questions[0]
        show(question_lines(question, len(self._before) + 1, len(found.questions), self._lang))
        while True:
            said = self._prompt(_IS_THERE if question.sort == "part" else _ANSWER) if question.sort != "group" else "j"
            if said == STOP:
                raise _StoppedError
            if said == WHY:
                show(why_lines(question, self._lang))
                continue
            if said == BACK:
                self._back()
            elif not said:
                self._go_on(self._application, question.path)
            elif not self._take(question, said):
                continue
            return

    def _take(self, question: Question, said: str) -> bool:
        """Take what was said; return False where the question is to be asked again."""
        if question.sort == "value":
            column = question.inputs[0]
            lines = said.replace(";", "\n") if column.several and column.sort == "text" else said
            return self._try(question, lambda: with_answer(self._application, question, {column.path: lines}))
        if said.casefold() in _NO:
            return self._try(question, lambda: with_none(self._application, question))
        if said.casefold() not in _YES:
            click.echo(Text("Antwoord met j of n.", "Answer with y or n.")[self._lang])
            return False
        while self._part(question):
            if question.sort == "group" or not self._says_yes(Text("Nog een? j/N", "One more? y/N")):
                return True
        return False

    def _part(self, question: Question) -> bool:
        """Ask what a part cannot do without and add it; return False where something is left blank."""
        said: dict[Steps, str] = {}
        for column in question.inputs:
            if column not in question.asked_of(said):
                continue
            answer = self._input(question, column)
            if answer in {"", BACK}:
                if question.sort == "group":
                    self._go_on(self._application, question.path)
                    return True
                return False
            said[column.path] = answer
        return self._try(question, lambda: with_answer(self._application, question, said))

    def _input(self, question: Question, column: Column) -> str:
        show(input_lines(question, column, self._lang))
        default = name_for(self._application, question) if column.path == ("id",) else ""
        said = self._prompt(Text(column.label, column.label), default)
        if said == STOP:
            raise _StoppedError
        return said

    def _try(self, question: Question, make: Callable[[], Application]) -> bool:
        """Keep the application with an answer; say what is wrong with it and return False where the form refuses it."""
        try:
            changed = make()
        except (DocumentError, AnswerError) as error:
            show(Line(said, 2, style="warn") for said in refusals(error.problems, question, self._lang))
            return False
        self._go_on(changed, None)
        self._keep(changed)
        return True

    def _go_on(self, application: Application, later: Path | None) -> None:
        self._before.append((self._application, self._later))
        self._application = application
        self._later |= frozenset() if later is None else {later}

    def _back(self) -> None:
        """Take back the last answer; at the first question there is none."""
        if self._before:
            self._application, self._later = self._before.pop()
            self._keep(self._application)

    def _goes_on(self) -> bool:
        """Ask whether to go on though the decision is settled; the answer that settled it can be taken back."""
        said = self._prompt(Text(f"Toch doorgaan? j/N ({BACK} terug)", f"Go on all the same? y/N ({BACK} back)"))
        if said == BACK:
            self._back()
            self._told = False
        return said == BACK or said.casefold() in _YES

    def _says_yes(self, prompt: Text) -> bool:
        return self._prompt(prompt).casefold() in _YES

    def _prompt(self, prompt: Text, default: str = "") -> str:
        said: str = click.prompt(prompt[self._lang], default=default, show_default=bool(default))
        return said.strip()
