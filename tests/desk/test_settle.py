"""How strict an assessor is: worked out by hand, and what holds of any judgements."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sto_check.desk.settle import SideBySide, Together, strictness_of
from sto_check.engine.outcome import JudgementRecord

WORDS = ("onvoldoende", "voldoende", "goed")
OUTCOME: Any = SimpleNamespace()


def found(**points: int) -> SideBySide:
    """Return a question that people judged, each with so many points."""
    records = [JudgementRecord(WORDS[one], one, by, date(2024, 11, 12), "", "") for by, one in points.items()]
    return SideBySide(OUTCOME, tuple(records), None)


def laid(*questions: SideBySide) -> Together:
    decision: Any = None
    return Together("plan.yaml", ("a", "b"), questions, decision)


def test_strictness_is_the_average_distance_to_the_others_over_what_others_judged_too() -> None:
    a, b, c = strictness_of(
        [laid(found(a=2, b=1), found(a=1, b=1), found(a=2)), laid(found(a=0, b=2, c=1), found(c=2))]
    )
    assert (a.by, a.scores, a.compared) == ("a", {"goed": 2, "voldoende": 1, "onvoldoende": 1}, 3)
    assert a.difference == Fraction(1 + 0 - Fraction(3, 2), 3)
    assert b.difference == Fraction(-1 + 0 + Fraction(3, 2), 3)
    assert (c.compared, c.difference) == (1, Fraction(0))


def test_capitals_and_spaces_make_no_other_assessor() -> None:
    one, two = strictness_of([laid(found(**{"A. Bos": 2, "B. Dam": 1})), laid(found(**{"a.bos": 0, "B.  Dam": 1}))])
    assert (one.by, one.compared, one.difference) == ("A. Bos", 2, Fraction(0))
    assert (two.by, two.scores) == ("B. Dam", {"voldoende": 2})


def test_who_judged_what_nobody_else_did_is_compared_with_nobody() -> None:
    (alone,) = strictness_of([laid(found(a=2), found(a=0))])
    assert (alone.compared, alone.difference) == (0, None)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=20))
def test_of_two_assessors_one_is_as_strict_as_the_other_is_mild(points: list[tuple[int, int]]) -> None:
    a, b = strictness_of([laid(*(found(a=one, b=other) for one, other in points))])
    assert a.difference is not None
    assert b.difference is not None
    assert a.difference == -b.difference == Fraction(sum(one - other for one, other in points), len(points))


@given(st.lists(st.integers(0, 2), min_size=0, max_size=4))
def test_alike_and_apart_exclude_each_other(points: list[int]) -> None:
    question = found(**{f"a{number}": one for number, one in enumerate(points)})
    assert not (question.agreed and question.apart)
    assert question.agreed == (len(points) > 1 and len(set(points)) == 1)
    assert question.apart == (max(points) - min(points) if len(points) > 1 else 0)
    assert question.is_open
