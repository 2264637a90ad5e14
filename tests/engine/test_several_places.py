"""Facts that stand in several places of a document are one, and are counted once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sto_check.decision.check import made_ready
from sto_check.forms.load import load_application
from sto_check.scheme.bounds import Bounds

if TYPE_CHECKING:
    from sto_check.engine.fact import Fact
    from sto_check.engine.outcome import Outcome
    from tests.scheme.small import SmallScheme

VOCABULARY = """\
school:
  from: [partners, penvoerder]
  one_by: [brin, nummer]
  where: {soort: [vmbo]}
  label: naam
  attributes:
    brin: identifier
    nummer: {type: identifier, from: vestigingsnummer}
    gezag: {type: identifier, from: bevoegd_gezag_nummer}
    naam: text
    leerwegen: tokens
    profielen: list
ondertekening:
  from: ondertekeningen
  attributes: {partner: identifier, rol: token, datum: day}
overeenkomst:
  from: overeenkomst
  attributes: {ingangsdatum: day, verwijst_naar: tokens}
"""
MEASURES = """\
regio.scholen: {count: school}
regio.vestigingen: {count: vestiging}
regio.verschillend: {count: partner, distinct: [soort, gezag]}
school.tekende: {count: ondertekening, where: {partner: {one_of: $ids}}}
overeenkomst.daarvoor: {count: ondertekening, where: {datum: {before: $ingangsdatum}}}
overeenkomst.genoemd: {count: ondertekening, where: {rol: {none_of: $verwijst_naar}}}
"""
VMBO = {"id": "a", "soort": "vmbo", "brin": "12AB", "vestigingsnummer": "00", "leerwegen": {"bb": "10", "kb": "0"}}


@pytest.fixture
def several(small: SmallScheme) -> SmallScheme:
    small.add("vocabulary.yaml", VOCABULARY)
    small.add("measures.yaml", MEASURES)
    small.add_rule("require: {scholen: {at_least: 1}, vestigingen: {at_least: 1}, verschillend: {at_least: 1}}", "X-B1")
    present = ", ".join(f"{name}: {{present: yes}}" for name in ("naam", "gezag", "brin", "leerwegen", "profielen"))
    small.add_rule(f"require: {{tekende: {{at_least: 1}}, {present}}}", "X-B2", "school")
    small.add_rule("require: {daarvoor: {at_least: 1}, genoemd: {at_least: 1}}", "X-B3", "overeenkomst")
    return small


def facts_of(several: SmallScheme, **parts: Any) -> dict[str, list[Fact]]:
    scheme = several.load()
    application = load_application(parts, scheme.form)
    checker, _ = made_ready(scheme, scheme.day_for(None), None)
    return checker.facts(application)


def counted(several: SmallScheme, name: str, partners: list[dict[str, Any]] | None, **parts: Any) -> object:
    given = {} if partners is None else {"partners": partners}
    (region,) = facts_of(several, regio={"soort": "techniekregio"}, **given, **parts)["regio"]
    return region.values[name]


def test_a_school_in_two_places_is_one_fact(several: SmallScheme) -> None:
    applicant = {"brin": "12AB", "vestigingsnummer": "00", "bevoegd_gezag_nummer": "123", "naam": "De school"}
    (school,) = facts_of(several, partners=[VMBO], penvoerder=applicant)["school"]
    assert (school.id, school.path) == ("a", ("partners", 0))
    assert school.values["ids"] == ("a", "penvoerder")
    assert school.values["gezag"] == "123"
    assert school.values["naam"] == 2


def test_a_value_from_the_other_place_is_shown_there(several: SmallScheme) -> None:
    scheme = several.load()
    applicant = {"brin": "12AB", "vestigingsnummer": "00", "bevoegd_gezag_nummer": "123"}
    application = load_application({"partners": [VMBO], "penvoerder": applicant}, scheme.form)
    checker, _ = made_ready(scheme, scheme.day_for(None), None)
    outcome = next(one for one in checker.outcomes(application) if one.rule.id == "X-B2")
    paths = {item.attribute: item.path for item in outcome.explanation.evidence}
    assert paths["school.gezag"] == "penvoerder.bevoegd_gezag_nummer"
    assert paths["school.naam"] == "partners[0].naam"
    assert paths["school.brin"] == "partners[0].brin"


@pytest.mark.parametrize(
    ("brin", "nummer", "schools"),
    [("12AB", "00", 1), ("12AB", "01", 2), ("13AB", "00", 2), (None, "00", 2), ("12AB", None, 2)],
)
def test_only_what_is_known_and_equal_is_one(
    several: SmallScheme, brin: str | None, nummer: str | None, schools: int
) -> None:
    applicant = {"brin": brin, "vestigingsnummer": nummer}
    assert len(facts_of(several, partners=[VMBO], penvoerder=applicant)["school"]) == schools


def test_two_schools_without_a_name_are_two(several: SmallScheme) -> None:
    nameless = [{"id": "a", "soort": "vmbo"}, {"id": "b", "soort": "vmbo"}]
    found = facts_of(several, partners=nameless, penvoerder={"naam": "P"})["school"]
    assert [one.id for one in found] == ["a", "b", "penvoerder"]


def test_a_part_without_the_field_that_is_chosen_by_is_taken(several: SmallScheme) -> None:
    found = facts_of(several, partners=[{"id": "m", "soort": "mbo"}], penvoerder={"naam": "P"})["school"]
    assert [one.id for one in found] == ["penvoerder"]


def test_lists_in_two_places_are_joined(several: SmallScheme) -> None:
    profile = {"profiel": "bwi", "leerweg": "bb"}
    other = {**VMBO, "id": "b", "leerwegen": {"gl": "5"}, "profielen": [profile, {**profile, "leerweg": "kb"}]}
    twice = [{**VMBO, "profielen": [profile]}, other]
    (school,) = facts_of(several, partners=twice, penvoerder={"brin": "99ZZ", "vestigingsnummer": "00"})["school"][:1]
    assert school.values["leerwegen"] == ("bb", "gl")
    assert school.values["profielen"] == 2


@pytest.mark.parametrize("second", [{"bb": None, "kb": "1"}, {"kb": "1", "gl": None}])
def test_a_list_that_is_partly_unknown_leaves_the_joined_one_unknown(
    several: SmallScheme, second: dict[str, Any]
) -> None:
    twice = [VMBO, {**VMBO, "id": "b", "leerwegen": second}]
    assert facts_of(several, partners=twice)["school"][0].values["leerwegen"] is None


def test_each_place_that_is_absent_is_an_unknown_fact(several: SmallScheme) -> None:
    assert [one.given for one in facts_of(several)["school"]] == [False, False]
    assert counted(several, "scholen", None) is None


def test_a_track_without_pupils_is_not_offered(several: SmallScheme) -> None:
    found = facts_of(several, partners=[VMBO])["school"][0]
    assert found.values["leerwegen"] == ("bb",)


@pytest.mark.parametrize("ids", [["a"], ["penvoerder"], ["a", "penvoerder"], ["b"], []])
def test_a_signature_under_either_id_counts_for_the_school(several: SmallScheme, ids: list[str]) -> None:
    signed = [{"partner": one, "rol": "directeur"} for one in ids]
    applicant = {"brin": "12AB", "vestigingsnummer": "00"}
    other = {"id": "b", "soort": "mbo"}
    found = facts_of(several, partners=[VMBO, other], penvoerder=applicant, ondertekeningen=signed)["school"]
    assert found[0].values["tekende"] == sum(one != "b" for one in ids)


def test_a_count_of_what_is_different(several: SmallScheme) -> None:
    def partners(*names: str | None) -> list[dict[str, Any]]:
        return [{"id": f"p{number}", "soort": "po", "bevoegd_gezag_nummer": name} for number, name in enumerate(names)]

    assert counted(several, "verschillend", partners("1", "1", "2")) == 2
    assert counted(several, "verschillend", partners("1", "1")) == 1
    assert counted(several, "verschillend", []) == 0


def test_a_count_over_a_list_that_is_not_there_is_unknown(several: SmallScheme) -> None:
    assert counted(several, "vestigingen", None) is None
    assert counted(several, "vestigingen", []) == 0
    assert counted(several, "verschillend", None) is None


def test_a_day_is_compared_with_one_of_what_is_measured(several: SmallScheme) -> None:
    days = ["2024-12-30", "2024-12-31", "2025-01-01", "2025-01-02"]
    signed = [{"partner": "a", "rol": "directeur", "datum": day} for day in days]
    agreement = {"ingangsdatum": "2025-01-01", "verwijst_naar": ["regiovisie", "begroting"]}
    (found,) = facts_of(several, partners=[VMBO], overeenkomst=agreement, ondertekeningen=signed)["overeenkomst"]
    assert found.values["daarvoor"] == 2
    assert found.values["genoemd"] == 4
    (found,) = facts_of(several, partners=[VMBO], overeenkomst={}, ondertekeningen=signed)["overeenkomst"]
    assert found.values["daarvoor"] == Bounds(0, 4)


NESTED = """\
profiel:
  from: [partners.profielen, "penvoerder.profielen?"]
  one_by: [brin, nummer, profiel]
  attributes:
    van: {type: identifier, from: parent.id}
    brin: {type: identifier, from: parent.brin}
    nummer: {type: identifier, from: parent.vestigingsnummer}
    profiel: token
    leerlingen: integer
