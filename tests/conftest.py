"""What holds for all tests: their time, and what Ctrl-C is.

Where an end is given, what would begin after it is skipped; what has begun is finished.
"""

from __future__ import annotations

import os
import signal
import time

import pytest

UNTIL = float(os.environ.get("STO_CHECK_FUZZ_UNTIL", "inf"))
"""The end, in seconds since 1970: ``.ci/fuzz`` gives it where STO_CHECK_FUZZ_SECONDS says how long it may take."""

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Of what a shell runs in the background Ctrl-C is ignored, and so it is by the programs that tests start.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_runtest_setup() -> None:
    """Skip a test that would begin after the time is up."""
    if time.time() > UNTIL:
        pytest.skip("the time is up")
