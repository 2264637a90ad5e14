"""The terms of the Awb for one application: when each begins and ends, and why on that day.

Articles are of the Algemene wet bestuursrecht (Awb) and the Algemene termijnenwet (Atw), by number, from general
knowledge. What no law gives is asked for: how long an applicant has to supplement is for who decides to say.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sto_check.text.errors import UsageError
from sto_check.text.language import Text
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

DECIDE_WEEKS = 8
"""Awb 4:13: where no law gives a term, a reasonable one, which has ended in any case after eight weeks."""
NOT_TREATED_WEEKS = 4
"""Awb 4:5, fourth paragraph: that an application is not treated is made known within four weeks."""
OBJECTION_WEEKS = 6
"""Awb 6:7."""
_SATURDAY = 5


class DaysInWrongOrderError(UsageError):
    """Of two days that were given, one that comes later by its nature is the earlier (exit code 2)."""


class Happened(NamedTuple):
    """What has happened to an application, as far as it has: the days on which.

    ``asked`` is when the applicant was asked to supplement, ``until`` the last day for that and ``supplemented`` when
    it was done; ``known`` is when the decision was made known. ``decide_weeks`` is the term to decide, in weeks from
    the day of receipt, where a law gives one (else None: eight weeks).
    """

    received: date
    asked: date | None = None
    until: date | None = None
    supplemented: date | None = None
    known: date | None = None
    decide_weeks: int | None = None


class Term(NamedTuple):
    """One term: its name, the articles it rests on, its first and last day, and what made the last day that one."""

    name: Text
    articles: str
    begins: date
    ends: date
    because: tuple[Text, ...]


def terms_of(happened: Happened) -> list[Term]:
    """Return the terms that follow from what has happened, in the order of the law.

    Raises DaysInWrongOrderError.
    """
    _require_order(happened)
    return list(_terms(happened))


def _terms(happened: Happened) -> Iterator[Term]:
    received, asked = happened.received, happened.asked
    suspended = suspended_days(happened)
    weeks = happened.decide_weeks or DECIDE_WEEKS
    nl = f"{weeks} weken na de dag van ontvangst" + (
        "" if happened.decide_weeks else ", want geen andere termijn gegeven"
    )
    en = f"{weeks} weeks after the day of receipt" + (
        "" if happened.decide_weeks else ", since no other term was given"
    )
    because = [Text(nl, en)]
    if suspended:
        because.append(Text(f"{suspended} dagen opgeschort (Awb 4:15)", f"suspended for {suspended} days (Awb 4:15)"))
    yield _term(
        Text("Beslissen", "Decide"),
        "Awb 4:13, 4:14, 4:15",
        received + timedelta(days=1),
        received + timedelta(weeks=weeks, days=suspended),
        because,
    )
    if asked is not None and happened.until is not None:
        given = Text(
            "gesteld door wie beslist; deze dag schuift niet vanzelf op",
            "set by who decides; this day does not move by itself",
        )
        yield Term(Text("Aanvullen", "Supplement"), "Awb 4:5", asked + timedelta(days=1), happened.until, (given,))
        done = min(happened.supplemented or happened.until, happened.until)
        yield _term(
            Text("Bekendmaken dat de aanvraag niet wordt behandeld", "Make known that it is not treated"),
            "Awb 4:5, vierde lid",
            done + timedelta(days=1),
            done + timedelta(weeks=NOT_TREATED_WEEKS),
            [
                Text(
                    "vier weken nadat is aangevuld, of nadat de termijn daarvoor voorbij is",
                    "four weeks after it was supplemented, or after the term for that has passed",
                )
            ],
        )
    if happened.known is not None:
        yield _term(
            Text("Bezwaar maken", "Object"),
            "Awb 6:7, 6:8",
            happened.known + timedelta(days=1),
            happened.known + timedelta(weeks=OBJECTION_WEEKS),
            [
                Text(
                    "zes weken, vanaf de dag nadat het besluit is bekendgemaakt",
                    "six weeks, from the day after the decision was made known",
                )
            ],
        )


def suspended_days(happened: Happened) -> int:
    """Return for how many days the term to decide is suspended.

    From the day after the applicant was asked, to the day on which the application was supplemented or, where it was
    not, up to and with the last day for that (Awb 4:15; that this last day counts is our reading).
    """
    if happened.asked is None or happened.until is None:
        return 0
    end = happened.until + timedelta(days=1)
    if happened.supplemented is not None:
        end = min(end, happened.supplemented)
    return max(0, (end - happened.asked).days - 1)


def _term(name: Text, articles: str, begins: date, ends: date, because: list[Text]) -> Term:
    """Make a term that a law gives: one that ends on a day off ends on the next day that is none (Atw 1)."""
    last = next_working_day(ends)
    if last != ends:
        off = day_off(ends)
        assert off is not None
        because = [*because, Text(f"opgeschoven: {off.nl} (Atw 1)", f"moved on: {off.en} (Atw 1)")]
    return Term(name, articles, begins, last, tuple(because))


def next_working_day(day: date) -> date:
    """Return a day, or where it is a Saturday, a Sunday or a holiday, the next one that is none of these."""
    while day_off(day) is not None:
        day += timedelta(days=1)
    return day


def day_off(day: date) -> Text | None:
    """Return why a day is no working day: a Saturday, a Sunday or a generally recognised holiday (Atw 3)."""
    import holidays

    found = holidays.country_holidays("NL", years=day.year, categories=("public", "optional"), language="nl").get(day)
    if found:
        return Text(found, found)
    if day.weekday() == _SATURDAY:
        return Text("zaterdag", "Saturday")
    return Text("zondag", "Sunday") if day.weekday() > _SATURDAY else None


def _require_order(happened: Happened) -> None:
    days = [
        (happened.received, Text("de dag van ontvangst", "the day of receipt")),
        (happened.asked, Text("het verzoek om aan te vullen", "the request to supplement")),
        (happened.supplemented or happened.until, Text("de aanvulling", "the supplement")),
    ]
    decided = (happened.known, Text("het besluit", "the decision"))
    for (before, first), (after, second) in [(days[0], days[1]), (days[1], days[2]), (days[0], decided)]:
        if before is not None and after is not None and after < before:
            raise DaysInWrongOrderError(
                problem(
                    "days-in-wrong-order",
                    f"{second.nl[0].upper()}{second.nl[1:]} ({after}) is van vóór {first.nl} ({before}).",
                    f"{second.en[0].upper()}{second.en[1:]} ({after}) is from before {first.en} ({before}).",
                    None,
                    "Controleer beide dagen.",
                    "Check both days.",
                )
            )
