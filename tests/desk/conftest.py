"""Rounds to check: small applications of a small scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sto_check.desk.batch import Wanted
from sto_check.documents.limits import DEFAULT_LIMITS
from tests.scheme.small import SmallScheme, write_small
from tests.subsidies import GARDENS

if TYPE_CHECKING:
    from pathlib import Path

WANTED = Wanted(None, GARDENS.rules, None, None, None, DEFAULT_LIMITS, "nl")


@pytest.fixture
def round_of_four(tmp_path: Path) -> Path:
    """A folder with three applications and one that cannot be read."""
    folder = tmp_path / "ronde"
    folder.mkdir()
    base = GARDENS.application.read_text(encoding="utf-8")
    for name in ("a", "b", "d"):
        (folder / f"{name}.yaml").write_text(f"{base}# {name}\n", encoding="utf-8")
    (folder / "c.yaml").write_text("tuin: [", encoding="utf-8")
    return folder


@pytest.fixture
def small(tmp_path: Path) -> SmallScheme:
    return write_small(tmp_path / "klein")
