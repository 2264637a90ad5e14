"""Checking files as a library: each with its result, each against its own scheme, whatever is wrong with one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sto_check import check_files
from sto_check.decision.check import WrongSchemeError
from sto_check.decision.check_files import read_file
from sto_check.scheme.errors import (
    DayOutsideSchemeError,
    SchemeNotFoundError,
    UnknownTableError,
    UnknownVariantError,
)
from sto_check.text.errors import UsageError

SAMPLES = Path(__file__).parents[2] / "samples"
WHOLE, LATE = SAMPLES / "techniekregio-volledig.yaml", SAMPLES / "techniekregio-te-laat.yaml"
PLAN = SAMPLES / "uitwerking" / "volledig.yaml"
FIRST = SAMPLES / "sto-2020-2024" / "aanvraag.yaml"


def test_each_file_has_a_result_in_its_order(tmp_path: Path) -> None:
    bad = tmp_path / "stuk.yaml"
    bad.write_text("regio: [\n")
    results = list(check_files([WHOLE, bad, str(LATE)], maxima=SAMPLES / "maxima.csv"))
    assert [Path(one.name).name for one in results] == ["techniekregio-volledig.yaml", "stuk.yaml", LATE.name]
    assert [one.exit_code for one in results] == [4, 65, 1]
    assert results[1].decision is None
    assert results[1].error is not None


def test_each_file_is_checked_against_the_scheme_that_it_names() -> None:
    first, second = check_files([LATE, PLAN])
    assert first.decision is not None
    assert second.decision is not None
    assert (first.decision.scheme.id, second.decision.scheme.id) == ("sto-2025-2028", "sto-2025-2028-uitwerking")


def test_files_are_checked_one_by_one_as_they_are_asked_for(tmp_path: Path) -> None:
    results = check_files([LATE, tmp_path / "er-niet.yaml"])
    assert next(results).exit_code == 1
    assert next(results).exit_code == 65
    assert next(results, None) is None


def test_what_excludes_each_other_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="gaat over één aanvraag"):
        check_files([WHOLE, LATE], judgements=tmp_path / "oordelen.yaml")
    with pytest.raises(UsageError, match="meer dan één keer"):
        check_files(["-", "-"])


def test_a_scheme_or_variant_that_is_not_there_is_told() -> None:
    with pytest.raises(SchemeNotFoundError):
        next(check_files([LATE], scheme="bestaat-niet"))
    with pytest.raises(UnknownVariantError):
        next(check_files([LATE], variant="bestaat-niet"))


def test_maxima_count_for_the_files_whose_scheme_has_them_and_the_others_say_so() -> None:
    maxima = SAMPLES / "maxima.csv"
    for files in ([WHOLE, PLAN], [PLAN, WHOLE]):
        found = {Path(one.name): one for one in check_files(files, maxima=maxima)}
        assert (found[WHOLE].exit_code, found[PLAN].exit_code) == (4, 0)
        assert found[WHOLE].notes == ()
        assert [note.code for note in found[PLAN].notes] == ["maxima-not-used"]
    with pytest.raises(UnknownTableError):
        next(check_files([PLAN], maxima=maxima))


def test_a_scheme_that_cannot_be_used_for_one_document_does_not_stop_those_after_it() -> None:
    first, second, third = check_files([WHOLE, FIRST, LATE], variant="extension-2029")
    assert first.decision is not None
    assert isinstance(second.error, UnknownVariantError)
    assert second.exit_code == 2
    assert third.exit_code == 1


def test_a_scheme_that_cannot_be_used_is_refused_for_each_document_that_names_it(tmp_path: Path) -> None:
    again = tmp_path / "nog-een.yaml"
    again.write_bytes(FIRST.read_bytes())
    _, second, third = check_files([WHOLE, FIRST, again], variant="extension-2029")
    assert isinstance(second.error, UnknownVariantError)
    assert isinstance(third.error, UnknownVariantError)


def test_a_day_on_which_the_scheme_is_not_in_force_is_told() -> None:
    with pytest.raises(DayOutsideSchemeError):
        next(check_files([LATE], on=date(2010, 1, 1)))
    first, second = check_files([FIRST, LATE], on=date(2019, 4, 1))
    assert first.decision is not None
    assert isinstance(second.error, DayOutsideSchemeError)


def test_a_document_of_another_scheme_than_was_chosen_is_refused() -> None:
    (result,) = check_files([PLAN], scheme="sto-2025-2028")
    assert isinstance(result.error, WrongSchemeError)
    assert result.exit_code == 65


def test_a_file_that_lies_beside_an_open_workbook_is_passed_over_with_one_note(tmp_path: Path) -> None:
    lock = tmp_path / "~$plan.xlsx"
    lock.write_bytes(b"x" * 165)
    first, second = check_files([WHOLE, lock, LATE])
    assert [Path(one.name) for one in (first, second)] == [WHOLE, LATE]
    assert len(first.notes) == 1
    assert str(lock) in first.notes[0].says.nl
    assert second.notes == ()


def test_one_file_is_read_without_being_checked() -> None:
    application, scheme = read_file(str(LATE))
    assert (application.received, scheme.id) == (date(2024, 10, 2), "sto-2025-2028")
    with pytest.raises(WrongSchemeError):
        read_file(str(PLAN), scheme="sto-2025-2028")
