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

if TYPE_CHECKING:
    from collections.abc import Callable

    from sto_check import Decision

    Tree = dict[str, Any]
    Change = Callable[[Tree], None]

SAMPLES = Path(__file__).parents[2] / "samples"
HARD = {"bwi", "pie", "mt", "mvi", "mat"}
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


def set_to(path: str, value: object) -> Change:
    """Give the value at a path; a number in it is a position, and ``None`` takes the value away."""

    def change(tree: Any) -> None:
        *before, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        for step in before:
            tree = tree[step]
        if value is None:
            del tree[last]
        else:
            tree[last] = value

    return change


def schools(tree: Tree) -> list[Tree]:
    return [partner for partner in tree["partners"] if partner["soort"] == "vmbo"]


def the_first(tree: Tree, kind: str) -> Tree:
    return next(partner for partner in tree["partners"] if partner["soort"] == kind)


def on_paper_only(kind: str, group: str = "") -> Change:
    """Let the partners of a kind carry out nothing and no activity be meant for them."""

    def change(tree: Tree) -> None:
        names = {partner["id"] for partner in tree["partners"] if partner["soort"] == kind}
        for activity in tree["activiteiten"]:
            activity["uitvoerders"] = [name for name in activity["uitvoerders"] if name not in names]
            activity["uitvoerders"] = activity["uitvoerders"] or [schools(tree)[0]["id"]]
            activity["doelgroepen"] = [one for one in activity["doelgroepen"] if one != group] or ["vmbo-leerlingen"]

    return change


def one_school_written_often(tree: Tree) -> None:
    first, *others = schools(tree)
    for school in others:
        school |= {key: first[key] for key in ("brin", "vestigingsnummer", "bevoegd_gezag_nummer")}


def tracks_without_pupils(tree: Tree) -> None:
    for school in schools(tree)[1:]:
        school["leerwegen"] = dict.fromkeys(school["leerwegen"], "0")
        school["profielen"] = []
    names = [school["id"] for school in schools(tree)[1:]]
    tree["profieldoelen"] = [target for target in tree["profieldoelen"] if target["vestiging"] not in names]


def starts_after_the_period(tree: Tree) -> None:
    activity = tree["activiteiten"][0]
    for key in ("jaren", "eind"):
        activity.pop(key, None)
    activity["start"] = "2030-01-01"


def hardly_anything_eligible(tree: Tree) -> None:
    for cost in tree["begroting"]["kosten"][5:]:
        cost["subsidiabel"] = "nee"


def all_costs_in_2029(tree: Tree) -> None:
    for cost in tree["begroting"]["kosten"]:
        cost["jaar"] = "2029"


def all_signatures(key: str, value: str | None) -> Change:
    def change(tree: Tree) -> None:
        for signature in tree["ondertekeningen"]:
            set_to(key, value)(signature)

    return change


def one_goal(tree: Tree) -> None:
    elements = {element: None for goal in tree["doelstellingen"] for element in goal["elementen"]}
    goal = tree["doelstellingen"][0] | {"elementen": list(elements)}
    tree["doelstellingen"] = [goal]
    for activity in tree["activiteiten"]:
        activity["doelstellingen"] = [goal["id"]]


def a_goal_with_one_activity(tree: Tree) -> None:
    first, second = (goal["id"] for goal in tree["doelstellingen"][:2])
    under = [activity for activity in tree["activiteiten"] if first in activity["doelstellingen"]]
    for activity in under[1:]:
        activity["doelstellingen"] = [second]


def no_money_for_kb(tree: Tree) -> None:
    for activity in tree["activiteiten"]:
        activity["leerwegen"] = [track for track in activity["leerwegen"] if track != "kb"]


def a_token_for_kb(tree: Tree) -> None:
    no_money_for_kb(tree)
    activity = tree["activiteiten"][0] | {"id": "fooi", "naam": "Klein gebaar", "leerwegen": ["kb"]}
    tree["activiteiten"].append(activity)
    cost = tree["begroting"]["kosten"][0]
    token = {"activiteit": "fooi", "omschrijving": "Klein gebaar", "aantal": "1", "prijs": "1.00", "bedrag": "1.00"}
    tree["begroting"]["kosten"].append(cost | token)
    given = tree["begroting"]["cofinanciering"][0]
    given["bedrag"] = f"{int(given['bedrag'].partition('.')[0]) + 1}.00"


def more_pupils_in_a_profile_than_in_its_track(tree: Tree) -> None:
    schools(tree)[0]["profielen"][0]["leerlingen"] = "4000"


def a_profile_in_a_track_that_is_not_there(tree: Tree) -> None:
    school = schools(tree)[0]
    track = school["profielen"][0]["leerweg"]
    del school["leerwegen"][track]


def a_partner_that_also_declined(tree: Tree) -> None:
    told = {"naam": schools(tree)[1]["naam"], "soort": "vmbo", "reden": "Zij wilde niet.", "kans_geboden": "ja"}
    tree["regio"]["afzieningen"].append(told)


def answers(word: str) -> Change:
    def change(tree: Tree) -> None:
        vision = tree["visie"]
        for key in ("definitie", "kwaliteitsbeeld", "ideaal_aanbod", "route", "behoefte", "doel_aanbod"):
            vision[key] = word

    return change


def money_for_havo(tree: Tree) -> None:
    tree["activiteiten"][0]["doelgroepen"] = ["havo-vwo"]


def forecast(first: int) -> Change:
    def change(tree: Tree) -> None:
        tree["visie"]["leerlingprognose"] = {str(year): "900" for year in range(first, first + 10)}

    return change


def without_the_mbo_in_the_agreement(tree: Tree) -> None:
    name = the_first(tree, "mbo")["id"]
    listed = tree["overeenkomst"]["partners"]
    tree["overeenkomst"]["partners"] = [one for one in listed if one["partner"] != name]


def without_a_budget(tree: Tree) -> None:
    tree["documenten"] = [one for one in tree["documenten"] if one["soort"] != "begroting"]


def hidden_technical_pupils(tree: Tree) -> None:
    school = next(one for one in schools(tree) if any(profile["profiel"] in HARD for profile in one["profielen"]))
    profile = next(one for one in school["profielen"] if one["profiel"] in HARD)
    profile["leerlingen"] = "300"
    school["leerwegen"][profile["leerweg"]] = "900"


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
    **{
        f"agreement without {key}": ("D2", set_to(f"overeenkomst.{key}", "nee"))
        for key in ("akkoord_regeling", "akkoord_uitvoering", "akkoord_afspraken", "intentieverklaring")
    },
    **{
        f"vision without {key}": ("C11", set_to(f"visie.{key}", None))
        for key in ("definitie", "kwaliteitsbeeld", "ideaal_aanbod", "onderbouw", "innovaties", "route", "effecten",
                    "aansluiting", "goed_en_beter", "behoefte", "doel_aanbod", "balans")
    },
    **{
        f"present quality without {key}": ("C11", set_to(f"visie.kwaliteit_nu.{key}", None))
        for key in ("sterk_en_zwak", "voorzieningen", "personeel", "curriculum", "samenwerking_po_mbo",
                    "samenwerking_bedrijven", "vervolgonderwijs", "themas")
    },
    **{
        f"labour market without {key}": ("C10", set_to(f"visie.arbeidsmarkt.{key}", None))
        for key in ("sectoren", "behoefte_nu", "behoefte_later", "blijkt_uit", "oorzaak")
    },
}  # fmt: skip


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
