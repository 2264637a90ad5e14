"""What of an outcome a reader is shown, the same in every report for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.decision.causes import causes_of
from sto_check.decision.decision import CONSEQUENCES
from sto_check.engine.status import Status
from sto_check.reports.phrases import LEADS_TO, count_of
from sto_check.text.language import Text, printable, write_day
from sto_check.text.span import write_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.decision.causes import Cause
    from sto_check.decision.decision import Decision
    from sto_check.engine.outcome import Evidence, Outcome
    from sto_check.scheme.entries import Consequence
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.language import Lang
    from sto_check.text.place import Place

WHAT_IS_OURS = Text(
    "Een bron staat er in onze woorden. Onze lezing: wat een bron niet zelf zegt en wij erin lezen; bij een gevolg: "
    "geen bron zegt wat volgt, en wij verbinden dit eraan.",
    "A source is told in our words. Our reading: what a source does not say itself and we read into it; of an effect: "
    "no source says what follows, and we attach this to it.",
)
SET_ASIDE = Text("Terzijde gesteld", "Set aside")
EVIDENCE_SHOWN = 4


def checked_by(decision: Decision, lang: Lang) -> str:
    """Return by which scheme, in which variant and with the values of which day an application was checked."""
    scheme = decision.scheme.head
    variant = f" ({scheme.variants[decision.variant][lang]})" if decision.variant else ""
    on = Text("waarden van", "values of")[lang]
    return f"{scheme.title[lang]}{variant}; {on} {write_day(decision.day.toordinal(), lang)}"


def where_of(evidence: Evidence, lang: Lang) -> str:
    """Return where a value stands, in words."""
    return write_span(places_of(evidence))[lang]


def places_of(evidence: Evidence) -> list[Place]:
    """Return where a value stands; one that was counted or added up stands where its parts do."""
    return [part.place for part in evidence.parts if part.place] or ([evidence.place] if evidence.place else [])


def by_cause(outcomes: list[Outcome]) -> list[list[Outcome]]:
    """Group outcomes of one rule that wait for the same answers, so that one missing answer is told once."""
    causes: dict[object, list[Outcome]] = {}
    for position, outcome in enumerate(outcomes):
        causes.setdefault(outcome.explanation.missing or position, []).append(outcome)
    return list(causes.values())


def worth_telling(outcome: Outcome) -> bool:
    """Say of an unknown outcome what to do only where that is more than filling in what the reason names."""
    return outcome.status == Status.NOT_MET or (outcome.status == Status.UNKNOWN and outcome.rule.supply is not None)


def shown_of(outcome: Outcome) -> list[Evidence]:
    """Return what a reader wants to look up: of an unknown outcome what is missing, else what was compared."""
    evidence = outcome.explanation.evidence
    if outcome.status != Status.UNKNOWN:
        return [item for item in evidence if item.decisive or outcome.status == Status.MET][:EVIDENCE_SHOWN]
    waiting = [missing for item in evidence if not item.known for missing in (item.missing or (item,))]
    return waiting[:EVIDENCE_SHOWN]


def evidence_words(evidence: Evidence, lang: Lang) -> str:
    counted = len(evidence.parts)
    parts = ""
    if counted > 1:
        parts = f" ({count_of(counted, ('onderdeel', 'onderdelen'), ('part', 'parts'))[lang]})"
    if not evidence.known and evidence.path and not evidence.measured:
        return evidence.called or evidence.path
    value = f" = {evidence.value[lang]}" if evidence.value[lang] else ""
    return f"{evidence.attribute}{value}{parts}"


def told_once(outcomes: Iterable[Outcome]) -> tuple[list[Cause], list[Outcome]]:
    """Return what several rules wait for, each with the outcomes that are told under it, and all other outcomes."""
    outcomes = list(outcomes)
    causes = causes_of(outcome for outcome in outcomes if outcome.judgement is None and outcome.set_aside is None)
    shared = [cause for cause in causes if len(cause.rules) > 1]
    told = {id(outcome) for cause in shared for outcome in cause.outcomes}
    return shared, [outcome for outcome in outcomes if id(outcome) not in told]


def ours_decides(decision: Decision) -> Text | None:
    """Return of how many outcomes that decide it is our reading that this follows; None where of none."""
    last = decision.chain[-1]
    if not last.readings:
        return None
    nl = f"Dat dit volgt is bij {last.readings} van {last.number} onze lezing: geen bron zegt het."
    en = f"That this follows is our reading for {last.readings} of {last.number}: no source says it."
    return Text(nl, en)


def judgement_words(outcome: Outcome) -> Text | None:
    """Return what a person judged of an outcome, and whether that does not count yet; None where nobody did."""
    judgement = outcome.judgement
    if judgement is None:
        return None
    text = f"{judgement.score}, {judgement.by}, {judgement.on.isoformat()}: {judgement.motivation}"
    if judgement.stale:
        return Text(f"telt niet meer: de tekst is sindsdien veranderd ({text})",
                    f"no longer counts: the text has changed since ({text})")  # fmt: skip
    if outcome.too_soon_to_judge:
        return Text(f"telt nog niet ({text})", f"does not count yet ({text})")
    return Text(text, text)


def stale_aside(outcome: Outcome) -> Text | None:
    """Return that setting an outcome aside no longer counts, and who did it; None where it counts, or nobody did."""
    aside = outcome.set_aside
    if aside is None or not aside.stale:
        return None
    by = f"{printable(aside.by)}, {aside.on}: {printable(aside.motivation)}"
    return Text(
        f"Terzijde gesteld ({by}), maar dat telt niet meer: wat er staat is sindsdien veranderd.",
        f"Set aside ({by}), but that no longer counts: what stands there has changed since.",
    )


def follows_aside(outcome: Outcome) -> Text:
    """Return what follows of an outcome that was set aside."""
    return LEADS_TO[outcome.leads_to] if outcome.leads_to else Text("geen", "none")


def effects_of(cause: Cause, scheme: Scheme) -> dict[tuple[Consequence, bool], list[str]]:
    """Return what follows as long as a cause is there and whether a source says so, each with its rules.

    The gravest comes first, and of that what a source says.
    """
    effects: dict[tuple[Consequence, bool], dict[str, None]] = {}
    for outcome in cause.outcomes:
        if outcome.leads_to:
            gives = scheme.gives(outcome.rule, outcome.leads_to, unknown=True)
            effects.setdefault((outcome.leads_to, gives), {})[outcome.rule.id] = None
    gravest_first = sorted(effects, key=lambda effect: (CONSEQUENCES.index(effect[0]), not effect[1]))
    return {effect: list(effects[effect]) for effect in gravest_first}
