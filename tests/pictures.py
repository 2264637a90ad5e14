"""Pictures for the README, made from the samples: ``python -m tests.pictures`` makes them anew.

It needs Chromium and LibreOffice, and pdftoppm of Poppler.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from sto_check.cli.main import run
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.cli.conftest import MAXIMA, SAMPLES
from tests.forms.libreoffice import saved
from tests.simulated import SIMULATION

PICTURES = SAMPLES / "pictures"
_NAME = "aanvraag.yaml"


def main() -> None:
    """Make the report, the page, the findings in a workbook, a letter and a simulation as pictures."""
    PICTURES.mkdir(exist_ok=True)
    run([*SIMULATION, "--plot", str(PICTURES / "simulation.svg"), "--force"])
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = Path(scratch)
        os.chdir(folder)  # so that no picture shows where it was made
        Path(_NAME).write_bytes((SAMPLES / "techniekregio-veel-gebreken.yaml").read_bytes())
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        report = folder / "verslag.html"
        run(["check", _NAME, *MAXIMA, "--format", "html", "--output", str(report)])
        page.goto(report.as_uri())
        page.screenshot(path=PICTURES / "report.png")
        program = subprocess.Popen(
            [sys.executable, "-m", "sto_check", "serve", "--port", "0"], stdout=subprocess.PIPE, text=True
        )
        assert program.stdout
        address = re.search(r"http://[0-9.:]+/", program.stdout.readline())
        assert address
        page.set_viewport_size({"width": 900, "height": 560})
        page.goto(address[0])
        page.screenshot(path=PICTURES / "page.png")
        program.terminate()
        browser.close()
        _findings(folder)
        _letter(folder)


def _findings(folder: Path) -> None:
    """Make a picture of the first page of the findings in a workbook."""
    book, copy = Path("aanvraag.xlsx"), Path("bevindingen.xlsx")
    run(["convert", _NAME, str(book)])
    run(["check", str(book), *MAXIMA, "--annotate", str(copy), "--output", str(folder / "uit.txt")])
    pdf = folder / "bevindingen.pdf"
    pdf.write_bytes(saved(copy.read_bytes(), folder, ".xlsx", "pdf"))
    target = str(PICTURES / "findings")
    subprocess.run(["pdftoppm", "-png", "-r", "85", "-l", "1", "-singlefile", str(pdf), target], check=True)


def _letter(folder: Path) -> None:
    """Make a picture of the first page of a letter."""
    letter = folder / "brief.docx"
    who = ("--office", "Dienst Subsidies", "--by", "A. Bos", "--sent", "2024-12-09")
    run(["letter", _NAME, *MAXIMA, *who, "--output", str(letter)])
    pdf = folder / "brief.pdf"
    pdf.write_bytes(saved(letter.read_bytes(), folder, ".docx", "pdf"))
    target = str(PICTURES / "letter")
    subprocess.run(["pdftoppm", "-png", "-r", "85", "-l", "1", "-singlefile", str(pdf), target], check=True)


if __name__ == "__main__":
    main()
