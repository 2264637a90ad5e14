"""From fields that may vary to the values of facts: which attributes read a field, and what they become.

A field varies only where everything that reads it can be told exactly. So one stays as it stands that tells parts
apart, that chooses which facts there are, or from which something follows in a way that is not told here.
"""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from sto_check.engine.answers import answer_test
from sto_check.engine.field_values import converter, is_part, walk
from sto_check.engine.parts import parts_at
from sto_check.proof.algebra import every, no, pick, some
from sto_check.proof.fields import Field, may_vary
from sto_check.proof.spots import spots_of
from sto_check.proof.values import Number, cases_of, known, number_of
from sto_check.proof.years import Day, in_years, within_reach, years_between
from sto_check.scheme.bounds import FIRST_DAY
from sto_check.scheme.derived import derivation, derived_from, read_from
from sto_check.scheme.operators.formula import holds

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from sto_check.engine.evaluation import Evaluation
    from sto_check.engine.fact import Fact, Value
    from sto_check.forms.form import Check
    from sto_check.forms.load import Application
    from sto_check.proof.algebra import Flag, Whole
    from sto_check.proof.spot import Content, Spot
    from sto_check.proof.values import Varying
    from sto_check.scheme.entries import AttributeEntry
    from sto_check.text.place import Path


_OF_NUMBERS = frozenset({"amount", "integer", "distance", "day"})


class Reader(NamedTuple):
    """An attribute of a fact that reads a field of the document, by itself or together with ``others``."""

    fact: Fact
    name: str
    entry: AttributeEntry
    others: tuple[Path, ...]


class Variation(NamedTuple):
    """The fields that vary, what they make of the facts, and what a document must keep to whatever they are.

    ``reach`` is what is looked at of the days of a period without years: some years around it.
    """

    fields: tuple[Field, ...]
    values: Mapping[tuple[int, str], Varying]
    rules: tuple[Flag, ...]
    reach: tuple[Flag, ...]


class Variable:
    """A document of which fields may vary: which of them can, and what reads them. Made once, and asked many times."""

    def __init__(
        self,
        application: Application,
        record: Evaluation,
        chosen: Callable[[Spot], bool] = lambda _spot: True,
        *,
        left_out: bool = False,
    ) -> None:
        """Take the fields that are chosen; ``left_out`` is whether what is given may also be left out."""
        self._application, self._record = application, record
        spots = spots_of(application)
        self._readers = _readers(record)
        held = _held(application, record, spots) | _parts_read(application, self._readers, spots)
        self._unread = {spot.path: spot for spot in spots if spot.path not in self._readers and spot.path not in held}
        self._left_out = left_out
        self._fields = {
            spot.path: may_vary(spot, left_out=left_out)
            for spot in spots
            if spot.path in self._readers and spot.path not in held and chosen(spot)
        }
        told = _Told(application, record, self._fields)
        # Lists give way to the days that are worked out together with them.
        for path in sorted(self._fields, key=lambda path: self._fields[path].number is not None):
            if not all(told.can_tell(reader, path) for reader in self._readers[path]):
                del self._fields[path]

    @property
    def spots(self) -> list[Spot]:
        """The fields that can vary, as they stand."""
        return [field.spot for field in self._fields.values()]

    def take(self, paths: Iterable[Path]) -> None:
        """Let these fields vary too where nothing reads them: another version of the rules may."""
        for path in paths:
            if path in self._unread:
                self._fields[path] = may_vary(self._unread[path], left_out=self._left_out)

    def where(self, paths: Container[Path] | None = None) -> Variation:
        """Return what varies where these fields may, and no others; all that can where nothing is said."""
        fields = {path: field for path, field in self._fields.items() if paths is None or path in paths}
        told = _Told(self._application, self._record, fields)
        reads = [(path, reader) for path in fields for reader in self._readers.get(path, ())]
        values: dict[tuple[int, str], Varying] = {}
        for path, reader in reads:
            values[id(reader.fact), reader.name] = told.value(reader, path)
        _in_order(self._record, values)
        rules = [rule for field in fields.values() for rule in field.rules]
        reach = [limit for path, reader in reads for limit in told.limits(reader, path)]
        rules += [*_checks(self._application, fields), *reach]
        return Variation(tuple(fields.values()), values, tuple(rules), tuple(reach))


def _readers(record: Evaluation) -> dict[Path, list[Reader]]:
    """Return which attributes read each field."""
    found: dict[Path, list[Reader]] = {}
    for kind, facts in record.facts.items():
        attributes = record.scheme.kinds[kind].attributes
        for fact in facts:
            for name in fact.values.keys() & attributes.keys():
                paths = record.gatherer.paths_of(fact, name, every=True)
                for path in paths:
                    others = tuple(other for other in paths if other != path)
                    found.setdefault(path, []).append(Reader(fact, name, attributes[name], others))
    return found


