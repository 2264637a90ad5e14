"""Activities: their first and last day, their years, and days that contradict each other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sto_check.forms.errors import ApplicationError
from sto_check.forms.load import load_application
from sto_check.scheme.derived import derivation
from sto_check.scheme.load import load_scheme
from sto_check.text.place import Place


def activity(**given: object) -> Any:
    content: Any = load_application({"activiteiten": [{"id": "act-1", **given}]}).content
    return content.activiteiten[0]


@pytest.mark.parametrize(
    ("given", "first", "last", "years"),
    [
        ({}, None, None, None),
        ({"jaren": ["2026"]}, date(2026, 1, 1), date(2026, 12, 31), [2026]),
        ({"jaren": ["2028", "2025", "2027"]}, date(2025, 1, 1), date(2028, 12, 31), [2028, 2025, 2027]),
        ({"jaren": []}, None, None, []),
        ({"start": "2025-03-01"}, date(2025, 3, 1), None, None),
        ({"eind": "2025-03-01"}, None, date(2025, 3, 1), None),
        ({"start": "2025-03-01", "eind": "2027-06-30"}, date(2025, 3, 1), date(2027, 6, 30), [2025, 2026, 2027]),
        ({"start": "2025-03-01", "eind": "2025-03-01"}, date(2025, 3, 1), date(2025, 3, 1), [2025]),
        ({"jaren": ["2025", "2026"], "start": "2025-03-01"}, date(2025, 3, 1), date(2026, 12, 31), [2025, 2026]),
        ({"jaren": ["2025", "2026"], "eind": "2026-03-01"}, date(2025, 1, 1), date(2026, 3, 1), [2025, 2026]),
    ],
)
def test_first_day_last_day_and_years_follow_from_what_is_given(
    given: dict[str, object], first: date | None, last: date | None, years: list[int] | None
) -> None:
    attributes = load_scheme("sto-2025-2028").kinds["activiteit"].attributes
    worked_out = [derivation(attributes[name]) for name in ("eerste_dag", "laatste_dag", "jaren")]
    assert [work_out(activity(**given)) for work_out in worked_out if work_out] == [first, last, years]


@pytest.mark.parametrize(
    ("days", "code", "says"),
    [
        (
            "start: 2026-01-02\n  eind: 2026-01-01",
            "end-before-start",
            "De activiteit eindigt voordat zij begint.",
        ),
        (
            "jaren: [2025, 2026]\n  start: 2024-12-31",
            "day-outside-years",
            "De dag 2024-12-31 valt buiten de jaren van de activiteit.",
        ),
        (
            "jaren: [2025, 2026]\n  eind: 2027-01-01",
            "day-outside-years",
            "De dag 2027-01-01 valt buiten de jaren van de activiteit.",
        ),
        (
            "jaren: [2025, 2027]\n  start: 2025-01-01\n  eind: 2026-01-01",
            "day-outside-years",
            "De dag 2026-01-01 valt buiten de jaren van de activiteit.",
        ),
    ],
)
def test_days_that_contradict_each_other_are_an_error_at_the_activity(days: str, code: str, says: str) -> None:
    with pytest.raises(ApplicationError) as caught:
        load_application(f"activiteiten:\n- id: act-1\n  {days}\n")
    (problem,) = caught.value.problems
    assert (problem.code, problem.says.nl, problem.path) == (code, says, "activiteiten[0]")
    assert problem.place == Place("<text>", 2, 3)
    assert problem.hint is not None


def test_an_activity_cannot_be_changed_after_it_was_read() -> None:
    with pytest.raises(ValueError, match="frozen"):
        activity().__setattr__("naam", "anders")
