"""Reasons hold the figures, say what failed and where, and what to fill in where something is not known."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sto_check import check, load_application, load_scheme
from sto_check.documents.read import read_file
from sto_check.scheme.written import write_value
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.engine.outcome import Explanation, Outcome

CASES = Path(__file__).parents[2] / "rules" / "sto-2025-2028" / "cases"
SCHEME = load_scheme("sto-2025-2028", data={"maxima": CASES / "maxima.csv"})
BASE: Any = read_file(CASES / "bases" / "techniekregio.yaml").tree
EURO = "€\N{NO-BREAK SPACE}"


@pytest.fixture
def tree() -> Any:
    return copy.deepcopy(BASE)


def outcome(tree: Any, rule: str, subject: str | None = None) -> Outcome:
    found = [
        one
        for one in check(load_application(tree), SCHEME).outcomes
        if one.rule.id == rule and subject in {None, one.subject.id}
    ]
    return min(found, key=lambda one: one.status == "met")


def explained(tree: Any, rule: str) -> Explanation:
    return outcome(tree, rule).explanation


def test_the_shortfall_is_exact_to_the_cent(tree: Any) -> None:
    del tree["begroting"]["cofinanciering"][2]
    tree["begroting"]["cofinanciering"][1]["bedrag"] = "3999.99"
    found = explained(tree, "STO-M4")
    assert found.remedy.nl.startswith(f"Breng {EURO}0,01 meer cofinanciering in, en vraag evenveel minder subsidie.")
    assert found.remedy.en.startswith(f"Bring in {EURO}0.01 more co-financing, and ask as much less subsidy.")
    assert f"Van de kosten is {EURO}5.000,00 niet subsidiabel" in found.remedy.nl
    assert f"nodig bij {EURO}100.000,00" in found.reason.nl


def test_the_excess_over_the_maximum_is_exact_to_the_cent(tree: Any) -> None:
    tree["begroting"]["gevraagd_bedrag"] = "100000.01"
    assert explained(tree, "STO-M1").remedy.nl.startswith(f"Vraag {EURO}0,01 minder subsidie")


def test_a_sentence_of_a_remedy_is_said_only_where_its_condition_holds(tree: Any) -> None:
    tree["begroting"]["gevraagd_bedrag"] = "89999.99"
    higher = explained(tree, "STO-M5").remedy
    assert higher.nl.startswith(f"De kosten zijn {EURO}0,01 hoger dan de dekking")
    assert higher.en.startswith(f"The costs are {EURO}0.01 higher than the cover")
    assert "ubsid" not in higher.nl
    tree["begroting"]["gevraagd_bedrag"] = "90000.02"
    assert explained(tree, "STO-M5").remedy.en == (
        f"The cover is {EURO}0.02 higher than the costs: ask so much less subsidy."
    )


def test_a_remedy_of_which_no_sentence_holds_is_empty_and_several_stand_in_their_order(tree: Any) -> None:
    tree["activiteiten"][1]["jaren"] = ["2024"]
    early = explained(tree, "STO-P1").remedy.nl
    tree["activiteiten"][1]["jaren"] = ["2028", "2029"]
    late = explained(tree, "STO-P1").remedy.nl
    assert "verlengd" not in early
    assert late.startswith(early + " ")
    assert "--variant extension-2029" in late
    assert explained(BASE, "STO-P3").remedy == Text("", "")


def test_what_failed_is_decisive_and_what_held_is_not(tree: Any) -> None:
    overheid = next(partner for partner in tree["partners"] if partner["soort"] == "overheid")
    overheid["kvk"] = ""
    evidence = {item.attribute: item.decisive for item in explained(tree, "STO-A3b").evidence}
    assert evidence == {
        "overheid.naam": False,
        "overheid.adres": False,
        "overheid.postcode": False,
        "overheid.plaats": False,
        "overheid.kvk": True,
    }


def test_an_unknown_outcome_names_what_to_fill_in_and_where(tree: Any) -> None:
    del tree["begroting"]["kosten"][2]["subsidiabel"]
    tree["begroting"]["kosten"][2]["bedrag"] = "9000000.00"
    found = outcome(tree, "STO-M4")
    assert found.status == "unknown"
    assert found.explanation.reason.nl.startswith("Niet ingevuld: begroting.kosten[2].subsidiabel.")
    assert found.explanation.remedy.en == "Fill in: begroting.kosten[2].subsidiabel."


def test_a_worked_out_value_names_the_field_that_is_to_be_filled_in(tree: Any) -> None:
    tree["activiteiten"][0] |= {"jaren": None, "start": None, "eind": None}
    assert "activiteiten[0].jaren" in explained(tree, "STO-P6").reason.nl


def test_a_last_day_that_is_missing_is_told_with_what_the_first_day_says_of_it(tree: Any) -> None:
    tree["activiteiten"][0] |= {"jaren": None, "start": "2025-02-01", "eind": None}
    name = tree["activiteiten"][0]["naam"]
    found = explained(tree, "STO-P2")
    assert found.reason.nl == (
        f"Niet ingevuld: activiteiten[0].eind. {name} ({tree['activiteiten'][0]['id']}): laatste dag op of na "
        "1 februari 2025; een verlenging zou lopen tot 1 januari 2030."
    )
    assert "last day on or after 1 February 2025; an extension would run up to" in found.reason.en
    tree["activiteiten"][0] |= {"start": None}
    assert explained(tree, "STO-P2").reason.nl.startswith("Niet ingevuld: activiteiten[0].eind. Het gaat om ")


def test_a_part_to_judge_that_is_absent_stands_at_the_nearest_that_is_there_or_nowhere(tree: Any) -> None:
    del tree["visie"]
    found = explained(tree, "STO-J1")
    assert [lack.name for lack in found.lacks] == ["visie"]
    assert {item.place for item in found.evidence} == {None}


def test_where_it_is_not_known_which_remedy_fits_all_that_may_fit_are_told(tree: Any) -> None:
    tree["begroting"] |= {"gevraagd_bedrag": "100.00", "kosten": [{"bedrag": "2.69"}]}
    found = outcome(tree, "STO-M10")
    assert found.status == "not_met"
    assert found.explanation.remedy.nl.startswith("Begroot eerst kosten die subsidiabel zijn. Vraag ")


def test_a_region_without_maximum_says_how_to_supply_it(tree: Any) -> None:
    tree["regio"]["nummer"] = "9999"
    found = outcome(tree, "STO-M1")
    assert (found.status, found.leads_to) == ("unknown", "assess")
    assert found.explanation.reason.nl == f"Gevraagd: {EURO}90.000,00; maximum van regio 9999: onbekend."
    assert found.explanation.remedy.nl.startswith("Geef het maximum van deze regio met --maxima")


def test_a_value_from_a_table_waits_for_the_field_by_which_it_is_found(tree: Any) -> None:
    del tree["regio"]["nummer"]
    found = explained(tree, "STO-M1")
    assert found.reason.nl.startswith("Niet ingevuld: regio.nummer. ")
    assert found.remedy.nl == "Vul in: regio.nummer."


def test_a_count_waits_for_the_subjects_own_value(tree: Any) -> None:
    del tree["aanvrager"]["bevoegd_gezag_nummer"]
    found = explained(tree, "STO-A1")
    assert found.reason.nl == "Niet ingevuld: aanvrager.bevoegd_gezag_nummer."


def test_what_a_measure_compares_with_is_the_place_of_its_evidence(tree: Any) -> None:
    path = CASES / "bases" / "techniekregio.yaml"
    number = read_file(path).place(("aanvrager", "bevoegd_gezag_nummer"))
    (found,) = [one for one in check(load_application(path), SCHEME).outcomes if one.rule.id == "STO-A1"]
    (measured,) = [item for item in found.explanation.evidence if item.measured]
    assert (measured.attribute, measured.path) == (
        "aanvraag.penvoerder_is_aanvrager",
        "aanvrager.bevoegd_gezag_nummer",
    )
    assert measured.place == number
    tree["aanvrager"]["bevoegd_gezag_nummer"] = "99999"
    (measured,) = [item for item in explained(tree, "STO-A1").evidence if item.measured]
    assert (measured.path, measured.decisive) == ("aanvrager.bevoegd_gezag_nummer", True)


def test_an_empty_text_is_called_empty(tree: Any) -> None:
    tree["regio"]["afbakening"] = ""
    found = outcome(tree, "STO-R8a")
    assert found.status == "not_met"
    (item,) = [item for item in found.explanation.evidence if item.path == "regio.afbakening"]
    assert (item.value, item.known) == (Text("leeg", "empty"), True)
    assert [write_value(count, "text") for count in (0, 1, 2)] == [
        Text("leeg", "empty"),
        Text("1 woord", "1 word"),
        Text("2 woorden", "2 words"),
    ]


def test_a_sum_knows_every_part_it_was_counted_from() -> None:
    path = CASES / "bases" / "techniekregio.yaml"
    decision = check(load_application(path), SCHEME)
    (found,) = [one for one in decision.outcomes if one.rule.id == "STO-M4"]
    subsidiabel = next(item for item in found.explanation.evidence if item.attribute == "begroting.subsidiabel")
    eligible = [cost for cost in BASE["begroting"]["kosten"] if cost["subsidiabel"] == "ja"]
    assert len(subsidiabel.parts) == len(eligible)
    places = [part.place for part in subsidiabel.parts]
    assert all(place and place.file == str(path) for place in places)
    assert len({place.line for place in places if place}) == len(eligible)


def test_what_stays_unknown_names_the_field_that_is_missing_and_not_the_one_that_leads_to_it(tree: Any) -> None:
    position = [one["id"] for one in tree["activiteiten"]].index("programma")
    del tree["activiteiten"][position]["leerwegen"]
    found = outcome(tree, "STO-C6", "tl")
    assert found.status == "unknown"
    assert found.explanation.remedy.nl == f"Vul in: activiteiten[{position}].leerwegen."


def test_a_sum_over_a_measure_names_the_fields_at_the_end(tree: Any) -> None:
    del tree["begroting"]["cofinanciering"]
    assert explained(tree, "STO-M5").remedy.en == "Fill in: begroting.cofinanciering."


def test_what_counts_nothing_is_shown_at_the_part_that_was_counted(tree: Any) -> None:
    next(one for one in tree["activiteiten"] if one["id"] == "programma")["leerwegen"] = ["gl"]
    found = outcome(tree, "STO-C6", "tl")
    (spending,) = [one for one in found.explanation.evidence if one.attribute == "leerweg.techniek_uitgaven"]
    assert spending.path == "begroting.kosten"
