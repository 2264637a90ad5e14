"""Every mistake in a scheme is told with its code, its place and the nearest right name; all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sto_check.scheme.errors import SchemeError
from tests.scheme.small import FILES, RULES, SmallScheme

if TYPE_CHECKING:
    from sto_check.errors import Problem

SCHEME, SOURCES, VOCABULARY, MEASURES, DECISION = (
    "scheme.yaml", "sources.yaml", "vocabulary.yaml", "measures.yaml", "decision.yaml",
)  # fmt: skip


def only(problems: list[Problem]) -> Problem:
    assert len(problems) == 1, [problem.render("en") for problem in problems]
    return problems[0]


def hints(problem: Problem) -> tuple[str, str] | None:
    return (problem.hint.nl, problem.hint.en) if problem.hint else None


def meant(name: str) -> tuple[str, str]:
    return f"Bedoelt u {name}?", f"Did you mean {name}?"


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "nearest"),
    [
        pytest.param(SCHEME, "citation:", "^citatoin:", "unknown-key", "citation", id="key of the scheme"),
        pytest.param(
            SOURCES, "level: official form", "^levle: official form", "unknown-key", "level", id="key of a source"
        ),
        pytest.param(
            VOCABULARY, "  label: omschrijving", "  ^lable: omschrijving", "unknown-key", "label", id="key of a kind"
        ),
        pytest.param(
            VOCABULARY,
            "gevraagd: {type: amount,",
            "gevraagd: {^typ: amount,",
            "unknown-key",
            "type",
            id="key of an attribute",
        ),
        pytest.param(
            MEASURES, "{sum: bijdrage.bedrag}", "{^som: bijdrage.bedrag}", "unknown-key", "sum", id="key of a measure"
        ),
        pytest.param(DECISION, "sufficient:", "^suficient:", "unknown-key", "sufficient", id="key of the policy"),
        pytest.param(
            RULES, "  for: post\n  require:", "  for: post\n  ^requires:", "unknown-key", "require", id="key of a rule"
        ),
        pytest.param(
            VOCABULARY,
            "nummer: identifier",
            "nummer: ^identifer",
            "unknown-word",
            "identifier",
            id="type of an attribute",
        ),
        pytest.param(SCHEME, "unit: eurocent", "unit: ^eurocents", "unknown-word", "eurocent", id="unit"),
        pytest.param(SOURCES, "level: regulation", "level: ^regulaton", "unknown-word", "regulation", id="level"),
        pytest.param(
            RULES,
            "for: post\n  require: {subsidiabel: yes}\n  otherwise: assess",
            "for: post\n  require: {subsidiabel: yes}\n  otherwise: ^asses",
            "unknown-word",
            "assess",
            id="consequence",
        ),
        pytest.param(
            RULES, "unknown: advise", "unknown: ^advice", "unknown-word", "advise", id="what unknown leads to"
        ),
        pytest.param(
            DECISION,
            "when: supplement",
            "when: ^suplement",
            "unknown-word",
            "supplement",
            id="consequence in the policy",
        ),
        pytest.param(DECISION, "{id: assess,", "{id: ^asess,", "unknown-word", "assess", id="verdict"),
        pytest.param(RULES, "for: post", "for: ^posst", "unknown-kind", "post", id="kind a rule speaks of"),
        pytest.param(
            RULES,
            "{afbakening: {max",
            "{^afbakenning: {max",
            "unknown-attribute",
            "afbakening",
            id="attribute a rule requires",
        ),
        pytest.param(
            RULES, "where: {soort:", "where: {^soorts:", "unknown-attribute", "soort", id="attribute in a guard"
        ),
        pytest.param(
            RULES, "{max_words: 5}", "{^max_word: 5}", "unknown-comparison", "max_words", id="comparison word"
        ),
        pytest.param(
            RULES,
            "before: $periode.start",
            "before: ^$periode.strat",
            "unknown-parameter",
            "periode.start",
            id="parameter",
        ),
        pytest.param(
            RULES,
            'source: FORM, section: "2"',
            'source: ^FROM, section: "2"',
            "unknown-source",
            "FORM",
            id="source of a rule",
        ),
        pytest.param(
            RULES, "section: artikel 2", "section: ^artikel 3", "unknown-section", "artikel 2", id="section of a source"
        ),
        pytest.param(
            SCHEME, "document: aanvraag", "document: ^aanvrag", "unknown-document", "aanvraag", id="model of a document"
        ),
        pytest.param(
            SCHEME,
            "variants: {ruim: 5}",
            "variants: {ruimm: ^5}",
            "unknown-variant",
            "ruim",
            id="variant of a parameter",
        ),
        pytest.param(
            MEASURES,
            "{sum: bijdrage.bedrag}",
            "{sum: ^bijdrag.bedrag}",
            "unknown-kind",
            "bijdrage",
            id="kind a measure adds up",
        ),
        pytest.param(
            MEASURES,
            "{count: partner, where: {soort: mbo}}",
            "{count: ^parner, where: {soort: mbo}}",
            "unknown-kind",
            "partner",
            id="kind a measure counts",
        ),
    ],
)
def test_a_name_that_is_not_known_gets_the_nearest_right_name(
    small: SmallScheme, file: str, old: str, new: str, code: str, nearest: str
) -> None:
    place = small.change(file, old, new)
    problem = next(problem for problem in small.problems() if problem.place == place)
    assert (problem.code, hints(problem)) == (code, meant(nearest))


@pytest.mark.parametrize(
    ("condition", "code", "nearest"),
    [
        ("require: {^soorrt: mbo}", "unknown-attribute", "soort"),
        ("require: {any: [{soort: mbo}, {^soorrt: mbo}]}", "unknown-attribute", "soort"),
        ("require: {all: [{any: [{nummer: {^equal: x}}]}]}", "unknown-comparison", "equals"),
        ("require: {mbo: {^at_leest: 1}}", "unknown-comparison", "at_least"),
        ("require: {mbo: {at_least: ^$minimun}}", "unknown-parameter", "minimum"),
        ("require: {technisch: {at_most: ^{percent: 10, of: bovenbow}}}", "unknown-attribute", "bovenbouw"),
        ("require: {technisch: {at_most: ^{attribute: bovenbow}}}", "unknown-attribute", "bovenbouw"),
        ("require: {technisch: {at_most: {percent: ^$aandel, of: bovenbouw}}}", "unknown-parameter", "aandeel"),
    ],
)
def test_a_name_in_a_condition_is_placed_exactly(small: SmallScheme, condition: str, code: str, nearest: str) -> None:
    place = small.add_rule(condition)
    problem = only(small.problems())
    assert (problem.code, problem.place, hints(problem)) == (code, place, meant(nearest))


DAY_WORDS = "equals, not, on_or_after, on_or_before, after, before, present, absent."


@pytest.mark.parametrize(
    ("kind", "condition", "code", "nl", "en"),
    [
        (
            "aanvraag",
            "require: {ontvangen: {at_least: ^2025-01-01}}",
            "comparison-does-not-fit",
            "at_least past niet bij ontvangen: dat is day.",
            "at_least does not fit ontvangen, which is day.",
        ),
        (
            "begroting",
            "require: {gevraagd: {before: ^2025-01-01}}",
            "comparison-does-not-fit",
            "before past niet bij gevraagd: dat is amount.",
            "before does not fit gevraagd, which is amount.",
        ),
        (
            "regio",
            "require: {caribisch: {at_least: ^1}}",
            "comparison-does-not-fit",
            "at_least past niet bij caribisch: dat is yesno.",
            "at_least does not fit caribisch, which is yesno.",
        ),
        (
            "regio",
            "require: {soort: {max_words: ^5}}",
            "comparison-does-not-fit",
            "max_words past niet bij soort: dat is token.",
            "max_words does not fit soort, which is token.",
        ),
        (
            "regio",
            "require: {gemeenten: {has: ^a}}",
            "comparison-does-not-fit",
            "has past niet bij gemeenten: dat is list.",
            "has does not fit gemeenten, which is list.",
        ),
        (
            "vestiging",
            "require: {leerwegen: ^bb}",
            "comparison-does-not-fit",
            "equals past niet bij leerwegen: dat is tokens.",
            "equals does not fit leerwegen, which is tokens.",
        ),
        (
            "aanvraag",
            "require: {ontvangen: {before: ^$hoogste}}",
            "types-differ",
            "$hoogste is amount, en wordt vergeleken met day.",
            "$hoogste is amount, and is compared with day.",
        ),
        (
            "regio",
            "require: {mbo: {at_least: ^$aandeel}}",
            "types-differ",
            "$aandeel is percent, en wordt vergeleken met integer.",
            "$aandeel is percent, and is compared with integer.",
        ),
        (
            "begroting",
            "require: {bijdragen: {at_least: {percent: ^$minimum, of: subsidiabel}}}",
            "types-differ",
            "$minimum is integer, en wordt vergeleken met percent.",
            "$minimum is integer, and is compared with percent.",
        ),
        (
            "regio",
            "require: {technisch: {at_most: ^{attribute: afstand}}}",
            "types-differ",
            "afstand is distance, en wordt vergeleken met integer.",
            "afstand is distance, and is compared with integer.",
        ),
        (
            "regio",
            "require: {mbo: {at_least: ^een}}",
            "value-does-not-fit",
            "Hier wordt een heel getal als 2 verwacht.",
            "Expected a whole number such as 2 here.",
        ),
        (
            "regio",
            "require: {mbo: {at_least: ^01}}",
            "value-does-not-fit",
            "Hier wordt een heel getal als 2 verwacht.",
            "Expected a whole number such as 2 here.",
        ),
        (
            "begroting",
            "require: {gevraagd: {at_most: ^4000.00}}",
            "value-does-not-fit",
            "Hier wordt een heel aantal eurocenten als 400000000 verwacht.",
            "Expected a whole number of eurocents such as 400000000 here.",
        ),
        (
            "aanvraag",
            "require: {ontvangen: {before: ^2025-02-30}}",
            "value-does-not-fit",
            "Hier wordt een dag als 2025-01-31 verwacht.",
            "Expected a day such as 2025-01-31 here.",
        ),
        (
            "aanvraag",
            "require: {ontvangen: {before: ^31-01-2025}}",
            "value-does-not-fit",
            "Hier wordt een dag als 2025-01-31 verwacht.",
            "Expected a day such as 2025-01-31 here.",
        ),
        (
            "regio",
            "require: {caribisch: ^ja}",
            "value-does-not-fit",
            "Hier wordt yes of no verwacht.",
            "Expected yes or no here.",
        ),
        (
            "regio",
            "require: {soort: ^twee woorden}",
            "value-does-not-fit",
            "Hier wordt een woord zonder spaties verwacht.",
            "Expected a word without spaces here.",
        ),
        (
            "regio",
            "require: {soort: {one_of: [a, ^twee woorden]}}",
            "value-does-not-fit",
            "Hier wordt een woord zonder spaties verwacht.",
            "Expected a word without spaces here.",
        ),
        (
            "regio",
            "require: {soort: {present: ^ja}}",
            "value-does-not-fit",
            "Hier wordt yes of no verwacht.",
            "Expected yes or no here.",
        ),
        (
            "begroting",
            "require: {bijdragen: {at_least: {percent: ^tien, of: subsidiabel}}}",
            "value-does-not-fit",
            "Hier wordt een percentage als 10 of 7.5 verwacht.",
            "Expected a percentage such as 10 or 7.5 here.",
        ),
        (
            "begroting",
            "require: {bijdragen: {at_least: {percent: ^7.55555, of: subsidiabel}}}",
            "value-does-not-fit",
            "Hier wordt een percentage als 10 of 7.5 verwacht.",
            "Expected a percentage such as 10 or 7.5 here.",
        ),
        (
            "begroting",
            "require: {bijdragen: {at_least: {percent: ^-10, of: subsidiabel}}}",
            "value-does-not-fit",
            "Hier wordt een percentage als 10 of 7.5 verwacht.",
            "Expected a percentage such as 10 or 7.5 here.",
        ),
        (
            "regio",
            "require: {soort: {one_of: ^mbo}}",
            "not-a-list",
            "one_of, none_of en has nemen een lijst van woorden; andere vergelijkingen één waarde.",
            "one_of, none_of and has take a list of words; other comparisons take one value.",
        ),
        (
            "regio",
            "require: {soort: {not: ^[mbo, po]}}",
            "list-does-not-fit",
            "one_of, none_of en has nemen een lijst van woorden; andere vergelijkingen één waarde.",
            "one_of, none_of and has take a list of words; other comparisons take one value.",
        ),
        (
            "regio",
            "require: {soort: {one_of: ^[]}}",
            "list-does-not-fit",
            "one_of, none_of en has nemen een lijst van woorden; andere vergelijkingen één waarde.",
            "one_of, none_of and has take a list of words; other comparisons take one value.",
        ),
        (
            "regio",
            "require: {any: ^{soort: mbo}}",
            "not-a-group",
            "Na any: wordt een lijst van voorwaarden verwacht.",
            "A list of conditions is expected after any:.",
        ),
        (
            "regio",
            "require: {any: ^[]}",
            "not-a-group",
            "Na any: wordt een lijst van voorwaarden verwacht.",
            "A list of conditions is expected after any:.",
        ),
        (
            "regio",
            "require: {any: [^soort]}",
            "not-a-condition",
            "Hier wordt een voorwaarde verwacht.",
            "A condition is expected here.",
        ),
        (
            "regio",
            "require: ^{}",
            "not-a-condition",
            "Hier wordt een voorwaarde verwacht.",
            "A condition is expected here.",
        ),
        (
            "regio",
            "require: {soort: ^[mbo]}",
            "not-a-comparison",
            "Hier wordt een vergelijking verwacht.",
            "A comparison is expected.",
        ),
        (
            "regio",
            "require: {soort: ^{}}",
            "not-a-comparison",
            "Hier wordt een vergelijking verwacht.",
            "A comparison is expected.",
        ),
        (
            "regio",
            "require: {soort: {not: ^{attribute: nummer}}}",
            "not-a-share",
            "Hier past alleen {percent: 10, of: attribuut} of {attribute: attribuut}.",
            "Only {percent: 10, of: attribute} or {attribute: attribute} fits here.",
        ),
        (
            "regio",
            "require: {mbo: {at_least: ^{percent: 10}}}",
            "not-a-share",
            "Hier past alleen {percent: 10, of: attribuut} of {attribute: attribuut}.",
            "Only {percent: 10, of: attribute} or {attribute: attribute} fits here.",
        ),
    ],
)
def test_a_condition_that_does_not_fit_is_refused_at_its_place(
    small: SmallScheme, kind: str, condition: str, code: str, nl: str, en: str
) -> None:
    place = small.add_rule(condition, kind=kind)
    problem = only(small.problems())
    assert (problem.code, problem.place) == (code, place)
    assert (problem.says.nl, problem.says.en) == (nl, en)


def test_a_comparison_that_does_not_fit_says_which_do(small: SmallScheme) -> None:
    small.add_rule("require: {ontvangen: {at_least: 2025-01-01}}", kind="aanvraag")
    assert hints(only(small.problems())) == (f"Bij day passen: {DAY_WORDS}", f"Fitting day are: {DAY_WORDS}")


NO_REQUIRE = ("  require: {subsidiabel: yes}\n", "")
NO_REASON = ('  reason: {nl: "Ontvangen: {ontvangen}.", en: "Received: {ontvangen}."}\n', "")


@pytest.mark.parametrize(
    ("file", "changes", "code", "says"),
    [
        pytest.param(
            RULES,
            [("- id: X-A2", "- id: ^X-A1")],
            "rule-twice",
            "The rule X-A1 is also in {folder}/rules/x.yaml.",
            id="rule id twice",
        ),
        pytest.param(
            RULES,
            [("- id: X-J1", '- ^id: X-J1\n  require: {nummer: "1"}\n  reason: {nl: a, en: b}')],
            "require-or-judge",
            "X-J1 needs exactly one of require and judge.",
            id="both require and judge",
        ),
        pytest.param(
            RULES,
            [("- id: X-A3\n", "- ^id: X-A3\n"), NO_REQUIRE],
            "require-or-judge",
            "X-A3 needs exactly one of require and judge.",
            id="neither require nor judge",
        ),
        pytest.param(
            RULES, [("- id: X-A2\n", "- ^id: X-A2\n"), NO_REASON], "no-reason", "X-A2 needs a reason.", id="no reason"
        ),
        pytest.param(
            MEASURES,
            [("{sum: bijdrage.bedrag}", "^{sum: bijdrage.bedrag, count: bijdrage}")],
            "one-form",
            "begroting.bijdragen needs exactly one of count, sum, take and add.",
            id="two forms",
        ),
        pytest.param(
            MEASURES,
            [("{sum: bijdrage.bedrag}", "^{where: {bedrag: 1}}")],
            "one-form",
            "begroting.bijdragen needs exactly one of count, sum, take and add.",
            id="no form",
        ),
        pytest.param(
            MEASURES,
            [
                ("{sum: bijdrage.bedrag}", "{add: [dekking, gevraagd]}"),
                ("{add: [gevraagd, bij", "^{add: [gevraagd, bij"),
            ],
            "circle",
            "Measures rest on each other: begroting.dekking → begroting.bijdragen → begroting.dekking.",
            id="circle of two",
        ),
        pytest.param(
            MEASURES,
            [("{sum: bijdrage.bedrag}", "^{add: [gevraagd, bijdragen]}")],
            "circle",
            "Measures rest on each other: begroting.bijdragen → begroting.bijdragen.",
            id="circle of one",
        ),
        pytest.param(
            MEASURES,
            [("{sum: bijdrage.bedrag}", "{sum: ^partner.soort}")],
            "type-does-not-add",
            "partner.soort is token and cannot be added up.",
            id="adding words",
        ),
        pytest.param(
            MEASURES,
            [("{sum: bijdrage.bedrag}", "{sum: ^bijdrage.bedragg}")],
            "unknown-attribute",
            "The attribute bijdrage.bedragg is not known.",
            id="adding what is not there",
        ),
        pytest.param(
            MEASURES,
            [("begroting.bijdragen: {", "begroting.gevraagd: ^{")],
            "attribute-twice",
            "begroting.gevraagd is an attribute already.",
            id="measure named as an attribute",
        ),
        pytest.param(
            MEASURES,
            [("{gezag: $nummer}", "{gezag: ^$numer}")],
            "unknown-attribute",
            "The attribute $numer of what is measured is not known.",
            id="attribute of what is measured",
        ),
        pytest.param(
            MEASURES,
            [("{gezag: $nummer}", "{gezag: ^$afstand}")],
            "types-differ",
            "$afstand is distance, and is compared with identifier.",
            id="type of what is measured",
        ),
        pytest.param(
            SCHEME,
            [("value: 400000", "value: 4000.00"), ("unit: eurocent", "^unit: eurocent")],
            "value-does-not-fit",
            "The parameter hoogste must be a whole number of eurocents such as 400000000.",
            id="cents with a point",
        ),
        pytest.param(
            SCHEME,
            [("value: 2025-01-01\n", "value: 2025-13-01\n"), ("unit: day", "^unit: day")],
            "value-does-not-fit",
            "The parameter periode.start must be a day such as 2025-01-31.",
            id="no such month",
        ),
        pytest.param(
            SCHEME,
            [("value: 7.5}", "value: tien}"), ("unit: percent", "^unit: percent")],
            "value-does-not-fit",
            "The parameter aandeel must be a percentage such as 10 or 7.5.",
            id="percentage in words",
        ),
        pytest.param(
            SCHEME,
            [("{ruim: 5}", "{ruim: 5%}"), ("unit: percent", "^unit: percent")],
            "value-does-not-fit",
            "The parameter aandeel must be a percentage such as 10 or 7.5.",
            id="percentage of a variant",
        ),
        pytest.param(
            SCHEME,
            [("from: 2026-01-01", "from: ^2026-02-30")],
            "no-such-day",
            "“2026-02-30” does not exist on the calendar.",
            id="first day of a value",
        ),
    ],
)
def test_a_part_that_contradicts_itself_or_another_is_refused(
    small: SmallScheme, file: str, changes: list[tuple[str, str]], code: str, says: str
) -> None:
    places = [small.change(file, old, new) for old, new in changes]
    found = small.problems()[0]
    assert (found.code, found.place) == (code, next(place for place in places if place))
    assert found.says.en == says.format(folder=small.folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        (RULES, "theme: {nl: Alles, en: Everything}", "theme: ^{nl: Alles}", "en"),
        (RULES, "{nl: Een mbo hoort erbij., en: An mbo belongs.}", "^{en: An mbo belongs.}", "nl"),
        (SCHEME, "{nl: de ruime variant, en: the wide variant}", "^{nl: de ruime variant}", "en"),
        (DECISION, "because: {nl: In orde., en: All is well.}", "because: ^{en: All is well.}", "nl"),
        (
            RULES,
            '  otherwise: refuse\n  basis: [{source: FORM, section: "1", says: {nl: Een',
            '  basis: [{source: FORM, section: "1", says: {nl: Een',
            "otherwise",
        ),
        (SCHEME, "citation: Verzonnen regeling\n", "", "citation"),
    ],
)
def test_a_key_that_is_missing_is_told_where_it_should_stand(
    small: SmallScheme, file: str, old: str, new: str, key: str
) -> None:
    place = small.change(file, old, new)
    problem = only(small.problems())
    assert (problem.code, problem.says.nl, problem.says.en) == (
        "missing",
        f"De sleutel {key} ontbreekt.",
        f"The key {key} is missing.",
    )
    assert problem.place is not None
    assert problem.place.file == str(small.path(file))
    assert place is None or problem.place == place


def test_a_rule_id_has_a_fixed_form(small: SmallScheme) -> None:
    place = small.change(RULES, "id: X-A2", "id: ^regel2")
    assert only(small.problems()).place == place


def test_every_mistake_of_the_names_is_told_at_once(small: SmallScheme) -> None:
    places = {
        small.change(RULES, "before: $periode.start", "before: ^$periode.strat"): "unknown-parameter",
        small.change(RULES, "for: post", "for: ^posst"): "unknown-kind",
        small.change(RULES, "{afbakening: {max_words: 5}}", "{afbakening: {^max_word: 5}}"): "unknown-comparison",
        small.change(RULES, "where: {soort:", "where: {^soorts:"): "unknown-attribute",
        small.change(RULES, 'source: FORM, section: "2"', 'source: ^FORN, section: "2"'): "unknown-source",
    }
    found = {problem.place: problem.code for problem in small.problems()}
    assert found == places


def test_every_mistake_of_shape_in_every_file_is_told_at_once(small: SmallScheme) -> None:
    places = {
        small.change(SCHEME, "citation:", "^citatoin:"),
        small.change(SOURCES, "level: regulation", "level: ^regulaton"),
        small.change(VOCABULARY, "nummer: identifier", "nummer: ^identifer"),
        small.change(MEASURES, "{sum: bijdrage.bedrag}", "{^som: bijdrage.bedrag}"),
        small.change(DECISION, "when: supplement", "when: ^suplement"),
        small.change(RULES, "unknown: advise", "unknown: ^advice"),
    }
    assert places <= {problem.place for problem in small.problems()}


def test_every_file_that_cannot_be_read_is_told_at_once(small: SmallScheme) -> None:
    small.path(SOURCES).unlink()
    small.path(MEASURES).write_text("a: [\n")
    small.path(RULES).write_text("")
    codes = [problem.code for problem in small.problems()]
    assert codes == ["not-found", "yaml-syntax", "empty"]


@pytest.mark.parametrize("file", list(FILES))
def test_a_file_that_is_not_a_group_is_refused_in_that_file(small: SmallScheme, file: str) -> None:
    small.path(file).write_text("- een\n- twee\n")
    problem = only(small.problems())
    assert problem.place is not None
    assert problem.place.file == str(small.path(file))
    assert problem.place.line == 1


def test_a_refusal_reads_as_lines_with_place_and_suggestion(small: SmallScheme) -> None:
    small.change(RULES, "for: post", "for: posst")
    with pytest.raises(SchemeError) as caught:
        small.load()
    file = small.path(RULES)
    assert str(caught.value) == f"{file}:20:8: Het soort feit “posst” is niet bekend. Bedoelt u post?"
    assert caught.value.render("en") == f"{file}:20:8: The kind of fact “posst” is not known. Did you mean post?"
