"""The short report: the decision, how many rules are met, how far the document is, and what to do first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TextIO

from sto_check.decision.decision import CONSEQUENCES, given
from sto_check.decision.progress import progress_of
from sto_check.engine.status import OUTCOMES, Status
from sto_check.reports.layout import STYLE_OF, Line, write_lines
from sto_check.reports.phrases import count_of, led_to_word
from sto_check.reports.progress_lines import progress_lines
from sto_check.reports.shown import SET_ASIDE, told_once
from sto_check.reports.terminal import head_lines, unread_lines
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sto_check.decision.decision import Decision
    from sto_check.decision.result import Result
    from sto_check.engine.outcome import Outcome
    from sto_check.text.language import Lang

FIRST = 8
"""So many things to do first are told; of more how many there are."""


def write(results: Iterable[Result], out: TextIO, lang: Lang, *, verbose: bool = False) -> None:  # noqa: ARG001
    """Print the short report of each document as soon as it is there, one after the other."""
    write_lines((line for number, one in enumerate(results) for line in _result(one, lang, first=not number)), out)


def _result(result: Result, lang: Lang, *, first: bool) -> Iterator[Line]:
    if not first:
        yield Line()
    if result.decision is None:
        yield from unread_lines(result, lang)
        return
    yield from head_lines(result.decision, lang, result.notes)
    yield from _counts(result.decision, lang)
    yield from progress_lines(progress_of(result.decision), lang)
    if aside := result.decision.set_aside:
        rules = ", ".join(dict.fromkeys(outcome.rule.id for outcome in aside))
        yield Line()
        yield Line(rules, 2, f"{SET_ASIDE[lang]}:")
    yield from _to_do(result.decision, lang)


def _counts(decision: Decision, lang: Lang) -> Iterator[Line]:
    """Yield how many rules there are of each status, theme by theme: a rule has the gravest of its outcomes."""
    gravest: dict[str, Outcome] = {}
    for outcome in decision.outcomes:
        before = gravest.get(outcome.rule.id)
        if before is None or outcome.status.gravity < before.status.gravity:
            gravest[outcome.rule.id] = outcome
    themes: dict[Text, Counter[Status]] = {}
    for outcome in gravest.values():
        themes.setdefault(outcome.rule.theme, Counter())[outcome.status] += 1
    together = sum(themes.values(), Counter())
    yield Line()
    yield Line(Text("REGELS", "RULES")[lang], style="head")
    width = max((len(theme[lang]) for theme in themes), default=0)
    for theme, counts in themes.items():
        yield Line(_counted(counts, lang), 2, theme[lang].ljust(width))
    yield Line(_counted(together, lang), 2, Text("Samen", "Together")[lang].ljust(width), style="bold")


def _counted(counts: Counter[Status], lang: Lang) -> str:
    return ", ".join(f"{counts[status]} {status.words[lang]}" for status in OUTCOMES if counts[status])


def _to_do(decision: Decision, lang: Lang) -> Iterator[Line]:
    """Yield what to do first: of what leads to the gravest, and of that what is wrong before what is missing."""
    steps: dict[tuple[str, str], tuple[int, int, Status, str]] = {}
    for status in (Status.NOT_MET, Status.UNKNOWN):
        shared, others = told_once(one for one in decision.with_status(status) if not one.is_set_aside)
        for cause in shared:
            weight = min((CONSEQUENCES.index(one.leads_to) for one in cause.outcomes if one.leads_to), default=9)
            rules = count_of(len(cause.rules), ("regel", "regels"), ("rule", "rules"))[lang]
            steps.setdefault((cause.remedy[lang], rules), (weight, -len(cause.rules), status, ""))
        for outcome in others:
            weight = CONSEQUENCES.index(outcome.leads_to) if outcome.leads_to else 9
            follows = led_to_word(outcome.leads_to, given(outcome, decision.scheme))[lang] if outcome.leads_to else ""
            said = outcome.explanation.remedy[lang] or outcome.explanation.reason[lang]
            steps.setdefault((said, outcome.rule.id), (weight, 0, status, follows))
    if not steps:
        return
    ordered = sorted(steps.items(), key=lambda step: step[1][:2])
    yield Line()
    yield Line(Text("DOE EERST", "DO FIRST")[lang], style="head")
    for (said, about), (_, _, status, follows) in ordered[:FIRST]:
        yield Line(f"{said} [{', '.join(part for part in (about, follows) if part)}]", 2, status.mark,
                   label_style=STYLE_OF[status])  # fmt: skip
    more = len(ordered) - FIRST
    if more > 0:
        nl, en = f"En nog {more}; zonder --summary ziet u alles.", f"And {more} more; without --summary you see all."
        yield Line(Text(nl, en)[lang], 2, style="dim")
