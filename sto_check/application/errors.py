"""What can be wrong with the words of an application, in Dutch and English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sto_check.documents.errors import DocumentError
from sto_check.errors import Problem, nearest
from sto_check.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sto_check.documents.place import Place


class ApplicationError(DocumentError):
    """The document is well-formed, but is not an application: unknown keys, values that do not fit, loose references."""


def _texts(nl: str, en: str, hint_nl: str = "", hint_en: str = "") -> tuple[Text, Text | None]:
    return Text(nl, en), Text(hint_nl, hint_en) if hint_nl else None


# For every code that a value can fail with: what is wrong, and what to write.
_VALUES: dict[str, tuple[Text, Text | None]] = {
    "amount": _texts("{input} is geen bedrag.", "{input} is not an amount.",
                     "Schrijf euro's zonder scheiding van duizendtallen en met een punt: 1234.56.",
                     "Write euros without thousands separators and with a point: 1234.56."),
    "amount-decimals": _texts("{input} heeft meer dan twee decimalen.", "{input} has more than two decimals.",
                              "Een bedrag gaat tot op de cent: 1234.56; duizendtallen krijgen geen punt.",
                              "An amount goes down to the cent: 1234.56; thousands get no separator."),
    "amount-too-large": _texts("{input} is te groot voor een bedrag.", "{input} is too large for an amount.",
                               "Het hoogste bedrag is 10000000000.00.", "The highest amount is 10000000000.00."),
    "float": _texts("{input} is een binaire breuk (float) en dus niet exact.", "{input} is a float and so not exact.",
                    "Geef tekst of een Decimal.", "Give a text or a Decimal."),
    "quantity": _texts("{input} is geen hoeveelheid.", "{input} is not a quantity.",
                       "Schrijf een getal met ten hoogste vier decimalen: 120 of 0.5.",
                       "Write a number of at most four decimals: 120 or 0.5."),
    "kilometres": _texts("{input} is geen afstand.", "{input} is not a distance.",
                         "Schrijf kilometers: 20 of 20.5.", "Write kilometres: 20 or 20.5."),
    "whole": _texts("{input} is geen geheel getal.", "{input} is not a whole number.",
                    "Schrijf alleen cijfers: 240.", "Write digits only: 240."),
    "year": _texts("{input} is geen jaar.", "{input} is not a year.",
                   "Schrijf vier cijfers: 2025.", "Write four digits: 2025."),
    "day": _texts("{input} is geen datum.", "{input} is not a date.",
                  "Schrijf jaar-maand-dag: 2025-01-31.", "Write year-month-day: 2025-01-31."),
    "no-such-day": _texts("{input} bestaat niet op de kalender.", "{input} does not exist on the calendar.",
                          "Controleer maand en dag.", "Check the month and the day."),
    "yes-no": _texts("{input} is geen ja of nee.", "{input} is not ja or nee.",
                     "Schrijf ja of nee.", "Write ja (yes) or nee (no)."),
    "text": _texts("Hier wordt een tekst verwacht.", "A text is expected here."),
    "key": _texts("{input} is geen korte naam.", "{input} is not a short name.",
                  "Gebruik letters, cijfers, punten en streepjes, zonder spaties: act-01.",
                  "Use letters, digits, dots and dashes, without spaces: act-01."),
    "number": _texts("{input} is geen nummer.", "{input} is not a number.",
                     "Schrijf één tot tien cijfers.", "Write one to ten digits."),
    "brin": _texts("{input} is geen BRIN.", "{input} is not a BRIN.",
                   "Een BRIN heeft twee cijfers en twee letters: 12AB.",
                   "A BRIN has two digits and two letters: 12AB."),
    "brin-with-vestiging": _texts("{input} is een BRIN met vestigingsnummer.",
                                  "{input} is a BRIN with a vestigingsnummer.",
                                  "Zet de laatste twee cijfers bij vestigingsnummer.",
                                  "Put the last two digits under vestigingsnummer."),
    "vestigingsnummer": _texts("{input} is geen vestigingsnummer.", "{input} is not a vestigingsnummer.",
                               "Schrijf de twee cijfers na de BRIN: 00.",
                               "Write the two digits that follow the BRIN: 00."),
    "kvk": _texts("{input} is geen KvK-nummer.", "{input} is not a KvK number.",
                  "Een KvK-nummer heeft acht cijfers.", "A KvK number has eight digits."),
    "postcode": _texts("{input} is geen postcode.", "{input} is not a postcode.",
                       "Schrijf vier cijfers en twee letters: 1234 AB.",
                       "Write four digits and two letters: 1234 AB."),
    "end-before-start": _texts("De activiteit eindigt voordat zij begint.", "The activity ends before it starts.",
                               "Controleer start en eind.", "Check start and eind."),
    "day-outside-years": _texts("De dag {day} valt buiten de jaren van de activiteit.",
                                "The day {day} is outside the years of the activity.",
                                "Maak jaren, start en eind gelijk aan elkaar.",
                                "Make jaren, start and eind agree."),
    "missing": _texts("De sleutel {key} ontbreekt.", "The key {key} is missing.",
                      "Zonder deze sleutel is dit onderdeel niet te lezen; voeg hem toe.",
                      "This part cannot be read without the key; add it."),
    "union_tag_not_found": _texts("De sleutel soort ontbreekt.", "The key soort is missing.",
                                  "Schrijf welk soort partner dit is: vmbo, mbo, po, pro, vso, vo, hbo, wo, "
                                  "overheid of bedrijf.",
                                  "Write which kind of partner this is: vmbo, mbo, po, pro, vso, vo, hbo, wo, "
                                  "overheid or bedrijf."),
    "list_type": _texts("Hier wordt een lijst verwacht.", "A list is expected here.",
                        "Zet elk onderdeel achter een streepje, of schrijf [].",
                        "Put each part behind a dash, or write []."),
    "dict_type": _texts("Hier wordt een groep van sleutels en waarden verwacht.", "A group of keys is expected here."),
}  # fmt: skip
_VALUES["model_type"] = _VALUES["model_attributes_type"] = _VALUES["dict_type"]


def value_problem(error: Mapping[str, Any], place: Place | None, path: str, keys: Iterable[str]) -> Problem:
    """Turn one pydantic error into a :class:`Problem`; ``keys`` are the keys that the part around it knows."""
    code = str(error["type"])
    last = str(error["loc"][-1]) if error["loc"] else ""
    context = error.get("ctx", {})
    if code == "extra_forbidden":
        return unknown_name("unknown-key", Text("de sleutel", "the key"), last, keys, place, path)
    if code in {"literal_error", "enum", "union_tag_invalid"}:
        expected = context.get("expected") or context.get("expected_tags") or ""
        words = expected.replace("'", "").replace(" or ", ", ").split(", ")
        found = context.get("tag", error["input"])
        return unknown_name("unknown-word", Text("het woord", "the word"), str(found), words, place, path)
    shown = {"input": _shorten(error["input"]), "key": last, **context}
    says, hint = _VALUES.get(code) or _texts(f"Deze waarde past hier niet ({code}).", f"This does not fit ({code}).")
    filled = Text(says.nl.format_map(shown), says.en.format_map(shown))
    return Problem(code.replace("_", "-"), filled, place, path, hint)


def unknown_name(code: str, what: Text, name: str, known: Iterable[str], place: Place | None, path: str) -> Problem:
    """Say that a name is not known here, and which known name comes nearest, or else which there are."""
    known = list(known)
    near = nearest(name, known)
    if near:
        hint: Text | None = Text(f"Bedoelt u {near}?", f"Did you mean {near}?")
    elif known:
        listed = ", ".join(known)
        hint = Text(f"Bekend zijn: {listed}.", f"Known are: {listed}.")
    else:
        hint = None
    shown = _shorten(name)
    nl, en = what.nl[:1].upper() + what.nl[1:], what.en[:1].upper() + what.en[1:]
    return Problem(code, Text(f"{nl} {shown} is hier niet bekend.", f"{en} {shown} is not known here."), place, path, hint)


def _shorten(value: object) -> str:
    text = str(value) if isinstance(value, str | int | float) else type(value).__name__
    text = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"
