"""The rules of a scheme as a list by theme, and as a table from each condition to its rules."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from sto_check.language import Text
from sto_check.reports.layout import Line, one_line
from sto_check.reports.words import LEADS_TO_WORD, OURS
from sto_check.scheme.figures import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.language import Lang
    from sto_check.scheme.basis import Basis
    from sto_check.scheme.scheme import Rule, Scheme

_BAR = "\\|"  # a bar that ends no cell
_CONDITION = re.compile(r"-([A-Z])(\d+)")
_HEADER = Text(
    "| Voorwaarde | Regel | Wat zij vraagt | Als niet voldaan | Bron |",
    "| Condition | Rule | What it asks | If not met | Source |",
)


def list_lines(scheme: Scheme, lang: Lang) -> Iterator[Line]:
    """Yield every rule with its title and what follows if it is not met, by theme."""
    yield Line(scheme.head.title[lang], style="bold")
    width = max(len(rule.id) for rule in scheme.rules)
    for theme, rules in groupby(shown(scheme).rules, lambda rule: rule.theme):
        yield Line()
        yield Line(theme[lang], style="head")
        for rule in rules:
            yield Line(f"{rule.title[lang]} [{effect_word(scheme, rule)[lang]}]", 0, rule.id.ljust(width))


def condition_table(scheme: Scheme, lang: Lang) -> str:
    """Return a Markdown table with a row for each rule, in the order of the themes."""
    rows = [_HEADER[lang], "|---|---|---|---|---|"]
    for rule in shown(scheme).rules:
        sources = ", ".join(dict.fromkeys(_cited(basis)[lang] for basis in rule.basis))
        effect = effect_word(scheme, rule)[lang]
        cells = (condition_of(rule), rule.id, rule.title[lang], effect, sources)
        rows.append(f"| {' | '.join(one_line(cell).replace('|', _BAR) for cell in cells)} |")
    return "\n".join(rows) + "\n"


def _cited(basis: Basis) -> Text:
    reading = Text(f" ({OURS.nl})", f" ({OURS.en})") if basis.reading else Text("", "")
    return Text(f"{basis.ask}{reading.nl}", f"{basis.ask}{reading.en}")


def effect_word(scheme: Scheme, rule: Rule) -> Text:
    """Return in a word what follows where the rule is not met, and whether that is our reading."""
    word = LEADS_TO_WORD[rule.otherwise]
    return word if scheme.gives(rule, rule.otherwise) else Text(f"{word.nl} ({OURS.nl})", f"{word.en} ({OURS.en})")


def condition_of(rule: Rule) -> str:
    """Return the condition that a rule belongs to: STO-R4a belongs to R4."""
    found = _CONDITION.search(rule.id)
    assert found is not None, "rule ids have this form"
    return f"{found[1]}{found[2]}"
