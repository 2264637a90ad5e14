"""What a value is called and how it is written in a cell, for people who work in a spreadsheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sto_check.forms.sheets.header_words import header_word
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.forms.sheets.layout import Column
    from sto_check.forms.values import Sort

_HOW: dict[Sort, Text] = {
    "amount": Text("Vul een bedrag in van hoogstens twee decimalen: 1.234,56.",
                   "Fill in an amount of at most two decimals: 1.234,56 (the comma before the cents)."),
    "change": Text("Vul een bedrag in van hoogstens twee decimalen, met een min ervoor als er iets afgaat: -1.234,56.",
                   "Fill in an amount of at most two decimals, with a minus where something is taken off: -1.234,56."),
    "percent": Text("Vul een percentage in van hoogstens twee decimalen: -3,25.",
                    "Fill in a percentage of at most two decimals: -3,25."),
    "quantity": Text("Vul een getal in van hoogstens vier decimalen: 120 of 0,5.",
                     "Fill in a number of at most four decimals: 120 or 0,5."),
    "distance": Text("Vul kilometers in, met hoogstens drie decimalen: 20 of 20,5.",
                     "Fill in kilometres, with at most three decimals: 20 or 20,5."),
    "whole": Text("Vul een geheel getal in, hoogstens negen cijfers: 240.",
                  "Fill in a whole number of at most nine digits: 240."),
    "year": Text("Vul een jaar in van 2000 tot en met 2100: 2025.", "Fill in a year from 2000 to 2100: 2025."),
    "day": Text("Vul een datum in als dag-maand-jaar: 31-01-2025.", "Fill in a date as day-month-year: 31-01-2025."),
    "yesno": Text("Kies ja of nee.", "Choose ja (yes) or nee (no)."),
    "key": Text("Gebruik letters, cijfers, punten en streepjes, zonder spaties: act-01.",
                "Use letters, digits, dots and dashes, without spaces: act-01."),
    "code": Text("Vul één tot tien cijfers in.", "Fill in one to ten digits."),
    "text": Text("Schrijf een gewone tekst.", "Write a plain text."),
}  # fmt: skip
_EXAMPLES: dict[Sort, tuple[str, str]] = {"year": ("2025", "2026"), "whole": ("12", "15")}


def how_to_write(column: Column) -> Text:
    """Return how a value of this sort is written in a cell, with an example."""
    if column.words:
        shown = ", ".join(column.words)
        return Text(f"Kies een van: {shown}.", f"Choose one of: {shown}.")
    return _HOW[column.sort]


HOW_CODES = frozenset(
    {
        "amount", "amount-decimals", "amount-too-large", "signed-amount", "percentage", "quantity", "kilometres",
        "whole", "year", "day", "yes-no", "key", "number", "text",
    }
)  # fmt: skip
"""What can be wrong with how a value is written, where it helps to say how to write it."""
_DASHES = re.compile(r"[-–—./\s]+")
_NOTHING = frozenset({"nvt", "nietvantoepassing", "geen", "na", "none", "niets"})


def says_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing to say: n.v.t., geen, a dash."""
    return header_word(text) in _NOTHING or _DASHES.fullmatch(text) is not None


def list_like(column: Column) -> Text:
    """Return how several values are written in one cell, with an example of such a cell."""
    if column.sort == "text":
        return Text("Zet elk op een eigen regel in de cel (Alt+Enter).", "Put each on a line of its own (Alt+Enter).")
    examples = column.words[:2] if len(column.words) > 1 else _EXAMPLES.get(column.sort, ("act-01", "act-02"))
    shown = ", ".join(examples)
    return Text(f"Meer in één cel scheidt u met komma's: {shown}.", f"Several in one cell have commas: {shown}.")


def without_year_first(says: Text) -> Text:
    """Return what is said of a day without what holds in a text only: in a cell the day comes first."""
    return Text(says.nl.replace(" en hoort voorop", ""), says.en.replace(" and comes first", ""))
