"""What there is to say about documents, remark by remark: for outputs that other programs show beside a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from sto_check.engine.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.decision.decision import Decision
    from sto_check.decision.result import Result
    from sto_check.engine.outcome import Explanation, Outcome
    from sto_check.scheme.entries import Consequence
    from sto_check.text.language import Lang
    from sto_check.text.place import Place

Level = Literal["error", "warning", "note"]
LEVEL: dict[Consequence, Level] = {"refuse": "error", "supplement": "warning", "assess": "warning", "advise": "note"}


class Remark(NamedTuple):
    """One outcome that is not met, unknown or open, or one thing that is wrong with a document.

    ``code`` is the rule's id or the problem's code, ``title`` what the rule asks (empty of a problem), ``text`` the
    reason with the remedy; ``place`` is the first place in that document that it rests on.
    """

    name: str
    code: str
    title: str
    level: Level
    text: str
    place: Place | None


def remarks_of(result: Result, lang: Lang) -> Iterator[Remark]:
    """Yield the remarks on one document, in the order of the report; what is met gives none."""
    if result.error is not None:
        for problem in result.error.problems:
            hint = f" {problem.hint[lang]}" if problem.hint else ""
            yield Remark(result.name, problem.code, "", "error", f"{problem.says[lang]}{hint}", problem.place)
    if result.decision is not None:
        for outcome in result.decision.outcomes:
            if outcome.status != Status.MET:
                yield _remark(result.name, outcome, result.decision, lang)


def _remark(name: str, outcome: Outcome, decision: Decision, lang: Lang) -> Remark:
    explanation = outcome.explanation
    place = place_of(explanation, decision)
    level = LEVEL[outcome.leads_to] if outcome.leads_to else "note"
    text = " ".join(one[lang] for one in (explanation.reason, explanation.remedy) if one[lang])
    return Remark(name, outcome.rule.id, outcome.rule.title[lang], level, text, place)


def place_of(explanation: Explanation, decision: Decision) -> Place | None:
    """Return the first place in the document that an outcome rests on, what decides it first."""
    evidence = sorted(explanation.evidence, key=lambda item: not item.decisive)
    places = (place for item in evidence for place in (item.place, *(part.place for part in item.parts)))
    return next((place for place in places if place and place.file == decision.application), None)
