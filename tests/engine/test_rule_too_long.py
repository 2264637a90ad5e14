"""A rule that joins more than durable-rules can take is refused with words, not run by one reading only."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from sto_check import check, load_application, load_scheme
from sto_check.cli.main import main
from sto_check.scheme.errors import RuleTooLongError
from tests.scheme.small import write_small

ROOT = Path(__file__).parents[2]


def test_a_rule_with_too_many_alternatives_names_itself(tmp_path: Path) -> None:
    folder = tmp_path / "long"
    shutil.copytree(ROOT / "rules" / "sto-2025-2028", folder)
    rules = folder / "rules" / "2-regio.yaml"
    either = "{any: [{gemeenten: {at_least: 1}}, {afbakening: {present: yes}}, {bestaande_scholen: {present: yes}}]}"
    text = rules.read_text(encoding="utf-8")
    long = f"require: {{all: [{', '.join([either] * 16)}]}}"
    rules.write_text(text.replace("require: {mbo_partners: {at_least: 1}}", long), encoding="utf-8")
    application = load_application(ROOT / "samples" / "techniekregio-vroeg-concept.yaml")
    with pytest.raises(RuleTooLongError, match="STO-R1 "):
        check(application, load_scheme(folder))


def test_lint_refuses_what_check_would(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small = write_small(tmp_path / "klein")
    either = "{any: [{gemeenten: {at_least: 1}}, {afbakening: {present: yes}}, {bovenbouw: {at_least: 1}}]}"
    rules = small.folder / "rules" / "x.yaml"
    text = rules.read_text(encoding="utf-8")
    long = f"require: {{all: [{', '.join([either] * 12)}]}}"
    rules.write_text(text.replace("require: {afbakening: {max_words: 5}}", long), encoding="utf-8")
    with pytest.raises(SystemExit) as stop:
        main(["rules", "lint", str(small.folder), "--lang", "en"])
    assert stop.value.code == 2
    assert "compares too much" in capsys.readouterr().out


def test_more_rules_than_one_ruleset_takes_are_checked(tmp_path: Path) -> None:
    folder = tmp_path / "veel"
    shutil.copytree(ROOT / "rules" / "sto-2025-2028", folder)
    path = folder / "rules" / "4-geld.yaml"
    text = path.read_text(encoding="utf-8")
    (written,) = re.findall(r"^(?: *)- id: STO-M4\n(?:.*\n)*?(?=^ *- id: |\Z)", text, re.MULTILINE)
    more = "".join(written.replace("STO-M4", f"STO-Q{number}") for number in range(1, 120))
    path.write_text(text.replace(written, written + more), encoding="utf-8")
    decision = check(load_application(ROOT / "samples" / "techniekregio-cofinanciering-9-99.yaml"), load_scheme(folder))
    refused = {outcome.rule.id for outcome in decision.with_status("not_met")}
    assert {"STO-M4", "STO-Q1", "STO-Q64", "STO-Q119"} <= refused
