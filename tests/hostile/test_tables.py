"""Tables beside an application, and the maxima: hostile files and names, each refused in words of its own."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest

from tests.hostile.running import Refusal, refusal, run_bounded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD = "activiteit,jaar,bedrag\n"


def checked(folder: Path, named: str, lang: str = "nl") -> Refusal:
    """Return how an application is refused that names a file in the place of its costs."""
    text = f"activiteiten: [{{id: act-1}}]\nbegroting:\n  kosten: {named}\n"
    (folder / "a.yaml").write_text(text)
    return refusal("a.yaml", folder, lang)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    inside = tmp_path / "map"
    inside.mkdir()
    (tmp_path / "buiten.csv").write_text(HEAD)
    (inside / "link.csv").symlink_to(tmp_path / "buiten.csv")
    (inside / "kring.csv").symlink_to("kring.csv")
    (inside / "nergens.csv").symlink_to("weg.csv")
    (inside / "map.csv").mkdir()
    os.mkfifo(inside / "pijp.csv")
    with socket.socket(socket.AF_UNIX) as made:
        here = os.open(".", os.O_RDONLY)
        os.chdir(inside)  # the name of a socket may not be long
        made.bind("s.csv")
        os.fchdir(here)
        os.close(here)
        yield inside


@pytest.mark.parametrize(
    ("named", "code", "nl", "en"),
    [
        ("../buiten.csv", "outside-folder", "staat niet in de map", "is not in the folder"),
        ("/etc/x.csv", "outside-folder", "staat niet in de map", "is not in the folder"),
        ("link.csv", "outside-folder", "staat niet in de map", "is not in the folder"),
        ('"a\\0.csv"', "outside-folder", "staat niet in de map", "is not in the folder"),
        ("kring.csv", "link-loop", "die naar zichzelf leidt", "that leads to itself"),
        ("nergens.csv", "broken-link", "dat niet bestaat: weg.csv", "does not exist: weg.csv"),
        ("map.csv", "is-a-directory", "map.csv is een map", "map.csv is a directory"),
        ("pijp.csv", "is-a-pipe", "Zet de tabel als bestand naast", "Put the table beside"),
        ("s.csv", "is-a-socket", "s.csv is een socket", "s.csv is a socket"),
        ("kosten.csv", "not-found", "Het bestand kosten.csv bestaat niet", "The file kosten.csv does not exist"),
        ("kosten.xlsx", "list-type", "de naam van een CSV-bestand", "the name of a CSV file"),
        ("x" * 300 + ".csv", "name-too-long", "te lang om te bestaan", "too long to exist"),
    ],
)
def test_a_name_that_leads_to_no_table_is_told_where_it_stands(
    folder: Path, named: str, code: str, nl: str, en: str
) -> None:
    for lang, words in (("nl", nl), ("en", en)):
        found = checked(folder, named, lang)
        assert (found.exit_code, found.codes, found.where) == (65, [code], "3:11")
        assert found.problems[0]["path"] == "begroting.kosten"
        assert words in found.said


@pytest.mark.parametrize(
    ("data", "code", "where", "nl", "en"),
    [
        (HEAD + 'act-1,2025,"5\nact-1,2025,6\nact-1,2025,7\n', "csv-syntax", "2:1", "Sluit het", "Close it"),
        ("a,b\n1,2\n", "no-header", "1:1", "In het bestand “kosten.csv”", "in the file “kosten.csv”"),
        (HEAD + "act-1,2025,5\nTotaal,,5\n", "total-row", "3:1", "Verwijder de rij.", "Remove the row."),
        ("\n", "empty", "1:1", "Geef een tabel met koppen", "Give a table with headers"),
        (HEAD + "é\x01,1,2\n", "not-utf-8", "2:1", "Opslaan als, CSV UTF-8", "Save as, CSV UTF-8"),
        ("%PDF-1.4", "binary-file", "1:1", "Bewaar de tabel als CSV", "Save the table as CSV"),
        (HEAD + "act-1,2025,5\n" * 90_000, "too-many-values", "83334:1", "--limit values=500000", "limit"),
        (HEAD + "act-9,x,y\n" * 40_000, "renamed-id", "1:21", "op 40000 plaatsen", "in 40000 places"),
        (HEAD + "Totaal,,5\n" * 80_000, "total-row", "2:1", "zou dubbel tellen", "would be counted twice"),
        (HEAD + "x" * 9_900_000, "csv-value-too-long", "2:1", "te lang", "too long"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else None,
)
def test_a_table_that_cannot_be_read_is_told_at_its_line(
    tmp_path: Path, data: str, code: str, where: str, nl: str, en: str
) -> None:
    (tmp_path / "kosten.csv").write_bytes(data.encode("cp1252"))
    for lang, words in (("nl", nl), ("en", en)):
        found = checked(tmp_path, "kosten.csv", lang)
        assert (found.exit_code, found.codes[0], found.where) == (65, code, where)
        assert words in found.said
        assert len(found.problems) <= 602


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("x," * 4_900_000, "m.csv:1:1: De tabel bevat meer dan 250000 waarden"),
        ("nummer,bedrag\r1,2\r3\r", "m.csv:3:1: Deze regel heeft 1 waarde; de kop heeft er 2. Vul aan wat ontbreekt"),
        ('nummer,bedrag\n1,"2\n3,4\n', "m.csv:2:1: Geen geldige CSV: een aanhalingsteken is niet gesloten"),
        ("x" * 9_900_000, "m.csv:1:1: Deze waarde is te lang, of een aanhalingsteken is niet gesloten"),
        ("", "m.csv:1:1: Het document is leeg. Geef een tabel met koppen"),
    ],
    ids=["ten-mb-of-headers", "lone-carriage-returns", "open-quote", "ten-mb-in-a-header", "empty"],
)
def test_maxima_that_cannot_be_read_are_told_at_their_line(tmp_path: Path, data: str, words: str) -> None:
    (tmp_path / "a.yaml").write_text("fase: aanvraag\n")
    (tmp_path / "m.csv").write_text(data)
    code, _, err = run_bounded("check", "a.yaml", "--maxima", "m.csv", cwd=tmp_path)
    assert code == 65
    assert err.decode().startswith(words)
