"""Whole applications with one thing wrong each: none comes out eligible, and the condition that is meant says why.

The samples are whole and come out eligible with their judgements. Each change here is what a sloppy, a hopeful or a
dishonest applicant might hand in, and an assessor would stop at.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sto_check import check, load_application, load_judgements, load_scheme
from sto_check.documents.read import read_file
from tests.rules.changes import (
    a_goal_with_one_activity,
    a_partner_that_also_declined,
    a_profile_in_a_track_that_is_not_there,
    a_profile_named_twice,
    a_project_that_is_an_activity,
    a_second_target,
    a_token_for_kb,
    all_costs_in_2029,
    all_signatures,
    answers,
    copied,
    each_cost_once,
    every,
    forecast,
    hardly_anything_eligible,
    hidden_technical_pupils,
    money_for_havo,
    more_pupils_in_a_profile_than_in_its_track,
    no_money_for_kb,
    on_paper_only,
    one_board_member_for_all,
    one_goal,
    one_school_written_often,
    partner,
    set_to,
    signed_by_the_school_itself,
    starts_after_the_period,
    themes_alike,
    tracks_without_pupils,
    without_a_budget,
    without_the_mbo_in_the_agreement,
)

if TYPE_CHECKING:
    from sto_check import Decision
    from tests.rules.changes import Change, Tree

SAMPLES = Path(__file__).parents[2] / "samples"
SCHEME = load_scheme("sto-2025-2028", data={"maxima": SAMPLES / "maxima.csv"})
WHOLE: dict[str, Any] = {
    name: read_file(SAMPLES / f"{name}-volledig.yaml").tree for name in ("techniekregio", "techniekluw")
}
JUDGED = {name: load_judgements(SAMPLES / f"beoordeling-{name}-volledig.yaml", SCHEME) for name in WHOLE}


def decide(tree: Tree, name: str = "techniekregio") -> Decision:
    return check(load_application(tree), SCHEME, judgements=JUDGED[name])


def stopped_by(decision: Decision) -> dict[str, str]:
    """What stands in the way, by the condition's id without its letter: STO-R4a and STO-R4b are R4."""
    found = [one for one in decision.outcomes if one.leads_to not in {None, "advise"}]
    return {one.rule.id.removeprefix("STO-").rstrip("abcdefghij"): one.explanation.reason.nl for one in found}


