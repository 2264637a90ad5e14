"""The template of letters that comes along, ``sto_check/reports/letter.docx``: ``python -m tests.letter_template``.

It is an ordinary document with the names of fields in it; an office takes it over in its own word processor.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from sto_check.reports.letter_file import without_clock

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.table import Table

FILE = Path(__file__).parents[1] / "sto_check" / "reports" / "letter.docx"
_GREY = RGBColor(0x55, 0x55, 0x55)
_BODY = """\
{%p if tot %}
! Stuur uw aanvulling uiterlijk op {{ tot }}.
{%p endif %}
{%p if punten and soort == 'verzoek' %}
# Wat wij u vragen
{%p elif punten %}
# Waarom
{%p endif %}
{%p for punt in punten %}
{%p if soort == 'verzoek' and punt.herstel %}
## {{ loop.index }}. {{ punt.herstel }}
{{ punt.vaststelling }} Het gaat om: {{ punt.voorwaarden | join('; ') }}.
{%p else %}
## {{ loop.index }}. {{ punt.voorwaarden | join('; ') }}
{{ punt.vaststelling }}
{%p endif %}
{%p for bevinding in punt.bevindingen %}
* {{ bevinding.tekst }}{% if bevinding.waar %} ({{ bevinding.waar }}){% endif %}
{%p endfor %}
{%p if soort == 'verzoek' %}
{%p for bron in punt.vindplaatsen %}
- Bron: {{ bron }}.
{%p endfor %}
{%p else %}
{%p for bron in punt.bronnen %}
- Bron: {{ bron }}
{%p endfor %}
{%p endif %}
{%p if punt.lezing %}
- {{ punt.lezing }}
{%p endif %}
{%p endfor %}
{%p if oordelen %}
# Beoordeling
{%p if score %}
De beoordeling komt uit op een score van {{ score }}.
{%p endif %}
{%p for oordeel in oordelen %}
* {{ oordeel.vraag }}{% if oordeel.over %} ({{ oordeel.over }}){% endif %} Score: {{ oordeel.score }}. \
{{ oordeel.motivering }}
{%p endfor %}
{%p endif %}
{%p if terzijde %}
# Wat terzijde is gesteld
{%p for een in terzijde %}
* {{ een }}
{%p endfor %}
{%p endif %}
{%p if bezwaar_tot %}
# Bezwaar
Bent u het niet eens met dit besluit, dan kunt u bezwaar maken. Dat kan binnen zes weken, vanaf de dag nadat wij het u \
bekend hebben gemaakt (Awb 6:7 en 6:8). Maken wij het bekend op {{ datum }}, dan is dat tot en met {{ bezwaar_tot }}. \
Richt uw bezwaarschrift aan {{ kantoor }}; onderteken het, zet er uw naam, adres en de datum in, en schrijf om welk \
besluit het gaat en waarom u het er niet mee eens bent (Awb 6:5).
{%p endif %}

Met vriendelijke groet,

