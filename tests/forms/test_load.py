"""Loading an application: every problem at once, each with its place, its words in two languages and a way out."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from sto_check.documents.errors import DocumentError, DuplicateKeyError, FileUnreadableError, TooLargeError
from sto_check.forms.errors import ApplicationError, unknown_name
from sto_check.forms.load import load_application
from sto_check.forms.named_forms import form_names, named_form
from sto_check.forms.source import read_document
from sto_check.text.errors import EXIT_DOCUMENT, MAX_LISTED, Problem, listed, suggestion
from sto_check.text.language import Text
from sto_check.text.place import Place
from sto_check.text.problems import MAX_PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

GOOD = """
regeling: sto-2025-2028
ontvangen: 2024-09-24
regio:
  soort: techniekregio
  caribisch_nederland: nee
  gemeenten: [Merendijk]
penvoerder: {naam: Vakcollege, brin: 12ab}
partners:
- {id: vmbo-1, soort: vmbo, leerwegen: {bb: 120}}
- {id: mbo-1, soort: mbo}
- {id: gem, soort: overheid, postcode: 1234ab}
- {id: bedrijven, soort: bedrijf}
organisatie:
  stuurgroep: [penvoerder, mbo-1]
visie:
  leerlingprognose: {2025: 800, 2026: 790}
profieldoelen:
- {vestiging: vmbo-1, leerweg: bb, profiel: pie}
doelstellingen:
- id: doel-1
activiteiten:
- {id: act-1, doelstellingen: [doel-1], uitvoerders: [vmbo-1, penvoerder], jaren: [2025]}
begroting:
  gevraagd_bedrag: 1000.50
  kosten:
  - {activiteit: act-1, aantal: 1.5, prijs: 85.01, bedrag: 127.52, subsidiabel: ja}
  cofinanciering:
  - {partner: bedrijven, vorm: geld, bedrag: 100}
ondertekeningen:
- {partner: penvoerder, rol: directeur}
"""


def content(source: str | Path | Mapping[str, Any]) -> Any:
    return load_application(source).content


def problems(source: str | Path | Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return the problems with which a source is refused; each says what to do, in two languages."""
    with pytest.raises(ApplicationError) as caught:
        load_application(source)
    assert caught.value.exit_code == EXIT_DOCUMENT
    for problem in caught.value.problems:
        assert problem.hint is not None, problem
        assert problem.says.nl != problem.says.en
        assert problem.hint.nl != problem.hint.en
    return caught.value.problems


def the_problem(source: str | Path | Mapping[str, Any]) -> Problem:
    (problem,) = problems(source)
    return problem


def test_a_good_application_is_read_into_exact_values() -> None:
    found = content(GOOD)
    assert found.ontvangen == date(2024, 9, 24)
    assert found.regio is not None
    assert found.regio.caribisch_nederland is False
    assert found.penvoerder is not None
    assert found.penvoerder.brin == "12AB"
    assert found.visie is not None
    assert found.visie.leerlingprognose == {2025: 800, 2026: 790}
    assert found.begroting is not None
    assert found.begroting.gevraagd_bedrag == 100_050
    assert found.begroting.kosten is not None
    assert (found.begroting.kosten[0].aantal, found.begroting.kosten[0].prijs) == (Decimal("1.5"), 8_501)
    assert found.documenten is None


def test_yaml_json_dict_and_file_give_the_same_application(tmp_path: Path) -> None:
    expected = content(GOOD)
    tree = read_document(GOOD).tree
    assert isinstance(tree, dict)
    path = tmp_path / "aanvraag.json"
    path.write_text(json.dumps(tree), encoding="utf-8")
    assert content(json.dumps(tree)) == expected
    assert content(json.dumps(tree, indent="\t")) == expected
    assert content(path) == expected
    assert content(str(path)) == expected
    assert content(tree) == expected
    assert content(MappingProxyType(tree)) == expected