KLUW: dict[str, tuple[str, Change]] = {
    "more technical pupils than it tells": ("R6", hidden_technical_pupils),
    "was no such region before": ("R5", set_to("regio.techniekluw.was_techniekluw", "nee")),
}
REGIO: dict[str, tuple[str, Change]] = {
    "penvoerder's school is of no region": ("A2", set_to("penvoerder.brin", "55ZZ")),
    "only one school has pupils": ("R4", tracks_without_pupils),
    "one school written seven times": ("R4", one_school_written_often),
    "a school was never asked": ("R8", set_to("regio.afzieningen.0.kans_geboden", "nee")),
    "nothing about employers": ("R8", set_to("regio.bedrijfsleven", "")),
    "primary schools not counted": ("R8", set_to("regio.aantal_po_scholen", None)),
    "continuity not told": ("R8", set_to("regio.continuiteit", None)),
    "mbo on paper": ("R11", on_paper_only("mbo", "mbo")),
    "primary education on paper": ("R11", on_paper_only("po", "po")),
    "employers on paper": ("R11", on_paper_only("bedrijf")),
    "an activity from 2030": ("P1", starts_after_the_period),
    "agreement from 2026": ("P5", set_to("overeenkomst.ingangsdatum", "2026-01-01")),
    "late by a day": ("P3", set_to("ontvangen", "2024-10-02")),
    "nearly all costs called not eligible": ("M10", hardly_anything_eligible),
    "nothing asked": ("M10", set_to("begroting.gevraagd_bedrag", "0.00")),
    "a cost in 2031": ("M11", set_to("begroting.kosten.0.jaar", "2031")),
    "a cost without a year": ("M11", set_to("begroting.kosten.0.jaar", None)),
    "all costs in 2029": ("M11", all_costs_in_2029),
    "a contribution in 2020": ("M11", set_to("begroting.cofinanciering.0.jaar", "2020")),
    "a contribution from nobody": ("M12", set_to("begroting.cofinanciering.0.partner", None)),
    "a contribution in no form": ("M12", set_to("begroting.cofinanciering.0.vorm", None)),
    "a contribution of nothing": ("M12", set_to("begroting.cofinanciering.0.omschrijving", "")),
    "a cost paid twice": ("M8", set_to("begroting.kosten.0.overlap", "ja")),
    "other projects not told": ("M8", set_to("lopende_projecten", None)),
    "a price that does not fit": ("M7", set_to("begroting.kosten.0.prijs", "1.00")),
    "a cost without an activity": ("M11", set_to("begroting.kosten.0.activiteit", None)),
    "money for havo": ("M9", money_for_havo),
    "one goal": ("C4", one_goal),
    "a goal with one activity": ("C4", a_goal_with_one_activity),
    "a goal that contributes to nothing": ("C4", set_to("doelstellingen.0.bijdrage", "")),
    "no money for a track": ("C6", no_money_for_kb),
    "a euro for a track": ("C6", a_token_for_kb),
    "a hard profile without a target": ("C7", set_to("profieldoelen.0", None)),
    "lessons too long": ("C8", set_to("visie.geleerde_lessen", "woord " * 301)),
    "a forecast of the past": ("C9", forecast(2010)),
    "a forecast that starts too late": ("C9", forecast(2026)),
    "more pupils in a profile than in its track": ("R13", more_pupils_in_a_profile_than_in_its_track),
    "a profile in a track that is not there": ("R13", a_profile_in_a_track_that_is_not_there),
    "a partner that also declined": ("R8", a_partner_that_also_declined),
    "answers of a dash": ("C11", answers("-")),
    "answers of not applicable": ("C11", answers("n.v.t.")),
    "empty answers": ("C11", answers("")),
    "no budget handed in": ("D1", without_a_budget),
    "the agreement leaves a partner out": ("D4", without_the_mbo_in_the_agreement),
    "a partner that adds nothing": ("D2", set_to("overeenkomst.partners.1.meerwaarde", "")),
    "signatures without names": ("D3", all_signatures("naam", "")),
    "signatures without a day": ("D3", all_signatures("datum", None)),
    "signatures after receipt": ("D3", all_signatures("datum", "2025-03-01")),
    "two boards with one number": ("A3", partner("v-zandermeer", bevoegd_gezag_nummer="90377")),
    "one board with two numbers": ("A3", partner("v-haven", bevoegd_gezag_nummer="90215")),
    "penvoerder's board called otherwise": ("A3", set_to("penvoerder.bevoegd_gezag", "Stichting Anders")),
    "mbo with the BRIN of a vmbo school": ("A3", partner("m-oeverlanden", brin="91AB", vestigingsnummer="05")),
    "primary school with the BRIN of a vmbo school": ("A3", partner("p-vlieger", brin="92CD", vestigingsnummer="07")),
    "primary school called as a vmbo school": ("A3", partner("p-vlieger", naam="Vakcollege Merendijk")),
    "a lyceum as primary school": ("A3", partner("s-lyceum", soort="po")),
    "a primary school as mbo": ("A3", partner("m-vakschool", naam="Basisschool De Zaag")),
    "a company called as a school": ("A3", partner("b-werf", naam="vakcollege merendijk")),
    "a company called as a government": ("A3", partner("b-werf", naam="Gemeente Merendijk")),
    "a company without a name": ("A3", partner("b-werf", naam="n.v.t.")),
    "a company that is a school board": ("R3", partner("b-werf", naam="Stichting ROC Oeverlanden")),
    "two vmbo schools of one name": ("A3", copied("partners.2.naam", "partners.4.naam")),
    "a steering group of one school": ("R9", set_to("organisatie.stuurgroep", ["penvoerder", "v-merendijk"])),
    "agreements: yes": ("R9", set_to("organisatie.afspraken", "Ja")),
    "agreements in two words": ("R9", set_to("organisatie.afspraken", "Mondeling besproken")),
    "a profile named twice": ("R13", a_profile_named_twice),
    "agreement from before the signatures": ("P5", set_to("overeenkomst.ingangsdatum", "2019-01-01")),
    "all costs are overhead": ("M6", every("begroting.kosten", categorie="overhead")),
    "all costs are other costs": ("M6", every("begroting.kosten", categorie="overige-kosten")),
    "all costs are for sundries": ("M7", every("begroting.kosten", omschrijving="diversen")),
    "every cost is an amount taken once": ("M7", each_cost_once),
    "co-financing by a school of a vmbo board": ("M4", every("begroting.cofinanciering", partner="s-anker")),
    "co-financing from the subsidy itself": ("M12", every("begroting.cofinanciering", omschrijving="uit de subsidie")),
    "a contribution from a RIF project": ("M12", set_to("begroting.cofinanciering.0.omschrijving", "RIF-bijdrage")),
    "a project that is an activity": ("M8", a_project_that_is_an_activity),
    "a project paid from this scheme": ("M8", set_to("lopende_projecten.0.regeling", "Sterk Techniekonderwijs")),
    "double financing in two words": ("M8", set_to("lopende_projecten.0.geen_dubbele_financiering", "Gebeurt niet.")),
    "goals of one name": ("C4", copied("doelstellingen.0.naam", "doelstellingen.1.naam")),
    "goals of one contribution": ("C4", copied("doelstellingen.0.bijdrage", "doelstellingen.1.bijdrage")),
    "goals of one situation": ("C4", copied("doelstellingen.0.huidige_situatie", "doelstellingen.1.huidige_situatie")),
    "a goal that contributes as it is called": ("C4", copied("doelstellingen.0.naam", "doelstellingen.0.bijdrage")),
    "a goal wanted in two words": ("C4", set_to("doelstellingen.0.gewenste_situatie", "Beter onderwijs")),
    "activities of one name": ("C5", copied("activiteiten.0.naam", "activiteiten.1.naam")),
    "a target beyond the school": ("C7", set_to("profieldoelen.0.leerlingen_doel", "99999")),
    "two targets for one profile": ("C7", a_second_target),
    "a labour market in figures without figures": (
        "C10",
        set_to("visie.arbeidsmarkt.kwantitatief", "Er is een groot tekort en dat neemt nog toe."),
    ),
    "sources that are none": ("C10", set_to("visie.arbeidsmarkt.kwantitatief_bronnen", ["x"])),
    "themes alike": ("C11", themes_alike),
    "lessons that are the goals reached": ("C11", copied("visie.bereikte_doelen", "visie.geleerde_lessen")),
    "one answer for three questions": (
        "C11",
        copied("organisatie.samenwerking", "organisatie.afspraken", "organisatie.verdeling_gelden"),
    ),
    "an answer of the vision in the organisation": ("C11", copied("visie.definitie", "organisatie.reflectie")),
    "a labour market in one text": (
        "C11",
        copied("visie.arbeidsmarkt.sectoren", "visie.arbeidsmarkt.behoefte_nu", "visie.arbeidsmarkt.oorzaak"),
    ),
    "continuity that is the delimitation": ("C11", copied("regio.afbakening", "regio.continuiteit")),
    "an agreement copied from the vision": (
        "C11",
        copied("organisatie.samenwerking", "overeenkomst.samenwerking_en_borging"),
    ),
    "an organisation in two words": ("C11", set_to("organisatie.verdeling_gelden", "Gelijk verdeeld")),
    "a filler text": ("C11", set_to("visie.route", "Lorem ipsum dolor sit amet, consectetur adipiscing elit.")),
    "an answer elsewhere": ("C11", set_to("visie.route", "Zie activiteitenplan, pagina 12")),
    "a document of after receipt": ("D1", set_to("documenten.0.datum", "2025-06-01")),
    "a document of before the scheme": ("D1", set_to("documenten.0.datum", "2018-06-01")),
    "the same tasks for all": ("D2", every("overeenkomst.partners", taken="Werkt mee aan het project.")),
    "tasks that are what a partner adds": (
        "D2",
        copied("overeenkomst.partners.1.meerwaarde", "overeenkomst.partners.1.taken"),
    ),
    "one board member for all boards": ("D3", one_board_member_for_all),
    "signed by the school itself": ("D3", signed_by_the_school_itself),
    **{
        f"agreement without {key}": ("D2", set_to(f"overeenkomst.{key}", "nee"))
        for key in ("akkoord_regeling", "akkoord_uitvoering", "akkoord_afspraken", "intentieverklaring")
    },
    **{
        f"vision without {key}": ("C11", set_to(f"visie.{key}", None))
        for key in (
            "definitie",
            "kwaliteitsbeeld",
            "ideaal_aanbod",
            "onderbouw",
            "innovaties",
            "route",
            "effecten",
            "aansluiting",
            "goed_en_beter",
            "behoefte",
            "doel_aanbod",
            "balans",
        )
    },
    **{
        f"present quality without {key}": ("C11", set_to(f"visie.kwaliteit_nu.{key}", None))
        for key in (
            "sterk_en_zwak",
            "voorzieningen",
            "personeel",
            "curriculum",
            "samenwerking_po_mbo",
            "samenwerking_bedrijven",
            "vervolgonderwijs",
            "themas",
        )
    },
    **{
        f"labour market without {key}": ("C10", set_to(f"visie.arbeidsmarkt.{key}", None))
        for key in ("sectoren", "behoefte_nu", "behoefte_later", "blijkt_uit", "oorzaak")
    },
}


