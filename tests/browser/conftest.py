"""A real browser, where the machine has one: Chromium, driven by Playwright, against the program as it is served."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic",
]  # fmt: skip
NEEDED = "STO_CHECK_NEEDS_BROWSER"
"""Where this is set, a missing browser is a failure."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        assert not os.environ.get(NEEDED), "Chromium is needed here and not found"
        pytest.skip("Chromium is not on this machine; what it would show was not tried")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the program serves its page."""
    program = subprocess.Popen(
        [sys.executable, "-m", "sto_check", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    assert program.stdout
    found = re.search(r"http://[0-9.:]+/", program.stdout.readline())
    assert found
    yield found[0]
    program.terminate()
    program.wait(timeout=20)


@pytest.fixture
def said() -> list[str]:
    """What the browser complains of."""
    return []


@pytest.fixture
def opened(browser: Browser, said: list[str]) -> Iterator[Page]:
    page = browser.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    page.close()