def test_a_dict_may_hold_python_numbers_days_and_answers() -> None:
    from_python = content(
        {
            "ontvangen": date(2024, 9, 24),
            "regio": {"caribisch_nederland": False},
            "visie": {"leerlingprognose": {2025: 800}},
            "activiteiten": ({"id": "act-1", "jaren": (2025,)},),
            "begroting": {"gevraagd_bedrag": 1000},
        }
    )
    from_text = content(
        "ontvangen: 2024-09-24\nregio: {caribisch_nederland: nee}\nvisie: {leerlingprognose: {2025: 800}}\n"
        "activiteiten: [{id: act-1, jaren: [2025]}]\nbegroting: {gevraagd_bedrag: 1000}\n"
    )
    assert from_python == from_text


def test_a_dict_that_changes_afterwards_does_not_change_the_document() -> None:
    source = {"regio": {"gemeenten": ["Merendijk"]}}
    application = load_application(source)
    source["regio"]["gemeenten"].append("Lindervoort")
    assert application.document.tree == {"regio": {"gemeenten": ["Merendijk"]}}
    assert application.name == "<dict>"


def refusal(source: str | Path) -> DocumentError:
    """Return the error with which a source is refused."""
    with pytest.raises(DocumentError) as caught:
        load_application(source)
    assert caught.value.exit_code == EXIT_DOCUMENT
    return caught.value


def test_what_is_wrong_with_the_text_and_with_the_application_is_told_at_once_in_order_of_place() -> None:
    error = refusal(
        "regio: {sort: a, gemeenten: [x], gemeenten: [y]}\n"
        "begroting: {gevraagd_bedrag: &b veel}\n"
        "partners:\n- {id: mbo, soort: !!str mbo}\n"
        "regio: {naam: z}\n"
        "organisatie: {stuurgroep: [mba]}\n"
    )
    assert type(error) is DocumentError
    write_out, remove = "Schrijf de waarde uit, zo nodig tussen aanhalingstekens.", "Verwijder een van de twee."
    digits = "Schrijf alleen cijfers, met een punt voor de centen: 1234.56."
    assert [found._replace(excerpt=None).render("nl") for found in error.problems] == [
        "<text>:1:9: regio.sort: De sleutel “sort” is hier niet bekend. Bedoelt u soort?",
        f"<text>:1:34: De sleutel “gemeenten” staat hier nog een keer; de eerste staat op regel 1. {remove}",
        f"<text>:2:30: In een document mogen geen ankers (“&b”) staan. {write_out}",
        f"<text>:2:30: begroting.gevraagd_bedrag: “veel” is geen bedrag. {digits}",
        f"<text>:4:20: In een document mogen geen typeaanduidingen (“tag:yaml.org,2002:str”) staan. {write_out}",
        f"<text>:5:1: De sleutel “regio” staat hier nog een keer; de eerste staat op regel 1. {remove}",
        "<text>:6:28: organisatie.stuurgroep[0]: De partner “mba” is hier niet bekend. Bedoelt u mbo?",
    ]


def test_a_text_with_a_problem_is_refused_though_the_application_in_it_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(GOOD + "regio: {}\n")
    error = refusal(path)
    assert type(error) is DuplicateKeyError
    assert [problem.code for problem in error.problems] == ["duplicate-key"]
    with pytest.raises(DuplicateKeyError):
        read_document(path)


def test_a_value_that_could_not_be_read_is_not_said_to_be_wrong_as_well() -> None:
    error = refusal("partners:\n- {id: *a, soort: mbo}\n- {id: b, soort: *c}\n- {id: *d, soort: mbp}\n")
    assert [(problem.code, problem.place) for problem in error.problems] == [
        ("forbidden-yaml", Place("<text>", 2, 8)),
        ("forbidden-yaml", Place("<text>", 3, 18)),
        ("forbidden-yaml", Place("<text>", 4, 8)),
        ("unknown-word", Place("<text>", 4, 19)),
    ]


