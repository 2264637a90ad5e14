"""YAML without guessing: scalars stay text, everything else is a plain tree with places, or a typed error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sto_check.documents.errors import (
    DocumentError,
    DuplicateKeyError,
    ForbiddenFeatureError,
    SyntaxProblemError,
    TooLargeError,
)
from sto_check.documents.limits import DEFAULT_LIMITS
from sto_check.documents.yaml_text import MAX_KEY, parse_yaml
from sto_check.text.errors import EXIT_DOCUMENT, Problem
from sto_check.text.language import Text
from sto_check.text.place import Place
from sto_check.text.problems import MAX_PROBLEMS

if TYPE_CHECKING:
    from sto_check.documents.document import Document

MAX_DEPTH = DEFAULT_LIMITS.depth


def read_or_refuse(text: str) -> Document | DocumentError:
    try:
        return parse_yaml(text, "f.yaml")
    except DocumentError as error:
        return error


def tree(text: str) -> object:
    return parse_yaml(text, "f.yaml").tree


@pytest.mark.parametrize(
    "written", ["no", "yes", "on", "01234567", "0x1F", "12e3", "1_000", "1:30", "2025-01-31", ".inf", "=", "1.10"]
)
def test_a_plain_scalar_stays_the_text_that_was_written(written: str) -> None:
    assert tree(f"a: {written}\n") == {"a": written}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_a_key_without_a_value_is_none(written: str) -> None:
    assert tree(f"a: {written}\n") == {"a": None}


@pytest.mark.parametrize("written", ["null", "~", ""])
def test_between_quotes_the_words_for_nothing_are_text(written: str) -> None:
    assert tree(f"a: '{written}'\n") == {"a": written}


def test_lists_and_groups_nest_in_block_and_flow_style() -> None:
    assert tree("a:\n- b: [1, {c: 2}]\n- - d\n- {}\n- []\n") == {"a": [{"b": ["1", {"c": "2"}]}, ["d"], {}, []]}


def test_a_block_text_keeps_or_folds_its_lines() -> None:
    assert tree("a: |\n  een\n  twee\nb: >-\n  een\n  twee\n") == {"a": "een\ntwee\n", "b": "een twee"}


def test_every_value_and_key_has_its_place() -> None:
    document = parse_yaml("a: 1\nb:\n  - c: x\n    d:  y\n  - [p, q]\n", "f.yaml")
    places = {
        (): Place("f.yaml", 1, 1),
        ("a",): Place("f.yaml", 1, 4),
        ("b",): Place("f.yaml", 3, 3),
        ("b", 0): Place("f.yaml", 3, 5),
        ("b", 0, "c"): Place("f.yaml", 3, 8),
        ("b", 0, "d"): Place("f.yaml", 4, 9),
        ("b", 1): Place("f.yaml", 5, 5),
        ("b", 1, 0): Place("f.yaml", 5, 6),
        ("b", 1, 1): Place("f.yaml", 5, 9),
    }
    assert {path: document.place(path) for path in places} == places


def test_every_key_has_its_place_and_what_has_none_has_that_of_its_value() -> None:
    document = parse_yaml("a: 1\nb:\n  - c: x\n    d:  y\n  - [p, q]\n", "f.yaml")
    places = {
        (): Place("f.yaml", 1, 1),
        ("a",): Place("f.yaml", 1, 1),
        ("b",): Place("f.yaml", 2, 1),
        ("b", 0): Place("f.yaml", 3, 5),
        ("b", 0, "d"): Place("f.yaml", 4, 5),
        ("b", 0, "absent"): Place("f.yaml", 3, 5),
        ("b", "absent"): Place("f.yaml", 3, 3),
        ("b", 9): Place("f.yaml", 3, 3),
    }
    assert {path: document.key_place(path) for path in places} == places


def test_what_is_absent_has_the_place_of_the_nearest_part_around_it() -> None:
    document = parse_yaml("a:\n  b: 1\n", "f.yaml")
    assert document.place(("a", "b", "c", 3)) == Place("f.yaml", 2, 6)
    assert document.place(("a", "x")) == Place("f.yaml", 2, 3)
    assert document.place(("x",)) == Place("f.yaml", 1, 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_end_of_line_counts_as_one_line(end: str) -> None:
    document = parse_yaml(f"a: 1{end}b: é{end}c: 3{end}", "f.yaml")
    assert document.tree == {"a": "1", "b": "é", "c": "3"}
    assert document.place(("c",)) == Place("f.yaml", 3, 4)


@pytest.mark.parametrize(
    ("text", "error", "code", "line", "column"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", DuplicateKeyError, "duplicate-key", 3, 1, id="key-twice"),
        pytest.param("x:\n- b: 2\n  'b': 3\n", DuplicateKeyError, "duplicate-key", 3, 3, id="key-twice-in-a-list"),
        pytest.param("{a: 1, a: 2}", DuplicateKeyError, "duplicate-key", 1, 8, id="key-twice-in-flow-style"),
        pytest.param("a: &x 1\n", ForbiddenFeatureError, "forbidden-yaml", 1, 4, id="anchor"),
        pytest.param("a: &x {b: 1}\n", ForbiddenFeatureError, "forbidden-yaml", 1, 4, id="anchored-group"),
        pytest.param("&x a: 1\n", ForbiddenFeatureError, "forbidden-yaml", 1, 1, id="anchored-key"),
        pytest.param("a: 1\nb: *x\n", ForbiddenFeatureError, "forbidden-yaml", 2, 4, id="alias"),
        pytest.param("<<: {a: 1}\n", ForbiddenFeatureError, "forbidden-yaml", 1, 1, id="merge-key"),
        pytest.param("a: !!int 1\n", ForbiddenFeatureError, "forbidden-yaml", 1, 4, id="tag"),
        pytest.param("a: !python/object:os.system []\n", ForbiddenFeatureError, "forbidden-yaml", 1, 4, id="own-tag"),
        pytest.param("a: 1\n---\nb: 2\n", ForbiddenFeatureError, "several-documents", 2, 1, id="two-documents"),
        pytest.param("[a]: 1\n", SyntaxProblemError, "odd-key", 1, 1, id="list-as-key"),
        pytest.param("? {a: b}\n: 1\n", SyntaxProblemError, "odd-key", 1, 3, id="group-as-key"),
        pytest.param("a:\n\tb: 1\n", SyntaxProblemError, "yaml-syntax", 2, 1, id="tab-as-indentation"),
        pytest.param("a: b: c\n", SyntaxProblemError, "yaml-syntax", 1, 5, id="two-colons"),
        pytest.param("a: @b\n", SyntaxProblemError, "yaml-syntax", 1, 4, id="at-sign"),
        pytest.param("a: [1, 2\nb: 3\n", SyntaxProblemError, "yaml-syntax", 2, 2, id="open-bracket"),
        pytest.param('é: 1\na: "x\n', SyntaxProblemError, "yaml-syntax", 3, 1, id="open-quote"),
        pytest.param("é: é\nb: éé\x00\n", SyntaxProblemError, "control-character", 2, 6, id="nul"),
        pytest.param("a: \x1b[31m\n", SyntaxProblemError, "control-character", 1, 4, id="escape"),
        pytest.param("a: \ud800\n", SyntaxProblemError, "control-character", 1, 4, id="lone-surrogate"),
        pytest.param('a: "\\ud800"\n', SyntaxProblemError, "yaml-syntax", 1, 7, id="escaped-lone-surrogate"),
        pytest.param("# niets\n", SyntaxProblemError, "empty", 1, 1, id="only-a-comment"),
        pytest.param("---\n...\n", SyntaxProblemError, "empty", 2, 1, id="empty-document"),
        pytest.param("k" * (MAX_KEY + 1) + ": 1\n", SyntaxProblemError, "yaml-syntax", 1, MAX_KEY + 2, id="long-key"),
        pytest.param("[" * 10_000, TooLargeError, "too-deep", 1, MAX_DEPTH + 1, id="deep-lists"),
        pytest.param("{a: " * 10_000, TooLargeError, "too-deep", 1, 4 * MAX_DEPTH + 1, id="deep-groups"),
        pytest.param("- " * 10_000, TooLargeError, "too-deep", 1, 2 * MAX_DEPTH + 1, id="deep-blocks"),
    ],
)
def test_what_a_document_may_not_hold_is_a_typed_error_with_its_place(
    text: str, error: type[DocumentError], code: str, line: int, column: int
) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_yaml(text, "f.yaml")
    assert type(caught.value) is error
    assert caught.value.exit_code == EXIT_DOCUMENT
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == (code, Place("f.yaml", line, column))
    assert problem.hint is not None
    assert problem.says.nl
    assert problem.says.nl != problem.says.en
    assert problem.hint.nl != problem.hint.en


def refusal(text: str) -> DocumentError:
    """Return the error with which a text is refused."""
    with pytest.raises(DocumentError) as caught:
        parse_yaml(text, "f.yaml")
    return caught.value


def told(error: DocumentError) -> list[tuple[str, int, int]]:
    """Return the code, the line and the column of each problem."""
    return [(one.code, one.place.line, one.place.column) for one in error.problems if one.place]


MANY = """\
a: 1
b: &x {c: !!int 2, c: 3}
a: [&y 4]
? [d, e]
: &z {f: 5}
<<: *x
*x : 6
g: [*x, 7]
"""


def test_all_that_reading_can_go_on_after_is_told_at_once_in_order_of_place() -> None:
    error = refusal(MANY)
    assert type(error) is DocumentError
    assert error.exit_code == EXIT_DOCUMENT
    assert told(error) == [
        ("forbidden-yaml", 2, 4),
        ("forbidden-yaml", 2, 11),
        ("duplicate-key", 2, 20),
        ("duplicate-key", 3, 1),
        ("forbidden-yaml", 3, 5),
        ("odd-key", 4, 3),
        ("forbidden-yaml", 5, 3),
        ("forbidden-yaml", 6, 1),
        ("forbidden-yaml", 6, 5),
        ("forbidden-yaml", 7, 1),
        ("forbidden-yaml", 8, 5),
    ]
    assert error.render("nl").splitlines()[3] == (
        "f.yaml:3:1: De sleutel “a” staat hier nog een keer; de eerste staat op regel 1. Verwijder een van de twee."
    )
    assert error.render("en").splitlines()[10] == (
        "f.yaml:8:5: A document may hold no aliases (“*x”). Write the value out, where needed between quotes."
    )


def test_an_error_carries_what_could_be_read_with_its_places() -> None:
    error = refusal(MANY)
    assert error.document is not None
    assert error.document.tree == {"a": "1", "b": {"c": "2"}, "g": [None, "7"]}
    assert error.unread == {Place("f.yaml", 6, 5), Place("f.yaml", 8, 5)}
    assert error.document.place(("b", "c")) == Place("f.yaml", 2, 11)
    assert error.document.place(("g", 1)) == Place("f.yaml", 8, 9)
    assert error.document.key_place(("a",)) == Place("f.yaml", 1, 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a: 1\na: 2\nb: {c: 1, c: 2}\n", DuplicateKeyError),
        ("a: &x 1\nb: *x\n", ForbiddenFeatureError),
        ("[a]: 1\n[b]: 2\n", SyntaxProblemError),
        ("a: &x 1\na: 2\n", DocumentError),
    ],
)
def test_problems_of_one_sort_keep_the_class_of_that_sort(text: str, kind: type[DocumentError]) -> None:
    error = refusal(text)
    assert type(error) is kind
    assert len(error.problems) == 2


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        pytest.param("a: 1\na: {b: {c: [2]}}\nd: 3\n", {"a": "1", "d": "3"}, id="group-below-a-key-twice"),
        pytest.param("a: [1, {a: 2, a: [3]}]\n", {"a": ["1", {"a": "2"}]}, id="key-twice-in-a-list"),
        pytest.param("{a: 1}: {b: 2}\nc: [3]\n", {"c": ["3"]}, id="group-as-key"),
        pytest.param("? [[a], b]\nc: 3\n", {"c": "3"}, id="key-without-a-value"),
        pytest.param("? {[a]: 1}\n: {[b]: 2, d: 4}\nc: 3\n", {"c": "3"}, id="odd-key-in-an-odd-key"),
        pytest.param("<<: {a: 1}\na: 2\n", {"a": "2"}, id="merge-key"),
        pytest.param("'<<': 1\n<<: {a: 1}\n", {"<<": "1"}, id="merge-key-beside-one-between-quotes"),
        pytest.param("&k a: 1\n", {"a": "1"}, id="anchored-key"),
        pytest.param("!t a: !t b\n", {"a": "b"}, id="tags"),
        pytest.param("a: &x\n", {"a": None}, id="anchor-without-a-value"),
        pytest.param("a: 1\n--- &x\na: 2\n", {"a": "1"}, id="second-document"),
    ],
)
def test_what_is_wrong_is_left_out_and_the_rest_is_read(text: str, tree: object) -> None:
    error = refusal(text)
    assert error.document is not None
    assert error.document.tree == tree


@pytest.mark.parametrize("text", ["*x", "&x", "!t\n", "--- &x\n---\n"])
def test_where_nothing_is_left_there_is_no_document(text: str) -> None:
    error = refusal(text)
    assert isinstance(error, ForbiddenFeatureError)
    assert error.document is None


@pytest.mark.parametrize(
    ("text", "kind", "codes"),
    [
        ("a: 1\na: 2\nb: [\n", DocumentError, ["duplicate-key", "yaml-syntax"]),
        ("[a]: 1\nb: c: d\n", SyntaxProblemError, ["odd-key", "yaml-syntax"]),
        ("a: &x " + "[" * 99, DocumentError, ["forbidden-yaml", "too-deep"]),
        ("? " + "{? " * 99, DocumentError, ["odd-key"] * (MAX_DEPTH - 1) + ["too-deep"]),
    ],
)
def test_where_reading_stops_what_was_found_before_is_told_too(
    text: str, kind: type[DocumentError], codes: list[str]
) -> None:
    error = refusal(text)
    assert type(error) is kind
    assert [problem.code for problem in error.problems] == codes
    assert error.document is None


def test_of_a_great_many_problems_the_first_are_told_and_the_others_counted() -> None:
    error = refusal("a: 1\n" * 1000)
    assert type(error) is DuplicateKeyError
    assert told(error)[0] == ("duplicate-key", 2, 1)
    assert told(error)[MAX_PROBLEMS - 1] == ("duplicate-key", MAX_PROBLEMS + 1, 1)
    assert error.problems[MAX_PROBLEMS:] == (
        Problem(
            "more-problems",
            Text(
                f"Hierna volgen nog {999 - MAX_PROBLEMS} zulke fouten.",
                f"{999 - MAX_PROBLEMS} more such errors follow.",
            ),
            Place("f.yaml", MAX_PROBLEMS + 1, 1),
            hint=Text("Herstel eerst de andere.", "Mend the others first."),
        ),
    )


def test_an_alias_is_never_followed() -> None:
    laughs = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    error = refusal(laughs)
    assert error.document is not None
    assert error.document.tree == {"a0": ["x", "x"], **{f"a{n}": [None] * 9 for n in range(1, 30)}}


def test_values_that_are_left_out_count_towards_the_limit() -> None:
    with pytest.raises(DocumentError) as caught:
        parse_yaml("a: 1\na: [1, 2, 3]\n", "f.yaml", limits=DEFAULT_LIMITS._replace(values=4))
    assert told(caught.value) == [("duplicate-key", 2, 1), ("too-many-values", 2, 8)]


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("[" * 1500, 1, MAX_DEPTH + 1),
        ("a: 1\r\né:\n  " + "[" * 1500, 3, MAX_DEPTH + 2),
        ("[" * 1500 + "x" + "]" * 1500, 1, MAX_DEPTH + 1),
        ("[\n" * 1500, MAX_DEPTH + 1, 1),
        ("{a: " * 1500, 1, 4 * MAX_DEPTH + 1),
        ("- " * 1500, 1, 2 * MAX_DEPTH + 1),
    ],
)
def test_too_deep_is_told_in_one_way_whether_the_parser_has_a_limit_of_its_own_or_not(
    monkeypatch: pytest.MonkeyPatch, loader: type, text: str, line: int, column: int
) -> None:
    monkeypatch.setattr("sto_check.documents.yaml_text._LOADER", loader)
    with pytest.raises(TooLargeError) as caught:
        parse_yaml(text, "f.yaml")
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == ("too-deep", Place("f.yaml", line, column))


def test_deep_brackets_where_a_key_is_expected_are_told_on_their_line() -> None:
    with pytest.raises(DocumentError) as caught:
        parse_yaml("a: 1\n" + "[" * 1500, "f.yaml")
    (problem,) = caught.value.problems
    assert problem.code in {"too-deep", "yaml-syntax"}  # whichever the parser meets first
    assert problem.place is not None
    assert problem.place.line == 2


def test_a_document_as_deep_as_the_limit_is_read() -> None:
    parse_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH, "f.yaml")
    with pytest.raises(TooLargeError):
        parse_yaml("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "f.yaml")


def test_too_many_values_are_refused() -> None:
    four = DEFAULT_LIMITS._replace(values=4)
    assert parse_yaml("[1, 2, 3]", "f.yaml", limits=four).tree == ["1", "2", "3"]
    with pytest.raises(TooLargeError) as caught:
        parse_yaml("[1, 2, 3, 4]", "f.yaml", limits=four)
    assert caught.value.problems[0].place == Place("f.yaml", 1, 11)


def test_a_long_key_is_read_and_says_what_its_limit_is_where_it_is_too_long() -> None:
    assert tree("k" * 1000 + ": 1\n") == {"k" * 1000: "1"}
    with pytest.raises(SyntaxProblemError, match="hoogstens 1024 tekens"):
        tree("k" * 1100 + ": 1\n")


def test_a_repeated_key_names_the_line_of_the_first_and_is_cut_short() -> None:
    with pytest.raises(DuplicateKeyError) as caught:
        tree("b: 0\n" + ("k" * MAX_KEY + ": 1\n") * 2)
    text = caught.value.render("nl")
    assert "op regel 2" in text
    assert len(text) < 200


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"a\\e[31m\\0\\x07\\u202e": 1\n"a\\e[31m\\0\\x07\\u202e": 2\n', id="repeated-key"),
        pytest.param("a: !<tag:%1b%07%00x> 1\n", id="tag"),
    ],
)
def test_no_control_character_of_the_document_reaches_a_message(text: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_yaml(text, "naam\x1b[2J\n.yaml")
    for lang in ("nl", "en"):
        assert caught.value.render(lang).isprintable()
    assert "\N{REPLACEMENT CHARACTER}" in caught.value.problems[0].says.nl
    place = caught.value.problems[0].place
    assert place is not None
    assert place.file == "naam\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}.yaml"


@given(st.text(alphabet=st.sampled_from("ab01:-?[]{}&*!|>'\"%@`#,~ \t\n\r\x00\ufeffé<="), max_size=40))
def test_any_text_is_read_or_refused_with_a_typed_error(text: str) -> None:
    found = read_or_refuse(text)
    if isinstance(found, DocumentError):
        for problem in found.problems:
            assert problem.place is not None
            assert problem.render("nl").isprintable()
    else:
        assert found.tree is not None
        assert found.place(()) is not None


_scalars = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x2FF, exclude_characters="\x7f"), max_size=8
).filter(lambda text: all(character.isprintable() or character == "\xa0" for character in text))


@given(st.dictionaries(_scalars, st.lists(_scalars, max_size=3), min_size=1, max_size=4))
def test_every_text_between_single_quotes_comes_back_as_it_was(wanted: dict[str, list[str]]) -> None:
    def quoted(text: str) -> str:
        return "'" + text.replace("'", "''") + "'"

    written = "".join(f"{quoted(key)}: [{', '.join(map(quoted, items))}]\n" for key, items in wanted.items())
    assert tree(written) == wanted
