"""What only shows at an edge: a file without a name, a table for a scheme without one, a file beside another."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import pytest

from sto_check import check, check_files, check_round, load_application, load_scheme
from sto_check.decision.check import WrongSchemeError, evaluate
from sto_check.decision.decision import given
from sto_check.decision.judged import OtherApplicationError
from sto_check.decision.judgement_file import load_judgements
from sto_check.decision.judgement_template import judgement_template
from sto_check.decision.other_kinds import lock_file, without_lock_files
from sto_check.decision.result import Result
from sto_check.engine.status import Status
from sto_check.scheme.errors import DayOutsideSchemeError, UnknownTableError, UnknownVariantError
from sto_check.text.errors import UsageError
from sto_check.text.problems import problem
from tests.cli.conftest import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

SCHEME = load_scheme("sto-2025-2028")
WHOLE = SAMPLES / "techniekregio-volledig.yaml"
FIRST = SAMPLES / "sto-2020-2024" / "aanvraag.yaml"
MAXIMA = SAMPLES / "maxima.csv"


def test_rules_of_the_round_find_something_of_one_application_alone() -> None:
    record = evaluate(load_application(WHOLE), SCHEME, "round")
    assert {one.rule.id for one in record.outcomes} <= {rule.id for rule in SCHEME.rules_of("round")}
    assert record.outcomes


def test_a_document_for_another_scheme_is_told_where_it_says_so(tmp_path: Path) -> None:
    other = tmp_path / "ander.yaml"
    other.write_text("# van ons\nregeling: sto-2020-2024\n", encoding="utf-8")
    (result,) = check_files([other], scheme="sto-2025-2028")
    assert isinstance(result.error, WrongSchemeError)
    (told,) = result.error.problems
    assert told.place
    assert told.place.line == 2


@pytest.mark.parametrize(("files", "maxima"), [([WHOLE], MAXIMA), ([FIRST], None), ([WHOLE, FIRST], None)])
def test_where_maxima_count_or_were_not_given_nothing_is_noted(files: list[Path], maxima: Path | None) -> None:
    assert [one.notes for one in check_files(files, maxima=maxima)] == [()] * len(files)


def test_maxima_for_a_single_file_must_be_of_use_and_among_more_need_not() -> None:
    with pytest.raises(UnknownTableError):
        list(check_files([FIRST], maxima=MAXIMA))
    first, second = check_files([FIRST, SAMPLES / "uitwerking" / "volledig.yaml"], maxima=MAXIMA)
    assert [one.code for one in (*first.notes, *second.notes)] == ["maxima-not-used", "maxima-not-used"]


def test_a_name_with_a_line_break_is_the_name_of_a_file(tmp_path: Path) -> None:
    odd = tmp_path / "plan\nvan mij.yaml"
    odd.write_bytes(WHOLE.read_bytes())
    (result,) = check_files([str(odd)])
    assert result.decision is not None


def test_a_name_that_is_empty_is_no_folder() -> None:
    (result,) = check_files([""])
    assert result.error is not None


def test_whatever_stops_a_check_is_in_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_arguments: object, **_more: object) -> None:
        raise UsageError(problem("stopped", "Gestopt.", "Stopped."))

    monkeypatch.setattr("sto_check.decision.check_files.check", stopped)
    (result,) = check_files([WHOLE])
    assert result.error is not None
    assert result.error.problems[0].code == "stopped"


def test_a_later_file_whose_scheme_cannot_be_used_so_keeps_its_name() -> None:
    first, result = check_files([WHOLE, FIRST], variant="extension-2029")
    assert first.decision is not None
    assert isinstance(result.error, UnknownVariantError)
    assert result.name == str(FIRST)


def test_judgements_of_one_application_and_standard_input_once_are_no_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judgements = tmp_path / "oordelen.yaml"
    judgements.write_text("beoordelingen: []\n", encoding="utf-8")
    with pytest.raises(UsageError, match="één aanvraag"):
        check_files([WHOLE, FIRST], judgements=judgements)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(WHOLE.read_bytes())))
    (result,) = check_files(["-"])
    assert result.decision is not None
    assert result.name == "<stdin>"


def test_the_last_step_counts_no_outcomes() -> None:
    (result,) = check_files([SAMPLES / "uitwerking" / "volledig.yaml"])
    assert result.decision
    assert (result.decision.verdict, result.decision.chain[-1].number) == ("eligible", 0)


def test_a_file_that_judges_nothing_is_still_of_one_application() -> None:
    judgements = load_judgements({"regio": "Een heel andere regio", "beoordelingen": []}, SCHEME)
    with pytest.raises(OtherApplicationError):
        check(
            load_application(WHOLE), SCHEME, judgements=judgements._replace(document=load_application(WHOLE).document)
        )


def test_who_says_that_something_follows_depends_on_whether_it_is_known() -> None:
    decision = check(load_application(SAMPLES / "techniekregio-vroeg-concept.yaml"), SCHEME)
    for outcome in decision.outcomes:
        if outcome.leads_to:
            unknown = outcome.status == Status.UNKNOWN
            assert given(outcome, SCHEME) == SCHEME.gives(outcome.rule, outcome.leads_to, unknown=unknown)
    said = {
        (SCHEME.gives(one.rule, one.leads_to, unknown=True), SCHEME.gives(one.rule, one.leads_to, unknown=False))
        for one in decision.outcomes
        if one.leads_to
    }
    assert any(one != other for one, other in said), "of some outcomes it makes a difference"


def test_a_file_of_judgements_asks_all_that_a_person_judges_and_says_what_to_read() -> None:
    text = judgement_template(SCHEME)
    judged = [rule for rule in SCHEME.rules if rule.judge]
    assert text.count("  - regel: ") == len(judged)
    for rule in judged:
        assert rule.judge
        assert f"  # {rule.judge.question.nl}\n" in text
        assert f"  - regel: {rule.id}\n    score:\n    door:\n    op:\n    motivering:\n" in text
        if rule.judge.reads:
            assert f"  # Lees: {', '.join(rule.judge.reads)}\n" in text


@pytest.mark.parametrize(
    ("name", "is_lock"),
    [(".~lock.plan.ods#", True), (".~lock.plan.ods", False), ("plan.ods#", False), ("~$plan.xlsx", True)],
)
def test_a_lock_file_is_known_by_both_ends_of_its_name(name: str, is_lock: bool) -> None:
    assert (lock_file(name) is not None) == is_lock


def test_a_lock_file_is_skipped_beside_others_and_refused_alone() -> None:
    names, notes = without_lock_files(["plan.xlsx", "~$plan.xlsx"])
    assert (names, len(notes)) == (["plan.xlsx"], 1)
    assert without_lock_files(["~$plan.xlsx"]) == (["~$plan.xlsx"], ())


def test_a_text_that_is_one_word_is_no_document_of_another_kind(tmp_path: Path) -> None:
    word = tmp_path / "woord.yaml"
    word.write_text("rules\n", encoding="utf-8")
    (result,) = check_files([word])
    assert result.error is not None
    assert [one.code for one in result.error.problems] == ["not-a-group"]


def test_a_result_of_nothing_is_no_failure() -> None:
    assert Result("x", None, None).exit_code == 0


def test_a_round_is_held_to_the_days_and_the_variants_of_its_scheme() -> None:
    application = load_application(WHOLE)
    with pytest.raises(DayOutsideSchemeError):
        check_round([application], SCHEME, on=date(1999, 1, 1))
    with pytest.raises(UnknownVariantError):
        check_round([application], SCHEME, variant="bestaat-niet")
