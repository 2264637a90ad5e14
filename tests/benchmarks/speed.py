"""Speed, measured: starting up against the bare imports, applications a second, memory over many applications.

Run with ``python tests/benchmarks/speed.py``; ratios hold within one run on one machine.
"""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "techniekregio-volledig.yaml"
MAXIMA = ROOT / "samples" / "maxima.csv"
IMPORTS = "import pydantic, click, yaml, durable.engine"
RUNS = 15
APPLICATIONS = 20_000


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def start_up() -> None:
    """Time a whole check as a process against a process that only imports the packages."""
    check = [str(Path(sys.executable).parent / "sto-check"), "check", str(SAMPLE), "--maxima", str(MAXIMA)]
    bare = [sys.executable, "-c", IMPORTS]
    pairs = [(_seconds(check), _seconds(bare)) for _ in range(RUNS)]
    ours, theirs = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    print(f"cold check {ours * 1000:.0f} ms, bare imports {theirs * 1000:.0f} ms, ratio {ours / theirs:.2f}")


def throughput() -> None:
    """Check one loaded application again and again, reasons included, as the program runs: without the collector."""
    from sto_check import check, load_application, load_scheme

    gc.disable()
    scheme = load_scheme("sto-2025-2028", data={"maxima": MAXIMA})
    application = load_application(SAMPLE)

    def one() -> None:
        for outcome in check(application, scheme).outcomes:
            if outcome.status != "met":
                _ = outcome.explanation

    for _ in range(200):
        one()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    for _ in range(APPLICATIONS):
        one()
    seconds = time.process_time() - started
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{APPLICATIONS / seconds:.0f} applications a second; memory {before // 1024} MB, then {after // 1024} MB")


if __name__ == "__main__":
    start_up()
    throughput()
