"""What is known of counts, sums and days: exactly as much as follows, whatever would be filled in."""

from __future__ import annotations

import copy
from itertools import combinations, permutations, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sto_check.decision.check import check
from sto_check.documents.errors import DocumentError
from sto_check.documents.read import read_file
from sto_check.engine.columns import tables_of
from sto_check.engine.fact import Fact
from sto_check.engine.measure import Measurer
from sto_check.engine.reading import test_of as reading_of
from sto_check.forms.load import load_application
from sto_check.scheme.bounds import Bounds, less, within
from sto_check.scheme.condition import Comparison, Condition, Constant, Share, SubjectAttribute
from sto_check.scheme.load import load_scheme
from sto_check.scheme.operators.equality import EQUALS, NOT
from sto_check.scheme.operators.membership import ONE_OF
from sto_check.scheme.operators.order import AT_LEAST, AT_MOST, LESS_THAN, MORE_THAN
from sto_check.scheme.scheme import Measure
from sto_check.scheme.written import write_difference, write_value
from tests.fuzz.effort import examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.engine.fact import Value
    from sto_check.scheme.condition import Type
    from sto_check.scheme.scheme import Scheme

ROOT = Path(__file__).parents[2]
ITEM: dict[str, Type] = {
    "id": "identifier", "soort": "token", "naam": "identifier", "nummer": "identifier", "bedrag": "amount",
}  # fmt: skip
FILLED: dict[str, list[Any]] = {
    "soort": ["a", "b"], "naam": ["x", "y", "z"], "nummer": ["1", "2", "3"], "bedrag": [0, 1, 2, 7],
}  # fmt: skip
Item = dict[str, Any]
A = Comparison("soort", EQUALS, Constant("a"))
MEASURES = {
    "all": Measure("subject", "m", "count", "integer", "item"),
    "some": Measure("subject", "m", "count", "integer", "item", where=A),
    "own": Measure(
        "subject", "m", "count", "integer", "item", where=Comparison("naam", EQUALS, SubjectAttribute("naam"))
    ),
    "several": Measure(
        "subject", "m", "count", "integer", "item", where=Comparison("naam", ONE_OF, SubjectAttribute("namen"))
    ),
    "different": Measure("subject", "m", "count", "integer", "item", distinct=("naam",)),
    "sum": Measure("subject", "m", "sum", "amount", "item", "bedrag"),
    "sum of some": Measure("subject", "m", "sum", "amount", "item", "bedrag", where=A),
}
TWO_NAMES = Measure("subject", "m", "count", "integer", "item", where=A, distinct=("naam", "nummer"))


def measured(measure: Measure, items: list[Item] | None) -> Value:
    """Take a measure over items of which each value may be None, or over a list that is not there."""
    facts = [Fact("item", str(number), "", {"id": str(number), **item}, ()) for number, item in enumerate(items or ())]
    if items is None:
        facts = [Fact("item", "item", "", dict.fromkeys(ITEM), (), given=False)]
    subject = Fact("subject", "s", "", {"naam": "x", "namen": ("x", "y")}, ())
    Measurer(measure, ITEM).take(tables_of({"item": facts, "subject": [subject]}))
    return subject.values["m"]


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([Bounds(2, 5), 3], Bounds(5, 8)),
        ([Bounds(2, 5), Bounds(1, 2)], Bounds(3, 7)),
        ([Bounds(2, None), 3], Bounds(5, None)),
        ([Bounds(2, 5), None], Bounds(2, None)),
    ],
)
def test_a_sum_of_what_is_partly_known_lies_between_the_sums_of_its_ends(
    amounts: list[Value], expected: Bounds
) -> None:
    items = [{"soort": "a", "naam": "x", "nummer": "1", "bedrag": amount} for amount in amounts]
    assert measured(MEASURES["sum"], items) == expected


