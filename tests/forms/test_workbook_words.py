"""What is wrong with a workbook, in the words of who works in it: sheets, questions, columns, and values as shown."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from sto_check.decision.check import check
from sto_check.documents.errors import DocumentError
from sto_check.forms.load import load_application, read_application
from sto_check.forms.named_forms import named_form
from sto_check.forms.plain import plain_tree
from sto_check.forms.sheets.write import write_workbook
from sto_check.forms.source import source_of
from sto_check.forms.template import template_of
from sto_check.scheme.load import load_scheme

if TYPE_CHECKING:
    from collections.abc import Mapping

SAMPLE = Path(__file__).parents[2] / "samples" / "techniekregio-volledig.yaml"


@pytest.fixture(scope="module")
def full() -> bytes:
    application = load_application(SAMPLE)
    return write_workbook(application.form, plain_tree(application.content))


def changed(data: bytes, cells: Mapping[str, object]) -> bytes:
    """Return a workbook with other values in cells: ``Kosten!A2``, or ``Regio!Regio: naam`` for the answer to that."""
    book: Any = openpyxl.load_workbook(io.BytesIO(data))
    for name, value in cells.items():
        sheet, _, cell = name.partition("!")
        asked = {row[0].value: row[1].coordinate for row in book[sheet].iter_rows(min_row=2)}
        book[sheet][asked.get(cell, cell)] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def told(data: bytes, lang: str = "nl") -> list[str]:
    with pytest.raises(DocumentError) as caught:
        read_application(source_of(data, "a.xlsx"))
    return [one.render("nl" if lang == "nl" else "en").removeprefix("a.xlsx:") for one in caught.value.problems]


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        (
            "Activiteiten!E2",
            "31-02-2025",
            ("Start: “31-02-2025” bestaat niet op de kalender: februari 2025 heeft 28 dagen. Controleer maand en dag."),
        ),
        (
            "Activiteiten!E2",
            "1-2-25",
            (
                "Start: “1-2-25” is geen datum: het jaar heeft vier cijfers. Vul een datum in "
                "als dag-maand-jaar: 31-01-2025."
            ),
        ),
        (
            "Kosten!G4",
            12.345,
            (
                "Prijs: “12,345” heeft meer dan twee decimalen. Vul een bedrag in van hoogstens twee "
                "decimalen: 1.234,56."
            ),
        ),
        (
            "Kosten!G4",
            "veel",
            ("Prijs: “veel” is geen bedrag. Vul een bedrag in van hoogstens twee decimalen: 1.234,56."),
        ),
        ("Kosten!D5", 25, "Jaar: “25” is geen jaar. Vul een jaar in van 2000 tot en met 2100: 2025."),
        ("Kosten!I6", "jawel", "Subsidiabel: “jawel” is geen ja en geen nee. Kies ja of nee."),
        ("Kosten!I6", "yes", "Subsidiabel: “yes” is geen ja en geen nee. Schrijf: ja."),
        (
            "Activiteiten!D4",
            "25, 2026",
            (
                "Jaren: “25” is geen jaar. Vul een jaar in van 2000 tot en met 2100: 2025. "
                "Meer in één cel scheidt u met komma's: 2025, 2026."
            ),
        ),
        (
            "Activiteiten!H3",
            "onderbouw, bbb",
            (
                "Leerwegen: Het woord “bbb” is hier niet bekend. Bedoelt u bb? Meer in "
                "één cel scheidt u met komma's: onderbouw, bb."
            ),
        ),
        ("Activiteiten!D3", "geen", "Jaren: “geen” is geen jaar. Laat de cel leeg, of schrijf [] als er geen zijn."),
        ("Profieldoelen!D2", "-", "Leerlingen doel: “-” is geen geheel getal. Laat de cel leeg."),
        (
            "Regio!Regio: aantal po scholen",
            "n.v.t.",
            ("Regio: aantal po scholen: “n.v.t.” is geen geheel getal. Laat de cel leeg."),
        ),
        (
            "Ondertekeningen!B3",
            None,
            (
                "Functie: De kolom Functie is hier leeg. Kies een van: directeur, bestuurslid, "
                "tekenbevoegde. Zonder dit is de rij niet te lezen."
            ),
        ),
        (
            "Partners!B19",
            None,
            (
                "Soort: De kolom Soort is hier leeg. Kies een van: vmbo, mbo, po, pro, vso, vo, hbo, wo, "
                "overheid, bedrijf. Zonder dit is de rij niet te lezen."
            ),
        ),
        (
            "Partners!D18",
            "12AB",
            (
                "BRIN: De kolom BRIN is alleen voor vmbo, mbo, po, pro, vso, vo, hbo, wo. Maak de cel "
                "leeg, of kies een andere soort."
            ),
        ),
        (
            "Ondertekeningen!A4",
            "Vakcollege Merendijk",
            (
                "Partner: De partner “Vakcollege Merendijk” is hier niet "
                "bekend. Dat is de naam van v-merendijk; schrijf v-merendijk."
            ),
        ),
        (
            "Activiteiten!F8",
            "01-01-2024",
            (
                "Activiteiten!A8: Activiteiten: De dag 01-01-2024 valt buiten de jaren van "
                "de activiteit. Maak Start, Eind en Jaren gelijk aan elkaar."
            ),
        ),
    ],
)
def test_a_problem_speaks_of_the_cell_as_its_reader_sees_it(full: bytes, cell: str, value: object, said: str) -> None:
    found = told(changed(full, {cell: value}))
    where = "" if said.startswith(cell.partition("!")[0] + "!") else f"{cell}: "
    assert any(one.endswith(said) if cell.startswith("Regio") else one == f"{where}{said}" for one in found), found


def test_a_text_document_speaks_of_keys_and_of_days_by_year_first() -> None:
    with pytest.raises(DocumentError) as caught:
        load_application({"regio": {"aantal_po_scholen": "n.v.t."}, "ontvangen": "31-1-25"})
    assert [one.render("nl") for one in caught.value.problems] == [
        (
            "ontvangen: “31-1-25” is geen datum: het jaar heeft vier cijfers en hoort voorop. Schrijf jaar-maand-dag: "
            "2025-01-31."
        ),
        "regio.aantal_po_scholen: “n.v.t.” is geen geheel getal. Schrijf alleen cijfers, hoogstens negen: 240.",
    ]


def test_a_renamed_id_is_one_message_with_the_cause_and_the_places(full: bytes) -> None:
    (found,) = told(changed(full, {"Activiteiten!A5": "act-4"}))
    assert found.startswith("Activiteiten!A5: Id: De id act-4 wordt nergens genoemd, en “act-04” op ")
    assert "op 4 plaatsen: Kosten!A22, Kosten!A23, Kosten!A24, Kosten!A25. " in found
    assert found.endswith("Is de id veranderd? Maak er weer act-04 van, of schrijf overal act-4.")
    (found,) = told(changed(full, {"Partners!A2": "v-merendyk"}))
    assert found.startswith("Partners!A2: Id: De id v-merendyk wordt nergens genoemd, en “v-merendijk” op ")
    assert "op 31 plaatsen: Profieldoelen!A2, " in found


def test_a_name_that_is_unknown_in_several_places_is_one_message(full: bytes) -> None:
    (found,) = told(changed(full, {"Kosten!A5": "act-99", "Kosten!A9": "act-99"}), "en")
    assert found == (
        "Kosten!A5: Activiteit: The activity “act-99” is not known here; it stands in 2 places: Kosten!A5, Kosten!A9. "
        "Did you mean act-19?"
    )


def test_what_is_missing_of_the_whole_document_has_no_name_of_a_sheet() -> None:
    for scheme in ("sto-2025-2028", "sto-2020-2024", "sto-2025-2028-uitwerking", "sto-2020-2024-eindrapportage"):
        opened = load_scheme(scheme)
        document = read_application(source_of(template_of(opened.form, "xlsx", scheme), "a.xlsx"), opened.form)
        decision = check(document, opened)
        assert [one.explanation.reason.nl for one in decision.outcomes]
        assert document.document.names.called(()) == ""


def test_reasons_and_remedies_name_questions_and_columns(full: bytes) -> None:
    cells = {"Kosten!J3": None, "Visie!Onderbouw (2)": None, "Afzieningen!D2": None, "Profieldoelen!D4": None}
    application = read_application(source_of(changed(full, cells), "a.xlsx"))
    decision = check(application, load_scheme("sto-2025-2028"))
    texts = " ".join(
        text.nl
        for outcome in decision.outcomes
        if outcome.status != "met"
        for text in (outcome.explanation.reason, outcome.explanation.remedy)
    )
    assert "Overlap (Kosten!J3)" in texts
    assert "Visie: Onderbouw (2)" in texts
    assert "“Kans geboden”" in texts
    assert "Leerlingen doel (Profieldoelen!D4)" in texts
    assert "_" not in texts
    missing = {path for outcome in decision.outcomes for path in outcome.explanation.missing}
    assert "begroting.kosten[1].overlap" in missing


def renamed(data: bytes, sheets: Mapping[str, str | None]) -> bytes:
    """Return a workbook in which sheets have another name, or are gone."""
    book: Any = openpyxl.load_workbook(io.BytesIO(data))
    for name, other in sheets.items():
        if other is None:
            del book[name]
        else:
            book[name].title = other
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def without_column(data: bytes, sheet: str, letter: str) -> bytes:
    book: Any = openpyxl.load_workbook(io.BytesIO(data))
    for (cell,) in book[sheet][f"{letter}1:{letter}200"]:
        cell.value = None
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_renamed_or_missing_sheet_is_one_message(full: bytes) -> None:
    assert told(renamed(full, {"Kosten": "Begroting 2025"})) == [
        "Begroting 2025!A1: Het blad “Begroting 2025” is hier niet bekend. Bedoelt u Kosten?"
    ]
    assert told(renamed(full, {"Regio": "Algemeen"})) == [
        "Algemeen!A1: Het blad “Algemeen” is hier niet bekend. Bedoelt u Regio?"
    ]
    (found,) = told(renamed(full, {"Documenten": None}))
    assert found.endswith(
        ": Het blad “Documenten” ontbreekt. Zet hem terug zoals in het sjabloon; wat erbij hoort mag leeg blijven."
    )
    assert found.startswith("Uitleg!A")


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        (
            "Kosten!H1",
            "Totaal in euro",
            "Kosten!H1: De kolomkop “Totaal in euro” is hier niet bekend. Bedoelt u Bedrag?",
        ),
        ("Kosten!H1", "Bedarg", "Kosten!H1: De kolomkop “Bedarg” is hier niet bekend. Bedoelt u Bedrag?"),
        (
            "Visie!A5",
            "Wat is goed onderwijs",
            ("Visie!A5: De vraag “Wat is goed onderwijs” is hier niet bekend. Bedoelt u Kwaliteitsbeeld (2)?"),
        ),
        (
            "Visie!A5",
            None,
            (
                "Visie!A1: De vraag “Kwaliteitsbeeld (2)” ontbreekt. Zet hem terug zoals in het sjabloon; "
                "wat erbij hoort mag leeg blijven."
            ),
        ),
    ],
)
def test_a_renamed_column_or_question_is_one_message(full: bytes, cell: str, value: object, said: str) -> None:
    assert told(changed(full, {cell: value})) == [said]


def test_a_missing_column_is_one_message_and_one_of_an_empty_table_none(full: bytes) -> None:
    assert told(without_column(full, "Kosten", "J")) == [
        (
            "Kosten!A1: De kolom “Overlap” ontbreekt. "
            "Zet hem terug zoals in het sjabloon; wat erbij hoort mag leeg blijven."
        )
    ]
    empty = template_of(named_form("aanvraag"), "xlsx", "sto-2025-2028")
    assert read_application(source_of(without_column(empty, "Kosten", "J"), "a.xlsx"))


def test_a_workbook_that_was_made_by_hand_lacks_nothing(full: bytes) -> None:
    by_hand = without_column(renamed(full, {"Uitleg": None, "Documenten": None}), "Kosten", "J")
    assert read_application(source_of(by_hand, "a.xlsx"))
