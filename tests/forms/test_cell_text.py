"""What people write in a cell, and the exact text that it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_check.documents.sheet import Cell, CellForm
from sto_check.forms.sheets.cell_text import is_ambiguous, read_cell, write_text, write_texts
from sto_check.forms.sheets.layout import Column
from sto_check.text.place import Place

if TYPE_CHECKING:
    from sto_check.forms.values import Sort

PLACE = Place("plan.xlsx", 2, 1, "Kosten")
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=60).map(str.strip)


def column(sort: Sort, *, several: bool = False, words: tuple[str, ...] = (), pad: int = 0) -> Column:
    return Column(("veld",), "veld", "", sort, several, words, pad=pad)


def said(text: str, of: Column, form: CellForm = "text") -> object:
    return read_cell(Cell(text, form, PLACE), of)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("1234.56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("12.345.678,90", "12345678.90"),
        ("1.234.567", "1234567"),
        ("€ 1.234,56", "1234.56"),
        ("€1234", "1234"),
        ("EUR 1.234,56", "1234.56"),
        ("1.234,-", "1234.00"),
        ("1250,--", "1250.00"),
        ("€\N{NO-BREAK SPACE}100", "100"),
        (" 5 ", "5"),
    ],
)
def test_an_amount_may_be_written_as_the_dutch_do(written: str, text: str) -> None:
    assert said(written, column("amount")) == text


@pytest.mark.parametrize(
    ("written", "form", "text"),
    [
        ("-1.234,56", "text", "-1234.56"),
        ("-€ 1.234,56", "text", "-1234.56"),
        ("-1234.56", "number", "-1234.56"),
        ("1.234,56", "text", "1234.56"),
    ],
)
def test_a_change_may_be_below_zero(written: str, form: CellForm, text: str) -> None:
    assert said(written, column("change"), form) == text


@pytest.mark.parametrize(
    ("written", "form", "text"),
    [("-3,25", "text", "-3.25"), ("-3.25%", "percent", "-3.25"), ("100%", "percent", "100"), ("4", "number", "4")],
)
def test_a_difference_in_percent_may_stand_in_a_cell_of_percents(written: str, form: CellForm, text: str) -> None:
    assert said(written, column("percent"), form) == text


@pytest.mark.parametrize("written", ["1,234.56", "12.34.56", "1e5", "€", "tien", "1.23.456,0", "0x10", "-5"])
def test_an_amount_that_is_none_stays_as_it_was_written(written: str) -> None:
    assert said(written, column("amount")) == written


@pytest.mark.parametrize(
    ("written", "form", "ambiguous"),
    [
        ("1.234", "quantity", True),
        ("1.234", "distance", True),
        ("1,234", "quantity", False),
        ("1.2345", "quantity", False),
        ("1234", "quantity", False),
        ("1.234", "amount", False),
    ],
)
def test_a_text_that_can_be_two_numbers_is_told_apart(written: str, form: Sort, ambiguous: bool) -> None:
    assert is_ambiguous(Cell(written, "text", PLACE), column(form)) is ambiguous


def test_a_number_in_a_cell_is_never_ambiguous() -> None:
    assert not is_ambiguous(Cell("1.234", "number", PLACE), column("quantity"))


@pytest.mark.parametrize(("written", "text"), [("7.5%", "0.075"), ("50%", "0.5"), ("100%", "1")])
def test_a_percentage_is_a_quantity(written: str, text: str) -> None:
    assert said(written, column("quantity"), "percent") == text


def test_a_percentage_is_no_amount() -> None:
    assert said("50%", column("amount"), "percent") == "50%"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("2025-01-31", "2025-01-31"),
        ("31-01-2025", "2025-01-31"),
        ("1/2/2025", "2025-02-01"),
        ("1 februari 2025", "2025-02-01"),
        ("1 Februari 2025", "2025-02-01"),
        ("1 feb 2025", "1 feb 2025"),
        ("31-1-25", "31-1-25"),
        ("2025", "2025"),
    ],
)
def test_a_day_may_be_written_day_first(written: str, text: str) -> None:
    assert said(written, column("day")) == text


def test_yes_and_no_may_have_capitals() -> None:
    assert said("Ja", column("yesno")) == "ja"
    assert said("NEE", column("yesno")) == "nee"


def test_a_vestigingsnummer_that_became_a_number_has_its_zero_back() -> None:
    number = column("code", pad=2)
    assert said("0", number, "number") == "00"
    assert said("1", number, "text") == "1"
    assert said("1", column("code"), "number") == "1"


def test_several_keys_stand_in_one_cell_between_commas_semicolons_or_lines() -> None:
    assert said("act-1, act-2;act-3\nact-4,", column("key", several=True)) == ["act-1", "act-2", "act-3", "act-4"]


def test_several_texts_stand_on_lines_of_their_own() -> None:
    assert said("Bron een, 2023\nBron twee; 2024\n", column("text", several=True)) == [
        "Bron een, 2023",
        "Bron twee; 2024",
    ]


def test_marks_say_what_an_empty_cell_cannot() -> None:
    assert said("[]", column("text", several=True)) == []
    assert said('""', column("text")) == ""
    assert said("?", column("whole")) is None
    assert said('""\nBron', column("text", several=True)) == ["", "Bron"]


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-5%", "@naam", "'=1", "[]", "?", "{}", '""', "↳"])
def test_a_text_that_a_spreadsheet_takes_for_something_else_has_an_apostrophe_before_it(text: str) -> None:
    assert write_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["'s-Hertogenbosch", "''t Hof", "'", "[x]", "??"])
def test_an_apostrophe_of_the_text_itself_stays_alone(text: str) -> None:
    assert write_text(text) == text
    assert said(text, column("text")) == text


@given(TEXTS)
def test_a_text_that_was_written_is_read_back(text: str) -> None:
    written = write_text(text)
    assert written[:1] not in set("=+-@")
    assert said(written, column("text")) == text


@given(st.lists(TEXTS, max_size=4))
def test_texts_that_were_written_are_read_back(texts: list[str]) -> None:
    read = said(write_texts(texts), column("text", several=True))
    assert isinstance(read, list)
    assert [one.strip() for one in read] == texts
