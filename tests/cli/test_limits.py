"""``--limit``: how much a document may hold, raised or lowered for one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sto_check.cli.limits import read_limits
from sto_check.documents.errors import TooLargeError
from sto_check.documents.limits import DEFAULT_LIMITS, Limits, limit_problem
from sto_check.documents.table import read_table
from sto_check.forms.load import load_application
from sto_check.text.errors import UsageError
from sto_check.text.language import Text
from tests.cli.conftest import Ran, sample

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Ran]

WHOLE = sample("techniekregio-volledig")


def test_names_and_numbers_replace_the_usual_limits() -> None:
    assert read_limits(()) == DEFAULT_LIMITS == Limits(10, 250_000, 40, 50_000, 60)
    assert read_limits(("values=1", "depth=500", "values=999999")) == DEFAULT_LIMITS._replace(values=999_999, depth=500)


@pytest.mark.parametrize(
    ("written", "nl"),
    [
        ("value=1", "--limit value=1: de grens “value” is niet bekend. Bedoelt u values?"),
        ("x=1", "--limit x=1: de grens “x” is niet bekend. Bekend zijn: megabytes, values, depth, cells, unpacked."),
        ("megabytes", ("--limit megabytes: een grens is een geheel getal van 1 tot en met 999999. "
                      "Schrijf: --limit megabytes=10.")),
        *((f"values={number}", (f"--limit values={number}: een grens is een geheel getal van 1 tot en met 999999. "
                               "Schrijf: --limit values=250000."))
          for number in ("", "0", "-1", "1.5", "1e3", "1000000", "07", "١", " 1")),
        ("depth=501", ("--limit depth=501: een document kan niet dieper zijn dan 500 niveaus. "
                       "Schrijf: --limit depth=500.")),
    ],
)  # fmt: skip
def test_what_is_no_limit_is_told(run: Run, written: str, nl: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_limits((written,))
    assert caught.value.render("nl") == nl
    found = run("check", WHOLE, "--limit", written)
    assert (found.code, found.out, found.err) == (2, "", f"{nl}\n")


@pytest.mark.parametrize("command", ["check", "indicators"])
def test_a_limit_counts_for_the_documents_of_a_command(run: Run, command: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: [[1, 2]]\n")
    found = run(command, str(path), "--limit", "depth=2")
    assert found.code == 65
    assert found.err == (
        f"{path}:1:5: Het document is dieper genest dan 2 niveaus (grens depth=2). "
        "Controleer de inspringing en de haken, of verhoog de grens met: --limit depth=4.\n"
        "  1 | a: [[1, 2]]\n    |     ^\n"
    )
    found = run(command, str(path), "--limit", "values=3", "--lang", "en")
    assert found.err == (
        f"{path}:1:6: The document holds more than 3 values (limit values=3). "
        "Give the application only, or raise the limit with: --limit values=6.\n"
        "  1 | a: [[1, 2]]\n    |      ^\n"
    )
    assert "is hier niet bekend" in run(command, str(path), "--limit", "values=5", "--limit", "depth=3").err


def test_the_size_of_a_file_can_be_limited_and_the_limit_raised(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\n".ljust(11 * 1024 * 1024, b"#"))
    found = run("check", str(path))
    assert found.err == (
        f"{path}:1:1: Het document is groter dan 10 MB (grens megabytes=10). "
        "Geef alleen de aanvraag zelf, zonder bijlagen, of verhoog de grens met: --limit megabytes=20.\n"
    )
    assert "De sleutel “a” is hier niet bekend" in run("check", str(path), "--limit", "megabytes=11").err


def test_a_limit_counts_for_what_stands_beside_the_application_too(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "maxima.csv"
    table.write_text("nummer,bedrag\n" + "".join(f"{number},1.00\n" for number in range(1, 2003)))
    assert "grens values=4000" in run("check", WHOLE, "--maxima", str(table), "--limit", "values=4000").err
    judged = tmp_path / "oordeel.yaml"
    judged.write_text("beoordelingen: [[[[[[[[1]]]]]]]]\n")
    given = ("--judgements", str(judged), "--limit", "depth=8")
    assert run("check", WHOLE, *given).err.startswith(f"{judged}:1:23: Het document is dieper genest dan 8 niveaus")


@pytest.mark.parametrize(
    "arguments",
    [("rules", "show", "STO-M4", "--facts", WHOLE), ("rules", "diff", "sto-2025-2028", "sto-2025-2028", WHOLE)],
)
def test_other_commands_that_read_an_application_have_limits_too(run: Run, arguments: tuple[str, ...]) -> None:
    found = run(*arguments, "--limit", "depth=2")
    assert found.code == 65
    assert "Het document is dieper genest dan 2 niveaus (grens depth=2)." in found.err


def test_the_library_takes_limits_as_well() -> None:
    with pytest.raises(TooLargeError, match="grens depth=1"):
        load_application("regio:\n  naam: x\n", limits=DEFAULT_LIMITS._replace(depth=1))
    with pytest.raises(TooLargeError, match="grens depth=1"):
        load_application({"regio": {"naam": {"x": "y"}}}, limits=DEFAULT_LIMITS._replace(depth=1))


def test_a_table_may_hold_as_many_values_as_a_document(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n3,4\n")
    assert read_table(path, DEFAULT_LIMITS._replace(values=4)).rows.tree == [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}]
    with pytest.raises(TooLargeError) as caught:
        read_table(path, DEFAULT_LIMITS._replace(values=3))
    assert caught.value.render("nl") == (
        f"{path}:3:1: De tabel bevat meer dan 3 waarden (grens values=3). "
        "Geef alleen de tabel zelf, of verhoog de grens met: --limit values=6.\n  3 | 3,4\n    | ^^^"
    )


def test_a_depth_that_cannot_be_raised_further_is_not_offered() -> None:
    def hint(depth: int) -> Text | None:
        limits = DEFAULT_LIMITS._replace(depth=depth)
        return limit_problem("code", "Te diep", "Too deep", None, "depth", limits, ("Doe dit", "Do this")).hint

    assert hint(500) == Text("Doe dit.", "Do this.")
    assert hint(300) == Text(
        "Doe dit, of verhoog de grens met: --limit depth=500.", "Do this, or raise the limit with: --limit depth=500."
    )


def test_the_help_lists_names_and_usual_values(run: Run) -> None:
    for command in ("check", "indicators"):
        shown = " ".join(run(command, "--help").out.split())
        assert "Namen en gewone waarden: megabytes=10, values=250000, depth=40, cells=50000, unpacked=60." in shown
