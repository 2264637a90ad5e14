"""Speed, measured in processor time: starting against the bare imports, applications a second, memory, growth.

Run with ``python tests/benchmarks/speed.py``; ratios hold within one run on one machine.
"""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import time
from math import log
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sto_check.decision.check import check
from sto_check.documents.read import read_file
from sto_check.documents.write import write_yaml
from sto_check.forms.load import read_application
from sto_check.forms.source import read_source
from sto_check.scheme.compiled import COMPILED, compile_schemes, open_scheme

if TYPE_CHECKING:
    from sto_check.forms.load import Application

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "techniekregio-volledig.yaml"
MAXIMA = ROOT / "samples" / "maxima.csv"
CHECK = [str(Path(sys.executable).parent / "sto-check"), "check", str(SAMPLE), "--maxima", str(MAXIMA)]
IMPORTS = "import pydantic, click, yaml, durable.engine"
RUNS = 15
APPLICATIONS = 300
LINES = (5_000, 10_000, 20_000, 40_000)


def _run(command: list[str]) -> resource.struct_rusage:
    """Run a command as a process and return what it used; Python code is there compiled, as it is once installed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    return used


def _seconds(command: list[str]) -> float:
    used = _run(command)
    return used.ru_utime + used.ru_stime


def start_up() -> None:
    """Time a whole check as a process against a process that only imports the packages."""
    compile_schemes(COMPILED)  # as building sto-check does
    bare = [sys.executable, "-c", IMPORTS]
    _seconds(CHECK)
    pairs = [(_seconds(CHECK), _seconds(bare)) for _ in range(RUNS)]
    ours, theirs = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    print(f"cold check {ours * 1000:.0f} ms, bare imports {theirs * 1000:.0f} ms, ratio {ours / theirs:.2f}")


def growth(folder: Path) -> None:
    """Check budgets of ever more lines, each as a process; without what starting takes."""
    tree: Any = read_file(SAMPLE).tree
    lines = tree["begroting"]["kosten"]
    started, found = _seconds(CHECK), []
    for many in LINES:
        more = [{**lines[one % len(lines)], "omschrijving": f"post {one}"} for one in range(many)]
        path = folder / f"{many}.yaml"
        path.write_text(write_yaml({**tree, "begroting": {**tree["begroting"], "kosten": more}}), encoding="utf-8")
        used = _run([*CHECK[:2], str(path), *CHECK[3:], "--limit", "values=900000"])
        found.append(used.ru_utime + used.ru_stime - started)
        print(f"{many} cost lines: {found[-1]:.2f} s, at most {used.ru_maxrss // 1024} MB")
    print(f"growth exponent {log(found[-1] / found[0]) / log(LINES[-1] / LINES[0]):.2f}")


def regional() -> Any:
    """Return the sample brought back to the smallest real size: 6 vestigingen, 20 activities, 60 cost lines."""
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
    """Check one application again and again, reasons included, as the program runs: without the collector.

    Once from the values that were read, and once from the text of the document.
    """
    gc.disable()
    scheme = open_scheme("sto-2025-2028", data={"maxima": MAXIMA})
    text = write_yaml(source)

    def read() -> Application:
        return read_application(read_source(text), scheme.form, plainly=True)

    def one(application: Application) -> None:
        for outcome in check(application, scheme).outcomes:
            if outcome.status != "met":
                _ = outcome.explanation

    application = read()
    rates = []
    for again in (False, True):
        for _ in range(50):
            one(read() if again else application)
        before, started = _memory(), time.process_time()
        for _ in range(runs):
            one(read() if again else application)
        rates.append(f"{runs / (time.process_time() - started):.0f}")
    print(f"{name}: {rates[0]} applications a second from the values read, {rates[1]} from the text; "
          f"memory {before} MB, after {runs} more {_memory()} MB")  # fmt: skip


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    start_up()
    with TemporaryDirectory() as made:
        growth(Path(made))
    throughput("6 vestigingen, 20 activities, 60 cost lines", regional(), APPLICATIONS)
    throughput("the full sample", read_file(SAMPLE).tree, APPLICATIONS)
