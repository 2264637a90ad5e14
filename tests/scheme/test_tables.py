"""Tables of a scheme: their header, their values, a key that stands twice, and a table given instead."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from sto_check.documents.errors import DocumentError, SyntaxProblemError
from sto_check.scheme.errors import SchemeError
from sto_check.scheme.load import load_scheme
from sto_check.scheme.tables import TableError
from sto_check.text.place import Place

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.text.errors import Problem
    from tests.scheme.small import SmallScheme

KIND = """\
maximum:
  data: maxima
  attributes: {nummer: identifier, bedrag: amount, plekken: integer}
"""
GOOD = "nummer,bedrag,plekken\n7,4185000.00,12\n14,5750000.5,0\n"


@pytest.fixture
def with_table(small: SmallScheme) -> SmallScheme:
    small.change("vocabulary.yaml", "regio:\n", KIND + "regio:\n")
    small.path("data").mkdir()
    small.path("data/maxima.csv").write_text(GOOD)
    return small


def refused(small: SmallScheme, text: str) -> list[Problem]:
    small.path("data/maxima.csv").write_text(text)
    with pytest.raises(TableError) as caught:
        small.load()
    assert isinstance(caught.value, DocumentError)
    assert caught.value.exit_code == 65
    return list(caught.value.problems)


def test_a_table_is_read_with_its_types_and_places(with_table: SmallScheme) -> None:
    table = with_table.load().tables["maximum"]
    assert table.name == "maxima"
    assert table.rows == (
        {"nummer": "7", "bedrag": 418500000, "plekken": 12},
        {"nummer": "14", "bedrag": 575000050, "plekken": 0},
    )
    file = str(with_table.path("data/maxima.csv"))
    assert table.places == (Place(file, 2, 1), Place(file, 3, 1))


def test_a_table_may_hold_days(small: SmallScheme) -> None:
    kind = "termijn:\n  data: termijnen\n  attributes: {stuk: token, dag: day}\n"
    small.change("vocabulary.yaml", "regio:\n", kind + "regio:\n")
    small.path("data").mkdir()
    small.path("data/termijnen.csv").write_text("stuk,dag\nplan,2028-10-02\n")
    assert small.load().tables["termijn"].rows == ({"stuk": "plan", "dag": date(2028, 10, 2).toordinal()},)
    small.path("data/termijnen.csv").write_text("stuk,dag\nplan,2028-02-30\n")
    with pytest.raises(TableError) as caught:
        small.load()
    assert caught.value.problems[0].says.nl == "“2028-02-30” past niet bij dag."


def test_semicolons_quotes_and_the_order_of_columns_do_not_matter(with_table: SmallScheme) -> None:
    written = with_table.load().tables["maximum"].rows
    with_table.path("data/maxima.csv").write_text(
        'bedrag;plekken;nummer\n"4185000.00";12;7\n\n 5750000.5 ; 0 ; 14 \n', encoding="utf-8-sig"
    )
    assert with_table.load().tables["maximum"].rows == written


def test_a_scheme_without_tables_has_none(small: SmallScheme) -> None:
    assert small.load().tables == {}


@pytest.mark.parametrize(
    "text",
    [
        "nummer,bedrag\n7,4185000.00\n",
        "nummer,bedragen,plekken\n7,4185000.00,12\n",
        "nummer,bedrag,plekken,naam\n7,4185000.00,12,Oeverlanden\n",
        "7,4185000.00,12\n14,5750000.00,0\n",
        "nummer,bedragen,plekken\n",
        "nummer,bedrag\n",
    ],
)
def test_a_wrong_header_is_told_once_at_the_top(with_table: SmallScheme, text: str) -> None:
    (problem,) = refused(with_table, text)
    assert (problem.code, problem.place) == ("table-header", Place(str(with_table.path("data/maxima.csv")), 1, 1))
    assert problem.says.nl == "De kop van de tabel maxima moet zijn: nummer,bedrag,plekken."
    assert problem.says.en == "The header of the table maxima must be: nummer,bedrag,plekken."


def test_a_table_without_rows_is_empty(with_table: SmallScheme) -> None:
    with_table.path("data/maxima.csv").write_text("nummer,bedrag,plekken\n")
    assert with_table.load().tables["maximum"].rows == ()


def test_every_wrong_value_is_told_with_its_row(with_table: SmallScheme) -> None:
    problems = refused(with_table, "nummer,bedrag,plekken\n7,4.185,12\n14,5750000.00,veel\n,1.00,1\n21,6320500.001,2\n")
    file = str(with_table.path("data/maxima.csv"))
    assert [(problem.code, problem.place, problem.says.nl) for problem in problems] == [
        ("table-value", Place(file, 2, 1), "“4.185” past niet bij bedrag."),
        ("table-value", Place(file, 3, 1), "“veel” past niet bij plekken."),
        ("table-value", Place(file, 4, 1), "“” past niet bij nummer."),
        ("table-value", Place(file, 5, 1), "“6320500.001” past niet bij bedrag."),
    ]
    amounts = [problem for problem in problems if "bedrag" in problem.says.nl]
    assert {(problem.hint.nl, problem.hint.en) for problem in amounts if problem.hint} == {
        ("Schrijf een bedrag als 1234567.00.", "Write an amount as 1234567.00.")
    }


def test_a_key_that_stands_twice_is_told_at_the_second(with_table: SmallScheme) -> None:
    (problem,) = refused(with_table, GOOD + "7,1.00,1\n")
    assert (problem.code, problem.place) == ("table-twice", Place(str(with_table.path("data/maxima.csv")), 4, 1))
    assert (problem.says.nl, problem.says.en) == ("7 staat er twee keer in.", "7 is there twice.")


def test_a_row_that_is_too_long_is_refused(with_table: SmallScheme) -> None:
    with_table.path("data/maxima.csv").write_text(GOOD + "21,1.00,1,2\n")
    with pytest.raises(SyntaxProblemError) as caught:
        with_table.load()
    assert caught.value.problems[0].place == Place(str(with_table.path("data/maxima.csv")), 4, 1)


def test_a_table_that_is_given_replaces_that_of_the_scheme(with_table: SmallScheme, tmp_path: Path) -> None:
    own = tmp_path / "eigen.csv"
    own.write_text("nummer,bedrag,plekken\n99,1.00,1\n")
    scheme = load_scheme(with_table.folder, data={"maxima": own})
    assert scheme.tables["maximum"].rows == ({"nummer": "99", "bedrag": 100, "plekken": 1},)
    assert scheme.tables["maximum"].places == (Place(str(own), 2, 1),)
    assert scheme.fingerprint != with_table.load().fingerprint


def test_a_table_that_the_scheme_does_not_know_is_refused(with_table: SmallScheme, tmp_path: Path) -> None:
    own = tmp_path / "eigen.csv"
    own.write_text(GOOD)
    with pytest.raises(SchemeError) as caught:
        load_scheme(with_table.folder, data={"maximum": own})
    assert caught.value.exit_code == 2
    (problem,) = caught.value.problems
    assert problem.code == "unknown-table"
    assert problem.hint is not None
    assert (problem.hint.nl, problem.hint.en) == ("Bedoelt u maxima?", "Did you mean maxima?")


@pytest.mark.parametrize("divider", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_a_dutch_excel_writes_is_read(with_table: SmallScheme, divider: str, encoding: str, newline: str) -> None:
    rows = [["Nummer", "Bedrag", " PLEKKEN "], ["7", '"4.185.000,00"', "12"], ["14", '"€ 5.750.000,50"', "0"]]
    text = newline.join(divider.join(row) for row in rows) + newline
    with_table.path("data/maxima.csv").write_bytes(text.encode(encoding))
    assert with_table.load().tables["maximum"].rows == (
        {"nummer": "7", "bedrag": 418500000, "plekken": 12},
        {"nummer": "14", "bedrag": 575000050, "plekken": 0},
    )


def test_empty_columns_and_rows_that_excel_adds_are_nothing(with_table: SmallScheme) -> None:
    with_table.path("data/maxima.csv").write_text("\n;;;;\nnummer;bedrag;plekken;;\n7;1,00;12;;\n;;;;\n14;2,00;0;;\n")
    rows = with_table.load().tables["maximum"].rows
    assert rows == ({"nummer": "7", "bedrag": 100, "plekken": 12}, {"nummer": "14", "bedrag": 200, "plekken": 0})


def test_a_day_in_a_table_may_be_written_the_dutch_way(small: SmallScheme) -> None:
    kind = "termijn:\n  data: termijnen\n  attributes: {stuk: token, dag: day}\n"
    small.change("vocabulary.yaml", "regio:\n", kind + "regio:\n")
    small.path("data").mkdir()
    small.path("data/termijnen.csv").write_text("Stuk;Dag\nplan;2-10-2028\n")
    assert small.load().tables["termijn"].rows == ({"stuk": "plan", "dag": date(2028, 10, 2).toordinal()},)
