"""The terms of the Awb for one application: when each begins and ends, and why on that day.

Articles are of the Algemene wet bestuursrecht (Awb) and the Algemene termijnenwet (Atw), by number, from general
knowledge. What no law gives is asked for: how long an applicant has to supplement is for who decides to say.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sto_check.text.errors import UsageError
from sto_check.text.language import Text, write_day
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

DECIDE_WEEKS = 8
"""Awb 4:13: where no law gives a term, a reasonable one, which has ended in any case after eight weeks."""
NOT_TREATED_WEEKS = 4
"""Awb 4:5, fourth paragraph: that an application is not treated is made known within four weeks."""
OBJECTION_WEEKS = 6
"""Awb 6:7."""
LONGEST_MOVED = 12
"""Atw 4: a term that is described in more than twelve weeks does not move on from a day off."""
FIRST_YEAR, LAST_YEAR = 1966, 2088
"""The years of which days can be given: beyond these, and the terms that follow, holidays are not known."""
_SATURDAY = 5


class DaysInWrongOrderError(UsageError):
    """Of two days that were given, one that comes later by its nature is the earlier (exit code 2)."""


class DayOutOfReachError(UsageError):
    """A day lies in a year of which the holidays are not known (exit code 2)."""


class Happened(NamedTuple):
    """What has happened to an application, as far as it has: the days on which.

    ``asked`` is when the applicant was asked to supplement, ``until`` the last day for that (None: as many weeks as
    ``supplement_weeks`` says, which a law gives) and ``supplemented`` when it was done; ``extended`` is the day that
    the applicant was told instead, where no decision could be made in time; ``known`` is when the decision was made
    known. ``decide_weeks`` is the term to decide, in weeks from the day of receipt, where a law gives one (None: eight
    weeks).
    """

    received: date
    asked: date | None = None
    until: date | None = None
    supplemented: date | None = None
    known: date | None = None
    decide_weeks: int | None = None
    supplement_weeks: int | None = None
    extended: date | None = None


class Term(NamedTuple):
    """One term: its name, the articles it rests on, its first and last day, and what made the last day that one.

    ``done`` is the day on which that was done for which the term runs. ``waits`` says that the last day may still come
    earlier: what is to be supplemented is not there yet.
    """

    id: str
    name: Text
    articles: str
    begins: date
    ends: date
    because: tuple[Text, ...]
    done: date | None = None
    waits: bool = False


def terms_of(happened: Happened, on: date | None = None) -> list[Term]:
    """Return the terms that follow from what has happened as it stands on a day (None: today), as the law orders them.

    Raises DayOutOfReachError and DaysInWrongOrderError.
    """
    _require_in_reach(happened)
    happened = _with_last_day(happened)
    _require_order(happened)
    return list(_terms(happened, on or date.today()))


def _terms(happened: Happened, on: date) -> Iterator[Term]:
    yield _decide(happened, on)
    asked, until = happened.asked, happened.until
    if asked is not None and until is not None:
        yield Term(
            "supplement",
            Text("Aanvullen", "Supplement"),
            "Awb 4:5",
            asked + timedelta(days=1),
            until,
            (_why_until(happened, asked),),
            happened.supplemented,
        )
        done = min(happened.supplemented or until, until)
        after = Text(
            "vier weken nadat is aangevuld, of nadat de termijn daarvoor voorbij is",
            "four weeks after it was supplemented, or after the term for that has passed",
        )
        ends, moved = _last_day(done, NOT_TREATED_WEEKS)
        yield Term(
            "not-treated",
            Text("Bekendmaken dat de aanvraag niet wordt behandeld", "Make known that it is not treated"),
            "Awb 4:5, vierde lid",
            done + timedelta(days=1),
            ends,
            (after, *moved),
            happened.known,
            _waits(happened, on),
        )
    if happened.known is not None:
        why = Text(
            "zes weken, vanaf de dag nadat het besluit is bekendgemaakt",
            "six weeks, from the day after the decision was made known",
        )
        ends, moved = _last_day(happened.known, OBJECTION_WEEKS)
        begins = happened.known + timedelta(days=1)
        yield Term("object", Text("Bezwaar maken", "Object"), "Awb 6:7, 6:8", begins, ends, (why, *moved))


def _decide(happened: Happened, on: date) -> Term:
    weeks, suspended = happened.decide_weeks or DECIDE_WEEKS, suspended_days(happened)
    given = bool(happened.decide_weeks)
    because = [
        Text(
            f"{weeks} weken na de dag van ontvangst{'' if given else ', want geen andere termijn gegeven'}",
            f"{weeks} weeks after the day of receipt{'' if given else ', since no other term was given'}",
        )
    ]
    if suspended:
        because.append(_why_suspended(happened, suspended))
    ends, moved = _last_day(happened.received, weeks, suspended)
    term = Term(
        "decide",
        Text("Beslissen", "Decide"),
        "Awb 4:13, 4:15",
        happened.received + timedelta(days=1),
        ends,
        (*because, *moved),
        happened.known,
        _waits(happened, on) and happened.extended is None,
    )
    if happened.extended is None:
        return term
    if happened.extended < term.ends:
        raise _wrong_order(
            (term.ends, Text("de laatste dag om te beslissen", "the last day to decide")),
            (happened.extended, Text("de dag die in plaats daarvan is genoemd", "the day that was named instead")),
        )
    told = Text(
        f"verlengd: de aanvrager is een andere dag genoemd dan {write_day(term.ends.toordinal(), 'nl')} (Awb 4:14)",
        f"extended: the applicant was told another day than {write_day(term.ends.toordinal(), 'en')} (Awb 4:14)",
    )
    return term._replace(ends=happened.extended, because=(*term.because, told), articles="Awb 4:13, 4:14, 4:15")


def _waits(happened: Happened, on: date) -> bool:
    """Say whether it is still awaited on a day that the application is supplemented."""
    awaited = happened.asked is not None and happened.supplemented is None and happened.known is None
    return awaited and happened.until is not None and on <= happened.until


def _why_until(happened: Happened, asked: date) -> Text:
    weeks = happened.supplement_weeks
    if weeks and _moved(asked + timedelta(weeks=weeks), weeks) == happened.until:
        return Text(f"{weeks} weken na het verzoek", f"{weeks} weeks after it was asked")
    return Text(
        "gesteld door wie beslist; deze dag schuift niet vanzelf op",
        "set by who decides; this day does not move by itself",
    )


def _why_suspended(happened: Happened, days: int) -> Text:
    said = Text("1 dag", "1 day") if days == 1 else Text(f"{days} dagen", f"{days} days")
    if happened.supplemented is not None and happened.until is not None and happened.supplemented <= happened.until:
        return Text(f"{said.nl} opgeschort (Awb 4:15)", f"suspended for {said.en} (Awb 4:15)")
    return Text(
        f"{said.nl} opgeschort (Awb 4:15; dat de laatste dag om aan te vullen meetelt, is onze lezing)",
        f"suspended for {said.en} (Awb 4:15; that the last day to supplement counts is our reading)",
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


def _last_day(day: date, weeks: int, suspended: int = 0) -> tuple[date, tuple[Text, ...]]:
    """Return the last day of a term that a law gives, in weeks from the day after a day, and what became of a day off.

    One that ends on a day off ends on the next day that is none (Atw 1), but where it is too long for that (Atw 4).
    """
    ends = day + timedelta(weeks=weeks, days=suspended)
    off, last = day_off(ends), _moved(ends, weeks)
    if off is None:
        return last, ()
    if last != ends:
        return last, (Text(f"opgeschoven: {off.nl} (Atw 1)", f"moved on: {off.en} (Atw 1)"),)
    nl, en = f"niet opgeschoven van {off.nl}: langer dan twaalf weken (Atw 4)", "longer than twelve weeks (Atw 4)"
    return last, (Text(nl, f"not moved on from {off.en}: {en}"),)


def _moved(ends: date, weeks: int) -> date:
    return ends if weeks > LONGEST_MOVED else next_working_day(ends)


def next_working_day(day: date) -> date:
    """Return a day, or where it is a Saturday, a Sunday or a holiday, the next one that is none of these."""
    while day_off(day) is not None:
        day += timedelta(days=1)
    return day


def day_off(day: date) -> Text | None:
    """Return why a day is no working day: a Saturday, a Sunday or a generally recognised holiday (Atw 3)."""
    dutch, english = _holidays(day.year)
    if day in dutch:
        return Text(dutch[day].capitalize(), english[day])  # versions of the package write capitals otherwise
    if day.weekday() == _SATURDAY:
        return Text("zaterdag", "Saturday")
    return Text("zondag", "Sunday") if day.weekday() > _SATURDAY else None


@lru_cache(maxsize=16)
def _holidays(year: int) -> tuple[dict[date, str], dict[date, str]]:
    """Return the holidays of a year by their names in Dutch and in English."""
    import holidays

    dutch, english = (
        dict(holidays.country_holidays("NL", years=year, categories=("public", "optional"), language=language))
        for language in ("nl", "en_US")
    )
    return dutch, english


def _with_last_day(happened: Happened) -> Happened:
    """Return what happened with the last day to supplement, where a law says how many weeks that is."""
    if happened.asked is None or happened.until is not None or not happened.supplement_weeks:
        return happened
    until = happened.asked + timedelta(weeks=happened.supplement_weeks)
    return happened._replace(until=_moved(until, happened.supplement_weeks))


_Named = tuple[date | None, Text]


def _require_order(happened: Happened) -> None:
    received = (happened.received, Text("de dag van ontvangst", "the day of receipt"))
    asked = (happened.asked, Text("het verzoek om aan te vullen", "the request to supplement"))
    until = (happened.until, Text("de laatste dag om aan te vullen", "the last day to supplement"))
    supplemented = (happened.supplemented, Text("de aanvulling", "the supplement"))
    known = (happened.known, Text("het besluit", "the decision"))
    pairs = [(received, asked), (asked, until), (asked, supplemented), (received, known), (asked, known)]
    for before, after in pairs:
        if before[0] is not None and after[0] is not None and after[0] < before[0]:
            raise _wrong_order(before, after)


def _wrong_order(before: _Named, after: _Named) -> DaysInWrongOrderError:
    (day, first), (earlier, second) = before, after
    return DaysInWrongOrderError(
        problem(
            "days-in-wrong-order",
            f"{second.nl[0].upper()}{second.nl[1:]} ({earlier}) is van vóór {first.nl} ({day}).",
            f"{second.en[0].upper()}{second.en[1:]} ({earlier}) is from before {first.en} ({day}).",
            None,
            "Controleer beide dagen.",
            "Check both days.",
        )
    )


def _require_in_reach(happened: Happened) -> None:
    for day in happened:
        if isinstance(day, date) and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise DayOutOfReachError(
                problem(
                    "day-out-of-reach",
                    f"{day}: van dat jaar zijn de feestdagen niet bekend.",
                    f"{day}: the holidays of that year are not known.",
                    None,
                    f"Geef een dag van {FIRST_YEAR} tot en met {LAST_YEAR}.",
                    f"Give a day from {FIRST_YEAR} to {LAST_YEAR}.",
                )
            )
