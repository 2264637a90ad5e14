"""Time for the tests: where an end is given, what would begin after it is skipped; what has begun is finished."""

from __future__ import annotations

import os
import time

import pytest

UNTIL = float(os.environ.get("STO_CHECK_FUZZ_UNTIL", "inf"))
"""The end, in seconds since 1970: ``.ci/fuzz`` gives it where STO_CHECK_FUZZ_SECONDS says how long it may take."""


def pytest_runtest_setup() -> None:
    """Skip a test that would begin after the time is up."""
    if time.time() > UNTIL:
        pytest.skip("the time is up")