def _held(application: Application, record: Evaluation, spots: Sequence[Spot]) -> set[Path]:
    """Return the fields that say which facts there are and which are one, and those of parts that are one."""
    held: set[Path] = set()
    for kind, facts in record.facts.items():
        entry = record.scheme.kinds[kind]
        telling = {*entry.where, *(read_from(entry.attributes[name], name)[0] for name in entry.one_by)}
        joined = {name for fact in facts for name in _ids(fact) if len(_ids(fact)) > 1}
        for steps in entry.paths:
            for part in parts_at(application.content, steps):
                held |= {(*part.path, *field.split(".")) for field in telling}
                if part.name in joined:
                    held |= {spot.path for spot in spots if spot.path[: len(part.path)] == part.path}
    for measure in (measurer.measure for measurer in record.measurers.values()):
        for fact in record.facts.get(measure.of, ()) if measure.distinct else ():
            held |= {path for name in measure.distinct for path in record.gatherer.paths_of(fact, name, every=True)}
    return held


def _parts_read(application: Application, readers: Mapping[Path, list[Reader]], spots: Sequence[Spot]) -> set[Path]:
    """Return the fields inside a part that an attribute reads as a whole, such as which of its keys are given."""
    read = {path for path in readers if is_part(_at(application.content, path))}
    return {spot.path for spot in spots if any(spot.path[:end] in read for end in range(1, len(spot.path)))}


def _ids(fact: Fact) -> tuple[str, ...]:
    ids = fact.values.get("ids")
    return ids if isinstance(ids, tuple) else ()


def _at(content: Any, path: Path) -> Any:
    for step in path:
        content = content[step] if isinstance(step, int) else walk(content, [step])
        if content is None:
            return None
    return content


class _Told:
    """What the attributes become that read fields which vary."""

    def __init__(self, application: Application, record: Evaluation, fields: Mapping[Path, Field]) -> None:
        self._content, self._fields = application.content, fields
        self._is_answer = answer_test(record.scheme.head.no_answer)

    def can_tell(self, reader: Reader, path: Path) -> bool:
        """Whether what an attribute becomes can be told, where this field varies."""
        entry, field = reader.entry, self._fields.get(path)
        if field is None or reader.fact.is_contradicted(reader.name):
            return False
        if entry.unwritten and not field.spot.written:
            return False
        found = derived_from(entry)
        if found is None:
            return not reader.others and (field.number is None or entry.type in _OF_NUMBERS)
        way, _ = found
        varying = [self._fields[other] for other in reader.others if other in self._fields]
        if field.number is None:
            return not varying
        if way == "product":
            return field.spot.sort == "amount" and not varying
        if field.spot.sort != "day" or any(other.number is None for other in varying):
            return False
        days = [other for other in reader.others if not isinstance(_at(self._content, other), list | int)]
        if way == "years":
            return bool(self._years(reader)) or self._reach(reader, path) is not None
        return way in {"first_day", "last_day"} and all(_at(self._content, other) is None for other in days)

    def value(self, reader: Reader, path: Path) -> Varying:
        """Return what an attribute becomes where the field at a path varies."""
        field, found = self._fields[path], derived_from(reader.entry)
        if found is None:
            return self._direct(reader, field)
        way, _ = found
        if field.number is None:
            return self._derived(reader, path, field)
        if way == "product":
            return self._product(reader, field)
        if way == "years":
            return self._years_of(reader, path)
        return self._end(way, self._years(reader), field)

    def _direct(self, reader: Reader, field: Field) -> Varying:
        if field.number is not None:
            return Number(field.number, field.number, field.given, field.given)
        convert = converter(reader.entry, self._is_answer)
        return cases_of([*((flag, convert(_as_read(word))) for flag, word in field.options), (no(field.given), None)])

    def _derived(self, reader: Reader, path: Path, field: Field) -> Varying:
        work_out, convert = derivation(reader.entry), converter(reader.entry, self._is_answer)
        assert work_out is not None, "it follows from a field"
        names = {str(other[-1]): _at(self._content, other) for other in reader.others}
        cases: list[tuple[Flag, Value]] = []
        for flag, word in [*field.options, (no(field.given), None)]:
            value = work_out(SimpleNamespace(**names, **{str(path[-1]): _as_read(word)}))
            cases.append((flag, None if value is None else convert(value)))
        return cases_of(cases)

    def _days(self, reader: Reader, path: Path) -> list[Day]:
        """Return the days that an attribute is worked out from, the field at this path among them."""
        found = []
        for one in (path, *reader.others):
            now, field = _at(self._content, one), self._fields.get(one)
            if field is not None:
                found.append(Day(field.given, field.number, now.toordinal() if isinstance(now, date) else None))
            elif isinstance(now, date):
                found.append(Day(True, now.toordinal(), now.toordinal()))
        return found

    def _reach(self, reader: Reader, path: Path) -> range | None:
        return within_reach(self._days(reader, path))

    def _years_of(self, reader: Reader, path: Path) -> Varying:
        if self._years(reader):
            return known(reader.fact.values[reader.name])
        convert, years = converter(reader.entry, self._is_answer), self._reach(reader, path)
        assert years is not None, "it can be told"
        between = years_between(self._days(reader, path), years)
        return cases_of([(flag, None if found is None else convert(found)) for flag, found in between])

    def limits(self, reader: Reader, path: Path) -> list[Flag]:
        """Return what a field keeps to so that what an attribute becomes can be told: days come within reach."""
        found, field = derived_from(reader.entry), self._fields[path]
        if found is None or found[0] != "years" or field.number is None or self._years(reader):
            return []
        years = self._reach(reader, path)
        return [] if years is None else [some([no(field.given), in_years(field.number, years)])]

    def _years(self, reader: Reader) -> list[int]:
        given = [_at(self._content, other) for other in reader.others]
        lists = [value if isinstance(value, list) else [value] for value in given if isinstance(value, list | int)]
        return [year for years in lists for year in years]

    def _product(self, reader: Reader, field: Field) -> Varying:
        numerator, denominator = 1, 1
        for other in reader.others:
            value = _at(self._content, other)
            if value is None:
                return known(None)
            over, under = value.as_integer_ratio()
            numerator, denominator = numerator * over, denominator * under
        product = (2 * numerator * field.variable + denominator) / (2 * denominator)
        return Number(product, product, field.given, field.given)

    def _end(self, way: str, years: list[int], field: Field) -> Varying:
        """Return the first or last day of a period of which a day varies and the years, if it has any, do not."""
        if not years:
            return Number(field.number, field.number, field.given, field.given)
        if way == "first_day":
            end = date(min(years), 1, 1).toordinal()
            within = holds("<", field.variable, date(min(years) + 1, 1, 1).toordinal())
        else:
            end = date(max(years), 12, 31).toordinal()
            within = holds(">=", field.variable, date(max(years), 1, 1).toordinal())
        day = pick(every([field.given, within]), field.number, end)
        return Number(day, day, True, True)


