"""Every comparison word through everything that is done with rules: one that some part does not know fails here."""

from __future__ import annotations

import json
import re
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from sto_check import check, load_application
from sto_check.cli.main import run
from sto_check.scheme.bounds import Bounds
from sto_check.scheme.condition import NUMBERS, Constant, Share
from sto_check.scheme.operators import OPERATORS
from sto_check.scheme.operators.formula import Compares, End, Every, Some, only_compares

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.scheme.condition import Type
    from sto_check.scheme.operators.operator import Operator
    from tests.scheme.small import SmallScheme

KIND = """\
alles:
  from: regio
  attributes:
    naam: identifier
    soort: token
    afbakening: text
    andere_tekst: {type: text, from: bestaande_scholen}
    ja: {type: yesno, from: caribisch_nederland}
    getal: {type: integer, from: techniekluw.leerlingen_bovenbouw}
    ander_getal: {type: integer, from: techniekluw.leerlingen_technisch}
    ontvangen: {type: day, from: root.ontvangen}
    vooraf: {type: day, from: root.vooraanmelding}
    stukken: {type: tokens, from: root.overeenkomst.verwijst_naar}
"""
APPLICATION: dict[str, Any] = {
    "regio": {
        "naam": "begroting",
        "soort": "techniekregio",
        "afbakening": "twee woorden",
        "bestaande_scholen": "nu drie woorden",
        "caribisch_nederland": "ja",
        "techniekluw": {"leerlingen_bovenbouw": "4", "leerlingen_technisch": "3"},
    },
    "ontvangen": "2024-09-02",
    "vooraanmelding": "2024-06-01",
    "overeenkomst": {"verwijst_naar": ["regiovisie", "begroting"]},
}
TRIED = """\
+ soort: {equals: techniekregio}
- getal: {equals: 5}
- getal: {equals: {attribute: ander_getal}}
+ ja: {equals: yes}
- naam: {equals: {attribute: soort}}
+ ontvangen: {equals: 2024-09-02}
- getal: {equals: {percent: 100, of: ander_getal}}
- soort: {not: techniekregio}
+ getal: {not: {attribute: ander_getal}}
+ naam: {not: {attribute: soort}}
+ ontvangen: {not: {attribute: vooraf}}
+ soort: {one_of: [techniekregio]}
- getal: {one_of: [1, 2, 3, 5]}
+ naam: {one_of: {attribute: stukken}}
+ soort: {none_of: [techniekluw]}
- getal: {none_of: [1, 2, 4]}
- naam: {none_of: {attribute: stukken}}
+ soort: {none_of: {attribute: stukken}}
+ getal: {at_least: 4}
- getal: {at_least: 5}
+ getal: {at_least: {attribute: ander_getal}}
+ ander_getal: {at_least: {percent: 75, of: getal}}
+ getal: {at_least: $minimum}
+ getal: {at_most: 4}
- getal: {at_most: 3}
- getal: {at_most: {attribute: ander_getal}}
+ ander_getal: {at_most: {percent: 75, of: getal}}
+ getal: {more_than: 3}
- getal: {more_than: 4}
- ander_getal: {more_than: {percent: 75, of: getal}}
+ getal: {less_than: 5}
- getal: {less_than: 4}
+ ander_getal: {less_than: {percent: 75.1, of: getal}}
+ ontvangen: {on_or_after: 2024-09-02}
- vooraf: {on_or_after: {attribute: ontvangen}}
+ ontvangen: {on_or_before: 2024-09-02}
- ontvangen: {on_or_before: {attribute: vooraf}}
- ontvangen: {after: 2024-09-02}
+ ontvangen: {after: {attribute: vooraf}}
+ ontvangen: {before: $periode.start}
- ontvangen: {before: {attribute: vooraf}}
+ afbakening: {present: yes}
- afbakening: {present: no}
- naam: {absent: yes}
+ naam: {absent: no}
+ stukken: {has: begroting}
- stukken: {has: [begroting, activiteitenplan]}
+ stukken: {has: {attribute: naam}}
- stukken: {has: {attribute: soort}}
+ afbakening: {max_words: 2}
- afbakening: {max_words: 1}
- andere_tekst: {max_words: {attribute: afbakening}}
"""
"""Conditions that the application meets (+), and that it does not (-)."""
CONDITIONS = {line[2:]: line[0] == "+" for line in TRIED.splitlines()}
CASES = """\
base: geheel
cases:
- {name: Het is zoals verwacht, expect: {X-B1: RESULT}}
- {name: Er is niets, remove: [regio, ontvangen, vooraanmelding, overeenkomst], expect: {X-B1: unknown}}
"""


