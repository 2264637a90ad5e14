"""What is read and measured of many facts at once is what each of them by itself would give, and nothing is kept."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from sto_check.decision.check import evaluate
from sto_check.engine import reading
from sto_check.engine.columns import Table, tables_of
from sto_check.engine.fact import Fact
from sto_check.engine.measure import Measurer
from sto_check.forms.load import load_application
from sto_check.scheme.bounds import Bounds
from sto_check.scheme.condition import AllOf, Comparison, Constant, SubjectAttribute
from sto_check.scheme.load import load_scheme
from sto_check.scheme.operators.equality import EQUALS
from sto_check.scheme.operators.membership import HAS, ONE_OF
from sto_check.scheme.operators.order import AT_LEAST
from sto_check.scheme.scheme import Measure
from tests.fuzz.effort import examples

if TYPE_CHECKING:
    from sto_check.engine.fact import Value
    from sto_check.scheme.condition import Condition, Type

SAMPLE = Path(__file__).parents[2] / "samples" / "techniekregio-volledig.yaml"
TYPES: dict[str, Type] = {"id": "identifier", "naam": "identifier", "nummer": "identifier", "woorden": "tokens",
                          "bedrag": "amount"}  # fmt: skip


def same(name: str) -> Comparison:
    return Comparison(name, EQUALS, SubjectAttribute(name))


ENOUGH = Comparison("bedrag", AT_LEAST, Constant(2))
CONDITIONS: list[Condition] = [
    same("naam"),
    AllOf((same("naam"), same("nummer"))),
    AllOf((same("naam"), same("bedrag"), ENOUGH)),
    AllOf((same("naam"), Comparison("woorden", HAS, SubjectAttribute("nummer")))),
    Comparison("woorden", HAS, SubjectAttribute("naam")),
    Comparison("naam", ONE_OF, SubjectAttribute("woorden")),
    AllOf((Comparison("naam", ONE_OF, SubjectAttribute("woorden")), same("nummer"))),
    Comparison("bedrag", AT_LEAST, SubjectAttribute("bedrag")),
    ENOUGH,
]
FACT = st.fixed_dictionaries(
    {
        "naam": st.sampled_from(["a", "b", ""]),
        "nummer": st.sampled_from(["a", "c"]),
        "woorden": st.lists(st.sampled_from("abc"), max_size=3).map(tuple),
        "bedrag": st.integers(0, 3),
    }
)


@settings(max_examples=examples(150), deadline=None)
@given(st.sampled_from(CONDITIONS), st.lists(FACT, max_size=6), st.lists(FACT, min_size=1, max_size=4))
def test_all_subjects_at_once_measure_what_is_chosen_for_each(
    where: Condition, items: list[dict[str, Value]], subjects: list[dict[str, Value]]
) -> None:
    facts = {
        kind: [Fact(kind, str(number), "", {"id": str(number), **one}, ()) for number, one in enumerate(some)]
        for kind, some in (("item", items), ("subject", subjects))
    }
    measurer = Measurer(Measure("subject", "m", "count", "integer", "item", where=where), TYPES)
    measurer.take(tables_of(facts))
    select = measurer.selector(tables_of(facts)["item"])
    for subject in facts["subject"]:
        known, unknown = select(subject)
        assert not unknown
        assert subject.values["m"] == len(known), (where, subject.values)


LOOSE = st.fixed_dictionaries(
    {
        "naam": st.sampled_from(["a", "b", "", None]),
        "nummer": st.sampled_from(["a", "c", None]),
        "woorden": st.none() | st.lists(st.sampled_from("abc"), max_size=3).map(tuple),
        "bedrag": st.integers(0, 3) | st.sampled_from([None, Bounds(0, 2), Bounds(2, None)]),
    }
)


@settings(max_examples=examples(300), deadline=None)
@given(st.sampled_from(CONDITIONS), st.lists(LOOSE, max_size=8), LOOSE)
def test_what_is_found_through_an_index_is_what_each_fact_says_by_itself(
    where: Condition, items: list[dict[str, Value]], about: dict[str, Value]
) -> None:
    facts = [Fact("item", str(number), "", {"id": str(number), **one}, ()) for number, one in enumerate(items)]
    subject = Fact("subject", "s", "", {"id": "s", **about}, ())
    measurer = Measurer(Measure("subject", "m", "count", "integer", "item", where=where), TYPES)
    known, unknown = measurer.selector(Table(facts))(subject)
    fits = reading.test_of(where, TYPES)
    said = {fact.id: fits(fact.values, subject.values) for fact in facts}
    assert sorted(fact.id for fact in known) == [number for number, found in said.items() if found is True]
    assert sorted(fact.id for fact in unknown) == [number for number, found in said.items() if found is None]


def test_of_an_evaluation_nothing_is_kept_without_the_collector() -> None:
    scheme, application = load_scheme("sto-2025-2028"), load_application(SAMPLE)
    evaluate(application, scheme)
    gc.collect()
    gc.disable()
    try:
        record = evaluate(application, scheme)
        reasons = [outcome.explanation for outcome in record.outcomes if outcome.status != "met"]
        gone = weakref.ref(record)
        assert reasons
        del record, reasons
        assert gone() is None
    finally:
        gc.enable()
