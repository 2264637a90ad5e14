"""Two subsidies with forms of their own, in YAML only: what tests of them share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sto_check import load_scheme
from sto_check.cli.main import run as run_program

if TYPE_CHECKING:
    import pytest

    from sto_check.scheme.scheme import Scheme

TESTS = Path(__file__).parent


class Subsidy(NamedTuple):
    """A scheme alone in a folder of rules, one of its applications, and words that only it has."""

    rules: Path
    name: str
    base: str
    words: tuple[str, ...]

    @property
    def application(self) -> Path:
        """The application that its cases start from."""
        return self.rules / self.name / "cases" / "bases" / f"{self.base}.yaml"

    def scheme(self) -> Scheme:
        """Load it."""
        return load_scheme(self.name, rules=self.rules)

    def run(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
        """Run a command on its rules; return the exit code and all that was printed."""
        code = run_program([*arguments, "--rules", str(self.rules)])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return code, printed.out + printed.err


ENERGY = Subsidy(
    TESTS / "household_benefit" / "rules",
    "energietoeslag-2027",
    "gezin",
    ("energie", "huurcontract", "bewoner", "spaargeld"),
)
GARDENS = Subsidy(
    TESTS / "other_subsidy" / "rules",
    "buurttuinen-2027",
    "tuin",
    ("tuinaanvraag", "buurttuin", "plantvak", "vrijwilliger"),
)
