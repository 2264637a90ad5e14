"""``rules copy``: a scheme under a new id, whose cases come out as those of the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sto_check.cli.main import run as run_program
from sto_check.forms.named_forms import rules_folder
from sto_check.scheme.errors import SchemeError
from sto_check.text.errors import UsageError
from sto_check.workbench.case_run import run_all
from sto_check.workbench.cases import load_scheme_for_cases
from sto_check.workbench.scheme_copy import copy_scheme

if TYPE_CHECKING:
    from pathlib import Path

OLD = rules_folder() / "sto-na-2029"


def test_a_copy_has_its_own_id_and_its_cases_come_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = tmp_path / "sto-2030"
    assert run_program(["rules", "copy", "sto-na-2029", str(new)]) == 0
    assert f"{new / 'scheme.yaml'}: de id is nu sto-2030\n" in capsys.readouterr().out
    scheme = load_scheme_for_cases(new)
    assert scheme.id == "sto-2030"
    found = run_all(scheme)
    assert found.passed
    assert found.ran == run_all(load_scheme_for_cases(OLD)).ran > 0


def test_only_the_id_is_another(tmp_path: Path) -> None:
    new = tmp_path / "sto-2030"
    changed = set(copy_scheme(OLD, new))
    for path in (one for one in OLD.rglob("*") if one.is_file()):
        copied = new / path.relative_to(OLD)
        text = path.read_text(encoding="utf-8")
        assert copied.read_text(encoding="utf-8").replace("sto-2030", "sto-na-2029") == text
        assert (copied in changed) == (copied.read_text(encoding="utf-8") != text)


@pytest.mark.parametrize("name", ["STO", "sto 2030", "sto_2030", "-sto", "sto-"])
def test_a_name_that_is_no_id_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="kan geen id zijn"):
        copy_scheme(OLD, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    new = tmp_path / "sto-2030"
    new.mkdir()
    with pytest.raises(UsageError, match="is er al"):
        copy_scheme(OLD, new)
    assert list(new.iterdir()) == []


def test_a_scheme_that_cannot_be_used_is_not_copied(tmp_path: Path) -> None:
    old = tmp_path / "sto-oud"
    copy_scheme(OLD, old)
    (old / "measures.yaml").write_text("a: [\n")
    with pytest.raises(SchemeError):
        copy_scheme(old, tmp_path / "sto-nieuw")
    assert not (tmp_path / "sto-nieuw").exists()
