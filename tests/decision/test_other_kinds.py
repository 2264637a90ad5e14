"""Files that stand among applications and are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from sto_check.decision.check_files import check_files
from sto_check.decision.other_kinds import lock_file

ROOT = Path(__file__).parents[2]
WHOLE = ROOT / "samples" / "techniekregio-volledig.yaml"


def refused(path: Path, lang: str = "nl") -> str:
    (result,) = check_files([path])
    assert result.decision is None
    assert result.error is not None
    assert result.exit_code == 65
    (found,) = result.error.problems
    return found._replace(excerpt=None).render("nl" if lang == "nl" else "en").removeprefix(f"{path.parent}/")


def test_a_file_of_judgements_is_told_as_what_it_is() -> None:
    path = ROOT / "samples" / "beoordeling-techniekregio-volledig.yaml"
    assert refused(path) == (
        "beoordeling-techniekregio-volledig.yaml:6:1: Dit is een bestand met beoordelingen, geen aanvraag op "
        "hoofdlijnen voor Sterk Techniekonderwijs 2025-2028. Geef het bij de aanvraag: sto-check check aanvraag.yaml "
        "--judgements beoordeling-techniekregio-volledig.yaml."
    )


@pytest.mark.parametrize("name", ["scheme.yaml", "rules/2-regio.yaml", "cases/2-regio.yaml", "document.yaml"])
def test_a_file_of_a_scheme_is_told_as_what_it_is(name: str) -> None:
    found = refused(ROOT / "rules" / "sto-2025-2028" / name, "en")
    assert "This is a file of a scheme, no application in outline" in found
    assert found.endswith("Look it over with: sto-check rules lint.")


def test_the_result_of_a_check_is_no_application(tmp_path: Path) -> None:
    path = tmp_path / "uitkomst.json"
    path.write_text('{"format": "sto-check/check/1", "applications": []}')
    assert "Dit is een uitkomst van sto-check, geen aanvraag" in refused(path)


def test_a_lock_file_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "~$plan.xlsx"
    path.write_bytes(b"\x06Piet" + b"\x00" * 60)
    assert refused(path) == (
        "~$plan.xlsx is geen werkmap: Excel bewaart zo dat plan.xlsx open is. Sluit Excel, en geef plan.xlsx."
    )
    found = lock_file("map/.~lock.plan.ods#")
    assert found is not None
    assert found.says.en == "map/.~lock.plan.ods# is no workbook: so LibreOffice keeps that plan.ods is open."
    assert lock_file("plan.xlsx") is None


def test_among_others_a_lock_file_is_skipped_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "~$plan.xlsx"
    path.write_bytes(b"\x06Piet")
    first, second = check_files([path, WHOLE, WHOLE])
    assert [result.name for result in (first, second)] == [str(WHOLE), str(WHOLE)]
    assert [note.code for note in first.notes] == ["lock-file"]
    assert not second.notes
    assert [result.exit_code for result in check_files([path, path])] == [65, 65]
