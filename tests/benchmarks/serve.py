"""The page under load: many checks at once, none lost, none mixed up, and memory that stays as it is.

Run with ``python tests/benchmarks/serve.py``; it starts the program itself.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import httpx

SAMPLE = Path(__file__).parents[2] / "samples" / "techniekregio-te-laat.yaml"
AT_ONCE, REQUESTS = 50, 1000


def main() -> None:
    """Start the server, ask, and print what came of it."""
    program = subprocess.Popen(
        [sys.executable, "-m", "sto_check", "serve", "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    assert program.stdout
    found = re.search(r"http://[0-9.:]+/", program.stdout.readline())
    assert found
    text = SAMPLE.read_text(encoding="utf-8")
    seconds: list[float] = []

    def ask(number: int) -> str:
        data = text.replace("'90214'", f"'{10_000 + number}'", 1).encode()
        started = time.perf_counter()
        answer = httpx.post(f"{found[0]}api/check", files={"file": (f"{number}.yaml", data)}, timeout=300)
        seconds.append(time.perf_counter() - started)
        if answer.status_code != 200:
            return f"status {answer.status_code}"
        ours = answer.json()["applications"][0]["name"] == f"{number}.yaml" and str(10_000 + number) in answer.text
        return "right" if ours else "mixed up"

    list(map(ask, range(2)))
    before, started = _memory(program.pid), time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = list(pool.map(ask, range(REQUESTS)))
    took, after = time.perf_counter() - started, _memory(program.pid)
    program.terminate()
    print(f"{REQUESTS} checks, {AT_ONCE} at once: {told.count('right')} right, {REQUESTS - told.count('right')} not, "
          f"{REQUESTS / took:.1f} a second; half within {median(seconds):.1f} s, the slowest {max(seconds):.1f} s; "
          f"memory {before} MB before, {after} MB after")  # fmt: skip


def _memory(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+([0-9]+)", status)
    assert found
    return int(found[1]) // 1024


if __name__ == "__main__":
    main()