def _as_read(value: Content | None) -> Any:
    """Return a value as a document holds it once it is read: words and years of a list as a list."""
    return list(value) if isinstance(value, tuple) else value


def _in_order(record: Evaluation, values: dict[tuple[int, str], Varying]) -> None:
    """Say of a day that is not known what follows from another: a last day is not before the first."""
    for kind, facts in record.facts.items():
        pairs = [(item.not_before, last) for last, item in record.scheme.kinds[kind].attributes.items()]
        for first, last in pairs:
            for fact in facts if first else ():
                keys = (id(fact), str(first)), (id(fact), last)
                if first in fact.values and last in fact.values and (keys[0] in values or keys[1] in values):
                    one, other = (number_of(values.get(key, known(fact.values[key[1]]))) for key in keys)
                    begins, ends = every([one.has_low, one.has_high]), every([other.has_low, other.has_high])
                    values[keys[0]] = Number(
                        pick(begins, one.low, FIRST_DAY), pick(begins, one.high, other.high), some([begins, ends]),
                        some([begins, ends]),
                    )  # fmt: skip
                    values[keys[1]] = Number(pick(ends, other.low, one.low), other.high, some([begins, ends]), ends)


def _checks(application: Application, fields: Mapping[Path, Field]) -> list[Flag]:
    """Return what the form asks of fields together, where some of them vary."""
    return [
        rule
        for check in application.form.checks
        for part in parts_at(application.content, check.path)
        for rule in _check(check, [(*part.path, *steps) for steps in check.fields], application.content, fields)
    ]


def _check(check: Check, paths: list[Path], content: Any, fields: Mapping[Path, Field]) -> list[Flag]:
    if not any(path in fields for path in paths):
        return []
    if check.kind == "in_years":
        return _days_in_years(paths[:-1], paths[-1], content, fields)
    ends: list[tuple[Flag, Whole]] = []
    for path in paths:
        now = _at(content, path)
        value = now.toordinal() if isinstance(now, date) else now
        ends.append((fields[path].given, fields[path].number) if path in fields else (now is not None, value))
    (one_given, one), (other_given, other) = ends
    if one_given is False or other_given is False:
        return []
    order = holds("<" if check.kind == "increasing" else "<=", one, other)
    return [some([no(one_given), no(other_given), order])]


def _days_in_years(days: list[Path], listed: Path, content: Any, fields: Mapping[Path, Field]) -> list[Flag]:
    """Return that each day that is given comes in one of the years of a list, where any are given."""
    field = fields.get(listed)
    now = _at(content, listed)
    lists = field.options if field else [(True, tuple(now))] if now else []
    found: list[Flag] = []
    for path in days:
        day, stands_at = fields.get(path), _at(content, path)
        if day is None and stands_at is None:
            continue
        given, number = (day.given, day.variable) if day else (True, stands_at.toordinal())
        for flag, years in lists:
            if isinstance(years, tuple) and years:
                within = [in_years(number, range(int(year), int(year) + 1)) for year in years]
                found.append(some([no(flag), no(given), *within]))
    return found
