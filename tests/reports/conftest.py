"""Decisions on the samples, and the small scheme in a folder of its own."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sto_check import check, load_application, load_judgements, load_scheme
from sto_check.decision.result import Result
from sto_check.reports import json_report
from tests.scheme.small import SmallScheme, write_small

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.decision.decision import Decision
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.language import Lang

SAMPLES = Path(__file__).parents[2] / "samples"
APPLICATIONS = sorted(path.stem for path in SAMPLES.glob("techniek*.yaml"))


def report(results: Iterable[Result], lang: Lang) -> Any:
    """Return what the JSON report says, as it reads back."""
    printed = StringIO()
    json_report.write(results, printed, lang)
    return json.loads(printed.getvalue())


@pytest.fixture
def small(tmp_path: Path) -> SmallScheme:
    return write_small(tmp_path / "klein")


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    return load_scheme("sto-2025-2028", data={"maxima": SAMPLES / "maxima.csv"})


@pytest.fixture(scope="session")
def decisions(scheme: Scheme) -> dict[str, Decision]:
    """Decisions by the name of the sample; with ``+`` the judged ones. Documents are called as from the checkout."""
    found = {}
    for name in APPLICATIONS:
        path = SAMPLES / f"{name}.yaml"
        application = load_application(path)
        found[name] = check(application, scheme)
        judged = SAMPLES / f"beoordeling-{name}.yaml"
        if judged.is_file():
            found[f"{name}+"] = check(application, scheme, judgements=load_judgements(judged, scheme))
    return found


@pytest.fixture(scope="session")
def results(decisions: dict[str, Decision]) -> dict[str, Result]:
    return {name: Result(f"samples/{name}.yaml", decision, None) for name, decision in decisions.items()}
