"""The quick way to read document.yaml gives what the validator gives, or leaves it to the validator."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from sto_check.documents.read import read_file
from sto_check.forms.entries import FormFile
from sto_check.forms.quick import NotPlainError, form_file

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
FORMS = sorted([*ROOT.glob("rules/*/document.yaml"), *ROOT.glob("tests/*/rules/*/document.yaml")])
INSTEAD: tuple[Any, ...] = (None, "", "x", "yes", [], ["a"], ["a", "b"], ["a", "b", "c"], {}, {"nl": "a"},
                            {"nl": "a", "en": "b"}, {"a": "b"}, {"a": {"nl": "a", "en": "b"}}, {"a": ["b"], "c": ["d"]},
                            {"list": "x"}, {"type": "text"}, [{"in_order": ["a", "b"]}], [None], [[]])  # fmt: skip


def quickly(tree: object) -> FormFile | None:
    try:
        return form_file(tree)
    except NotPlainError:
        return None


def slowly(tree: object) -> FormFile | None:
    try:
        return FormFile.model_validate(tree)
    except ValidationError:
        return None


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.parent.name)
def test_every_form_is_read_quickly_to_the_same_entries(path: Path) -> None:
    tree = read_file(path).tree
    found = quickly(tree)
    assert found is not None
    assert found == slowly(tree)


def spots(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each group or list with each key or position in it."""
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, inside in steps:
        yield tree, step
        yield from spots(inside)


def test_what_is_changed_is_read_to_the_same_entries_or_left_to_the_validator() -> None:
    whole: Any = {
        **read_file(ROOT / "tests/household_benefit/rules/energietoeslag-2027/document.yaml").tree,  # type: ignore[dict-item]
        "checks": [{"in_order": ["a", "b"], "says": {"nl": "a", "en": "b"}}, {"in_years": ["a", "b", "c"]}],
    }
    chance = random.Random(7)  # noqa: S311 (which changes are tried is no secret)
    left = read = 0
    for _ in range(1500):
        tree = copy.deepcopy(whole)
        owner, step = chance.choice(list(spots(tree)))
        if chance.random() < 0.2:
            del owner[step]
        elif isinstance(owner, dict) and chance.random() < 0.2:
            owner["onbekend"] = "x"
        else:
            owner[step] = copy.deepcopy(chance.choice(INSTEAD))
        found = quickly(tree)
        if found is None:
            left += 1
        else:
            read += 1
            assert found == slowly(tree)
    assert min(left, read) > 100
