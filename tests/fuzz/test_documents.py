"""Properties of reading and checking, on whole documents of every kind."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sto_check.decision.check import check
from sto_check.decision.result import Result
from sto_check.documents.errors import DocumentError
from sto_check.documents.read import read_bytes
from sto_check.forms.annotations import models_in
from sto_check.forms.load import load_application, read_application
from sto_check.forms.named_forms import named_form
from sto_check.reports.terminal import decision_lines
from sto_check.scheme.load import load_scheme
from sto_check.text.language import LANGUAGES
from tests.fuzz.defects import Defect, almost_valid, path_written
from tests.fuzz.documents import SCHEMES, Group, applications, groups
from tests.fuzz.effort import examples
from tests.fuzz.samples import SAMPLES
from tests.fuzz.styles import Style, any_style, as_json, as_yaml
from tests.reports.conftest import report

if TYPE_CHECKING:
    from pydantic import BaseModel

    from sto_check.decision.decision import Decision
    from sto_check.forms.load import Application
    from sto_check.scheme.scheme import Scheme

WITHOUT_HURRY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
MODELS = list(SCHEMES)
CHECKED = [(model, scheme) for model, schemes in SCHEMES.items() for scheme in schemes]


@cache
def scheme_of(name: str) -> Scheme:
    return load_scheme(name, data={"maxima": SAMPLES / "maxima.csv"} if name == "sto-2025-2028" else None)


def read(data: bytes, model: str) -> Application:
    return read_application(read_bytes(data, "a"), model)


def summary(decision: Decision) -> list[Any]:
    outcomes = [
        (one.rule.id, one.subject.id, one.status, one.explanation.reason, one.explanation.remedy)
        for one in decision.outcomes
    ]
    return [decision.verdict, decision.day, decision.exit_code, outcomes]


def decided(application: Application, scheme: str) -> list[Any]:
    named = getattr(application.content, "regeling", None)
    return summary(check(application, scheme_of(named or scheme)))


@pytest.mark.parametrize("model", MODELS)
@given(data=st.data(), seed=st.integers(0, 2**32))
@settings(WITHOUT_HURRY, max_examples=examples(100))
def test_a_document_reads_the_same_however_it_is_written(model: str, data: st.DataObject, seed: int) -> None:
    tree, random = data.draw(applications(model)), Random(seed)
    whole = load_application(tree, model)
    for written in (as_yaml(tree, Style(random)), as_yaml(tree, any_style(random)), as_json(tree, random)):
        again = read(written, model)
        assert again.document.tree == tree
        assert again.content == whole.content


@pytest.mark.parametrize(("model", "scheme"), CHECKED)
@given(data=st.data(), seed=st.integers(0, 2**32))
@settings(WITHOUT_HURRY, max_examples=examples(60))
def test_a_valid_document_is_decided_and_the_same_however_it_is_written(
    model: str, scheme: str, data: st.DataObject, seed: int
) -> None:
    tree, random = data.draw(applications(model)), Random(seed)
    expected = decided(load_application(tree, model), scheme)
    style = any_style(random)._replace(shuffle=False)
    assert decided(read(as_yaml(tree, style), model), scheme) == expected
    assert decided(read(as_json(tree, random), model), scheme) == expected


@pytest.mark.parametrize(("model", "scheme"), CHECKED)
@given(data=st.data())
@settings(WITHOUT_HURRY, max_examples=examples(40))
def test_every_outcome_is_explained_in_both_languages_and_reported(
    model: str, scheme: str, data: st.DataObject
) -> None:
    application = load_application(data.draw(applications(model)), model)
    opened = scheme_of(getattr(application.content, "regeling", None) or scheme)
    decision = check(application, opened, variant=data.draw(st.sampled_from([None, *opened.head.variants])))
    assert decision.outcomes
    for outcome in decision.outcomes:
        explanation = outcome.explanation
        for lang in LANGUAGES:
            assert explanation.reason[lang]
            if outcome.status in {"not_met", "unknown"}:
                assert explanation.remedy[lang]
        if outcome.status == "unknown":
            assert any(not evidence.known for evidence in explanation.evidence)
    for lang in LANGUAGES:
        printed = list(decision_lines(decision, lang, verbose=True))
        for outcome in decision.outcomes:
            assert any(outcome.rule.id in line.label + line.text for line in printed)
        assert report([Result("a", decision, None)], lang)["exit_code"] == decision.exit_code


@pytest.mark.parametrize("model", MODELS)
@given(data=st.data(), seed=st.integers(0, 2**32))
@settings(WITHOUT_HURRY, max_examples=examples(200))
def test_an_almost_valid_document_is_refused_for_its_defects_and_no_more(
    model: str, data: st.DataObject, seed: int
) -> None:
    tree, defects = data.draw(almost_valid(model))
    text = as_yaml(tree, Style(Random(seed)))
    with pytest.raises(DocumentError) as caught:
        read(text, model)
    problems = caught.value.problems
    assert sorted((problem.code, problem.path) for problem in problems) == sorted(
        (defect.code, path_written(defect)) for defect in defects
    )
    lines = text.decode().split("\n")
    for problem in problems:
        assert problem.place is not None
        defect = next(one for one in defects if path_written(one) == problem.path)
        assert stands_at(defect, lines[problem.place.line - 1][problem.place.column - 1 :]), problem
        assert all(problem.says[lang] and problem.hint and problem.hint[lang] for lang in LANGUAGES)


def stands_at(defect: Defect, rest: str) -> bool:
    """Whether the rest of a line begins with what is wrong: the key that is not known, or the value, however quoted."""
    if defect.code == "missing":
        return True
    written = defect.path[-1] if defect.code == "unknown-key" else defect.value
    if isinstance(written, list):
        return rest.startswith(("[", "-"))
    if isinstance(written, dict):
        return rest.startswith(("{", *written, '"', "'"))
    return rest.startswith((str(written)[:20] or "'", '"', "'"))


def _parts(model: type[BaseModel]) -> set[type[BaseModel]]:
    """Return a model and all models in it, however deep."""
    inner = [part for field in model.model_fields.values() for part in models_in(field.annotation)]
    return {model}.union(*map(_parts, inner))


PARTS = sorted(set().union(*(_parts(named_form(model).model) for model in MODELS)), key=lambda part: part.__name__)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_the_strategy_gives_every_key_of_every_part(part: type[BaseModel]) -> None:
    """A key that is never given would hold nothing to what that key may be."""
    wanted = set(part.model_fields)
    assert any(wanted == _keys_given(part, tried) for tried in (10, 30, 100))


def _keys_given(part: type[BaseModel], tried: int) -> set[str]:
    """Return the keys that so many examples of a part give a value to."""
    found: set[str] = set()

    @given(groups(part))
    @settings(WITHOUT_HURRY, max_examples=tried, database=None, derandomize=True)
    def draw(tree: Group) -> None:
        found.update(key for key, value in tree.items() if value is not None)

    draw()
    return found
