"""Bytes that are no UTF-8 text are refused, each sort in words of its own."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_check.documents.encoding import decode
from sto_check.documents.errors import DocumentError, EncodingError, SyntaxProblemError
from sto_check.documents.read import read_bytes
from sto_check.text.language import Text
from sto_check.text.place import Place

if TYPE_CHECKING:
    from sto_check.text.errors import Problem

TEXT = "regio:\n  naam: Één\n"
SAVE = Text(
    "Bewaar het opnieuw met de codering UTF-8; in Kladblok: Opslaan als, Codering, UTF-8.",
    "Save it again, encoded in UTF-8; in Notepad: Save as, Encoding, UTF-8.",
)


def refused(data: bytes, error: type[DocumentError] = EncodingError) -> Problem:
    with pytest.raises(DocumentError) as caught:
        read_bytes(data, "f")
    assert type(caught.value) is error
    assert caught.value.exit_code == 65
    (problem,) = caught.value.problems
    assert problem.says.nl != problem.says.en
    assert problem.hint is not None
    return problem


@pytest.mark.parametrize(
    ("encoding", "mark", "code", "shown"),
    [
        ("utf-16-le", b"\xff\xfe", "utf-16", "UTF-16"),
        ("utf-16-be", b"\xfe\xff", "utf-16", "UTF-16"),
        ("utf-16-le", b"", "utf-16", "UTF-16"),
        ("utf-16-be", b"", "utf-16", "UTF-16"),
        ("utf-32-le", b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
        ("utf-32-be", b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
        ("utf-32-le", b"", "utf-32", "UTF-32"),
        ("utf-32-be", b"", "utf-32", "UTF-32"),
    ],
)
@pytest.mark.parametrize("text", [TEXT, "a: 1", TEXT * 1000])
def test_utf16_and_utf32(encoding: str, mark: bytes, code: str, shown: str, text: str) -> None:
    problem = refused(mark + text.encode(encoding))
    assert (problem.code, problem.place, problem.hint) == (code, Place("f", 1, 1), SAVE)
    assert problem.says == Text(f"Dit bestand is {shown} en geen UTF-8.", f"This file is {shown} and not UTF-8.")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_windows_1252_says_how_to_save_it_and_where_the_first_letter_is(encoding: str) -> None:
    problem = refused(TEXT.encode(encoding))
    assert (problem.code, problem.place, problem.hint) == ("windows-1252", Place("f", 2, 9), SAVE)
    assert problem.says.nl == "Dit bestand lijkt Windows-1252 en is geen UTF-8: hier staat “É”."
    assert str(problem.excerpt) == "  2 |   naam: \ufffd\ufffdn\n    |         ^^^"


def test_a_space_of_windows_1252_is_not_shown() -> None:
    assert refused(b"a:\xa01").says.nl == "Dit bestand lijkt Windows-1252 en is geen UTF-8."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_place_of_a_wrong_byte_counts_every_end_of_line(end: str) -> None:
    assert refused(f"a: 1{end}b: é".encode("cp1252")).place == Place("f", 2, 4)
    assert refused(f"a: é{end}b: 1\0".encode()).place == Place("f", 2, 5)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("a: é".encode() + b"\xe9", id="both"),
        pytest.param(b"a: \xe9\x01", id="with-a-control-character"),
        pytest.param(b"a: \x81", id="a-byte-that-windows-1252-does-not-have"),
        pytest.param(b"a: \xed\xa0\x80", id="half-a-character"),
    ],
)
def test_other_bytes_are_only_not_utf8(data: bytes) -> None:
    assert refused(data).code == "not-utf-8"


def test_a_nul_is_told_at_its_place() -> None:
    problem = refused(b"a: 1\nb: x\0y\n")
    assert (problem.code, problem.place) == ("nul-character", Place("f", 2, 5))
    assert problem.says.nl == "Hier staat een NUL-teken, dat in geen tekst hoort."
    assert str(problem.excerpt) == "  2 | b: x\ufffdy\n    |     ^^"


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "een PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "een PNG-afbeelding"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "een JPEG-afbeelding"),
        (b"GIF89a\x01\0", "een GIF-afbeelding"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "een bestand van een oude Word of Excel"),
        (b"{\\rtf1\\ansi", "een RTF-document"),
        (b"\x1f\x8b\x08\0", "een gzip-bestand"),
        (zipped("[Content_Types].xml", "word/document.xml"), "een Word-document"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "een Excel-werkmap"),
        (zipped("aanvraag.yaml"), "een zip-bestand"),
    ],
    ids=lambda value: value if isinstance(value, str) else "data",
)
def test_a_file_that_is_no_text_is_named(data: bytes, kind: str) -> None:
    problem = refused(data)
    assert (problem.code, problem.place) == ("binary-file", Place("f", 1, 1))
    assert problem.says.nl == f"Dit is {kind}, geen tekst."
    assert problem.excerpt is None


def test_a_byte_order_mark_is_accepted() -> None:
    assert decode(b"\xef\xbb\xbfa: 1", "f") == "a: 1"
    assert read_bytes(b"\xef\xbb\xbfa: 1", "f").place(("a",)) == Place("f", 1, 4)


@pytest.mark.parametrize(
    ("data", "code", "nl"),
    [
        (b"", "empty", "Het document is leeg."),
        (b"\xef\xbb\xbf \r\n", "empty", "Het document is leeg."),
        (b"# a: 1\n\n  # b: 2", "only-comments", "Het document bevat alleen commentaar."),
        (b"#" * 1_000_000, "only-comments", "Het document bevat alleen commentaar."),
        (b" #\n" * 100_000, "only-comments", "Het document bevat alleen commentaar."),
    ],
    ids=["nothing", "white-space", "comments", "one-long-comment", "many-comments"],
)
def test_a_document_without_anything_in_it(data: bytes, code: str, nl: str) -> None:
    problem = refused(data, SyntaxProblemError)
    assert (problem.code, problem.says.nl) == (code, nl)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a:\n\tb: 1\n", 2, 1),
        ("a:\n  b: 1\n\tc: 2\n", 3, 1),
        ("a:\r\n  b:\r\n  \t- c\r\n", 3, 3),
    ],
)
def test_indentation_with_a_tab_is_told_as_such(text: str, line: int, column: int) -> None:
    problem = refused(text.encode(), SyntaxProblemError)
    assert (problem.code, problem.place) == ("tab-indentation", Place("f", line, column))
    assert problem.says.nl == "Deze regel is ingesprongen met een tab."
    assert problem.hint == Text("Spring in met spaties.", "Indent with spaces.")
    assert str(problem.excerpt).count("^") == (8 if column == 1 else 6)


def test_a_tab_that_is_not_at_fault_is_not_blamed() -> None:
    assert refused(b"{a: 1,\n\tb: @x}\n", SyntaxProblemError).code == "yaml-syntax"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_ends_of_lines_give_the_right_places_in_json_too(end: str) -> None:
    problem = refused(f'{{"a": 1,{end} "b": }}'.encode(), SyntaxProblemError)
    assert problem.place == Place("f", 2, 7)
    assert str(problem.excerpt) == '  2 |  "b": }\n    |       ^'


@given(st.text(min_size=1), st.sampled_from(["utf-16", "utf-32", "utf-16-le", "cp1252", "latin-1"]))
def test_any_text_in_another_encoding_is_read_or_refused_with_a_typed_error(text: str, encoding: str) -> None:
    data = text.encode(encoding, "replace")
    try:
        found = decode(data, "f")
    except DocumentError as error:
        refusal = error
    else:
        assert found == data.removeprefix(b"\xef\xbb\xbf").decode()
        return
    assert refusal.problems[0].place is not None
