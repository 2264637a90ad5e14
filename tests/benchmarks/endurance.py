"""Very many checks in one process: whether memory stays as it is, and every decision comes out the same.

Run with ``python tests/benchmarks/endurance.py [NUMBER]``: so many checks of samples in turn, from text to reasons.
"""

from __future__ import annotations

import gc
import sys
import time
from collections import Counter
from pathlib import Path

from sto_check.decision.check import check
from sto_check.forms.load import read_application
from sto_check.forms.source import read_source
from sto_check.scheme.compiled import open_scheme

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = ("techniekregio-vroeg-concept", "techniekregio-te-laat", "techniekluw-veel-gebreken", "techniekregio-volledig")
SHARES = 10
FIRST = 200
"""So many checks go before the first reading of memory: what is made ready once is there then."""


def main(number: int) -> None:
    """Check, and print at every tenth how much memory there is and what was decided."""
    scheme = open_scheme("sto-2025-2028", data={"maxima": SAMPLES / "maxima.csv"})
    texts = [(SAMPLES / f"{name}.yaml").read_text(encoding="utf-8") for name in NAMES]
    decided: list[Counter[str]] = [Counter() for _ in texts]

    def checks(first: int, many: int) -> None:
        for position in range(first, first + many):
            which = position % len(texts)
            decision = check(read_application(read_source(texts[which]), scheme.form, plainly=True), scheme)
            said = sum(len(one.explanation.reason.nl) for one in decision.outcomes if one.status != "met")
            decided[which][f"{decision.verdict}, {len(decision.outcomes)} outcomes, {said} letters of reasons"] += 1

    checks(0, FIRST)
    gc.collect()
    before, began = _megabytes(), time.perf_counter()
    print(f"after {FIRST} checks {before:.1f} MB", flush=True)
    for share in range(1, SHARES + 1):
        checks(0, number // SHARES)
        now = _megabytes()
        rate = share * (number // SHARES) / (time.perf_counter() - began)
        print(
            f"after {share * (number // SHARES)} more {now:.1f} MB, {now / before - 1:+.1%}; {rate:.0f} a second",
            flush=True,
        )
    for name, found in zip(NAMES, decided, strict=True):
        print(f"{name}: {'; '.join(found)}" if len(found) == 1 else f"{name}: NOT THE SAME: {found}")


def _megabytes() -> float:
    """Return how much memory the process has now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1024 / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