def test_after_an_error_that_stops_the_reading_nothing_is_said_of_the_application() -> None:
    error = refusal("regio: {sort: a}\nregio: b\npartners: [\n")
    assert [problem.code for problem in error.problems] == ["duplicate-key", "yaml-syntax"]


def test_a_dict_that_holds_itself_is_refused() -> None:
    source: dict[str, Any] = {}
    source["regio"] = source
    with pytest.raises(TooLargeError) as caught:
        load_application(source)
    assert caught.value.problems[0].code == "too-deep"


def test_a_dict_with_two_keys_that_are_one_text_is_refused() -> None:
    with pytest.raises(DuplicateKeyError) as caught:
        load_application({"visie": {"leerlingprognose": {2025: 1, "2025": 2}}})
    assert caught.value.problems[0].path == "visie.leerlingprognose"


def test_a_float_in_a_dict_is_refused() -> None:
    problem = the_problem({"begroting": {"gevraagd_bedrag": 1000.1}})
    assert (problem.code, problem.path, problem.place) == ("float", "begroting.gevraagd_bedrag", None)


@pytest.mark.parametrize("sign", [1, -1])
def test_a_huge_number_in_a_dict_is_refused(sign: int) -> None:
    assert the_problem({"begroting": {"gevraagd_bedrag": sign * 10**10_000}}).says.nl == "Dit getal is geen bedrag."


def test_a_text_of_one_line_is_a_path() -> None:
    with pytest.raises(FileUnreadableError) as caught:
        load_application("regeling: sto-2025-2028")
    assert caught.value.problems[0].code == "not-found"


@pytest.mark.parametrize("text", ["- a\n- b\n", "alleen\ntekst\n"])
def test_a_document_that_is_no_group_is_no_application(text: str) -> None:
    problem = the_problem(text)
    assert (problem.code, problem.place) == ("not-a-group", Place("<text>", 1, 1))


def test_a_document_that_is_a_list_in_a_file_is_no_application(tmp_path: Path) -> None:
    path = tmp_path / "lijst.json"
    path.write_text("[1, 2]")
    assert the_problem(path).code == "not-a-group"


def test_an_empty_application_is_one_in_which_nothing_is_given_yet() -> None:
    assert content("{}") == named_form("aanvraag").model()


def test_all_problems_are_told_at_once_in_the_order_of_the_document() -> None:
    found = problems(
        "regelin: sto\n"
        "ontvangen: 31-01-2025\n"
        "regio:\n  soort: techniekregi\n  caribisch_nederland: misschien\n"
        "penvoerder: {brin: 12AB00, kvk: 1}\n"
        "partners:\n- {soort: mbo, brin: XX}\n- {id: a, soort: mbo}\n- {id: a, soort: po}\n"
        "activiteiten: {id: a}\n"
        "begroting:\n  gevraagd_bedrag: 1.234.567\n  cofinanciering:\n  - {partner: b, vorm: geld}\n"
    )
    assert [(p.code, p.path, p.place and (p.place.line, p.place.column)) for p in found] == [
        ("unknown-key", "regelin", (1, 1)),
        ("day", "ontvangen", (2, 12)),
        ("unknown-word", "regio.soort", (4, 10)),
        ("yes-no", "regio.caribisch_nederland", (5, 24)),
        ("brin-with-vestiging", "penvoerder.brin", (6, 20)),
        ("unknown-key", "penvoerder.kvk", (6, 28)),
        ("missing", "partners[0].id", (8, 3)),
        ("brin", "partners[0].brin", (8, 22)),
        ("repeated-name", "partners[2].id", (10, 8)),
        ("list-type", "activiteiten", (11, 15)),
        ("amount", "begroting.gevraagd_bedrag", (13, 20)),
        ("unknown-reference", "begroting.cofinanciering[0].partner", (15, 15)),
    ]


