"""How long the fuzzers look: a tenth with the other tests, and the whole of it with ``.ci/fuzz``.

STO_CHECK_FUZZ is the part that is done: 0.1 by default, 1 for the whole, more to go on for longer.
"""

from __future__ import annotations

import os

EFFORT = float(os.environ.get("STO_CHECK_FUZZ", "0.1"))
LEAST = 3


def examples(whole: int) -> int:
    """Return how many examples to try, of which there are ``whole`` in the whole of the fuzzing."""
    return max(LEAST, round(whole * EFFORT))
