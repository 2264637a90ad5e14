"""The cases of a scheme as data that any other engine can run: conditions, the facts they are about, what comes out.

Every figure is filled in and every measure worked out, so that what is left is to read a condition about one fact.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from sto_check.engine.status import Status
from sto_check.scheme.bounds import Bounds
from sto_check.scheme.condition import AnyOf, Comparison, Constant, Nothing, Share
from sto_check.workbench.cases import run_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sto_check.decision.decision import Decision
    from sto_check.decision.round import Round
    from sto_check.engine.fact import Fact, Value
    from sto_check.engine.resolve import ResolvedRule
    from sto_check.scheme.condition import Condition, Type
    from sto_check.scheme.scheme import Scheme
    from sto_check.workbench.cases import Case

FORMAT = "sto-check/suite/1"


def suite_of(scheme: Scheme, cases: Sequence[Case]) -> dict[str, Any]:
    """Return the suite of a scheme: of each case the rules that it is about, with the facts and what comes out.

    Rules that a person judges are left out. A rule stands once for each set of figures that it has in the cases.
    """
    rules = SuiteRules(scheme)
    listed = [_case(case, scheme, rules) for case in cases]
    return {
        "format": FORMAT,
        "scheme": scheme.id,
        "fingerprint": scheme.fingerprint,
        "policy": [{"decision": entry.id, "when": entry.when} for entry in scheme.decision.policy],
        "rules": rules.written,
        "cases": [one for one in listed if one["outcomes"]],
    }


class SuiteRules:
    """The rules of a suite, each once for each set of figures that it has."""

    def __init__(self, scheme: Scheme) -> None:
        self._types = scheme.types
        self._numbers: dict[str, int] = {}
        self.written: list[dict[str, Any]] = []

    def number_of(self, rule: ResolvedRule) -> int:
        """Return the position of a rule in the suite; it is added where it is not there."""
        assert rule.require is not None, "what a person judges is no part of a suite"
        kind = rule.rule.kind
        types = self._types[kind]
        written = {
            "id": rule.rule.id,
            "kind": kind,
            "attributes": {name: types[name] for name in rule.reads},
            "where": _condition(rule.where, types),
            "require": _condition(rule.require, types),
            "otherwise": rule.rule.otherwise,
            "unknown": rule.rule.unknown,
        }
        key = json.dumps(written, sort_keys=True)
        if key not in self._numbers:
            self._numbers[key] = len(self.written)
            self.written.append(written)
        return self._numbers[key]


def _case(case: Case, scheme: Scheme, rules: SuiteRules) -> dict[str, Any]:
    answer, _ = run_case(case, scheme)
    entry = case.entry
    found: dict[str, Any] = {"name": entry.name, "file": case.document.name.rpartition("/")[2]}
    if case.place:
        found["line"] = case.place.line
    found["outcomes"] = list(outcomes_of(answer, entry.expect, scheme, rules))
    verdict = getattr(answer, "verdict", None)
    if verdict is not None:
        leads_to = Counter(outcome.leads_to for outcome in answer.outcomes if outcome.leads_to)
        found |= {"leads_to": dict(sorted(leads_to.items())), "decision": verdict}
    return found


def outcomes_of(
    answer: Decision | Round, rule_ids: Iterable[str], scheme: Scheme, rules: SuiteRules
) -> Iterator[dict[str, Any]]:
    """Yield what comes out of some rules, for each fact of their kind; not of those that a person judges."""
    record = answer.record
    statuses = {(one.rule.id, id(one.subject)): one.status for one in record.outcomes}
    for rule_id in rule_ids:
        rule = record.rules.get(rule_id)
        if rule is None or rule.require is None:
            continue
        types = scheme.types[rule.rule.kind]
        for fact in record.facts.get(rule.rule.kind, ()):
            status = statuses.get((rule_id, id(fact)), Status.NOT_APPLICABLE)
            yield {"rule": rules.number_of(rule), "facts": _facts(rule, fact, types), "status": status}


def _facts(rule: ResolvedRule, fact: Fact, types: Mapping[str, Type]) -> dict[str, Any]:
    """Return the values that a rule reads of a fact, as a suite has them."""
    return {name: _value(fact.values[name], types[name]) for name in rule.reads}


def _condition(condition: Condition, types: Mapping[str, Type]) -> dict[str, Any]:
    if not isinstance(condition, Comparison):
        word = "any" if isinstance(condition, AnyOf) else "all"
        return {word: [_condition(part, types) for part in condition.parts]}
    operand, of = condition.operand, types[condition.attribute]
    written: dict[str, Any] = {"attribute": condition.attribute, "word": condition.operator.word}
    if isinstance(operand, Constant):
        return written | {"value": _value(operand.value, of)}
    if isinstance(operand, Share):
        return written | {"of": operand.of, "times": operand.percent}
    assert isinstance(operand, Nothing), "rules hold no subject, and their parameters are filled in"
    return written


def _value(value: Value | tuple[Any, ...], of: Type) -> Any:
    """Return a value as a suite has it: a day as 2025-01-31, yes as true, bounds as ends, what is not known as null."""
    if isinstance(value, Bounds):
        return {"at_least": _value(value.low, of), "at_most": _value(value.high, of)}
    if isinstance(value, tuple):
        return [_value(one, of) for one in value]
    if of == "yesno" and value is not None:
        return bool(value)
    return date.fromordinal(value).isoformat() if of == "day" and isinstance(value, int) else value
