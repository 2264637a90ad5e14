"""The order of partners, of the items of any list and of keys never changes an outcome."""

from __future__ import annotations

import random
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sto_check import check, load_scheme
from sto_check.documents.document import Document
from sto_check.documents.read import read_file
from sto_check.forms.load import read_application

if TYPE_CHECKING:
    from sto_check.scheme.scheme import Scheme

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = [
    "techniekregio-volledig",
    "techniekregio-veel-gebreken",
    "techniekregio-vroeg-concept",
    "techniekluw-veel-gebreken",
]
POSITION = re.compile(r"(?<![\w-])\d+(?![\w-])")


@cache
def scheme() -> Scheme:
    return load_scheme("sto-2025-2028", data={"maxima": SAMPLES / "maxima.csv"})


@cache
def tree_of(name: str) -> Any:
    return read_file(SAMPLES / f"{name}.yaml").tree


def shuffled(tree: Any, at: random.Random) -> Any:
    if isinstance(tree, dict):
        items = [(key, shuffled(value, at)) for key, value in tree.items()]
        at.shuffle(items)
        return dict(items)
    if isinstance(tree, list):
        parts = [shuffled(part, at) for part in tree]
        at.shuffle(parts)
        return parts
    return tree


def found(tree: Any) -> tuple[str, Counter[tuple[str | None, ...]]]:
    """Return the decision and how many outcomes there are of each rule, subject and status, positions left out."""
    decision = check(read_application(Document("<dict>", tree)), scheme())
    outcomes: Counter[tuple[str | None, ...]] = Counter(
        (outcome.rule.id, POSITION.sub("#", outcome.subject.id), outcome.status, outcome.leads_to)
        for outcome in decision.outcomes
    )
    return decision.verdict, outcomes


@pytest.mark.parametrize("name", NAMES)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=20, deadline=None)
def test_order_changes_no_outcome_and_no_decision(name: str, seed: int) -> None:
    tree = shuffled(tree_of(name), random.Random(seed))  # noqa: S311
    assert found(tree) == found(tree_of(name))


def test_a_shuffled_application_is_indeed_another() -> None:
    tree = shuffled(tree_of(NAMES[0]), random.Random(1))  # noqa: S311
    assert list(tree) != list(tree_of(NAMES[0]))
    assert tree["partners"] != tree_of(NAMES[0])["partners"]


def test_outcomes_name_the_things_that_have_an_id() -> None:
    _, outcomes = found(tree_of(NAMES[0]))
    assert ("STO-D3a", "v-haven", "met", None) in outcomes