@pytest.mark.parametrize(
    ("text", "nl", "en"),
    [
        ("regelin: x\n", "Bedoelt u regeling?", "Did you mean regeling?"),
        ("Regio: {}\n", "Bedoelt u regio?", "Did you mean regio?"),
        ("regio:\n  soort: techniekluwe\n", "Bedoelt u techniekluw?", "Did you mean techniekluw?"),
        ("partners:\n- {id: a, soort: mbo, brim: 12AB}\n", "Bedoelt u brin?", "Did you mean brin?"),
        ("partners:\n- {id: a, soort: overheid, brin: 12AB}\n", None, None),
        ("partners:\n- {id: a, soort: bedrijf, kvknummer: 1}\n", "Bedoelt u kvk?", "Did you mean kvk?"),
        ("activiteiten:\n- {id: a, leerwegen: [bbb]}\n", "Bedoelt u bb?", "Did you mean bb?"),
    ],
)
def test_a_word_that_is_not_known_suggests_the_nearest_that_is(text: str, nl: str | None, en: str | None) -> None:
    hint = the_problem(text).hint
    assert hint is not None
    if nl is None:
        assert hint.nl == "Bekend zijn: id, soort, naam, adres, postcode, plaats, kvk."
        assert hint.en == "Known are: id, soort, naam, adres, postcode, plaats, kvk."
    else:
        assert (hint.nl, hint.en) == (nl, en)


def test_the_names_that_are_known_are_listed_once_in_order_and_not_without_end() -> None:
    few = unknown_name("code", Text("de x", "the x"), "qqq", ["b", "a", "b", "a"], None, "")
    assert few.hint == Text("Bekend zijn: b, a.", "Known are: b, a.")
    many = unknown_name("code", Text("de x", "the x"), "qqq", [f"n{i}" for i in range(MAX_LISTED + 1)], None, "")
    assert many.hint is not None
    assert many.hint.nl.endswith(f"n{MAX_LISTED - 1}, …")
    none = unknown_name("code", Text("de x", "the x"), "qqq", [], None, "")
    assert none.hint is not None
    assert "nog niets" in none.hint.nl


def test_a_suggestion_is_the_nearest_name_or_else_lists_at_most_fifteen() -> None:
    assert MAX_LISTED == 20
    many = [f"naam{number}" for number in range(MAX_LISTED + 1)]
    assert suggestion("NAAM3", many) == Text("Bedoelt u naam3?", "Did you mean naam3?")
    first = ", ".join(many[:MAX_LISTED])
    assert suggestion("qqq", many) == listed(many) == Text(f"Bekend zijn: {first}, …", f"Known are: {first}, …")
    assert suggestion("qqq", many[:-1]) == Text(f"Bekend zijn: {first}.", f"Known are: {first}.")
    assert suggestion("qqq", []) is None
    assert listed([]) is None


@pytest.mark.parametrize(
    ("soort", "model"),
    [
        ("vmbo", "VmboVestiging"),
        *[(soort, "Onderwijspartner") for soort in ("mbo", "po", "pro", "vso", "vo", "hbo", "wo")],
        ("overheid", "Overheid"),
        ("bedrijf", "Bedrijf"),
    ],
)
def test_the_kind_of_a_partner_decides_what_it_may_hold(soort: str, model: str) -> None:
    partners = content(f"partners:\n- {{id: a, soort: {soort}}}\n").partners
    assert partners is not None
    assert type(partners[0]).__name__ == model


def test_a_kind_of_partner_that_does_not_exist_is_told_at_its_word() -> None:
    text = "partners:\n" + "".join(f"- {{id: p{i}, soort: mbo}}\n" for i in range(3)) + "- id: p3\n  soort: mb\n"
    problem = the_problem(text)
    assert (problem.code, problem.path) == ("unknown-word", "partners[3].soort")
    assert problem.place == Place("<text>", 6, 10)
    assert problem.says == Text("Het woord “mb” is hier niet bekend.", "The word “mb” is not known here.")
    assert problem.hint == Text("Bedoelt u mbo?", "Did you mean mbo?")


