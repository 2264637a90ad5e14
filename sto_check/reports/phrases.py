"""The words that reports share, in Dutch and English."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.text.language import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.scheme.basis import Basis
    from sto_check.scheme.entries import Consequence
    from sto_check.text.language import Lang

LEADS_TO: dict[Consequence, Text] = {
    "refuse": Text("leidt tot afwijzing", "leads to refusal"),
    "supplement": Text("vraagt om aanvulling", "asks for a supplement"),
    "assess": Text("is aan de beoordelaar", "is for the assessor"),
    "advise": Text("is een advies", "is advice"),
}

LEADS_TO_WORD: dict[Consequence, Text] = {
    "refuse": Text("afwijzen", "refuse"),
    "supplement": Text("aanvullen", "supplement"),
    "assess": Text("beoordelen", "assess"),
    "advise": Text("adviseren", "advise"),
}

LEVEL = {
    "regulation": Text("regelgeving", "regulation"),
    "official": Text("officieel", "official"),
    "official form": Text("officieel formulier", "official form"),
    "policy": Text("beleid", "policy"),
    "programme": Text("programma", "programme"),
    "secondary": Text("afgeleid", "secondary"),
}

OURS = Text("onze lezing", "our reading")


def and_more(number: int) -> Text:
    """Return that there is more than is shown, and how to see it."""
    return Text(f"en nog {number}; met -v ziet u ze alle.", f"and {number} more; -v shows them all.")


def led_to(consequence: Consequence, given: bool) -> Text:
    """Return what follows in words, and where no source says so that this is our reading."""
    return _ours_unless(given, LEADS_TO[consequence])


def led_to_word(consequence: Consequence, given: bool) -> Text:
    """Return what follows in one word, and where no source says so that this is our reading."""
    return _ours_unless(given, LEADS_TO_WORD[consequence])


def _ours_unless(given: bool, words: Text) -> Text:
    return words if given else Text(f"{words.nl} ({OURS.nl})", f"{words.en} ({OURS.en})")


def reading_of(reading: Text) -> Text:
    """Return what we read into a source, said to be ours."""
    return Text(f"{OURS.nl.capitalize()}: {reading.nl}", f"{OURS.en.capitalize()}: {reading.en}")


class Cited(NamedTuple):
    """What one part of a source says, all of it together, and what we read into it."""

    source: str
    section: str
    says: Text
    readings: tuple[Text, ...]


def by_section(basis: Iterable[Basis]) -> list[Cited]:
    """Return a basis by the parts of the sources, so that each part is named once."""
    by_part: dict[tuple[str, str], list[Basis]] = {}
    for cited in basis:
        by_part.setdefault((cited.source, cited.section), []).append(cited)
    return [
        Cited(
            *part,
            Text(*(" ".join(dict.fromkeys(cited.says[lang] for cited in together)) for lang in LANGUAGES)),
            tuple(dict.fromkeys(reading_of(cited.reading) for cited in together if cited.reading)),
        )
        for part, together in by_part.items()
    ]


def asks_cited(basis: Iterable[Basis], lang: Lang) -> str:
    """Return the asks that something rests on, each once, and of which what we read into it counts too."""
    cited = (f"{item.ask} ({OURS[lang]})" if item.reading else item.ask for item in basis)
    return ", ".join(dict.fromkeys(cited))


def count_of(number: int, nl: tuple[str, str], en: tuple[str, str]) -> Text:
    """Return a number with its noun, singular or plural: ``(regel, regels)``, ``(rule, rules)``."""
    return Text(f"{number} {nl[number != 1]}", f"{number} {en[number != 1]}")
