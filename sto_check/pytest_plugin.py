"""A pytest plugin: every case beside the rules is a test, run as ``sto-check rules test`` runs it.

pytest loads it by itself where sto-check is installed; ``pytest rules`` then runs all cases of all schemes there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sto_check.scheme.scheme import Scheme
    from sto_check.workbench.cases import Case


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Take a YAML file in the folder ``cases`` of a scheme."""
    from sto_check.workbench.cases import SURVIVORS

    beside_rules = file_path.parent.name == "cases" and (file_path.parent.parent / "scheme.yaml").is_file()
    if file_path.suffix != ".yaml" or not beside_rules or file_path.name == SURVIVORS:
        return None
    return CaseFile.from_parent(parent, path=file_path)


class CaseFile(pytest.File):
    """A file of cases."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield a test for each case in this file."""
        from sto_check.text.language import printable
        from sto_check.workbench.cases import load_cases, load_scheme_for_cases

        scheme = load_scheme_for_cases(self.path.parent.parent)
        for case in load_cases(scheme, self.path.parent, self.path.name):
            yield CaseItem.from_parent(self, name=printable(case.entry.name), case=case, scheme=scheme)


class CaseItem(pytest.Item):
    """One case."""

    def __init__(self, *, case: Case, scheme: Scheme, **given: object) -> None:
        super().__init__(**given)  # type: ignore[arg-type]
        self.case, self.scheme = case, scheme

    def runtest(self) -> None:
        """Run the case and fail with every difference from what it expects."""
        from sto_check.text.language import printable
        from sto_check.workbench.cases import run_case

        _, differences = run_case(self.case, self.scheme)
        if differences:
            lines = [
                f"{difference.of}: expected {_written(difference.expected)}, found {_written(difference.found)}"
                for difference in differences
            ]
            pytest.fail("\n".join(map(printable, [str(self.case.place), *lines])), pytrace=False)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where the case is written."""
        line = self.case.place.line - 1 if self.case.place else None
        return self.path, line, self.name


def _written(found: str) -> str:
    """Return what a rule came out as by the word that cases use, and a decision as it is."""
    from sto_check.engine.status import Status

    return found.written if isinstance(found, Status) else found
