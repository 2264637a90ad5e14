"""Where many values stand, told in a few places."""

from __future__ import annotations

import pytest

from sto_check.text.place import Place
from sto_check.text.span import write_span


def cells(*names: tuple[int, int], sheet: str = "Kosten") -> list[Place]:
    return [Place("plan.xlsx", line, column, sheet) for line, column in names]


def lines(*numbers: int) -> list[Place]:
    return [Place("plan.yaml", number, 5) for number in numbers]


@pytest.mark.parametrize(
    ("places", "told"),
    [
        (cells((2, 7)), "plan.xlsx:Kosten!G2"),
        (cells((4, 7), (2, 7), (3, 7)), "plan.xlsx:Kosten!G2:G4"),
        (cells((2, 7), (3, 7), (5, 7)), "plan.xlsx:Kosten!G2:G3, G5"),
        (cells((2, 7), (3, 8)), "plan.xlsx:Kosten!G2, H3"),
        (cells(*[(row, 7) for row in range(2, 20, 2)]), "plan.xlsx:Kosten!G2, …, G18"),
        (cells((2, 7)) + cells((3, 4), sheet="Dekking"), "plan.xlsx:Dekking!D3; plan.xlsx:Kosten!G2"),
        (lines(12), "plan.yaml:12:5"),
        (lines(12, 12), "plan.yaml:12:5"),
        (lines(12, 30), "plan.yaml, regels 12, 30"),
        (lines(*range(12, 30)), "plan.yaml, regels 12–29"),
        ([], ""),
    ],
)
def test_places_are_told_in_a_few(places: list[Place], told: str) -> None:
    assert write_span(places).nl == told


def test_english_says_lines() -> None:
    assert write_span(lines(12, 30)).en == "plan.yaml, lines 12, 30"


@pytest.mark.parametrize("columns", [(3, 20), (20, 3)])
def test_of_several_places_on_one_line_the_first_is_told_whatever_their_order(columns: tuple[int, int]) -> None:
    # A set is in another order on every run: more pairs than one, so that chance does not hide it.
    for line in range(1, 40):
        places = [Place("plan.yaml", line, column) for column in columns]
        assert write_span(places).nl == f"plan.yaml:{line}:3"
