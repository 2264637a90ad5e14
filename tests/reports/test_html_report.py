"""The report as one HTML page: everything is there, nothing from elsewhere, and no text of a document becomes HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
import yaml

from sto_check import check, check_files, load_application, load_scheme
from sto_check.decision.causes import causes_of
from sto_check.decision.result import Result
from sto_check.reports.html_report import parts
from sto_check.scheme.errors import SchemeError
from sto_check.scheme.overview import read_overview
from sto_check.text.language import LANGUAGES
from tests.reports.conftest import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sto_check.scheme.scheme import Scheme
    from sto_check.text.language import Lang
    from tests.scheme.small import SmallScheme

VOID = {"meta", "rect", "br"}


class Read(HTMLParser):
    """Reads a page: its text, its elements with attributes, and whether every element is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def page_of(result: Result, lang: Lang = "nl") -> str:
    return "".join(parts([result], lang))


def in_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["techniekregio-veel-gebreken", "techniekregio-volledig+"])
def test_every_outcome_that_is_not_met_is_on_the_page_with_reason_remedy_and_sources(
    results: Mapping[str, Result], name: str, lang: Lang
) -> None:
    result = results[name]
    assert result.decision is not None
    page = Read(page_of(result, lang))
    assert ("html", {"lang": lang}) in page.elements
    assert result.decision.title[lang] in page.text
    for outcome in result.decision.outcomes:
        assert f"{outcome.rule.id} {in_line(outcome.rule.title[lang])}".split()[0] in page.text
        if outcome.status == "not_met":
            assert in_line(outcome.explanation.reason[lang]) in page.text
            assert in_line(outcome.explanation.remedy[lang]) in page.text
        if outcome.status in {"not_met", "unknown", "open"}:
            for basis in outcome.rule.basis:
                assert in_line(basis.says[lang]) in page.text


def test_the_page_needs_nothing_else_and_holds_no_script(results: Mapping[str, Result]) -> None:
    page = page_of(results["techniekregio-veel-gebreken"])
    elements = Read(page).elements
    assert {tag for tag, _ in elements}.isdisjoint({"script", "link", "img", "iframe", "object", "form"})
    assert not re.search(r"https?:|url\(|@import| style=| on\w+=", page)
    ids = [found["id"] for _, found in elements if "id" in found]
    assert len(ids) == len(set(ids))
    targets = {found["href"] for tag, found in elements if tag == "a"}
    assert targets
    assert targets <= {f"#{one}" for one in ids}


def test_the_values_of_the_scheme_stand_under_their_heading(results: Mapping[str, Result]) -> None:
    text = Read(page_of(results["techniekregio-veel-gebreken"])).text
    _, heading, below = text.partition("Waarden van de regeling")
    assert heading
    assert "cofinanciering.aandeel10%" in below
    assert "built-in" not in text


def test_what_a_document_says_is_text_and_never_html(tmp_path: Path, scheme: Scheme) -> None:
    written = (SAMPLES / "techniekregio-veel-gebreken.yaml").read_text(encoding="utf-8")
    hostile = "<script>alert(1)</script>\"'&<b>"
    path = tmp_path / "kwaad<i>.yaml"
    path.write_text(written.replace("Simulator voor", f"{hostile.replace(chr(34), '')} voor"), encoding="utf-8")
    application = load_application(path)
    page = page_of(Result(str(path), check(application, scheme), None))
    assert "<script" not in page
    assert "<i>" not in page
    assert "<script>alert(1)</script>" in Read(page).text


def test_the_bars_show_what_the_rules_counted(results: Mapping[str, Result]) -> None:
    text = Read(page_of(results["techniekregio-volledig"], "en")).text
    decision = results["techniekregio-volledig"].decision
    assert decision is not None
    costs = [fact.values for fact in decision.record.facts["kostenpost"]]
    by_year: dict[object, int] = {}
    for values in costs:
        amount = values["bedrag"]
        assert isinstance(amount, int)
        by_year[values["jaar"]] = by_year.get(values["jaar"], 0) + amount
    assert len(by_year) == 4
    shown = text[text.index("Costs by year") :]
    for year, cents in by_year.items():
        assert f"{year}€ {cents // 100:,}.{cents % 100:02d}" in shown.replace("\N{NO-BREAK SPACE}", " ")


def test_an_activity_outside_the_period_is_marked_in_the_time_line(results: Mapping[str, Result]) -> None:
    outside = Read(page_of(results["techniekregio-activiteit-in-2029"])).text.count("(buiten de periode)")
    inside = Read(page_of(results["techniekregio-volledig"])).text.count("(buiten de periode)")
    assert (outside, inside) == (1, 0)


def test_what_many_rules_wait_for_is_told_once_with_their_names(scheme: Scheme) -> None:
    tree = yaml.safe_load((SAMPLES / "techniekregio-volledig.yaml").read_text(encoding="utf-8"))
    del tree["begroting"]
    decision = check(load_application(tree), scheme)
    page = Read(page_of(Result("zonder.yaml", decision, None)))
    (first, *_) = causes_of(decision.outcomes)
    assert len(first.rules) > 10
    assert page.text.count(in_line(first.reason.nl)) == 1
    waiting = page.text[page.text.index("Daardoor onbekend:") :]
    assert all(f"{rule} " in waiting for rule in first.rules)


def test_a_document_that_cannot_be_read_is_told_on_the_page(results: Mapping[str, Result], tmp_path: Path) -> None:
    from sto_check.text.errors import StoCheckError

    path = tmp_path / "stuk.yaml"
    path.write_text("regio: [", encoding="utf-8")
    with pytest.raises(StoCheckError) as caught:
        load_application(path)
    both = "".join(parts([Result("stuk.yaml", None, caught.value), results["techniekregio-volledig"]], "nl"))
    page = Read(both)
    assert in_line(caught.value.problems[0].says.nl) in page.text
    assert [found["id"] for tag, found in page.elements if tag == "article"] == ["a1", "a2"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("- {title: {nl: T, en: T}, sum: regio.bovenbouw, by: nergens}", "overview-attribute"),
        ("- {title: {nl: T, en: T}, names: {nergens: {nl: N, en: N}}}", "overview-kind"),
        ("- {title: {nl: T, en: T}, taart: regio}", "overview-shape"),
        ("- kop", "overview-shape"),
    ],
)
def test_an_overview_that_does_not_fit_its_scheme_is_told_with_its_place(
    small: SmallScheme, written: str, code: str
) -> None:
    (small.folder / "overview.yaml").write_text(f"# overzicht\n{written}\n", encoding="utf-8")
    with pytest.raises(SchemeError) as caught:
        read_overview(load_scheme(small.folder))
    assert {(one.code, one.place.line if one.place else 0) for one in caught.value.problems} == {(code, 2)}


def checked(name: str) -> Result:
    (result,) = check_files([SAMPLES / name])
    return result


def test_of_a_draft_the_page_says_how_far_it_is_and_of_another_it_does_not() -> None:
    draft = page_of(checked("techniekregio-vroeg-concept.yaml"))
    assert "<h2>Hoe ver</h2>" in draft
    assert "aanvrager.bevoegd_gezag_nummer, aanvrager.naam" in draft
    assert "How far" not in page_of(checked("techniekregio-te-laat.yaml"), "en")


def test_a_page_is_headed_by_what_the_application_is_called() -> None:
    assert "<h1>Techniekregio Oeverlanden</h1>" in page_of(checked("techniekregio-te-laat.yaml"))