def completions(items: list[Item] | None) -> Iterator[list[Item]]:
    """Yield the items with each unknown value filled in, in every way."""
    if items is None:
        for count in range(4):
            yield from ([dict(zip(FILLED, one, strict=True)) for one in made] for made in _many(count))
        return
    choices = [[value] if value is not None else FILLED[name] for item in items for name, value in item.items()]
    for filled in product(*choices):
        values = iter(filled)
        yield [{name: next(values) for name in item} for item in items]


def _many(count: int) -> Iterator[tuple[tuple[Any, ...], ...]]:
    one = [("a", "x", "1", 0), ("a", "y", "2", 7), ("b", "z", "3", 2)]
    yield from product(one, repeat=count)


def items() -> st.SearchStrategy[list[Item] | None]:
    """Up to three items with at most a few unknown values; an empty name names nothing."""
    item = st.fixed_dictionaries({
        "soort": st.sampled_from(["a", "a", "b", None]), "naam": st.sampled_from(["x", "y", "", None]),
        "nummer": st.sampled_from(["1", "2", None]), "bedrag": st.sampled_from([0, 1, 2, None]),
    })  # fmt: skip
    few = st.lists(item, max_size=3).filter(lambda made: sum(v is None for one in made for v in one.values()) <= 6)
    return st.none() | few


def agreed(measure: Measure, given_: list[Item] | None, condition: Condition) -> bool | None:
    """Return what a condition on the measured value says of every completion; None where they differ."""
    holds = reading_of(condition, {"m": measure.type})
    found = {holds({"m": measured(measure, made)}, {}) for made in completions(given_)}
    return found.pop() if len(found) == 1 else None


@pytest.mark.parametrize("name", MEASURES)
@settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))
@given(items(), st.sampled_from([AT_LEAST, AT_MOST, MORE_THAN, LESS_THAN, EQUALS, NOT]), st.integers(0, 4))
def test_a_comparison_with_a_measure_says_what_every_completion_agrees_on(
    name: str, given_: list[Item] | None, operator: Any, limit: int
) -> None:
    measure, condition = MEASURES[name], Comparison("m", operator, Constant(limit))
    value = measured(measure, given_)
    found = reading_of(condition, {"m": measure.type})({"m": value}, {})
    expected = agreed(measure, given_, condition)
    if value is None:  # nothing at all is known, and nothing is met or not met by that
        assert found is None
    elif name.startswith("sum") and operator in {EQUALS, NOT}:  # some amounts between the bounds cannot be made here
        assert found is None or found is expected
    else:
        assert found is expected


@settings(max_examples=examples(80), deadline=None, suppress_health_check=list(HealthCheck))
@given(items(), st.sampled_from([AT_LEAST, AT_MOST, EQUALS]), st.integers(0, 4))
def test_different_by_two_names_is_never_more_certain_than_every_completion(
    given_: list[Item] | None, operator: Any, limit: int
) -> None:
    condition = Comparison("m", operator, Constant(limit))
    found = reading_of(condition, {"m": "integer"})({"m": measured(TWO_NAMES, given_)}, {})
    assert found is None or found is agreed(TWO_NAMES, given_, condition)


NAMED = [
    {"soort": "a", "naam": naam, "nummer": nummer, "bedrag": 0} for naam in ("x", "y", None) for nummer in ("1", None)
]


@pytest.mark.parametrize("chosen", list(combinations(NAMED, 3)))
def test_how_many_are_different_does_not_hang_on_their_order(chosen: tuple[Item, ...]) -> None:
    assert len({measured(TWO_NAMES, list(order)) for order in permutations(chosen)}) == 1


@pytest.mark.parametrize("name", MEASURES)
@settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))
@given(items().filter(bool), st.data(), st.integers(0, 4))
def test_filling_in_one_value_only_narrows_what_is_known(
    name: str, given_: list[Item], data: st.DataObject, limit: int
) -> None:
    unknown = [(place, key) for place, item in enumerate(given_) for key, value in item.items() if value is None]
    if not unknown:
        return
    place, key = data.draw(st.sampled_from(unknown))
    more = copy.deepcopy(given_)
    more[place][key] = data.draw(st.sampled_from(FILLED[key]))
    for operator in (AT_LEAST, AT_MOST, EQUALS):
        holds = reading_of(Comparison("m", operator, Constant(limit)), {"m": MEASURES[name].type})
        before, after = (holds({"m": measured(MEASURES[name], one)}, {}) for one in (given_, more))
        assert before in {None, after}


