"""The line that a problem is about, shown with a mark below the word at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_check.documents.document import Document
from sto_check.documents.errors import DocumentError, SyntaxProblemError
from sto_check.documents.lines import WIDTH, place_at, showing, with_excerpts
from sto_check.documents.read import read_bytes, read_file
from sto_check.documents.table import read_table
from sto_check.text.errors import Problem
from sto_check.text.language import Text
from sto_check.text.place import Place

if TYPE_CHECKING:
    from pathlib import Path


def problem_at(line: int, column: int, sheet: str = "") -> Problem:
    return Problem("code", Text("Fout.", "Wrong."), Place("f", line, column, sheet))


def shown(text: str, line: int, column: int) -> str | None:
    """Return the excerpt of a problem at a place in a text."""
    (problem,) = with_excerpts([problem_at(line, column)], [Document("f", None, data=text.encode())])
    return str(problem.excerpt) if problem.excerpt else None


@pytest.mark.parametrize(
    ("text", "line", "column", "excerpt"),
    [
        pytest.param("a: 1\nb: twee drie\n", 2, 4, "  2 | b: twee drie\n    |    ^^^^^^^^^", id="plain-text"),
        pytest.param("a: 1,50 x # c\n", 1, 4, "  1 | a: 1,50 x # c\n    |    ^^^^^^", id="before-a-comment"),
        pytest.param("{a: 1, b: x}\n", 1, 5, "  1 | {a: 1, b: x}\n    |     ^", id="in-flow-style"),
        pytest.param("- [x y, z]\n", 1, 4, "  1 | - [x y, z]\n    |    ^^^", id="in-a-list"),
        pytest.param('{\n "a": 1.5,\n "b": 2}', 2, 7, '  2 |  "a": 1.5,\n    |       ^^^', id="json"),
        pytest.param("sleutel: x\n", 1, 1, "  1 | sleutel: x\n    | ^^^^^^^", id="key"),
        pytest.param("a: 'it''s, x' # c\n", 1, 4, "  1 | a: 'it''s, x' # c\n    |    ^^^^^^^^^^", id="single-quotes"),
        pytest.param('{"a": "x\\"y"}', 1, 7, '  1 | {"a": "x\\"y"}\n    |       ^^^^^^', id="double-quotes"),
        pytest.param('a: "open\nb: 1', 1, 4, '  1 | a: "open\n    |    ^^^^^', id="open-quote"),
        pytest.param("a: []\n", 1, 4, "  1 | a: []\n    |    ^", id="bracket"),
        pytest.param("- a\n- b\n", 1, 1, "  1 | - a\n    | ^", id="dash-of-a-list"),
        pytest.param("a: -5\n", 1, 4, "  1 | a: -5\n    |    ^^", id="minus"),
        pytest.param("a: b\n", 1, 99, "  1 | a: b\n    | " + " " * 4 + "^", id="beyond-the-line"),
        pytest.param("a:\tb\tc\n", 1, 4, "  1 | a:      b       c\n    |         ^^^^^^^^^", id="tabs"),
        pytest.param("a: 日本, b\n", 1, 4, "  1 | a: 日本, b\n    |    ^^^^^^^", id="wide"),
        pytest.param("{日本: x}\n", 1, 6, "  1 | {日本: x}\n    |        ^", id="after-wide"),
        pytest.param("{e\u0301e: x}\n", 1, 7, "  1 | {e\u0301e: x}\n    |      ^", id="after-combining"),
        pytest.param("a: \x1b[2J\u202e\n", 1, 4, "  1 | a: \ufffd[2J\ufffd\n    |    ^^^^^", id="control"),
        pytest.param("a: 1\r\nb: 2\rc: 3\u2028d: 4", 4, 4, "  4 | d: 4\n    |    ^", id="ends-of-lines"),
        pytest.param("x\n" * 1233 + "a: 1", 1234, 4, "  1234 | a: 1\n       |    ^", id="line-of-four-digits"),
    ],
)
def test_the_word_at_the_place_is_marked(text: str, line: int, column: int, excerpt: str) -> None:
    assert shown(text, line, column) == excerpt


@pytest.mark.parametrize(("line", "column"), [(2, 1), (3, 1), (4, 1)])
def test_an_empty_line_or_one_that_is_not_there_is_not_shown(line: int, column: int) -> None:
    assert shown("a: 1\n\n", line, column) is None


def test_a_long_line_is_cut_around_the_place() -> None:
    text = "x" * 100 + " [hier] " + "y" * 1000
    assert shown(text, 1, 103) == (f"  1 | …{'x' * 34} [hier] {'y' * 30}…\n    | {' ' * 37}^^^^")
    assert shown(text, 1, 1) == f"  1 | {'x' * 72}…\n    | {'^' * 72}"
    ends = shown(text, 1, 1100)
    assert ends is not None
    assert ends.split("\n")[0] == "  1 | …" + "y" * 72


def test_wide_characters_are_cut_so_that_they_fit() -> None:
    excerpt = shown("日" * 200, 1, 101)
    assert excerpt is not None
    line, mark = excerpt.split("\n")
    assert line == "  1 | …" + "日" * 36 + "…"
    assert mark == "    | " + " " * 37 + "^" * 36


_ODD = st.sampled_from("a日\u0301\t\"'[]{}:#,- \x00\u202e€")


@given(st.text(_ODD, max_size=300), st.integers(1, 310))
def test_any_line_fits_in_eighty_columns_with_a_mark(line: str, column: int) -> None:
    excerpt = with_excerpts([problem_at(1, column)], [Document("f", None, data=line.encode())])[0].excerpt
    if excerpt is None:
        assert not line
        return
    wide = sum({"日": 2, "\u0301": 0}.get(one, 1) for one in excerpt.text)
    assert len(excerpt.gutter) + wide <= WIDTH
    assert excerpt.width >= 1
    assert len(excerpt.gutter) + excerpt.before + excerpt.width <= WIDTH + 1
    assert excerpt.text.isprintable()


def test_a_place_in_a_workbook_or_in_another_file_has_no_line() -> None:
    document = Document("f", None, data=b"a: 1")
    assert with_excerpts([problem_at(1, 1, "Blad1")], [document]) == [problem_at(1, 1, "Blad1")]
    assert with_excerpts([problem_at(1, 1)], [document._replace(name="g")]) == [problem_at(1, 1)]
    nowhere = Problem("code", Text("Fout.", "Wrong."))
    assert with_excerpts([nowhere], [document]) == [nowhere]


def test_a_line_once_given_stays() -> None:
    first = with_excerpts([problem_at(1, 1)], [Document("f", None, data=b"een")])
    assert with_excerpts(first, [Document("f", None, data=b"twee")]) == first


def test_an_error_is_rendered_as_its_line_and_two_more() -> None:
    with pytest.raises(DocumentError) as caught, showing(Document("f", None, data=b"a: b")):
        raise DocumentError(problem_at(1, 4), problem_at(7, 1))
    assert caught.value.render("nl") == "f:1:4: Fout.\n  1 | a: b\n    |    ^\nf:7:1: Fout."


def test_the_name_of_a_document_may_hold_what_does_not_print() -> None:
    with pytest.raises(SyntaxProblemError) as caught:
        read_bytes(b"a: b: c", "f\x1b")
    first, *lines = caught.value.render("nl").split("\n")
    assert first.startswith("f\ufffd:1:5: ")
    assert lines == ["  1 | a: b: c", "    |     ^"]


def test_a_document_keeps_the_text_in_which_its_places_count(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    assert read_file(path).text == "a: 1\r\n"
    table = tmp_path / "t.csv"
    table.write_text("a,b\n1,2\n")
    assert read_table(table).rows.text == "a,b\n1,2\n"


def test_a_row_that_does_not_fit_is_shown(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("a,b\n1,2,3\n")
    with pytest.raises(SyntaxProblemError) as caught:
        read_table(table)
    assert str(caught.value.problems[0].excerpt) == "  2 | 1,2,3\n    | ^^^^^"


@pytest.mark.parametrize(
    ("text", "position", "line", "column"),
    [
        ("ab", 1, 1, 2), ("a\nb", 2, 2, 1), ("a\r\nb", 3, 2, 1), ("a\r\nb", 2, 1, 3), ("a\rb", 2, 2, 1),
        ("a\u2028b", 2, 2, 1), ("a\n\nb", 3, 3, 1), ("", 0, 1, 1),
    ],
)  # fmt: skip
def test_a_position_is_a_line_and_a_column(text: str, position: int, line: int, column: int) -> None:
    assert place_at(text, position, "f") == Place("f", line, column)
