"""The report for people: the decision first, then what is not met, unknown and open, then what is met."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from sto_check.decision.progress import progress_of_draft
from sto_check.engine.explain import name_of
from sto_check.engine.status import OUTCOMES, Status
from sto_check.reports.layout import STYLE_OF, STYLE_OF_VERDICT, Line, write_lines
from sto_check.reports.phrases import and_more, by_section, count_of, led_to
from sto_check.reports.shown import (
    SET_ASIDE,
    WHAT_IS_OURS,
    by_cause,
    checked_by,
    effects_of,
    evidence_words,
    follows_aside,
    judgement_words,
    ours_decides,
    shown_of,
    stale_aside,
    told_once,
    where_of,
    worth_telling,
)
from sto_check.text.language import Text, printable
from sto_check.text.span import write_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sto_check.decision.causes import Cause
    from sto_check.decision.decision import Decision
    from sto_check.decision.result import Result
    from sto_check.engine.outcome import Outcome
    from sto_check.text.errors import Problem
    from sto_check.text.language import Lang

_MORE_OF_RULES = Text(
    "Met -v ziet u van elke regel de reden en de bron.", "-v shows the reason and the source of each rule."
)
SUBJECTS_SHOWN = 5
_LABEL = 9


def write(results: Iterable[Result], out: TextIO, lang: Lang, *, verbose: bool = False) -> None:
    """Print the report of each document as soon as it is there, one after the other."""
    lines = (line for number, result in enumerate(results) for line in _result(result, lang, verbose, first=not number))
    write_lines(lines, out)


def _result(result: Result, lang: Lang, verbose: bool, *, first: bool) -> Iterator[Line]:
    if not first:
        yield Line()
    if result.decision is not None:
        yield from decision_lines(result.decision, lang, result.notes, verbose=verbose)
    else:
        yield from unread_lines(result, lang)


def unread_lines(result: Result, lang: Lang) -> Iterator[Line]:
    """Yield what to say of a document without a decision; what is wrong with it is told elsewhere."""
    if result.error is not None:
        yield Line(f"{result.name}: {_not_checked(result)[lang]}", style="bad")


def _not_checked(result: Result) -> Text:
    if result.judgements:
        return Text(
            f"niet getoetst; de beoordelingen in {printable(result.judgements)} zijn niet te gebruiken, zie de "
            "foutmelding",
            f"not checked; the judgements in {printable(result.judgements)} cannot be used, see the error message",
        )
    return Text("niet gelezen; zie de foutmelding", "not read; see the error message")


def decision_lines(
    decision: Decision, lang: Lang, notes: Sequence[Problem] = (), *, verbose: bool = False
) -> Iterator[Line]:
    """Yield the report on one decision, after the notes on how its document was read."""
    yield from head_lines(decision, lang, notes)
    progress = progress_of_draft(decision)
    if progress is not None:
        from sto_check.reports.progress_lines import progress_lines

        yield from progress_lines(progress, lang)
    yield from _aside(decision, lang)
    for status in OUTCOMES:
        if status != Status.MET:
            yield from _status(decision, status, lang, verbose=verbose)
    yield from _rest(decision, lang, verbose=verbose)
    if any(outcome.status != Status.MET for outcome in decision.outcomes):
        yield Line()
        yield Line(WHAT_IS_OURS[lang], style="dim")


def head_lines(decision: Decision, lang: Lang, notes: Sequence[Problem] = ()) -> Iterator[Line]:
    """Yield what was decided of which document by which values, and the notes on how it was read."""
    yield Line(decision.application, style="bold")
    last = decision.chain[-1]
    yield Line(
        last.because[lang], 2, f"{decision.title[lang].upper()}:", label_style=STYLE_OF_VERDICT[decision.verdict]
    )
    yield Line(checked_by(decision, lang), 2, style="dim")
    if ours := ours_decides(decision):
        yield Line(ours[lang], 2, style="dim")
    if decision.scores:
        words = {"nl": "Score van de beoordeling", "en": "Score of the judgement"}[lang]
        yield Line(f"{words}: {decision.scores[0]} / {decision.scores[1]}", 2, style="dim")
    for note in notes:
        yield Line(note.in_print().render(lang), 2, Text("Let op", "Note")[lang].ljust(_LABEL), label_style="warn")


def _status(decision: Decision, status: Status, lang: Lang, *, verbose: bool) -> Iterator[Line]:
    outcomes = [outcome for outcome in decision.with_status(status) if not outcome.is_set_aside]
    if not outcomes:
        return
    rules = len({outcome.rule.id for outcome in outcomes})
    counted = count_of(rules, ("regel", "regels"), ("rule", "rules"))[lang]
    yield Line()
    yield Line(f"{status.words[lang].upper()} ({counted})", style="head")
    shared, others = told_once(outcomes)
    for cause in shared:
        yield from _cause(decision, cause, lang)
        if verbose:
            yield from _rules(decision, cause.outcomes, lang, verbose=verbose)
    if shared and not verbose:
        yield Line(_MORE_OF_RULES[lang], 2, style="dim")
    yield from _rules(decision, others, lang, verbose=verbose)


def _aside(decision: Decision, lang: Lang) -> Iterator[Line]:
    """Yield what a person set aside, each with what the rule found and what follows now."""
    outcomes = decision.set_aside
    if not outcomes:
        return
    yield Line()
    yield Line(f"{SET_ASIDE[lang].upper()} ({len(outcomes)})", style="head")
    for outcome in outcomes:
        rule, status = outcome.rule, outcome.status
        found = f"{rule.title[lang]} ({status.words[lang]})"
        yield Line(found, 0, f"{status.mark} {rule.id}", style="plain", label_style=STYLE_OF[status])
        yield Line(outcome.explanation.reason[lang], 2)
        yield _labelled("Gevolg", "Effect", follows_aside(outcome)[lang], lang)


def _rules(decision: Decision, outcomes: Iterable[Outcome], lang: Lang, *, verbose: bool) -> Iterator[Line]:
    for theme, of_theme in groupby(outcomes, lambda outcome: outcome.rule.theme):
        yield Line()
        yield Line(theme[lang], style="bold")
        for _, of_rule in groupby(of_theme, lambda outcome: outcome.rule.id):
            yield from _rule(decision, list(of_rule), lang, verbose=verbose)


def _cause(decision: Decision, cause: Cause, lang: Lang) -> Iterator[Line]:
    """Yield what several rules wait for, once: what to do, and what follows as long as it is not done."""
    rules = count_of(len(cause.rules), ("regel", "regels"), ("rule", "rules"))
    found = count_of(len(cause.outcomes), ("uitkomst", "uitkomsten"), ("outcome", "outcomes"))
    nl, en = f"Daardoor onbekend: {rules.nl} ({found.nl}).", f"Unknown because of this: {rules.en} ({found.en})."
    yield Line()
    yield Line(cause.reason[lang], 0, Status.UNKNOWN.mark, label_style=STYLE_OF[Status.UNKNOWN])
    yield Line(Text(nl, en)[lang], 2)
    yield _labelled("Herstel", "Remedy", cause.remedy[lang], lang)
    places = [lack.place for lack in cause.lacks if lack.place]
    if places:
        yield _labelled("Waar", "Where", write_span(places)[lang], lang)
    effects = effects_of(cause, decision.scheme)
    for number, effect in enumerate(effects):
        label = ("Gevolg", "Effect") if number == 0 else ("", "")
        yield _labelled(*label, f"{led_to(*effect)[lang]}: {', '.join(effects[effect])}", lang)


def _rule(decision: Decision, outcomes: list[Outcome], lang: Lang, *, verbose: bool) -> Iterator[Line]:
    rule, status = outcomes[0].rule, outcomes[0].status
    yield Line(rule.title[lang], 0, f"{status.mark} {rule.id}", style="plain", label_style=STYLE_OF[status])
    if len(outcomes) == 1:
        yield from _single(outcomes[0], lang)
    else:
        yield from _several(outcomes, lang, verbose=verbose)
    for part in by_section(decision.scheme.basis_on(rule, decision.day, decision.variant)):
        yield _labelled("Bron", "Source", f"{part.source}, {part.section}: {part.says[lang]}", lang)
        for reading in part.readings:
            yield _labelled("", "", reading[lang], lang)
    if status == Status.OPEN:
        return
    leads_to = dict.fromkeys(outcome.leads_to for outcome in outcomes)
    for consequence in leads_to:
        if consequence:
            gives = decision.scheme.gives(rule, consequence, unknown=status == Status.UNKNOWN)
            yield _labelled("Gevolg", "Effect", led_to(consequence, gives)[lang], lang)


def _single(outcome: Outcome, lang: Lang) -> Iterator[Line]:
    explanation = outcome.explanation
    yield Line(explanation.reason[lang], 2)
    yield from _judgement(outcome, lang)
    if worth_telling(outcome) and explanation.remedy[lang]:
        yield _labelled("Herstel", "Remedy", explanation.remedy[lang], lang)
    if outcome.rule.judge and outcome.status != Status.UNKNOWN:
        yield _labelled("Lees", "Read", _to_read(outcome, lang), lang)
        return
    by_place = groupby(shown_of(outcome), lambda evidence: where_of(evidence, lang))
    for number, (where, evidence) in enumerate(by_place):
        values = ", ".join(dict.fromkeys(evidence_words(item, lang) for item in evidence))
        label = ("Waar", "Where") if number == 0 else ("", "")
        yield _labelled(*label, f"{where} {values}" if where else values, lang)


def _several(outcomes: list[Outcome], lang: Lang, *, verbose: bool) -> Iterator[Line]:
    causes = by_cause(outcomes)
    shown = causes if verbose else causes[:SUBJECTS_SHOWN]
    for outcome, *others in shown:
        place = outcome.explanation.evidence[0].place if outcome.explanation.evidence else None
        where = f" [{place}]" if place else ""
        yield Line(f"{outcome.explanation.reason[lang]}{where}", 2, "-")
        if others:
            names = [name_of(other.subject)[lang] for other in others[:SUBJECTS_SHOWN]]
            more = len(others) - len(names)
            listed = ", ".join(names) + ({"nl": f" en nog {more}", "en": f" and {more} more"}[lang] if more > 0 else "")
            yield Line({"nl": f"Ook voor: {listed}.", "en": f"Also for: {listed}."}[lang], 4)
        yield from _judgement(outcome, lang)
    if len(causes) > len(shown):
        yield Line(and_more(len(causes) - len(shown))[lang], 4, style="dim")
    remedies = dict.fromkeys(outcome.explanation.remedy[lang] for (outcome, *_) in shown if worth_telling(outcome))
    for remedy in remedies if len(remedies) <= SUBJECTS_SHOWN else ():
        yield _labelled("Herstel", "Remedy", remedy, lang)


def _judgement(outcome: Outcome, lang: Lang) -> Iterator[Line]:
    if judged := judgement_words(outcome):
        yield _labelled("Oordeel", "Judged", judged[lang], lang)
    if stale := stale_aside(outcome):
        yield _labelled("Let op", "Note", stale[lang], lang)


def _to_read(outcome: Outcome, lang: Lang) -> str:
    """Return the parts an assessor reads, each with its line or its cell."""
    line = {"nl": "regel", "en": "line"}[lang]
    parts = []
    for part in outcome.explanation.evidence:
        place = part.place
        where = f"{place.sheet}!{place.cell}" if place and place.sheet else f"{line} {place.line}" if place else ""
        called = part.called or part.attribute
        parts.append(f"{called} ({where})" if where else called)
    return ", ".join(parts)


def _rest(decision: Decision, lang: Lang, *, verbose: bool) -> Iterator[Line]:
    met = decision.with_status(Status.MET)
    gravest = {outcome.rule.id for outcome in decision.outcomes if outcome.status != Status.MET}
    met_only = {outcome.rule.id for outcome in met} - gravest
    rules = [rule for rule in decision.scheme.rules if rule.id in met_only]
    total = len(decision.scheme.rules_of("application"))
    nl = f"{len(rules)} van {total} regels ({len(met)} uitkomsten)"
    en = f"{len(rules)} of {total} rules ({len(met)} outcomes)"
    nl += f"; niet van toepassing: {len(decision.not_applicable)}." if decision.not_applicable else "."
    en += f"; not applicable: {len(decision.not_applicable)}." if decision.not_applicable else "."
    yield Line()
    yield Line(Text(nl, en)[lang], 0, f"{Status.MET.words[lang].upper()}:", label_style="good")
    if decision.of_the_round:
        named = ", ".join(rule.id for rule in decision.of_the_round)
        nl, en = f"Alleen voor de hele ronde te zeggen: {named}.", f"Only for the whole round to tell: {named}."
        yield Line(Text(nl, en)[lang], style="dim")
    if not verbose:
        return
    for theme, of_theme in groupby(rules, lambda rule: rule.theme):
        yield Line()
        yield Line(theme[lang], style="bold")
        for rule in of_theme:
            outcomes = [outcome for outcome in met if outcome.rule.id == rule.id]
            yield Line(rule.title[lang], 0, f"{Status.MET.mark} {rule.id}", label_style="good")
            if len(outcomes) > 1:
                counted = count_of(len(outcomes), ("keer", "keer"), ("time", "times"))[lang]
                yield Line({"nl": f"voldaan: {counted}", "en": f"met: {counted}"}[lang], 2, style="dim")
            else:
                yield Line(outcomes[0].explanation.reason[lang], 2, style="dim")
                yield from _judgement(outcomes[0], lang)
    if decision.not_applicable:
        names = ", ".join(rule.id for rule in decision.not_applicable)
        yield Line()
        yield Line({"nl": f"Niet van toepassing: {names}.", "en": f"Not applicable: {names}."}[lang], style="dim")


def _labelled(nl: str, en: str, text: str, lang: Lang) -> Line:
    return Line(text, 2, (nl if lang == "nl" else en).ljust(_LABEL), label_style="dim")
