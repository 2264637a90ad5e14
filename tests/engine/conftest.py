"""A small whole scheme in a folder of its own, for tests that change the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scheme.small import SmallScheme, write_small

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def small(tmp_path: Path) -> SmallScheme:
    return write_small(tmp_path / "klein")
