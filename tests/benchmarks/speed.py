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
from typing import Any

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


def regional() -> Any:
    """Return the sample brought back to the smallest real size: 6 vestigingen, 20 activities, 60 cost lines."""
    from sto_check.documents.read import read_file

    tree: Any = read_file(SAMPLE).tree
    gone = [partner["id"] for partner in tree["partners"] if partner["soort"] == "vmbo"][6:]
    for name, key in (("partners", "id"), ("profieldoelen", "vestiging"), ("ondertekeningen", "partner")):
        tree[name] = [part for part in tree[name] if part[key] not in gone]
    tree["overeenkomst"]["partners"] = [
        part for part in tree["overeenkomst"]["partners"] if part["partner"] not in gone
    ]
    tree["organisatie"]["stuurgroep"] = [one for one in tree["organisatie"]["stuurgroep"] if one not in gone]
    tree["activiteiten"] = tree["activiteiten"][:20]
    for activity in tree["activiteiten"]:
        activity["uitvoerders"] = [one for one in activity["uitvoerders"] if one not in gone]
    kept = {activity["id"] for activity in tree["activiteiten"]}
    tree["begroting"]["kosten"] = [cost for cost in tree["begroting"]["kosten"] if cost["activiteit"] in kept][:60]
    contributions = tree["begroting"]["cofinanciering"]
    tree["begroting"]["cofinanciering"] = [one for one in contributions if one["partner"] not in gone][:12]
    return tree


def throughput(name: str, source: Any, runs: int) -> None:
    """Check one loaded application again and again, reasons included, as the program runs: without the collector."""
    from sto_check import check, load_application, load_scheme

    gc.disable()
    scheme = load_scheme("sto-2025-2028", data={"maxima": MAXIMA})
    application = load_application(source)

    def one() -> None:
        for outcome in check(application, scheme).outcomes:
            if outcome.status != "met":
                _ = outcome.explanation

    for _ in range(200):
        one()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    for _ in range(runs):
        one()
    seconds = time.process_time() - started
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rate = f"{runs / seconds:.0f} applications a second"
    print(f"{name}: {rate}; memory {before // 1024} MB, after {runs} more {after // 1024} MB")


if __name__ == "__main__":
    start_up()
    throughput("6 vestigingen, 20 activities, 60 cost lines", regional(), 3_000)
    throughput("the full sample", SAMPLE, APPLICATIONS)
