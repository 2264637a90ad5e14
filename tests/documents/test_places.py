"""Places and paths as people read them, and errors that hold them."""

from __future__ import annotations

import hashlib

import pytest

from sto_check.documents.document import Document
from sto_check.documents.errors import DocumentError, DuplicateKeyError, EncodingError, joined
from sto_check.documents.locate import by_path
from sto_check.text.errors import EXIT_DOCUMENT, Problem
from sto_check.text.language import Text
from sto_check.text.place import Path, Place, write_path
from sto_check.text.problems import parser_words, problem, quote


def test_a_place_is_written_as_file_line_and_column() -> None:
    assert str(Place("plan.yaml", 12, 3)) == "plan.yaml:12:3"


def test_places_of_one_file_are_in_the_order_of_the_file() -> None:
    assert sorted([Place("f", 10, 1), Place("f", 2, 9), Place("f", 2, 3)]) == [
        Place("f", 2, 3),
        Place("f", 2, 9),
        Place("f", 10, 1),
    ]


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ((), ""),
        (("regio",), "regio"),
        (("partners", 3, "brin"), "partners[3].brin"),
        (("a", 0, 1, "b", "c"), "a[0][1].b.c"),
        ((2, "a"), "[2].a"),
    ],
)
def test_a_path_is_written_with_dots_and_positions(path: Path, written: str) -> None:
    assert write_path(path) == written


def test_a_document_made_from_a_dict_has_no_places() -> None:
    assert Document("<dict>", {"a": "1"}).place(("a",)) is None


def test_places_may_be_given_by_path() -> None:
    a, key, b = Place("f", 1, 1), Place("f", 2, 1), Place("f", 2, 4)
    document = Document("f", {"b": ["1"]}, by_path({(): a, ("b",): b}, {("b",): key}))
    assert document.place(()) == document.key_place(()) == document.place(("x", 0)) == a
    assert document.place(("b",)) == document.place(("b", 0)) == document.key_place(("b", 0)) == b
    assert document.key_place(("b",)) == key
    assert Document("f", {}, by_path({})).place(("a",)) is None


def test_a_fingerprint_is_that_of_the_bytes_and_a_dict_has_none() -> None:
    assert Document("f", {}, data=b"a: 1\n").sha256 == hashlib.sha256(b"a: 1\n").hexdigest()
    assert Document("<dict>", {}).sha256 == ""


def test_errors_are_joined_in_order_of_place_and_keep_a_class_that_they_share() -> None:
    first = DuplicateKeyError(problem("a", "a", "a", Place("f", 9, 1)), problem("b", "b", "b", None))
    second = DuplicateKeyError(problem("c", "c", "c", Place("f", 2, 1)))
    assert [found.code for found in joined(first, second).problems] == ["b", "c", "a"]
    assert type(joined(first, second)) is DuplicateKeyError
    assert type(joined(first, EncodingError())) is DocumentError


def test_a_problem_without_a_remedy_has_no_hint() -> None:
    assert problem("code", "fout", "wrong", None) == Problem("code", Text("fout", "wrong"))


def test_an_error_renders_place_path_words_and_hint_in_both_languages() -> None:
    found = Problem("code", Text("Fout.", "Wrong."), Place("f", 1, 2), "a[0]", Text("Doe dit.", "Do this."))
    error = DocumentError(found, problem("code", "Ook fout.", "Wrong too.", None))
    assert error.render("nl") == "f:1:2: a[0]: Fout. Doe dit.\nOok fout."
    assert error.render("en") == "f:1:2: a[0]: Wrong. Do this.\nWrong too."
    assert error.exit_code == EXIT_DOCUMENT == 65


@pytest.mark.parametrize(
    "unprintable", ["\x00", "\x1b", "\n", "\r", "\t", "\x7f", "\x9b", "\u202e", "\u2028", "\ud800"]
)
def test_an_error_never_holds_a_character_that_does_not_print(unprintable: str) -> None:
    bad = f"a{unprintable}b"
    clean = "a\N{REPLACEMENT CHARACTER}b"
    error = DocumentError(Problem("code", Text(bad, bad), Place(bad, 1, 1), bad, Text(bad, bad)))
    assert error.problems == (Problem("code", Text(clean, clean), Place(clean, 1, 1), clean, Text(clean, clean)),)


def test_an_error_keeps_the_no_break_space_of_an_amount() -> None:
    assert DocumentError(problem("code", "€\xa01", "€\xa01", None)).problems[0].says.nl == "€\xa01"


def test_a_quoted_word_is_cut_off_after_forty_characters() -> None:
    assert quote("a" * 40) == "“" + "a" * 40 + "”"
    assert quote("a" * 41) == "“" + "a" * 40 + "…”"


def test_what_a_parser_says_is_put_in_our_words_where_there_are_any() -> None:
    known = {"too many": ("te veel", "too much")}
    assert parser_words("there are too many of these", known) == ("te veel", "too much")
    assert parser_words("odd", known) == ("de lezer meldt: odd", "the parser says: odd")
