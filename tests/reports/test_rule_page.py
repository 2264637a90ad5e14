"""Conditions in words, the page of one rule, and the list and table of all rules."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from sto_check import load_scheme
from sto_check.engine.resolve import parameter_values
from sto_check.reports.layout import wrapped
from sto_check.reports.rule_list import condition_of, condition_table, list_lines
from sto_check.reports.rule_page import rule_lines
from sto_check.scheme.condition_words import ConditionWriter
from sto_check.scheme.figures import shown
from sto_check.scheme.operators import OPERATORS
from sto_check.text.language import LANGUAGES, Lang

if TYPE_CHECKING:
    from sto_check.scheme.scheme import Rule, Scheme
    from tests.scheme.small import SmallScheme

NBSP = "\N{NO-BREAK SPACE}"
WORDS = {
    "equals": ("regio", "soort: mbo", "soort is mbo", "soort is mbo"),
    "not": ("regio", "soort: {not: mbo}", "soort is niet mbo", "soort is not mbo"),
    "one_of": ("regio", "soort: {one_of: [a, b]}", "soort is een van a, b", "soort is one of a, b"),
    "none_of": ("regio", "soort: {none_of: [a, b]}", "soort is geen van a, b", "soort is none of a, b"),
    "at_least": ("regio", "mbo: {at_least: $minimum}", "mbo is ten minste 1", "mbo is at least 1"),
    "at_most": (
        "begroting",
        "gevraagd: {at_most: $hoogste}",
        f"gevraagd is ten hoogste €{NBSP}4.000,00",
        f"gevraagd is at most €{NBSP}4,000.00",
    ),
    "more_than": (
        "regio",
        "afstand: {more_than: 20500}",
        "afstand is meer dan 20,5 km",
        "afstand is more than 20.5 km",
    ),
    "less_than": (
        "regio",
        "gemeenten: {less_than: 1200}",
        "gemeenten is minder dan 1.200",
        "gemeenten is less than 1,200",
    ),
    "on_or_after": (
        "aanvraag",
        "ontvangen: {on_or_after: 2024-03-01}",
        "ontvangen is op of na 1 maart 2024",
        "ontvangen is on or after 1 March 2024",
    ),
    "on_or_before": (
        "aanvraag",
        "ontvangen: {on_or_before: $periode.start}",
        "ontvangen is op of voor 1 januari 2025",
        "ontvangen is on or before 1 January 2025",
    ),
    "after": (
        "aanvraag",
        "ontvangen: {after: 2024-03-01}",
        "ontvangen is na 1 maart 2024",
        "ontvangen is after 1 March 2024",
    ),
    "before": (
        "aanvraag",
        "ontvangen: {before: 2024-03-01}",
        "ontvangen is voor 1 maart 2024",
        "ontvangen is before 1 March 2024",
    ),
    "present": ("regio", "afbakening: {present: yes}", "afbakening is ingevuld", "afbakening is given"),
    "absent": ("regio", "afbakening: {absent: yes}", "afbakening is leeg", "afbakening is empty"),
    "has": ("vestiging", "leerwegen: {has: [bb, kb]}", "leerwegen bevat bb, kb", "leerwegen has bb, kb"),
    "max_words": (
        "regio",
        "afbakening: {max_words: 300}",
        "afbakening telt ten hoogste 300 woorden",
        "afbakening has at most 300 words",
    ),
}


def in_words(scheme: Scheme, rule: Rule, lang: Lang, variant: str | None = None) -> str:
    writer = ConditionWriter(scheme, parameter_values(scheme, date(2024, 1, 1), variant))
    assert rule.require is not None
    return writer.write(rule.require, rule.kind, lang)


def required(small: SmallScheme, kind: str, condition: str, variant: str | None = None) -> tuple[str, str]:
    small.add_rule(f"require: {{{condition}}}", kind=kind)
    scheme = small.load()
    rule = scheme.rule("X-B1")
    return in_words(scheme, rule, "nl", variant), in_words(scheme, rule, "en", variant)


def test_every_comparison_word_is_tried_here() -> None:
    assert set(WORDS) == set(OPERATORS)


@pytest.mark.parametrize("word", list(WORDS))
def test_each_comparison_is_written_in_both_languages(small: SmallScheme, word: str) -> None:
    kind, condition, nl, en = WORDS[word]
    assert required(small, kind, condition) == (nl, en)


@pytest.mark.parametrize(
    ("kind", "condition", "nl", "en"),
    [
        ("regio", "caribisch: no", "caribisch is nee", "caribisch is no"),
        ("regio", "soort: {one_of: $soorten}", "soort is een van techniekregio, techniekluw",
         "soort is one of techniekregio, techniekluw"),
        ("regio", "nummer: {present: no}", "nummer is leeg", "nummer is empty"),
        ("begroting", "bijdragen: {at_least: {percent: $aandeel, of: subsidiabel}}",
         "bijdragen is ten minste 10% van subsidiabel", "bijdragen is at least 10% of subsidiabel"),
        ("begroting", "bijdragen: {less_than: {percent: 7.5, of: subsidiabel}}",
         "bijdragen is minder dan 7,5% van subsidiabel", "bijdragen is less than 7.5% of subsidiabel"),
        ("begroting", "bijdragen: {equals: {attribute: subsidiabel}}", "bijdragen is gelijk aan subsidiabel",
         "bijdragen is equal to subsidiabel"),
        ("regio", "soort: a, nummer: '1'", "soort is a en nummer is 1", "soort is a and nummer is 1"),
        ("regio", "any: [{soort: a}, {nummer: '1'}]", "soort is a of nummer is 1", "soort is a or nummer is 1"),
        ("regio", "caribisch: yes, any: [{soort: a}, {soort: b, nummer: '1'}]",
         "caribisch is ja en (soort is a of (soort is b en nummer is 1))",
         "caribisch is yes and (soort is a or (soort is b and nummer is 1))"),
        ("regio", "any: [{soort: a}]", "soort is a", "soort is a"),
    ],
)  # fmt: skip
def test_conditions_of_every_form_are_written(small: SmallScheme, kind: str, condition: str, nl: str, en: str) -> None:
    assert required(small, kind, condition) == (nl, en)


def test_a_parameter_is_written_with_its_value_in_the_variant(small: SmallScheme) -> None:
    condition = "bijdragen: {at_least: {percent: $aandeel, of: subsidiabel}}"
    assert required(small, "begroting", condition, "ruim")[0] == "bijdragen is ten minste 5% van subsidiabel"


@pytest.mark.parametrize(
    ("name", "nl", "en"),
    [
        ("regio.mbo", "telling van partner waarvan soort is mbo", "count of partner of which soort is mbo"),
        (
            "regio.eigen",
            "telling van partner waarvan gezag is de eigen nummer",
            "count of partner of which gezag is its own nummer",
        ),
        ("begroting.bijdragen", "som van bijdrage.bedrag", "sum of bijdrage.bedrag"),
        (
            "begroting.subsidiabel",
            "som van post.bedrag waarvan subsidiabel is ja",
            "sum of post.bedrag of which subsidiabel is yes",
        ),
        ("begroting.dekking", "gevraagd + bijdragen", "gevraagd + bijdragen"),
    ],
)
def test_a_measure_is_written_in_words(small: SmallScheme, name: str, nl: str, en: str) -> None:
    scheme = small.load()
    writer = ConditionWriter(scheme, {})
    measure = next(measure for measure in scheme.measures if measure.full_name == name)
    assert (writer.measure(measure, "nl"), writer.measure(measure, "en")) == (nl, en)


@cache
def whole() -> Scheme:
    return shown(load_scheme("sto-2025-2028"))


def page(scheme: Scheme, rule: Rule, lang: Lang) -> str:
    return "\n".join(text for line in rule_lines(scheme, rule, lang) for text in wrapped(line, 80))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", whole().rules, ids=lambda rule: rule.id)
def test_every_rule_of_the_scheme_has_a_page_without_gaps(rule: Rule, lang: Lang) -> None:
    text = page(whole(), rule, lang)
    flat = " ".join(text.split())
    assert text.startswith(f"{rule.id} ")
    assert " ".join(rule.title[lang].split()) in flat
    for basis in rule.basis:
        assert " ".join(basis.says[lang].split()) in flat
        assert whole().sources[basis.source].title in flat
        if basis.reading:
            ours = {"nl": "Onze lezing", "en": "Our reading"}[lang]
            assert f"{ours}: {' '.join(basis.reading[lang].split())}" in flat
    asks = {"nl": ("Vereist", "Vraag"), "en": ("Requires", "Question")}[lang][rule.judge is not None]
    assert re.search(rf"^  {asks} +\S", text, re.MULTILINE)
    assert str(rule.place) in flat
    assert not re.search(r"[{}]|\bNone\b|Text\(|\$\w|\(\d+, \d+\)", text)
    assert all(len(line) <= 80 or " " not in line.strip() for line in text.splitlines())


def test_a_page_says_what_it_reads_and_what_follows(small: SmallScheme) -> None:
    scheme = small.load()
    text = page(scheme, scheme.rule("X-A1"), "nl")
    assert "  Voor elke    regio\n  Vereist      mbo is ten minste 1\n" in text
    assert (
        "  Niet voldaan leidt tot afwijzing (onze lezing)\n  Onbekend     vraagt om aanvulling (onze lezing)\n" in text
    )
    assert "  Leest        regio.mbo: telling van partner waarvan soort is mbo\n" in text
    english = page(scheme, scheme.rule("X-A4"), "en")
    assert "  If           soort is one of techniekregio, techniekluw\n" in english
    assert "  Not met      is advice (our reading)\n  Unknown      is advice (our reading)\n" in english
    assert "regio.afbakening: regio.afbakening\n" in english


def test_a_page_of_a_judgement_rule_has_its_question_and_no_unknown(small: SmallScheme) -> None:
    scheme = small.load()
    text = page(scheme, scheme.rule("X-J1"), "en")
    assert "  Question     Is the vision good?\n" in text
    assert "  Reads        visie.definitie\n" in text
    assert "Unknown" not in text


def test_a_page_names_the_other_value_in_a_variant() -> None:
    text = page(whole(), whole().rule("STO-P1"), "nl")
    said = " ".join(text.split())
    before, after = said.split("subsidieperiode.einde = 1 januari 2030 (in de variant extension-2029)")
    assert before.rstrip().endswith("F-PLAN/periode: De subsidieperiode loopt tot 1 januari 2029.")
    assert after.lstrip().startswith("NOTA/verlenging: De regeling kan met het jaar 2029 worden verlengd.")


def test_a_page_tells_the_whole_history_of_a_value_with_the_basis_of_each() -> None:
    scheme = load_scheme("sto-2020-2024")
    said = " ".join(page(scheme, scheme.rule("STO-H4a"), "en").split())
    first = said.index("cofinanciering.aandeel = 10% VOSABB/cofinanciering:")
    second = said.index("cofinanciering.aandeel = 7.5% (from 7 July 2022) STO-2022/cofinanciering:")
    assert first < second < said.index("Our reading: From the day of the letter; the source names none.")


@pytest.mark.parametrize(
    ("parameter", "value", "kind", "condition", "nl", "en"),
    [
        ("value: 400000", "500050", "begroting", "gevraagd: {at_most: $hoogste}",
         f"hoogste = €{NBSP}5.000,50", f"hoogste = €{NBSP}5,000.50"),
        ("value: 2025-01-01", "2026-02-01", "aanvraag", "ontvangen: {before: $periode.start}",
         "periode.start = 1 februari 2026", "periode.start = 1 February 2026"),
        ("value: 1", "1200", "regio", "mbo: {at_least: $minimum}", "minimum = 1.200", "minimum = 1,200"),
        ("value: [{value: [techniekregio, techniekluw]}]", "[{value: [po, vo]}]", "regio", "soort: {one_of: $soorten}",
         "soorten = po, vo", "soorten = po, vo"),
    ],
)  # fmt: skip
def test_a_page_writes_the_value_in_a_variant_by_its_unit(
    small: SmallScheme, parameter: str, value: str, kind: str, condition: str, nl: str, en: str
) -> None:
    small.change("scheme.yaml", f"    {parameter}\n", f"    {parameter}\n    variants: {{ruim: {value}}}\n")
    small.add_rule(f"require: {{{condition}}}", kind=kind)
    scheme = small.load()
    said: dict[Lang, str] = {"nl": nl, "en": en}
    for lang in LANGUAGES:
        when = {"nl": "in de variant ruim", "en": "in the variant ruim"}[lang]
        assert f"{said[lang]} ({when})" in page(scheme, scheme.rule("X-B1"), lang)


def test_a_page_writes_a_percentage_in_a_variant(small: SmallScheme) -> None:
    small.change("scheme.yaml", "{ruim: 5}", "{ruim: 7.5}")
    small.add_rule("require: {bijdragen: {at_least: {percent: $aandeel, of: subsidiabel}}}", kind="begroting")
    scheme = small.load()
    assert "aandeel = 7,5% (in de variant ruim)\n" in page(scheme, scheme.rule("X-B1"), "nl")
    assert "aandeel = 7.5% (in the variant ruim)\n" in page(scheme, scheme.rule("X-B1"), "en")


def test_a_page_gives_cases_that_meet_and_fail_the_rule() -> None:
    text = page(whole(), whole().rule("STO-M4"), "en")
    assert "  Met:\n    - " in text
    assert "  Not met:\n    - " in text
    assert "  Unknown:\n    - " in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_names_every_rule_under_its_theme(lang: Lang) -> None:
    scheme = whole()
    lines = list(list_lines(scheme, lang))
    labels = [line.label.strip() for line in lines if line.label]
    assert labels == [rule.id for rule in scheme.rules]
    themes = [line.text for line in lines if line.style == "head"]
    assert themes == list(dict.fromkeys(rule.theme[lang] for rule in scheme.rules))
    assert lines[0].text == scheme.head.title[lang]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_has_a_row_for_each_rule(lang: Lang) -> None:
    scheme = whole()
    rows = condition_table(scheme, lang).splitlines()
    assert rows[1] == "|---|---|---|---|---|"
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert all(len(row) == 5 for row in cells)
    assert [row[1] for row in cells[2:]] == [rule.id for rule in scheme.rules]
    assert all(all(row) for row in cells)
    for rule, row in zip(scheme.rules, cells[2:], strict=True):
        assert row[2] == rule.title[lang]
        assert all(basis.ask in row[4] for basis in rule.basis)
        ours = {"nl": "(onze lezing)", "en": "(our reading)"}[lang]
        assert (ours in row[4]) is rule.is_reading
        assert (ours in row[3]) is rule.marked


@pytest.mark.parametrize(("rule_id", "condition"), [("STO-R4a", "R4"), ("STO-M1", "M1"), ("STO-C10", "C10")])
def test_a_rule_belongs_to_the_condition_in_its_id(rule_id: str, condition: str) -> None:
    (rule,) = [rule for rule in whole().rules if rule.id == rule_id]
    assert condition_of(rule) == condition
