"""So much for each of another attribute: ``{times: $amount, of: count}``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sto_check import check, load_application, load_scheme
from sto_check.documents.read import read_file
from sto_check.engine.resolve import parameter_values
from sto_check.scheme.condition_words import ConditionWriter
from tests.scheme.small import RULES, SmallScheme

CASES = Path(__file__).parents[2] / "rules" / "sto-2025-2028" / "cases"
BASE: Any = read_file(CASES / "bases" / "techniekregio.yaml").tree


@pytest.mark.parametrize(
    ("written", "code"), [("$soorten, of: soort", "types-differ"), ("2, of: mbo", "times-of-parameter")]
)
def test_what_cannot_be_multiplied_is_told(small: SmallScheme, written: str, code: str) -> None:
    small.change(RULES, "require: {mbo: {at_least: $minimum}}", f"require: {{mbo: {{at_least: {{times: {written}}}}}}}")
    assert [problem.code for problem in small.problems()] == [code]


def test_it_is_said_as_so_many_times_another() -> None:
    scheme = load_scheme("sto-2025-2028")
    rule = scheme.rule("STO-C6b")
    writer = ConditionWriter(scheme, parameter_values(scheme, scheme.head.in_force.from_, None))
    assert rule.require is not None
    assert (
        writer.write(rule.require, rule.kind, "en")
        == "techniek uitgaven is at least €\N{NO-BREAK SPACE}1.00 times leerlingen"
    )


def test_only_the_fields_that_are_written_give_a_fact() -> None:
    decision = check(load_application(BASE), load_scheme("sto-2025-2028"))
    reasons = {one.subject.id: one.explanation.reason.nl for one in decision.outcomes if one.rule.id == "STO-C6b"}
    assert "220 leerlingen" in reasons["onderbouw"]
    assert "80 leerlingen" in reasons["tl"]
