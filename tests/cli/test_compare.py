"""``sto-check compare``: what it prints of two versions of an application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.conftest import MAXIMA, SAMPLES, Ran, sample

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Ran]

WHOLE = SAMPLES / "techniekregio-volledig.yaml"


def test_it_is_told_as_a_person_would(run: Run, tmp_path: Path) -> None:
    later = tmp_path / "later.yaml"
    text = WHOLE.read_text(encoding="utf-8")
    assert "gevraagd_bedrag: 5252300.00" in text
    later.write_text(text.replace("gevraagd_bedrag: 5252300.00", "gevraagd_bedrag: 5900000.00"), encoding="utf-8")
    found = run("compare", str(WHOLE), str(later), *MAXIMA)
    assert found.code == 1
    out = " ".join(found.out.split())
    assert "1. ~ begroting.gevraagd_bedrag was “5252300.00”, nu “5900000.00”" in out
    assert "✗ STO-M1 Een techniekregio vraagt niet meer dan haar maximum (begroting): was voldaan, nu niet" in out
    assert "door verandering 1" in out
    assert "Was beoordelen, nu niet in aanmerking. Door verandering 1; zonder is zij weer als eerst." in out
    english = " ".join(run("compare", str(WHOLE), str(later), *MAXIMA, "--lang", "en").out.split())
    assert "Was to be assessed, now not eligible. By change 1; without it, it is as before." in english


def test_two_that_are_the_same_end_in_nought(run: Run) -> None:
    found = run("compare", str(WHOLE), sample("techniekregio-volledig"))
    assert found.code == 0
    assert "HET DOCUMENT (0 veranderingen)" in found.out
    assert found.out.endswith("DE BESLISSING\n  Blijft: beoordelen.\n")


def test_a_workbook_and_a_text_of_the_same_application_are_the_same(run: Run) -> None:
    found = run("compare", str(WHOLE), str(SAMPLES / "techniekregio-volledig.xlsx"))
    assert (found.code, "(0 veranderingen)" in found.out) == (0, True)
