"""Every condition of the scheme has a rule, and rules/README.md says which."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sto_check.reports.rule_list import condition_of, condition_table
from sto_check.reports.source_list import markdown_scheme, markdown_uses
from sto_check.scheme.citations import source_uses
from sto_check.scheme.folder import scheme_names
from sto_check.scheme.indicators import load_references, reference_uses
from sto_check.scheme.load import load_scheme

RULES = Path(__file__).parents[2] / "rules"
SCHEME = load_scheme("sto-2025-2028")
CONDITIONS = [
    *(f"A{number}" for number in range(1, 4)),
    *(f"R{number}" for number in range(1, 14)),
    *(f"P{number}" for number in range(1, 7)),
    *(f"M{number}" for number in range(1, 14)),
    *(f"C{number}" for number in range(1, 13)),
    *(f"D{number}" for number in range(1, 5)),
]


def test_every_condition_has_a_rule_with_its_id() -> None:
    covered = {condition_of(rule) for rule in SCHEME.rules}
    assert set(CONDITIONS) <= covered
    assert covered - set(CONDITIONS) == {f"J{number}" for number in range(1, 7)}


def test_the_table_in_the_readme_is_the_generated_one() -> None:
    written = (RULES / "README.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- table -->\n(.*)<!-- /table -->", written, re.DOTALL)
    assert found is not None
    assert found[1] == condition_table(SCHEME, "nl")


def test_the_tables_of_sources_in_the_readme_are_the_generated_ones() -> None:
    written = (RULES / "README.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- sources -->\n(.*)<!-- /sources -->", written, re.DOTALL)
    assert found is not None
    schemes = [markdown_scheme(load_scheme(name), "nl") for name in scheme_names()]
    assert found[1] == "\n".join([*schemes, markdown_uses(reference_uses(load_references()), "nl")])


@pytest.mark.parametrize("name", scheme_names())
def test_every_question_of_every_source_is_answered_or_says_why_not(name: str) -> None:
    uses = [use for source in source_uses(load_scheme(name)) for use in source.asks]
    assert [use.name for use in uses if use.is_open] == []
    assert [use.name for use in uses if use.by and use.ask.not_checked] == []


def test_every_rule_takes_at_most_sixteen_lines() -> None:
    for path in sorted((RULES / "sto-2025-2028" / "rules").glob("*.yaml")):
        blocks = re.split(r"\n(?=- id: )", path.read_text(encoding="utf-8"))[1:]
        for block in blocks:
            assert len(block.strip().splitlines()) <= 16, block.splitlines()[0]


def test_maxima_start_without_any_region() -> None:
    assert SCHEME.tables["regiomaximum"].rows == ()


def test_amounts_are_declared_in_eurocent() -> None:
    parameters = SCHEME.head.parameters
    assert parameters["techniekluw.hoogste_bedrag"].unit == "eurocent"
    assert parameters["techniekluw.hoogste_bedrag"].value[0].value == "400000000"
