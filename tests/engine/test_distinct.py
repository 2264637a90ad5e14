"""How many different facts there are, where not all is known of them, or of whether they count."""

from __future__ import annotations

import pytest

from sto_check.engine.distinct import distinct
from sto_check.engine.fact import Fact

Row = tuple[str | None, str | None]


def facts(rows: list[Row]) -> list[Fact]:
    return [
        Fact("school", str(number), "", {"naam": name, "nummer": code}, ()) for number, (name, code) in enumerate(rows)
    ]


@pytest.mark.parametrize(
    ("known", "unknown", "expected"),
    [
        ([], [], (0, 0)),
        ([("x", "1"), ("x", "1"), ("y", "1")], [], (2, 2)),
        ([("", "1"), ("", "1")], [], (2, 2)),  # an empty name equals no other
        ([("x", "1")], [("x", "1")], (1, 1)),  # counted already
        ([("x", "1")], [("y", "1"), ("y", "1")], (1, 2)),
        ([("x", "1")], [("", "1"), (None, "1")], (1, 3)),
        ([], [("", "1"), ("", "1")], (0, 2)),
        ([("x", "1"), ("y", None)], [], (2, 2)),  # differs from what is counted in what is known
        ([("x", "1"), (None, "1")], [], (1, 2)),  # may be the one that is counted
        ([(None, "1"), (None, "2")], [], (2, 2)),  # differ from each other in what is known
        ([(None, "1"), ("x", None)], [], (1, 2)),  # may be one
        ([("x", "1"), (None, None)], [], (1, 2)),
    ],
)
def test_the_least_and_the_most_that_there_can_be(
    known: list[Row], unknown: list[Row], expected: tuple[int, int]
) -> None:
    assert distinct(facts(known), facts(unknown), ("naam", "nummer")) == expected