@pytest.mark.parametrize("left", [None, 0, 3, Bounds(2, 4), Bounds(3, None), Bounds(0, 2)])
@pytest.mark.parametrize("right", [None, 0, 30, Bounds(20, 40), Bounds(10, None), Bounds(0, 20)])
def test_a_share_is_compared_by_the_ends_that_matter(left: Value, right: Value) -> None:
    def every(value: Value, top: int) -> list[int]:
        if isinstance(value, int):
            return [value]
        assert isinstance(value, Bounds)
        return list(range(value.low, top + 1 if value.high is None else value.high + 1))

    for operator in (AT_LEAST, AT_MOST, MORE_THAN, LESS_THAN, EQUALS, NOT):
        holds = reading_of(Comparison("n", operator, Share((1, 10), "m")), {"n": "amount", "m": "amount"})
        found = holds({"n": left, "m": right}, {})
        if left is None or right is None:
            assert found is None
            continue
        seen = {holds({"n": one, "m": other}, {}) for one in every(left, 99) for other in every(right, 999)}
        assert found is (seen.pop() if len(seen) == 1 else None), operator.word


def test_what_is_known_exactly_or_not_at_all_is_no_bounds() -> None:
    assert within(3, 3) == 3
    assert within(0, None) is None
    assert within(0, 3) == Bounds(0, 3)


@pytest.mark.parametrize(
    ("value", "of", "nl", "en"),
    [
        (Bounds(6, None), "integer", "ten minste 6", "at least 6"),
        (Bounds(0, 5), "integer", "ten hoogste 5", "at most 5"),
        (Bounds(2, 5), "integer", "van 2 tot en met 5", "from 2 to 5"),
        (Bounds(600, None), "amount", "ten minste €\u00a06,00", "at least €\u00a06.00"),
        (Bounds(738521, None), "day", "op of na 1 januari 2023", "on or after 1 January 2023"),
        (Bounds(1, 738521), "day", "op of voor 1 januari 2023", "on or before 1 January 2023"),
    ],
)
def test_bounds_in_words(value: Bounds, of: Type, nl: str, en: str) -> None:
    written = write_value(value, of)
    assert (written.nl, written.en) == (nl, en)


def test_differences_of_bounds() -> None:
    assert less(10, Bounds(2, 4)) == Bounds(6, 8)
    assert less(Bounds(2, 4), 10) == 0
    assert less(10, Bounds(2, None)) == Bounds(0, 8)
    assert less(Bounds(5, None), 3) == Bounds(2, None)
    assert less(Bounds(0, None), 3) is None
    assert write_difference(Bounds(1, 2), "day").nl == "van 1 dag tot en met 2 dagen"


# Whole applications


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme("sto-2025-2028", data={"maxima": ROOT / "samples" / "maxima.csv"})


FULL = ROOT / "samples" / "techniekregio-volledig.yaml"


def full() -> Any:
    return copy.deepcopy(read_file(FULL).tree)


TELLS_BY_ABSENCE = {"id", "regeling", "fase", "soort", "leerwegen", "leerlingprognose"}
"""Keys of which the absence says something, or without which a part is not read."""
TELLS_ONE = {"brin", "vestigingsnummer"}
"""Keys by which a school that stands in two places is one."""


