"""What the HTML report says of one application, in one language: every text as it is printed."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from sto_check.decision.progress import progress_of_draft
from sto_check.documents.document import value_at
from sto_check.documents.lines import Excerpts
from sto_check.engine.explain import name_of
from sto_check.engine.status import OUTCOMES, Status
from sto_check.reports.charts import draw
from sto_check.reports.phrases import by_section, count_of, led_to
from sto_check.reports.progress_lines import how_far
from sto_check.reports.shown import (
    SET_ASIDE,
    by_cause,
    effects_of,
    evidence_words,
    judgement_words,
    ours_decides,
    shown_of,
    stale_aside,
    told_once,
    where_of,
    worth_telling,
)
from sto_check.scheme.literals import UNITS
from sto_check.scheme.written import write_value
from sto_check.text.language import Text, printable, write_day
from sto_check.text.span import write_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sto_check.decision.causes import Cause
    from sto_check.decision.decision import Decision
    from sto_check.decision.result import Result
    from sto_check.documents.document import Document
    from sto_check.engine.outcome import Outcome
    from sto_check.reports.charts import Drawn
    from sto_check.scheme.overview import Shown
    from sto_check.text.errors import Excerpt, Problem
    from sto_check.text.language import Lang

FINDINGS_SHOWN = 12
"""Of a rule so many findings are shown; of more it is said how many there are."""


class Spot(NamedTuple):
    """A place in the document and the values that stand there.

    ``excerpt`` is the line of a document that is text, ``text`` the whole of an answer that a person is to judge.
    """

    where: str
    values: str
    excerpt: Excerpt | None = None
    text: str = ""


class Found(NamedTuple):
    """One finding of a rule: the reason, what would mend it, where to look, and for what else it holds too."""

    reason: str
    remedy: str
    judged: str
    also: str
    spots: tuple[Spot, ...]


class Source(NamedTuple):
    """A part of a source: its name, what it says in our words, and what we read into it."""

    name: str
    says: str
    readings: tuple[str, ...]


class RuleFound(NamedTuple):
    """A rule with its findings, what it rests on and what follows."""

    id: str
    title: str
    found: tuple[Found, ...]
    more: str
    sources: tuple[Source, ...]
    leads_to: tuple[str, ...]


class Waiting(NamedTuple):
    """What several rules wait for, told once: the reason, what to do, where, the rules, and what follows for which."""

    reason: str
    remedy: str
    where: str
    rules: tuple[tuple[str, str], ...]
    leads_to: tuple[str, ...]


class Section(NamedTuple):
    """The rules of one status, or those that were set aside, theme by theme, after what several of them wait for."""

    status: str
    mark: str
    title: str
    counted: str
    waiting: tuple[Waiting, ...]
    themes: tuple[tuple[str, tuple[RuleFound, ...]], ...]


class View(NamedTuple):
    """All that the report says of one application."""

    name: str
    title: str
    verdict: str
    decision: str
    because: str
    about: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    met: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    met_counted: str
    not_applicable: tuple[tuple[str, str], ...]
    of_the_round: tuple[tuple[str, str], ...]
    drawn: tuple[Drawn, ...]
    values: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    far: tuple[tuple[str, str], ...] = ()
    """How far a draft is: what there is to say of each part; nothing of what is no draft."""


def view_of(result: Result, overview: Iterable[Shown], lang: Lang) -> View:
    """Return what is said of one document: the decision with all its outcomes, or why there is none.

    ``overview`` is what is shown of an application of its scheme.
    """
    decision = result.decision
    if decision is None:
        title = Text("Niet getoetst", "Not checked")[lang]
        problems = result.error.problems if result.error else ()
        return View(result.name, result.name, "error", title, "", (), (), (), (), "", (), (), (), (), tuple(problems))
    last, progress = decision.chain[-1], progress_of_draft(decision)
    outcomes = decision.outcomes
    other = {outcome.rule.id for outcome in outcomes if outcome.status != Status.MET}
    met = [one for one in outcomes if one.status == Status.MET and one.rule.id not in other and not one.is_set_aside]
    return View(
        name=decision.application,
        title=decision.called or decision.application,
        verdict=decision.verdict,
        decision=decision.title[lang],
        because=last.because[lang],
        about=tuple(_about(decision, lang)),
        notes=tuple(note.in_print().render(lang) for note in result.notes),
        sections=tuple(_sections(decision, lang)),
        met=tuple(_met(met, lang)),
        met_counted=count_of(len({one.rule.id for one in met}), ("regel", "regels"), ("rule", "rules"))[lang],
        not_applicable=tuple((rule.id, rule.title[lang]) for rule in decision.not_applicable),
        of_the_round=tuple((rule.id, rule.title[lang]) for rule in decision.of_the_round),
        drawn=tuple(draw(decision, overview, lang)),
        values=tuple(_values(decision, lang)),
        problems=(),
        far=tuple(how_far(progress, lang)) if progress else (),
    )


def _about(decision: Decision, lang: Lang) -> Iterator[tuple[str, str]]:
    scheme = decision.scheme
    variant = f" ({scheme.head.variants[decision.variant][lang]})" if decision.variant else ""
    yield Text("Regeling", "Scheme")[lang], f"{scheme.head.title[lang]}{variant}"
    yield Text("Vindplaats", "Citation")[lang], scheme.head.citation
    yield Text("Waarden van", "Values of")[lang], write_day(decision.day.toordinal(), lang)
    if decision.scores:
        yield Text("Score van de beoordeling", "Score of the judgement")[lang], "{} / {}".format(*decision.scores)
    if ours := ours_decides(decision):
        yield Text("Onze lezing", "Our reading")[lang], ours[lang]
    yield Text("Document", "Document")[lang], decision.application
    if decision.application_sha256:
        yield Text("SHA-256 van het document", "SHA-256 of the document")[lang], decision.application_sha256
    if decision.judgements.name:
        yield Text("Beoordelingen", "Judgements")[lang], decision.judgements.name
    yield Text("Vingerafdruk van de regels", "Fingerprint of the rules")[lang], scheme.fingerprint


def _sections(decision: Decision, lang: Lang) -> Iterator[Section]:
    excerpts = Excerpts(decision.document)
    if aside := decision.set_aside:
        themes = _themes(decision, excerpts, aside, lang)
        yield Section("set_aside", Status.OPEN.mark, SET_ASIDE[lang], str(len(aside)), (), themes)
    for status in OUTCOMES:
        if status == Status.MET:
            continue
        outcomes = [outcome for outcome in decision.with_status(status) if not outcome.is_set_aside]
        if not outcomes:
            continue
        counted = count_of(len({one.rule.id for one in outcomes}), ("regel", "regels"), ("rule", "rules"))[lang]
        shared, others = told_once(outcomes)
        themes = _themes(decision, excerpts, others, lang)
        waiting = tuple(_waiting(decision, cause, lang) for cause in shared)
        yield Section(status, status.mark, status.words[lang].capitalize(), counted, waiting, themes)


def _themes(
    decision: Decision, excerpts: Excerpts, outcomes: Iterable[Outcome], lang: Lang
) -> tuple[tuple[str, tuple[RuleFound, ...]], ...]:
    by_theme = groupby(outcomes, lambda outcome: outcome.rule.theme)
    return tuple((theme[lang], tuple(_rules(decision, excerpts, of_theme, lang))) for theme, of_theme in by_theme)


def _waiting(decision: Decision, cause: Cause, lang: Lang) -> Waiting:
    titles = {outcome.rule.id: outcome.rule.title[lang] for outcome in cause.outcomes}
    places = [lack.place for lack in cause.lacks if lack.place]
    effects = effects_of(cause, decision.scheme)
    follows = tuple(f"{led_to(*effect)[lang]}: {', '.join(rules)}" for effect, rules in effects.items())
    where = write_span(places)[lang] if places else ""
    return Waiting(cause.reason[lang], cause.remedy[lang], where, tuple(titles.items()), follows)


def _rules(decision: Decision, excerpts: Excerpts, outcomes: Iterable[Outcome], lang: Lang) -> Iterator[RuleFound]:
    for _, of_rule in groupby(outcomes, lambda outcome: outcome.rule.id):
        yield _rule(decision, excerpts, list(of_rule), lang)


def _rule(decision: Decision, excerpts: Excerpts, outcomes: list[Outcome], lang: Lang) -> RuleFound:
    rule, status = outcomes[0].rule, outcomes[0].status
    causes = by_cause(outcomes)
    more = len(causes) - FINDINGS_SHOWN
    follows = dict.fromkeys(outcome.leads_to for outcome in outcomes if outcome.leads_to and status != Status.OPEN)
    return RuleFound(
        rule.id,
        rule.title[lang],
        tuple(_found(decision.document, excerpts, *cause, lang=lang) for cause in causes[:FINDINGS_SHOWN]),
        Text(f"en nog {more}", f"and {more} more")[lang] if more > 0 else "",
        tuple(
            Source(f"{part.source}, {part.section}", part.says[lang], tuple(one[lang] for one in part.readings))
            for part in by_section(decision.scheme.basis_on(rule, decision.day, decision.variant))
        ),
        tuple(led_to(one, decision.scheme.gives(rule, one, unknown=status == Status.UNKNOWN))[lang] for one in follows),
    )


def _found(document: Document, excerpts: Excerpts, outcome: Outcome, *others: Outcome, lang: Lang) -> Found:
    explanation, judged = outcome.explanation, judgement_words(outcome) or stale_aside(outcome)
    return Found(
        explanation.reason[lang],
        explanation.remedy[lang] if worth_telling(outcome) else "",
        judged[lang] if judged else "",
        ", ".join(name_of(other.subject)[lang] for other in others),
        tuple(_spots(document, excerpts, outcome, lang)),
    )


def _spots(document: Document, excerpts: Excerpts, outcome: Outcome, lang: Lang) -> Iterator[Spot]:
    """Yield where to look, each place once, with the line of a text that stands there."""
    if outcome.status == Status.OPEN:
        for item in outcome.explanation.evidence:
            answer = value_at(document.tree, tuple(item.path.split(".")))
            text = printable(" ".join(answer.split())) if isinstance(answer, str) else ""
            yield Spot(where_of(item, lang), item.called or item.attribute, text=text)
        return
    for where, evidence in groupby(shown_of(outcome), lambda item: where_of(item, lang)):
        items = list(evidence)
        values = ", ".join(dict.fromkeys(evidence_words(item, lang) for item in items))
        place = items[0].parts[0].place if items[0].parts else items[0].place
        yield Spot(where, values, excerpts.at(place) if place and place.file == document.name else None)


def _met(outcomes: Iterable[Outcome], lang: Lang) -> Iterator[tuple[str, tuple[tuple[str, str, str], ...]]]:
    for theme, of_theme in groupby(outcomes, lambda outcome: outcome.rule.theme):
        yield theme[lang], tuple(_met_rules(of_theme, lang))


def _met_rules(outcomes: Iterable[Outcome], lang: Lang) -> Iterator[tuple[str, str, str]]:
    for rule_id, of_rule in groupby(outcomes, lambda outcome: outcome.rule.id):
        found = list(of_rule)
        reason = found[0].explanation.reason[lang] if len(found) == 1 else Text(
            f"{len(found)} keer voldaan", f"met {len(found)} times")[lang]  # fmt: skip
        yield rule_id, found[0].rule.title[lang], reason


def _values(decision: Decision, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield the values that the rules were held against, as they were on the day."""
    for name, value in decision.record.parameters.items():
        yield name, write_value(value, UNITS[decision.scheme.head.parameters[name].unit])[lang]
