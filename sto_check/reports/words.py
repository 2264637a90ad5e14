"""The words that reports share, in Dutch and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.language import Text

if TYPE_CHECKING:
    from sto_check.engine.outcome import Status
    from sto_check.scheme.entries import Consequence

STATUS: dict[Status, Text] = {
    "met": Text("voldaan", "met"),
    "not_met": Text("niet voldaan", "not met"),
    "unknown": Text("onbekend", "unknown"),
    "open": Text("te beoordelen", "to be judged"),
}

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


def count_of(number: int, nl: tuple[str, str], en: tuple[str, str]) -> Text:
    """Return a number with its noun, singular or plural: ``(regel, regels)``, ``(rule, rules)``."""
    return Text(f"{number} {nl[number != 1]}", f"{number} {en[number != 1]}")