def leaves(tree: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield every value that can be left out without saying that there is none."""
    if isinstance(tree, list):
        for part in tree:
            yield from leaves(part)
    elif isinstance(tree, dict):
        for key, value in tree.items():
            if key in TELLS_BY_ABSENCE:
                continue
            if isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict)):
                yield from leaves(value)
            else:
                yield tree, key


@settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_is_left_out_makes_outcomes_unknown_and_never_the_other_way_round(
    scheme: Scheme, data: st.DataObject
) -> None:
    whole = full()
    less_ = copy.deepcopy(whole)
    own = less_["penvoerder"]["brin"]
    # Without its BRIN or number the penvoerder's own school is, beside its partner, a second one: other subjects.
    found = [(owner, key) for owner, key in leaves(less_) if key not in TELLS_ONE or owner.get("brin") != own]
    for number in data.draw(st.lists(st.integers(0, len(found) - 1), min_size=1, max_size=8, unique=True)):
        owner, key = found[number]
        owner.pop(key, None)
    try:
        before = load_application(less_)
    except DocumentError:
        return
    after = {(one.rule.id, one.subject.id): one.status for one in check(load_application(whole), scheme).outcomes}
    for outcome in check(before, scheme).outcomes:
        complete = after.get((outcome.rule.id, outcome.subject.id), "not_applicable")
        if outcome.status in {"met", "not_met"}:
            assert outcome.status == complete, (outcome.rule.id, outcome.subject.id, outcome.explanation.reason.nl)
        assert complete != "not_applicable" or outcome.status == "unknown"


def test_a_first_day_alone_already_lies_after_the_period(scheme: Scheme) -> None:
    tree = full()
    tree["activiteiten"][0] |= {"jaren": None, "start": "2030-01-01", "eind": None}
    for day, status in (("2030-01-01", "not_met"), ("2028-12-31", "unknown")):
        tree["activiteiten"][0]["start"] = day
        (found,) = [
            one
            for one in check(load_application(tree), scheme).outcomes
            if (one.rule.id, one.subject.path) == ("STO-P1", ("activiteiten", 0))
        ]
        assert found.status == status
        assert "op of na" in found.explanation.reason.nl
    assert "Niet ingevuld: activiteiten[0].eind." in found.explanation.reason.nl


def _outcomes(scheme: Scheme, tree: Any, rule: str) -> list[Any]:
    return [one for one in check(load_application(tree), scheme).outcomes if one.rule.id == rule]


@pytest.mark.parametrize(
    ("rule", "path", "missing"),
    [
        ("STO-C6", ("activiteiten", 0, "leerwegen"), "activiteiten[0].leerwegen"),
        ("STO-M7", ("begroting", "kosten", 0, "aantal"), "begroting.kosten[0].aantal"),
        ("STO-M7", ("begroting", "kosten", 0, "prijs"), "begroting.kosten[0].prijs"),
        ("STO-M5", ("begroting", "gevraagd_bedrag"), "begroting.gevraagd_bedrag"),
    ],
)
def test_what_stays_unknown_names_exactly_what_is_missing(
    scheme: Scheme, rule: str, path: tuple[Any, ...], missing: str
) -> None:
    tree = full()
    owner = tree
    for step in path[:-1]:
        owner = owner[step]
    if rule == "STO-C6":  # so that what is left is not enough
        leerwegen = [key for part in tree["partners"] for key in part.get("leerwegen", ())]
        assert leerwegen
        for activity in tree["activiteiten"][1:]:
            activity["leerwegen"] = []
    del owner[path[-1]]
    unknown = [one for one in _outcomes(scheme, tree, rule) if one.status == "unknown"]
    assert unknown
    for one in unknown:
        assert f"Niet ingevuld: {missing}." in one.explanation.reason.nl


@pytest.mark.parametrize("rule", ["STO-D1", "STO-D3b"])
def test_what_is_fine_is_enough(scheme: Scheme, rule: str) -> None:
    tree = full()
    tree["documenten"].append({"soort": "begroting"})
    tree["ondertekeningen"].append({**tree["ondertekeningen"][-1], "datum": None})
    tree["ondertekeningen"] += [{**one, "datum": None} for one in tree["ondertekeningen"]]
    assert {one.status for one in _outcomes(scheme, tree, rule)} == {"met"}