def test_a_partner_without_a_kind_is_told_at_the_partner() -> None:
    problem = the_problem("partners:\n- naam: x\n  id: a\n")
    assert (problem.code, problem.path) == ("union-tag-not-found", "partners[0]")
    assert problem.place == Place("<text>", 2, 3)


@pytest.mark.parametrize(
    ("written", "says"),
    [("", "Een lege waarde"), ("[mbo]", "Een lijst"), ("{mbo: mbo}", "Een groep")],
)
def test_a_kind_that_is_no_word_is_told_at_its_key(written: str, says: str) -> None:
    problem = the_problem(f"partners:\n- id: a\n  soort: {written}\n")
    assert problem.path == "partners[0].soort"
    assert problem.says.nl == f"{says} past hier niet."
    assert problem.place is not None
    assert problem.place.line == 3


def test_a_key_named_as_the_kind_of_its_partner_does_not_move_other_problems() -> None:
    found = problems("partners:\n- id: a\n  soort: mbo\n  mbo: 1\n  naam: [x]\n")
    assert [(problem.path, problem.place and problem.place.line) for problem in found] == [
        ("partners[0].mbo", 4),
        ("partners[0].naam", 5),
    ]


def test_a_wrong_year_in_the_forecast_is_told_at_its_key() -> None:
    problem = the_problem("visie:\n  leerlingprognose:\n    20x5: 12\n")
    assert (problem.code, problem.place) == ("year", Place("<text>", 3, 5))


def test_two_ways_to_write_one_year_do_not_make_one_of_them_vanish() -> None:
    assert the_problem("visie:\n  leerlingprognose: {2025: 1, ' 2025': 2}\n").code == "year"


@pytest.mark.parametrize("wrong", [["7"], ["7", "8"], []])
def test_a_list_where_a_number_is_compared_is_told_as_that_and_compared_with_nothing(wrong: list[str]) -> None:
    for part, whole in (("5", wrong), (wrong, "5")):
        figures = {"leerlingen": {"techniekprofiel": part, "alle_profielen": whole}}
        with pytest.raises(ApplicationError) as caught:
            load_application({"begin": figures}, "indicatoren")
        (problem,) = caught.value.problems
        assert problem.path.startswith("begin.leerlingen.")


@pytest.mark.parametrize(
    ("text", "path", "what"),
    [
        ("partners: []\norganisatie: {stuurgroep: [x]}\n", "organisatie.stuurgroep[0]", "De partner"),
        (
            "partners: [{id: x, soort: mbo}]\nprofieldoelen: [{vestiging: x, leerweg: bb, profiel: pie}]\n",
            "profieldoelen[0].vestiging",
            "De vmbo-vestiging",
        ),
        (
            "doelstellingen: [{id: d}]\nactiviteiten: [{id: a, doelstellingen: [d, x]}]\n",
            "activiteiten[0].doelstellingen[1]",
            "De doelstelling",
        ),
        (
            "partners: []\nactiviteiten: [{id: a, uitvoerders: [penvoerder, x]}]\n",
            "activiteiten[0].uitvoerders[1]",
            "De partner",
        ),
        (
            "activiteiten: []\nbegroting: {kosten: [{activiteit: x}]}\n",
            "begroting.kosten[0].activiteit",
            "De activiteit",
        ),
        (
            "partners: []\nbegroting: {cofinanciering: [{partner: x}]}\n",
            "begroting.cofinanciering[0].partner",
            "De partner",
        ),
        ("partners: []\nondertekeningen: [{partner: x, rol: directeur}]\n", "ondertekeningen[0].partner", "De partner"),
    ],
)
def test_a_reference_that_leads_nowhere_is_an_error_at_its_place(text: str, path: str, what: str) -> None:
    problem = the_problem(text)
    assert (problem.code, problem.path) == ("unknown-reference", path)
    assert problem.says.nl == f"{what} “x” is hier niet bekend."
    assert problem.place is not None
    assert text.splitlines()[problem.place.line - 1][problem.place.column - 1] == "x"


