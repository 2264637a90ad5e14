"""The interview on the page: every page holds the answers so far, and nothing is kept between them."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from starlette.testclient import TestClient

from sto_check.web.app import make_app
from tests.cli.conftest import SAMPLES
from tests.subsidies import GARDENS
from tests.web.conftest import LOCAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from httpx import Response


@pytest.fixture(scope="module")
def gardens() -> Iterator[TestClient]:
    with TestClient(make_app(LOCAL._replace(rules=GARDENS.rules))) as opened:
        yield opened


def begun(client: TestClient, scheme: str = GARDENS.name, **more: Any) -> Response:
    return posted(client, {"action": "begin", "scheme": scheme, "lang": "nl"}, **more)


def posted(client: TestClient, fields: dict[str, Any], **more: Any) -> Response:
    found: Response = client.post("/ask", data=fields, **more)
    return found


def hidden(page: Response) -> dict[str, str]:
    assert page.status_code == 200, page.text
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text)
    return {name: html.unescape(value) for name, value in found}


def answers(page: Response) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(hidden(page)["document"])
    return found


def test_one_question_after_the_other_and_the_answers_along_as_a_file(gardens: TestClient) -> None:
    page = begun(gardens)
    assert hidden(page)["path"] == "tuin.openbaar"
    assert "TUIN-T2" in page.text
    page = posted(gardens, {**hidden(page), "action": "answer", "i0": "ja"})
    assert hidden(page)["path"] == "geld.gevraagd"
    page = posted(gardens, {**hidden(page), "action": "answer", "i0": "1.250,50"})
    kept = posted(gardens, {**hidden(page), "action": "yaml"})
    assert kept.headers["content-disposition"] == "attachment; filename=antwoorden.yaml"
    document = yaml.load(kept.text, Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    assert document == {"regeling": GARDENS.name, "tuin": {"openbaar": "ja"}, "geld": {"gevraagd": "1250.50"}}
    again = begun(gardens, files={"file": ("mijn.yaml", kept.content)})
    assert (answers(again), hidden(again)["path"]) == (answers(page), hidden(page)["path"])
    assert posted(gardens, {**hidden(page), "action": "xlsx"}).content.startswith(b"PK")


def test_an_answer_that_the_form_refuses_stays_to_be_mended(gardens: TestClient) -> None:
    first = begun(gardens)
    page = posted(gardens, {**hidden(first), "action": "answer", "i0": "ja"})
    wrong = posted(gardens, {**hidden(page), "action": "answer", "i0": '12"x'})
    assert 'role="alert"' in wrong.text
    assert "Waarom wordt dit gevraagd?" in wrong.text
    assert 'value="12&#34;x"' in wrong.text
    assert (hidden(wrong)["path"], answers(wrong)) == (hidden(page)["path"], answers(page))


def test_what_is_left_for_later_is_not_asked_again(gardens: TestClient) -> None:
    page = posted(gardens, {**hidden(begun(gardens)), "action": "later"})
    assert hidden(page)["path"] != "tuin.openbaar"
    assert hidden(page)["later"] == "tuin.openbaar"
    assert "Overgeslagen vragen: 1" in page.text


def test_an_answer_can_be_changed_and_then_it_goes_on(gardens: TestClient) -> None:
    page = posted(gardens, {**hidden(begun(gardens)), "action": "answer", "i0": "nee"})
    again = posted(gardens, {**hidden(page), "change": "tuin.openbaar"})
    assert hidden(again)["path"] == "tuin.openbaar"
    assert 'value="nee" checked' in again.text
    mended = posted(gardens, {**hidden(again), "action": "answer", "i0": "ja"})
    assert answers(mended)["tuin"] == {"openbaar": "ja"}
    assert "Dat staat vast" not in mended.text
    assert "tuin.openbaar: ja" in mended.text


def test_a_decision_that_is_settled_is_told(gardens: TestClient) -> None:
    page = posted(gardens, {**hidden(begun(gardens)), "action": "answer", "i0": "nee"})
    assert "Dat staat vast" in page.text
    assert "afgewezen" in page.text
    assert hidden(page)["path"]


def test_a_part_is_added_one_more_or_there_is_none(client: TestClient) -> None:
    data = b"regeling: sto-2025-2028\n"
    page = begun(client, "sto-2025-2028", files={"file": ("mijn.yaml", data)})
    at = {**hidden(page), "path": "partners"}
    page = posted(client, {**at, "action": "more", "i0": "mbo", "i1": "roc"})
    assert hidden(page)["path"] == "partners"
    assert 'value="partners-1"' in page.text, "a name for the next is there"
    page = posted(client, {**hidden(page), "action": "answer", "i0": "po", "i1": "partners-1"})
    assert answers(page)["partners"] == [{"id": "roc", "soort": "mbo"}, {"id": "partners-1", "soort": "po"}]
    page = posted(client, {**hidden(page), "path": "doelstellingen", "action": "none"})
    assert answers(page)["doelstellingen"] == []


def test_words_of_a_list_are_ticked(client: TestClient) -> None:
    tree = {"regeling": "sto-2025-2028", "doelstellingen": [{"id": "a"}]}
    page = begun(client, "sto-2025-2028", files={"file": ("mijn.json", json.dumps(tree).encode())})
    page = posted(
        client,
        {**hidden(page), "path": "doelstellingen[0].elementen", "action": "answer", "i0": ["aanbod", "personeel"]},
    )
    if 'role="alert"' in page.text:
        known = re.findall(r'type="checkbox" name="i0" value="([^"]+)"', page.text)
        page = posted(client, {**hidden(page), "action": "answer", "i0": known[:2]})
        assert answers(page)["doelstellingen"][0]["elementen"] == known[:2]


def test_the_report_is_that_of_the_answers(gardens: TestClient) -> None:
    page = posted(gardens, {**hidden(begun(gardens)), "action": "answer", "i0": "nee"})
    report = posted(gardens, {**hidden(page), "action": "report"})
    assert report.status_code == 200
    assert "TUIN-T2" in report.text
    assert "'sha256-" in report.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ("regeling: [", "tuin.naam"),
        ('{"regeling": "buurttuinen-2027", "tuin": "<script>alert(1)</script>"}', "tuin.naam"),
        ("[" * 5000, "tuin.naam"),
        ("&a [*a]", "tuin.naam"),
        ('{"regeling": "sto-2025-2028"}', "tuin.naam"),
    ],
)
def test_answers_that_are_no_document_are_a_report(gardens: TestClient, document: str, path: str) -> None:
    fields = {
        "action": "answer",
        "scheme": GARDENS.name,
        "document": document,
        "name": "x.yaml",
        "path": path,
        "i0": "a",
    }
    answered = posted(gardens, fields)
    assert answered.status_code == 200
    assert "<script>alert" not in answered.text


@pytest.mark.parametrize(
    "path",
    [
        "nergens",
        "tuin",
        "vrijwilligers[9].uren",
        "vrijwilligers[99]",
        "vrijwilligers[0].x",
        "[0]",
        "regeling.x",
        "....",
        "ontvangen[3]",
        "é" * 500,
    ],
)
@pytest.mark.parametrize("action", ["answer", "none", "more"])
def test_a_path_that_leads_nowhere_is_no_fault(gardens: TestClient, path: str, action: str) -> None:
    tree = {"regeling": GARDENS.name, "vrijwilligers": [{"id": "a", "rol": "tuinier"}]}
    first = hidden(begun(gardens, files={"file": ("mijn.json", json.dumps(tree).encode())}))
    page = posted(gardens, {**first, "path": path, "action": action, "i0": "x"})
    assert page.status_code == 200
    assert answers(page) == json.loads(first["document"])


def test_what_is_no_turn_is_refused(gardens: TestClient) -> None:
    assert posted(gardens, {"action": "weg", "scheme": GARDENS.name}).status_code == 400
    assert posted(gardens, {"action": "begin", "scheme": "onbekend"}).status_code == 404
    assert posted(gardens, {}, headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_a_whole_sample_leaves_nothing_open(client: TestClient) -> None:
    data = (SAMPLES / "techniekregio-volledig.yaml").read_bytes()
    page = begun(client, "sto-2025-2028", files={"file": ("plan.yaml", data)})
    assert "Er is geen vraag meer open." in page.text


def test_the_page_speaks_english_too(gardens: TestClient) -> None:
    page = posted(gardens, {"action": "begin", "scheme": GARDENS.name, "lang": "en"})
    assert "Why is this asked?" in page.text
    assert '<html lang="en">' in page.text
