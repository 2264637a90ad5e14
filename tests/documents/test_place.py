"""A place as people read it: line and column of a text, sheet and cell of a workbook."""

from __future__ import annotations

import pytest

from sto_check.text.place import Place, column_letters


def test_a_place_in_a_text_is_its_line_and_column() -> None:
    place = Place("aanvraag.yaml", 12, 3)
    assert str(place) == "aanvraag.yaml:12:3"
    assert place.cell == ""


def test_a_place_in_a_workbook_is_its_sheet_and_cell() -> None:
    place = Place("plan.xlsx", 12, 3, "Kosten")
    assert str(place) == "plan.xlsx:Kosten!C12"
    assert place.cell == "C12"


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")]
)
def test_columns_are_named_as_workbooks_name_them(column: int, letters: str) -> None:
    assert column_letters(column) == letters


def test_a_name_that_does_not_print_is_replaced_before_it_is_shown() -> None:
    assert (
        str(Place("a\x1b[31m.xlsx", 1, 1, "Kosten\x07").in_print())
        == "a\N{REPLACEMENT CHARACTER}[31m.xlsx:Kosten\N{REPLACEMENT CHARACTER}!A1"
    )
