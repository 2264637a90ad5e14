"""The terms of an application in lines: each with its last day, and whether that has passed."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sto_check.reports.json_text import json_text
from sto_check.reports.layout import Line
from sto_check.reports.phrases import count_of
from sto_check.text.language import LANGUAGES, Text, write_day, write_weekday

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from sto_check.desk.terms import Term
    from sto_check.text.language import Lang

_MAY_COME_EARLIER = Text(
    "gerekend tot de laatste dag om aan te vullen; wordt er eerder aangevuld, dan komt deze dag eerder",
    "counted to the last day to supplement; when it is supplemented sooner, this day comes sooner",
)
OURS = Text(
    "De artikelen zijn bij nummer genoemd, uit algemene kennis; geldt er een andere termijn, geef die dan.",
    "Articles are cited by number, from general knowledge; where another term holds, give it.",
)


def terms_lines(terms: Iterable[Term], on: date, lang: Lang) -> Iterator[Line]:
    """Yield each term as it stands on a day."""
    for term in terms:
        yield Line(f"{term.name[lang]} ({term.articles})", style="bold")
        until = Text("uiterlijk", "by")[lang]
        said = _said(term, on)[lang]
        yield Line(
            f"{until} {write_weekday(term.ends, lang)}; {said}", 2, style="warn" if _too_late(term, on) else "plain"
        )
        if term.waits:
            yield Line(_MAY_COME_EARLIER[lang], 2)
        begins = Text("loopt vanaf", "runs from")[lang]
        yield Line(
            f"{begins} {write_weekday(term.begins, lang)}; {'; '.join(one[lang] for one in term.because)}",
            2,
            style="dim",
        )
    yield Line()
    yield Line(OURS[lang], style="dim")


def terms_json(terms: Iterable[Term], on: date) -> str:
    """Return each term as it stands on a day as JSON: days as 2025-01-31, and the days that are left (or past: < 0)."""
    return json_text(
        {
            "on": on.isoformat(),
            "terms": [
                {
                    "id": term.id,
                    "name": asdict(term.name),
                    "articles": term.articles,
                    "begins": term.begins.isoformat(),
                    "ends": term.ends.isoformat(),
                    "may_end_earlier": term.waits,
                    "done": term.done.isoformat() if term.done else None,
                    "days_left": None if term.done else (term.ends - on).days,
                    "in_time": term.done <= term.ends if term.done else None,
                    "because": [asdict(one) for one in term.because],
                }
                for term in terms
            ],
        }
    )


def _said(term: Term, on: date) -> Text:
    """Return how a term stands: the days that are left or past, or when it was done and whether that was in time."""
    days = abs((term.ends - (term.done or on)).days)
    counted = count_of(days, ("dag", "dagen"), ("day", "days"))
    if term.done is None:
        left = Text(f"nog {counted.nl}", f"{counted.en} left")
        return left if on <= term.ends else Text(f"{counted.nl} voorbij", f"{counted.en} past")
    day = Text(*(write_day(term.done.toordinal(), lang) for lang in LANGUAGES))
    if term.done <= term.ends:
        return Text(f"gedaan op {day.nl}, op tijd", f"done on {day.en}, in time")
    return Text(f"gedaan op {day.nl}, {counted.nl} te laat", f"done on {day.en}, {counted.en} too late")


def _too_late(term: Term, on: date) -> bool:
    return (term.done or on) > term.ends
