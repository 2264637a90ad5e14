"""Text documents made to waste time or memory, or only to annoy: each is refused in words of its own, in bounds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.hostile.running import refusal, run_bounded

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "regeling: sto-2025-2028\n"
LAUGHS = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))

MANY = [
    pytest.param(LAUGHS, "unknown-key", "1:1", id="billion-laughs"),
    pytest.param("a: " + "[" * 1_000_000, "too-deep", "1:43", id="flow-a-million-deep"),
    pytest.param("- " * 1_000_000 + "x", "too-deep", "1:81", id="block-a-million-deep"),
    pytest.param('{"a":' * 1_000_000 + "1" + "}" * 1_000_000, "too-deep", "1:201", id="json-a-million-deep"),
    pytest.param("? " * 1_000_000 + "x", "odd-key", "1:3", id="keys-a-million-deep"),
    pytest.param("k" * 9_900_000 + ": 1\n", "yaml-syntax", "1:9900001", id="key-of-10-mb"),
    pytest.param("? " + "k" * 9_900_000 + "\n: 1\n", "key-too-long", "1:3", id="question-mark-key-of-10-mb"),
    pytest.param('{"' + "k" * 9_900_000 + '": 1}', "key-too-long", "1:2", id="json-key-of-10-mb"),
    pytest.param("a: [" + "x," * 4_900_000 + "]\n", "too-many-values", "1:500001", id="line-of-10-mb"),
    pytest.param('a: "' + "x" * 9_900_000 + "\n", "yaml-syntax", "2:1", id="open-quote-of-10-mb"),
    pytest.param("a:\n" + "- x\n" * 250_001, "too-many-values", "250000:3", id="250001-values"),
    pytest.param("".join(f"k{n}: 1\n" for n in range(200_000)), "unknown-key", "1:1", id="200000-unknown-keys"),
    pytest.param(json.dumps({f"k{n}": 1 for n in range(200_000)}), "unknown-key", "1:2", id="200000-json-keys"),
    pytest.param("fase: aanvraag\n" * 100_000, "duplicate-key", "2:1", id="100000-duplicate-keys"),
    pytest.param("partners:\n" + "- {id: a, soort: po}\n" * 80_000, "repeated-name", "3:8", id="80000-duplicate-ids"),
    pytest.param("partners:\n" + "- {id: a, soort: mb}\n" * 80_000, "unknown-word", "2:18", id="80000-wrong-words"),
    pytest.param(
        "partners: [{id: a, soort: po}]\nactiviteiten:\n- id: b\n  uitvoerders: ["
        + ", ".join(f"p{n}" for n in range(200_000))
        + "]\n",
        "unknown-reference",
        "4:17",
        id="200000-loose-references",
    ),
    pytest.param("begroting: {gevraagd_bedrag: " + "9" * 1_000_000 + "}\n", "amount", "1:30", id="million-digits"),
]


@pytest.mark.parametrize(("text", "code", "where"), MANY)
def test_what_would_take_time_or_memory_is_refused_within_bounds(
    text: str, code: str, where: str, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text(text)
    found = refusal("a.yaml", tmp_path)
    assert (found.exit_code, found.codes[0], found.where) == (65, code, where)
    assert len(found.problems) <= 602
    assert all(len(problem["text"]) < 300 and len(problem["path"] or "") < 300 for problem in found.problems)


@pytest.mark.parametrize("size", [500, 11])
def test_a_file_that_is_too_large_is_refused_before_it_is_read(size: int, tmp_path: Path) -> None:
    with (tmp_path / "a.yaml").open("wb") as file:
        file.truncate(size * 1024 * 1024)
    found = refusal("a.yaml", tmp_path)
    assert (found.exit_code, found.codes, found.where) == (65, ["too-large"], "1:1")


@pytest.mark.parametrize(
    ("text", "code", "where", "nl", "en"),
    [
        (HEAD + "begroting: {gevraagd_bedrag: .nan}\n", "amount", "2:30", "NaN en oneindig zijn geen getallen",
         "NaN and infinity are no numbers"),
        (HEAD + "begroting: {gevraagd_bedrag: 1e5}\n", "amount", "2:30", "Schrijf: 100000.", "Write: 100000."),
        ('{"a": "\\ud800"}', "json-syntax", "1:10", "deze \\u-code staat voor geen teken",
         "this \\u code stands for no character"),
    ],
)  # fmt: skip
def test_what_the_parser_does_not_take_is_told_in_our_own_words(
    text: str, code: str, where: str, nl: str, en: str, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text(text)
    for lang, words in (("nl", nl), ("en", en)):
        found = refusal("a.yaml", tmp_path, lang)
        assert (found.exit_code, found.codes[0], found.where) == (65, code, where)
        assert words in found.said


@pytest.mark.parametrize(
    ("data", "nl", "en"),
    [
        (b"BZh91AY&SY\x8c", "een bzip2-bestand", "a bzip2 file"),
        (b"\xfd7zXZ\0\0\x04", "een xz-bestand", "an xz file"),
        (b"PK\x05\x06" + bytes(18), "een leeg zip-bestand", "an empty zip file"),
        (b"PK\x07\x08" + bytes(30), "een deel van een zip-bestand", "a part of a zip file"),
    ],
)
def test_a_file_that_is_no_text_is_named(data: bytes, nl: str, en: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(data)
    for lang, words in (("nl", f"Dit is {nl}, geen tekst."), ("en", f"This is {en}, not text.")):
        found = refusal("a.yaml", tmp_path, lang)
        assert (found.codes, found.where) == (["binary-file"], "1:1")
        assert found.said.startswith(words)


def test_a_name_of_ten_megabytes_is_not_printed_whole(tmp_path: Path) -> None:
    (tmp_path / "i.yaml").write_text("regio: {naam: " + "x" * 9_900_000 + "}\n")
    code, out, err = run_bounded("indicators", "i.yaml", cwd=tmp_path)
    assert (code, err) == (0, b"")
    assert "x" * 200 in out.decode().replace("\n  ", "")
    assert len(out) < 10_000
