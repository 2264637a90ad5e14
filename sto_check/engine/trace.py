"""One rule on one application, step by step: facts, values, what was counted, every comparison, both readings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from sto_check.documents.place import write_path
from sto_check.engine.checker import Checker
from sto_check.engine.errors import ReadingsDifferError
from sto_check.engine.patterns import settle
from sto_check.engine.reading import test_of
from sto_check.errors import Problem, UsageError, suggestion
from sto_check.language import Text
from sto_check.scheme.condition import (
    ALWAYS,
    AnyOf,
    Comparison,
    Constant,
    Parameter,
    Share,
    SubjectAttribute,
    attributes_read,
    comparisons,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sto_check.documents.document import Document
    from sto_check.documents.place import Place
    from sto_check.engine.fact import Fact, Value
    from sto_check.engine.measure import Selection
    from sto_check.engine.outcome import Outcome
    from sto_check.forms.load import Application
    from sto_check.scheme.condition import Condition, Scalar, Type
    from sto_check.scheme.scheme import Measure, Rule, Scheme

Finding = Literal["met", "not_met", "unknown", "open", "not_applicable"]
Raised = Literal["not_met", "unknown"]
_RAISED: dict[str, Raised] = {"n": "not_met", "u": "unknown"}


class ValueRead(NamedTuple):
    """The value of an attribute of a fact, and where the document has it, or should have it.

    ``measure`` is what gave the value, if something was counted for it; ``measured`` what that rests on.
    """

    kind: str
    name: str
    type: Type
    value: Value
    path: str
    place: Place | None
    measure: Measure | None = None
    measured: Measured | None = None


class Counted(NamedTuple):
    """A fact that a measure counted, or could not place, with the values for which it was."""

    fact: Fact
    place: Place | None
    values: tuple[ValueRead, ...]


class Measured(NamedTuple):
    """What a measured value rests on.

    ``total`` is how many facts of the kind there are, ``counted`` those that fit, ``unknown`` those of which it is not
    known whether they fit, ``own`` the values of the measured fact itself that it reads.
    """

    total: int
    counted: tuple[Counted, ...]
    unknown: tuple[Counted, ...]
    own: tuple[ValueRead, ...]


class Compared(NamedTuple):
    """One comparison with both of its values. ``parameter`` is the name of the one that gave a limit or a percentage.

    For a share ``other`` is the whole, and ``products`` both sides as they are compared, multiplied out.
    """

    comparison: Comparison
    parameter: str | None
    type: Type
    value: Value
    other: Value
    products: tuple[int, int] | None
    found: bool | None


class Grouped(NamedTuple):
    """Several conditions of which all must hold, or any."""

    any: bool
    parts: tuple[Tested, ...]
    found: bool | None


Tested = Compared | Grouped


class SubjectTrace(NamedTuple):
    """What a rule says of one fact and why.

    ``where`` is None without a guard, ``require`` for a judgement rule; ``raised`` is what durable-rules reported,
    which is nothing where the rule is met or does not apply. There is no ``outcome`` where the rule does not apply,
    or where the readings differ.
    """

    fact: Fact
    place: Place | None
    values: tuple[ValueRead, ...]
    where: Tested | None
    require: Tested | None
    direct: Finding
    raised: Raised | None
    outcome: Outcome | None

    @property
    def agrees(self) -> bool:
        """Whether durable-rules raised what the direct reading found, and nothing else; what a person judges it is not
        asked."""
        if self.require is None:
            return self.raised is None
        return self.raised == (self.direct if self.direct in {"not_met", "unknown"} else None)


class RuleTrace(NamedTuple):
    """One rule on one application: a trace for each fact the rule might speak of."""

    rule: Rule
    application: str
    subjects: tuple[SubjectTrace, ...]

    @property
    def agrees(self) -> bool:
        """Whether both readings agree on every fact."""
        return all(subject.agrees for subject in self.subjects)

    def about(self, subject_id: str) -> RuleTrace:
        """Return the trace of one fact only; raises UsageError with the nearest id where there is none of that id."""
        found = tuple(subject for subject in self.subjects if subject.fact.id == subject_id)
        if not found:
            kind, known = self.rule.kind, [subject.fact.id for subject in self.subjects]
            says = Text(f"Er is geen {kind} “{subject_id}”.", f"There is no {kind} “{subject_id}”.")
            raise UsageError(Problem("unknown-subject", says, hint=suggestion(subject_id, known)))
        return self._replace(subjects=found)


class Tracer(Checker):
    """A checker of one rule that also says, step by step, how it came to its outcomes."""

    def __init__(self, scheme: Scheme, rule: Rule, parameters: Mapping[str, Scalar | tuple[Scalar, ...]]) -> None:
        super().__init__(replace(scheme, rules=(rule,), ready={}, _by_id={}), parameters, rule.scope)
        self.rule = rule

    def trace(self, application: Application) -> RuleTrace:
        """Return the trace of the rule on an application; raises FigureTooLargeError where a figure is too large.

        A rule of the round is traced on a round of this one application.
        """
        of_round = self.rule.scope == "round"
        facts = self.facts_of_round([application]) if of_round else self.facts(application)
        values = _Values(self, facts, application.document)
        subjects = facts[self.rule.kind]
        try:
            found_by_rule = self.outcomes_of_round([application]) if of_round else self.outcomes(application)
            outcomes = {(one.subject.id, one.subject.path): one for one in found_by_rule}
        except ReadingsDifferError:
            outcomes = {}
        raised = self._raised(subjects)
        resolved = self.rules[self.rule.id]
        names = attributes_read(resolved.where) + attributes_read(resolved.require or ALWAYS)
        types = self.scheme.types[self.rule.kind]
        found = []
        for position, fact in enumerate(subjects):
            outcome = outcomes.get((fact.id, fact.path))
            where = None if resolved.where == ALWAYS else _tested(self.rule.where, resolved.where, types, fact)
            require = None
            if self.rule.require is not None and resolved.require is not None:
                require = _tested(self.rule.require, resolved.require, types, fact)
            found.append(
                SubjectTrace(
                    fact, _place(fact, application.document),
                    tuple(values.read(fact, name) for name in dict.fromkeys(names)), where, require,
                    _finding(where, require, outcome), raised.get(position), outcome,
                )
            )  # fmt: skip
        return RuleTrace(resolved.rule, application.name, tuple(found))

    def _raised(self, subjects: Sequence[Fact]) -> dict[int, Raised]:
        """Return what durable-rules raises about each fact, by its position."""
        if self.rule.kind not in self._translators:
            return {}
        code, translate = self._translators[self.rule.kind]
        matches = self._network.matches([translate(fact.values, code) for fact in subjects])
        return {position: _RAISED[name[0]] for name, position in settle(matches)}

    def value_of(
        self, fact: Fact, name: str, document: Document, measured: Callable[[str, Fact], Measured] | None = None
    ) -> ValueRead:
        """Return the value of an attribute with its place; ``measured`` says what a measured one rests on."""
        full_name = f"{fact.kind}.{name}"
        path = self._gatherer.path_of(fact, name) or fact.path
        place = fact.place or (document.place(path) if path else None)
        measurer = self._measurers.get(full_name)
        return ValueRead(
            fact.kind, name, self.scheme.types[fact.kind][name], fact.values[name], write_path(path), place,
            measurer.measure if measurer else None, measured(full_name, fact) if measurer and measured else None,
        )  # fmt: skip

    def selector(self, full_name: str, facts: Mapping[str, list[Fact]]) -> tuple[Measure, Callable[[Fact], Selection]]:
        """Return a measure, and the function that gives what it rests on for a fact."""
        measurer = self._measurers[full_name]
        return measurer.measure, measurer.selector(facts)


class _Values:
    """Reads the values of one application's facts; each measure is indexed once."""

    def __init__(self, tracer: Tracer, facts: Mapping[str, list[Fact]], document: Document) -> None:
        self._tracer, self._facts, self._document = tracer, facts, document
        self._selectors: dict[str, tuple[Measure, Callable[[Fact], Selection]]] = {}

    def read(self, fact: Fact, name: str) -> ValueRead:
        """Return a value with all that it rests on."""
        return self._tracer.value_of(fact, name, self._document, self._measured)

    def _measured(self, full_name: str, fact: Fact) -> Measured:
        if full_name not in self._selectors:
            self._selectors[full_name] = self._tracer.selector(full_name, self._facts)
        measure, select = self._selectors[full_name]
        if measure.form == "add":
            return Measured(0, (), (), tuple(self.read(fact, name) for name in measure.add))
        operands = [one.operand for one in comparisons(measure.where)]
        own = dict.fromkeys(one.name for one in operands if isinstance(one, SubjectAttribute))
        names = list(dict.fromkeys([*([measure.read] if measure.read else []), *attributes_read(measure.where)]))
        known, unknown = select(fact)
        return Measured(
            len(self._facts[measure.of]), self._counted(known, names), self._counted(unknown, names),
            tuple(self.read(fact, name) for name in own),
        )  # fmt: skip

    def _counted(self, facts: Iterable[Fact], names: list[str]) -> tuple[Counted, ...]:
        document = self._document
        return tuple(
            Counted(fact, _place(fact, document), tuple(self._tracer.value_of(fact, name, document) for name in names))
            for fact in facts
        )