aantallen:
  from: [partners, penvoerder]
  one_by: [brin, nummer]
  attributes:
    brin: identifier
    nummer: {type: identifier, from: vestigingsnummer}
    bb: {type: integer, from: leerwegen.bb, unwritten: zero}
    gl: {type: integer, from: leerwegen.gl, unwritten: zero}
"""
PIE = {"profiel": "pie", "leerweg": "bb", "leerlingen": "8"}


@pytest.fixture
def nested(small: SmallScheme) -> SmallScheme:
    small.add("vocabulary.yaml", NESTED)
    present = ", ".join(f"{name}: {{present: yes}}" for name in ("van", "profiel", "leerlingen"))
    small.add_rule(f"require: {{{present}}}", "X-B1", "profiel")
    small.add_rule("require: {bb: {present: yes}, gl: {present: yes}}", "X-B2", "aantallen")
    return small


WORDS = """\
aanbod:
  from: [partners.leerwegen, "penvoerder.leerwegen?"]
  one_by: [brin, nummer, leerweg]
  each: [bb, kb]
  written: yes
  attributes:
    brin: {type: identifier, from: parent.brin}
    nummer: {type: identifier, from: parent.vestigingsnummer}
    leerweg: {type: token, from: each}
    leerlingen: {type: integer, from: .}
