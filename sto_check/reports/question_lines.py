"""What an assessor sees of a question: the question, what the form asked, what the applicant wrote, and the scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.reports.layout import Line
from sto_check.text.language import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sto_check.desk.questions import Question
    from sto_check.text.language import Lang


def question_lines(question: Question, number: int, of: int, scale: Mapping[str, object], lang: Lang) -> Iterator[Line]:
    """Yield one question with all that is to be read for it."""
    rule = question.outcome.rule
    yield Line()
    yield Line(rule.title[lang], 0, f"{number}/{of} {rule.id}", style="bold", label_style="head")
    yield Line(question.asks[lang], 2, style="bold")
    for answer in question.answers:
        yield Line()
        yield Line(f"{answer.called}: {answer.asked}" if answer.asked else answer.called, 2, style="dim")
        for line in answer.lines:
            yield Line(line, 4)
    yield Line()
    if (before := question.before) is not None:
        nl = f"De tekst is veranderd na het oordeel van {printable(before.by)} op {before.on}: {before.score}, "
        en = f"The text has changed since the judgement of {printable(before.by)} on {before.on}: {before.score}, "
        yield Line(Text(nl, en)[lang] + printable(before.motivation), 2, style="warn")
    words = ", ".join(f"{word} ({points})" for word, points in scale.items())
    yield Line(words, 2, Text("Schaal", "Scale")[lang], label_style="dim")