def _place(fact: Fact, document: Document) -> Place | None:
    """Return where a fact stands; one that stands for no part of the document, such as a word, has no place."""
    return fact.place or (document.place(fact.path) if fact.path else None)


def _tested(written: Condition, resolved: Condition, types: Mapping[str, Type], fact: Fact) -> Tested:
    """Return how a fact fares in a condition, part by part; ``written`` still names the parameters."""
    found = test_of(resolved, types)(fact.values, {})
    if not isinstance(resolved, Comparison):
        assert not isinstance(written, Comparison)
        pairs = zip(written.parts, resolved.parts, strict=True)
        return Grouped(isinstance(resolved, AnyOf), tuple(_tested(*pair, types, fact) for pair in pairs), found)
    assert isinstance(written, Comparison)
    value, operand, of = fact.values[resolved.attribute], resolved.operand, types[resolved.attribute]
    if isinstance(operand, Share):
        assert not isinstance(operand.percent, Parameter)
        (numerator, denominator), whole = operand.percent, fact.values[operand.of]
        products = None
        if isinstance(value, int) and isinstance(whole, int):
            products = (value * denominator, whole * numerator)
        return Compared(resolved, _parameter(written), of, value, whole, products, found)
    against = _as_value(operand.value) if isinstance(operand, Constant) else None
    return Compared(resolved, _parameter(written), of, value, against, None, found)


def _parameter(written: Comparison) -> str | None:
    operand = written.operand.percent if isinstance(written.operand, Share) else written.operand
    return operand.name if isinstance(operand, Parameter) else None


def _as_value(constant: Scalar | tuple[Scalar, ...]) -> Value:
    return tuple(str(word) for word in constant) if isinstance(constant, tuple) else constant


def _finding(where: Tested | None, require: Tested | None, outcome: Outcome | None) -> Finding:
    """Return what follows of a guard and a requirement that were read directly; without one a person judges."""
    applies = True if where is None else where.found
    if applies is False:
        return "not_applicable"
    if require is None:
        return "unknown" if outcome and outcome.status == "unknown" else "open"
    if not applies or require.found is None:
        return "unknown"
    return "met" if require.found else "not_met"