vraag:
  from: .
  each: [regio.naam, visie.definitie]
  attributes: {antwoord: {type: text, from: .}}
"""


@pytest.fixture
def worded(small: SmallScheme) -> SmallScheme:
    small.add("vocabulary.yaml", WORDS)
    small.add_rule("require: {leerweg: {present: yes}, leerlingen: {present: yes}}", "X-B1", "aanbod")
    small.add_rule("require: {antwoord: {present: yes}}", "X-B2", "vraag")
    return small


def test_a_field_of_the_same_school_in_two_places_is_one_fact(worded: SmallScheme) -> None:
    school = {**VMBO, "leerwegen": {"bb": "5", "kb": None}}
    own = {key: VMBO[key] for key in ("brin", "vestigingsnummer")} | {"leerwegen": {"bb": "5", "kb": "7"}}
    found = facts_of(worded, partners=[school], penvoerder=own)["aanbod"]
    assert [(one.values["leerweg"], one.values["leerlingen"]) for one in found] == [("bb", 5), ("kb", 7)]
    assert found[1].elsewhere["leerlingen"] == (("penvoerder", "leerwegen", "kb"),)


def test_a_field_that_two_places_give_differently_is_not_known_and_both_are_told(worded: SmallScheme) -> None:
    def explained_by(*partners: dict[str, Any]) -> tuple[str, str]:
        outcome = explained(worded, "X-B1", partners=list(partners), penvoerder={"naam": "P"})
        return outcome.status, outcome.explanation.reason.nl

    one, other = ({**VMBO, "id": name, "leerwegen": {"bb": many}} for name, many in (("a", "5"), ("b", "9")))
    assert explained_by(one, other) == (
        "unknown", "Verschilt per plaats: partners[0].leerwegen.bb (5), partners[1].leerwegen.bb (9). Reden.",
    )  # fmt: skip
    assert explained_by(other, one) == (
        "unknown", "Verschilt per plaats: partners[1].leerwegen.bb (5), partners[0].leerwegen.bb (9). Reden.",
    )  # fmt: skip


def test_a_field_of_a_school_that_is_not_known_to_be_the_same_is_another_fact(worded: SmallScheme) -> None:
    school = {**VMBO, "leerwegen": {"bb": "5"}}
    others: list[dict[str, object]] = [{}, {"brin": VMBO["brin"], "vestigingsnummer": "77"}]
    for other in others:
        found = facts_of(worded, partners=[school], penvoerder={**other, "leerwegen": {"bb": "9"}})["aanbod"]
        assert [one.values["leerlingen"] for one in found] == [5, 9]


def test_words_from_the_document_itself_are_fields_anywhere_in_it(worded: SmallScheme) -> None:
    content = {"regio": {"naam": "De Linde"}, "visie": {}}
    found = facts_of(worded, **content)["vraag"]
    assert [(one.id, one.values["antwoord"], one.path) for one in found] == [
        ("regio.naam", 2, ("regio", "naam")),
        ("visie.definitie", None, ("visie", "definitie")),
    ]


def test_a_list_that_may_be_absent_gives_no_fact_then(nested: SmallScheme) -> None:
    school = {**VMBO, "profielen": [PIE]}
    (found,) = facts_of(nested, partners=[school], penvoerder={"naam": "P"})["profiel"]
    assert (found.values["van"], found.given) == ("a", True)
    (unknown,) = facts_of(nested, partners=[VMBO])["profiel"]
    assert not unknown.given


def test_a_profile_of_the_applicants_own_school_is_its_own_and_counts_once(nested: SmallScheme) -> None:
    applicant = {"brin": "12AB", "vestigingsnummer": "00", "profielen": [PIE, {**PIE, "profiel": "bwi"}]}
    found = facts_of(nested, partners=[{**VMBO, "profielen": [PIE]}], penvoerder=applicant)["profiel"]
    assert [(one.values["van"], one.values["profiel"]) for one in found] == [("a", "pie"), ("penvoerder", "bwi")]


def test_where_a_value_of_the_owner_of_a_list_stands(nested: SmallScheme) -> None:
    scheme = nested.load()
    tree = {"penvoerder": {"brin": "12AB", "profielen": [PIE]}, "partners": []}
    checker, _ = made_ready(scheme, scheme.day_for(None), None)
    outcome = next(one for one in checker.outcomes(load_application(tree, scheme.form)) if one.rule.id == "X-B1")
    paths = {item.attribute: item.path for item in outcome.explanation.evidence}
    assert paths["profiel.van"] == "penvoerder.id"
    assert paths["profiel.leerlingen"] == "penvoerder.profielen[0].leerlingen"


def test_a_key_that_is_not_written_has_its_value_where_its_part_is_there(nested: SmallScheme) -> None:
    def gl(**parts: Any) -> object:
        return facts_of(nested, **parts)["aantallen"][0].values["gl"]

    applicant = {"brin": "12AB", "vestigingsnummer": "00"}
    assert gl(partners=[VMBO]) == 0
    assert gl(partners=[{**VMBO, "leerwegen": {"gl": "7"}}]) == 7
    assert gl(partners=[{**VMBO, "leerwegen": {"bb": "7", "gl": None}}]) is None
    assert gl(partners=[{**VMBO, "leerwegen": None}]) is None
    assert gl(partners=[VMBO], penvoerder={**applicant, "leerwegen": {"gl": "7"}}) == 7
    assert gl(partners=[VMBO], penvoerder={**applicant, "leerwegen": {"bb": None, "gl": None}}) == 0


TWICE = [VMBO, {**VMBO, "id": "b", "leerwegen": {"bb": "12", "gl": "5"}, "bevoegd_gezag_nummer": "7"}]


@pytest.mark.parametrize("partners", [TWICE, TWICE[::-1]])
def test_what_two_places_give_differently_is_not_known(nested: SmallScheme, partners: list[dict[str, Any]]) -> None:
    applicant = {"brin": "12AB", "vestigingsnummer": "00"}
    (school,) = facts_of(nested, partners=partners, penvoerder=applicant)["aantallen"]
    assert (school.values["bb"], school.values["gl"]) == (None, 5)
    assert (school.id, school.values["ids"]) == ("a", ("a", "b", "penvoerder"))


@pytest.mark.parametrize("other", ["10", None])
def test_a_value_that_two_places_give_the_same_or_one_of_them_lacks_is_known(
    nested: SmallScheme, other: str | None
) -> None:
    twice = [{**VMBO, "leerwegen": {"bb": other}}, {**VMBO, "id": "b"}]
    assert facts_of(nested, partners=twice)["aantallen"][0].values["bb"] == 10
    assert facts_of(nested, partners=twice[::-1])["aantallen"][0].values["bb"] == 10


def explained(several: SmallScheme, rule: str, **parts: Any) -> Outcome:
    scheme = several.load()
    checker, _ = made_ready(scheme, scheme.day_for(None), None)
    return next(one for one in checker.outcomes(load_application(parts, scheme.form)) if one.rule.id == rule)


def test_a_contradiction_is_told_with_both_places_and_asks_to_make_them_the_same(nested: SmallScheme) -> None:
    outcome = explained(nested, "X-B2", partners=TWICE)
    assert outcome.status == "unknown"
    reason, remedy, evidence, missing, _ = outcome.explanation
    places = ("partners[0].leerwegen.bb", "partners[1].leerwegen.bb")
    assert reason.nl.startswith(f"Verschilt per plaats: {places[0]} (10), {places[1]} (12).")
    assert reason.en.startswith(f"Differs between places: {places[0]} (10), {places[1]} (12).")
    assert remedy.nl == f"Maak gelijk: {places[0]}, {places[1]}."
    assert remedy.en == f"Make the same: {places[0]}, {places[1]}."
    assert missing == places
    (bb,) = [one for one in evidence if one.attribute == "aantallen.bb"]
    assert [(one.path, one.value.nl, one.known, one.contradicted) for one in bb.missing] == [
        (places[0], "10", False, True), (places[1], "12", False, True),
    ]  # fmt: skip
    assert not bb.contradicted


def test_a_contradiction_beside_a_field_that_is_missing_asks_for_both(nested: SmallScheme) -> None:
    tracks = [{"bb": "10", "gl": None}, {"bb": "12", "gl": None}]
    partners = [{**VMBO, "id": name, "leerwegen": one} for name, one in zip("ab", tracks, strict=True)]
    remedy = explained(nested, "X-B2", partners=partners).explanation.remedy
    assert remedy.nl == (
        "Maak gelijk: partners[0].leerwegen.bb, partners[1].leerwegen.bb. Vul in: partners[0].leerwegen.gl."
    )


def test_of_profiles_that_contradict_each_other_the_one_place_is_as_good_as_the_other(nested: SmallScheme) -> None:
    twice = [
        {**VMBO, "id": name, "profielen": [{**PIE, "leerlingen": many}]} for name, many in (("a", "8"), ("b", "9"))
    ]
    for partners in (twice, twice[::-1]):
        (found,) = facts_of(nested, partners=partners)["profiel"]
        assert (found.values["van"], found.values["leerlingen"]) == ("a", None)


def test_a_part_of_which_every_key_is_left_empty_says_nothing(several: SmallScheme) -> None:
    applicant = {"brin": "12AB", "vestigingsnummer": "00", "leerwegen": {"bb": None, "kb": None}}
    (school,) = facts_of(several, partners=[VMBO], penvoerder=applicant)["school"]
    assert school.values["leerwegen"] == ("bb",)
