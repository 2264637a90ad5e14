"""What judgements do to outcomes, and whether they are about this application and what it holds."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from sto_check.decision.text_judged import fingerprint_judged
from sto_check.documents.errors import DocumentError
from sto_check.documents.lines import showing
from sto_check.engine.status import Status
from sto_check.text.errors import suggestion
from sto_check.text.language import Text, printable
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sto_check.decision.judgements import Judgements
    from sto_check.documents.document import Document
    from sto_check.engine.outcome import Explanation, JudgementRecord, Outcome, SetAside
    from sto_check.forms.load import Application
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.errors import Problem

_WORDS = {"regio": Text("de regio", "the region"), "nummer": Text("nummer", "number")}


class JudgementsError(DocumentError):
    """The judgements do not fit the application they are given for (exit code 65); ``file`` is theirs."""

    def __init__(self, *problems: Problem, file: str = "") -> None:
        super().__init__(*problems)
        self.file = file


class OtherApplicationError(JudgementsError):
    """The judgements are of another application, or do not say of which."""


class UnknownSubjectError(JudgementsError):
    """A judgement is about a subject that the application does not have."""


class JudgedTooSoonError(JudgementsError):
    """A judgement is of before the application came, or of a day to come."""


class NothingToSetAsideError(JudgementsError):
    """An outcome is set aside that leads nowhere as it is, or that is not there."""


def judged(outcome: Outcome, judgements: Judgements, scheme: Scheme, document: Document) -> Outcome:
    """Return an outcome as a person has judged it, if someone has, and set aside, if someone did that.

    Only what leads to assess can be judged; what was judged or set aside over a text that has changed since is shown,
    and does not count.
    """
    return _set_aside(_judged(outcome, judgements, scheme, document), judgements, document)


def _set_aside(outcome: Outcome, judgements: Judgements, document: Document) -> Outcome:
    aside = judgements.setting_aside(outcome.rule.id, outcome.subject.id)
    if aside is None or aside.leads_to == outcome.leads_to:
        return outcome
    if aside.read and aside.read != fingerprint_judged(outcome, document):
        return outcome._replace(set_aside=aside._replace(stale=True))
    explain = partial(_said_first, outcome.explain, aside)
    return outcome._replace(leads_to=aside.leads_to, set_aside=aside, explain=explain)


def _said_first(explain: Callable[[Outcome], Explanation], aside: SetAside, outcome: Outcome) -> Explanation:
    """Explain an outcome that was set aside: by whom and why, and then what the rule found."""
    found = explain(outcome)
    by, why = printable(aside.by), printable(aside.motivation)
    nl = f"Terzijde gesteld door {by} op {aside.on}: {why} De regel zelf: {found.reason.nl}"
    en = f"Set aside by {by} on {aside.on}: {why} The rule itself: {found.reason.en}"
    return found._replace(reason=Text(nl, en))


def _judged(outcome: Outcome, judgements: Judgements, scheme: Scheme, document: Document) -> Outcome:
    """Return an outcome that leads to assess as a person has judged it, if someone has.

    Judged sufficient it leads nowhere. Judged insufficient a judgement rule leads to what the rule says; any other
    outcome stays with the assessor, who has now said why: that it refuses is for a rule to say, and none does. What
    was judged over a text that is not there is shown and does not count: the outcome stays unknown.
    """
    too_soon = outcome.too_soon_to_judge
    asked = too_soon or outcome.leads_to == "assess"
    judgement = judgements.about(outcome.rule.id, outcome.subject.id) if asked else None
    if judgement is None:
        return outcome
    if judgement.read and judgement.read != fingerprint_judged(outcome, document):
        return outcome._replace(judgement=judgement._replace(stale=True))
    if too_soon:
        return outcome._replace(judgement=judgement)
    sufficient = judgement.points >= int(scheme.decision.scale[scheme.decision.sufficient])
    if outcome.status == Status.OPEN:
        status = Status.MET if sufficient else Status.NOT_MET
        leads_to = None if sufficient else outcome.rule.otherwise
        return outcome._replace(status=status, leads_to=leads_to, judgement=judgement)
    return outcome._replace(leads_to=None if sufficient else "assess", judgement=judgement)


def require_fitting(judgements: Judgements, application: Application, outcomes: Sequence[Outcome]) -> None:
    """Raise a JudgementsError where the judgements are not of this application, or not of what it holds.

    These are an OtherApplicationError, UnknownSubjectError, NothingToSetAsideError or JudgedTooSoonError.
    """
    by_rule: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_rule.setdefault(outcome.rule.id, []).append(outcome)
    checks: tuple[tuple[type[JudgementsError], Iterator[Problem]], ...] = (
        (OtherApplicationError, _of_another(judgements, application)),
        (UnknownSubjectError, _of_nothing(judgements, by_rule)),
        (NothingToSetAsideError, _nothing_to_set_aside(judgements, by_rule)),
        (JudgedTooSoonError, _too_soon(judgements, application)),
    )
    with showing(*[judgements.document] if judgements.document else []):
        for kind, problems in checks:
            if misfits := list(problems):
                raise kind(*misfits, file=judgements.name)


def _of_another(judgements: Judgements, application: Application) -> Iterator[Problem]:
    """Yield where the judgements name another region than the application, or none where it has one."""
    if judgements.own:
        return
    region = getattr(application.content, "regio", None)
    known = {"regio": getattr(region, "naam", None), "nummer": getattr(region, "nummer", None)}
    has = {key: str(value) for key, value in known.items() if value}
    for key, said in judgements.of.items():
        words, shown = _WORDS[key], printable(said)
        if key in has and _plain(said) != _plain(has[key]):
            yield problem(
                "other-application",
                f"Deze beoordelingen zijn van {words.nl} “{shown}”, en {application.name} van "
                f"{words.nl} “{printable(has[key])}”.",
                f"These judgements are of {words.en} “{shown}”, and "
                f"{application.name} of {words.en} “{printable(has[key])}”.",
                judgements.place(key),
                "Geef de beoordelingen van deze aanvraag.",
                "Give the judgements of this application.",
                path=(key,),
            )
    if not has.keys() & judgements.of.keys() and (has or judgements.of):
        lines = "; ".join(f"{key}: {printable(value)}" for key, value in has.items())
        yield problem(
            "which-application",
            f"Deze beoordelingen zeggen niet dat zij van {application.name} zijn.",
            f"These judgements do not say that they are of {application.name}.",
            judgements.place(),
            f"Noem erin van welke aanvraag zij zijn: {lines}." if has else "De aanvraag noemt zelf geen regio.",
            f"Name in them which application they are of: {lines}." if has else "The application names no region.",
        )


def _entries(judgements: Judgements) -> Iterator[tuple[str, int, tuple[str, str | None], JudgementRecord | SetAside]]:
    """Yield what a person judged and set aside, each with the part of the file it stands in and its position there."""
    for of, judgement in judgements.given.items():
        yield "beoordelingen", judgement.position, of, judgement
    for of, aside in judgements.aside.items():
        yield "terzijde", aside.position, of, aside


def _of_nothing(judgements: Judgements, by_rule: Mapping[str, list[Outcome]]) -> Iterator[Problem]:
    """Yield where a judgement names a subject of which its rule has no outcome."""
    for part, position, (rule_id, subject), _ in _entries(judgements):
        known = [outcome.subject.id for outcome in by_rule.get(rule_id, ())]
        if subject is not None and subject not in known:
            yield problem(
                "unknown-subject",
                f"Er is geen uitkomst van {rule_id} over “{subject}”.",
                f"There is no outcome of {rule_id} about “{subject}”.",
                judgements.place(part, position, "onderwerp"),
                path=("onderwerp",),
                hint=suggestion(subject, known),
            )


def _nothing_to_set_aside(judgements: Judgements, by_rule: Mapping[str, list[Outcome]]) -> Iterator[Problem]:
    """Yield where what follows from an outcome that is set aside is what followed already."""
    for (rule_id, subject), aside in judgements.aside.items():
        of_rule = [one for one in by_rule.get(rule_id, ()) if subject in {None, one.subject.id}]
        if any(one.leads_to != aside.leads_to for one in of_rule):
            continue
        yield problem(
            "nothing-to-set-aside",
            f"Wat er van {rule_id} in de plaats moet komen, volgt al.",
            f"What is to follow from {rule_id} instead follows already.",
            judgements.place("terzijde", aside.position, "regel"),
            "Haal dit weg, of noem een ander gevolg.",
            "Leave this out, or name another consequence.",
            path=("terzijde", aside.position, "regel"),
        )


def _too_soon(judgements: Judgements, application: Application) -> Iterator[Problem]:
    """Yield where a judgement is of before the day of receipt, or of a day to come."""
    received = application.received
    for part, position, _, entry in _entries(judgements):
        path = (part, position, "op")
        if received is not None and entry.on < received:
            yield problem(
                "judged-before-receipt",
                f"Dit oordeel is van {entry.on}, en de aanvraag is pas ontvangen op {received}.",
                f"This judgement is of {entry.on}, and the application was received only on {received}.",
                judgements.place(*path),
                "Controleer beide dagen.",
                "Check both days.",
                path=path,
            )
        if entry.on > date.today() and not judgements.own:
            yield problem(
                "judged-in-future",
                f"Dit oordeel is van {entry.on}, en die dag moet nog komen.",
                f"This judgement is of {entry.on}, and that day is yet to come.",
                judgements.place(*path),
                "Schrijf de dag waarop het oordeel is gegeven.",
                "Write the day on which the judgement was given.",
                path=path,
            )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
