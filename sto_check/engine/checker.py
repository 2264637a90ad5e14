"""Outcomes of a scheme's rules for an application: read directly and by durable-rules, which must agree."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from sto_check.documents.document import Document
from sto_check.engine.columns import Columns, tables_of
from sto_check.engine.errors import FigureTooLargeError, PatternRefusedError, ReadingsDifferError
from sto_check.engine.evaluation import Evaluation
from sto_check.engine.explain import Explainer
from sto_check.engine.gather import Gatherer
from sto_check.engine.judged_parts import is_written
from sto_check.engine.measure import Measurer
from sto_check.engine.network import Network
from sto_check.engine.outcome import Outcome
from sto_check.engine.patterns import Pattern, PatternName, Patterns, settle
from sto_check.engine.reading import tests_of
from sto_check.engine.resolve import ResolvedRule, resolve_rules
from sto_check.engine.status import Status
from sto_check.scheme.condition import ALWAYS
from sto_check.scheme.errors import RuleTooLongError
from sto_check.scheme.figures import figures_of, with_figures
from sto_check.scheme.written import write_value
from sto_check.text.errors import Problem
from sto_check.text.language import Text
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sto_check.engine.columns import Table
    from sto_check.engine.fact import Fact, Value
    from sto_check.engine.outcome import Explanation
    from sto_check.engine.patterns import Findings
    from sto_check.engine.reading import Tests
    from sto_check.engine.status import Raised
    from sto_check.forms.load import Application
    from sto_check.scheme.condition import Scalar
    from sto_check.scheme.entries import Scope
    from sto_check.scheme.scheme import Measure, Rule, Scheme

_NO_SUBJECT: dict[str, Value] = {}
_NO_DOCUMENT = Document("", None)
"""Where what is of the whole round stands: nowhere."""
_MET: Status = Status.MET
_NOT_MET: Raised = Status.NOT_MET
_UNKNOWN: Raised = Status.UNKNOWN
_new = tuple.__new__
"""Makes a named tuple without a call in Python: of facts and of outcomes that are met there are many."""


class _Reading(NamedTuple):
    """A rule ready to be read directly. ``where`` is None without a guard, ``require`` for a judgement rule."""

    number: int
    rule: ResolvedRule
    where: Tests | None
    require: Tests | None


class Checker:
    """A scheme made ready for one set of parameter values.

    Making one compiles a durable-rules network, which stays in memory for good; keep it and use it for every
    application.
    """

    def __init__(
        self,
        scheme: Scheme,
        parameters: Mapping[str, Scalar | tuple[Scalar, ...]],
        scope: Scope = "application",
    ) -> None:
        self.scheme = scheme = with_figures(scheme, figures_of(scheme, parameters))
        self.parameters = parameters
        self.rules = {resolved.rule.id: resolved for resolved in resolve_rules(scheme, parameters, scope)}
        measures, used = needed(scheme, self.rules.values())
        self._measurers = {
            measure.full_name: Measurer(measure, scheme.types[measure.of] if measure.of else {}) for measure in measures
        }
        self._gatherer = Gatherer(scheme, used)
        self._readings: dict[str, list[_Reading]] = {}
        self._patterns: dict[str, tuple[int, Patterns]] = {}
        network: dict[str, Pattern] = {}
        for number, resolved in enumerate(self.rules.values()):
            self._add(number, resolved, network)
        self._translators = {kind: (code, made.translator()) for kind, (code, made) in self._patterns.items()}
        self._network = self._made(network)

    def _add(self, number: int, resolved: ResolvedRule, network: dict[str, Pattern]) -> None:
        kind, types = resolved.rule.kind, self.scheme.types[resolved.rule.kind]
        require = None if resolved.require is None else tests_of(resolved.require, types)
        where = None if resolved.where == ALWAYS else tests_of(resolved.where, types)
        reading = _Reading(number, resolved, where, require)
        self._readings.setdefault(kind, []).append(reading)
        if resolved.require is None:
            return
        code, patterns = self._patterns.setdefault(kind, (len(self._patterns) + 1, Patterns(types)))
        found = [(PatternName(Status.NOT_MET, number), patterns.not_met(resolved.where, resolved.require))]
        unknown = patterns.unknown(resolved.where, resolved.require)
        found += [(PatternName(Status.UNKNOWN, number, part), pattern) for part, pattern in enumerate(unknown)]
        for name, pattern in found:
            if pattern is not False:
                network[name.text] = {"k": code} if pattern is True else {"$and": [{"k": code}, pattern]}

    def _made(self, network: dict[str, Pattern]) -> Network:
        """Return the network; where durable-rules refuses a pattern, find the rule and say so."""
        try:
            return Network(network)
        except PatternRefusedError as refused:
            rule = list(self.rules.values())[PatternName.read(refused.name).rule].rule
            raise RuleTooLongError(
                Problem(
                    "rule-too-long",
                    Text(f"De regel {rule.id} vergelijkt te veel tegelijk.", f"The rule {rule.id} compares too much."),
                    rule.place,
                    hint=Text("Splits hem in twee regels.", "Split it into two rules."),
                )
            ) from None

    def facts(self, application: Application) -> dict[str, list[Fact]]:
        """Return the facts of an application, measured values included."""
        facts = self._gatherer.gather(application.content)
        self._measured(facts, "application")
        return facts

    def facts_of_round(self, applications: Iterable[Application]) -> dict[str, list[Fact]]:
        """Return the facts of all applications of a round together, measured values of the round included.

        Each fact knows the document it is from; what is the same for every application is there once.
        """
        together = self._together(applications)
        self._measured(together, "round")
        return together

    def _together(self, applications: Iterable[Application]) -> dict[str, list[Fact]]:
        together: dict[str, list[Fact]] = {}
        for application in applications:
            for kind, facts in self.facts(application).items():
                if not self._gatherer.shared(kind):
                    own = [fact._replace(document=application.document) for fact in facts]
                    together.setdefault(kind, []).extend(own)
                elif kind not in together:
                    together[kind] = facts
        return together

    def _measured(self, facts: Mapping[str, list[Fact]], over: Scope) -> dict[str, Table]:
        """Give facts their measured values, and return them as tables."""
        tables = tables_of(facts)
        for measurer in self._measurers.values():
            if measurer.measure.over == over:
                measurer.take(tables)
        return tables

    def outcomes(self, application: Application) -> tuple[Outcome, ...]:
        """Return one outcome for each rule and each fact it speaks of, in the order of the rules.

        Raises ReadingsDifferError where durable-rules and the direct reading differ, FigureTooLargeError where a
        figure cannot be compared exactly.
        """
        return self.agreed(self.evaluate(application)).outcomes

    def evaluate(self, application: Application) -> Evaluation:
        """Return what both readings find of an application; raises FigureTooLargeError."""
        facts = self._gatherer.gather(application.content)
        return self._evaluate(facts, self._measured(facts, "application"), application.document)

    def evaluate_round(self, applications: Iterable[Application]) -> Evaluation:
        """Return what both readings find of the applications of a round together; raises FigureTooLargeError."""
        facts = self._together(applications)
        return self._evaluate(facts, self._measured(facts, "round"), _NO_DOCUMENT)

    def _evaluate(self, facts: Mapping[str, list[Fact]], tables: Mapping[str, Table], document: Document) -> Evaluation:
        record = Evaluation(self.scheme, self.parameters, self.rules, self._measurers, self._gatherer, facts, document)
        if not facts:
            return record
        sent: list[dict[str, int]] = []
        by_rule: list[list[Outcome]] = [[] for _ in self.rules]
        explain = Explainer(record).explain
        for kind, readings in self._readings.items():
            code, translate = self._translators.get(kind, (0, None))
            first, columns = len(sent), tables[kind].columns
            record.first[kind] = first
            if translate is not None:
                sent += translate(columns, code)
            for reading in readings:
                by_rule[reading.number] = _outcomes(reading, facts[kind], columns, first, record, explain)
        record.raised = self._matched(sent, facts, document)
        record.outcomes = tuple(chain.from_iterable(by_rule))
        return record

    def agreed(self, record: Evaluation) -> Evaluation:
        """Return an evaluation of which both readings found the same; raises ReadingsDifferError where they differ."""
        if record.raised == record.direct:
            return record
        ids = list(self.rules)
        named = ", ".join(sorted({ids[rule] for (rule, _), _ in record.raised.items() ^ record.direct.items()}))
        raise ReadingsDifferError(
            Problem(
                "readings-differ",
                Text(
                    f"De twee lezingen van deze regels verschillen: {named}. Er is geen beslissing.",
                    f"The two readings of these rules differ: {named}. There is no decision.",
                ),
                hint=Text("Meld deze fout met het document erbij.", "Report this fault together with the document."),
            )
        )

    def _matched(self, sent: list[dict[str, int]], facts: Mapping[str, list[Fact]], document: Document) -> Findings:
        """Return what durable-rules finds; raises FigureTooLargeError with the largest figure and where it stands."""
        try:
            return settle(self._network.matches(sent))
        except FigureTooLargeError:
            subjects = chain.from_iterable(facts[kind] for kind in self._readings if kind in self._translators)
            _, fact = max(zip(sent, subjects, strict=True), key=lambda pair: max(pair[0].values()))
            name = self._largest(fact)
            shown, path = f"{fact.kind}.{name}", self._gatherer.path_of(fact, name) or fact.path
            written = write_value(fact.values[name], self.scheme.types[fact.kind][name])
            found = problem(
                "figure-too-large",
                f"{shown} is te groot om precies te vergelijken: {written.nl}.",
                f"{shown} is too large to be compared exactly: {written.en}.",
                fact.place or document.place(path),
                "Controleer de bedragen.",
                "Check the amounts.",
                path=path,
            )
            raise FigureTooLargeError(found) from None

    def _largest(self, fact: Fact) -> str:
        """Return the attribute that gives the largest number to durable-rules, which is sent some of them enlarged."""
        code, translate = self._translators[fact.kind]
        none: dict[str, Value] = dict.fromkeys(fact.values)
        alone = [{**none, name: value} for name, value in fact.values.items()]
        largest = [max(sent.values()) for sent in translate(Columns(alone), code)]
        return list(fact.values)[largest.index(max(largest))]


def _outcomes(
    reading: _Reading,
    facts: Sequence[Fact],
    columns: Columns,
    first: int,
    record: Evaluation,
    explain: Callable[[Outcome], Explanation],
) -> list[Outcome]:
    """Read a rule directly; what is not met or unknown is noted by the position of its fact, from ``first`` on."""
    number, resolved, where, require = reading
    rule, document, direct = resolved.rule, record.document, record.direct
    applies = where(columns, _NO_SUBJECT) if where else [True] * len(facts)
    if require is None:
        asked = zip(facts, applies, strict=True)
        return [_to_judge(rule, fact, explain, document) for fact, spoken_of in asked if spoken_of is not False]
    found = require(columns, _NO_SUBJECT)
    if all(applies) and all(found):
        return [_new(Outcome, (rule, fact, _MET, explain, None, None, None)) for fact in facts]
    outcomes: list[Outcome] = []
    for position, (fact, spoken_of, met) in enumerate(zip(facts, applies, found, strict=True), first):
        if spoken_of is False:
            continue
        if spoken_of and met:
            outcomes.append(_new(Outcome, (rule, fact, _MET, explain, None, None, None)))
        elif spoken_of and met is False:
            direct[number, position] = _NOT_MET
            outcomes.append(Outcome(rule, fact, _NOT_MET, explain, rule.otherwise))
        else:
            direct[number, position] = _UNKNOWN
            outcomes.append(Outcome(rule, fact, _UNKNOWN, explain, rule.unknown))
    return outcomes


def _to_judge(rule: Rule, fact: Fact, explain: Callable[[Outcome], Explanation], document: Document) -> Outcome:
    """Return the outcome of a judgement rule: open, or unknown where not all that a person has to read is there."""
    reads = rule.judge.reads if rule.judge else ()
    if all(is_written(document.tree, tuple(key.split("."))) for key in reads):
        return Outcome(rule, fact, Status.OPEN, explain, "assess")
    return Outcome(rule, fact, Status.UNKNOWN, explain, rule.unknown)


def needed(
    scheme: Scheme, rules: Iterable[ResolvedRule], also: Iterable[tuple[str, str]] = ()
) -> tuple[list[Measure], dict[str, set[str]]]:
    """Return the measures that some rule rests on, in order, and for each kind the attributes that are read.

    ``also`` names further attributes that are wanted, each with its kind.
    """
    used: dict[str, set[str]] = {}
    for kind, name in also:
        used.setdefault(kind, set()).add(name)
    for resolved in rules:
        used.setdefault(resolved.rule.kind, set()).update(resolved.rule.attributes())
    needed: list[Measure] = []
    for measure in reversed(scheme.measures):
        if measure.name in used.get(measure.kind, ()):
            needed.insert(0, measure)
            used.setdefault(measure.of, set()) if measure.of else None
            for full_name in measure.reads():
                kind, _, name = full_name.partition(".")
                used.setdefault(kind, set()).add(name)
    for kind, names in list(used.items()):
        for name in names & set(scheme.kinds[kind].attributes):
            named = scheme.kinds[kind].attributes[name].names
            used.setdefault(named, set()) if named else None
    return needed, used
