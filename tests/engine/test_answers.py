"""What is an answer: a text that says more than that there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sto_check.engine.answers import answer_test
from tests.engine.test_several_places import facts_of

if TYPE_CHECKING:
    from tests.scheme.small import SmallScheme

IS_ANSWER = answer_test(["n.v.t.", "volgt", "zie bijlage", "x", "lorem ipsum ..."])


@pytest.mark.parametrize(
    "text",
    ["n.v.t.", "NVT", "N.v.t", "  nvt  ", "volgt...", "(volgt)", "Zie bijlage 3", "x", "X.", "-", "...", "?", "",
     "Lorem ipsum", "LOREM-IPSUM dolor sit amet, consectetur."],
)  # fmt: skip
def test_a_text_that_says_nothing_is_no_answer(text: str) -> None:
    assert not IS_ANSWER(text)


@pytest.mark.parametrize(
    "text",
    ["Vergrijzing", "volgt het mbo", "zie bijlage 3 en de toelichting", "xy", "ja", "n.v.t. voor het po", "é", "12",
     "lorem", "Een ipsum"],
)  # fmt: skip
def test_one_word_and_a_sentence_that_begins_with_such_a_text_are_answers(text: str) -> None:
    assert IS_ANSWER(text)


def test_dots_alone_are_no_beginning() -> None:
    assert answer_test(["..."])("Vergrijzing")


def test_without_a_list_a_text_with_letters_is_an_answer() -> None:
    assert answer_test([])("x")
    assert not answer_test([])("-")


@pytest.fixture
def answering(small: SmallScheme) -> SmallScheme:
    small.add("scheme.yaml", "no_answer: [n.v.t., geen]\n")
    small.add(
        "vocabulary.yaml",
        """\
gebied:
  from: regio
  attributes:
    afbakening: text
    scholen: {type: text, from: bestaande_scholen, counts: all}
    gemeenten: {type: list, counts: answers}
    plaatsen: {type: list, from: gemeenten}
    zo_geheten: {type: identifier, from: naam, alike: letters}
    geheten: {type: identifier, from: naam}
""",
    )
    names = ("afbakening", "scholen", "gemeenten", "plaatsen", "zo_geheten", "geheten")
    small.add_rule("require: {" + ", ".join(f"{name}: {{present: yes}}" for name in names) + "}", "X-B1", "gebied")
    return small


def test_a_text_counts_no_words_where_it_is_no_answer_unless_it_is_taken_as_written(answering: SmallScheme) -> None:
    region = {"afbakening": "N.v.t.", "bestaande_scholen": "Geen", "gemeenten": ["n.v.t.", "-", "Merendijk"]}
    (area,) = facts_of(answering, regio=region)["gebied"]
    assert (area.values["afbakening"], area.values["scholen"]) == (0, 1)
    assert (area.values["gemeenten"], area.values["plaatsen"]) == (1, 2)


def test_a_text_that_is_an_answer_counts_all_its_words(answering: SmallScheme) -> None:
    (area,) = facts_of(answering, regio={"afbakening": "Geen gemeente doet niet mee"})["gebied"]
    assert area.values["afbakening"] == 5
    assert area.values["scholen"] is None


@pytest.mark.parametrize("name", ["de linde", "De Linde", " DE-LINDE. ", "d e l i n d e"])
def test_names_are_alike_by_their_letters_and_digits(answering: SmallScheme, name: str) -> None:
    (area,) = facts_of(answering, regio={"naam": name})["gebied"]
    assert (area.values["zo_geheten"], area.values["geheten"]) == ("delinde", name.strip())


def test_other_letters_or_digits_are_another_name(answering: SmallScheme) -> None:
    names = ["De Linde", "De Linden", "De Linde 2", ""]
    found = [facts_of(answering, regio={"naam": name})["gebied"][0].values["zo_geheten"] for name in names]
    assert found == ["delinde", "delinden", "delinde2", ""]


@pytest.mark.parametrize(
    ("name", "found", "number"),
    [("Eskerlyceum", ("lyceum",), 1), ("LYCEUM met havo", ("lyceum", "havo"), 2), ("Basisschool", (), 0), ("", (), 0)],
)
def test_a_text_mentions_words_inside_others_too(
    small: SmallScheme, name: str, found: tuple[str, ...], number: int
) -> None:
    (area,) = facts_of(mentioning(small), regio={"naam": name})["gebied"]
    assert (area.values["woorden"], area.values["aantal"]) == (found, number)


def test_what_a_text_mentions_that_is_not_there_is_unknown(small: SmallScheme) -> None:
    (area,) = facts_of(mentioning(small), regio={"soort": "techniekregio"})["gebied"]
    assert (area.values["woorden"], area.values["aantal"]) == (None, None)


def mentioning(small: SmallScheme) -> SmallScheme:
    words = "mentions: {of: naam, words: [lyceum, havo]}"
    small.add(
        "vocabulary.yaml",
        f"gebied: {{from: regio, attributes: {{woorden: {{type: tokens, {words}}}, aantal: {{{words}}}}}}}\n",
    )
    small.add_rule("require: {woorden: {has: havo}, aantal: {at_least: 1}}", "X-B1", "gebied")
    return small
