"""A scheme that has been read and held together: every name it uses is known and every condition fits its types."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from sto_check.documents.document import fingerprint
from sto_check.scheme.basis import Basis, cited
from sto_check.scheme.condition import (
    ALWAYS,
    Condition,
    Parameter,
    Share,
    SubjectAttribute,
    Type,
    attributes_read,
    comparisons,
)
from sto_check.scheme.errors import DayOutsideSchemeError, UnknownRuleError, UnknownVariantError, not_known
from sto_check.scheme.parameters import basis_on
from sto_check.scheme.placeholders import SUBJECT, placeholders
from sto_check.text.errors import Problem
from sto_check.text.language import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sto_check.forms.form import Form
    from sto_check.scheme.entries import Consequence, DecisionFile, Judge, KindEntry, SchemeFile, Scope, Source
    from sto_check.text.place import Path, Place

MeasureForm = Literal["count", "sum", "take", "add"]
TableRow = dict[str, int | str]


class Measure(NamedTuple):
    """``kind.name`` is the count, sum or value of other facts; ``read`` is the attribute summed or taken.

    ``distinct`` names the attributes by which facts are told apart: those that are equal in all of them count once.
    """

    kind: str
    name: str
    form: MeasureForm
    type: Type
    of: str = ""
    read: str = ""
    add: tuple[str, ...] = ()
    where: Condition = ALWAYS
    over: Scope = "application"
    distinct: tuple[str, ...] = ()
    signed: bool = False
    """Whether it may be less than zero, so that nothing is known of it as long as a part of it is not."""

    @property
    def full_name(self) -> str:
        """The name as measures.yaml writes it: ``begroting.subsidiabel``."""
        return f"{self.kind}.{self.name}"

    def reads(self) -> list[str]:
        """Return the full names of the attributes it reads: of what it measures and of its subject."""
        of = [*attributes_read(self.where), *([self.read] if self.read else ())]
        operands = [comparison.operand for comparison in comparisons(self.where)]
        subject = [operand.name for operand in operands if isinstance(operand, SubjectAttribute)]
        names = [f"{self.of}.{name}" for name in of]
        names += [f"{self.kind}.{name}" for name in self.add]
        names += [f"{self.of}.{name}" for name in self.distinct]
        return names + [f"{self.kind}.{name}" for name in subject]


class Sentence(NamedTuple):
    """A sentence of a remedy, said of facts for which ``when`` holds; ``key`` is where the rule has it."""

    when: Condition
    text: Text
    key: Path


class Rule(NamedTuple):
    """A rule with its conditions read. ``require`` is None for a judgement rule, and then ``judge`` is not."""

    id: str
    theme: Text
    title: Text
    kind: str
    where: Condition
    require: Condition | None
    judge: Judge | None
    otherwise: Consequence
    unknown: Consequence
    basis: tuple[Basis, ...]
    marked: bool
    """Whether it is written that what it leads to is our reading."""
    reason: Text
    remedy: tuple[Sentence, ...]
    supply: Text | None
    place: Place | None
    scope: Scope = "application"

    @property
    def is_reading(self) -> bool:
        """Whether we read into a source what it does not say itself."""
        return any(basis.reading for basis in self.basis)

    def texts(self) -> Iterator[tuple[Path, Text]]:
        """Each text that may hold figures, with the keys under which the rule has it."""
        if self.reason.nl or self.reason.en:
            yield ("reason",), self.reason
        yield from ((sentence.key, sentence.text) for sentence in self.remedy)
        if self.supply:
            yield ("supply",), self.supply

    def attributes(self) -> list[str]:
        """The attributes of its subject that it reads: in its conditions, and to choose and fill in its texts."""
        conditions = [self.where, *([self.require] if self.require else []), *(one.when for one in self.remedy)]
        names = [name for condition in conditions for name in attributes_read(condition)]
        return list(dict.fromkeys(names + [name for name in self.named() if name != SUBJECT and name[0] != "$"]))

    def named(self) -> list[str]:
        """The names in the placeholders of its texts: attributes, ``$parameters`` and ``subject``."""
        return [name for _, text in self.texts() for lang in LANGUAGES for name, _ in placeholders(text[lang])]

    @property
    def parameters(self) -> list[str]:
        """The parameters that it holds attributes against, in the order in which they are written."""
        return _parameters([self.where, *([self.require] if self.require else [])])

    @property
    def all_parameters(self) -> list[str]:
        """Those, and the parameters that choose or stand in its texts."""
        told = [name[1:] for name in self.named() if name.startswith("$")]
        return list(dict.fromkeys([*self.parameters, *_parameters([one.when for one in self.remedy]), *told]))


def _parameters(conditions: list[Condition]) -> list[str]:
    operands = [one.operand for condition in conditions for one in comparisons(condition)]
    used = [operand.percent if isinstance(operand, Share) else operand for operand in operands]
    return list(dict.fromkeys(one.name for one in used if isinstance(one, Parameter)))


class Table(NamedTuple):
    """Figures from a data file, as the vocabulary types them, each row with its place."""

    name: str
    rows: tuple[TableRow, ...]
    places: tuple[Place | None, ...]


@dataclass(frozen=True, eq=False)
class Scheme:
    """Everything the rules folder says. ``types`` gives for each kind its attributes, measured ones included."""

    head: SchemeFile
    sources: Mapping[str, Source]
    kinds: Mapping[str, KindEntry]
    types: Mapping[str, Mapping[str, Type]]
    measures: tuple[Measure, ...]
    rules: tuple[Rule, ...]
    decision: DecisionFile
    tables: Mapping[str, Table]
    files: tuple[bytes, ...] = field(repr=False)
    """What its files hold, tables included."""
    folder: str
    form: Form
    """What the document asks that is checked."""
    _basis: dict[tuple[str, date, str | None], tuple[Basis, ...]] = field(default_factory=dict, repr=False)
    _by_id: dict[str, Rule] = field(default_factory=dict, repr=False)

    @property
    def id(self) -> str:
        """The scheme's name: ``sto-2025-2028``."""
        return self.head.id

    @cached_property
    def fingerprint(self) -> str:
        """The fingerprint in hexadecimal of all its files, whatever their names and order; made when asked for."""
        return fingerprint("".join(sorted(map(fingerprint, self.files))).encode())

    def rules_of(self, scope: Scope) -> tuple[Rule, ...]:
        """Return the rules about one application, or those about all applications of a round together."""
        return tuple(rule for rule in self.rules if rule.scope == scope)

    def rule(self, rule_id: str) -> Rule:
        """Return the rule of that id (capitals do not matter); raises UnknownRuleError with the nearest id."""
        if not self._by_id:
            self._by_id.update({rule.id.upper(): rule for rule in self.rules})
        found = self._by_id.get(rule_id.upper())
        if found is None:
            raise UnknownRuleError(
                not_known("unknown-rule", "De regel", "The rule", rule_id, [rule.id for rule in self.rules])
            )
        return found

    def gives(self, rule: Rule, consequence: Consequence, *, unknown: bool = False) -> bool:
        """Return whether a source itself says that this follows from the rule; else it is our reading.

        Where we read the rule itself into a source, no source says what follows from it. What follows where something
        is unknown may also be said by what the way of deciding rests on.
        """
        rests = rule.basis + (cited(self.decision.basis, self.sources) if unknown else ())
        return not rule.is_reading and any(basis.gives == consequence for basis in rests)

    def basis_on(self, rule: Rule, day: date, variant: str | None) -> tuple[Basis, ...]:
        """Return what a rule rests on, and after that what the values that it reads rest on, on that day."""
        key = (rule.id, day, variant)
        if key not in self._basis:
            entries = [self.head.parameters[name] for name in rule.parameters]
            values = [one for entry in entries for one in cited(basis_on(entry, day, variant), self.sources)]
            told = {(one.ask, one.says) for one in rule.basis}
            more = {(one.ask, one.says): one for one in values if (one.ask, one.says) not in told}
            self._basis[key] = (*rule.basis, *more.values())
        return self._basis[key]

    def bounded(self, kind: str) -> frozenset[str]:
        """Return the attributes of a kind of which only bounds may be known: what is counted or added up, and days."""
        days = {
            name
            for word, entry in self.kinds[kind].attributes.items()
            if entry.not_before is not None
            for name in (word, entry.not_before)
        }
        return frozenset(days | {measure.name for measure in self.measures if measure.kind == kind})

    def signed(self, kind: str) -> frozenset[str]:
        """Return the attributes of a kind that may be less than zero."""
        from sto_check.scheme.signed import (
            signed_attributes,  # which asks of models, and of what is compiled none is made
        )

        names = signed_attributes(self.form.model, {kind: self.kinds[kind]})
        measured = {measure.name for measure in self.measures if measure.kind == kind and measure.signed}
        return frozenset({name.removeprefix(f"{kind}.") for name in names} | measured)

    def require_variant(self, variant: str) -> None:
        """Raise UnknownVariantError unless the scheme has this variant."""
        if variant not in self.head.variants:
            raise UnknownVariantError(
                not_known("unknown-variant", "De variant", "The variant", variant, list(self.head.variants))
            )

    def require_in_force(self, day: date) -> None:
        """Raise DayOutsideSchemeError unless the scheme is in force on that day."""
        first, last = self.head.in_force.from_, self.head.in_force.until
        if not first <= day <= last:
            raise DayOutsideSchemeError(
                Problem(
                    "day-outside-scheme",
                    Text(
                        f"{self.id} geldt niet op {day.isoformat()}.",
                        f"{self.id} is not in force on {day.isoformat()}.",
                    ),
                    hint=Text(
                        f"Kies een dag van {first.isoformat()} tot en met {last.isoformat()}.",
                        f"Choose a day from {first.isoformat()} to {last.isoformat()} inclusive.",
                    ),
                )
            )

    def day_for(self, received: date | None) -> date:
        """Return the day whose parameter values count for an application received on ``received``.

        That is the day of receipt, or the nearest day on which the scheme is in force.
        """
        first, last = self.head.in_force.from_, self.head.in_force.until
        return first if received is None else min(max(received, first), last)
