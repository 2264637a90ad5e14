"""Allotment: in the order that was chosen, never a cent above the ceiling, whatever the order of files."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_check.desk.allotment import Claim, Way, allot

if TYPE_CHECKING:
    from random import Random

WAYS: list[Way] = ["score", "receipt", "lot"]


def claim(name: str, asks: int, score: int | None = 1, received: int | None = 1) -> Claim:
    return Claim(name, asks, score, received, f"sha-{name}")


claims = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 3), st.integers(1, 4)), min_size=1, max_size=9
).map(lambda drawn: [claim(f"a{number}", *one) for number, one in enumerate(drawn)])  # fmt: skip


@given(claims, st.integers(0, 150), st.sampled_from(WAYS), st.none() | st.text("ab", min_size=1, max_size=3))
def test_never_a_cent_above_the_ceiling(drawn: list[Claim], ceiling: int, way: Way, seed: str | None) -> None:
    shares = allot(drawn, ceiling, way, seed)
    assert sorted(share.name for share in shares) == sorted(one.name for one in drawn)
    granted = sum(share.asks for share in shares if share.granted)
    assert granted <= ceiling
    assert max(share.granted_so_far for share in shares) == granted


@given(claims, st.integers(0, 150), st.sampled_from(WAYS), st.none() | st.just("7"), st.randoms(use_true_random=False))
def test_the_order_of_files_says_nothing(
    drawn: list[Claim], ceiling: int, way: Way, seed: str | None, random: Random
) -> None:
    shuffled = random.sample(drawn, len(drawn))
    assert allot(shuffled, ceiling, way, seed) == allot(drawn, ceiling, way, seed)


@given(claims, st.integers(0, 150), st.sampled_from(WAYS))
def test_nobody_is_granted_after_one_that_is_not(drawn: list[Claim], ceiling: int, way: Way) -> None:
    said = [share.granted for share in allot(drawn, ceiling, way, "x")]
    assert [granted for granted, _ in groupby(said)] in [[True], [False], [True, False]]


@given(claims, st.integers(0, 150), st.sampled_from(WAYS))
def test_without_a_lot_only_what_is_equal_at_the_ceiling_stays_open(drawn: list[Claim], ceiling: int, way: Way) -> None:
    undecided = {share.name for share in allot(drawn, ceiling, way, None) if share.granted is None}
    if undecided:
        first, *others = [
            {share.name: share.granted for share in allot(drawn, ceiling, way, seed)} for seed in map(str, range(12))
        ]
        assert len(undecided) > 1
        for other in others:
            assert {name for name in first if first[name] != other[name]} <= undecided


def test_the_highest_score_comes_first() -> None:
    shares = allot([claim("a", 60, 1), claim("b", 60, 3), claim("c", 30, 2)], 100, "score", None)
    assert [(one.name, one.rank, one.granted, one.granted_so_far) for one in shares] == [
        ("b", 1, True, 60),
        ("c", 2, True, 90),
        ("a", 3, False, 90),
    ]
    assert shares[2].reason.nl.replace("\u00a0", " ") == (
        "Plaats 3 (score 1): gevraagd € 0,60, en van € 1,00 is nog € 0,10 over; het plafond is bereikt."
    )


def test_the_first_received_comes_first() -> None:
    days = [date(2024, 9, day).toordinal() for day in (3, 1, 2)]
    shares = allot([claim(name, 60, None, day) for name, day in zip("abc", days, strict=True)], 120, "receipt", None)
    assert [(one.name, one.granted) for one in shares] == [("b", True), ("c", True), ("a", False)]
    assert shares[0].reason.en.startswith("Place 1 (received on 1 September 2024): ")


def test_a_ceiling_that_is_just_reached_holds_all() -> None:
    assert all(share.granted for share in allot([claim("a", 50), claim("b", 50)], 100, "score", None))
    assert [share.granted for share in allot([claim("a", 50), claim("b", 51)], 100, "score", "x")].count(True) == 1


def test_a_score_that_is_not_given_leaves_all_open() -> None:
    shares = allot([claim("a", 60, None), claim("b", 60)], 100, "score", "x")
    assert [share.granted for share in shares] == [None, None]
    assert shares[0].reason.nl == "Nog niet te verdelen: geen score van a."


def test_a_lot_says_with_what_it_was_drawn() -> None:
    shares = allot([claim("a", 60), claim("b", 60)], 100, "lot", "notaris-7")
    assert "door loting met notaris-7" in shares[0].reason.nl
    assert sorted(share.granted is True for share in shares) == [False, True]
    assert {allot([claim("a", 60), claim("b", 60)], 100, "lot", str(seed))[0].name for seed in range(20)} == {"a", "b"}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_asked_is_nothing_allotted(way: Way) -> None:
    assert allot([], 100, way, None) == []