def test_every_word_is_tried_met_and_not_met() -> None:
    words = [(re.findall(r"\{(\w+):", one)[0], met) for one, met in CONDITIONS.items()]
    assert set(words) == set(product(OPERATORS, (True, False)))


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_word_goes_through_load_lint_check_test_doc_graph_show_mutate_and_coverage(
    small: SmallScheme, capfd: pytest.CaptureFixture[str], condition: str
) -> None:
    small.add("vocabulary.yaml", KIND)
    small.add_rule(f"require: {{{condition}}}", "X-B1", "alles")
    document = small.folder / "aanvraag.json"
    document.write_text(json.dumps(APPLICATION))
    met = CONDITIONS[condition]
    _write_cases(small.folder, "met" if met else "not met")

    def out(*arguments: str) -> tuple[int, str]:
        code = run([*arguments, "--rules", str(small.folder.parent)])
        return code, capfd.readouterr().out

    code, checked = out("check", str(document), "--scheme", "klein", "--format", "json")
    assert code in {1, 3, 4}
    (found,) = [one for one in json.loads(checked)["applications"][0]["decision"]["outcomes"] if one["rule"] == "X-B1"]
    assert found["status"] == ("met" if met else "not_met")
    _, linted = out("rules", "lint", "--scheme", "klein")
    assert "X-B1" not in linted
    assert out("rules", "test", "--scheme", "klein")[0] == 0
    name = condition.partition(":")[0]
    for command in (["rule", "X-B1"], ["rules", "doc"], ["rules", "graph", "X-B1"]):
        code, text = out(*command, "--scheme", "klein")
        assert code == 0
        assert name.replace("_", " ") in text.replace("\\", "").replace("_", " ")
    code, shown = out("rules", "show", "X-B1", "--facts", str(document), "--scheme", "klein")
    assert code == 0
    assert re.findall(r"directe lezing +(.*)", shown) == ["voldaan" if met else "niet voldaan"]
    assert out("rules", "mutate", "--scheme", "klein")[0] in {0, 1}
    assert "X-B1" in out("rules", "coverage", "--scheme", "klein")[1]


def _write_cases(folder: Path, result: str) -> None:
    (folder / "cases" / "bases").mkdir(parents=True)
    (folder / "cases" / "bases" / "geheel.yaml").write_text(json.dumps(APPLICATION))
    (folder / "cases" / "1.yaml").write_text(CASES.replace("RESULT", result))


ENDS = [Bounds(low, high) for low, high in product(range(4), (*range(4), None)) if high is None or low < high]
KNOWN: list[int | Bounds] = [*range(5), *ENDS]


def completions(value: int | Bounds) -> list[int]:
    """Return every number that it can be, up to more than any limit here."""
    if isinstance(value, int):
        return [value]
    return list(range(value.low, 8 if value.high is None else value.high + 1))


def of_numbers() -> list[Operator]:
    """Return the words that hold a number or a day against something."""
    fits = [one for one in OPERATORS.values() if set(one.types) & {"day", "text", *NUMBERS}]
    return [one for one in fits if "yesno" not in one.takes]


@pytest.mark.parametrize("operator", of_numbers(), ids=lambda one: one.word)
def test_bounds_are_met_or_not_met_exactly_where_every_number_within_agrees(operator: Operator) -> None:
    exact = operator.exact("integer")
    several: list[Any] = [(1,), (0, 1, 2), (2, 3), (0, 3)]
    for value, operand in product(KNOWN, several if "value" not in operator.takes else KNOWN):
        if not isinstance(value, Bounds) and not isinstance(operand, Bounds):
            continue
        others = completions(operand) if isinstance(operand, int | Bounds) else [operand]
        found = {exact(one, other) for one in completions(value) for other in others}
        expected = found.pop() if len(found) == 1 else None
        assert operator.between(value, operand) is expected, (value, operand)


