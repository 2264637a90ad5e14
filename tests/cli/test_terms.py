"""``sto-check terms``: what it prints, and what it asks for where a day is not given."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import Ran, sample

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Ran]

ROOT = Path(__file__).parent.parent.parent


def test_the_day_of_receipt_is_that_of_the_application(run: Run) -> None:
    found = run("terms", sample("techniekregio-volledig"), "--on", "2024-11-01")
    assert found.code == 0
    out = " ".join(found.out.split())
    assert out.startswith(
        "Beslissen (Awb 4:13, 4:15) uiterlijk dinsdag 19 november 2024; nog 18 dagen loopt vanaf woensdag 25 "
        "september 2024; 8 weken na de dag van ontvangst, want geen andere termijn gegeven"
    )


def test_all_terms_in_english(run: Run) -> None:
    found = run("terms", "--received", "2024-09-24", "--asked", "2024-10-08", "--until", "2024-10-22", "--known",
                "2024-12-13", "--on", "2025-01-25", "--lang", "en")  # fmt: skip
    out = " ".join(found.out.split())
    assert "Supplement (Awb 4:5) by Tuesday 22 October 2024; 95 days past" in out
    assert "suspended for 14 days (Awb 4:15; that the last day to supplement counts is our reading)" in out
    assert "Decide (Awb 4:13, 4:15) by Tuesday 3 December 2024; done on 13 December 2024, 10 days too late" in out
    assert "Object (Awb 6:7, 6:8) by Friday 24 January 2025; 1 day past" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Geef --received DAG."),
        (("--received", "24 september"), "--received 24 september: dit is geen dag."),
        (("--received", "2024-09-24", "--asked", "2024-10-08"), "Geef --until DAG."),
        (("--received", "2024-09-24", "--supplemented", "2024-10-08"), "Geef --asked DAG."),
        (("--received", "2024-09-24", "--until", "2024-10-08"), "Geef --asked DAG."),
        (("--received", "9999-12-01"), "Geef een dag van 1966 tot en met 2088."),
        (("--received", "2024-09-24", "--known", "2024-09-01"), "is van vóór de dag van ontvangst"),
    ],
)
def test_a_day_that_is_missing_or_wrong_is_told(run: Run, arguments: tuple[str, ...], said: str) -> None:
    found = run("terms", *arguments)
    assert (found.code, found.out) == (2, "")
    assert said in found.err


def test_a_decision_in_time_is_said_to_be(run: Run) -> None:
    found = run("terms", "--received", "2024-09-24", "--known", "2024-11-19", "--on", "2025-02-01")
    assert "uiterlijk dinsdag 19 november 2024; gedaan op 19 november 2024, op tijd" in found.out


def test_what_is_awaited_is_said(run: Run) -> None:
    arguments = ("--received", "2024-09-24", "--asked", "2024-10-08", "--until", "2024-10-22", "--on", "2024-10-10")
    assert "wordt er eerder aangevuld, dan komt deze dag eerder" in " ".join(run("terms", *arguments).out.split())
    done = run("terms", *arguments, "--supplemented", "2024-10-10")
    assert "komt deze dag eerder" not in " ".join(done.out.split())


def test_programs_get_days_and_counts(run: Run) -> None:
    found = run("terms", "--received", "2024-09-24", "--known", "2024-11-20", "--on", "2024-12-01", "--format", "json")
    decide, objection = json.loads(found.out)["terms"]
    assert (decide["id"], decide["ends"], decide["done"], decide["in_time"]) == (
        "decide",
        "2024-11-19",
        "2024-11-20",
        False,
    )
    assert (objection["ends"], objection["days_left"], objection["in_time"]) == ("2025-01-02", 32, None)


def test_a_scheme_gives_its_own_terms(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "rules" / "sto-2025-2028"
    shutil.copytree(ROOT / "rules" / "sto-2025-2028", own, ignore=shutil.ignore_patterns("cases"))
    with (own / "decision.yaml").open("a", encoding="utf-8") as decision:
        decision.write("\nterms: {decide_weeks: 13, supplement_weeks: 2}\n")
    arguments = ("terms", sample("techniekregio-volledig"), "--rules", str(tmp_path / "rules"))
    found = run(*arguments, "--asked", "2024-10-08", "--supplemented", "2024-10-09", "--format", "json")
    ends = {term["id"]: term["ends"] for term in json.loads(found.out)["terms"]}
    assert ends == {"decide": "2024-12-24", "supplement": "2024-10-22", "not-treated": "2024-11-06"}
    given = run(*arguments, "--decide-weeks", "8", "--format", "json")
    assert json.loads(given.out)["terms"][0]["ends"] == "2024-11-19"
    (own / "decision.yaml").write_text(
        (own / "decision.yaml").read_text(encoding="utf-8").replace("decide_weeks: 13", "decide_weeks: 0"),
        encoding="utf-8",
    )
    wrong = run(*arguments)
    assert wrong.code == 2
    assert "is te klein: ten minste 1." in wrong.err
