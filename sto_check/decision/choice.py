"""Which outcomes are told: a choice by status, theme or rule. What is decided, all of them decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.engine.status import OUTCOMES
from sto_check.text.errors import UsageError, suggestion
from sto_check.text.language import LANGUAGES, Text
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from sto_check.decision.decision import Decision
    from sto_check.decision.result import Result
    from sto_check.engine.outcome import Outcome
    from sto_check.engine.status import Status
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.errors import Problem


class UnknownChoiceError(UsageError):
    """There is no such status or theme (exit code 2)."""


class Choice(NamedTuple):
    """What is told; what is empty holds for all.

    ``rules`` are as :func:`~sto_check.scheme.rule_search.find_rules` takes them; a theme is a piece of its name.
    """

    statuses: frozenset[Status] = frozenset()
    themes: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.statuses or self.themes or self.rules)

    def of(self, result: Result) -> Result:
        """Return a result with only the outcomes of this choice, and a note of how many it leaves out.

        Raises UnknownChoiceError for a theme that the scheme does not have, UnknownRuleError for such a rule.
        """
        decision = result.decision
        if not self or decision is None:
            return result
        rules = self._rules(decision.scheme)
        told = tuple(one for one in decision.outcomes if one.rule.id in rules and self._has_status(one))
        note = _left_out(decision, len(told))
        return result._replace(decision=decision._replace(outcomes=told), notes=(*result.notes, note))

    def _has_status(self, outcome: Outcome) -> bool:
        return not self.statuses or outcome.status in self.statuses

    def _rules(self, scheme: Scheme) -> set[str]:
        found = {rule.id for rule in scheme.rules}
        if self.rules:
            from sto_check.scheme.rule_search import find_rules

            found = {rule.id for asked in self.rules for rule in find_rules(scheme, asked)}
        if self.themes:
            themes = {theme for asked in self.themes for theme in _themes(asked, scheme)}
            found &= {rule.id for rule in scheme.rules if rule.theme in themes}
        return found


def read_statuses(written: str) -> frozenset[Status]:
    """Return the statuses that a text names, with commas between: as JSON calls them, or in words.

    Raises UnknownChoiceError.
    """
    known = {_plain(name): status for status in OUTCOMES for name in (status, status.words.nl, status.words.en)}
    found = set()
    for word in written.split(","):
        if _plain(word) not in known:
            names = [status.replace("_", "-") for status in OUTCOMES]
            raise UnknownChoiceError(
                problem(
                    "unknown-status",
                    f"“{word.strip()}” is geen uitkomst.",
                    f"“{word.strip()}” is no outcome.",
                    hint=suggestion(word.strip(), names),
                )
            )
        found.add(known[_plain(word)])
    return frozenset(found)


def _plain(name: str) -> str:
    return name.strip().lower().replace("-", " ").replace("_", " ")


def _themes(asked: str, scheme: Scheme) -> list[Text]:
    """Return the themes in whose name a text stands, in either language; raises UnknownChoiceError for none."""
    themes = list(dict.fromkeys(rule.theme for rule in scheme.rules))
    wanted = asked.strip().lower()
    found = [theme for theme in themes if any(wanted in theme[lang].lower() for lang in LANGUAGES)]
    if not found:
        known = [theme[lang] for lang in LANGUAGES for theme in themes]
        raise UnknownChoiceError(
            problem(
                "unknown-theme",
                f"Er is geen thema “{asked}”.",
                f"There is no theme “{asked}”.",
                hint=suggestion(asked, known),
            )
        )
    return found


def _left_out(decision: Decision, told: int) -> Problem:
    every = len(decision.outcomes)
    return problem(
        "not-all-told",
        f"Getoond worden {told} van de {every} uitkomsten; over de beslissing gaan zij alle.",
        f"Of {every} outcomes {told} are shown; the decision is about all of them.",
    )
