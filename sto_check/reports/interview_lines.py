"""What somebody who is interviewed sees: the question and how to answer it, why it is asked, and how it ends."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from sto_check.forms.sheets.words import HOW_CODES, how_to_write
from sto_check.reports.layout import STYLE_OF_VERDICT, Line
from sto_check.text.language import Text, printable
from sto_check.text.place import write_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sto_check.forms.sheets.layout import Column
    from sto_check.interview.next_question import Interview
    from sto_check.interview.question import Question
    from sto_check.text.errors import Problem
    from sto_check.text.language import Lang

MOST_NAMES = 12


def asks(question: Question) -> Text:
    """Return a question as a sentence."""
    if question.sort == "part":
        return Text(f"{question.label}: is er een?", f"{question.label}: is there one?")
    return Text(question.label, question.label)


def how_to_answer(column: Column, names: tuple[str, ...]) -> Text:
    """Return how an input is answered: from which words or names, or with an example."""
    if names and not column.words:
        shown = printable(", ".join(names[:MOST_NAMES])) + (", …" if len(names) > MOST_NAMES else "")
        how = Text(f"Kies een van: {shown}.", f"Choose one of: {shown}.")
    else:
        how = how_to_write(column)
    if not column.several:
        return how
    mark = Text("puntkomma's", "semicolons") if column.sort == "text" else Text("komma's", "commas")
    several = Text(f"Meer antwoorden scheidt u met {mark.nl}.", f"Separate several answers by {mark.en}.")
    return Text(f"{how.nl} {several.nl}", f"{how.en} {several.en}")


def question_lines(question: Question, number: int, left: int, lang: Lang) -> Iterator[Line]:
    """Yield a question with how to answer it; ``left`` is how many are open, this one too."""
    yield Line()
    of = Text(f"Vraag {number} (nog {left})", f"Question {number} ({left} left)")[lang]
    yield Line(asks(question)[lang], 0, of, style="bold", label_style="head")
    yield Line(write_path(question.path), 2, style="dim")
    if question.sort == "value":
        yield from input_lines(question, question.inputs[0], lang)


def input_lines(question: Question, column: Column, lang: Lang) -> Iterator[Line]:
    """Yield what an input is about and how to answer it."""
    if column.explanation:
        yield Line(column.explanation, 2)
    yield Line(how_to_answer(column, question.names.get(column.path, ()))[lang], 2, style="dim")


def refusals(problems: Iterable[Problem], question: Question, lang: Lang) -> list[str]:
    """Return why the form does not take an answer, each with what to do."""
    found: list[str] = []
    for problem in problems:
        of_value = problem.code in HOW_CODES and question.sort == "value"
        hint = how_to_write(question.inputs[0]) if of_value else problem.hint
        found.append(f"{problem.says[lang]} {hint[lang]}" if hint else problem.says[lang])
    return found


def why_lines(question: Question, lang: Lang) -> Iterator[Line]:
    """Yield the rules that wait for an answer, with what they ask and where that stands."""
    yield Line(Text("Op uw antwoord wachten:", "These wait for your answer:")[lang], 2)
    for rule in question.rules:
        yield Line(rule.title[lang], 4, rule.id)
        for cited in rule.basis:
            yield Line(f"{cited.source}, {cited.section}: {cited.says[lang]}", 6, style="dim")


def settled_lines(found: Interview, lang: Lang) -> Iterator[Line]:
    """Yield that the decision no longer depends on what is open."""
    title, style = found.decision.title[lang], STYLE_OF_VERDICT[found.decision.verdict]
    yield Line()
    yield Line(title, 0, Text("Staat vast:", "Settled:")[lang], style=style)
    left = len(found.questions)
    if left:
        nl = f"Geen open vraag verandert dat nog. Wel is er van {left} nog iets dat later aangevuld moet worden."
        en = f"No open question changes that. Of {left} something still has to be supplied later."
        yield Line(Text(nl, en)[lang], 2)


def end_lines(found: Interview, name: str, lang: Lang, *, kept: bool) -> Iterator[Line]:
    """Yield how the document stands when the interview ends, and how to go on; ``kept`` is whether it is in a file."""
    yield Line()
    title, style = found.decision.title[lang], STYLE_OF_VERDICT[found.decision.verdict]
    yield Line(title, 0, Text("Zoals het er nu staat:", "As it stands now:")[lang], style=style)
    left = len(found.questions)
    nl = f"Open vragen: {left}. Ga verder met dezelfde opdracht." if left else "Er is geen vraag meer open."
    en = f"Open questions: {left}. Go on with the same command." if left else "No question is open."
    yield Line(Text(nl, en)[lang], 2)
    if kept:
        command = f"sto-check check {quote(printable(name))}"
        yield Line(Text(f"Alle redenen, en wat helpt: {command}", f"All reasons, and what helps: {command}")[lang], 2)
