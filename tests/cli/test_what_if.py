"""``sto-check what-if``: what it prints, keeps and refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import ROOT, Ran, on_one_line, sample

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Ran]

MAXIMA = ("--maxima", str(ROOT / "samples" / "maxima.csv"))
SHORT = sample("techniekregio-cofinanciering-9-99")


def test_what_would_help_is_told_with_what_follows(run: Run) -> None:
    found = run("what-if", SHORT, *MAXIMA)
    out = on_one_line(found.out)
    assert found.code == 0
    assert "Wat zou helpen om niet te worden afgewezen STO-M4 De cofinanciering is ten minste 10%" in out
    assert "begroting.gevraagd_bedrag: € 5.411.394,60 → € 5.350.800,00 (€ 60.594,60 minder)" in out
    assert "begroting.cofinanciering[0].bedrag: € 22.000,00 → € 82.594,60 (€ 60.594,60 meer)" in out
    assert "Met deze wijzigingen: beoordelen (opnieuw getoetst)." in out
    assert "STO-P3 De aanvraag is op tijd ontvangen: 7 dagen voor de laatste dag, 1 oktober 2024" in out
    assert "Verander alleen wat waar is" in out


def test_the_changed_document_is_kept_and_checks_as_was_said(run: Run, tmp_path: Path) -> None:
    for suffix in ("yaml", "xlsx"):
        target = tmp_path / f"anders.{suffix}"
        assert run("what-if", SHORT, *MAXIMA, "--output", str(target)).code == 0
        assert run("check", str(target), *MAXIMA).code == 4
        before = target.read_bytes()
        again = run("what-if", SHORT, *MAXIMA, "--output", str(target))
        assert (again.code, again.out) == (2, "")
        assert target.read_bytes() == before


def test_what_no_value_helps_is_told_with_what_to_do(run: Run, tmp_path: Path) -> None:
    found = run("what-if", sample("techniekregio-zonder-mbo"), *MAXIMA, "--lang", "en")
    out = on_one_line(found.out)
    assert found.code == 1
    assert "Here we found no value that helps; this is to be done STO-R1" in out
    assert "What would help" not in out
    kept = run("what-if", sample("techniekregio-zonder-mbo"), *MAXIMA, "--output", str(tmp_path / "anders.yaml"))
    assert (kept.code, list(tmp_path.iterdir())) == (2, [])
    assert "Laat --output weg." in kept.err


def test_it_is_told_where_nothing_is_needed(run: Run) -> None:
    found = run("what-if", sample("techniekregio-volledig"), *MAXIMA, "--goal", "not-refused")
    assert (found.code, "Er is niets nodig om niet te worden afgewezen." in found.out) == (0, True)


def test_as_json_numbers_are_as_the_form_counts_them(run: Run) -> None:
    found = json.loads(run("what-if", SHORT, *MAXIMA, "--format", "json").out)
    assert (found["format"], found["decision"], found["then"]) == ("sto-check/what-if/1", "not-eligible", "assess")
    (mend,) = found["mends"]
    assert (mend["more_ways"], mend["proven_smallest"]) == (False, True)
    assert mend["outcomes"] == [{"rule": "STO-M4", "kind": "begroting", "id": "begroting"}]
    assert mend["ways"][0][0] == {
        "path": "begroting.gevraagd_bedrag",
        "sort": "amount",
        "now": 541_139_460,
        "to": 535_080_000,
        "least": 535_080_000,
        "most": 535_080_000,
    }
    days = {one["rule"]: one for one in found["near_limits"]}
    assert (days["STO-P3"]["limit"], days["STO-P3"]["gap"]) == ("2024-10-01", 7)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--keep", "begroting.gevraagd"), "Bedoelt u begroting.gevraagd_bedrag?"),
        (("--change", "partners.naam"), "partners.naam: daar staat geen waarde die kan wijzigen."),
        (("--change", "ontvangen"), "ontvangen: daar staat geen waarde die kan wijzigen."),
        (("--goal", "rijk"), "--goal"),
        (("--output", "anders.docx"), "anders.docx: deze vorm is niet bekend."),
    ],
)
def test_wrong_use_is_told(run: Run, arguments: tuple[str, ...], said: str) -> None:
    found = run("what-if", SHORT, *arguments)
    assert (found.code, found.out) == (2, "")
    assert said in found.err


def test_without_the_solver_it_is_told_how_to_install_it() -> None:
    program = "import sys; sys.modules['z3'] = None; from sto_check.cli.main import main; main(sys.argv[1:])"
    found = subprocess.run(
        [sys.executable, "-c", program, "what-if", SHORT], capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stdout) == (69, "")
    assert "pip install 'sto-check[prove]'" in found.stderr


def test_as_a_page_it_says_the_same_and_needs_nothing_else(run: Run) -> None:
    found = run("what-if", SHORT, *MAXIMA, "--format", "html", "--lang", "en")
    assert found.code == 0
    assert "<h1>What would help</h1>" in found.out
    assert "€ 60,594.60 less" in found.out.replace("\N{NO-BREAK SPACE}", " ")
    assert "<h2>How near to a limit</h2>" in found.out
    assert "://" not in found.out


def test_a_page_shows_what_a_document_says_as_text(run: Run, tmp_path: Path) -> None:
    hostile = tmp_path / "<b>plan<b>.yaml"
    hostile.write_bytes(Path(SHORT).read_bytes())
    found = run("what-if", str(hostile), *MAXIMA, "--format", "html")
    assert "<b>" not in found.out
    assert "&lt;b&gt;plan" in found.out
