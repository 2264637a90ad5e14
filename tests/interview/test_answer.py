"""An answer as people write it becomes a value of the document, or is refused before it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sto_check.documents.document import Document, value_at
from sto_check.documents.errors import DocumentError
from sto_check.forms.load import read_application
from sto_check.interview.answer import name_for, with_answer, with_none
from sto_check.interview.errors import AnswerError
from sto_check.interview.question import absent_group, part_question, question_at
from sto_check.scheme.compiled import open_scheme

if TYPE_CHECKING:
    from sto_check.forms.load import Application
    from sto_check.interview.question import Question
    from sto_check.text.place import Path

SCHEME = open_scheme("sto-2025-2028")
WITH_ROWS: dict[str, Any] = {
    "regeling": SCHEME.id,
    "partners": [{"id": "roc", "soort": "mbo"}, {"id": "partners-1", "soort": "po"}],
    "activiteiten": [{"id": "a"}],
}


def application(tree: dict[str, Any] | None = None) -> Application:
    return read_application(Document("<x>", tree or {"regeling": SCHEME.id}), SCHEME.form)


def asked(path: Path, of: Application) -> Question:
    found = question_at(SCHEME.form, of.document.tree, path)
    assert found
    return found


def answered(path: Path, said: str, tree: dict[str, Any] | None = None) -> Any:
    of = application(tree)
    question = asked(path, of)
    return value_at(with_answer(of, question, {question.inputs[0].path: said}).document.tree, path)


@pytest.mark.parametrize(
    ("path", "said", "value"),
    [
        (("begroting", "gevraagd_bedrag"), "€ 1.250.000,00", "1250000.00"),
        (("vooraanmelding",), "31-01-2024", "2024-01-31"),
        (("regio", "caribisch_nederland"), "Ja", "ja"),
        (("regio", "gemeenten"), "Assen\nEmmen", ["Assen", "Emmen"]),
        (("regio", "naam"), "  Noord  ", "Noord"),
        (("activiteiten", 0, "jaren"), "2025, 2026", ["2025", "2026"]),
        (("activiteiten", 0, "jaren"), "[]", []),
    ],
)
def test_what_people_write_is_what_a_document_says(path: Path, said: str, value: object) -> None:
    assert answered(path, said, WITH_ROWS) == value


def test_what_can_be_two_numbers_is_not_taken() -> None:
    of = application(WITH_ROWS)
    question = asked(("regio", "techniekluw", "afstand_km"), of)
    with pytest.raises(AnswerError, match=r"kan twee getallen zijn"):
        with_answer(of, question, {question.inputs[0].path: "1.234"})


@pytest.mark.parametrize(
    ("path", "said"), [(("vooraanmelding",), "31-02-2024"), (("activiteiten", 0, "uitvoerders"), "niemand")]
)
def test_what_the_form_does_not_take_is_not_kept(path: Path, said: str) -> None:
    with pytest.raises(DocumentError):
        answered(path, said, WITH_ROWS)


def test_a_blank_answer_leaves_it_open() -> None:
    assert answered(("regio", "naam"), " ") is None


def test_of_an_absent_list_it_is_asked_whether_there_is_a_part_and_its_kind_first() -> None:
    of = application()
    question = asked(("partners", 0, "naam"), of)
    assert (question.sort, question.path) == ("part", ("partners",))
    assert [column.path for column in question.inputs] == [("soort",), ("id",)]
    assert with_none(of, question).document.tree == {"regeling": SCHEME.id, "partners": []}
    more = with_answer(of, question, {("id",): "school", ("soort",): "vmbo"})
    assert value_at(more.document.tree, ("partners",)) == [{"soort": "vmbo", "id": "school"}]


def test_a_list_by_year_takes_a_year_and_a_number() -> None:
    of = application()
    question = asked(("visie", "leerlingprognose"), of)
    found = with_answer(of, question, {("key",): "2026", ("value",): "120"})
    assert value_at(found.document.tree, ("visie", "leerlingprognose")) == {"2026": "120"}
    assert (
        with_none(of, question).content
        == application({"regeling": SCHEME.id, "visie": {"leerlingprognose": {}}}).content
    )


def test_a_new_part_gets_a_name_that_no_other_has() -> None:
    of = application(WITH_ROWS)
    question = asked(("doelstellingen",), of)
    assert name_for(of, question) == "doelstellingen-1"
    assert name_for(of, question._replace(path=("partners",))) == "partners-2"


def test_what_an_input_may_refer_to_is_what_is_there() -> None:
    of = application(WITH_ROWS)
    question = asked(("activiteiten", 0, "uitvoerders"), of)
    assert {"roc", "partners-1", "penvoerder"} <= set(question.names[question.inputs[0].path])


def test_about_rows_that_are_not_there_nothing_is_asked() -> None:
    of = application({"regeling": SCHEME.id, "partners": []})
    assert question_at(SCHEME.form, of.document.tree, ("partners", "naam")) is None


def test_a_group_that_can_be_empty_is_told_apart_from_a_list() -> None:
    tree = application().document.tree
    assert absent_group(SCHEME.form, tree, ("penvoerder", "naam")) == ("penvoerder",)
    assert absent_group(SCHEME.form, tree, ("partners", 0, "naam")) is None
    assert absent_group(SCHEME.form, tree, ("regeling",)) is None


@pytest.mark.parametrize(
    "path", [("partners", 9, "profielen"), ("partners", 0), ("partners", 9), ("regio",), ("nergens",), ()]
)
def test_no_part_can_be_added_where_no_list_can_stand(path: Path) -> None:
    assert part_question(SCHEME.form, application(WITH_ROWS).document.tree, path) is None
