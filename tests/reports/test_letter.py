"""Letters: what stands in them, by whom a template is filled, and that nothing in an application fills it too."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document

from sto_check import check, load_application, load_judgements
from sto_check.documents.read import read_file
from sto_check.reports.letter_file import TEMPLATE, TemplateUnreadableError, write_letter
from sto_check.reports.letter_view import Sent, letter_of
from tests.forms.libreoffice import needs_libreoffice, saved
from tests.letter_template import make_template
from tests.reports.conftest import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.decision.decision import Decision
    from sto_check.scheme.scheme import Scheme

SENT = Sent("Dienst Subsidies", "A. Bos", date(2024, 12, 9), "2024-17")
UNTIL = SENT._replace(until=date(2024, 12, 23))


def text_of(data: bytes) -> str:
    """Return what a letter says, its tables too, a paragraph on a line."""
    letter = Document(io.BytesIO(data))
    cells = [cell.text for table in letter.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in letter.paragraphs), *cells])


def template_saying(tmp_path: Path, *paragraphs: str) -> Path:
    made = Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    path = tmp_path / "eigen.docx"
    made.save(str(path))
    return path


def test_the_template_is_as_it_is_made() -> None:
    def told(data: bytes) -> list[tuple[str, str]]:
        """Return each paragraph with its style, those of tables and of the foot of a page too."""
        letter = Document(io.BytesIO(data))
        cells = [cell for table in letter.tables for row in table.rows for cell in row.cells]
        parts = [letter, letter.sections[0].footer, *cells]
        return [(paragraph.text, paragraph.style.name) for part in parts for paragraph in part.paragraphs]

    assert told(TEMPLATE.read_bytes()) == told(make_template())


def test_a_refusal_says_why_where_and_until_when_one_can_object(decisions: dict[str, Decision]) -> None:
    decision = decisions["techniekregio-cofinanciering-9-99"]
    said = text_of(write_letter(letter_of(decision, SENT)))
    assert "Wij wijzen uw aanvraag af" in said
    assert "Stichting Oeverlanden Onderwijs" in said
    assert "9 december 2024" in said
    assert (
        "1. De cofinanciering is ten minste 10% van de subsidiabele kosten\nAan deze voorwaarde is niet voldaan."
        in said
    )
    found = next(one for one in decision.outcomes if one.rule.id == "STO-M4")
    assert f"{found.explanation.reason.nl} (techniekregio-cofinanciering-9-99.yaml, regels" in said
    assert "Bron: DUS-I, subsidiepagina" in said
    assert "Dat dit hieruit volgt, zegt de bron niet zelf" in said
    assert "is dat tot en met maandag 20 januari 2025." in said
    assert decision.application_sha256 in said
    assert "STO-M4\nDe cofinanciering is ten minste 10% van de subsidiabele kosten\nniet voldaan" in said


def test_a_request_says_what_to_send_and_until_when(decisions: dict[str, Decision]) -> None:
    said = text_of(write_letter(letter_of(decisions["techniekregio-vroeg-concept"], UNTIL)))
    assert "Stuur uw aanvulling uiterlijk op maandag 23 december 2024." in said
    assert "1. Vul in: begroting.kosten." in said
    assert "Bezwaar" not in said


@pytest.mark.parametrize(
    "name", ["techniekregio-veel-gebreken", "techniekregio-vroeg-concept", "techniekluw-veel-gebreken"]
)
def test_every_rule_that_decides_is_in_the_letter_and_no_other(decisions: dict[str, Decision], name: str) -> None:
    decision = decisions[name]
    entry = next(entry for entry in decision.scheme.decision.policy if entry.id == decision.verdict)
    deciding = {one.rule.id for one in decision.outcomes if one.leads_to == entry.when}
    fields = letter_of(decision, UNTIL)
    assert {rule for point in fields["punten"] for rule in point.regels} == deciding
    assert deciding
    assert {one.regel for one in fields["getoetst"]} == {one.rule.id for one in decision.outcomes}


def test_what_a_person_judged_is_in_the_letter_with_the_score(decisions: dict[str, Decision]) -> None:
    said = text_of(write_letter(letter_of(decisions["techniekregio-volledig+"], SENT)))
    assert "komt in aanmerking voor subsidie, voor zover het subsidieplafond dat toelaat" in said
    assert "De beoordeling komt uit op een score van" in said
    assert "Score: voldoende." in said
    assert "(aanvraag)" not in said
    assert "Waarom" not in said


def test_what_was_judged_insufficient_is_the_reason_with_the_words_of_who_judged(scheme: Scheme) -> None:
    judged = load_judgements(
        {
            "nummer": "14",
            "beoordelingen": [
                {
                    "regel": "STO-J1",
                    "score": "onvoldoende",
                    "door": "A. Bos",
                    "op": "2024-10-21",
                    "motivering": "Te vaag.",
                }
            ],
        },
        scheme,
    )
    decision = check(load_application(SAMPLES / "techniekregio-volledig.yaml", scheme.form), scheme, judgements=judged)
    assert decision.verdict == "not-eligible"
    found = [(point.regels, [one.tekst for one in point.bevindingen]) for point in letter_of(decision, SENT)["punten"]]
    assert found == [(("STO-J1",), ["Beoordeeld als onvoldoende: Te vaag."])]


def test_the_same_letter_is_the_same_bytes(decisions: dict[str, Decision]) -> None:
    fields = letter_of(decisions["techniekregio-te-laat"], SENT)
    assert write_letter(fields) == write_letter(fields)


def test_what_an_application_says_is_never_filled_in_nor_markup(scheme: Scheme) -> None:
    tree: Any = read_file(SAMPLES / "techniekregio-te-laat.yaml").tree
    name = "{{ 7 * 7 }} </w:t><w:br/> & {% for %} {{ inhoud }}"
    tree["aanvrager"]["naam"] = name
    decision = check(load_application(tree, scheme.form), scheme)
    assert name in text_of(write_letter(letter_of(decision, SENT)))


def test_an_office_has_a_template_of_its_own(decisions: dict[str, Decision], tmp_path: Path) -> None:
    own = template_saying(
        tmp_path,
        "{{ kenmerk }}: {{ besluit }} ({{ inhoud.regio.naam }})",
        "{%p for punt in punten %}",
        "{{ punt.regels[0] }}",
        "{%p endfor %}",
    )
    said = text_of(write_letter(letter_of(decisions["techniekregio-te-laat"], SENT), own))
    assert said == "2024-17: niet in aanmerking (Techniekregio Oeverlanden)\nSTO-P3"


@pytest.mark.parametrize(
    ("paragraph", "said"),
    [
        ("{{ kenmrek }}", "Bedoelt u kenmerk?"),
        ("{{ datum", "geen brief te maken"),
        ("{%p for punt in punten %}", "geen brief te maken"),
        ("{{ datum.__class__.__mro__ }}", "geen brief te maken"),
        ("{{ inhoud.clear() }}", "geen brief te maken"),
        ("{{ inhoud.nergens }}", "geen brief te maken"),
    ],
)
def test_a_template_that_cannot_be_filled_is_told(
    decisions: dict[str, Decision], tmp_path: Path, paragraph: str, said: str
) -> None:
    own = template_saying(tmp_path, paragraph)
    with pytest.raises(TemplateUnreadableError, match=said.replace("?", r"\?")):
        write_letter(letter_of(decisions["techniekregio-te-laat"], SENT), own)


def test_a_file_that_is_no_docx_is_told(decisions: dict[str, Decision], tmp_path: Path) -> None:
    fields = letter_of(decisions["techniekregio-te-laat"], SENT)
    other = tmp_path / "brief.docx"
    with pytest.raises(TemplateUnreadableError, match=r"brief\.docx"):
        write_letter(fields, other)
    other.write_bytes(b"geen zip")
    with pytest.raises(TemplateUnreadableError, match=r"brief\.docx"):
        write_letter(fields, other)
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("iets.xml", "<a/>")
    with pytest.raises(TemplateUnreadableError, match=r"brief\.docx"):
        write_letter(fields, other)
    other.write_bytes((SAMPLES / "techniekregio-volledig.xlsx").read_bytes())
    with pytest.raises(TemplateUnreadableError, match=r"brief\.docx"):
        write_letter(fields, other)


@needs_libreoffice
def test_a_letter_opens_in_a_word_processor_of_another_maker(decisions: dict[str, Decision], tmp_path: Path) -> None:
    data = write_letter(letter_of(decisions["techniekregio-te-laat"], SENT))
    said = saved(data, tmp_path, ".docx", "txt:Text (encoded):UTF8").decode("utf-8-sig")
    assert "Wij wijzen uw aanvraag af, omdat zij niet aan alle voorwaarden van de regeling voldoet." in said
    assert "{" not in said
    assert saved(data, tmp_path, ".docx", "pdf").startswith(b"%PDF")
