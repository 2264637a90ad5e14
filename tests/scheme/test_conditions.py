"""Conditions as they are read: shorthand and long form alike, groups, shares, parameters, places."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from sto_check.scheme.condition import (
    ALWAYS,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Constant,
    Parameter,
    Share,
    SubjectAttribute,
    attributes_read,
    comparisons,
)
from sto_check.scheme.operators import OPERATORS

if TYPE_CHECKING:
    from tests.scheme.small import SmallScheme


def shown(condition: Condition | None) -> str:
    """Return a condition as text, class names included and places left out."""
    assert condition is not None
    return repr(_without_places(condition))


def _without_places(condition: Condition) -> Condition:
    if isinstance(condition, Comparison):
        return Comparison(condition.attribute, condition.operator, condition.operand)
    parts = tuple(_without_places(part) for part in condition.parts)
    return AllOf(parts) if isinstance(condition, AllOf) else AnyOf(parts)


def required(small: SmallScheme, condition: str, kind: str = "regio") -> Condition:
    small.add_rule(f"require: {condition}", kind=kind)
    found = small.rule().require
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "short", "long"),
    [
        ("regio", "{soort: techniekluw}", "{soort: {equals: techniekluw}}"),
        ("regio", "{caribisch: no}", "{caribisch: {equals: no}}"),
        ("regio", '{nummer: "14"}', "{nummer: {equals: 14}}"),
        ("regio", "{soort: techniekluw, caribisch: no}", "{all: [{soort: techniekluw}, {caribisch: no}]}"),
        ("regio", "{mbo: {at_least: 1, at_most: 3}}", "{all: [{mbo: {at_least: 1}}, {mbo: {at_most: 3}}]}"),
        ("regio", "{any: [{soort: techniekluw}]}", "{any: [{soort: {equals: techniekluw}}]}"),
        ("vestiging", "{leerwegen: {has: bb}}", "{leerwegen: {has: [bb]}}"),
        (
            "regio",
            "{technisch: {at_most: {attribute: bovenbouw}}}",
            "{technisch: {at_most: {percent: 100, of: bovenbouw}}}",
        ),
        (
            "regio",
            "{technisch: {at_most: {percent: 7.5, of: bovenbouw}}}",
            "{technisch: {at_most: {percent: 7.50, of: bovenbouw}}}",
        ),
    ],
)
def test_shorthand_and_long_form_read_alike(small: SmallScheme, kind: str, short: str, long: str) -> None:
    small.add_rule(f"require: {short}", "X-B1", kind)
    small.add_rule(f"require: {long}", "X-B2", kind)
    scheme = small.load()
    assert shown(scheme.rule("X-B1").require) == shown(scheme.rule("X-B2").require)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("{nummer: {present: yes}}", "absent: no"),
        ("{nummer: {present: no}}", "absent: yes"),
    ],
)
def test_present_no_is_absent_and_absent_no_is_present(small: SmallScheme, short: str, long: str) -> None:
    small.add_rule(f"require: {short}", "X-B1")
    small.add_rule(f"require: {{nummer: {{{long}}}}}", "X-B2")
    scheme = small.load()
    operators = [
        comparison.operator
        for rule_id in ("X-B1", "X-B2")
        for comparison in comparisons(scheme.rule(rule_id).require or ALWAYS)
    ]
    assert operators[0] == operators[1]


@pytest.mark.parametrize(
    ("kind", "condition", "expected"),
    [
        ("regio", "{mbo: {more_than: 2}}", Comparison("mbo", OPERATORS["more_than"], Constant(2))),
        ("regio", "{mbo: {less_than: $minimum}}", Comparison("mbo", OPERATORS["less_than"], Parameter("minimum"))),
        ("regio", "{gemeenten: {at_least: $minimum}}",
         Comparison("gemeenten", OPERATORS["at_least"], Parameter("minimum"))),
        ("regio", "{soort: {none_of: [a, b]}}", Comparison("soort", OPERATORS["none_of"], Constant(("a", "b")))),
        ("regio", "{soort: {one_of: $soorten}}", Comparison("soort", OPERATORS["one_of"], Parameter("soorten"))),
        ("regio", "{nummer: {one_of: $soorten}}", Comparison("nummer", OPERATORS["one_of"], Parameter("soorten"))),
        ("regio", "{caribisch: {not: yes}}", Comparison("caribisch", OPERATORS["not"], Constant(1))),
        ("regio", "{afstand: {more_than: 20000}}", Comparison("afstand", OPERATORS["more_than"], Constant(20000))),
        ("regio", "{afbakening: {max_words: 300}}", Comparison("afbakening", OPERATORS["max_words"], Constant(300))),
        ("aanvraag", "{ontvangen: {on_or_after: 2024-09-01}}",
         Comparison("ontvangen", OPERATORS["on_or_after"], Constant(date(2024, 9, 1).toordinal()))),
        ("aanvraag", "{ontvangen: {on_or_before: $periode.start}}",
         Comparison("ontvangen", OPERATORS["on_or_before"], Parameter("periode.start"))),
        ("vestiging", "{leerwegen: {has: [bb, kb]}}",
         Comparison("leerwegen", OPERATORS["has"], Constant(("bb", "kb")))),
        ("begroting", "{bijdragen: {at_least: {percent: 10, of: subsidiabel}}}",
         Comparison("bijdragen", OPERATORS["at_least"], Share((1, 10), "subsidiabel"))),
        ("begroting", "{bijdragen: {equals: {percent: $aandeel, of: subsidiabel}}}",
         Comparison("bijdragen", OPERATORS["equals"], Share(Parameter("aandeel"), "subsidiabel"))),
    ],
)  # fmt: skip
def test_each_comparison_is_read_with_its_operator_and_operand(
    small: SmallScheme, kind: str, condition: str, expected: Comparison
) -> None:
    assert shown(required(small, condition, kind)) == repr(expected)


def test_a_comparison_knows_its_place(small: SmallScheme) -> None:
    place = small.add_rule("require: {any: [{soort: techniekluw}, {mbo: {at_least: ^1}}]}")
    found = small.rule().require
    assert found is not None
    assert [comparison.place for comparison in comparisons(found)][1] == place


def test_groups_nest_and_keep_their_order(small: SmallScheme) -> None:
    inner = "{all: [{nummer: '1'}, {technisch: {at_most: {attribute: bovenbouw}}}]}"
    found = required(small, f"{{soort: a, any: [{{mbo: {{at_least: 1}}}}, {inner}]}}")
    assert isinstance(found, AllOf)
    assert isinstance(found.parts[1], AnyOf)
    assert isinstance(found.parts[1].parts[1], AllOf)
    assert attributes_read(found) == ["soort", "mbo", "nummer", "technisch", "bovenbouw"]


def test_a_rule_without_a_guard_speaks_of_every_fact(small: SmallScheme) -> None:
    assert small.rule("X-A1").where == ALWAYS
    assert small.rule("X-A4").where != ALWAYS


def test_in_a_measure_a_name_is_an_attribute_of_what_is_measured(small: SmallScheme) -> None:
    measures = {measure.full_name: measure for measure in small.load().measures}
    expected = Comparison("gezag", OPERATORS["equals"], SubjectAttribute("nummer"))
    assert shown(measures["regio.eigen"].where) == repr(expected)


def test_every_comparison_word_fits_some_type_and_present_fits_all() -> None:
    every = {of for word in OPERATORS.values() for of in word.types}
    assert all(word.types for word in OPERATORS.values())
    assert set(OPERATORS["present"].types) == set(OPERATORS["absent"].types) == every
    assert "percent" not in every
