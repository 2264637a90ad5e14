"""The page and the report in a real browser: what a person sees, does and gets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook

from sto_check.cli.main import run
from tests.cli.conftest import MAXIMA, SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

BOOK = SAMPLES / "techniekregio-volledig.xlsx"
FLAWED = SAMPLES / "techniekregio-veel-gebreken.yaml"
WIDTHS = (390, 1280)


def require_good(page: Page, said: list[str]) -> None:
    """Hold a page to what every page is: accessible, nothing wider than the screen, nothing to complain of."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        widest = page.evaluate("document.documentElement.scrollWidth")
        assert widest <= width
    assert said == []


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_is_good_in_both_languages(opened: Page, said: list[str], address: str, lang: str) -> None:
    opened.goto(f"{address}?lang={lang}")
    assert opened.locator("html").get_attribute("lang") == lang
    opened.get_by_role("link", name={"nl": "English", "en": "Nederlands"}[lang]).click()
    assert opened.locator("html").get_attribute("lang") != lang
    require_good(opened, said)


def test_a_workbook_is_checked_and_the_report_is_read(opened: Page, said: list[str], address: str) -> None:
    opened.goto(address)
    opened.get_by_label("Uw bestand").set_input_files(str(BOOK))
    opened.get_by_role("button", name="Bekijk het verslag").click()
    opened.wait_for_load_state()
    text = opened.locator("body").inner_text()
    assert "beoordelen" in text.lower()
    assert "STO-J1" in text
    require_good(opened, said)


def test_it_works_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Uw bestand").set_input_files(str(FLAWED))
    page.get_by_role("button", name="Bekijk het verslag").click()
    assert "STO-M4" in page.locator("body").inner_text()
    context.close()


def test_the_workbook_with_findings_and_the_empty_form_are_downloaded(
    opened: Page, address: str, tmp_path: Path
) -> None:
    opened.goto(address)
    opened.get_by_label("Uw bestand").set_input_files(str(BOOK))
    with opened.expect_download() as begun:
        opened.get_by_role("button", name="met de bevindingen").click()
    begun.value.save_as(tmp_path / "terug.xlsx")
    assert begun.value.suggested_filename == "techniekregio-volledig-bevindingen.xlsx"
    assert load_workbook(tmp_path / "terug.xlsx").sheetnames[0] == "Bevindingen"
    with opened.expect_download() as begun:
        opened.get_by_role("button", name="Download", exact=True).click()
    begun.value.save_as(tmp_path / "leeg.xlsx")
    assert "Regio" in load_workbook(tmp_path / "leeg.xlsx").sheetnames


def test_a_file_can_be_dropped(opened: Page, address: str) -> None:
    opened.goto(address)
    text = FLAWED.read_text(encoding="utf-8")
    carried: Any = opened.evaluate_handle(
        "text => { const t = new DataTransfer(); t.items.add(new File([text], 'plan.yaml')); return t; }", text
    )
    opened.dispatch_event("#check", "drop", {"dataTransfer": carried})
    opened.get_by_role("button", name="Bekijk het verslag").click()
    opened.wait_for_load_state()
    assert "STO-M4" in opened.locator("body").inner_text()


def test_what_cannot_be_read_is_told_on_the_report(opened: Page, said: list[str], address: str, tmp_path: Path) -> None:
    broken = tmp_path / "stuk.xlsx"
    broken.write_bytes(b"PK\x03\x04 niets")
    opened.goto(address)
    opened.get_by_label("Uw bestand").set_input_files(str(broken))
    opened.get_by_role("button", name="Bekijk het verslag").click()
    opened.wait_for_load_state()
    assert "beschadigd" in opened.locator("body").inner_text()
    require_good(opened, said)


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", ["techniekregio-veel-gebreken", "techniekregio-vroeg-concept"])
def test_the_report_as_a_file_is_good_on_screen_and_on_paper(
    opened: Page, said: list[str], tmp_path: Path, name: str, lang: str
) -> None:
    target = tmp_path / "verslag.html"
    command = ["check", str(SAMPLES / f"{name}.yaml"), *MAXIMA, "--format", "html", "--output", str(target)]
    assert run([*command, "--lang", lang]) in {1, 3}
    opened.goto(target.as_uri())
    assert "STO-C3" in opened.locator("body").inner_text() or "STO-A1" in opened.locator("body").inner_text()
    assert opened.pdf(format="A4")[:5] == b"%PDF-"
    require_good(opened, said)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_an_interview_is_good_to_look_at_and_goes_on(opened: Page, said: list[str], address: str, lang: str) -> None:
    words = {"nl": ("Begin", "Weet ik nog niet", "Volgende"), "en": ("Begin", "I do not know yet", "Next")}[lang]
    opened.goto(f"{address}?lang={lang}")
    opened.get_by_role("button", name=words[0], exact=True).click()
    first = opened.locator("h2").first.inner_text()
    require_good(opened, said)
    opened.get_by_role("button", name=words[1]).click()
    assert opened.locator("h2").first.inner_text() != first
    opened.get_by_label("Penvoerder: bevoegd gezag nummer").fill("12")
    opened.get_by_role("button", name=words[2]).click()
    opened.locator("summary").last.click()
    opened.get_by_role("button", name="penvoerder.bevoegd_gezag_nummer").click()
    assert opened.get_by_label("Penvoerder: bevoegd gezag nummer").input_value() == "12"
    opened.get_by_label("Penvoerder: bevoegd gezag nummer").fill("twaalf")
    opened.get_by_role("button", name=words[2]).click()
    assert opened.get_by_role("alert").is_visible()
    require_good(opened, said)
