"""A document in another form says the same: every kind of document, every form, there and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from sto_check.forms.convert import FORMS, convert
from sto_check.forms.load import Application, load_application, read_application
from sto_check.forms.named_forms import named_form
from sto_check.forms.plain import plain_tree
from sto_check.forms.source import source_of
from tests.fuzz.documents import SCHEMES, applications
from tests.fuzz.effort import examples

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("techniek*.yaml"))
WITHOUT_HURRY = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=examples(25))


def again(application: Application, model: str, form: str) -> Application:
    return read_application(source_of(convert(application, form), f"a{form}"), model)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", FORMS)
def test_a_sample_says_the_same_in_every_form(path: Path, form: str) -> None:
    application = load_application(path)
    assert again(application, "aanvraag", form).content == application.content


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "tracks", [{"bb": None}, {"bb": None, "kb": None}, {"bb": "12", "kb": None}, {"bb": "0", "tl": "3"}, {}]
)
def test_a_track_without_its_number_stays_one_in_every_form(tracks: dict[str, str | None], form: str) -> None:
    """It is offered, and how many follow it is not known; a track that is not written is not offered."""
    application = load_application({"penvoerder": {"naam": "P", "leerwegen": tracks}}, "aanvraag")
    found = plain_tree(again(application, "aanvraag", form).content)
    assert found == {"penvoerder": {"naam": "P", "leerwegen": tracks}}


@pytest.mark.parametrize("model", SCHEMES)
def test_any_document_says_the_same_in_every_form_one_after_the_other(model: str) -> None:
    @given(applications(model))
    @WITHOUT_HURRY
    def turn(tree: dict[str, Any]) -> None:
        first = application = load_application(tree, model)
        for form in (".xlsx", ".yaml", ".ods", ".xlsx", ".json", ".ods", ".yaml"):
            application = again(application, model, form)
            assert application.content == first.content

    turn()


@pytest.mark.parametrize("model", SCHEMES)
def test_what_stands_in_a_file_that_was_written_stays_as_it_was(model: str) -> None:
    """Text documents keep even a key without a value: they write the same a second time."""

    @given(applications(model))
    @WITHOUT_HURRY
    def write(tree: dict[str, Any]) -> None:
        application = load_application(tree, model)
        for form in (".yaml", ".json"):
            written = convert(application, form)
            assert convert(read_application(source_of(written, "a"), model), form) == written
            assert plain_tree(read_application(source_of(written, "a"), model).content) == plain_tree(
                application.content
            )

    write()


def test_every_model_is_turned() -> None:
    assert {named_form(model).model.__name__ for model in SCHEMES} == {
        "Aanvraag",
        "Aanvraag2020",
        "Eindrapportage",
        "Indicatoren",
        "Uitwerking",
    }
