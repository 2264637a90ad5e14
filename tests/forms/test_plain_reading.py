"""A document read without a model is what its model reads, and what a model refuses is never read without one."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from sto_check.documents.errors import DocumentError
from sto_check.documents.read import read_file
from sto_check.forms.load import read_application
from sto_check.forms.named_forms import form_names, named_form
from sto_check.forms.plain_reading import PlainPart
from sto_check.forms.source import read_source
from tests.fuzz.documents import applications
from tests.fuzz.effort import examples

if TYPE_CHECKING:
    from random import Random

SAMPLES = sorted(path for path in (Path(__file__).parents[2] / "samples").rglob("*.yaml") if "ronde" not in path.parts)
MODELS = ["aanvraag", "aanvraag-2020", "eindrapportage", "uitwerking"]
ODD: list[Any] = [None, "", " ", "0", "-1", "1.5", "ja", "Nee", "n.v.t.", "2025", "2025-13-01", "2025-01-01", "12AB",
                  "12 ab", "VMBO", "Overige kosten", [], {}, ["a"], {"id": "a"}, True, 3, 0.5, "\u200b"]  # fmt: skip


def same(plain: Any, read: Any) -> None:
    """Hold what was read without a model to what the model read, values, order and given keys alike."""
    assert isinstance(read, BaseModel) is isinstance(plain, PlainPart)
    if isinstance(read, BaseModel):
        assert list(plain.__dict__) == list(read.__dict__)
        assert plain.model_fields_set == read.model_fields_set
        for name, value in read.__dict__.items():
            same(plain.__dict__[name], value)
        return
    assert type(plain) is type(read)
    if isinstance(read, list):
        assert len(plain) == len(read)
        for one, other in zip(plain, read, strict=True):
            same(one, other)
    elif isinstance(read, dict):
        assert list(plain) == list(read)
        same(list(plain.values()), list(read.values()))
    else:
        assert plain == read


def held(form_name: str, tree: Any) -> bool:
    """Read a tree both ways and hold them to each other; return whether it was read without a model."""
    form = named_form(form_name)
    try:
        plain: Any = form.read_plainly(tree)
    except ValueError:
        return False
    same(plain, form.model.model_validate(tree))
    return True


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sample_that_a_model_takes_is_read_without_one(path: Path) -> None:
    tree = read_file(path).tree
    for name in form_names():
        try:
            named_form(name).model.model_validate(tree)
        except ValueError:
            assert not held(name, tree)
        else:
            assert held(name, tree)


@pytest.mark.parametrize("model", MODELS)
@settings(max_examples=examples(60), deadline=None)
@given(data=st.data())
def test_any_document_is_read_the_same(model: str, data: st.DataObject) -> None:
    assert held(model, data.draw(applications(model)))


@pytest.mark.parametrize("path", [path for path in SAMPLES if "volledig" in path.name], ids=lambda path: path.name)
@settings(max_examples=examples(150), deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_what_a_model_refuses_is_not_read_without_one(path: Path, random: Random) -> None:
    tree = copy.deepcopy(read_file(path).tree)
    for _ in range(random.choice((1, 1, 2, 4))):
        owner, key = random.choice(list(spots(tree)))
        owner[key] = copy.deepcopy(random.choice(ODD))
        if isinstance(owner, dict) and random.random() < 0.2:
            owner[random.choice(("id", "soort", "naam", "onbekend"))] = owner.pop(key)
    for name in form_names():
        held(name, tree)


def spots(tree: Any) -> list[tuple[Any, Any]]:
    """Return every value of a tree by what holds it and its key."""
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [spot for key, value in pairs for spot in ((tree, key), *spots(value))]


def test_what_is_wrong_is_told_as_ever_when_reading_plainly(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("regio: {soort: techniekregio, naam: [x]}\n", encoding="utf-8")
    source = read_source(tmp_path / "a.yaml")
    told = []
    for plainly in (False, True):
        with pytest.raises(DocumentError) as caught:
            read_application(source, plainly=plainly)
        told.append(caught.value.problems)
    assert told[0] == told[1]
