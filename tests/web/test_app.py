"""The page and the JSON interface: what they answer, what they refuse, and that one check costs no other."""

from __future__ import annotations

import io
import json
import re
import threading
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from sto_check.cli.main import run
from sto_check.web.app import make_app
from sto_check.web.safety import HEADERS
from sto_check.web.workers import Bounds
from tests.cli.conftest import SAMPLES
from tests.web.conftest import LOCAL, sent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


LATE = SAMPLES / "techniekregio-te-laat.yaml"
BOOK = SAMPLES / "techniekregio-volledig.xlsx"


def test_the_report_is_that_of_the_command(client: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    answered = sent(client, LATE.read_bytes(), LATE.name)
    assert answered.status_code == 200
    assert answered.headers["x-exit-code"] == "1"
    run(["check", str(LATE), "--format", "json"])
    assert answered.text == capsys.readouterr().out.replace(str(LATE), LATE.name)


def test_a_workbook_comes_back_with_its_findings(client: TestClient) -> None:
    answered = sent(client, BOOK.read_bytes(), "plan é.xlsx", to="/check", form="xlsx")
    assert load_workbook(io.BytesIO(answered.content)).sheetnames[0] == "Bevindingen"
    assert "filename*=UTF-8''plan%20%C3%A9-bevindingen.xlsx" in answered.headers["content-disposition"]


@pytest.mark.parametrize(("lang", "title", "verdict"), [("nl", "Toets een", "NIET"), ("en", "Check an", "NOT")])
def test_the_page_and_the_report_are_in_both_languages(client: TestClient, lang: str, title: str, verdict: str) -> None:
    assert title in client.get(f"/?lang={lang}").text
    report = sent(client, LATE.read_bytes(), to="/check", lang=lang)
    assert report.headers["content-type"] == "text/html; charset=utf-8"
    assert verdict in report.text.upper()


def test_no_page_holds_a_script_or_a_style_that_its_policy_forbids(client: TestClient) -> None:
    page = client.get("/")
    assert "style=" not in page.text
    assert "<style" not in page.text
    assert re.findall(r"<script(?! src=\"/page.js\" defer></script>)", page.text) == []
    assert "'unsafe" not in page.headers["content-security-policy"]
    report = sent(client, LATE.read_bytes(), to="/check")
    assert "style=" not in report.text
    assert "<script" not in report.text
    assert report.headers["content-security-policy"].count("sha256-") == report.text.count("<style>") == 1


@pytest.mark.parametrize(
    "path", ["/", "/style.css", "/page.js", "/api/health", "/api/schemes", "/template", "/nergens"]
)
def test_every_answer_has_safe_headers(client: TestClient, path: str) -> None:
    answered = client.get(path)
    expected = HEADERS | ({"Referrer-Policy": "same-origin"} if path == "/" else {})
    assert {name: answered.headers[name] for name in HEADERS} == expected
    assert answered.headers["content-security-policy"].startswith("default-src 'none'; frame-ancestors 'none'")
    assert "access-control-allow-origin" not in answered.headers


def test_what_cannot_be_read_is_a_report(client: TestClient) -> None:
    answered = sent(client, b"regio: [")
    assert answered.status_code == 200
    assert answered.json()["exit_code"] == 65
    assert answered.json()["applications"][0]["problems"][0]["code"] == "yaml-syntax"
    assert "Geen geldige YAML" in sent(client, b"regio: [", to="/check").text


def test_a_text_that_is_no_workbook_cannot_be_annotated_and_the_page_says_so(client: TestClient) -> None:
    assert "geen werkmap" in sent(client, LATE.read_bytes(), to="/check", form="xlsx").text


def test_a_name_is_told_and_never_followed(client: TestClient) -> None:
    answered = sent(client, b"regio: [", "../../<script>alert(1)</script>.yaml", to="/check")
    assert "<script" not in answered.text
    assert "../" not in answered.text


def test_a_table_beside_the_server_is_not_read(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kosten.csv").write_text("omschrijving,bedrag\ngeheim,1.00\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    answered = sent(client, b"begroting: {kosten: kosten.csv}\n")
    assert answered.json()["exit_code"] == 65
    assert "geheim" not in answered.text


def test_a_file_that_is_too_large_is_refused_before_it_is_read(client: TestClient) -> None:
    large = b"x" * (11 * 1024 * 1024)
    assert sent(client, large).status_code == 413

    def pieces() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.yaml"\r\n\r\n'
        for start in range(0, len(large), 65536):
            yield large[start : start + 65536]
        yield b"\r\n--x--\r\n"

    answered = client.post("/api/check", content=pieces(), headers={"content-type": "multipart/form-data; boundary=x"})
    assert answered.status_code == 413


def test_another_host_and_another_site_are_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    for headers in ({"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
        assert client.post("/api/check", files={"file": ("a", b"x")}, headers=headers).status_code == 403
    for headers in (
        {"origin": "http://testserver"},
        {"origin": "null", "sec-fetch-site": "same-origin"},
    ):
        assert client.post("/api/check", files={"file": ("a", b"x: [")}, headers=headers).status_code == 200


def test_a_site_that_is_allowed_may_use_the_interface() -> None:
    portal = "https://portaal.example"
    with TestClient(make_app(LOCAL._replace(origins=(portal,)))) as client:
        answered = client.post("/api/check", files={"file": ("a", b"x: [")}, headers={"origin": portal})
    assert (answered.status_code, answered.headers["access-control-allow-origin"]) == (200, portal)


@pytest.mark.parametrize(
    ("bounds", "said"),
    [(Bounds(seconds=0.01), "duurde te lang"), (Bounds(megabytes=40), "er is geen uitkomst|te veel geheugen")],
    ids=["time", "memory"],
)
def test_a_check_beyond_its_bounds_costs_one_request(bounds: Bounds, said: str) -> None:
    with TestClient(make_app(LOCAL._replace(bounds=bounds))) as client:
        answered = sent(client, BOOK.read_bytes(), "plan.xlsx")
        assert answered.status_code == 500
        assert re.search(said, answered.json()["detail"])
        assert client.get("/api/health").json()["checks"] == 0
        assert re.search(said, sent(client, BOOK.read_bytes(), "plan.xlsx", to="/check").text)


def test_more_than_may_wait_is_told_to_come_back() -> None:
    with TestClient(make_app(LOCAL._replace(bounds=Bounds(at_once=1, waiting=1)))) as client:
        codes: list[tuple[int, str]] = []

        def ask() -> None:
            answered = sent(client, BOOK.read_bytes(), "plan.xlsx")
            codes.append((answered.status_code, answered.headers.get("retry-after", "")))

        asking = [threading.Thread(target=ask) for _ in range(6)]
        for one in asking:
            one.start()
        for one in asking:
            one.join()
    assert sorted({code for code, _ in codes}) == [200, 503]
    assert {after for code, after in codes if code == 503} == {"30"}


def test_answers_are_not_mixed_up(client: TestClient) -> None:
    told: dict[int, str] = {}

    def ask(number: int) -> None:
        text = LATE.read_text(encoding="utf-8").replace("Techniekregio Oeverlanden", f"Regio {number}")
        answered = sent(client, text.encode(), f"{number}.yaml").json()
        told[number] = answered["applications"][0]["name"]

    asking = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert told == {number: f"{number}.yaml" for number in range(8)}


@pytest.mark.parametrize("form", ["xlsx", "ods", "yaml"])
def test_the_empty_form_is_there(client: TestClient, form: str) -> None:
    answered = client.get(f"/template?scheme=sto-2025-2028&form={form}")
    assert answered.status_code == 200
    assert f"aanvraag.{form}" in answered.headers["content-disposition"]
    assert client.get("/template?scheme=weg").status_code == 404


def test_the_interface_documents_itself(client: TestClient) -> None:
    described: Any = client.get("/openapi.json").json()
    assert set(described["paths"]) == {"/api/check", "/api/health", "/api/schemes", "/api/schema", "/api/template"}
    answer = described["paths"]["/api/check"]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert "applications" in answer["properties"]
    names = {one["id"] for one in client.get("/api/schemes").json()}
    assert "sto-2025-2028" in names
    assert "properties" in client.get("/api/schema?scheme=sto-2025-2028").json()


def test_a_wrong_scheme_or_no_file_is_told(client: TestClient) -> None:
    assert sent(client, LATE.read_bytes(), scheme="weg").status_code == 404
    empty = client.post("/check", files={"file": ("", b"")}, data={"lang": "nl"})
    assert empty.status_code in {400, 422}


def test_the_schemes_of_a_folder_are_offered_instead() -> None:
    from tests.subsidies import GARDENS

    with TestClient(make_app(LOCAL._replace(rules=GARDENS.rules))) as client:
        assert [one["id"] for one in client.get("/api/schemes").json()] == [GARDENS.name]
        answered = sent(client, GARDENS.application.read_bytes(), "tuin.yaml")
    assert json.loads(answered.text)["applications"][0]["decision"]["scheme"]["id"] == GARDENS.name


def test_an_office_gives_the_maxima_and_a_scheme_without_them_is_checked_too() -> None:
    maxima = SAMPLES / "maxima.csv"
    with TestClient(make_app(LOCAL._replace(maxima=maxima))) as client:
        whole = sent(client, (SAMPLES / "techniekregio-volledig.yaml").read_bytes())
        other = sent(client, (SAMPLES / "sto-na-2029" / "techniekregio.yaml").read_bytes(), scheme="sto-na-2029")
    unknown = [one for one in whole.json()["applications"][0]["decision"]["outcomes"] if one["status"] == "unknown"]
    assert unknown == []
    assert other.json()["exit_code"] == 0
    assert [note["code"] for note in other.json()["applications"][0]["notes"]] == ["maxima-not-used"]


def test_what_would_help_is_a_page_of_its_own(client: TestClient) -> None:
    short = SAMPLES / "techniekregio-cofinanciering-9-99.yaml"
    page = sent(client, short.read_bytes(), short.name, to="/check", form="help")
    assert page.status_code == 200
    assert "€ 60.594,60 minder" in page.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "opnieuw getoetst" in page.text
    assert "'sha256-" in page.headers["content-security-policy"]
    assert 'value="help"' in client.get("/").text


def test_of_what_is_no_document_the_report_says_what_is_wrong(client: TestClient) -> None:
    page = sent(client, b"regeling: [", to="/check", form="help")
    assert page.status_code == 200
    assert "plan.yaml" in page.text
