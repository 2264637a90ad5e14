"""What a letter to an applicant says, in Dutch: every text as it is printed, by the names that a template asks for."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from sto_check.decision.decision import given
from sto_check.desk.terms import Happened, terms_of
from sto_check.documents.document import value_at
from sto_check.engine.explain import name_of
from sto_check.engine.status import Status
from sto_check.reports.phrases import by_section, reading_of
from sto_check.reports.shown import by_cause, places_of, shown_of, told_once
from sto_check.text.errors import UsageError
from sto_check.text.language import printable, write_day, write_weekday
from sto_check.text.problems import problem
from sto_check.text.span import write_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from sto_check.decision.causes import Cause
    from sto_check.decision.decision import Decision
    from sto_check.desk.round_shares import RoundShare
    from sto_check.engine.outcome import Outcome
    from sto_check.scheme.scheme import Rule
    from sto_check.text.place import Place

_SAID_OF = {
    Status.NOT_MET: "Aan deze voorwaarde is niet voldaan.",
    Status.UNKNOWN: "Of aan deze voorwaarde is voldaan, is niet vast te stellen.",
}
_SPACES = re.compile(r"[ \t\r\n\v\f]+")
_READING = "Dat dit hieruit volgt, zegt de bron niet zelf; zo lezen wij haar."


class NoLetterError(UsageError):
    """The scheme does not say what a letter says of a decision (exit code 2)."""


class Sent(NamedTuple):
    """What of a letter does not follow from the decision: who sends it and when, and the last day to supplement."""

    office: str
    by: str
    on: date
    reference: str = ""
    until: date | None = None


class Found(NamedTuple):
    """One thing that was found, and where it stands."""

    tekst: str
    waar: str


class Point(NamedTuple):
    """One reason: the conditions it is about, what was found of them, what would mend it, and what asks it."""

    voorwaarden: tuple[str, ...]
    regels: tuple[str, ...]
    vaststelling: str
    bevindingen: tuple[Found, ...]
    herstel: str
    bronnen: tuple[str, ...]
    """Each part of a source with what it asks, and what we read into it."""
    vindplaatsen: tuple[str, ...]
    """The same sources by their parts only."""
    lezing: str


class Judged(NamedTuple):
    """What a person judged: the question, of what, the score, and why."""

    vraag: str
    over: str
    score: str
    motivering: str
    door: str
    op: str


class Checked(NamedTuple):
    """One condition and what came of it."""

    regel: str
    voorwaarde: str
    uitkomst: str


def letter_of(decision: Decision, sent: Sent, shares: Sequence[RoundShare] = ()) -> dict[str, Any]:
    """Return all that a template of a letter can ask for, by its name.

    ``shares`` are what the ceilings of the round leave the application; one that refuses it is the decision. Raises
    NoLetterError.
    """
    asks = decision.verdict == "supplement"
    entry = next(entry for entry in decision.scheme.decision.policy if entry.id == decision.verdict)
    refused = [share for share in shares if share.granted is False]
    says = decision.scheme.decision.allotment_letter if refused else entry.letter
    if says is None:
        raise _no_letter(decision)
    consequence = entry.when
    deciding = [one for one in decision.outcomes if consequence is not None and one.leads_to == consequence]
    received = decision.received
    return {
        "soort": "verzoek" if asks else "besluit",
        "kantoor": sent.office,
        "aan": [printable(name) for name in _addressed(decision)],
        "datum": _day(sent.on),
        "kenmerk": sent.reference,
        "ondertekenaar": sent.by,
        "aanvraag": {
            "naam": printable(decision.called),
            "bestand": printable(PurePath(decision.application).name),
            "vingerafdruk": decision.application_sha256,
            "ontvangen": _day(received) if received else "",
        },
        "regeling": {
            "naam": decision.scheme.head.title.nl,
            "vindplaats": decision.scheme.head.citation,
            "waarden_van": _day(decision.day),
        },
        "besluit": decision.title.nl,
        "zegt": says,
        "punten": [*_points(decision, deciding), *(_of_ceiling(share, decision) for share in refused)],
        "tot": write_weekday(sent.until, "nl") if asks and sent.until else "",
        "oordelen": list(_judged(decision.outcomes)),
        "score": f"{decision.scores[0]} van {decision.scores[1]}" if decision.scores else "",
        "terzijde": [_plainly(one.explanation.reason.nl) for one in decision.set_aside],
        "bezwaar_tot": ""
        if asks or not decision.scheme.decision.objection
        else write_weekday(_last_to_object(sent.on), "nl"),
        "getoetst": list(_checked(decision)),
        "inhoud": decision.document.tree,
    }


def _no_letter(decision: Decision) -> NoLetterError:
    title = decision.title
    return NoLetterError(
        problem(
            "no-letter",
            f"Over “{title.nl}” schrijft {decision.scheme.id} geen brief.",
            f"{decision.scheme.id} writes no letter about “{title.en}”.",
            None,
            "Wie de regeling beheert, zet in decision.yaml bij die beslissing wat de brief zegt (letter).",
            "Who keeps the scheme puts in decision.yaml, with that decision, what the letter says (letter).",
        )
    )


def _addressed(decision: Decision) -> Iterator[str]:
    for way in decision.scheme.form.addressed_to:
        said = value_at(decision.document.tree, way)
        if isinstance(said, str) and said.strip():
            yield said


def _last_to_object(known: date) -> date:
    return next(term.ends for term in terms_of(Happened(known, known=known)) if term.id == "object")


def _points(decision: Decision, deciding: list[Outcome]) -> Iterator[Point]:
    shared, others = told_once(deciding)
    for cause in shared:
        yield _of_cause(cause, decision)
    for _, of_rule in groupby(
        others, lambda outcome: (outcome.rule.id, outcome.status, given(outcome, decision.scheme))
    ):
        yield from _of_rule(list(of_rule), decision)


def _of_ceiling(share: RoundShare, decision: Decision) -> Point:
    rule = decision.scheme.rule(share.rule)
    return Point(
        (rule.title.nl,),
        (rule.id,),
        "Het plafond is bereikt; deze aanvraag past er niet meer in.",
        (Found(_plainly(share.reason.nl), ""),),
        "",
        tuple(_sources(rule, decision)),
        _parts([rule], decision),
        " ".join(_reading_of_allotment(rule, decision)),
    )


def _reading_of_allotment(rule: Rule, decision: Decision) -> Iterator[str]:
    """Yield how the scheme says that a ceiling is allotted, where that is a reading of what the rule rests on."""
    asks = {basis.ask for basis in rule.basis}
    for entry in decision.scheme.decision.basis:
        if entry.ask in asks and entry.reading is not None:
            yield reading_of(entry.reading).nl


def _of_cause(cause: Cause, decision: Decision) -> Point:
    rules = {outcome.rule.id: outcome.rule for outcome in cause.outcomes}
    told = all(given(outcome, decision.scheme) for outcome in cause.outcomes)
    places = [_named(lack.place) for lack in cause.lacks if lack.place]
    return Point(
        tuple(rule.title.nl for rule in rules.values()),
        tuple(rules),
        "Of aan deze voorwaarden is voldaan, is daardoor niet vast te stellen.",
        (Found(_plainly(cause.reason.nl), write_span(places).nl),),
        _plainly(cause.remedy.nl),
        tuple(dict.fromkeys(said for rule in rules.values() for said in _sources(rule, decision))),
        _parts(rules.values(), decision),
        "" if told else _READING,
    )


def _of_rule(outcomes: list[Outcome], decision: Decision) -> Iterator[Point]:
    """Yield what was found of one rule; what has another remedy is another point."""
    rule, status = outcomes[0].rule, outcomes[0].status
    by_remedy: dict[str, list[Outcome]] = {}
    for together in by_cause(outcomes):
        by_remedy.setdefault(together[0].explanation.remedy.nl, []).append(together[0])
    for remedy, found in by_remedy.items():
        yield Point(
            (rule.title.nl,),
            (rule.id,),
            _SAID_OF.get(status, ""),
            tuple(Found(_said(one), write_span(map(_named, _places(one))).nl) for one in found),
            _plainly(remedy),
            tuple(_sources(rule, decision)),
            _parts([rule], decision),
            "" if given(found[0], decision.scheme) else _READING,
        )


def _said(outcome: Outcome) -> str:
    judgement = outcome.standing_judgement
    if judgement is None:
        return _plainly(outcome.explanation.reason.nl)
    return f"Beoordeeld als {printable(judgement.score)}: {_plainly(judgement.motivation)}"


def _places(outcome: Outcome) -> list[Place]:
    return [place for item in shown_of(outcome) for place in places_of(item)]


def _named(place: Place) -> Place:
    """Return a place in a file that has its name only: whoever reads a letter does not know our folders."""
    return place._replace(file=printable(PurePath(place.file).name))


def _sources(rule: Rule, decision: Decision) -> Iterator[str]:
    for cited in by_section(decision.scheme.basis_on(rule, decision.day, decision.variant)):
        source = decision.scheme.sources[cited.source]
        yield " ".join([f"{source.title}, {cited.section}: {cited.says.nl}", *(one.nl for one in cited.readings)])


def _parts(rules: Iterable[Rule], decision: Decision) -> tuple[str, ...]:
    """Return each source that rules rest on, once, with the parts of it."""
    sections: dict[str, dict[str, None]] = {}
    for rule in rules:
        for cited in by_section(decision.scheme.basis_on(rule, decision.day, decision.variant)):
            sections.setdefault(decision.scheme.sources[cited.source].title, {})[cited.section] = None
    return tuple(f"{title}: {'; '.join(of_source)}" for title, of_source in sections.items())


def _judged(outcomes: Sequence[Outcome]) -> Iterator[Judged]:
    of_rule = Counter(outcome.rule.id for outcome in outcomes)
    for outcome in outcomes:
        judgement, rule = outcome.standing_judgement, outcome.rule
        if judgement is not None:
            yield Judged(
                (rule.judge.question if rule.judge else rule.title).nl,
                _plainly(name_of(outcome.subject).nl) if of_rule[rule.id] > 1 else "",
                printable(judgement.score),
                _plainly(judgement.motivation),
                printable(judgement.by),
                _day(judgement.on),
            )


def _checked(decision: Decision) -> Iterator[Checked]:
    """Yield each rule that spoke of the application, with the gravest of what it found."""
    gravest: dict[str, Outcome] = {}
    for outcome in decision.outcomes:
        known = gravest.setdefault(outcome.rule.id, outcome)
        if outcome.status.gravity < known.status.gravity:
            gravest[outcome.rule.id] = outcome
    for rule_id, outcome in gravest.items():
        aside = " (terzijde gesteld)" if outcome.is_set_aside else ""
        yield Checked(rule_id, outcome.rule.title.nl, f"{outcome.status.words.nl}{aside}")


def _plainly(text: str) -> str:
    """Return a text on one line, without what does not print."""
    return printable(_SPACES.sub(" ", text).strip())


def _day(day: date) -> str:
    return write_day(day.toordinal(), "nl")
