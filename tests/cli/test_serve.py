"""``sto-check serve`` as a program: it starts, answers, and stops cleanly."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_and_stops_without_a_word(how: signal.Signals) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "sto_check", "serve", "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(),
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )  # fmt: skip
    assert program.stdout
    said = program.stdout.readline()
    address = re.search(r"http://127\.0\.0\.1:[0-9]+/", said)
    assert address, said
    with urllib.request.urlopen(f"{address[0]}api/health", timeout=30) as answer:  # noqa: S310
        assert answer.status == 200
    program.send_signal(how)
    rest, wrong = program.communicate(timeout=30)
    assert (rest, wrong) == ("", "")
    assert program.returncode in {0, -signal.SIGTERM}


def test_a_port_that_is_taken_is_told(run: Callable[..., Ran]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = run("serve", "--port", str(taken.getsockname()[1]))
    assert ran.code == 2
    assert "--port" in ran.err


def test_without_the_packages_it_says_what_to_install(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    ran = run("serve")
    assert ran.code == 2
    assert "pip install 'sto-check[web]'" in ran.err
