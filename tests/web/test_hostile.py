"""Hostile files through the page: each is a report of what is wrong with it, and the next one is checked as before."""

from __future__ import annotations

import io
import os
import signal
import threading
import time
import zipfile
from multiprocessing import forkserver
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from sto_check.web.app import make_app
from sto_check.web.workers import Bounds
from tests.cli.conftest import SAMPLES
from tests.documents.xlsx import parts
from tests.hostile.test_texts import MANY
from tests.web.conftest import LOCAL, sent

if TYPE_CHECKING:
    from httpx import Response

WHOLE = (SAMPLES / "techniekregio-volledig.yaml").read_bytes()


@pytest.mark.parametrize(("text", "code", "where"), MANY)
def test_what_would_take_time_or_memory_is_a_report(client: TestClient, text: str, code: str, where: str) -> None:
    answered = sent(client, text.encode(), "a.yaml").json()
    (application,) = answered["applications"]
    first = application["problems"][0]
    assert (answered["exit_code"], first["code"]) == (65, code)
    assert where == f"{first['place']['line']}:{first['place']['column']}"


def test_a_gigabyte_of_zeros_is_a_report(client: TestClient) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in parts().items():
            archive.writestr(name, text)
        with archive.open("xl/media/image1.png", "w", force_zip64=True) as file:
            for _ in range(1024):
                file.write(bytes(1024 * 1024))
    answered = sent(client, stream.getvalue(), "a.xlsx", form="xlsx")
    assert answered.headers["x-exit-code"] == "65"
    assert (
        sent(client, stream.getvalue(), "a.xlsx").json()["applications"][0]["problems"][0]["code"]
        == "unpacked-too-large"
    )


def _children(of: int) -> list[int]:
    found = []
    for state in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = state.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == of:
            found.append(int(state.parent.name))
    return found


def test_a_check_whose_process_is_killed_costs_that_request_and_no_other() -> None:
    with TestClient(make_app(LOCAL._replace(bounds=Bounds(at_once=1)))) as client:
        assert sent(client, WHOLE).status_code == 200  # from here on the process that others begin from is there
        server = getattr(forkserver, "_forkserver")._forkserver_pid  # noqa: B009
        told: list[Response] = []
        asking = [threading.Thread(target=lambda: told.append(sent(client, WHOLE))) for _ in range(2)]
        for one in asking:
            one.start()
        until = time.monotonic() + 20
        while not (checking := _children(server)) and time.monotonic() < until:
            time.sleep(0.005)
        os.kill(checking[0], signal.SIGKILL)
        for one in asking:
            one.join()
        assert sorted(answer.status_code for answer in told) == [200, 500]
        assert "brak af" in next(answer.text for answer in told if answer.status_code == 500)
        assert sent(client, WHOLE).json()["exit_code"] == 4
