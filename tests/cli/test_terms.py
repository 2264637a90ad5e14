"""``sto-check terms``: what it prints, and what it asks for where a day is not given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import Ran, sample

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Ran]


def test_the_day_of_receipt_is_that_of_the_application(run: Run) -> None:
    found = run("terms", sample("techniekregio-volledig"), "--on", "2024-11-01")
    assert found.code == 0
    out = " ".join(found.out.split())
    assert out.startswith(
        "Beslissen (Awb 4:13, 4:14, 4:15) uiterlijk dinsdag 19 november 2024; nog 18 dagen loopt vanaf woensdag 25 "
        "september 2024; 8 weken na de dag van ontvangst, want geen andere termijn gegeven"
    )


def test_all_terms_in_english(run: Run) -> None:
    found = run("terms", "--received", "2024-09-24", "--asked", "2024-10-08", "--until", "2024-10-22", "--known",
                "2024-12-13", "--on", "2025-01-25", "--lang", "en")  # fmt: skip
    out = " ".join(found.out.split())
    assert "Supplement (Awb 4:5) by Tuesday 22 October 2024; 95 days past" in out
    assert "suspended for 14 days (Awb 4:15)" in out
    assert "Object (Awb 6:7, 6:8) by Friday 24 January 2025; 1 day past" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Geef --received DAG."),
        (("--received", "24 september"), "--received 24 september: dit is geen dag."),
        (("--received", "2024-09-24", "--asked", "2024-10-08"), "Geef --until DAG."),
        (("--received", "2024-09-24", "--supplemented", "2024-10-08"), "Geef --asked DAG."),
        (("--received", "2024-09-24", "--known", "2024-09-01"), "is van vóór de dag van ontvangst"),
    ],
)
def test_a_day_that_is_missing_or_wrong_is_told(run: Run, arguments: tuple[str, ...], said: str) -> None:
    found = run("terms", *arguments)
    assert (found.code, found.out) == (2, "")
    assert said in found.err
