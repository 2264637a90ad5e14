"""durable-rules against the direct reading: on random conditions and facts, and on random applications."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from sto_check.decision.check import WrongSchemeError, check
from sto_check.documents.errors import DocumentError
from sto_check.documents.read import read_file
from sto_check.engine.columns import Columns
from sto_check.engine.errors import FigureTooLargeError, PatternRefusedError, ReadingsDifferError
from sto_check.engine.network import LARGEST, Network
from sto_check.engine.patterns import Findings, Pattern, PatternName, Patterns, settle
from sto_check.engine.reading import test_of as reading_of
from sto_check.engine.status import Status
from sto_check.forms.load import load_application
from sto_check.scheme.bounds import Bounds
from sto_check.scheme.condition import ALWAYS, AllOf, AnyOf, Comparison, Condition, Constant, Nothing, Share, Type
from sto_check.scheme.load import load_scheme
from sto_check.scheme.operators.equality import EQUALS, NOT
from sto_check.scheme.operators.membership import HAS, NONE_OF, ONE_OF
from sto_check.scheme.operators.order import (
    AFTER,
    AT_LEAST,
    AT_MOST,
    BEFORE,
    LESS_THAN,
    MORE_THAN,
    ON_OR_AFTER,
    ON_OR_BEFORE,
)
from sto_check.scheme.operators.presence import ABSENT, PRESENT

if TYPE_CHECKING:
    from sto_check.scheme.scheme import Scheme

ROOT = Path(__file__).parents[2]
TYPES: dict[str, Type] = {
    "amount": "amount", "other": "amount", "day": "day", "word": "token", "name": "identifier", "words": "tokens",
    "said": "text", "yes": "yesno", "count": "integer", "kind": "token", "later": "day",
}  # fmt: skip
WORDS = ["bb", "kb", "gl"]
amounts = st.integers(0, 60) | st.sampled_from([10**12, 10**13 - 1])


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme("sto-2025-2028", data={"maxima": ROOT / "samples" / "maxima.csv"})


def comparisons() -> st.SearchStrategy[Comparison]:
    """Every operator on an attribute of a type that it fits."""
    numbers = st.builds(
        lambda name, operator, value: Comparison(name, operator, Constant(value)),
        st.sampled_from(["amount", "other", "day", "said"]),
        st.sampled_from([EQUALS, NOT, AT_LEAST, MORE_THAN, AT_MOST, LESS_THAN]),
        amounts,
    )
    shares = st.builds(
        lambda operator, numerator, denominator: Comparison(
            "amount", operator, Share((numerator, denominator), "other")
        ),
        st.sampled_from([EQUALS, NOT, AT_LEAST, MORE_THAN, AT_MOST, LESS_THAN]),
        st.integers(1, 40),
        st.integers(1, 400),
    )
    words = st.builds(
        lambda name, operator, value: Comparison(name, operator, Constant(value)),
        st.sampled_from(["word", "name"]),
        st.sampled_from([EQUALS, NOT]),
        st.sampled_from(WORDS),
    )
    several = st.builds(
        lambda name, operator, values: Comparison(name, operator, Constant(tuple(values))),
        st.sampled_from(["word", "name"]),
        st.sampled_from([ONE_OF, NONE_OF]),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True),
    )
    has = st.builds(
        lambda values: Comparison("words", HAS, Constant(tuple(values))),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=2, unique=True),
    )
    present = st.builds(
        lambda name, operator: Comparison(name, operator, Nothing()),
        st.sampled_from(list(TYPES)),
        st.sampled_from([PRESENT, ABSENT]),
    )
    yes = st.builds(lambda value: Comparison("yes", EQUALS, Constant(value)), st.integers(0, 1))
    runs = st.builds(
        lambda operator, values: Comparison("count", operator, Constant(tuple(values))),
        st.sampled_from([ONE_OF, NONE_OF]),
        st.lists(st.integers(0, 5), min_size=1, max_size=4, unique=True),
    )
    days = st.builds(
        lambda operator, other: Comparison("day", operator, Share((1, 1), other)),
        st.sampled_from([ON_OR_AFTER, ON_OR_BEFORE, AFTER, BEFORE, EQUALS, NOT]),
        st.just("later"),
    )
    pairs: st.SearchStrategy[tuple[str, Any, str]] = st.sampled_from([
        ("word", EQUALS, "kind"), ("word", NOT, "kind"), ("name", EQUALS, "word"), ("name", NOT, "word"),
        ("word", ONE_OF, "words"), ("name", NONE_OF, "words"), ("words", HAS, "name"), ("words", HAS, "word"),
    ])  # fmt: skip
    with_another = pairs.map(lambda found: Comparison(found[0], found[1], Share((1, 1), found[2])))
    return st.one_of(numbers, shares, words, several, has, present, yes, runs, days, with_another)


def conditions() -> st.SearchStrategy[Condition]:
    single: st.SearchStrategy[Condition] = comparisons()
    return st.recursive(
        single,
        lambda parts: st.builds(
            lambda group, found: group(tuple(found)),
            st.sampled_from([AllOf, AnyOf]),
            st.lists(parts, min_size=1, max_size=3),
        ),
        max_leaves=2,
    )


def bounds() -> st.SearchStrategy[Bounds]:
    """Numbers of which only the ends are known."""
    return st.builds(
        lambda low, more: Bounds(low, None if more is None else low + more),
        st.integers(0, 30),
        st.none() | st.integers(1, 30),
    )


def facts() -> st.SearchStrategy[dict[str, Any]]:
    """Values of each type, each of which may be unknown."""
    return st.fixed_dictionaries(
        {
            "amount": st.none() | amounts | bounds(),
            "other": st.none() | amounts | bounds(),
            "count": st.none() | st.integers(0, 6) | bounds(),
            "kind": st.none() | st.sampled_from([*WORDS, "tl"]),
            "day": st.none() | st.integers(1, 60) | bounds(),
            "later": st.none() | st.integers(1, 60) | bounds(),
            "word": st.none() | st.sampled_from([*WORDS, "tl"]),
            "name": st.none() | st.sampled_from([*WORDS, "tl", ""]),
            "words": st.none() | st.lists(st.sampled_from([*WORDS, "tl"]), max_size=3).map(tuple),
            "said": st.none() | st.integers(0, 3),
            "yes": st.none() | st.integers(0, 1),
        }
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(conditions(), conditions()), min_size=8, max_size=12),
    st.lists(facts(), min_size=20, max_size=20),
)
def test_network_and_direct_reading_agree_on_any_rule_and_any_fact(
    rules: list[tuple[Condition, Condition]], values: list[dict[str, Any]]
) -> None:
    patterns = Patterns(TYPES)
    network: dict[str, Pattern] = {}
    for number, (where, require) in enumerate(rules):
        found = [(PatternName(Status.NOT_MET, number), patterns.not_met(where, require))]
        unknown = patterns.unknown(where, require)
        found += [(PatternName(Status.UNKNOWN, number, part), one) for part, one in enumerate(unknown)]
        for name, pattern in found:
            if pattern is not False:
                network[name.text] = {"k": 1} if pattern is True else {"$and": [{"k": 1}, pattern]}
    translate = patterns.translator()
    try:
        made = Network(network)
    except PatternRefusedError:  # the product refuses such a rule, with words
        reject()
    matched = made.matches(translate(Columns(values), 1))
    by_network = settle(matched)

    direct: Findings = {}
    for number, (where, require) in enumerate(rules):
        applies, holds = reading_of(where, TYPES), reading_of(require, TYPES)
        for position, one in enumerate(values):
            guard = applies(one, {})
            if guard is None or (guard and holds(one, {}) is None):
                direct[number, position] = Status.UNKNOWN
            elif guard and holds(one, {}) is False:
                direct[number, position] = Status.NOT_MET
    assert by_network == direct


def test_a_fact_with_no_values_is_unknown_to_both() -> None:
    require = AllOf((Comparison("amount", AT_LEAST, Share((1, 10), "other")),))
    patterns = Patterns(TYPES)
    (unknown,) = patterns.unknown(ALWAYS, require)
    network = Network(
        {"u": {"$and": [{"k": 1}, unknown]}, "n": {"$and": [{"k": 1}, patterns.not_met(ALWAYS, require)]}}
    )
    assert network.matches([*patterns.translator()(Columns([dict.fromkeys(TYPES)]), 1)]) == {("u", 0)}


@pytest.mark.parametrize("of", [LARGEST, LARGEST - 1, 10**12])
def test_the_largest_figures_are_compared_exactly(of: int) -> None:
    network = Network({"below": {"$and": [{"k": 1}, {"$lt": {"a": of}}]}})
    assert network.matches([{"k": 1, "a": of}]) == set()
    assert network.matches([{"k": 1, "a": of - 1}]) == {("below", 0)}


def test_a_sum_beyond_exact_comparison_is_an_error_with_words(scheme: Scheme) -> None:
    tree = _tree("techniekregio-volledig.yaml")
    tree["begroting"]["kosten"] *= 80
    for post in tree["begroting"]["kosten"]:
        post["bedrag"] = "9999999999.99"
    with pytest.raises(DocumentError, match="te groot"):
        check(load_application(tree), scheme)


PRODUCT = "begroting:\n  kosten:\n  - {aantal: 9, prijs: 1}\n  - {aantal: 9008, prijs: 9999111073.21}\n"
SUM = "begroting:\n  gevraagd_bedrag: 1\n  cofinanciering:\n" + "  - {bedrag: 9999999999.99}\n" * 1000


@pytest.mark.parametrize(
    ("text", "named", "place", "path", "said"),
    [
        (PRODUCT, "sto-2025-2028", (4, 27), "begroting.kosten[1].prijs",
         "kostenpost.aantal_maal_prijs is te groot om precies te vergelijken: €\u00a090.071.992.547.475,68."),
        (SUM, "sto-2025-2028", (2, 3), "begroting",
         "begroting.cofinanciering is te groot om precies te vergelijken: €\u00a09.999.999.999.990,00."),
    ],
)  # fmt: skip
def test_a_figure_beyond_exact_comparison_has_its_place(
    text: str, named: str, place: tuple[int, int], path: str, said: str
) -> None:
    with pytest.raises(FigureTooLargeError) as caught:
        check(load_application(text, "aanvraag"), load_scheme(named))
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert ((problem.place.line, problem.place.column), problem.path, problem.says.nl) == (place, path, said)


def test_a_difference_between_the_readings_stops_the_run(scheme: Scheme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Network, "matches", lambda _self, _facts: {(PatternName(Status.NOT_MET, 0).text, 0)})
    with pytest.raises(ReadingsDifferError, match="STO-A1"):
        check(load_application(_tree("techniekregio-volledig.yaml")), scheme)


WRONG_VALUES: list[Any] = [
    None,
    "",
    "[]",
    "ja",
    "nee",
    "0",
    "1",
    "2029-06-30",
    "2024-10-02",
    "0.01",
    "4000000.01",
    "techniekluw",
    [],
]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_both_readings_agree_on_any_application_that_can_be_read(scheme: Scheme, data: st.DataObject) -> None:
    """Take a whole application, change or remove parts at random; whatever still loads, both readings must agree on."""
    name = data.draw(st.sampled_from(["techniekregio-volledig", "techniekluw-volledig", "techniekregio-vroeg-concept"]))
    tree = _tree(f"{name}.yaml")
    for _ in range(data.draw(st.integers(1, 6))):
        _change(tree, data)
    try:
        application = load_application(tree)
    except DocumentError:
        return
    variant = data.draw(st.sampled_from([None, "extension-2029"]))
    if tree.get("regeling") not in {None, scheme.id}:
        with pytest.raises(WrongSchemeError):
            check(application, scheme, variant=variant, on=date(2025, 1, 1))
        return
    decision = check(application, scheme, variant=variant, on=date(2025, 1, 1))
    assert decision.outcomes
    for outcome in decision.outcomes:
        if outcome.status in {"not_met", "unknown"}:
            explanation = outcome.explanation
            assert "{" not in explanation.reason.nl + explanation.remedy.nl + explanation.reason.en
        if outcome.status == Status.UNKNOWN:
            assert any(not item.known for item in outcome.explanation.evidence)


def _change(tree: Any, data: st.DataObject) -> None:
    """Walk to a random part and remove it, empty it, or give it another value."""
    while True:
        steps = list(tree) if isinstance(tree, dict) else list(range(len(tree)))
        if not steps:
            return
        step = data.draw(st.sampled_from(steps))
        inside = tree[step]
        if isinstance(inside, dict | list) and inside and data.draw(st.integers(0, 3)):
            tree = inside
            continue
        if data.draw(st.booleans()):
            del tree[step]
        else:
            tree[step] = copy.deepcopy(data.draw(st.sampled_from(WRONG_VALUES)))
        return


def _tree(name: str) -> Any:
    return copy.deepcopy(_read(name))


_CACHE: dict[str, Any] = {}


def _read(name: str) -> Any:
    if name not in _CACHE:
        _CACHE[name] = read_file(ROOT / "samples" / name).tree
    return _CACHE[name]
