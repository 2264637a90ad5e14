"""The terms of the Awb: last days worked out by hand, and what holds of every day there is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_check.desk.terms import (
    DayOutOfReachError,
    DaysInWrongOrderError,
    Happened,
    Term,
    day_off,
    next_working_day,
    suspended_days,
    terms_of,
)

DAYS = st.dates(date(2018, 1, 1), date(2040, 12, 31))


def named(happened: Happened) -> dict[str, Term]:
    return {term.name.en: term for term in terms_of(happened)}


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2025, 1, 1), "Nieuwjaarsdag"),
        (date(2025, 4, 18), "Goede vrijdag"),
        (date(2025, 4, 21), "Tweede paasdag"),
        (date(2025, 4, 26), "Koningsdag"),  # the 27th is a Sunday
        (date(2026, 4, 27), "Koningsdag"),
        (date(2026, 5, 5), "Bevrijdingsdag"),  # every year, not once in five
        (date(2025, 5, 29), "Hemelvaartsdag"),
        (date(2025, 6, 9), "Tweede pinksterdag"),
        (date(2025, 12, 26), "Tweede kerstdag"),
        (date(2025, 3, 1), "zaterdag"),
        (date(2025, 3, 2), "zondag"),
    ],
)
def test_days_off_are_those_of_the_algemene_termijnenwet(day: date, why: str) -> None:
    found = day_off(day)
    assert found is not None
    assert found.nl == why


@pytest.mark.parametrize("day", [date(2025, 4, 28), date(2025, 12, 24), date(2025, 12, 31), date(2025, 5, 30)])
def test_other_days_are_working_days(day: date) -> None:
    assert day_off(day) is None


@pytest.mark.parametrize(
    ("received", "ends"),
    [
        (date(2024, 9, 24), date(2024, 11, 19)),
        (date(2024, 10, 1), date(2024, 11, 26)),
        (date(2024, 10, 30), date(2024, 12, 27)),  # 25 December, and the day after it
        (date(2024, 11, 6), date(2025, 1, 2)),
        (date(2025, 2, 21), date(2025, 4, 22)),  # Good Friday, Easter Monday
        (date(2024, 1, 5), date(2024, 3, 1)),  # over a leap day
        (date(2024, 9, 28), date(2024, 11, 25)),  # a Saturday
    ],
)
def test_the_term_to_decide_is_eight_weeks_and_moves_on_from_a_day_off(received: date, ends: date) -> None:
    term = named(Happened(received))["Decide"]
    assert (term.begins, term.ends) == (received + timedelta(days=1), ends)
    assert ("Atw 1" in term.because[-1].nl) == (ends != received + timedelta(weeks=8))


def test_another_term_that_a_law_gives_takes_its_place() -> None:
    assert named(Happened(date(2024, 10, 1), decide_weeks=13))["Decide"].ends == date(2024, 12, 31)


@pytest.mark.parametrize(
    ("weeks", "ends"),
    [
        (12, date(2024, 12, 27)),  # 26 December moves on
        (13, date(2024, 12, 26)),
        (22, date(2024, 12, 26)),
    ],
)
def test_a_term_of_more_than_twelve_weeks_does_not_move(weeks: int, ends: date) -> None:
    received = date(2024, 12, 26) - timedelta(weeks=weeks)
    term = named(Happened(received, decide_weeks=weeks))["Decide"]
    assert term.ends == ends
    assert ("Atw 4" in term.because[-1].nl) == (weeks > 12)


def test_a_term_to_supplement_that_a_law_gives_needs_no_last_day() -> None:
    by_law = Happened(date(2024, 9, 24), asked=date(2024, 12, 11), supplement_weeks=2)
    assert named(by_law)["Supplement"].ends == date(2024, 12, 27)  # 25 and 26 December
    own = by_law._replace(until=date(2024, 12, 26))
    assert named(own)["Supplement"].ends == date(2024, 12, 26)


def test_an_applicant_who_was_told_another_day_is_decided_on_by_then() -> None:
    late = Happened(date(2024, 9, 24), extended=date(2024, 12, 21))
    term = named(late)["Decide"]
    assert term.ends == date(2024, 12, 21)  # a Saturday: a day that the office names itself does not move
    assert "19 november 2024 (Awb 4:14)" in term.because[-1].nl
    with pytest.raises(DaysInWrongOrderError, match="de laatste dag om te beslissen"):
        terms_of(late._replace(extended=date(2024, 11, 18)))


def test_while_a_supplement_is_awaited_the_last_days_may_come_sooner() -> None:
    asked = Happened(date(2024, 9, 24), asked=date(2024, 10, 8), until=date(2024, 10, 22))

    def waiting(happened: Happened, on: date) -> list[str]:
        return [term.id for term in terms_of(happened, on) if term.waits]

    assert waiting(asked, date(2024, 10, 22)) == ["decide", "not-treated"]
    assert waiting(asked, date(2024, 10, 23)) == []
    assert waiting(asked._replace(supplemented=date(2024, 10, 9)), date(2024, 10, 9)) == []
    assert waiting(asked._replace(known=date(2024, 10, 20)), date(2024, 10, 20)) == []


def test_asking_to_supplement_suspends_the_term_to_decide() -> None:
    asked = Happened(date(2024, 9, 24), asked=date(2024, 10, 8), until=date(2024, 10, 22))
    assert suspended_days(asked) == 14  # 9 to 22 October
    assert named(asked)["Decide"].ends == date(2024, 12, 3)
    supplement = named(asked)["Supplement"]
    assert (supplement.begins, supplement.ends, supplement.done) == (date(2024, 10, 9), date(2024, 10, 22), None)
    done = asked._replace(supplemented=date(2024, 10, 15))
    assert suspended_days(done) == 6  # 9 to 14 October
    assert named(done)["Decide"].ends == date(2024, 11, 25)
    assert named(done)["Make known that it is not treated"].ends == date(2024, 11, 12)
    assert named(asked)["Make known that it is not treated"].ends == date(2024, 11, 19)
    late = asked._replace(supplemented=date(2024, 11, 20))
    assert named(late)["Make known that it is not treated"].ends == date(2024, 11, 19)


def test_the_day_that_was_set_to_supplement_does_not_move() -> None:
    saturday = date(2024, 10, 19)
    assert named(Happened(date(2024, 9, 24), asked=date(2024, 10, 8), until=saturday))["Supplement"].ends == saturday


@pytest.mark.parametrize(
    ("known", "ends"),
    [
        (date(2024, 12, 13), date(2025, 1, 24)),
        (date(2025, 3, 7), date(2025, 4, 22)),  # Good Friday
        (date(2025, 3, 25), date(2025, 5, 6)),
        (date(2025, 3, 24), date(2025, 5, 6)),  # 5 May
    ],
)
def test_objection_is_possible_for_six_weeks_from_the_day_after(known: date, ends: date) -> None:
    term = named(Happened(date(2024, 9, 24), known=known))["Object"]
    assert (term.begins, term.ends) == (known + timedelta(days=1), ends)


@given(DAYS)
def test_no_term_of_the_law_ends_on_a_day_off(day: date) -> None:
    for term in terms_of(Happened(day, known=day)):
        assert day_off(term.ends) is None


@given(DAYS, DAYS)
def test_what_comes_later_ends_no_earlier(one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert next_working_day(first) <= next_working_day(second)
    assert named(Happened(first))["Decide"].ends <= named(Happened(second))["Decide"].ends


@given(DAYS, st.integers(0, 60), st.integers(0, 60), st.integers(0, 80))
def test_a_term_is_never_suspended_for_longer_than_was_given_to_supplement(
    received: date, after: int, given_days: int, done_after: int
) -> None:
    asked = received + timedelta(days=after)
    until = asked + timedelta(days=given_days)
    happened = Happened(received, asked, until, asked + timedelta(days=done_after))
    assert 0 <= suspended_days(happened) <= given_days
    assert suspended_days(happened) <= suspended_days(happened._replace(supplemented=None)) == given_days


@pytest.mark.parametrize(
    "happened",
    [
        Happened(date(2024, 9, 24), asked=date(2024, 9, 1), until=date(2024, 10, 1)),
        Happened(date(2024, 9, 24), asked=date(2024, 10, 8), until=date(2024, 10, 1)),
        Happened(date(2024, 9, 24), known=date(2024, 9, 1)),
        Happened(date(2024, 9, 24), asked=date(2024, 10, 8), until=date(2024, 10, 1), supplemented=date(2024, 10, 9)),
        Happened(date(2024, 9, 24), asked=date(2024, 10, 8), until=date(2024, 10, 22), supplemented=date(2024, 10, 7)),
    ],
)
def test_days_that_cannot_follow_each_other_are_refused(happened: Happened) -> None:
    with pytest.raises(DaysInWrongOrderError, match="van vóór"):
        terms_of(happened)


def test_days_in_the_wrong_order_are_named_both() -> None:
    with pytest.raises(DaysInWrongOrderError) as raised:
        terms_of(Happened(date(2024, 9, 24), known=date(2024, 9, 1)))
    assert raised.value.problems[0].says.nl == "Het besluit (2024-09-01) is van vóór de dag van ontvangst (2024-09-24)."
    assert (
        raised.value.problems[0].says.en == "The decision (2024-09-01) is from before the day of receipt (2024-09-24)."
    )


@pytest.mark.parametrize("day", [date(1965, 12, 31), date(2089, 1, 1), date.max])
def test_a_day_of_which_no_holidays_are_known_is_refused(day: date) -> None:
    for happened in (Happened(day), Happened(date(2024, 9, 24), known=day)):
        with pytest.raises(DayOutOfReachError, match=str(day)):
            terms_of(happened)


def test_the_furthest_day_has_all_its_terms() -> None:
    last = date(2088, 12, 31)
    terms = terms_of(Happened(last, last, last, last, last, decide_weeks=520))
    assert [term.id for term in terms] == ["decide", "supplement", "not-treated", "object"]
    assert terms[0].ends == last + timedelta(weeks=520)


def test_holidays_have_a_name_in_both_languages() -> None:
    off = day_off(date(2025, 4, 18))
    assert off is not None
    assert off.en == "Good Friday"
