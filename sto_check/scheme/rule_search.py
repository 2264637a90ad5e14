"""Find rules as people call them: by id, by the condition alone (M4), or by words that stand in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sto_check.scheme.errors import UnknownRuleError, not_known
from sto_check.scheme.figures import shown
from sto_check.text.language import LANGUAGES

if TYPE_CHECKING:
    from sto_check.scheme.scheme import Rule, Scheme


def find_rules(scheme: Scheme, asked: str) -> list[Rule]:
    """Return the rules meant by ``asked``, in the order of the scheme; capitals do not matter.

    That is the rule of that id (STO-M4), or whose id ends so (M4), else those of that condition (M11 of M11a and
    M11b), else those in whose title, theme, reason or basis every word of ``asked`` stands, in either language; where
    it stands in a title, only those.

    Raises UnknownRuleError with the nearest id where there is none.
    """
    id_of = asked.strip().upper()
    family = re.compile(rf"(.*-)?{re.escape(id_of)}[A-Z]")
    found = [rule for rule in scheme.rules if id_of in {rule.id.upper(), rule.id.upper().rpartition("-")[2]}]
    found = found or [rule for rule in scheme.rules if family.fullmatch(rule.id.upper())]
    words, read = asked.lower().split(), shown(scheme).rules
    for texts in (_titles, _all_texts):
        if words and not found:
            found = [scheme.rule(rule.id) for rule in read if _has_all(words, texts(rule))]
    if not found:
        known = [rule.id for rule in scheme.rules]
        raise UnknownRuleError(not_known("unknown-rule", "De regel", "The rule", asked, known))
    return found


def _has_all(words: list[str], texts: list[str]) -> bool:
    return any(all(word in text.lower() for word in words) for text in texts)


def _titles(rule: Rule) -> list[str]:
    return [rule.title[lang] for lang in LANGUAGES]


def _all_texts(rule: Rule) -> list[str]:
    return [
        " ".join([rule.title[lang], rule.theme[lang], rule.reason[lang], *(basis.says[lang] for basis in rule.basis)])
        for lang in LANGUAGES
    ]