@pytest.mark.parametrize("operator", OPERATORS.values(), ids=list(OPERATORS))
def test_a_word_is_true_exactly_where_its_opposite_is_false(operator: Operator) -> None:
    turned = operator.opposite
    if turned is None:
        return
    of: Type = operator.types[0]
    assert turned.opposite is not None
    values: list[Any] = ["a", "", "b"] if of in {"token", "identifier"} else [0, 1, 2]
    operands: list[Any] = values if "value" in operator.takes else [tuple(values[:2])]
    for value, operand in product(values, operands):
        assert operator.exact(of)(value, operand) is not turned.exact(of)(value, operand)
        assert operator.exact(of)(value, operand) is turned.opposite.exact(of)(value, operand)


@pytest.mark.parametrize("operator", [one for one in OPERATORS.values() if one.neighbour], ids=lambda one: one.word)
def test_a_neighbour_differs_only_where_both_sides_are_equal(operator: Operator) -> None:
    assert operator.neighbour is not None
    one, other = (word.exact("integer") for word in (operator, operator.neighbour))
    for value, operand in product(range(4), range(4)):
        assert (one(value, operand) is other(value, operand)) is (value != operand)


@pytest.mark.parametrize("operator", OPERATORS.values(), ids=list(OPERATORS))
def test_the_edge_meets_a_word_and_what_is_beyond_it_does_not(operator: Operator) -> None:
    if operator.edge(0, 1) is None:
        return
    exact = operator.exact("integer")
    for product_, denominator in product(range(3, 12), (1, 2, 3)):
        edge = operator.edge(product_, denominator)
        assert edge is not None
        if operator.word != "equals" or product_ % denominator == 0:
            assert exact(edge * denominator, product_)
        for value in operator.beyond(edge):
            assert not exact(value * denominator, product_)
        assert operator.lack == ("shortfall" if exact(10**6, 1) else "excess" if exact(0, 1) else None)


@pytest.mark.parametrize("operator", OPERATORS.values(), ids=list(OPERATORS))
def test_what_speaks_of_ends_is_denied_by_its_opposite_for_what_is_known(operator: Operator) -> None:
    """Of numbers, both patterns speak of ends: then one that is not certain can be said without a missing key."""
    if "integer" not in operator.types or "yesno" in operator.takes:
        return
    operand = Constant(2) if "value" in operator.takes else Constant((1, 2, 5))
    for true in (True, False):
        assert only_compares(operator.certain("a", "integer", operand, true=true))
    if "share" in operator.takes:
        assert only_compares(operator.certain("a", "integer", Share((1, 2), "b"), true=True))


def test_numbers_that_follow_each_other_are_compared_by_their_ends() -> None:
    low, high = End("getal", 1, "low"), End("getal", 1, "high")
    runs = [(1, 3), (5, 5)]
    inside = Some(tuple(Every((Compares(low, ">=", first), Compares(high, "<=", last))) for first, last in runs))
    outside = Some(
        (Compares(high, "<", 1), Every((Compares(low, ">", 3), Compares(high, "<", 5))), Compares(low, ">", 5))
    )
    listed = Constant((3, 1, 2, 5))
    for word, true in (("one_of", True), ("none_of", False)):
        assert OPERATORS[word].certain("getal", "integer", listed, true=true) == inside
        assert OPERATORS[word].certain("getal", "integer", listed, true=not true) == outside


@pytest.mark.parametrize("word", OPERATORS)
def test_the_opposite_of_the_opposite_is_the_word_itself(word: str) -> None:
    operator = OPERATORS[word]
    if word == "has":
        assert operator.opposite is None
    else:
        assert operator.opposite is not None
        assert operator.opposite != operator
        assert operator.opposite.opposite == operator


def test_an_empty_name_is_no_word_of_a_rule_to_either_reading(small: SmallScheme) -> None:
    small.add("vocabulary.yaml", KIND)
    small.add_rule("require: {naam: {equals: x}}", "X-B1", "alles")
    decision = check(load_application({"regio": {"naam": ""}}), small.load())
    (outcome,) = [outcome for outcome in decision.outcomes if outcome.rule.id == "X-B1"]
    assert outcome.status == "not_met"
