"""What was found of an application: its facts, what both readings say, every comparison, and what each measure counted.

Reasons, traces and coverage print this record. What few of them ask (each comparison of a rule about a fact, the facts
that a measure counted) is worked out when it is first asked for, from what is kept here, and kept as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.engine.columns import Table
from sto_check.engine.reading import test_of
from sto_check.scheme.condition import ALWAYS, AnyOf, Comparison, Constant, Parameter, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sto_check.documents.document import Document
    from sto_check.engine.fact import Fact, Value
    from sto_check.engine.gather import Gatherer
    from sto_check.engine.measure import Measurer, Selection
    from sto_check.engine.outcome import Outcome
    from sto_check.engine.patterns import Findings
    from sto_check.engine.resolve import ResolvedRule
    from sto_check.scheme.condition import Condition, Scalar, Type
    from sto_check.scheme.scheme import Scheme


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


class Read(NamedTuple):
    """How a rule was read of a fact. ``where`` is None without a guard, ``require`` for a judgement rule."""

    where: Tested | None
    require: Tested | None

    @property
    def applies(self) -> bool | None:
        """Whether the rule speaks of the fact."""
        return True if self.where is None else self.where.found


class Details:
    """What few ask of an evaluation: worked out when it is first asked for, and kept. It knows no outcomes."""

    def __init__(
        self,
        scheme: Scheme,
        rules: Mapping[str, ResolvedRule],
        measurers: Mapping[str, Measurer],
        facts: Mapping[str, list[Fact]],
    ) -> None:
        self._scheme, self._rules, self._measurers, self._facts = scheme, rules, measurers, facts
        self._read: dict[tuple[str, int], Read] = {}
        self._selectors: dict[tuple[str, int], Callable[[Fact], Selection]] = {}
        self._by_document: dict[int, Mapping[str, list[Fact]]] = {}

    def read(self, rule_id: str, fact: Fact) -> Read:
        """Return every comparison that a rule makes of a fact, with both values and what it said."""
        key = (rule_id, id(fact))
        found = self._read.get(key)
        if found is None:
            resolved = self._rules[rule_id]
            rule, types = resolved.rule, self._scheme.types[fact.kind]
            where = None if resolved.where == ALWAYS else _tested(rule.where, resolved.where, types, fact)
            require = None
            if rule.require is not None and resolved.require is not None:
                require = _tested(rule.require, resolved.require, types, fact)
            found = self._read[key] = Read(where, require)
        return found

    def counted(self, measured: str, fact: Fact) -> Selection:
        """Return the facts that a measure counted for a fact, and those of which it is unknown whether they count.

        ``measured`` is the full name of the attribute that it gave: ``begroting.subsidiabel``.
        """
        measurer = self._measurers[measured]
        key = (measured, id(fact.document) if measurer.measure.over != "round" else 0)
        select = self._selectors.get(key)
        if select is None:
            among = self._among(measurer, fact).get(measurer.measure.of, ())
            select = self._selectors[key] = measurer.selector(Table(among))
        return select(fact)

    def _among(self, measurer: Measurer, fact: Fact) -> Mapping[str, list[Fact]]:
        """Return the facts that a measure looks at: all of them, or in a round those of the fact's own document."""
        if fact.document is None or measurer.measure.over == "round":
            return self._facts
        own = self._by_document.get(id(fact.document))
        if own is None:
            own = {
                kind: [one for one in facts if one.document is None or one.document is fact.document]
                for kind, facts in self._facts.items()
            }
            self._by_document[id(fact.document)] = own
        return own


class Evaluation:
    """What was found of an application, or of the applications of a round together.

    ``raised`` is what durable-rules finds and ``direct`` what the direct reading does, by the number of the rule and
    the position of the fact; ``first`` is the position of the first fact of each kind. An outcome holds what explains
    it, and that holds ``details`` but not this record: so nothing holds itself, and memory is free at once.
    """

    def __init__(
        self,
        scheme: Scheme,
        parameters: Mapping[str, Scalar | tuple[Scalar, ...]],
        rules: Mapping[str, ResolvedRule],
        measurers: Mapping[str, Measurer],
        gatherer: Gatherer,
        facts: Mapping[str, list[Fact]],
        document: Document,
    ) -> None:
        self.scheme, self.parameters, self.rules = scheme, parameters, rules
        self.measurers, self.gatherer, self.facts, self.document = measurers, gatherer, facts, document
        self.details = Details(scheme, rules, measurers, facts)
        self.first: dict[str, int] = {}
        self.raised: Findings = {}
        self.direct: Findings = {}
        self.outcomes: tuple[Outcome, ...] = ()

    def read(self, rule_id: str, fact: Fact) -> Read:
        """Return every comparison that a rule makes of a fact; see :meth:`Details.read`."""
        return self.details.read(rule_id, fact)

    def counted(self, measured: str, fact: Fact) -> Selection:
        """Return the facts that a measure counted for a fact; see :meth:`Details.counted`."""
        return self.details.counted(measured, fact)


def leaves(tested: Tested | None) -> Iterator[Compared]:
    """Yield every comparison in what was tested, in the order in which it was written."""
    if isinstance(tested, Grouped):
        for part in tested.parts:
            yield from leaves(part)
    elif tested is not None:
        yield tested


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
