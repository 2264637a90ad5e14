"""The terms of an application in lines: each with its last day, and whether that has passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.reports.layout import Line
from sto_check.reports.phrases import count_of
from sto_check.text.language import Text, write_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from sto_check.desk.terms import Term
    from sto_check.text.language import Lang

_WEEKDAYS = Text(
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
)
OURS = Text(
    "De artikelen zijn bij nummer genoemd, uit algemene kennis; geldt er een andere termijn, geef die dan.",
    "Articles are cited by number, from general knowledge; where another term holds, give it.",
)


def terms_lines(terms: Iterable[Term], on: date, lang: Lang) -> Iterator[Line]:
    """Yield each term as it stands on a day."""
    for term in terms:
        left = (term.ends - on).days
        days = count_of(abs(left), ("dag", "dagen"), ("day", "days"))
        said = Text(f"nog {days.nl}", f"{days.en} left") if left >= 0 else Text(f"{days.nl} voorbij", f"{days.en} past")
        yield Line(f"{term.name[lang]} ({term.articles})", style="bold")
        last = _day(term.ends, lang)
        until = Text(f"uiterlijk {last}; {said.nl}", f"by {last}; {said.en}")[lang]
        yield Line(until, 2, style="plain" if left >= 0 else "warn")
        begins = Text("loopt vanaf", "runs from")[lang]
        yield Line(
            f"{begins} {_day(term.begins, lang)}; {'; '.join(one[lang] for one in term.because)}", 2, style="dim"
        )
    yield Line()
    yield Line(OURS[lang], style="dim")


def _day(day: date, lang: Lang) -> str:
    return f"{_WEEKDAYS[lang].split()[day.weekday()]} {write_day(day.toordinal(), lang)}"
