"""Reasons speak of things by their names, and count them in words that fit one and several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sto_check import check, load_application
from sto_check.engine.explain import name_of
from sto_check.engine.fact import Fact
from sto_check.reports.terminal import decision_lines
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check import Explanation
    from tests.scheme.small import SmallScheme

DOCUMENT = """\
partners:
- {id: a, soort: vmbo, naam: Het Noorden, leerwegen: {bb: 3}}
- {id: b, soort: mbo, naam: Het Zuiden}
activiteiten: [{id: t1, naam: Dag, uitvoerders: [a, b]}, {id: t2, naam: Nacht}]
"""


def with_names(small: SmallScheme) -> SmallScheme:
    small.change(
        "vocabulary.yaml",
        "begroting:\n  from: begroting\n",
        "activiteit:\n  from: activiteiten\n  label: naam\n"
        "  attributes: {uitvoerders: {type: tokens, names: partner}}\n"
        "soort:\n  each: {vmbo: {nl: een vmbo-school, en: a vmbo school}, mbo: {nl: een mbo, en: an mbo}}\n"
        "begroting:\n  from: begroting\n",
    )
    small.change("measures.yaml", "regio.mbo:", "soort.aantal: {count: partner, where: {soort: $id}}\nregio.mbo:")
    return small


def explanations(small: SmallScheme, document: str = DOCUMENT) -> list[Explanation]:
    decision = check(load_application(document), small.load())
    return [outcome.explanation for outcome in decision.outcomes if outcome.rule.id == "X-B1"]


def test_an_attribute_that_names_others_is_shown_by_their_names(small: SmallScheme) -> None:
    with_names(small).add_rule("require: {uitvoerders: {has: c}}", kind="activiteit")
    small.change(
        "rules/x.yaml", "reason: {nl: Reden., en: Reason.}", "reason: {nl: '{uitvoerders}.', en: '{uitvoerders}.'}"
    )
    known, unknown = explanations(small)
    assert known.reason.nl == "Het Noorden, Het Zuiden."
    assert unknown.missing == ("activiteiten[1].uitvoerders",)


def test_what_names_nothing_that_is_there_is_shown_as_written(small: SmallScheme) -> None:
    with_names(small).add_rule("require: {uitvoerders: {has: c}}", kind="activiteit")
    small.change(
        "rules/x.yaml", "reason: {nl: Reden., en: Reason.}", "reason: {nl: '{uitvoerders}.', en: '{uitvoerders}.'}"
    )
    explanation, *_ = explanations(small, "activiteiten: [{id: t1, naam: Dag, uitvoerders: [a]}]\n")
    assert explanation.reason.nl == "a."


def test_a_word_has_a_name_in_each_language(small: SmallScheme) -> None:
    with_names(small).add_rule("require: {aantal: {at_least: 2}}", kind="soort")
    small.change(
        "rules/x.yaml", "reason: {nl: Reden., en: Reason.}", "reason: {nl: 'Van {subject}.', en: 'Of {subject}.'}"
    )
    first, second = explanations(small)
    assert (first.reason.nl, first.reason.en) == ("Van een vmbo-school.", "Of a vmbo school.")
    assert second.reason.nl == "Van een mbo."


@pytest.mark.parametrize(
    ("needed", "nl", "en"),
    [
        (1, "Er is 1 school; nog 0 scholen.", "There is 1 school; 0 schools to go."),
        (2, "Er is 1 school; nog 1 school.", "There is 1 school; 1 school to go."),
        (4, "Er is 1 school; nog 3 scholen.", "There is 1 school; 3 schools to go."),
    ],
)
def test_a_number_brings_the_word_that_fits_it(small: SmallScheme, needed: int, nl: str, en: str) -> None:
    with_names(small).add_rule(f"require: {{aantal: {{at_least: {needed}}}}}", kind="soort")
    small.change(
        "rules/x.yaml",
        "reason: {nl: Reden., en: Reason.}",
        "reason: {nl: 'Er is {aantal|school|scholen}; nog {aantal.shortfall|school|scholen}.',"
        " en: 'There is {aantal|school|schools}; {aantal.shortfall|school|schools} to go.'}",
    )
    assert explanations(small)[0].reason == Text(nl, en)


def test_a_name_of_an_unknown_kind_is_told(small: SmallScheme) -> None:
    with_names(small)
    small.change("vocabulary.yaml", "names: partner", "names: partnr")
    (problem,) = small.problems()
    assert problem.code == "unknown-kind"
    assert problem.hint is not None
    assert "partner" in problem.hint.nl


def test_one_missing_answer_is_told_once_with_all_it_is_about(small: SmallScheme) -> None:
    with_names(small).add_rule("require: {aantal: {at_least: 2}}", kind="soort")
    decision = check(load_application("regio: {naam: Ergens}\n"), small.load())
    lines = [line.text for line in decision_lines(decision, "nl")]
    assert lines.count("Niet ingevuld: partners.") == 1
    assert [line for line in lines if line.startswith("Daardoor onbekend: ")] == [
        "Daardoor onbekend: 2 regels (3 uitkomsten)."
    ]
    assert "Ook voor: een mbo." not in lines
    assert "Ook voor: een mbo." in [line.text for line in decision_lines(decision, "nl", verbose=True)]


@pytest.mark.parametrize(
    ("fact", "name"),
    [
        (Fact("partner", "roc", "ROC Zandkust", {}, ()), "ROC Zandkust (roc)"),
        (Fact("partner", "roc", "roc", {}, ()), "roc"),
        (Fact("partner", "roc", "", {}, ()), "roc"),
        (Fact("regio", "regio", "Zandwoude", {}, ()), "Zandwoude"),
        (Fact("regio", "regio", "Zandwoude", {}, (), given=False), "regio"),
    ],
)
def test_a_fact_is_called_by_its_name_and_by_its_id_where_there_may_be_others(fact: Fact, name: str) -> None:
    assert name_of(fact) == Text(name, name)
