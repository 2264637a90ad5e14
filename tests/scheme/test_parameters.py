"""The value of a parameter on a day and in a variant, and in the unit it declares."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_check.engine.resolve import parameter_values
from sto_check.scheme.literals import read_literal, read_percentage
from sto_check.scheme.parameters import ParameterWithoutValueError, parameter_on

if TYPE_CHECKING:
    from tests.scheme.small import SmallScheme

HISTORY = """\
    value:
    - {from: 2024-06-01, value: 10}
    - {from: 2026-01-01, value: 7.5}
    - {from: 2027-01-01, value: 0}
    variants: {ruim: [{value: 5}, {from: 2027-07-01, value: 2.25}]}
"""
FRESH = "    value:\n    - value: 10\n    - {from: 2026-01-01, value: 7.5}\n    variants: {ruim: 5}\n"


@pytest.fixture
def dated(small: SmallScheme) -> SmallScheme:
    small.change("scheme.yaml", FRESH, HISTORY)
    return small


@pytest.mark.parametrize(
    ("day", "variant", "value"),
    [
        (date(2024, 6, 1), None, (1, 10)),
        (date(2025, 12, 31), None, (1, 10)),
        (date(2026, 1, 1), None, (3, 40)),
        (date(2026, 12, 31), None, (3, 40)),
        (date(2027, 1, 1), None, (0, 1)),
        (date(2028, 12, 31), None, (0, 1)),
        (date(2024, 1, 1), "ruim", (1, 20)),
        (date(2027, 6, 30), "ruim", (1, 20)),
        (date(2027, 7, 1), "ruim", (9, 400)),
    ],
)
def test_a_value_counts_from_its_first_day_in_its_variant(
    dated: SmallScheme, day: date, variant: str | None, value: tuple[int, int]
) -> None:
    entry = dated.load().head.parameters["aandeel"]
    assert parameter_on("aandeel", entry, day, variant) == value


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_latest_first_day_counts_whatever_the_order_written(small: SmallScheme, order: tuple[int, ...]) -> None:
    lines = ["- value: 10", "- {from: 2026-01-01, value: 7.5}", "- {from: 2027-01-01, value: 0}"]
    history = "".join(f"    {lines[number]}\n" for number in order)
    small.change("scheme.yaml", FRESH, f"    value:\n{history}")
    entry = small.load().head.parameters["aandeel"]
    days = [date(2024, 1, 1), date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [parameter_on("aandeel", entry, day, None) for day in days] == [
        (1, 10),
        (1, 10),
        (3, 40),
        (3, 40),
        (0, 1),
    ]


def test_a_parameter_without_a_value_on_the_day_is_an_error(dated: SmallScheme) -> None:
    scheme = dated.load()
    with pytest.raises(ParameterWithoutValueError) as caught:
        parameter_values(scheme, date(2024, 5, 31), None)
    assert caught.value.render("nl") == "De parameter aandeel heeft op 2024-05-31 geen waarde."
    assert caught.value.render("en") == "The parameter aandeel has no value on 2024-05-31."
    assert caught.value.exit_code == 2


def test_every_unit_gives_the_value_the_engine_compares(small: SmallScheme) -> None:
    values = parameter_values(small.load(), date(2024, 1, 1), None)
    assert values == {
        "periode.start": date(2025, 1, 1).toordinal(),
        "aandeel": (1, 10),
        "hoogste": 400000,
        "minimum": 1,
        "soorten": ("techniekregio", "techniekluw"),
    }


def test_a_parameter_without_another_value_in_the_variant_keeps_its_own(small: SmallScheme) -> None:
    scheme = small.load()
    usual, wide = (parameter_values(scheme, date(2024, 1, 1), variant) for variant in (None, "ruim"))
    assert {name for name in usual if usual[name] != wide[name]} == {"aandeel"}


@given(st.integers(0, 99_999_999))
def test_a_percentage_is_read_exactly_and_in_lowest_terms(ten_thousandths: int) -> None:
    whole, rest = divmod(ten_thousandths, 10_000)
    written = f"{whole}.{rest:04d}"
    found = read_percentage(written)
    assert found is not None
    numerator, denominator = found
    assert numerator * 1_000_000 == ten_thousandths * denominator
    assert all(numerator % prime or denominator % prime for prime in (2, 5))


@pytest.mark.parametrize("written", ["", "10%", "7,5", "-1", "+1", "1e2", "12345", "7.", ".5", "7.12345", " 7", "٧"])
def test_what_is_no_percentage_is_not_read(written: str) -> None:
    assert read_percentage(written) is None


@given(st.dates())
def test_a_day_is_read_as_the_calendar_has_it(day: date) -> None:
    assert read_literal(day.isoformat(), "day") == day.toordinal()


@pytest.mark.parametrize(
    "written", ["2025-02-29", "2025-1-1", "20250101", "2025-01-01 ", "0000-01-01", "01-01-2025", "٢٠٢٥-01-01"]
)
def test_what_is_no_day_is_not_read(written: str) -> None:
    assert read_literal(written, "day") is None


@given(st.integers(0, 10**15 - 1))
def test_a_whole_number_is_read_as_it_is_written(number: int) -> None:
    assert read_literal(str(number), "amount") == number
    assert read_literal(f"0{number}", "amount") is None
