"""A rule that joins more than durable-rules can take is refused with words, not run by one reading only."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sto_check import check, load_application, load_scheme
from sto_check.scheme.errors import RuleTooLongError

ROOT = Path(__file__).parents[2]


def test_a_rule_with_too_many_alternatives_names_itself(tmp_path: Path) -> None:
    folder = tmp_path / "long"
    shutil.copytree(ROOT / "rules" / "sto-2025-2028", folder)
    rules = folder / "rules" / "2-regio.yaml"
    either = "{any: [{gemeenten: {at_least: 1}}, {afbakening: {present: yes}}, {bestaande_scholen: {present: yes}}]}"
    text = rules.read_text(encoding="utf-8")
    long = f"require: {{all: [{', '.join([either] * 12)}]}}"
    rules.write_text(text.replace("require: {mbo_partners: {at_least: 1}}", long), encoding="utf-8")
    application = load_application(ROOT / "samples" / "techniekregio-vroeg-concept.yaml")
    with pytest.raises(RuleTooLongError, match="STO-R1 "):
        check(application, load_scheme(folder))
