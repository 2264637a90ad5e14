"""Questions at a prompt and what a person answers: a word of the scale, or a text that must be there."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from sto_check.cli.command import show
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sto_check.desk.judgement_writing import JudgementWriting
    from sto_check.desk.questions import Question
    from sto_check.reports.layout import Line
    from sto_check.text.language import Lang

STOP = "stop"
"""What a person says to go on another time."""


def ask_each(
    questions: Sequence[Question],
    writing: JudgementWriting,
    scale: Mapping[str, object],
    by: str,
    lang: Lang,
    beside: Callable[[Question], Iterable[Line]] = lambda _question: (),
) -> int:
    """Ask each question until all are answered or the person stops, and keep each answer at once.

    Who answers is asked for where ``by`` is empty; ``beside`` is what to show with a question. Returns how many were
    answered.
    """
    from sto_check.reports.question_lines import question_lines

    answered = 0
    try:
        name = by or _ask_required(Text("Uw naam", "Your name")[lang])
        for number, question in enumerate(questions, 1):
            show(question_lines(question, number, len(questions), scale, lang))
            show(beside(question))
            score = _ask_score(list(scale), lang)
            if score == STOP:
                break
            if score:
                motivation = _ask_required(Text("Motivering", "Motivation")[lang])
                writing.keep(question, score, name, date.today(), motivation)
                answered += 1
    except click.Abort:
        click.echo(file=sys.stderr)
    return answered


def _ask_score(words: list[str], lang: Lang) -> str:
    """Return a word of the scale, by its first letters; nothing for later, or that the person stops."""
    prompt = Text(f"Score (leeg: later; {STOP}: ophouden)", f"Score (empty: later; {STOP}: stop)")[lang]
    while True:
        said = click.prompt(prompt, default="", show_default=False).strip().casefold()
        known = [word for word in (*words, STOP) if word.startswith(said)]
        if not said or len(known) == 1:
            return known[0] if said else ""
        listed = ", ".join(words)
        click.echo(Text(f"Kies een woord van de schaal: {listed}.", f"Choose a word of the scale: {listed}.")[lang])


def _ask_required(prompt: str) -> str:
    """Return a text that is not empty; asked again until it is there."""
    while True:
        said: str = click.prompt(prompt, default="", show_default=False)
        if said.strip():
            return said.strip()
