"""Measures: counts and sums over other facts, each written into the fact it is about as one more value.

What is counted is found through an index where the measure compares with an attribute of its subject, so that a
thousand cost lines and a hundred activities cost a thousand steps and not a hundred thousand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sto_check.engine.columns import Columns, Table
from sto_check.engine.distinct import distinct
from sto_check.engine.reading import tests_of
from sto_check.scheme.bounds import Bounds, within
from sto_check.scheme.condition import AllOf, Comparison, SubjectAttribute, comparisons

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sto_check.engine.fact import Fact, Value
    from sto_check.engine.reading import Tests
    from sto_check.scheme.condition import Type
    from sto_check.scheme.scheme import Measure

_NO_SUBJECT: dict[str, Value] = {}
_NUMBERS = {int, bool}
_new = tuple.__new__
"""Makes a named tuple without a call in Python: there is one for nearly every subject of every measure."""

NO_FACTS = Table(())


class Selection(NamedTuple):
    """The facts that a measure counts for one subject, and those of which it is unknown whether they count."""

    known: Sequence[Fact]
    unknown: Sequence[Fact]


class Measurer:
    """Takes one measure. ``types`` are those of the kind that is counted."""

    def __init__(self, measure: Measure, types: Mapping[str, Type]) -> None:
        self.measure = measure
        parts = measure.where.parts if isinstance(measure.where, AllOf) else (measure.where,)
        compared = [
            part for part in parts if any(isinstance(one.operand, SubjectAttribute) for one in comparisons(part))
        ]
        fixed = tuple(part for part in parts if part not in compared)
        single = [part for part in compared if isinstance(part, Comparison)]
        self._found_by = [part for part in single if part.operator.lookup]
        self._keys = [part for part in single if part.operator.lookup == "same"]
        if self._found_by and self._found_by[0] not in self._keys:
            self._keys = self._found_by[:1]
        self._compared = len(compared)
        operands = [one.operand for part in compared for one in comparisons(part)]
        self._asks = list(dict.fromkeys(one.name for one in operands if isinstance(one, SubjectAttribute)))
        self._alone = not compared
        self._fixed = tests_of(AllOf(fixed), types) if fixed else None
        self._parts, self._types = compared, types

    def take(self, tables: Mapping[str, Table]) -> None:
        """Give every subject among the facts its measured value."""
        measure, name = self.measure, self.measure.name
        subjects = tables.get(measure.kind, NO_FACTS)
        if measure.form == "add":
            parts = [subjects.columns[part] for part in measure.add]
            measured = [self._within(*added(values)) for values in zip(*parts, strict=True)]
        else:
            measured = self._taken(subjects, tables.get(measure.of, NO_FACTS))
        subjects.give(name, measured)

    def _taken(self, subjects: Table, table: Table) -> list[Value]:
        """Return what is measured for each subject; for those alike in all that is asked of them it is the same."""
        known, unknown = self._fitting(table)
        asked: list[Any] = [subjects.columns[one] for one in self._asks]
        asked = list(zip(*asked, strict=True)) if asked else [()] * len(subjects.facts)
        select, whole = self._plainly(subjects, table, known, unknown), table.whole
        if select is not None:
            groups = {key: self._value(select(key), (), whole=True) for key in set(asked)}
            return [groups[key] for key in asked]
        choose, alone = self._choose(known, unknown), self._alone
        taken: dict[tuple[Value, ...], Value] = {}
        measured: list[Value] = []
        for fact, key in zip(subjects.facts, asked, strict=True):
            if not (alone or fact.given):
                measured.append(None)
                continue
            if key not in taken:
                taken[key] = self._value(*choose(fact), whole=whole)
            measured.append(taken[key])
        return measured

    def _plainly(
        self, subjects: Table, table: Table, known: Table, unknown: Table
    ) -> Callable[[tuple[Any, ...]], Sequence[Fact]] | None:
        """Return a function that gives the facts to count by what is asked of a subject; None where it is not so plain.

        So it is where everything is there and known, and what is asked is the same word, or one in a list.
        """
        if unknown.facts or not (table.whole and subjects.whole) or len(self._keys) != self._compared:
            return None
        names = [part.attribute for part in self._keys]
        if not all(map(known.known, names)) or not all(map(subjects.known, self._asks)):
            return None
        if not names:
            return lambda _asked: known.facts
        if len(names) > 1:
            if len(self._asks) != len(names):
                return None
            several = _index(known, zip(*[known.columns[name] for name in names], strict=True))
            return lambda asked: () if "" in asked else several.get(asked, ())
        lookup = self._keys[0].operator.lookup
        index = (_index_of_words if lookup == "in its list" else _index)(known, known.columns[names[0]])

        def select(asked: tuple[Any, ...]) -> Sequence[Fact]:
            (value,) = asked
            if lookup == "in the subject's list":
                return [fact for word in dict.fromkeys(value) if word for fact in index.get(word, ())]
            return () if value == "" else index.get(value, ())

        return select

    def selector(self, table: Table) -> Callable[[Fact], Selection]:
        """Return a function that gives, for a subject, the facts of a table that this measure rests on."""
        return self._choose(*self._fitting(table))

    def _choose(self, known: Table, unknown: Table) -> Callable[[Fact], Selection]:
        if not self._found_by:
            fitting, tests = Selection(known.facts, unknown.facts), self._tests_beside(None)
            return lambda subject: _narrowed(fitting, subject, tests)
        return self._by_subject(self._best_key(known), known, unknown)

    def _best_key(self, known: Table) -> Comparison:
        """Return the comparison with the subject that leaves the fewest facts to look at."""
        if len(self._found_by) == 1:
            return self._found_by[0]
        return max(self._found_by, key=lambda part: len(set(known.columns[part.attribute])))

    def _fitting(self, table: Table) -> tuple[Table, Table]:
        """Hold facts to the part of the measure that is the same for every subject: those that fit, and that may."""
        if self._fixed is None:
            return table, NO_FACTS
        found = self._fixed(table.columns, _NO_SUBJECT)
        known = table if all(found) else table.only(map(bool, found))
        return known, table.only([one is None for one in found]) if None in found else NO_FACTS

    def _by_subject(self, key: Comparison, known: Table, unknown: Table) -> Callable[[Fact], Selection]:
        assert isinstance(key.operand, SubjectAttribute)
        wanted, lookup, tests = key.operand.name, key.operator.lookup, self._tests_beside(key)
        several, listed = lookup == "in its list", lookup == "in the subject's list"
        index = _index_of_words if several else _index
        sure, unsure = (index(table, table.columns[key.attribute]) for table in (known, unknown))
        open_ = [*sure.get(None, ()), *unsure.get(None, ())]
        everything = [*known.facts, *unknown.facts]

        def select(subject: Fact) -> Selection:
            value = subject.values[wanted]
            if value is None or isinstance(value, Bounds):
                return _narrowed(Selection((), everything), subject, tests)
            if listed and isinstance(value, tuple):
                found = [fact for word in dict.fromkeys(value) if word for fact in sure.get(word, ())]
                doubtful = [fact for word in dict.fromkeys(value) if word for fact in unsure.get(word, ())]
                return _narrowed(Selection(found, [*doubtful, *open_]), subject, tests)
            if value == "":  # a name that was given empty names nothing
                return _narrowed(Selection((), open_), subject, tests)
            doubtful = unsure.get(value, [])
            doubtful = [*doubtful, *open_] if doubtful else open_
            return _narrowed(_new(Selection, (sure.get(value, ()), doubtful)), subject, tests)

        return select

    def _tests_beside(self, key: Comparison | None) -> Tests | None:
        """Return the comparisons with the subject beside the one by which facts are found; None where none are left."""
        others = tuple(part for part in self._parts if part is not key)
        return tests_of(AllOf(others), self._types) if others else None

    def _value(self, known: Sequence[Fact], unknown: Sequence[Fact], *, whole: bool) -> Value:
        """Return what is measured, or its bounds: what is unknown may count or not, and is zero or more.

        ``whole`` says that every list is there; one that is not may hold any number.
        """
        read = self.measure.read
        if self.measure.form == "take":
            return known[0].values[read] if len(known) == 1 and not unknown else None
        if self.measure.form == "sum":
            sure = added([fact.values[read] for fact in known])
            more = added([fact.values[read] for fact in unknown])
            if self.measure.signed and unknown:
                return None
            return self._within(sure[0], None if sure[1] is None or more[1] is None else sure[1] + more[1])
        unbounded = not whole and not all(fact.given for fact in (*known, *unknown))
        here = known if whole else [fact for fact in known if fact.given]
        if self.measure.distinct:
            low, high = distinct(here, unknown, self.measure.distinct)
        else:
            low, high = len(here), len(here) + len(unknown)
        return within(low, None if unbounded else high)

    def _within(self, low: int, high: int | None) -> Value:
        """Return a sum, or what is known of it: of parts that may be less than zero nothing, as long as one is not."""
        return within(low, high) if low == high or not self.measure.signed else None


def _narrowed(selection: Selection, subject: Fact, tests: Tests | None) -> Selection:
    """Hold a selection to further comparisons with the subject, if there are any."""
    if tests is None:
        return selection
    known: list[Fact] = []
    unknown: list[Fact] = []
    for certain, facts in ((True, selection.known), (False, selection.unknown)):
        columns = Columns([fact.values for fact in facts])
        for fact, found in zip(facts, tests(columns, subject.values), strict=True):
            if found is not False:
                (known if found and certain else unknown).append(fact)
    return Selection(known, unknown)


def added(values: Sequence[Value]) -> tuple[int, int | None]:
    """Return the least and the most that amounts come to together; one that is unknown is zero or more."""
    if set(map(type, values)) <= _NUMBERS:
        low = sum(values)  # type: ignore[arg-type]
        return low, low
    low, high, bounded = 0, 0, True
    for value in values:
        if isinstance(value, int):
            low += value
            high += value
        elif isinstance(value, Bounds):
            low += value.low
            high += value.high or 0
            bounded = bounded and value.high is not None
        else:
            bounded = False
    return low, high if bounded else None


def _index(table: Table, values: Iterable[Any]) -> dict[Any, list[Fact]]:
    """Return facts by these values of theirs; of bounds it is not known which number it is."""
    index: dict[Any, list[Fact]] = {}
    for fact, value in zip(table.facts, values, strict=True):
        index.setdefault(None if value.__class__ is Bounds else value, []).append(fact)
    return index


def _index_of_words(table: Table, values: Iterable[Any]) -> dict[Any, list[Fact]]:
    """Return facts by each word of these lists of theirs; a word that a list has twice counts once."""
    index: dict[Any, list[Fact]] = {}
    for fact, value in zip(table.facts, values, strict=True):
        for one in dict.fromkeys(value) if isinstance(value, tuple) else (value,):
            index.setdefault(one, []).append(fact)
    return index
