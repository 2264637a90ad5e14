"""Opening files, standard input and texts; JSON; and everything that cannot be opened or decoded."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_check.documents.errors import (
    DocumentError,
    DuplicateKeyError,
    EncodingError,
    FileUnreadableError,
    SyntaxProblemError,
    TooLargeError,
)
from sto_check.documents.limits import DEFAULT_LIMITS, MEGABYTE
from sto_check.documents.read import read_bytes, read_file, read_text
from sto_check.documents.table import read_table
from sto_check.text.errors import EXIT_DOCUMENT, Problem
from sto_check.text.language import Text
from sto_check.text.place import Place

if TYPE_CHECKING:
    from sto_check.documents.document import Document

MAX_BYTES = DEFAULT_LIMITS.megabytes * MEGABYTE
MAX_DEPTH = DEFAULT_LIMITS.depth


def refused(path: str | Path, error: type[DocumentError] = FileUnreadableError) -> Problem:
    """Return the one problem for which a file is refused; refusing takes no time and speaks both languages."""
    started = time.monotonic()
    with pytest.raises(DocumentError) as caught:
        read_file(path)
    assert time.monotonic() - started < 2
    assert type(caught.value) is error
    assert caught.value.exit_code == EXIT_DOCUMENT
    (problem,) = caught.value.problems
    assert problem.hint is not None
    assert problem.says.nl != problem.says.en
    assert problem.hint.nl != problem.hint.en
    return problem


def refused_text(text: str | bytes, error: type[DocumentError]) -> Problem:
    """Return the one problem for which a text is refused."""
    started = time.monotonic()
    with pytest.raises(DocumentError) as caught:
        read_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"), "f")
    assert time.monotonic() - started < 2
    assert type(caught.value) is error
    (problem,) = caught.value.problems
    assert problem.hint is not None
    assert problem.says.nl != problem.says.en
    return problem


def read_or_refuse(data: bytes) -> Document | DocumentError:
    try:
        return read_bytes(data, "f")
    except DocumentError as error:
        return error


def give_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_file_is_read_with_its_name_and_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"a: 1\n")
    document = read_file(path)
    assert document.tree == {"a": "1"}
    assert document.name == str(path)
    assert document.place(("a",)) == Place(str(path), 1, 4)
    assert document.sha256 == hashlib.sha256(b"a: 1\n").hexdigest()
    again = read_file(str(path))
    assert (again.name, again.tree, again.data) == (document.name, document.tree, document.data)


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    give_stdin(monkeypatch, b"a: \xc3\xa9\n")
    document = read_file("-")
    assert document.tree == {"a": "é"}
    assert str(document.place(("a",))) == "<stdin>:1:4"


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_nothing_on_standard_input_is_an_empty_document(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    give_stdin(monkeypatch, data)
    assert refused("-", SyntaxProblemError).code == "empty"


def test_standard_input_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    give_stdin(monkeypatch, b"#" * (MAX_BYTES + 2))
    assert refused("-", TooLargeError).place == Place("<stdin>", 1, 1)


def test_standard_input_that_is_closed_or_absent_is_a_typed_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert refused("-").code == "no-standard-input"
    closed = io.TextIOWrapper(io.BytesIO())
    closed.close()
    monkeypatch.setattr(sys, "stdin", closed)
    problem = refused("-")
    assert problem.code == "no-standard-input"
    assert problem.says.nl == "Er is geen standaardinvoer: zij is gesloten."


def test_a_missing_file_suggests_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "aanvraag.yaml").write_text("a: 1\n")
    problem = refused(tmp_path / "aanvrag.yaml")
    assert problem.code == "not-found"
    assert problem.hint is not None
    assert problem.hint.nl == f"Bedoelt u {tmp_path / 'aanvraag.yaml'}?"
    assert problem.hint.en == f"Did you mean {tmp_path / 'aanvraag.yaml'}?"


@pytest.mark.parametrize("name", ["xyz.yaml", "geen-map/aanvraag.yaml", "aanvraag.yaml/x"])
def test_a_missing_file_unlike_any_other_suggests_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "aanvraag.yaml").write_text("a: 1\n")
    problem = refused(tmp_path / name)
    assert problem.hint is not None
    assert "Bedoelt" not in problem.hint.nl


def test_a_directory_is_refused(tmp_path: Path) -> None:
    problem = refused(tmp_path)
    assert problem.code == "is-a-directory"
    assert problem.hint == Text("Noem een bestand.", "Name a file.")


def test_a_missing_file_does_not_suggest_a_directory(tmp_path: Path) -> None:
    (tmp_path / "aanvraag").mkdir()
    hint = refused(tmp_path / "aanvraa").hint
    assert hint == Text("Controleer de naam en de map.", "Check the name and the folder.")
    (tmp_path / "aanvraag.yaml").touch()
    assert refused(tmp_path / "aanvraa").hint == Text(
        f"Bedoelt u {tmp_path / 'aanvraag.yaml'}?", f"Did you mean {tmp_path / 'aanvraag.yaml'}?"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")
    problem = refused(tmp_path / "pijp")
    assert problem.code == "is-a-pipe"
    assert problem.says.nl == f"{tmp_path / 'pijp'} is een pijp met een naam, geen gewoon bestand."


@pytest.mark.parametrize(("name", "code"), [("", "not-found"), ("a\0b", "bad-name"), ("a" * 5000, "name-too-long")])
def test_a_name_that_no_file_can_have_is_refused(name: str, code: str) -> None:
    assert refused(name).code == code


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.yaml").write_text("a: 1\n")
    monkeypatch.setattr(os, "open", refuse)
    assert refused(tmp_path / "a.yaml").code == "not-permitted"


def test_a_missing_file_in_a_folder_that_may_not_be_listed_is_simply_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert refused(tmp_path / "a.yaml").code == "not-found"


def test_a_disk_error_while_reading_is_a_typed_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_options: object) -> NoReturn:
        raise OSError(5, "Input/output error")

    (tmp_path / "a.yaml").write_text("a: 1\n")
    monkeypatch.setattr(os, "open", fail)
    problem = refused(tmp_path / "a.yaml")
    assert problem.code == "not-opened"
    assert problem.hint == Text("Het systeem meldt: Input/output error.", "The system says: Input/output error.")


def test_a_file_is_read_up_to_the_limit_and_not_beyond(tmp_path: Path) -> None:
    path = tmp_path / "groot.yaml"
    path.write_bytes(b"a: 1\n".ljust(MAX_BYTES, b"\n"))
    assert read_file(path).tree == {"a": "1"}
    path.write_bytes(b"a: 1\n".ljust(MAX_BYTES + 1, b"\n"))
    assert refused(path, TooLargeError).code == "too-large"


def test_a_file_name_with_control_characters_does_not_reach_the_message() -> None:
    problem = refused("geen\x1b[2J\nbestand")
    assert problem.says.nl.isprintable()
    assert problem.says.en.isprintable()


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert read_bytes(b"\xef\xbb\xbfa: 1\n", "f").tree == {"a": "1"}
    assert read_text('\ufeff{"a": "1"}').tree == {"a": "1"}


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"a: \xff\n", 1, 4),
        ("a: éé\nb: é".encode() + b"\xc3\n", 2, 5),
        (b"\xef\xbb\xbfa: \xe9", 1, 4),
        ("a: 1\n".encode("utf-16"), 1, 1),
        (b"a: \xed\xa0\x80\n", 1, 4),
    ],
)
def test_bytes_that_are_not_utf8_are_refused_with_their_place_in_characters(
    data: bytes, line: int, column: int
) -> None:
    assert refused_text(data, EncodingError).place == Place("f", line, column)


def test_a_lone_surrogate_in_a_python_text_is_refused() -> None:
    with pytest.raises(EncodingError):
        read_text("a: \ud800\n")


def test_json_values_stay_the_text_that_was_written() -> None:
    text = '{"a": 1.10, "b": true, "c": null, "d": "null", "e": [1e0, -5]}'
    assert read_text(text).tree == {"a": "1.10", "b": "true", "c": None, "d": "null", "e": ["1e0", "-5"]}


def test_json_may_be_indented_with_tabs() -> None:
    document = read_text('{\n\t"a": [\n\t\t"x\\ty"\n\t]\n}')
    assert document.tree == {"a": ["x\ty"]}
    assert document.place(("a", 0)) == Place("<text>", 3, 3)


def test_a_number_of_ten_thousand_digits_stays_text() -> None:
    digits = "1" * 10_000
    assert read_text(f'{{"a": {digits}}}').tree == {"a": digits}
    assert read_text(f"a: {digits}\n").tree == {"a": digits}


@pytest.mark.parametrize(
    ("text", "error", "code", "line", "column"),
    [
        pytest.param('{"a": 1,\n "b": }', SyntaxProblemError, "json-syntax", 2, 7, id="no-value"),
        pytest.param('{"a": 1 "b": 2}', SyntaxProblemError, "json-syntax", 1, 9, id="no-comma"),
        pytest.param('{"a" 1}', SyntaxProblemError, "json-syntax", 1, 6, id="no-colon"),
        pytest.param('{"a": 1} x', SyntaxProblemError, "json-syntax", 1, 10, id="text-after-the-end"),
        pytest.param('{"a": "x\ty"}', SyntaxProblemError, "json-syntax", 1, 9, id="tab-in-a-text"),
        pytest.param('{"a": "x', SyntaxProblemError, "json-syntax", 1, 7, id="open-quote"),
        pytest.param('{"a": "\\q"}', SyntaxProblemError, "json-syntax", 1, 8, id="no-such-escape"),
        pytest.param("{", SyntaxProblemError, "json-syntax", 1, 2, id="only-a-brace"),
        pytest.param('{"a": 1, b: 2}', SyntaxProblemError, "json-syntax", 1, 10, id="key-without-quotes"),
        pytest.param('{"a": 1, "\\u0061": 2}', DuplicateKeyError, "duplicate-key", 1, 10, id="key-twice"),
        pytest.param('{"a": "\\ud800"}', SyntaxProblemError, "json-syntax", 1, 10, id="lone-surrogate"),
        pytest.param('{"a": "\x7f"}', SyntaxProblemError, "control-character", 1, 8, id="control-character"),
        pytest.param('{"' + "k" * 1100 + '": 1}', SyntaxProblemError, "key-too-long", 1, 2, id="long-key"),
    ],
)
def test_what_json_may_not_hold_is_a_typed_error_with_its_place(
    text: str, error: type[DocumentError], code: str, line: int, column: int
) -> None:
    problem = refused_text(text, error)
    assert (problem.code, problem.place) == (code, Place("f", line, column))


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ('{"a":' * 10_000 + "1" + "}" * 10_000, 5 * MAX_DEPTH + 1),
        ('{"a":' + "[" * 10_000 + "]" * 10_000 + "}", 5 + MAX_DEPTH),
        ("[" * 10_000 + "]" * 10_000, MAX_DEPTH + 1),
    ],
)
def test_json_nested_ten_thousand_deep_is_refused_where_it_gets_too_deep(text: str, column: int) -> None:
    problem = refused_text(text, TooLargeError)
    assert (problem.code, problem.place) == ("too-deep", Place("f", 1, column))


def test_yaml_in_flow_style_is_not_held_to_json() -> None:
    assert read_text("{a: 1, 'b': [x]}").tree == {"a": "1", "b": ["x"]}
    assert read_text("{}").tree == {}


@pytest.mark.parametrize(("text", "tree"), [("- a\n- b\n", ["a", "b"]), ("hallo\n", "hallo"), ("[1]", ["1"])])
def test_a_document_may_be_only_a_list_or_a_scalar(text: str, tree: object) -> None:
    assert read_text(text).tree == tree


_texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\t\n\\\"'/\x85\u2028\u2029😀"))
_keys = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=5)  # YAML allows 1024 characters
_trees = st.dictionaries(
    _keys,
    st.recursive(_texts, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=3)),
    min_size=1,
    max_size=3,
)


@given(_trees, st.booleans(), st.sampled_from([None, 2, "\t"]))
def test_any_json_of_texts_comes_back_as_it_was(wanted: dict[str, object], ascii_only: bool, indent: int | str) -> None:
    written = json.dumps(wanted, ensure_ascii=ascii_only, indent=indent)
    assert read_text(written).tree == wanted


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_with_a_typed_error(data: bytes) -> None:
    found = read_or_refuse(data)
    if isinstance(found, DocumentError):
        for problem in found.problems:
            assert problem.place is not None
            assert problem.render("en").replace("\n", "").isprintable()
    else:
        assert found.tree is not None


def test_a_table_is_rows_of_texts_under_the_words_of_its_header(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('naam; bedrag\n"a;b"; 1.50 \n\nc;2\n')
    header, document = read_table(path)
    assert header == ["naam", "bedrag"]
    assert document.tree == [{"naam": "a;b", "bedrag": "1.50"}, {"naam": "c", "bedrag": "2"}]
    assert document.place((1, "naam")) == Place(str(path), 4, 1)


@pytest.mark.parametrize(
    ("text", "error", "code", "line"),
    [
        ("a,b\n1\n", SyntaxProblemError, "row-length", 2),
        ("a,b\n1,2\n1,2,3\n", SyntaxProblemError, "row-length", 3),
        ("a,a\n1,2\n", DuplicateKeyError, "duplicate-key", 1),
        ('a,b\n"1"x,2\n', SyntaxProblemError, "csv-syntax", 2),
        ("\n", SyntaxProblemError, "empty", 1),
    ],
)
def test_a_table_that_does_not_fit_its_header_is_refused(
    tmp_path: Path, text: str, error: type[DocumentError], code: str, line: int
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text)
    with pytest.raises(DocumentError) as caught:
        read_table(path)
    assert type(caught.value) is error
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == (code, Place(str(path), line, 1))
    assert problem.hint is not None


def test_everything_that_does_not_fit_the_header_of_a_table_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a;b;a;b\n1;2\n1;2;3;4\n\n1;2;3;4;5\n")
    few = "Vul aan wat ontbreekt; een lege waarde houdt haar komma."
    many = "Zet een waarde met een komma tussen aanhalingstekens."
    with pytest.raises(DocumentError) as caught:
        read_table(path)
    assert type(caught.value) is DocumentError
    assert [found._replace(excerpt=None).render("nl") for found in caught.value.problems] == [
        f"{path}:1:1: In de kop staat “a” nog een keer. Geef elke kolom een eigen naam.",
        f"{path}:1:1: In de kop staat “b” nog een keer. Geef elke kolom een eigen naam.",
        f"{path}:2:1: Deze regel heeft 2 waarden; de kop heeft er 4. {few}",
        f"{path}:5:1: Deze regel heeft 5 waarden; de kop heeft er 4. {many}",
    ]


def test_what_was_found_in_a_table_before_it_cannot_be_read_on_is_told_too(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('a,b\n1\n"1"x,2\n')
    with pytest.raises(SyntaxProblemError) as caught:
        read_table(path)
    assert [problem.code for problem in caught.value.problems] == ["row-length", "csv-syntax"]


def test_a_document_larger_than_usual_is_read_whole(tmp_path: Path) -> None:
    for size in (64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 200_000):
        path = tmp_path / f"{size}.yaml"
        path.write_text("a: " + "x" * (size - 3))
        assert read_file(path).tree == {"a": "x" * (size - 3)}
