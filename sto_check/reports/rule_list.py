"""The rules of a scheme as a list by theme, and as a table from each condition to its rules."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from sto_check.reports.layout import Line
from sto_check.reports.markdown import markdown_table
from sto_check.reports.phrases import asks_cited, led_to_word
from sto_check.scheme.figures import shown
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sto_check.scheme.scheme import Rule, Scheme
    from sto_check.text.language import Lang

_CONDITION = re.compile(r"-([A-Z])(\d+)")
_HEADER = Text("Voorwaarde|Regel|Wat zij vraagt|Als niet voldaan|Bron", "Condition|Rule|What it asks|If not met|Source")


def list_lines(scheme: Scheme, lang: Lang) -> Iterator[Line]:
    """Yield every rule with its title and what follows if it is not met, by theme."""
    yield Line(scheme.head.title[lang], style="bold")
    yield from _by_theme(scheme, shown(scheme).rules, lang)


def found_lines(scheme: Scheme, found: Iterable[Rule], lang: Lang) -> Iterator[Line]:
    """Yield the rules that were found, as the list of all shows them, and how one of them is explained."""
    ids = [rule.id for rule in found]
    yield Line(Text(f"{len(ids)} regels passen.", f"{len(ids)} rules fit.")[lang], style="bold")
    yield from _by_theme(scheme, [rule for rule in shown(scheme).rules if rule.id in ids], lang)
    yield Line()
    says = Text(f"Een ervan uitleggen: sto-check rule {ids[0]}", f"To explain one of them: sto-check rule {ids[0]}")
    yield Line(says[lang], style="dim")


def _by_theme(scheme: Scheme, found: Sequence[Rule], lang: Lang) -> Iterator[Line]:
    width = max(len(rule.id) for rule in found)
    for theme, rules in groupby(found, lambda rule: rule.theme):
        yield Line()
        yield Line(theme[lang], style="head")
        for rule in rules:
            yield Line(f"{rule.title[lang]} [{_effect(scheme, rule)[lang]}]", 0, rule.id.ljust(width))


def condition_table(scheme: Scheme, lang: Lang) -> str:
    """Return a Markdown table with a row for each rule, in the order of the themes."""
    rows = [
        (condition_of(rule), rule.id, rule.title[lang], _effect(scheme, rule)[lang], asks_cited(rule.basis, lang))
        for rule in shown(scheme).rules
    ]
    return markdown_table(_HEADER[lang].split("|"), rows)


def _effect(scheme: Scheme, rule: Rule) -> Text:
    return led_to_word(rule.otherwise, scheme.gives(rule, rule.otherwise))


def condition_of(rule: Rule) -> str:
    """Return the condition that a rule belongs to: STO-R4a belongs to R4."""
    matched = _CONDITION.search(rule.id)
    assert matched is not None, "rule ids have this form"
    return f"{matched[1]}{matched[2]}"
