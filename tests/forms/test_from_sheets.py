"""Sheets as people fill them in, and the application they hold: found by their words, refused where they mislead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sto_check.documents.errors import DocumentError
from sto_check.documents.sheet import Cell, Sheet
from sto_check.documents.xlsx.workbook import Workbook
from sto_check.forms.load import read_application
from sto_check.forms.named_forms import named_form
from sto_check.forms.sheets.read import document_from_workbook
from sto_check.forms.source import scheme_named_in
from sto_check.text.place import Place

if TYPE_CHECKING:
    from sto_check.documents.document import Document
    from sto_check.text.errors import Problem

COSTS = ["Activiteit", "Categorie", "Omschrijving", "Jaar", "Aantal", "Eenheid", "Prijs", "Bedrag", "Subsidiabel"]
LINE = ["act-1", "Loonkosten", "Docent", "2025", "10", "uur", "80", "800", "ja"]


def sheet(name: str, rows: list[list[str]], **more: Any) -> Sheet:
    cells = {
        (row, column): Cell(text, "number" if text.isdigit() else "text", Place("plan.xlsx", row, column, name))
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
        if text
    }
    return Sheet(name, cells, **more)


def document(*sheets: Sheet) -> Document:
    return document_from_workbook(Workbook("plan.xlsx", sheets, b""), named_form("aanvraag"))


def tree(*sheets: Sheet) -> Any:
    return document(*sheets).tree


def problems(*sheets: Sheet) -> list[Problem]:
    with pytest.raises(DocumentError) as caught:
        document(*sheets)
    return list(caught.value.problems)


def told(*sheets: Sheet) -> list[str]:
    return [found.render("nl") for found in problems(*sheets)]


def wrong(*sheets: Sheet) -> list[Problem]:
    """Return what is wrong with the application that these sheets hold."""
    with pytest.raises(DocumentError) as caught:
        read_application(Workbook("plan.xlsx", sheets, b""))
    return list(caught.value.problems)


def form(*answers: list[str]) -> Sheet:
    return sheet("Regio", [["Vraag", "Antwoord", "Uitleg"], *answers])


def test_a_form_is_read_by_its_questions() -> None:
    read = document(
        form(["Regio: naam", "Oeverlanden"], ["Regio: gemeenten", "Ede\nBarneveld"], ["Ontvangen", "24-09-2024"])
    )
    assert read.tree == {"regio": {"naam": "Oeverlanden", "gemeenten": ["Ede", "Barneveld"]}, "ontvangen": "2024-09-24"}
    assert str(read.place(("regio", "gemeenten", 1))) == "plan.xlsx:Regio!B3"
    assert str(read.place(("ontvangen",))) == "plan.xlsx:Regio!B4"


def test_a_form_may_stand_lower_and_further_to_the_right_and_its_questions_in_another_order() -> None:
    moved = sheet(
        "REGIO",
        [
            ["", "Plan van de regio"],
            [],
            ["", "vraag", "ANTWOORD:"],
            ["", "REGIO - naam", "Oever"],
            ["", "fase", "aanvraag"],
        ],
    )
    assert tree(moved) == {"regio": {"naam": "Oever"}, "fase": "aanvraag"}


def test_a_question_that_is_not_known_has_the_nearest_that_is() -> None:
    assert told(form(["Regio: naan", "Oever"])) == [
        "plan.xlsx:Regio!A2: De vraag “Regio: naan” is hier niet bekend. Bedoelt u Regio: naam?"
    ]


def test_a_remark_without_an_answer_is_no_question() -> None:
    assert tree(form(["Vul hieronder in:", ""], ["Fase", "aanvraag"])) == {"fase": "aanvraag"}


def test_an_answer_in_a_column_without_a_header_is_not_read_and_told() -> None:
    read = document(form(["Fase", "", "uitleg", "aanvraag"], ["Regio: naam", "Oever", "", "x"]))
    assert read.tree == {"regio": {"naam": "Oever"}}
    assert [note.render("nl") for note in read.notes] == [
        "plan.xlsx:Regio!D2: Deze cel staat niet onder een kop en is niet gelezen."
    ]


def test_an_answer_without_a_question_is_not_read_and_told() -> None:
    read = document(form(["Regio: naam", "Oever"], ["", "aanvraag"]))
    assert read.tree == {"regio": {"naam": "Oever"}}
    assert [note.render("en") for note in read.notes] == [
        "plan.xlsx:Regio!B3: No question stands beside this answer; it was not read."
    ]


def test_a_question_that_is_answered_twice_is_a_problem_with_both_places() -> None:
    assert told(form(["Fase", "aanvraag"], ["Fase", "aanvraag"])) == [
        (
            "plan.xlsx:Regio!A3: “Fase” staat hier voor de tweede keer; de eerste staat op plan.xlsx:Regio!A2. "
            "Verwijder een van de twee."
        )
    ]


def test_a_form_without_its_headers_says_which_they_are() -> None:
    assert told(sheet("Regio", [["Regio: naam", "Oever"]])) == [
        "plan.xlsx:Regio!A1: Op het blad “Regio” is de rij met koppen niet gevonden. Zet in één rij: Vraag, Antwoord."
    ]


def test_a_table_is_read_by_its_headers_in_any_order_and_leaves_out_empty_cells() -> None:
    read = document(
        sheet("Kosten", [["Begroting"], [], ["bedrag", "ACTIVITEIT", "Jaar"], [], ["800", "act-1"], ["", "", "2026"]])
    )
    assert read.tree == {"begroting": {"kosten": [{"bedrag": "800", "activiteit": "act-1"}, {"jaar": "2026"}]}}
    assert str(read.place(("begroting", "kosten", 1, "jaar"))) == "plan.xlsx:Kosten!C6"


def test_a_part_of_a_part_stands_under_the_group_it_belongs_to() -> None:
    read = tree(sheet("Partners", [["Id", "Soort", "Leerwegen: BB", "Leerwegen: KB"], ["v-1", "vmbo", "?", "40"]]))
    assert read == {"partners": [{"id": "v-1", "soort": "vmbo", "leerwegen": {"bb": None, "kb": "40"}}]}


def test_a_list_inside_a_part_stands_on_a_sheet_of_its_own_that_names_the_part() -> None:
    partners = sheet("Partners", [["Id", "Soort"], ["v-1", "vmbo"], ["v-2", "vmbo"]])
    profiles = sheet("Profielen", [["Partners: id", "Profiel", "Leerweg"], ["v-2", "bwi", "kb"], ["v-1", "[]"]])
    assert tree(partners, profiles)["partners"] == [
        {"id": "v-1", "soort": "vmbo", "profielen": []},
        {"id": "v-2", "soort": "vmbo", "profielen": [{"profiel": "bwi", "leerweg": "kb"}]},
    ]
    loose = sheet("Profielen", [["Partners: id", "Profiel"], ["v-3", "bwi"], ["", "pie"]])
    assert [found.render("nl") for found in wrong(partners, loose)] == [
        "plan.xlsx:Profielen!A2: De id “v-3” is hier niet bekend. Bedoelt u v-2?",
        "plan.xlsx:Profielen!B3: De kolom Partners: id is hier leeg. Vul Partners: id in.",
    ]


@pytest.mark.parametrize("mark", ["[]", "?", "{}", '""'])
def test_a_mark_in_the_place_of_an_id_is_no_id(mark: str) -> None:
    partners = sheet("Partners", [["Id", "Soort"], ["v-1", "vmbo"]])
    profiles = sheet("Profielen", [["Partners: id", "Profiel"], [mark, "pie"]])
    (found,) = wrong(partners, profiles)
    assert (found.code, str(found.place)) == ("unknown-reference", "plan.xlsx:Profielen!A2")
    assert found.says.nl == f"De id “{mark}” is hier niet bekend."


def test_a_mapping_is_a_table_of_two_columns() -> None:
    forecast = sheet("Leerlingprognose", [["Jaar", "Aantal"], ["2025", "3902"], ["2026", ""]])
    assert tree(forecast) == {"visie": {"leerlingprognose": {"2025": "3902", "2026": None}}}
    twice = sheet("Leerlingprognose", [["Jaar", "Aantal"], ["2025", "1"], ["2025", "2"]])
    assert [found.code for found in problems(twice)] == ["header-twice"]


def test_the_columns_of_any_table_and_form_stand_in_any_order() -> None:
    moved = sheet("Regio", [["Uitleg", "Antwoord", "", "Vraag"], ["welke", "sto-na-2029", "x", "Regeling"]])
    found = tree(
        moved,
        sheet("Leerlingprognose", [["Aantal", "Jaar"], ["800", "2025"], ["", "2026"]]),
        sheet("Partners", [["Naam", "id", "Soort"], ["School", "a", "vmbo"]]),
        sheet("Profielen", [["Leerlingen", "Partners: id", "Profiel"], ["9", "a", "PIE"], ["[]", "a", ""]]),
    )
    assert found["regeling"] == "sto-na-2029"
    assert scheme_named_in(Workbook("plan.xlsx", (moved,), b"")) == "sto-na-2029"
    assert found["visie"] == {"leerlingprognose": {"2025": "800", "2026": None}}
    assert found["partners"] == [
        {"id": "a", "naam": "School", "soort": "vmbo", "profielen": [{"profiel": "PIE", "leerlingen": "9"}]}
    ]


def test_an_empty_sheet_says_nothing_and_a_mark_says_that_there_are_none() -> None:
    assert tree(sheet("Kosten", [])) == {}
    assert tree(sheet("Kosten", [COSTS])) == {}
    assert tree(sheet("Kosten", [COSTS, ["[]"]])) == {"begroting": {"kosten": []}}
    assert tree(sheet("Kosten", [COSTS, ["{}"]])) == {"begroting": {"kosten": [{}]}}


@pytest.mark.parametrize("word", ["n.v.t.", "geen", "-", "Niet van toepassing"])
def test_a_row_that_says_that_there_is_nothing_is_one_message(word: str) -> None:
    assert told(sheet("Lopende projecten", [["Naam", "Regeling"], [word]])) == [
        (
            f"plan.xlsx:Lopende projecten!A2: In deze rij staat alleen “{word}”. "
            "Laat de rij leeg, of schrijf [] als er geen zijn."
        )
    ]
    partners = sheet("Partners", [["Id", "Soort"], ["v-1", "vmbo"]])
    assert [
        found.code for found in wrong(partners, sheet("Profielen", [["Partners: id", "Profiel"], ["v-1", word]]))
    ] == ["nothing-to-name"]
    other = sheet("Lopende projecten", [["Naam", "Regeling"], [word, "RIF"]])
    assert tree(other) == {"lopende_projecten": [{"naam": word, "regeling": "RIF"}]}


@pytest.mark.parametrize("text", ["?", "@", "nee", "Geen Zorgen"])
def test_a_row_with_anything_else_is_a_part(text: str) -> None:
    assert tree(sheet("Kosten", [COSTS, [text]])) == {
        "begroting": {"kosten": [{"activiteit": text if text != "?" else None}]}
    }


def test_a_header_that_is_nearly_right_is_a_problem_and_one_of_ones_own_a_note() -> None:
    assert told(sheet("Kosten", [["Activiteit", "Jaar", "Bedarg"], ["act-1", "2025", "800"]])) == [
        "plan.xlsx:Kosten!C1: De kolomkop “Bedarg” is hier niet bekend. Bedoelt u Bedrag?"
    ]
    own = document(sheet("Kosten", [["Activiteit", "Jaar", "Akkoord van Piet"], ["act-1", "2025", "ja", "los"]]))
    assert [note.render("nl") for note in own.notes] == [
        "plan.xlsx:Kosten!C1: De kolom “Akkoord van Piet” is niet gelezen.",
        "plan.xlsx:Kosten!D2: Deze cel staat niet onder een kop en is niet gelezen.",
    ]


def test_a_table_without_its_headers_says_which_they_are() -> None:
    found = told(sheet("Kosten", [["a", "b"], ["c", "d"]]))
    assert found[0].startswith(
        "plan.xlsx:Kosten!A1: Op het blad “Kosten” is de rij met koppen niet gevonden. Zet in één rij: Activiteit, "
    )


def test_a_sheet_that_is_nearly_right_is_a_problem_and_one_of_ones_own_a_note() -> None:
    assert told(form(["Fase", "aanvraag"]), sheet("Kostn", [COSTS, LINE])) == [
        "plan.xlsx:Kostn!A1: Het blad “Kostn” is hier niet bekend. Bedoelt u Kosten?"
    ]
    own = document(form(["Fase", "aanvraag"]), sheet("Aantekeningen", [["Bellen"]]), sheet("Totalen", [["=SUM(A1)"]]))
    assert [note.render("nl") for note in own.notes] == [
        "plan.xlsx:Aantekeningen!A1: Het blad “Aantekeningen” is niet gelezen."
    ]


def test_a_workbook_with_nothing_known_is_a_problem() -> None:
    assert [found.code for found in problems(sheet("Blad1", [["x"]]))] == ["no-known-sheet"]
    assert [found.code for found in problems(sheet("Mijn regio", [["x"]]))] == ["unknown-sheet"]
    assert [found.code for found in problems()] == ["empty"]


def test_a_row_that_adds_up_is_refused_because_it_would_count_twice() -> None:
    total = ["", "", "Totaal", "", "", "", "", "800"]
    assert told(sheet("Kosten", [COSTS, LINE, total])) == [
        (
            "plan.xlsx:Kosten!C3: Deze rij lijkt een totaal en zou dubbel tellen. "
            "Verwijder de rij; het blad Totalen telt op."
        )
    ]
    beside = ["Subtotaal", "", "", "", "", "", "", "800"]
    assert [found.code for found in problems(sheet("Kosten", [COSTS, LINE, beside]))] == ["total-row"]
    named = ["act-1", "Loonkosten", "Totaal onderhoud", "2025", "1", "keer", "5", "5", "ja"]
    assert len(tree(sheet("Kosten", [COSTS, LINE, named]))["begroting"]["kosten"]) == 2


def test_a_merged_name_holds_for_each_of_its_rows_and_a_merged_amount_is_refused() -> None:
    rows = [COSTS, LINE, ["", *LINE[1:]]]
    merged = tree(sheet("Kosten", rows, merged=((2, 1, 3, 1),)))
    assert [line["activiteit"] for line in merged["begroting"]["kosten"]] == ["act-1", "act-1"]
    rows = [COSTS, LINE, [*LINE[:7], "", "ja"]]
    assert told(sheet("Kosten", rows, merged=((2, 8, 3, 8),))) == [
        (
            "plan.xlsx:Kosten!H2: Dit getal staat in een samengevoegde cel van meer dan één rij. "
            "Splits de cel en zet in elke rij het eigen getal."
        )
    ]


def test_what_is_hidden_is_read_and_told() -> None:
    read = document(sheet("Kosten", [COSTS, LINE], hidden_rows=frozenset({2})))
    assert len(read.tree["begroting"]["kosten"]) == 1  # type: ignore[index]
    assert [note.render("nl") for note in read.notes] == [
        "plan.xlsx:Kosten!A1: Op het blad “Kosten” is rij 2 verborgen en wel gelezen."
    ]
    whole = document(sheet("Kosten", [COSTS, LINE], hidden=True))
    assert [note.render("en") for note in whole.notes] == [
        "plan.xlsx:Kosten!A1: On the sheet “Kosten” this sheet is hidden and was read."
    ]


def test_a_text_that_can_be_two_numbers_is_refused() -> None:
    assert told(sheet("Kosten", [COSTS, [*LINE[:4], "1.234", *LINE[5:]]])) == [
        (
            "plan.xlsx:Kosten!E2: Aantal: “1.234” kan twee getallen zijn. "
            "Schrijf 1234 of 1,234, of geef de cel de eigenschap Getal."
        )
    ]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    found = problems(
        form(["Regio: naan", "x"], ["Fase", "aanvraag"]),
        sheet("Kosten", [[*COSTS[:-1], "Subsidable"], LINE, ["Totaal", "", "", "", "", "", "", "800"]]),
    )
    assert [one.code for one in found] == ["unknown-question", "unknown-header", "total-row"]
