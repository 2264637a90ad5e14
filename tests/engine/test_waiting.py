"""What an outcome that is not known waits for, and how that is said; and the ways through a document to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sto_check.engine.answers import answer_test
from sto_check.engine.judged_parts import is_written
from sto_check.engine.outcome import Evidence, Lack
from sto_check.engine.waiting import absent_part, lacks_of, listed, reason_of, remedy_of
from sto_check.engine.walk import known_by, lacking, owner_of
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.text.place import Path

NOTHING = Text("", "")
SUPPLY = Text("Vraag het na.", "Ask.")


def lack(name: str, *, contradicted: bool = False, supply: Text | None = None) -> Lack:
    return Lack(name, name, None, contradicted, "12" if contradicted else "", supply)


def evidence(**more: Any) -> Evidence:
    return Evidence("budget.amount", NOTHING, False, "budget.amount", None)._replace(**more)


@pytest.mark.parametrize(
    ("tree", "path", "first"),
    [
        ({}, ("a", "b"), ("a",)),
        ({"a": {}}, ("a", "b"), ("a", "b")),
        ({"a": {"b": "1"}}, ("a", "b"), ()),
        ({"a": [{}]}, ("a", 0, "b", "c"), ("a", 0, "b")),
    ],
)
def test_the_first_part_that_is_absent_is_the_one_to_begin_with(tree: object, path: Path, first: Path) -> None:
    assert absent_part(tree, path) == first


def test_a_lack_is_called_as_people_know_it_or_else_by_its_path() -> None:
    (known,) = lacks_of({"budget.amount": evidence(called="Budget: amount")}, {}, whole=False)
    (bare,) = lacks_of({"budget.amount": evidence()}, {}, whole=False)
    (measured,) = lacks_of({"region.maximum": evidence(called="x", measured=True)}, {}, whole=False)
    assert (known.called, bare.called, measured.called) == ("Budget: amount", "budget.amount", "region.maximum")


def test_of_an_absent_part_the_whole_is_named_once() -> None:
    waiting = {
        "budget.amount": evidence(absent="budget", part="the budget"),
        "budget.year": evidence(absent="budget", part="the budget"),
    }
    assert [(one.name, one.called) for one in lacks_of(waiting, {}, whole=True)] == [("budget", "the budget")]
    assert [one.name for one in lacks_of(waiting, {}, whole=False)] == ["budget.amount", "budget.year"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["a"], "Vul in: a."),
        (["a", "b", "c"], "Vul in: a, b, c."),
        (["a", "b", "c", "d"], "Vul in: a, b, c en nog 1."),
    ],
)
def test_the_first_three_are_named_and_the_others_counted(names: list[str], said: str) -> None:
    assert listed(Text("Vul in", "Fill in"), names).nl == said
    english = said.replace("Vul in", "Fill in").replace(" en nog 1", " and 1 more")
    assert listed(Text("Vul in", "Fill in"), names).en == english


def test_what_a_rule_says_of_filling_in_counts_unless_nothing_is_to_be_filled_in() -> None:
    assert remedy_of([lack("a")], SUPPLY).nl == "Vraag het na."
    assert remedy_of([lack("a"), lack("b", contradicted=True)], SUPPLY).nl == "Maak gelijk: b. Vraag het na."
    assert remedy_of([lack("b", contradicted=True)], SUPPLY).nl == "Maak gelijk: b."
    assert remedy_of([lack("a"), lack("m", supply=SUPPLY)]).nl == "Vul in: a. Vraag het na."
    assert reason_of([lack("a"), lack("b", contradicted=True)]).nl == "Niet ingevuld: a. Verschilt per plaats: b (12)."


class _Part:
    """A part of a document as rules walk through it."""

    def __init__(self, **fields: object) -> None:
        self.__dict__ |= fields


def test_what_lacks_on_the_way_to_a_field_is_the_first_part_that_is_not_there() -> None:
    assert lacking(_Part(a=None), ("a", "b", "c")) == ("a",)
    assert lacking(_Part(a=_Part(b=None)), ("a", "b", "c")) == ("a", "b")
    assert lacking(_Part(a=_Part(b=_Part(c=None))), ("a", "b", "c")) == ()


def test_a_field_is_known_by_the_part_that_holds_it() -> None:
    assert known_by("naam", None) == "naam"
    assert known_by("naam", "roc") == Text("naam van “roc”", "naam of “roc”")
    assert known_by(Text("naam", "name"), "roc") == Text("naam van “roc”", "name of “roc”")


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        (("partners", 2, "profielen", 1), ("partners", 2)),
        (("partners", 2), ()),
        (("partners", 2, "les", "uren", 1), ("partners", 2)),
        (("a", 1, "b", 2, "c", 3, "d", 4), ("a", 1, "b", 2, "c", 3)),
        (("penvoerder", "profielen", 3), ("penvoerder",)),
        (("regio", "techniekluw"), ("regio",)),
    ],
)
def test_the_owner_of_a_part_is_the_part_that_holds_its_list(path: Path, owner: Path) -> None:
    assert owner_of(path) == owner


@pytest.mark.parametrize(
    ("tree", "path", "written"),
    [
        ([], (), True),
        ([], ("a",), False),
        ([{"a": ""}, {"a": "x"}], ("a",), True),
        ([{"a": ""}, {"a": " "}], ("a",), False),
        ({"a": {"b": []}}, ("a",), True),
        ({"a": {"b": None}}, ("a", "b"), False),
        ("x", ("a",), False),
        ("x", (), True),
    ],
)
def test_a_part_is_written_where_some_value_of_it_is_given(tree: object, path: Path, written: bool) -> None:
    assert is_written(tree, path) == written


@pytest.mark.parametrize(
    ("text", "is_answer"),
    [
        ("nvt", False),
        ("n.v.t. 3", False),
        ("12", True),
        ("12 - 34", True),
        ("-- 3 --", True),
        ("---", False),
        ("nvtx", True),
        ("." * 500 + "nvt", False),
        ("." * 500 + "wel iets", True),
        ("é" * 3, True),
    ],
)
def test_a_text_is_an_answer_where_it_says_more_than_that_there_is_none(text: str, is_answer: bool) -> None:
    assert answer_test(["n.v.t."])(text) == is_answer
