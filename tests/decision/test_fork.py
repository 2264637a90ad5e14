"""A child that is forked while a thread makes a scheme ready, or checks, does not hang and decides the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
import os, signal, sys, threading, time
from sto_check import check, load_application, load_scheme

application = load_application("samples/techniekregio-te-laat.yaml")
started = threading.Event()
stop = False


def work():
    started.set()
    while not stop:
        check(application, load_scheme("sto-2025-2028"))


thread = threading.Thread(target=work)
thread.start()
started.wait()
for number in range(6):
    time.sleep(0.05 * number)
    child = os.fork()
    if child == 0:
        signal.alarm(30)
        verdict = check(application, load_scheme("sto-2025-2028")).verdict
        os._exit(0 if verdict == "not-eligible" else 1)
    _, status = os.waitpid(child, 0)
    print(status)
stop = True
thread.join()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where a process can be forked")
def test_a_child_forked_while_a_scheme_is_made_ready_decides_too() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, done.stdout.split()) == (0, ["0"] * 6), done.stderr
