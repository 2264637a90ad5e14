"""Every kind of value, read exactly from the text that was written: what fits, the boundaries, what does not fit."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from pydantic_core import PydanticCustomError
from stdnum.exceptions import ValidationError
from stdnum.nl import brin, postcode

from sto_check.forms.values import (
    MAX_CENTS,
    Aantal,
    Bedrag,
    Kilometers,
    read_cents,
    read_day,
    read_key,
    read_metres,
    read_number_text,
    read_quantity,
    read_signed_cents,
    read_signed_percentage,
    read_text,
    read_whole,
    read_year,
    read_year_key,
    read_yes_no,
)
from tests.forms.codes import read_brin, read_kvk, read_postcode, read_vestigingsnummer

if TYPE_CHECKING:
    from collections.abc import Callable

ALL_READERS: list[Callable[[object], object]] = [
    read_brin, read_cents, read_day, read_key, read_kvk, read_metres, read_number_text, read_postcode, read_quantity,
    read_signed_cents, read_signed_percentage, read_text, read_vestigingsnummer, read_whole, read_year, read_year_key,
    read_yes_no,
]  # fmt: skip

NUMBERS: list[Callable[[object], object]] = [
    read_cents, read_metres, read_quantity, read_signed_cents, read_signed_percentage, read_whole, read_year,
]  # fmt: skip


def refused(read: Callable[[object], object], value: object) -> str:
    """Return the code of the error with which a value is refused."""
    with pytest.raises(PydanticCustomError) as caught:
        read(value)
    return caught.value.type


@pytest.mark.parametrize(
    ("read", "value", "expected"),
    [
        (read_cents, "0", 0),
        (read_cents, "1234", 123_400),
        (read_cents, "1234.5", 123_450),
        (read_cents, "1234.56", 123_456),
        (read_cents, " 0.01 ", 1),
        (read_cents, "10000000000.00", MAX_CENTS),
        (read_cents, 85, 8_500),
        (read_cents, Decimal("85.10"), 8_510),
        (read_cents, Decimal("1E+3"), 100_000),
        (read_signed_cents, "-1234.5", -123_450),
        (read_signed_cents, "0.01", 1),
        (read_signed_cents, "-10000000000.00", -MAX_CENTS),
        (read_signed_cents, "-0", 0),
        (read_signed_cents, -85, -8_500),
        (read_signed_percentage, "-3.25", -325),
        (read_signed_percentage, "0", 0),
        (read_signed_percentage, "12.5", 1_250),
        (read_signed_percentage, "-999999.99", -99_999_999),
        (read_quantity, "120", Decimal(120)),
        (read_quantity, "0.0001", Decimal("0.0001")),
        (read_quantity, "999999999.9999", Decimal("999999999.9999")),
        (read_metres, "20", 20_000),
        (read_metres, "20.5", 20_500),
        (read_metres, "0.001", 1),
        (read_metres, "99999.999", 99_999_999),
        (read_whole, "0", 0),
        (read_whole, "999999999", 999_999_999),
        (read_whole, 240, 240),
        (read_year, "2000", 2000),
        (read_year, "2100", 2100),
        (read_year, 2025, 2025),
        (read_year_key, "2025", 2025),
        (read_day, "2025-01-31", date(2025, 1, 31)),
        (read_day, "2024-02-29", date(2024, 2, 29)),
        (read_day, "0001-01-01", date(1, 1, 1)),
        (read_day, date(2025, 1, 31), date(2025, 1, 31)),
        (read_yes_no, "ja", True),
        (read_yes_no, "Nee", False),
        (read_yes_no, " JA ", True),
        (read_yes_no, "true", True),
        (read_yes_no, "false", False),
        (read_yes_no, True, True),
        (read_yes_no, False, False),
        (read_text, "  een tekst ", "een tekst"),
        (read_text, "", ""),
        (read_key, "a", "a"),
        (read_key, "act-01.b_c", "act-01.b_c"),
        (read_key, "a" * 64, "a" * 64),
        (read_key, 7, "7"),
        (read_number_text, "", ""),
        (read_number_text, "0012345678", "0012345678"),
        (read_number_text, 14, "14"),
        (read_brin, "", ""),
        (read_brin, "12ab", "12AB"),
        (read_brin, " 12AB ", "12AB"),
        (read_vestigingsnummer, "", ""),
        (read_vestigingsnummer, "00", "00"),
        (read_kvk, "", ""),
        (read_kvk, "01234567", "01234567"),
        (read_postcode, "", ""),
        (read_postcode, "1234ab", "1234 AB"),
        (read_postcode, "1234 AB", "1234 AB"),
    ],
)
def test_a_value_that_fits_is_read_exactly(read: Callable[[object], object], value: object, expected: object) -> None:
    found = read(value)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("read", "value", "code"),
    [
        (read_signed_cents, "--5", "signed-amount"),
        (read_signed_cents, "-1.234", "signed-amount"),
        (read_signed_cents, "-10000000000.01", "amount-too-large"),
        (read_signed_cents, "(5)", "signed-amount"),
        (read_signed_cents, "1,5", "signed-amount"),
        (read_signed_percentage, "3.255", "percentage"),
        (read_signed_percentage, "3%", "percentage"),
        (read_signed_percentage, "-1000000", "percentage"),
        (read_cents, "1.234", "amount-decimals"),
        (read_cents, "0.001", "amount-decimals"),
        (read_cents, Decimal("1.500"), "amount-decimals"),
        (read_cents, "10000000000.01", "amount-too-large"),
        (read_cents, "999999999999", "amount-too-large"),
        (read_cents, "1" * 13, "amount"),
        (read_cents, "1" * 10_000, "amount"),
        pytest.param(read_cents, 10**10_000, "amount", id="huge-integer"),
        (read_cents, Decimal("1E+1000000000"), "amount"),
        (read_cents, Decimal("1E-1000000000"), "amount"),
        (read_cents, Decimal("NaN"), "amount"),
        (read_cents, Decimal("Infinity"), "amount"),
        (read_cents, "-1", "amount"),
        (read_cents, -1, "amount"),
        (read_cents, "+1", "amount"),
        (read_cents, "1,50", "amount"),
        (read_cents, "1.234,50", "amount"),
        (read_cents, "€ 1", "amount"),
        (read_cents, "1e3", "amount"),
        (read_cents, "1_000", "amount"),
        (read_cents, "1.", "amount"),
        (read_cents, ".5", "amount"),
        (read_cents, "", "amount"),
        (read_cents, "NaN", "amount"),
        (read_cents, "١٢", "amount"),
        (read_cents, "1\n2", "amount"),
        (read_cents, "007", "amount"),
        (read_cents, "00.50", "amount"),
        (read_quantity, "01", "quantity"),
        (read_metres, "020", "kilometres"),
        (read_whole, "000000240", "whole"),
        (read_whole, "00", "whole"),
        (read_quantity, "0.00001", "quantity"),
        (read_quantity, "1000000000", "quantity"),
        (read_quantity, "-1", "quantity"),
        (read_quantity, "0,5", "quantity"),
        (read_quantity, "١٢", "quantity"),
        (read_metres, "20.0001", "kilometres"),
        (read_metres, "100000", "kilometres"),
        (read_metres, "20 km", "kilometres"),
        (read_metres, "20,5", "kilometres"),
        (read_whole, "1.0", "whole"),
        (read_whole, "-1", "whole"),
        (read_whole, "1000000000", "whole"),
        (read_whole, "²", "whole"),
        (read_whole, "", "whole"),
        (read_whole, "1" * 10_000, "whole"),
        (read_year, "1999", "year"),
        (read_year, "2101", "year"),
        (read_year, "02025", "year"),
        (read_year, "20250", "year"),
        (read_year, "25", "year"),
        (read_year, "٢٠٢٥", "year"),
        (read_year_key, " 2025", "year"),
        (read_year_key, "2025\n", "year"),
        (read_day, "2025-02-29", "no-such-day"),
        (read_day, "2025-13-01", "no-such-day"),
        (read_day, "0000-01-01", "no-such-day"),
        (read_day, "31-01-2025", "day"),
        (read_day, "2025-1-31", "day"),
        (read_day, "20250131", "day"),
        (read_day, "2025-01-31T00:00", "day"),
        (read_day, "٢٠٢٥-٠١-٣١", "day"),
        (read_day, 20250131, "day"),
        (read_day, "", "day"),
        (read_yes_no, "yes", "yes-no"),
        (read_yes_no, "j", "yes-no"),
        (read_yes_no, "1", "yes-no"),
        (read_yes_no, 1, "yes-no"),
        (read_yes_no, 0, "yes-no"),
        (read_yes_no, "", "yes-no"),
        (read_text, 1, "text"),
        (read_text, True, "text"),
        (read_key, "a" * 65, "key"),
        (read_key, "a b", "key"),
        (read_key, "-a", "key"),
        (read_key, "a-", "key"),
        (read_key, "é", "key"),
        (read_key, "a\x00b", "hidden-character"),
        (read_key, "", "key"),
        (read_number_text, "12345678901", "number"),
        (read_number_text, "12a", "number"),
        (read_number_text, "-1", "number"),
        (read_brin, "1234", "brin"),
        (read_brin, "AB12", "brin"),
        (read_brin, "1AB", "brin"),
        (read_brin, "١٢AB", "brin"),
        (read_brin, "12AB00", "brin-with-vestiging"),
        (read_vestigingsnummer, "1", "vestigingsnummer"),
        (read_vestigingsnummer, "001", "vestigingsnummer"),
        (read_kvk, "1234567", "kvk"),
        (read_kvk, "123456789", "kvk"),
        (read_postcode, "0234 AB", "postcode"),
        (read_postcode, "1234", "postcode"),
        (read_postcode, "1234 SS", "postcode"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_code(
    read: Callable[[object], object], value: object, code: str
) -> None:
    assert refused(read, value) == code


@pytest.mark.parametrize("read", ALL_READERS)
@pytest.mark.parametrize("value", [None, [], {}, ["1"], {"a": "1"}, b"1", 1j])
def test_no_value_is_read_from_what_is_no_scalar(read: Callable[[object], object], value: object) -> None:
    assert refused(read, value)


@pytest.mark.parametrize("read", NUMBERS)
@pytest.mark.parametrize("value", [True, False])
def test_yes_and_no_are_not_numbers(read: Callable[[object], object], value: bool) -> None:
    assert refused(read, value) != "float"


@pytest.mark.parametrize("read", [reader for reader in ALL_READERS if reader not in {read_day, read_yes_no, read_text}])
@given(value=st.floats())
def test_a_float_is_never_accepted(read: Callable[[object], object], value: float) -> None:
    assert refused(read, value) == "float"


@pytest.mark.parametrize("read", [read_day, read_yes_no, read_text])
@given(value=st.floats())
def test_a_float_is_no_day_answer_or_text(read: Callable[[object], object], value: float) -> None:
    assert refused(read, value) in {"day", "yes-no", "text"}


@given(st.integers(0, MAX_CENTS))
def test_cents_written_as_euros_are_read_back_as_the_same_cents(cents: int) -> None:
    assert read_cents(f"{cents // 100}.{cents % 100:02d}") == cents
    assert read_cents(Decimal(cents) / 100) == cents


@given(st.integers(0, MAX_CENTS))
def test_an_amount_survives_the_way_to_json_and_back(cents: int) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(Bedrag)
    written = adapter.dump_python(cents, mode="json")
    assert isinstance(written, str)
    assert adapter.validate_python(written) == cents


@given(st.integers(0, 99_999_999))
def test_a_distance_survives_the_way_to_json_and_back(metres: int) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(Kilometers)
    assert adapter.validate_python(adapter.dump_python(metres, mode="json")) == metres


@given(st.decimals(0, Decimal("999999999.9999"), places=4))
def test_a_quantity_keeps_its_four_decimals(quantity: Decimal) -> None:
    assert TypeAdapter(Aantal).validate_python(str(quantity)) == quantity


@given(st.dates())
def test_a_day_is_read_back_from_how_it_is_written(day: date) -> None:
    assert read_day(day.isoformat()) == day


@given(st.datetimes())
def test_of_a_moment_only_the_day_is_kept(moment: datetime) -> None:
    found = read_day(moment)
    assert found == moment.date()
    assert type(found) is date


@given(st.text(), st.sampled_from(ALL_READERS))
def test_any_text_is_read_or_refused_and_nothing_else_happens(text: str, read: Callable[[object], object]) -> None:
    with suppress(PydanticCustomError):
        read(text)


@given(st.from_regex(r"[0-9]{2}[A-Z]{2}", fullmatch=True))
def test_a_brin_in_its_plain_form_is_what_stdnum_makes_of_it(text: str) -> None:
    assert read_brin(text) == brin.validate(text)


@given(st.from_regex(r"[0-9]{4} [A-Z]{2}", fullmatch=True))
def test_a_postcode_is_what_stdnum_makes_of_it(text: str) -> None:
    try:
        expected = postcode.validate(text)
    except ValidationError:
        with pytest.raises(PydanticCustomError):
            read_postcode(text)
    else:
        assert read_postcode(text) == expected
