"""What a change of a document can do to its outcomes, and what it never can: no change makes a condition met by chance.

A condition is met only where the document says so. So what says less, or says it in another way, may not meet more.
"""

from __future__ import annotations

import copy
from collections import Counter
from decimal import Decimal
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any, get_origin

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from sto_check.decision.check import check
from sto_check.documents.errors import DocumentError
from sto_check.documents.read import read_file
from sto_check.forms.errors import ApplicationError
from sto_check.forms.load import load_application
from sto_check.forms.named_forms import named_form
from tests.decision.test_order import POSITION, shuffled
from tests.fuzz.defects import model_of, walk
from tests.fuzz.documents import Group, applications, items_at
from tests.fuzz.effort import examples
from tests.fuzz.samples import MADE, RULES, SAMPLES
from tests.fuzz.test_documents import CHECKED, WITHOUT_HURRY, scheme_of

if TYPE_CHECKING:
    from sto_check.decision.decision import Decision
    from sto_check.text.place import Path

Outcomes = dict[tuple[str, str], str]

YES = {"ja", "Ja", "true"}
_CHOOSES = {"regeling", "ontvangen"}
"""Keys that say which values are held against the others."""
_DAYS = {"start", "eind", "jaren"}
"""An activity says when it takes place in two ways; where one falls away, the other is all that is said."""


@cache
def whole(model: str) -> list[Group]:
    """Return the documents of this kind that come along."""
    samples = (path for path in SAMPLES.rglob("*.yaml") if not MADE & set(path.parts))
    paths = [*samples, *RULES.glob("*/cases/bases/*.yaml")]
    found = []
    for path in sorted(paths):
        tree: Any = read_file(path).tree
        try:
            load_application(tree, model)
        except DocumentError:
            continue
        found.append(tree)
    return found


def documents(model: str) -> st.SearchStrategy[Group]:
    """Documents of a kind: those that come along, which meet most conditions, and any others."""
    return st.sampled_from(whole(model)).map(copy.deepcopy) | applications(model)


def decision_on(tree: Group, model: str, scheme: str) -> Decision:
    """Check a tree by the scheme that it names, or else by this one."""
    return check(load_application(tree, model), scheme_of(tree.get("regeling") or scheme))


def verdict(tree: Group, model: str, scheme: str) -> str:
    """Return the decision on a tree."""
    return decision_on(tree, model, scheme).verdict


def decided(tree: Group, model: str, scheme: str) -> list[tuple[str, str, str]]:
    """Return rule, subject and status of each outcome."""
    return [(one.rule.id, one.subject.id, one.status) for one in decision_on(tree, model, scheme).outcomes]


def outcomes(tree: Group, model: str, scheme: str) -> Outcomes:
    """Return the status of each outcome by its rule and subject."""
    return {(rule, subject): status for rule, subject, status in decided(tree, model, scheme)}


def newly_met(before: Outcomes, after: Outcomes, *was: str) -> set[tuple[str, str]]:
    """Return what is met now and was not before, but had one of these statuses."""
    return {one for one, status in after.items() if status == "met" and before.get(one) in was}


def emptied(tree: Group, path: Path) -> Group:
    """Return the tree with no value at a path."""
    changed = copy.deepcopy(tree)
    owner: Any = changed
    for step in path[:-1]:
        owner = owner[step]
    owner[path[-1]] = None
    return changed


def contradicts_itself(decision: Decision) -> bool:
    """Whether two places of a document give something differently; one that falls away leaves the other."""
    facts = (fact for facts in decision.record.facts.values() for fact in facts)
    return any(fact.is_contradicted(name) for fact in facts for name in fact.values)


def may_be_empty(tree: Group, model: str) -> list[Path]:
    """Return the paths of the values that a tree may do without, but for those that choose what it is held against."""
    return [
        (*spot.path, name)
        for spot in walk(named_form(model).model, tree)
        if isinstance(spot.value, dict) and get_origin(spot.annotation) is not dict
        for name, field in model_of(spot.annotation, spot.value).model_fields.items()
        if not field.is_required() and spot.value.get(name) is not None and name not in _CHOOSES | _DAYS
    ]


@pytest.mark.parametrize(("model", "scheme"), CHECKED)
@given(data=st.data())
@settings(WITHOUT_HURRY, max_examples=examples(60))
def test_a_value_that_falls_away_only_makes_outcomes_unknown(model: str, scheme: str, data: st.DataObject) -> None:
    tree = data.draw(documents(model))
    paths = may_be_empty(tree, model)
    assume(paths and not contradicts_itself(decision_on(tree, model, scheme)))
    less = emptied(tree, data.draw(st.sampled_from(paths)))
    before, after = outcomes(tree, model, scheme), outcomes(less, model, scheme)
    both = before.keys() & after.keys()
    assert [one for one in both if after[one] not in {before[one], "unknown"}] == []
    assert [one for one in after.keys() - both if after[one] not in {"unknown", "open"}] == []
    assert verdict(less, model, scheme) != "eligible" or verdict(tree, model, scheme) == "eligible"


