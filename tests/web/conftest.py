"""The application as tests ask it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from sto_check.web.app import Settings, make_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from httpx import Response

LOCAL = Settings(hosts=("testserver",))


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    with TestClient(make_app(LOCAL)) as opened:
        yield opened


def sent(client: TestClient, data: bytes, name: str = "plan.yaml", to: str = "/api/check", **fields: str) -> Response:
    found: Response = client.post(to, files={"file": (name, data)}, data=fields)
    return found
