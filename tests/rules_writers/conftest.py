"""A copy of the shipped scheme that a test may change."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from sto_check.scheme.condition import Parameter, comparisons
from sto_check.workbench.cases import load_cases, load_scheme_for_cases

if TYPE_CHECKING:
    from sto_check.scheme.scheme import Scheme
    from sto_check.workbench.cases import Case

ROOT = Path(__file__).parents[2]


class Copy(NamedTuple):
    """The folder of a scheme that may be changed."""

    folder: Path

    def change(self, name: str, old: str, new: str) -> None:
        """Replace the one place in a file where ``old`` stands."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def keep_cases(self, *names: str) -> None:
        """Leave only the cases of these files: for what concerns a few of them, all take long."""
        for path in (self.folder / "cases").glob("[0-9]*.yaml"):
            if path.name not in names:
                path.unlink()

    def load(self) -> tuple[Scheme, list[Case]]:
        """Load the scheme and its cases."""
        scheme = load_scheme_for_cases(self.folder)
        return scheme, load_cases(scheme, self.folder / "cases")


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    folder = tmp_path / "sto-2025-2028"
    shutil.copytree(ROOT / "rules" / "sto-2025-2028", folder)
    return Copy(folder)


def rules_naming(scheme: Scheme, parameter: str) -> set[str]:
    """Return the rules whose conditions name a parameter."""
    found = set()
    for rule in scheme.rules:
        for comparison in (*comparisons(rule.where), *(comparisons(rule.require) if rule.require else ())):
            operand = comparison.operand
            if Parameter(parameter) in (operand, getattr(operand, "percent", None)):
                found.add(rule.id)
    return found
