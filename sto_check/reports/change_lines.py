"""What changed since the last check, in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.decision.changes import changes
from sto_check.decision.progress import progress_of
from sto_check.engine.explain import name_of
from sto_check.engine.status import Status
from sto_check.reports.layout import STYLE_OF, Line
from sto_check.reports.phrases import count_of
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.decision.changes import Change
    from sto_check.decision.decision import Decision
    from sto_check.text.language import Lang

SHOWN = 12
"""So many changes are told; of more how many there are."""


def change_lines(before: Decision, now: Decision, lang: Lang) -> Iterator[Line]:
    """Yield what changed, rule by rule, then the decision and how many questions are open."""
    found = changes(before, now)
    for change in found[:SHOWN]:
        yield _change(change, lang)
    if len(found) > SHOWN:
        more = len(found) - SHOWN
        yield Line(Text(f"En nog {more}.", f"And {more} more.")[lang], 2, style="dim")
    if not found:
        yield Line(Text("Geen uitkomst veranderde.", "No outcome changed.")[lang], 2)
    was = f" (was: {before.title[lang]})" if before.verdict != now.verdict else ""
    yield Line(_open(before, now, lang), 2, f"{now.title[lang].upper()}{was}:", label_style="bold")


def _change(change: Change, lang: Lang) -> Line:
    outcome, now, was = change.outcome, change.now, change.status_before
    about = name_of(outcome.subject)[lang]
    about = f" ({about})" if len(about) < 60 and about else ""
    was_words = was.words[lang] if was else Text("er niet", "not there")[lang]
    now_words = now.status.words[lang] if now else Text("is er niet meer", "is no longer there")[lang]
    reason = f": {outcome.explanation.reason[lang]}" if now and now.status != Status.MET else ""
    mark, style = (now.status.mark, STYLE_OF[now.status]) if now else ("–", "dim")
    text = Text(f"nu {now_words}, was {was_words}{reason}", f"now {now_words}, was {was_words}{reason}")[lang]
    return Line(text, 2, f"{mark} {outcome.rule.id}{about}", label_style=style)


def _open(before: Decision, now: Decision, lang: Lang) -> str:
    number, earlier = progress_of(now).number_open, progress_of(before).number_open
    questions = count_of(number, ("open vraag", "open vragen"), ("open question", "open questions"))[lang]
    return questions if number == earlier else f"{questions} (was {earlier})"