{{ ondertekenaar }}
{{ kantoor }}
"""


def make_template() -> bytes:
    """Return the template as a DOCX file; the same bytes every time."""
    document = Document()
    _set_up(document)
    document.add_paragraph("{{ kantoor }}", style="Kop")
    for line in ("{%p for naam in aan %}", "{{ naam }}", "{%p endfor %}"):
        document.add_paragraph(line, style="Adres")
    _heading_table(document)
    document.add_paragraph(
        "{% if soort == 'verzoek' %}Verzoek om aan te vullen{% else %}Besluit{% endif %}", style="Title"
    )
    document.add_paragraph("Geachte aanvrager,")
    document.add_paragraph("{{ zegt }}", style="Nadruk")
    document.add_paragraph(
        "{% if aanvraag.ontvangen %}Wij ontvingen {{ aanvraag.bestand }} op {{ aanvraag.ontvangen }} en toetsten "
        "het aan {% else %}Wij toetsten {{ aanvraag.bestand }} aan {% endif %}{{ regeling.naam }} "
        "({{ regeling.vindplaats }}), met de waarden van {{ regeling.waarden_van }}."
    )
    for line in _BODY.splitlines():
        _line(document, line)
    for paragraph in document.paragraphs[-5:-1]:
        paragraph.paragraph_format.keep_with_next = True
    _annex(document)
    made = io.BytesIO()
    document.core_properties.author = "sto-check"
    document.core_properties.title = "Brief"
    document.core_properties.comments = ""
    document.save(made)
    return without_clock(made.getvalue())


_STYLES = {"# ": "Heading 1", "## ": "Heading 2", "* ": "List Bullet", "! ": "Nadruk", "- ": "Bron"}


def _line(document: Docx, line: str) -> None:
    style = next((name for mark, name in _STYLES.items() if line.startswith(mark)), None)
    document.add_paragraph(line.partition(" ")[2] if style else line, style=style)


def _set_up(document: Docx) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    normal = _style(document, "Normal", Pt(10), after=Pt(6))
    normal.paragraph_format.line_spacing = 1.15
    for name, size, before in (("Title", Pt(15), Pt(12)), ("Heading 1", Pt(12), Pt(12)), ("Heading 2", Pt(10), Pt(8))):
        style = _style(document, name, size, before=before, after=Pt(4))
        style.font.bold, style.font.color.rgb = True, RGBColor(0, 0, 0)
        style.paragraph_format.keep_with_next = True
    for border in document.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    _style(document, "List Bullet", Pt(10), after=Pt(3))
    for name in ("Kop", "Adres", "Nadruk", "Bron"):
        document.styles.add_style(name, 1).base_style = document.styles["Normal"]
    _style(document, "Kop", Pt(12), after=Pt(24)).font.bold = True
    _style(document, "Adres", Pt(10), after=Pt(0))
    _style(document, "Nadruk", Pt(10), after=Pt(6)).font.bold = True
    source = _style(document, "Bron", Pt(8.5), after=Pt(3))
    source.font.color.rgb = _GREY
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Bron"]
    footer.add_run("{{ aanvraag.naam }}{% if kenmerk %}, {{ kenmerk }}{% endif %}; pagina ")
    _field(footer, "PAGE")


def _style(document: Docx, name: str, size: Pt, *, before: Pt | None = None, after: Pt | None = None) -> Any:
    style: Any = document.styles[name]
    style.font.name, style.font.size = "Arial", size
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), "Arial")
    if before is not None:
        style.paragraph_format.space_before = before
    style.paragraph_format.space_after = after
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "nl-NL")
    style.element.get_or_add_rPr().append(language)
    return style


def _field(paragraph: Any, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        run = paragraph.add_run()._r
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run.append(part)


def _heading_table(document: Docx) -> None:
    document.add_paragraph(style="Adres")
    rows = [
        ("Datum", "{{ datum }}"),
        ("Kenmerk", "{{ kenmerk or '-' }}"),
        ("Betreft", "{{ aanvraag.naam or aanvraag.bestand }}: {{ regeling.naam }}"),
    ]
    table = document.add_table(len(rows), 2)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.paragraphs[0].style = document.styles["Adres"]
            cell.paragraphs[0].add_run(text)
    _widths(table, Cm(3), Cm(13))


def _annex(document: Docx) -> None:
    document.add_paragraph("Bijlage: wat is getoetst", style="Heading 1").paragraph_format.page_break_before = True
    table = document.add_table(4, 3)
    table.style = document.styles["Table Grid"]
    rows = [
        ("Regel", "Voorwaarde", "Uitkomst"),
        ("{%tr for een in getoetst %}", "", ""),
        ("{{ een.regel }}", "{{ een.voorwaarde }}", "{{ een.uitkomst }}"),
        ("{%tr endfor %}", "", ""),
    ]
    for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.paragraphs[0].style = document.styles["Bron"]
            cell.paragraphs[0].add_run(text).bold = number == 0
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    _widths(table, Cm(2.6), Cm(10.4), Cm(3))
    document.add_paragraph(
        "Vingerafdruk (SHA-256) van het getoetste document: {{ aanvraag.vingerafdruk or 'geen' }}.", style="Bron"
    )


def _widths(table: Table, *widths: Cm) -> None:
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


if __name__ == "__main__":
    FILE.write_bytes(make_template())