@pytest.mark.parametrize("name", WHOLE)
def test_the_whole_sample_is_eligible(name: str) -> None:
    decision = decide(WHOLE[name], name)
    assert decision.verdict == "eligible", stopped_by(decision)


@pytest.mark.parametrize(("name", "changes"), [("techniekregio", REGIO), ("techniekluw", KLUW)])
def test_every_change_changes_something(name: str, changes: dict[str, tuple[str, Change]]) -> None:
    for said, (_, change) in changes.items():
        tree = copy.deepcopy(WHOLE[name])
        change(tree)
        assert tree != WHOLE[name], said


@pytest.mark.parametrize("said", REGIO)
def test_no_techniekregio_with_one_thing_wrong_is_eligible(said: str) -> None:
    condition, change = REGIO[said]
    tree = copy.deepcopy(WHOLE["techniekregio"])
    change(tree)
    decision = decide(tree)
    assert decision.verdict != "eligible"
    assert condition in stopped_by(decision), stopped_by(decision)


@pytest.mark.parametrize("said", KLUW)
def test_no_techniekluwe_regio_with_one_thing_wrong_is_eligible(said: str) -> None:
    condition, change = KLUW[said]
    tree = copy.deepcopy(WHOLE["techniekluw"])
    change(tree)
    decision = decide(tree, "techniekluw")
    assert decision.verdict != "eligible"
    assert condition in stopped_by(decision), stopped_by(decision)


@pytest.mark.parametrize(
    "key",
    ["samenwerking", "uitvoering", "afspraken", "verdeling_gelden", "continuiteit_netwerk", "reflectie",
     "duurzame_samenwerking", "organisatiestructuur", "stuurgroep"],
)  # fmt: skip
def test_an_organisation_without_one_of_its_answers_is_not_eligible(key: str) -> None:
    tree = copy.deepcopy(WHOLE["techniekregio"])
    del tree["organisatie"][key]
    decision = decide(tree)
    assert decision.verdict == "supplement"
    assert {"R9", "C12"} & set(stopped_by(decision)), stopped_by(decision)
