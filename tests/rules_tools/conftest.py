"""The program run in this process, the small scheme, and the scheme that comes along with its sample maxima."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sto_check import load_scheme
from tests.cli.conftest import SAMPLES, run, small

if TYPE_CHECKING:
    from sto_check.scheme.scheme import Scheme

__all__ = ["run", "small"]

NASTY = 'a "q" <b>x</b> \\ ; | & # `t` {z} [y](u) *s* _u_ end --> %% $1$ ~~d~~'


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    return load_scheme("sto-2025-2028", data={"maxima": SAMPLES / "maxima.csv"})


def fits(text: str, width: int = 80) -> bool:
    """Say whether every line is at most so wide, except for one word that cannot be broken."""
    return all(len(line) <= width or " " not in line.strip().removeprefix("<- ") for line in text.splitlines())
