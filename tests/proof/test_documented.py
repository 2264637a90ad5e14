"""What README.md and rules/README.md say of proofs is what the commands say."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from sto_check.cli.main import run
from sto_check.proof.scheme_proof import prove_scheme
from sto_check.reports.proof_lines import proof_markdown
from sto_check.workbench.cases import load_scheme_for_cases
from sto_check.workbench.proving import bases_of, decisions_of_cases
from tests.proof.proposal import propose
from tests.proof.third_reading import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SCHEMES = ("sto-2020-2024", "sto-2020-2024-eindrapportage", "sto-2025-2028", "sto-2025-2028-uitwerking", "sto-na-2029")


def proven(name: str) -> str:
    """Return what rules/README.md says of a scheme."""
    scheme = load_scheme_for_cases(name)
    return proof_markdown(prove_scheme(scheme, bases_of(scheme), decisions_of_cases(scheme)), "nl")


@pytest.mark.parametrize("name", SCHEMES)
def test_rules_readme_says_what_is_proven_of_a_scheme(name: str) -> None:
    text = (ROOT / "rules" / "README.md").read_text(encoding="utf-8")
    assert text.count(proven(name)) == 1


def test_the_proposal_of_the_readme_is_answered_as_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "rules" / "sto-2025-2028", tmp_path / "rules" / "sto-2025-2028")
    propose(tmp_path / "voorstel")
    monkeypatch.chdir(tmp_path)
    assert run(["rules", "diff", "rules/sto-2025-2028", "voorstel", "--prove", "--lang", "en"]) == 1
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"<!-- proposal -->\n```\n(.*?)```\n<!-- /proposal -->", text, re.DOTALL)
    assert shown is not None
    assert capsys.readouterr().out == shown[1]