def test_a_reference_waits_for_the_list_to_which_it_leads() -> None:
    assert content("activiteiten: [{id: a, doelstellingen: [x], uitvoerders: [y]}]\n").doelstellingen is None


def test_a_reference_suggests_the_nearest_name() -> None:
    problem = the_problem("doelstellingen: [{id: doel-1}]\nactiviteiten: [{id: a, doelstellingen: [doel1]}]\n")
    assert problem.hint == Text("Bedoelt u doel-1?", "Did you mean doel-1?")


def test_the_agreement_may_name_partners_that_the_application_does_not_have() -> None:
    assert content("partners: []\novereenkomst: {partners: [{partner: x}]}\n").overeenkomst is not None


def test_a_partner_cannot_take_the_name_of_the_penvoerder() -> None:
    problem = the_problem("partners:\n- {id: penvoerder, soort: mbo}\n")
    assert (problem.code, problem.place) == ("reserved-name", Place("<text>", 2, 8))


def test_other_parts_may_be_called_penvoerder() -> None:
    assert content("doelstellingen:\n- id: penvoerder\n").doelstellingen is not None


@pytest.mark.parametrize("name", ["partners", "doelstellingen", "activiteiten"])
def test_a_name_given_twice_says_where_the_first_stands(name: str) -> None:
    soort = ", soort: mbo" if name == "partners" else ""
    problem = the_problem(f"{name}:\n- {{id: x{soort}}}\n- {{id: ' x '{soort}}}\n")
    assert (problem.code, problem.path) == ("repeated-name", f"{name}[1].id")
    assert problem.says.nl == "De id x is al gebruikt (<text>:2:8)."


def test_the_same_name_may_stand_in_two_lists() -> None:
    assert content("doelstellingen:\n- id: x\nactiviteiten:\n- id: x\n").activiteiten is not None


def test_what_is_no_name_is_told_once() -> None:
    problem = the_problem("partners: []\norganisatie: {stuurgroep: [a b]}\n")
    assert problem.code == "key"
    assert the_problem("partners: []\norganisatie: {stuurgroep: [{a: b}]}\n").code == "key"


def test_no_control_character_of_the_document_reaches_a_message() -> None:
    found = problems('"a\\e[2Jb\\u202e": 1\nregeling: "x\\e[31m"\nregio: {soort: "t\\n\\0"}\n')
    assert len(found) == 3
    for problem in found:
        for lang in ("nl", "en"):
            assert problem.render(lang).replace("\n", "").isprintable()


def test_of_a_great_many_problems_the_first_are_told_and_the_others_counted() -> None:
    text = (
        "doelstellingen:\n"
        + "".join(f"- id: doel-{i}\n" for i in range(2000))
        + "activiteiten:\n"
        + "".join(f"- {{id: act-{i}, doelstellingen: [doel-x{i}]}}\n" for i in range(2000))
        + "visie:\n"
        + "".join(f"  onbekend_woord_{i}: 1\n" for i in range(2000))
    )
    found = problems(text)
    assert len(found) == 2 * (MAX_PROBLEMS + 1)
    counts = [problem for problem in found if problem.code == "more-problems"]
    assert [str(2000 - MAX_PROBLEMS) in problem.says.nl for problem in counts] == [True, True]


def test_a_loaded_application_keeps_the_place_of_every_value() -> None:
    application = load_application(GOOD)
    assert application.document.place(("begroting", "gevraagd_bedrag")) == Place("<text>", 25, 20)


def test_the_models_of_documents_are_known_by_name() -> None:
    assert "aanvraag" in form_names()
    assert named_form("aanvraag").name == "aanvraag"
    with pytest.raises(KeyError):
        named_form("onbekend")


def test_an_application_error_is_a_document_error() -> None:
    with pytest.raises(DocumentError):
        load_application({"x": 1})
