"""What can be wrong with the words of an application, in Dutch and English."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sto_check.documents.errors import DocumentError
from sto_check.text.errors import Problem, listed, suggestion
from sto_check.text.language import Text
from sto_check.text.problems import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sto_check.text.place import Place


class ApplicationError(DocumentError):
    """The document is well-formed but no application: unknown keys, values that do not fit, loose references."""


_NOTHING_YET = Text("Er is hier nog niets om naar te verwijzen.", "There is nothing yet to refer to.")


def _texts(nl: str, en: str, hint_nl: str = "", hint_en: str = "") -> tuple[Text, Text | None]:
    return Text(nl, en), Text(hint_nl, hint_en) if hint_nl else None


# For every code that a value can fail with: what is wrong, and what to write.
_VALUES: dict[str, tuple[Text, Text | None]] = {
    "amount": _texts("{input} is geen bedrag.", "{input} is not an amount.",
                     "Schrijf alleen cijfers, met een punt voor de centen: 1234.56.",
                     "Write digits only, with a point before the cents: 1234.56."),
    "amount-decimals": _texts("{input} heeft meer dan twee decimalen.", "{input} has more than two decimals.",
                              "Schrijf hoogstens twee decimalen en geen punt tussen duizendtallen: 1234.56.",
                              "Write at most two decimals and no point between thousands: 1234.56."),
    "amount-too-large": _texts("{input} is te groot voor een bedrag.", "{input} is too large for an amount.",
                               "Het hoogste bedrag is 10000000000.00.", "The highest amount is 10000000000.00."),
    "signed-amount": _texts("{input} is geen verschil in euro's.", "{input} is not a difference in euros.",
                            "Schrijf alleen cijfers, met een punt voor de centen en een min ervoor als er iets afgaat: "
                            "-1234.56.",
                            "Write digits only, with a point before the cents and a minus before them where something "
                            "is taken off: -1234.56."),
    "percentage": _texts("{input} is geen percentage.", "{input} is not a percentage.",
                         "Schrijf een getal met een punt en hoogstens twee decimalen, zonder procentteken: -3.25.",
                         "Write a number with a point and at most two decimals, without a percent sign: -3.25."),
    "float": _texts("{input} is een float en dus niet exact.", "{input} is a float and so not exact.",
                    "Geef een tekst of een Decimal.", "Give a text or a Decimal."),
    "quantity": _texts("{input} is geen hoeveelheid.", "{input} is not a quantity.",
                       "Schrijf een getal met een punt en hoogstens vier decimalen: 120 of 0.5.",
                       "Write a number with a point and at most four decimals: 120 or 0.5."),
    "kilometres": _texts("{input} is geen afstand.", "{input} is not a distance.",
                         "Schrijf kilometers, met een punt en hoogstens drie decimalen: 20 of 20.5.",
                         "Write kilometres, with a point and at most three decimals: 20 or 20.5."),
    "whole": _texts("{input} is geen geheel getal.", "{input} is not a whole number.",
                    "Schrijf alleen cijfers, hoogstens negen: 240.", "Write digits only, at most nine: 240."),
    "year": _texts("{input} is geen jaar.", "{input} is not a year.",
                   "Schrijf een jaar van 2000 tot en met 2100: 2025.", "Write a year from 2000 to 2100: 2025."),
    "day": _texts("{input} is geen datum.", "{input} is not a date.",
                  "Schrijf jaar-maand-dag: 2025-01-31.", "Write year-month-day: 2025-01-31."),
    "no-such-day": _texts("{input} bestaat niet op de kalender.", "{input} does not exist on the calendar.",
                          "Controleer maand en dag.", "Check the month and the day."),
    "yes-no": _texts("{input} is geen ja en geen nee.", "{input} is neither ja nor nee.",
                     "Schrijf ja of nee.", "Write ja (yes) or nee (no)."),
    "text": _texts("{input} is geen tekst.", "{input} is not a text.",
                   "Zet de tekst achter de sleutel, zonder streepjes of haken.",
                   "Put the text behind the key, without dashes or brackets."),
    "hidden-character": _texts("{input} bevat een onzichtbaar teken: op plaats {position} staat {character}.",
                               "{input} holds an invisible character: at position {position} there is {character}.",
                               "Verwijder dat teken, of typ de tekst opnieuw.",
                               "Remove that character, or type the text again."),
    "direction-character": _texts("{input} bevat een onzichtbaar teken voor de leesrichting: op plaats {position} "
                                  "staat {character}.",
                                  "{input} holds an invisible character for the direction of reading: at position "
                                  "{position} there is {character}.",
                                  "Verwijder het; een lezer kan anders een andere tekst zien dan er wordt getoetst.",
                                  "Remove it; else a reader may see another text than the one that is checked."),
    "key": _texts("{input} is geen korte naam.", "{input} is not a short name.",
                  "Gebruik hoogstens 64 letters, cijfers, punten en streepjes, zonder spaties: act-01.",
                  "Use at most 64 letters, digits, dots and dashes, without spaces: act-01."),
    "number": _texts("{input} is geen nummer.", "{input} is not a number.",
                     "Schrijf één tot tien cijfers.", "Write one to ten digits."),
    "missing": _texts("De sleutel {key} ontbreekt.", "The key {key} is missing.",
                      "Voeg hem toe; zonder deze sleutel is dit onderdeel niet te lezen.",
                      "Add it; this part cannot be read without the key."),
    "list_type": _texts("Hier wordt een lijst verwacht.", "A list is expected here.",
                        "Zet elk onderdeel achter een streepje, of schrijf [].",
                        "Put each part behind a dash, or write []."),
    "dict_type": _texts("Hier wordt een groep van sleutels en waarden verwacht.",
                        "A group of keys and values is expected here.",
                        "Schrijf elke sleutel ingesprongen op een eigen regel, als sleutel: waarde.",
                        "Write each key indented on a line of its own, as key: value."),
}  # fmt: skip
for _code in ("model_type", "model_attributes_type", "dataclass_type"):
    _VALUES[_code] = _VALUES["dict_type"]
_VALUES["missing_argument"] = _VALUES["missing"]
_VALUES["string_type"] = _VALUES["text"]
_VALUES["string_pattern_mismatch"] = _texts(
    "{input} heeft niet de vorm die hier past.",
    "{input} does not have the form that fits here.",
    "Volg een voorbeeld uit hetzelfde bestand.",
    "Follow an example in the same file.",
)
_VALUES["greater_than_equal"] = _texts("{input} is te klein: ten minste {ge}.", "{input} is too small: at least {ge}.")
_VALUES["less_than_equal"] = _texts("{input} is te groot: ten hoogste {le}.", "{input} is too large: at most {le}.")
_VALUES["int_parsing"] = _VALUES["whole"]
_VALUES["too_short"] = _texts("Deze lijst is te kort.", "This list is too short.", "Vul hem aan.", "Add to it.")


def _list_or_table(name: str) -> Text:
    return Text(
        "Zet elk onderdeel achter een streepje, of schrijf de naam van een CSV-bestand naast het document: "
        f"{name}.csv.",
        f"Put each part behind a dash, or write the name of a CSV file beside the document: {name}.csv.",
    )


def value_problem(
    error: Mapping[str, Any], place: Place | None, path: str, keys: Iterable[str], tables: Iterable[str] = ()
) -> Problem:
    """Turn one pydantic error into a :class:`~sto_check.errors.Problem`.

    ``place`` and ``path`` say where the value stands; ``keys`` are the keys that the part around it knows, and
    ``tables`` the paths of the lists that may stand in a file.
    """
    code = str(error["type"])
    last = str(error["loc"][-1]) if error["loc"] else ""
    context = error.get("ctx", {})
    if code in {"extra_forbidden", "unexpected_keyword_argument"}:
        return unknown_name("unknown-key", Text("de sleutel", "the key"), last, keys, place, path)
    if code == "union_tag_not_found":
        return _no_kind(str(context["discriminator"]).strip("'"), context["kinds"], place, path)
    if code in {"literal_error", "enum", "union_tag_invalid"}:
        return _unknown_word(error["input"], context, place, path)
    shown = _show(error["input"])
    if "wrong" in context:  # words of the form itself
        says, hint = context["wrong"], context["hint"]
        filled = Text(says.nl.replace("{input}", shown.nl), says.en.replace("{input}", shown.en))
    else:
        says, hint = _VALUES.get(code) or _texts(f"Deze waarde past niet ({code}).", f"This does not fit ({code}).")
        filled = Text(
            says.nl.format_map({"key": last, **context, "input": shown.nl}),
            says.en.format_map({"key": last, **context, "input": shown.en}),
        )
    if code == "list_type" and isinstance(error["input"], str) and path in tables:
        hint = _list_or_table(last)
    why = context.get("why")
    if why:
        filled = Text(f"{filled.nl.removesuffix('.')}: {why.nl}.", f"{filled.en.removesuffix('.')}: {why.en}.")
    return Problem(code.replace("_", "-"), filled, place, path, context.get("write") or hint)


def unknown_name(code: str, what: Text, name: str, known: Iterable[str], place: Place | None, path: str) -> Problem:
    """Say that a name is not known here, and which known name comes nearest, or else which there are."""
    shown = quote(name)
    nl, en = what.nl[:1].upper() + what.nl[1:], what.en[:1].upper() + what.en[1:]
    says = Text(f"{nl} {shown} is hier niet bekend.", f"{en} {shown} is not known here.")
    known = list(dict.fromkeys(known))
    return Problem(code, says, place, path, suggestion(name, known) or _NOTHING_YET)


def _no_kind(key: str, kinds: list[str], place: Place | None, path: str) -> Problem:
    """Say that a part of a list does not tell of which kind it is, and which kinds there are."""
    nl, en = (f"{', '.join(kinds[:-1])} {word} {kinds[-1]}" for word in ("of", "or"))
    says = Text(f"De sleutel {key} ontbreekt.", f"The key {key} is missing.")
    return Problem("union-tag-not-found", says, place, path, Text(f"Schrijf er een van: {nl}.", f"Write one of: {en}."))


def _unknown_word(given: object, context: Mapping[str, Any], place: Place | None, path: str) -> Problem:
    expected = str(context.get("expected") or context.get("expected_tags") or "")
    words = expected.replace("'", "").replace(" or ", ", ").split(", ")
    if isinstance(given, str):
        return unknown_name("unknown-word", Text("het woord", "the word"), given, words, place, path)
    shown = _show(given)
    says = Text(f"{shown.nl} past hier niet.", f"{shown.en} does not fit here.")
    return Problem("unknown-word", says, place, path, listed(words))


def _show(value: object) -> Text:
    """Return what was given, at the start of a sentence: the text itself, or what else it is."""
    if isinstance(value, int) and abs(value) >= 10**40:
        return Text("Dit getal", "This number")
    if isinstance(value, str | int | float | Decimal):
        shown = quote(str(value))
        return Text(shown, shown)
    if value is None:
        return Text("Een lege waarde", "An empty value")
    if isinstance(value, list):
        return Text("Een lijst", "A list")
    if isinstance(value, dict):
        return Text("Een groep", "A group")
    shown = quote(type(value).__name__)
    return Text(shown, shown)