COUNTED = {
    ("begroting", "cofinanciering"): {"STO-M4"},
    ("ondertekeningen",): {"STO-D3a", "STO-D3b", "STO-D3c", "STO-D3d"},
    ("documenten",): {"STO-D1"},
    ("overeenkomst", "partners"): {"STO-D2a", "STO-D4a", "STO-D4c"},
    ("profieldoelen",): {"STO-C7"},
    ("partners",): {"STO-A2", "STO-R1", "STO-R2", "STO-R3", "STO-R4a", "STO-R4b"},
}
"""Lists of the application in outline of which a condition wants something, and these conditions."""


@given(data=st.data())
@settings(WITHOUT_HURRY, max_examples=examples(150))
def test_a_part_that_falls_away_meets_no_condition_that_asks_for_it(data: st.DataObject) -> None:
    tree = data.draw(documents("aanvraag"))
    steps = data.draw(st.sampled_from([steps for steps in COUNTED if items_at(tree, steps)] or [("geen",)]))
    parts = items_at(tree, steps)
    assume(parts)
    before = outcomes(tree, "aanvraag", "sto-2025-2028")
    del parts[data.draw(st.integers(0, len(parts) - 1))]
    try:
        after = outcomes(tree, "aanvraag", "sto-2025-2028")
    except ApplicationError:  # another part refers to it
        reject()
    found = {rule for rule, subject in newly_met(before, after, "not_met") if not subject.isdigit()}
    assert found & COUNTED[steps] == set()


@given(data=st.data(), cents=st.integers(1, 10**9))
@settings(WITHOUT_HURRY, max_examples=examples(100))
def test_more_costs_or_a_larger_request_meet_no_limit(data: st.DataObject, cents: int) -> None:
    tree = data.draw(documents("aanvraag"))
    budget = tree.get("begroting")
    assume(budget and budget.get("kosten") and budget.get("gevraagd_bedrag"))
    before = outcomes(tree, "aanvraag", "sto-2025-2028")
    more = f"{cents // 100}.{cents % 100:02d}"
    larger = copy.deepcopy(tree)
    larger["begroting"]["gevraagd_bedrag"] = str(min(Decimal(budget["gevraagd_bedrag"]) + Decimal(more), 10**10))
    after = outcomes(larger, "aanvraag", "sto-2025-2028")
    asks_something = {"STO-M10c"} if not Decimal(budget["gevraagd_bedrag"]) else set()  # that there is a request at all
    assert {rule for rule, _ in newly_met(before, after, "not_met", "unknown")} <= {"STO-M5"} | asks_something
    budget["kosten"].append({"bedrag": more, "subsidiabel": "ja"})
    after = outcomes(tree, "aanvraag", "sto-2025-2028")
    assert not some_costs_count(budget) or ("STO-M4", "begroting") not in newly_met(before, after, "not_met", "unknown")


def some_costs_count(budget: Group) -> bool:
    """Whether some cost counts for subsidy; where none does, a first one may bring its condition about."""
    return any(Decimal(line.get("bedrag") or 0) for line in budget["kosten"][:-1] if line.get("subsidiabel") in YES)


@pytest.mark.parametrize(("model", "scheme"), CHECKED)
@given(data=st.data(), seed=st.integers(0, 2**32))
@settings(WITHOUT_HURRY, max_examples=examples(40))
def test_the_order_of_keys_and_items_changes_no_outcome(
    model: str, scheme: str, data: st.DataObject, seed: int
) -> None:
    tree = data.draw(documents(model))
    if data.draw(st.booleans()):
        make_one_school(tree)
    assert counted(shuffled(tree, Random(seed)), model, scheme) == counted(tree, model, scheme)


def make_one_school(tree: Group) -> None:
    """Give the penvoerder and the partners the same numbers, so that all places are of one and the same school."""
    for part in [tree.get("penvoerder") or {}, *(tree.get("partners") or [])]:
        if part.keys() & {"brin", "vestigingsnummer", "leerwegen"}:
            part |= {"brin": "12AB", "vestigingsnummer": "00"}


def counted(tree: Group, model: str, scheme: str) -> Counter[tuple[str, str, str]]:
    """Count the outcomes of each rule, subject and status, with positions left out of the names of subjects."""
    found = decided(tree, model, scheme)
    return Counter((rule, POSITION.sub("#", subject), status) for rule, subject, status in found)
