"""Every mistake in a scheme is told with its code, its place and the nearest right name; all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sto_check.scheme.errors import SchemeError
from tests.scheme.small import FILES, RULES, SmallScheme

if TYPE_CHECKING:
    from sto_check.text.errors import Problem

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
            "for: post\n  require: {subsidiabel: yes}\n  consequence: reading\n  otherwise: assess",
            "for: post\n  require: {subsidiabel: yes}\n  consequence: reading\n  otherwise: ^asses",
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
            "ask: FORM/vraag-2",
            "ask: ^FROM/vraag-2",
            "unknown-source",
            "FORM",
            id="source of a rule",
        ),
        pytest.param(RULES, "ask: WET/art-2", "ask: ^WET/art-3", "unknown-ask", "art-2", id="ask of a source"),
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
            "require: {soort: {not: ^{percent: 10, of: nummer}}}",
            "not-a-share",
            "Hier past alleen {attribute: attribuut}.",
            "Only {attribute: attribute} fits here.",
        ),
        (
            "regio",
            "require: {soort: {not: ^{attribute: mbo}}}",
            "types-differ",
            "mbo is integer, en wordt vergeleken met token.",
            "mbo is integer, and is compared with token.",
        ),
        (
            "regio",
            "require: {soort: {one_of: ^{attribute: nummer}}}",
            "types-differ",
            "nummer is identifier, en wordt vergeleken met token.",
            "nummer is identifier, and is compared with token.",
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
            "“2026-02-30” does not exist on the calendar: February 2026 has 28 days.",
            id="first day of a value",
        ),
        pytest.param(
            SCHEME,
            [("value: 400000", "value: [{value: [1, 2]}]"), ("unit: eurocent", "^unit: eurocent")],
            "value-does-not-fit",
            "The parameter hoogste must be a whole number of eurocents such as 400000000.",
            id="list of cents",
        ),
        pytest.param(
            SCHEME,
            [("{ruim: 5}", "{ruim: [{value: [5, 6]}]}"), ("unit: percent", "^unit: percent")],
            "value-does-not-fit",
            "The parameter aandeel must be a percentage such as 10 or 7.5.",
            id="list of percentages in a variant",
        ),
        pytest.param(
            SCHEME,
            [("unit: percent", "^unit: percent"), ("- value: 10", "- {from: 2026-01-01, value: 10}")],
            "day-twice",
            "The parameter aandeel has two values from the same day.",
            id="two values from one day",
        ),
        pytest.param(
            SCHEME,
            [("unit: percent", "^unit: percent"), ("{from: 2026-01-01, value: 7.5}", "value: 7.5")],
            "day-twice",
            "The parameter aandeel has two values from the same day.",
            id="two values without a first day",
        ),
        pytest.param(
            SCHEME,
            [("unit: percent", "^unit: percent"), ("{ruim: 5}", "{ruim: [{value: 5}, {value: 6}]}")],
            "day-twice",
            "The parameter aandeel has two values from the same day.",
            id="two values from one day in a variant",
        ),
        pytest.param(
            SCHEME,
            [("{from: 2024-01-01, until: 2028-12-31}", "^{from: 2024-01-01, until: 2023-12-31}")],
            "ends-before-start",
            "The scheme ends before it starts.",
            id="end before start",
        ),
        pytest.param(
            MEASURES,
            [("{count: partner, where: {soort: mbo}}", "{count: ^partner.soort, where: {soort: mbo}}")],
            "one-kind",
            "count names a kind of fact: partner.",
            id="counting an attribute",
        ),
        pytest.param(
            MEASURES,
            [("{add: [gevraagd, bijdragen]}", "{add: ^[gevraagd, aantal]}\nbegroting.aantal: {count: bijdrage}")],
            "types-differ",
            "begroting.aantal is integer, and is added to amount.",
            id="adding a count to an amount",
        ),
        pytest.param(
            MEASURES,
            [("{add: [gevraagd, bijdragen]}", "{add: ^[gevraagd]}")],
            "too-short",
            "This list is too short.",
            id="adding one attribute",
        ),
        *(
            pytest.param(
                DECISION,
                [("goed: 2}", f"goed: ^{score}}}")],
                "value-does-not-fit",
                "A score is a whole number.",
                id=f"score {score}",
            )
            for score in ("twee", "1.5", "-1", "٢")
        ),
        pytest.param(
            DECISION,
            [("sufficient: voldoende", "sufficient: ^voldoend")],
            "not-on-scale",
            "“voldoend” is not on the scale.",
            id="sufficient not on the scale",
        ),
        pytest.param(
            DECISION,
            [("- {id: eligible,", "- ^{id: eligible,"), ("exit_code: 0,", "exit_code: 0, when: advise,")],
            "policy-order",
            "Only the last decision, and it always, has no when.",
            id="last decision with when",
        ),
        pytest.param(
            DECISION,
            [("- {id: supplement,", "- ^{id: supplement,"), ("when: supplement,", "")],
            "policy-order",
            "Only the last decision, and it always, has no when.",
            id="earlier decision without when",
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


def test_a_scheme_may_be_in_force_for_one_day(small: SmallScheme) -> None:
    small.change(SCHEME, "{from: 2024-01-01, until: 2028-12-31}", "{from: 2024-01-01, until: 2024-01-01}")
    assert small.load().head.in_force.until == small.load().head.in_force.from_


@pytest.mark.parametrize(
    ("old", "new", "nearest"),
    [
        pytest.param("from: begroting.kosten", "from: ^begroting.kostn", "kosten", id="path"),
        pytest.param("from: begroting.cofin", "from: ^begrotin.cofin", "begroting", id="first step of a path"),
        pytest.param("  label: omschrijving", "  label: omschrijvin", "omschrijving", id="label"),
        pytest.param("where: {soort: [vmbo]}", "where: {sort: [vmbo]}", "soort", id="field of a guard"),
        pytest.param("where: {soort: [vmbo]}", "where: {soort: ^[vmboo]}", "vmbo", id="word of a guard"),
        pytest.param("where: {soort: [vmbo]}", "where: {soort: ^[vmbo, overheit]}", "overheid", id="second word"),
        pytest.param("caribisch_nederland}", "caribisch_nederlan}", "caribisch_nederland", id="field"),
        pytest.param("from: techniekluw.afstand_km", "from: techniekluw.afstand_kn", "afstand_km", id="nested field"),
        pytest.param("from: techniekluw.afstand_km", "from: root.ontvange", "ontvangen", id="field of the document"),
        pytest.param("afstand_km}", "afstand_km, at: techniekluw.afstand_k}", "afstand_km", id="field to fill in"),
        pytest.param("    gemeenten: list", "    gemeenten: list\n    afbakenin: ^text", "afbakening", id="attribute"),
        pytest.param(
            "bijdrage:\n", "deel:\n  from: visie\n  each: ^[definitie, innovatie]\nbijdrage:\n", "innovaties", id="each"
        ),
    ],
)
def test_the_vocabulary_is_held_to_the_document(small: SmallScheme, old: str, new: str, nearest: str) -> None:
    place = small.change(VOCABULARY, old, new)
    problem = only(small.problems())
    assert (problem.code, hints(problem)) == ("unknown-field", meant(nearest))
    assert problem.says.en.startswith("The document has no “")
    assert problem.place is not None
    assert problem.place.file == str(small.path(VOCABULARY))
    assert place is None or problem.place.line == place.line
    assert place is None or problem.place.column >= place.column


@pytest.mark.parametrize(
    ("reads", "nearest"),
    [("[^visie.definite]", "definitie"), ("[visie.definitie, ^vissie]", "visie"), ("[^regio.sort]", "soort")],
)
def test_what_a_person_reads_is_held_to_the_document(small: SmallScheme, reads: str, nearest: str) -> None:
    place = small.change(RULES, "reads: [visie.definitie]", f"reads: {reads}")
    problem = only(small.problems())
    assert (problem.code, problem.place, hints(problem)) == ("unknown-field", place, meant(nearest))


@pytest.mark.parametrize(
    ("old", "new", "name", "nearest"),
    [
        ('nl: "Aantal mbo\'s: {mbo}."', 'nl: ^"Aantal mbo\'s: {mboo}."', "mboo", "mbo"),
        ('en: "Number of mbo\'s: {mbo}."', 'en: ^"Number of mbo\'s: {mbos}."', "mbos", "mbo"),
        ('nl: "Zoek er {mbo.shortfall}."', 'nl: ^"Zoek er {mob.shortfall}."', "mob", "mbo"),
        ('en: "Find {mbo.shortfall}."', 'en: ^"Find {mbo.shortfal}."', "mbo.shortfal", "mbo"),
        ('en: "Find {mbo.shortfall}."', 'en: ^"Find {$minimun}."', "$minimun", "$minimum"),
        ('en: "Find {mbo.shortfall}."', 'en: ^"Find {subjct}."', "subjct", "subject"),
    ],
)
def test_a_placeholder_that_is_not_known_is_told_at_its_text(
    small: SmallScheme, old: str, new: str, name: str, nearest: str
) -> None:
    place = small.change(RULES, old, new)
    problem = only(small.problems())
    assert (problem.code, problem.place, hints(problem)) == ("unknown-placeholder", place, meant(nearest))
    assert problem.says.nl == f"{{{name}}} is geen gegeven van regio."
    assert problem.says.en == f"{{{name}}} is not an attribute of regio."


def test_placeholders_of_what_to_supply_are_checked_too(small: SmallScheme) -> None:
    place = small.change(
        RULES,
        "remedy: {nl: Schrap deze post.,",
        'supply: {nl: ^"Vul {subsidiabl} in.", en: Fill it in.}\n  remedy: {nl: S.,',
    )
    problem = only(small.problems())
    assert (problem.code, problem.place, hints(problem)) == ("unknown-placeholder", place, meant("subsidiabel"))


def test_the_condition_of_a_sentence_is_read_as_any_other(small: SmallScheme) -> None:
    place = small.change(
        RULES,
        "remedy: {nl: Schrap deze post., en: Strike this item.}",
        "remedy: [{when: {^subsidiabl: yes}, nl: Schrap deze post., en: Strike this item.}]",
    )
    problem = only(small.problems())
    assert (problem.code, problem.place, hints(problem)) == ("unknown-attribute", place, meant("subsidiabel"))


def test_placeholders_may_name_attributes_measures_parameters_and_the_subject(small: SmallScheme) -> None:
    small.change(RULES, 'en: "Find {mbo.shortfall}."', 'en: "{subject} {soort} {mbo.limit} {mbo.excess} {$minimum}."')
    assert small.rule("X-A1").remedy[0].text.en == "{subject} {soort} {mbo.limit} {mbo.excess} {$minimum}."


@pytest.mark.parametrize(
    "condition", ["require: {soort: ^$soorten}", "require: {soort: {not: ^$soorten}}", "where: {nummer: ^$soorten}"]
)
def test_a_parameter_that_is_a_list_fits_no_comparison_with_one_value(small: SmallScheme, condition: str) -> None:
    require = "" if condition.startswith("require") else "\n  require: {caribisch: no}"
    place = small.add_rule(condition + require)
    problem = only(small.problems())
    assert (problem.code, problem.place) == ("list-does-not-fit", place)
    assert problem.says.nl == "$soorten is een lijst; hier past één waarde."
    assert problem.says.en == "$soorten is a list; one value fits here."


def test_a_parameter_that_is_a_list_only_in_a_variant_is_a_list_all_the_same(small: SmallScheme) -> None:
    small.change(
        SCHEME,
        "    value: [{value: [techniekregio, techniekluw]}]\n",
        "    value: techniekregio\n    variants: {ruim: [{value: [techniekregio, techniekluw]}]}\n",
    )
    place = small.add_rule("require: {soort: ^$soorten}")
    assert ("list-does-not-fit", place) in [(problem.code, problem.place) for problem in small.problems()]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (SCHEME, "value: 400000", "value: 4000.00"),
        (SCHEME, "until: 2028-12-31", "until: 2020-12-31"),
        (SCHEME, "document: aanvraag", "document: aanvrag"),
        (SCHEME, "variants: {ruim: 5}", "variants: {ruimm: 5}"),
        (SCHEME, "{ask: WET/art-1, says", "{ask: WTE/art-1, says"),
        (DECISION, "goed: 2}", "goed: twee}"),
    ],
)
def test_a_mistake_elsewhere_causes_none_about_measures(small: SmallScheme, file: str, old: str, new: str) -> None:
    small.change(file, old, new)
    problem = only(small.problems())
    assert problem.place is not None
    assert problem.place.file == str(small.path(file))


def test_a_text_with_a_misspelt_language_suggests_the_right_one(small: SmallScheme) -> None:
    place = small.change(RULES, "theme: {nl: Alles, en: Everything}", "theme: {nl: Alles, en: Everything, ^enn: All}")
    problem = only(small.problems())
    assert (problem.code, problem.place, hints(problem)) == ("unknown-key", place, meant("en"))


@pytest.mark.parametrize(
    ("old", "new", "code", "nl", "en"),
    [
        ("theme: {nl: Alles, en: Everything}", "theme: ^Alles", "dataclass-type",
         "Hier wordt een groep van sleutels en waarden verwacht.", "A group of keys and values is expected here."),
        ("theme: {nl: Alles, en: Everything}", "theme: {nl: ^[Alles], en: Everything}", "string-type",
         "Een lijst is geen tekst.", "A list is not a text."),
        ("id: X-A2", "id: ^{a: b}", "string-type", "Een groep is geen tekst.", "A group is not a text."),
        ("id: X-A2", "id: ^regel2", "string-pattern-mismatch", "“regel2” heeft niet de vorm die hier past.",
         "“regel2” does not have the form that fits here."),
    ],
)  # fmt: skip
def test_what_has_the_wrong_shape_is_told_in_words(
    small: SmallScheme, old: str, new: str, code: str, nl: str, en: str
) -> None:
    place = small.change(RULES, old, new)
    problem = only(small.problems())
    assert (problem.code, problem.place, problem.says.nl, problem.says.en) == (code, place, nl, en)
    assert problem.hint is not None
    assert problem.hint.nl != problem.hint.en


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        (RULES, "theme: {nl: Alles, en: Everything}", "theme: ^{nl: Alles}", "en"),
        (RULES, "{nl: Een mbo hoort erbij., en: An mbo belongs.}", "^{en: An mbo belongs.}", "nl"),
        (SCHEME, "{nl: de ruime variant, en: the wide variant}", "^{nl: de ruime variant}", "en"),
        (DECISION, "because: {nl: In orde., en: All is well.}", "because: ^{en: All is well.}", "nl"),
        (
            RULES,
            "  otherwise: refuse\n  basis: [{ask: FORM/vraag-1, says: {nl: Een",
            "  basis: [{ask: FORM/vraag-1, says: {nl: Een",
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
        small.change(RULES, "ask: FORM/vraag-2", "ask: ^FORN/vraag-2"): "unknown-source",
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
    line = "\n  22 |   for: posst\n     |        ^^^^^"
    assert str(caught.value) == f"{file}:22:8: X-A3: Het soort feit “posst” is niet bekend. Bedoelt u post?{line}"
    assert (
        caught.value.render("en")
        == f"{file}:22:8: X-A3: The kind of fact “posst” is not known. Did you mean post?{line}"
    )


def test_a_rule_with_a_wrong_key_does_not_hide_what_is_wrong_with_the_others(small: SmallScheme) -> None:
    small.change(RULES, "otherwise: assess", "otherwise: asses")
    place = small.change(RULES, "require: {afbakening: {max_words: 5}}", "require: {^afbakenign: {max_words: 5}}")
    small.change(MEASURES, "count: partner, where: {soort: mbo}", "count: partner, where: {sort: mbo}")
    found = small.problems()
    assert [(one.code, one.path) for one in found] == [
        ("unknown-word", "X-A3: otherwise"),
        ("unknown-attribute", ""),
        ("unknown-attribute", "X-A4"),
    ]
    assert found[2].place == place


def test_a_file_of_rules_that_cannot_be_read_does_not_hide_the_others(small: SmallScheme) -> None:
    small.path("rules/a.yaml").write_text("theme: [\n")
    small.change(RULES, "for: post", "for: posst")
    assert [one.code for one in small.problems()] == ["yaml-syntax", "unknown-kind"]
    small.change(RULES, "for: posst", "for: post")
    assert [one.code for one in small.problems()] == ["yaml-syntax"]


def test_one_mistake_in_many_rules_is_told_once(small: SmallScheme) -> None:
    text = small.path(RULES).read_text()
    small.path(RULES).write_text(text.replace("for: regio", "for: regios"))
    (problem,) = small.problems()
    assert problem.path == "X-A1"
    assert problem.says.nl == "Het soort feit “regios” is niet bekend. Zo ook bij X-A4."
    assert problem.says.en == "The kind of fact “regios” is not known. So too at X-A4."


def test_one_mistake_in_both_languages_is_told_once(small: SmallScheme) -> None:
    small.change(RULES, """{nl: "Aantal mbo's: {mbo}.", en: "Number of mbo's: {mbo}."}""", '{nl: "{mob}", en: "{mob}"}')
    (problem,) = small.problems()
    assert problem.says.nl == "{mob} is geen gegeven van regio."


def test_only_a_ceiling_over_the_round_can_be_allotted(small: SmallScheme) -> None:
    small.change("decision.yaml", "scale:", "allotment: {TST-R1: score}\nscale:")
    (problem,) = small.problems()
    assert problem.code == "no-ceiling"
    assert "TST-R1" in problem.says.nl
