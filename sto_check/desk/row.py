"""One application of a batch in a row: what it is called, what was decided, how much of each status, and why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sto_check.engine.status import OUTCOMES

if TYPE_CHECKING:
    from sto_check.decision.decision import Decision
    from sto_check.decision.result import Result
    from sto_check.engine.outcome import Outcome
    from sto_check.text.language import Lang


class Row(NamedTuple):
    """What an overview tells of one application, in one language.

    ``verdict`` is the id of the decision and ``decision`` its title; both are empty of a document without one.
    ``counts`` has a number for each status. ``rule`` and ``reason`` are the first of what decides: of a document
    without a decision the code and the text of the first problem. ``led_to`` are the rules that lead somewhere, each
    with its theme in Dutch and English. ``score`` is the sum of what was judged, once all of it is.
    """

    name: str
    called: str
    scheme: str
    verdict: str
    decision: str
    exit_code: int
    counts: dict[str, int]
    rule: str
    reason: str
    sha256: str
    led_to: dict[str, list[str]]
    score: int | None


def row_of(name: str, result: Result, lang: Lang) -> Row:
    """Return the row of one document; what people call it is the text that heads its pages."""
    decision, error = result.decision, result.error
    if decision is None:
        first = error.problems[0] if error and error.problems else None
        told = (first.code, first.render(lang).split("\n")[0]) if first else ("", "")
        return Row(name, "", "", "", "", result.exit_code, {}, *told, "", {}, None)
    counts = Counter(str(outcome.status) for outcome in decision.outcomes)
    first_outcome = _decides(decision)
    return Row(
        name,
        decision.called,
        decision.scheme.id,
        decision.verdict,
        decision.title[lang],
        decision.exit_code,
        {str(status): counts[str(status)] for status in OUTCOMES},
        first_outcome.rule.id if first_outcome else "",
        first_outcome.explanation.reason[lang] if first_outcome else "",
        decision.application_sha256,
        {one.rule.id: [one.rule.theme.nl, one.rule.theme.en] for one in decision.outcomes if one.leads_to},
        decision.scores[0] if decision.scores else None,
    )


def _decides(decision: Decision) -> Outcome | None:
    """Return the first outcome that leads to this decision; None where nothing stands in the way."""
    when = next(entry.when for entry in decision.scheme.decision.policy if entry.id == decision.verdict)
    return next((one for one in decision.outcomes if when and one.leads_to == when), None)
