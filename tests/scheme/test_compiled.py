"""A compiled scheme is the scheme that is read from YAML, and is never used where anything of that has changed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel

from sto_check.decision.check import check
from sto_check.forms.form import Form
from sto_check.forms.load import read_application
from sto_check.forms.named_forms import rules_folder
from sto_check.forms.source import read_source
from sto_check.scheme import compiled
from sto_check.scheme.compiled import compile_schemes, open_scheme, read_compiled
from sto_check.scheme.folder import FILES, rule_files, scheme_names
from sto_check.scheme.frozen import NotFrozenError, frozen, thawed
from sto_check.scheme.kept import Kept
from sto_check.scheme.load import load_scheme

if TYPE_CHECKING:
    from sto_check.scheme.scheme import Scheme

SAMPLES = Path(__file__).parents[2] / "samples"
NAME = "sto-2025-2028"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every scheme compiled."""
    made = tmp_path_factory.mktemp("compiled")
    compile_schemes(made)
    return made


@pytest.fixture
def only(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that a check uses; no scheme is read from YAML meanwhile."""
    copied = tmp_path / "compiled"
    shutil.copytree(folder, copied)
    monkeypatch.setattr(compiled, "COMPILED", copied)
    return copied


def plain(value: Any) -> Any:
    """Return a value as lists and texts, whether its entries are models or were kept."""
    if isinstance(value, BaseModel | Kept):
        return {name: plain(one) for name, one in value.__dict__.items()}
    if isinstance(value, dict):
        return [(plain(key), plain(one)) for key, one in value.items()]
    if isinstance(value, tuple | list):
        return [type(value).__name__, *map(plain, value)]
    if isinstance(value, Form) or (is_dataclass(value) and not isinstance(value, type) and hasattr(value, "rules")):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value) if one.name[0] != "_"}
    return value


@pytest.mark.parametrize("name", scheme_names())
def test_a_compiled_scheme_is_what_is_read(name: str, only: Path) -> None:
    read, kept = load_scheme(name), open_scheme(name)
    assert isinstance(kept.head, Kept)
    assert plain(kept) == plain(read)
    assert kept.fingerprint == read.fingerprint
    assert kept.form.model.model_json_schema() == read.form.model.model_json_schema()
    assert (only / f"{name}.json").is_file()


@pytest.mark.parametrize(
    "name", ["techniekregio-volledig", "techniekregio-veel-gebreken", "techniekregio-vroeg-concept"]
)
@pytest.mark.usefixtures("only")
def test_it_decides_the_same(name: str) -> None:
    found, path = [], SAMPLES / f"{name}.yaml"
    for opened in (load_scheme(NAME), open_scheme(NAME)):
        application = read_application(read_source(path), opened.form, plainly=True)
        decision = check(application, opened)
        said = [(one.rule.id, one.subject, one.status, one.explanation) for one in decision.outcomes]
        found.append((decision.verdict, said))
    assert found[0] == found[1]


def test_a_changed_byte_in_any_file_is_another_content(only: Path, tmp_path: Path) -> None:
    rules = rules_folder() / NAME
    for changed in [*(rules / name for name in FILES.values()), *rule_files(rules)]:
        copied = tmp_path / "rules"
        shutil.rmtree(copied, ignore_errors=True)
        shutil.copytree(rules, copied)
        assert read_compiled(NAME, copied, only) is not None
        (copied / changed.relative_to(rules)).write_bytes(changed.read_bytes() + b"\n")
        assert read_compiled(NAME, copied, only) is None


def test_a_form_that_changes_is_another_content(only: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied = tmp_path / "rules"
    shutil.copytree(rules_folder(), copied)
    monkeypatch.setattr(compiled, "rules_folder", lambda: copied)
    assert read_compiled(NAME, copied / NAME, only) is not None
    (copied / NAME / "document.yaml").open("ab").write(b"\n")
    assert read_compiled(NAME, copied / NAME, only) is None


def test_other_code_is_another_content(only: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "package"
    shutil.copytree(Path(compiled.__file__).parent.parent, package)
    monkeypatch.setattr(compiled, "_PACKAGE", package)
    assert read_compiled(NAME, rules_folder() / NAME, only) is not None
    with (package / "scheme" / "connect.py").open("a", encoding="utf-8") as code:
        code.write("# changed\n")
    assert read_compiled(NAME, rules_folder() / NAME, only) is None


@pytest.mark.parametrize("held", [
    b"", b"\n", b"{}", b"\xff\xfe", b"../../etc a b\n[]", b"x" * 100, b"[[[" * 10_000,
])  # fmt: skip
def test_a_broken_file_is_as_if_it_were_not_there(held: bytes, only: Path) -> None:
    (only / f"{NAME}.json").write_bytes(held)
    assert plain(open_scheme(NAME).head) == plain(load_scheme(NAME).head)


def test_a_file_cut_off_or_with_another_figure_in_it_is_not_used(only: Path) -> None:
    path = only / f"{NAME}.json"
    whole = path.read_bytes()
    for held in (whole[:-1], whole.replace(b"400000000", b"500000000"), whole + b" "):
        assert held != whole
        path.write_bytes(held)
        assert not isinstance(open_scheme(NAME).head, Kept)
    path.write_bytes(whole)
    assert isinstance(open_scheme(NAME).head, Kept)


def test_a_folder_from_outside_is_read(only: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(rules_folder(), tmp_path / "rules")
    monkeypatch.chdir(tmp_path / "rules")
    assert (only / f"{NAME}.json").is_file()
    opened: list[Scheme] = [
        open_scheme(NAME, tmp_path / "rules"), open_scheme(tmp_path / "rules" / NAME), open_scheme(f"./{NAME}"),
    ]  # fmt: skip
    assert not any(isinstance(scheme.head, Kept) for scheme in opened)


@pytest.mark.parametrize("records", [
    [["nothing", [], []]],
    [["Text", ["a"], []]],
    [["AllOf", [], []]],
    [["list", [None], [0, 5]]],
    [["operator", ["exec"], []]],
    [],
])  # fmt: skip
def test_records_that_say_anything_else_are_refused(records: list[Any]) -> None:
    with pytest.raises((LookupError, TypeError, ValueError)):
        thawed(json.loads(json.dumps(records)), "")


def test_what_a_compiled_scheme_cannot_hold_is_told_when_it_is_compiled() -> None:
    with pytest.raises(NotFrozenError):
        frozen([1.5], "")


def test_a_check_of_what_is_as_it_should_be_loads_no_validator(only: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from sto_check.scheme import compiled
compiled.COMPILED = Path({str(only)!r})
from sto_check.decision.check_files import check_files
(result,) = check_files([{str(SAMPLES / "techniekregio-volledig.yaml")!r}])
assert result.decision is not None
sys.exit("pydantic" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
