"""The rooms stand in an order, and no room imports one that stands below it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "sto_check"
ROOMS = [
    "text",
    "documents",
    "forms",
    "scheme",
    "engine",
    "decision",
    "interview",
    "proof",
    "columns",
    "desk",
    "workbench",
    "reports",
    "web",
    "cli",
]
MODULES = sorted(path for room in ROOMS for path in (PACKAGE / room).rglob("*.py"))


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _imported_rooms(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} uses a relative import"
            names = [node.module or ""]
        found |= {name.split(".")[1] for name in names if name.startswith("sto_check.")}
    return found & set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_imports_no_room_below_its_own(path: Path) -> None:
    own = ROOMS.index(_name(path).split("/")[0])
    assert {room for room in _imported_rooms(path) if ROOMS.index(room) > own} == set()


def test_only_the_network_imports_durable_rules() -> None:
    importing = {path.name for path in MODULES if "durable" in _roots(path)}
    assert importing == {"network.py"}


def test_only_the_room_of_proofs_imports_the_solver() -> None:
    assert {_name(path).split("/")[0] for path in MODULES if "z3" in _roots(path)} == {"proof"}


def test_only_the_room_of_columns_imports_the_database() -> None:
    assert {_name(path).split("/")[0] for path in MODULES if _roots(path) & {"duckdb", "pyarrow"}} == {"columns"}


def _roots(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {"durable" if name.startswith("durable") else name.split(".")[0] for name in names}


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_fits_in_four_hundred_lines_and_says_what_it_does(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    assert ast.get_docstring(ast.parse(text))
