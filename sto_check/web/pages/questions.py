"""The page with a question of an interview: its words, and how it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from sto_check.reports.html_templates import templates_in
from sto_check.reports.interview_lines import asks, how_to_answer, refusals
from sto_check.text.language import Text
from sto_check.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sto_check.forms.sheets.layout import Column
    from sto_check.interview.next_question import Interview
    from sto_check.interview.question import Question
    from sto_check.text.errors import Problem
    from sto_check.text.language import Lang

WORDS = {
    "title": Text("Vul een aanvraag in", "Fill in an application"),
    "nothing_kept": Text(
        "Er wordt niets bewaard: uw antwoorden staan alleen op deze pagina. Neem ze mee als bestand.",
        "Nothing is kept: your answers are on this page only. Take them along as a file.",
    ),
    "left": Text("Open vragen", "Open questions"),
    "stands": Text("Zoals het er nu staat", "As it stands now"),
    "settled": Text(
        "Dat staat vast: geen open vraag verandert het nog. Wat nu volgt, moet ook worden aangevuld.",
        "That is settled: no open question changes it. What follows has to be supplied as well.",
    ),
    "done": Text("Er is geen vraag meer open.", "No question is open."),
    "later_left": Text("Overgeslagen vragen", "Questions left for later"),
    "why": Text("Waarom wordt dit gevraagd?", "Why is this asked?"),
    "next": Text("Volgende", "Next"),
    "add": Text("Voeg toe", "Add"),
    "more": Text("Voeg toe en nog een", "Add, and one more"),
    "none": Text("Er is er geen", "There is none"),
    "later": Text("Weet ik nog niet", "I do not know yet"),
    "choose": Text("kies", "choose"),
    "given": Text("Wat u antwoordde", "What you answered"),
    "change": Text("Wijzig", "Change"),
    "take": Text("Neem uw antwoorden mee", "Take your answers along"),
    "yaml": Text("als tekst (.yaml)", "as text (.yaml)"),
    "xlsx": Text("als werkmap (.xlsx)", "as a workbook (.xlsx)"),
    "report": Text("Bekijk het verslag", "Show the report"),
    "wrong": Text("Dit antwoord kan zo niet.", "This answer cannot be taken as it is."),
    "yes": Text("ja", "ja (yes)"),
    "no": Text("nee", "nee (no)"),
    "begin": Text("Naar het begin", "To the start"),
}


class _Input(NamedTuple):
    """One input as the page shows it: ``kind`` is of which sort, ``words`` what there is to choose from."""

    number: int
    kind: Literal["yesno", "one", "several", "lines", "text", "line"]
    label: str
    explanation: str
    how: str
    words: tuple[str, ...]
    said: str


def interview_page(
    lang: Lang,
    title: Text,
    found: Interview,
    question: Question | None,
    *,
    problems: Sequence[Problem],
    said: Sequence[str],
    given: Mapping[str, str],
    hidden: Mapping[str, str],
) -> str:
    """Return the page with a question; without one it says that nothing is open.

    ``problems`` are what is wrong with the last answer, ``said`` what each input says at first, ``given`` what was
    answered before, by its path, and ``hidden`` what the page holds for the next turn.
    """
    made = templates_in("sto_check.web", "pages").get_template("ask.html")
    inputs = _inputs(question, said, lang) if question else []
    return made.render(
        lang=lang,
        words={name: text[lang] for name, text in WORDS.items()},
        scheme=title[lang],
        verdict=found.decision.title[lang],
        settled=found.settled,
        left=len(found.questions),
        skipped=len(hidden["later"].splitlines()),
        question=question,
        asked=asks(question)[lang] if question else "",
        inputs=inputs,
        refused=refusals(problems, question, lang) if question else [],
        given=given,
        hidden=hidden,
        version=VERSION,
    )


def _inputs(question: Question, said: Sequence[str], lang: Lang) -> list[_Input]:
    texts = [*said, *[""] * len(question.inputs)]
    return [_input(question, column, number, texts[number], lang) for number, column in enumerate(question.inputs)]


def _input(question: Question, column: Column, number: int, said: str, lang: Lang) -> _Input:
    names = question.names.get(column.path, ())
    words = column.words if column.closed else names
    kind: Literal["yesno", "one", "several", "lines", "text", "line"]
    if column.sort == "yesno":
        kind = "yesno"
    elif words:
        kind = "several" if column.several else "one"
    elif column.sort == "text":
        kind = "lines" if column.several else "text"
    else:
        kind = "line"
    how = "" if words or kind in {"yesno", "text", "lines"} else how_to_answer(column, names)[lang]
    return _Input(number, kind, column.label, column.explanation, how, words, said)
