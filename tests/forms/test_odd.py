"""Each odd way to write a value is told in words of its own, with the value as it should be written where certain."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from pydantic_core import PydanticCustomError

from sto_check.documents.errors import DocumentError
from sto_check.forms.errors import value_problem
from sto_check.forms.load import load_application
from sto_check.forms.odd.characters import find_hidden
from sto_check.forms.values import (
    Aantal,
    Bedrag,
    Geheel,
    Jaar,
    Jaarsleutel,
    Kilometers,
    Nummer,
    Sleutel,
    read_cents,
    read_day,
    read_key,
    read_metres,
    read_number_text,
    read_quantity,
    read_text,
    read_whole,
    read_year,
    read_yes_no,
)
from tests.forms.codes import (
    Brin,
    Kvk,
    Postcode,
    Vestigingsnummer,
    read_brin,
    read_kvk,
    read_postcode,
    read_vestigingsnummer,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sto_check.text.errors import Problem
    from sto_check.text.language import Lang

AMOUNT = "Schrijf alleen cijfers, met een punt voor de centen: 1234.56."
WHOLE = "Schrijf alleen cijfers, hoogstens negen: 240."
DAY = "Schrijf jaar-maand-dag: 2025-01-31."
NAME = "Gebruik hoogstens 64 letters, cijfers, punten en streepjes, zonder spaties: act-01."


def refused(read: Callable[[object], object], value: object) -> Problem:
    with pytest.raises(PydanticCustomError) as caught:
        read(value)
    error = {"type": caught.value.type, "loc": ("x",), "input": value, "ctx": caught.value.context or {}}
    return value_problem(error, None, "", []).in_print()


def said(read: Callable[[object], object], value: object, lang: Lang = "nl") -> str:
    """Return what is said of a value after what it is not."""
    return refused(read, value).render(lang).partition("” is ")[2]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1.250.000", "geen bedrag: er staan punten tussen de duizendtallen. Schrijf: 1250000."),
        (
            "1.234,56",
            ("geen bedrag: er staan punten tussen de duizendtallen en een komma voor de decimalen. Schrijf: 1234.56."),
        ),
        ("1,234.56", "geen bedrag: er staan komma's tussen de duizendtallen. Schrijf: 1234.56."),
        ("1,250,000", "geen bedrag: er staan komma's tussen de duizendtallen. Schrijf: 1250000."),
        ("1'250'000", "geen bedrag: er staan aanhalingstekens tussen de duizendtallen. Schrijf: 1250000."),
        ("1234,5", "geen bedrag: er staat een komma voor de decimalen. Schrijf: 1234.5."),
        ("1,234", f"geen bedrag: een komma kan duizendtallen scheiden of decimalen. {AMOUNT}"),
        ("1.250,-", "geen bedrag: er hoort geen komma met een streepje bij. Schrijf: 1250."),
        ("1e5", "geen bedrag: het is een notatie met exponent; schrijf het getal uit. Schrijf: 100000."),
        ("1.5E3", "geen bedrag: het is een notatie met exponent; schrijf het getal uit. Schrijf: 1500."),
        ("1e400", f"geen bedrag: het is een notatie met exponent; schrijf het getal uit. {AMOUNT}"),
        ("1e-5", f"geen bedrag: het is een notatie met exponent; schrijf het getal uit. {AMOUNT}"),
        ("NaN", f"geen bedrag: NaN en oneindig zijn geen getallen. {AMOUNT}"),
        (".inf", f"geen bedrag: NaN en oneindig zijn geen getallen. {AMOUNT}"),
        ("-Infinity", f"geen bedrag: NaN en oneindig zijn geen getallen. {AMOUNT}"),
        ("-5", f"geen bedrag: het is negatief. {AMOUNT}"),
        ("−5.00", f"geen bedrag: het is negatief. {AMOUNT}"),
        ("(5)", f"geen bedrag: het is negatief. {AMOUNT}"),
        ("0123", f"geen bedrag: het begint met een nul en kan dus een octaal getal of een nummer zijn. {AMOUNT}"),
        ("0x1F", "geen bedrag: het is niet in tien cijfers geschreven, maar octaal, binair of hexadecimaal. " + AMOUNT),
        ("€ 100", "geen bedrag: er hoort geen euroteken bij. Schrijf: 100."),
        ("EUR 1.250,00", "geen bedrag: er hoort geen euroteken bij. Schrijf: 1250.00."),
        ("100 euro", "geen bedrag: er hoort geen euroteken bij. Schrijf: 100."),
        ("€ veel", f"geen bedrag: er hoort geen euroteken bij. {AMOUNT}"),
        ("$5", f"geen bedrag: het is een bedrag in een andere munt. {AMOUNT}"),
        ("10%", f"geen bedrag: het is een percentage. {AMOUNT}"),
        ("1 250 000", "geen bedrag: er horen geen spaties in. Schrijf: 1250000."),
        ("1\xa0000,50", "geen bedrag: er horen geen spaties in. Schrijf: 1000.50."),
        ("1 00", f"geen bedrag: er horen geen spaties in. {AMOUNT}"),
        ("1\n2", f"geen bedrag: er horen geen spaties in. {AMOUNT}"),
        ("1_000", "geen bedrag: er horen geen lage streepjes in. Schrijf: 1000."),
        ("１２３", "geen bedrag: er staan cijfers uit een ander schrift in. Schrijf: 123."),
        ("١٢٣,٥", "geen bedrag: er staan cijfers uit een ander schrift in. Schrijf: 123.5."),
        ("+5", "geen bedrag: er hoort geen plusteken bij. Schrijf: 5."),
        ("1.", "geen bedrag: na de punt of komma staat niets. Schrijf: 1."),
        (".5", "geen bedrag: voor de punt staat niets. Schrijf: 0.5."),
        ("9" * 13, f"geen bedrag: er staan te veel cijfers of decimalen in. {AMOUNT}"),
        ("9" * 10_000, f"geen bedrag: het is te lang. {AMOUNT}"),
        ("0." + "9" * 10_000, f"geen bedrag: het is te lang. {AMOUNT}"),
        ("", f"geen bedrag: er staat niets. {AMOUNT}"),
        ("veel", f"geen bedrag. {AMOUNT}"),
    ],
)
def test_an_amount(written: str, expected: str) -> None:
    assert said(read_cents, written) == expected
    assert refused(read_cents, written).code == "amount"
    assert len(refused(read_cents, written).says.nl) < 200


@pytest.mark.parametrize(
    ("read", "written", "expected"),
    [
        (read_cents, "1e5", "not an amount: it is in exponent notation; write the number out. Write: 100000."),
        (read_cents, "0123", ("not an amount: it begins with a zero and so may be an octal number or an identifier. "
                             "Write digits only, with a point before the cents: 1234.56.")),
        (read_day, "31-01-2025", "not a date: the year comes first. Write: 2025-01-31."),
        (read_key, "act 01", "not a short name: it holds a space. Write: act-01."),
        (read_kvk, "1", "not a KvK number: it has 1 character instead of 8. Write eight digits: 12345678."),
    ],
)  # fmt: skip
def test_the_same_in_english(read: Callable[[object], object], written: str, expected: str) -> None:
    assert said(read, written, "en") == expected


@pytest.mark.parametrize(
    ("read", "written", "expected"),
    [
        (read_whole, "0123", ("geen geheel getal: het begint met een nul en kan dus een octaal getal of een nummer "
                             f"zijn. {WHOLE}")),
        (read_whole, "1.0", f"geen geheel getal: er staan te veel cijfers of decimalen in. {WHOLE}"),
        (read_whole, "1e2", "geen geheel getal: het is een notatie met exponent; schrijf het getal uit. Schrijf: 100."),
        (read_whole, "240 leerlingen", "geen geheel getal: er hoort geen eenheid bij. Schrijf: 240."),
        (read_year, "２０２５", "geen jaar: er staan cijfers uit een ander schrift in. Schrijf: 2025."),
        (read_year, "25", "geen jaar. Schrijf een jaar van 2000 tot en met 2100: 2025."),
        (read_metres, "20 km", "geen afstand: er hoort geen eenheid bij. Schrijf: 20."),
        (read_metres, "20,5", "geen afstand: er staat een komma voor de decimalen. Schrijf: 20.5."),
        (read_quantity, "41,5", "geen hoeveelheid: er staat een komma voor de decimalen. Schrijf: 41.5."),
        (read_quantity, "1.234,5", ("geen hoeveelheid: er staan punten tussen de duizendtallen en een komma voor de "
                                   "decimalen. Schrijf: 1234.5.")),
    ],
)  # fmt: skip
def test_another_number(read: Callable[[object], object], written: str, expected: str) -> None:
    assert said(read, written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("31-01-2025", "geen datum: het jaar hoort voorop. Schrijf: 2025-01-31."),
        ("31/1/2025", "geen datum: het jaar hoort voorop. Schrijf: 2025-01-31."),
        ("1.2.2025", "geen datum: het jaar hoort voorop. Schrijf: 2025-02-01."),
        ("1/2/2025", f"geen datum: het jaar hoort voorop. {DAY}"),
        ("2/2/2025", "geen datum: het jaar hoort voorop. Schrijf: 2025-02-02."),
        ("30-02-2025", f"geen datum: februari 2025 heeft 28 dagen. {DAY}"),
        ("30 februari 2024", f"geen datum: februari 2024 heeft 29 dagen. {DAY}"),
        ("31 januari 2025", "geen datum: de maand hoort in cijfers. Schrijf: 2025-01-31."),
        ("31 January 2025", "geen datum: de maand hoort in cijfers. Schrijf: 2025-01-31."),
        ("31-01-25", f"geen datum: het jaar heeft vier cijfers en hoort voorop. {DAY}"),
        ("2025-1-31", "geen datum: maand en dag hebben twee cijfers, met streepjes ertussen. Schrijf: 2025-01-31."),
        ("2025/01/31", "geen datum: maand en dag hebben twee cijfers, met streepjes ertussen. Schrijf: 2025-01-31."),
        ("20250131", "geen datum: de streepjes ontbreken. Schrijf: 2025-01-31."),
        ("2025-01-31T12:00", "geen datum: er hoort geen tijd bij. Schrijf: 2025-01-31."),
        ("2025-01-31 00:00:00", "geen datum: er hoort geen tijd bij. Schrijf: 2025-01-31."),
        ("٢٠٢٥-٠١-٣١", "geen datum: er staan cijfers uit een ander schrift in. Schrijf: 2025-01-31."),
        ("", f"geen datum: er staat niets. {DAY}"),
        ("gisteren", f"geen datum. {DAY}"),
        ("1 nergens 2025", f"geen datum. {DAY}"),
    ],
)
def test_a_day(written: str, expected: str) -> None:
    assert said(read_day, written) == expected
    assert refused(read_day, written).code == "day"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025-02-30", "“2025-02-30” bestaat niet op de kalender: februari 2025 heeft 28 dagen. "),
        ("2025-13-01", "“2025-13-01” bestaat niet op de kalender: er zijn twaalf maanden. "),
        ("0000-01-01", "“0000-01-01” bestaat niet op de kalender. "),
    ],
)
def test_a_day_that_the_calendar_does_not_have(written: str, expected: str) -> None:
    assert refused(read_day, written).render("nl") == expected + "Controleer maand en dag."


@pytest.mark.parametrize(
    ("written", "answer"),
    [("yes", "ja"), ("Y", "ja"), ("on", "ja"), ("x", "ja"), ("1", "ja"), (1, "ja"), ("no", "nee"), ("off", "nee"),
     ("N", "nee"), (0, "nee")],
)  # fmt: skip
def test_an_answer_in_another_form(written: object, answer: str) -> None:
    assert said(read_yes_no, written) == f"geen ja en geen nee. Schrijf: {answer}."


@pytest.mark.parametrize("written", ["misschien", "", 2, "nja"])
def test_what_is_no_answer(written: object) -> None:
    assert said(read_yes_no, written) == "geen ja en geen nee. Schrijf ja of nee."


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("а1", "teken 1 is een letter uit een ander alfabet (U+0430 CYRILLIC SMALL LETTER A). Schrijf: a1."),
        ("doel-Α", "teken 6 is een letter uit een ander alfabet (U+0391 GREEK CAPITAL LETTER ALPHA). Schrijf: doel-A."),
        ("日本", "teken 1 is een letter uit een ander alfabet (U+65E5 CJK UNIFIED IDEOGRAPH-65E5). " + NAME),
        ("één", "teken 1 is geen gewone letter of cijfer (U+00E9 LATIN SMALL LETTER E WITH ACUTE). Schrijf: een."),
        ("١", "teken 1 is een cijfer uit een ander schrift (U+0661 ARABIC-INDIC DIGIT ONE). Schrijf: 1."),
        ("act 01", "er staat een spatie in. Schrijf: act-01."),
        ("a\t/", f"er staat een spatie in. {NAME}"),
        ("a/b", f"teken 2 (“/”) past niet in een naam. {NAME}"),
        ("-a", "een naam begint en eindigt met een letter of cijfer. Schrijf: a."),
        ("a" * 65, f"hij heeft 65 tekens. {NAME}"),
        ("", f"er staat niets. {NAME}"),
    ],
)
def test_a_name(written: str, expected: str) -> None:
    assert said(read_key, written) == f"geen korte naam: {expected}"


@pytest.mark.parametrize(
    ("read", "written", "expected"),
    [
        (read_brin, "1AB", "geen BRIN: er staan 3 tekens in plaats van 4. Schrijf twee cijfers en twee letters: 12AB."),
        (read_brin, "1A2B", "geen BRIN: teken 2 moet een cijfer zijn. Schrijf twee cijfers en twee letters: 12AB."),
        (read_brin, "12A1", "geen BRIN: teken 4 moet een letter zijn. Schrijf twee cijfers en twee letters: 12AB."),
        (read_brin, "١٢AB", "geen BRIN: er staan cijfers uit een ander schrift in. Schrijf: 12AB."),
        (read_vestigingsnummer, "1", "geen vestigingsnummer: er staat 1 teken in plaats van 2. Schrijf: 01."),
        (read_vestigingsnummer, "001", ("geen vestigingsnummer: er staan 3 tekens in plaats van 2. "
                                       "Schrijf de twee cijfers na de BRIN: 00.")),
        (read_vestigingsnummer, "x1", ("geen vestigingsnummer: teken 1 moet een cijfer zijn. "
                                      "Schrijf de twee cijfers na de BRIN: 00.")),
        (read_kvk, "1234567", "geen KvK-nummer: er staan 7 tekens in plaats van 8. Schrijf acht cijfers: 12345678."),
        (read_kvk, "12.34.56.78", "geen KvK-nummer: er staat iets tussen. Schrijf: 12345678."),
        (read_postcode, "1234", ("geen postcode: er staan 4 tekens in plaats van 6. "
                                "Schrijf vier cijfers en twee letters: 1234 AB.")),
        (read_postcode, "AB 1234", ("geen postcode: teken 1 moet een cijfer zijn. "
                                   "Schrijf vier cijfers en twee letters: 1234 AB.")),
        (read_postcode, "0234 AB", ("geen postcode: een postcode begint niet met een 0, en eindigt niet op SA, SD of "
                                   "SS. Schrijf vier cijfers en twee letters: 1234 AB.")),
        (read_number_text, "12345678901", "geen nummer: er staan 11 cijfers. Schrijf één tot tien cijfers."),
        (read_number_text, "12a", "geen nummer: er staat iets anders in dan cijfers. Schrijf één tot tien cijfers."),
        (read_number_text, "１２", "geen nummer: er staan cijfers uit een ander schrift in. Schrijf: 12."),
    ],
)  # fmt: skip
def test_a_code_of_a_fixed_form(read: Callable[[object], object], written: str, expected: str) -> None:
    assert said(read, written) == expected


HIDDEN = [
    ("act-\u200b01", "hidden-character", "op plaats 5 staat U+200B ZERO WIDTH SPACE."),
    ("\ufeffact", "hidden-character", "op plaats 1 staat U+FEFF ZERO WIDTH NO-BREAK SPACE."),
    ("act\x07", "hidden-character", "op plaats 4 staat U+0007."),
    ("act\u2060", "hidden-character", "op plaats 4 staat U+2060 WORD JOINER."),
    ("act\U000e0041", "hidden-character", "op plaats 4 staat U+E0041 TAG LATIN CAPITAL LETTER A."),
    ("act\u200f-01", "direction-character", "op plaats 4 staat U+200F RIGHT-TO-LEFT MARK."),
    ("act\u202e01", "direction-character", "op plaats 4 staat U+202E RIGHT-TO-LEFT OVERRIDE."),
    ("\u2066act", "direction-character", "op plaats 1 staat U+2066 LEFT-TO-RIGHT ISOLATE."),
]


@pytest.mark.parametrize("read", [read_key, read_text, read_brin, read_cents, read_day, read_yes_no, read_kvk])
@pytest.mark.parametrize(("written", "code", "says"), HIDDEN)
def test_a_character_that_nobody_sees_is_named_in_whatever_it_stands(
    read: Callable[[object], object], written: str, code: str, says: str
) -> None:
    problem = refused(read, written)
    assert problem.code == code
    assert problem.says.nl.endswith(says)
    assert problem.says.nl.isprintable()
    assert problem.hint is not None
    assert problem.hint.nl.startswith("Verwijder ")


@pytest.mark.parametrize("written", ["a\xad", "a\u200db", "a\u200cb", "a\u3164"])
def test_a_name_is_stricter_than_a_text(written: str) -> None:
    assert refused(read_key, written).code == "hidden-character"
    assert read_text(written) == written


@pytest.mark.parametrize(
    "written",
    ["één ñ ß", "سلام", "שלום", "می\u200cخواهم",
     "👨\u200d👩\u200d👧", "af\xadbreken", "a\nb\tc\r\nd", "a\u2028b", "\u0600\u0661", "日本語"],
)  # fmt: skip
def test_a_text_may_hold_every_script(written: str) -> None:
    assert read_text(written) == written


@given(st.text())
def test_no_text_is_read_that_has_a_hidden_character(text: str) -> None:
    try:
        read_text(text)
    except PydanticCustomError:
        assert find_hidden(text, running=True) is not None
    else:
        assert find_hidden(text, running=True) is None


@pytest.mark.parametrize("written", ["NaN", ".inf", "1e5", "0123"])
def test_what_yaml_and_json_would_take_for_a_number_reaches_the_model_as_it_was_written(written: str) -> None:
    for text in (
        f"begroting:\n  gevraagd_bedrag: {written}\n",
        '{"begroting": {"gevraagd_bedrag": "' + written + '"}}',
    ):
        with pytest.raises(DocumentError) as caught:
            load_application(text)
        (problem,) = caught.value.problems
        assert problem.says.nl.startswith(f"“{written}” is geen bedrag: ")
        assert str(problem.excerpt).rstrip("^") != str(problem.excerpt)


def test_no_in_yaml_is_no_answer_but_says_which() -> None:
    with pytest.raises(DocumentError) as caught:
        load_application("regio:\n  caribisch_nederland: no\n")
    assert caught.value.render("nl") == (
        "<text>:2:24: regio.caribisch_nederland: “no” is geen ja en geen nee. Schrijf: nee.\n"
        "  2 |   caribisch_nederland: no\n    |                        ^^"
    )


def test_a_json_number_of_ten_thousand_digits_is_told_shortly() -> None:
    with pytest.raises(DocumentError) as caught:
        load_application('{"begroting": {"gevraagd_bedrag": ' + "9" * 10_000 + "}}")
    first, shown, mark = caught.value.render("nl").split("\n")
    assert first.endswith(f"“{'9' * 40}…” is geen bedrag: het is te lang. {AMOUNT}")
    assert len(shown) <= 80
    assert mark.endswith("^^^")


CANDIDATES = [
    "", "0", "1", "00", "01", "7", "0.5", "00.5", "1.50", "1.505", "1.50505", "12", "007", "1e3", "-1", "2025", "1999",
    "2100", "2101", "123456789", "1234567890", "9999999999.99", "10000000000.00", "10000000000.01",
    "123456789012", "1234567890123", "12345", "123456", "12.3456", "12AB",
    "12ab", "1AB", "12ABC", "00", "12345678", "1234567", "1234 AB", "1234ab", "1234", "act-01", "-a", "a b", "é",
    "x" * 64,    "x" * 65, "1,5", "１",
]  # fmt: skip


PATTERNED = {
    "Bedrag": Bedrag, "Aantal": Aantal, "Kilometers": Kilometers, "Geheel": Geheel, "Jaar": Jaar,
    "Jaarsleutel": Jaarsleutel, "Sleutel": Sleutel, "Nummer": Nummer, "Brin": Brin,
    "Vestigingsnummer": Vestigingsnummer, "Kvk": Kvk, "Postcode": Postcode,
}  # fmt: skip


@pytest.mark.parametrize("of", PATTERNED.values(), ids=PATTERNED)
def test_the_pattern_of_the_schema_takes_what_is_read_and_nothing_else(of: Any) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(of)
    pattern = re.compile(json.loads(json.dumps(adapter.json_schema()))["pattern"])
    for text in CANDIDATES:
        try:
            adapter.validate_python(text)
            read = True
        except ValueError:
            read = False
        assert bool(pattern.search(text)) is read, text
