"""Facts from an application, as the vocabulary of the scheme says: one for each part, word or row of a table."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from sto_check.engine.answers import answer_test
from sto_check.engine.fact import NOWHERE, Fact, Value
from sto_check.engine.field_values import converter, field_of, is_blank, is_part, joined_list, unchanged, walk
from sto_check.engine.parts import Part, parts_at
from sto_check.engine.walk import known_by, lacking, owner_of
from sto_check.scheme.bounds import FIRST_DAY, Bounds
from sto_check.scheme.derived import derivation, read_from, to_fill_in
from sto_check.text.place import steps_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pydantic import BaseModel

    from sto_check.scheme.entries import KindEntry
    from sto_check.scheme.scheme import Scheme, Table
    from sto_check.text.place import Path


_new = tuple.__new__
"""Makes a named tuple without a call in Python: there are hundreds of facts in an application."""


class Gatherer:
    """Gathers the facts of one scheme. ``used`` limits the attributes to those that something reads."""

    def __init__(self, scheme: Scheme, used: Mapping[str, set[str]]) -> None:
        is_answer = answer_test(scheme.head.no_answer)
        self._kinds = {
            name: _Kind(name, entry, _with_others(entry, used[name]), is_answer)
            for name, entry in scheme.kinds.items()
            if name in used and name not in scheme.tables
        }
        self._tables = {name: _table_facts(name, table) for name, table in scheme.tables.items() if name in used}

    def shared(self, kind: str) -> bool:
        """Whether the facts of a kind are the same for every application: rows of a table, words of the round."""
        return kind in self._tables or self._kinds[kind].entry.scope == "round"

    def gather(self, content: BaseModel) -> dict[str, list[Fact]]:
        """Return the facts of each kind, in the order in which the document has them."""
        parts: dict[tuple[str, ...], list[Part]] = {}
        facts: dict[str, list[Fact]] = {}
        for name, kind in self._kinds.items():
            for steps in () if kind.only_words else kind.paths:
                if steps not in parts:
                    parts[steps] = list(parts_at(content, steps))
            if not kind.several:
                facts[name] = kind.facts(content, parts.get(kind.paths[0], ()))
            elif kind.words:
                facts[name] = kind.facts(content, kind.found(parts))
            else:
                facts[name] = kind.joined(content, kind.found(parts))
        return facts | self._tables

    def part_of(self, kind: str) -> Path:
        """Return the part of the document that the facts of a kind stand in, or else the document as a whole."""
        return self._kinds[kind].paths[0] if kind in self._kinds else ()

    def path_of(self, fact: Fact, attribute: str) -> Path | None:
        """Return where the document has (or would have) an attribute of a fact; None if it comes from elsewhere."""
        return next(iter(self.paths_of(fact, attribute)), None)

    def paths_of(self, fact: Fact, attribute: str, *, every: bool = False) -> list[Path]:
        """Return where the fields are that must be filled in for an attribute; none if it comes from elsewhere.

        ``every`` asks also for those that it is worked out from and that need not be filled in.
        """
        kind = self._kinds.get(fact.kind)
        return kind.paths_of(fact, attribute, every=every) if kind else []


def _with_others(entry: KindEntry, used: set[str]) -> set[str]:
    """Return the attributes to read: those that are used, and those that tell facts apart or that days follow."""
    days = {word: item.not_before for word, item in entry.attributes.items() if item.not_before}
    pairs = [{word, other} for word, other in days.items() if used & {word, other}]
    return used.union(entry.one_by, *pairs)


class _Reader(NamedTuple):
    """How to read the attributes of a class of parts."""

    words: tuple[str, ...]
    get: Callable[[dict[str, Any]], tuple[Any, ...]]
    further: list[tuple[str, Callable[[Any], Any]]]


class _Kind:
    def __init__(self, name: str, entry: KindEntry, used: set[str], is_answer: Callable[[str], bool]) -> None:
        self.name = name
        self.entry = entry
        self.paths = entry.paths or [()]
        self.words = tuple(entry.each)
        self.only_words = bool(entry.each) and not entry.from_
        self.several = bool(entry.one_by or entry.may_be_absent) or len(self.paths) > 1
        self._where = [(field, frozenset(words)) for field, words in entry.where.items()]
        read = {word: item for word, item in entry.attributes.items() if word in used}
        near = {word: item.from_ or word for word, item in read.items() if "." not in (item.from_ or "")}
        far = {word: tuple(filter(None, (item.from_ or "").split("."))) for word, item in read.items()}
        self._near = near
        self._own_word = [word for word, item in read.items() if item.from_ == "each"]
        made = {word: derivation(item) for word, item in read.items()}
        self._derived = {word: work_out for word, work_out in made.items() if work_out is not None}
        self._types = {word: item.type for word, item in read.items()}
        self._days = [(item.not_before, word) for word, item in read.items() if item.not_before]
        self._unwritten = {word for word, item in read.items() if item.unwritten}
        self._converters = {word: converter(item, is_answer) for word, item in read.items()}
        self._by_class: dict[type, _Reader] = {}
        self._steps: dict[tuple[str, bool], list[list[str]]] = {}
        self._convert = [(word, self._converters[word]) for word in near if self._converters[word] is not unchanged]
        self._far = [(word, far[word], self._converters[word]) for word in read if word not in near]

    def found(self, parts: Mapping[tuple[str, ...], Iterable[Part]]) -> list[Part]:
        """Return the parts that its paths lead to; of a path that may be absent, those that are there."""
        may_be_absent = self.entry.may_be_absent
        return [
            part for steps in self.paths for part in parts[steps] if part.item is not None or steps not in may_be_absent
        ]

    def facts(self, root: BaseModel, parts: Iterable[Part]) -> list[Fact]:
        """Return a fact for each part of the document, or for each word."""
        if self.words:
            return self._of_words(root, parts)
        where = self._where
        found = []
        for part in parts:
            item = part.item
            if item is None:
                found.append(self._absent(part, root))
            elif not where or self._fits(item):
                found.append(self._fact(part, root))
        return found

    def _of_words(self, root: BaseModel, owners: Iterable[Part]) -> list[Fact]:
        """Return a fact for each word, and for each field that a word names of each part; an absent part gives one.

        So does a part on the way to a field. Where the parts have a field to be known by, it goes with the word.
        """
        if self.only_words:
            return [self._absent(Part(None, None, (), word), root, word) for word in self.words]
        found = []
        for owner in owners:
            if owner.item is None:
                found.append(self._absent(owner, root))
                continue
            ways = {word: tuple(word.split(".")) for word in self.words}
            broken = dict.fromkeys(filter(None, (lacking(owner.item, steps) for steps in ways.values())))
            found += [self._absent(Part(None, owner.item, (*owner.path, *steps), ""), root) for steps in broken]
            called = field_of(owner.item, self.entry.label) if self.entry.label else None
            for word, steps in ways.items():
                if lacking(owner.item, steps):
                    continue
                if self.entry.written and steps[0] not in owner.item.model_fields_set:
                    continue
                name = f"{owner.name}.{word}" if owner.name else word
                part = Part(walk(owner.item, steps), owner.parent, (*owner.path, *steps), name)
                fact = self._fact(part, root) if is_part(part.item) else self._absent(part, root, word)
                fact.values.update(dict.fromkeys(self._own_word, word))
                found.append(fact._replace(label=known_by(self.entry.each[word] or part.name, called)))
        return self._each_once(found) if self.entry.one_by else found

    def _each_once(self, facts: list[Fact]) -> list[Fact]:
        """Return the facts of fields with those that are one by their attributes taken together."""
        groups: dict[object, list[Fact]] = {}
        for fact in facts:
            same = tuple(fact.values[word] for word in self.entry.one_by)
            groups.setdefault(fact.path if {None, ""}.intersection(same) else same, []).append(fact)
        return [self._same_fields(group) if len(group) > 1 else group[0] for group in groups.values()]

    def _same_fields(self, group: list[Fact]) -> Fact:
        """Return one fact for a field that stands in several places, as :meth:`_as_one` does for a part."""
        first, *_ = group = sorted(group, key=lambda fact: self._rank(fact.path, fact.id))
        elsewhere: dict[str, tuple[Path, ...]] = {}
        for word in self._types:
            given = [(fact.path, fact.values[word]) for fact in group if not isinstance(fact.values[word], Bounds)]
            first.values[word], told = self._one_value(word, [one for one in given if one[1] is not None])
            if told and told != (first.path,):
                elsewhere[word] = told
        _order(first.values, self._days)
        return first._replace(elsewhere=elsewhere)

    def joined(self, root: BaseModel, parts: Iterable[Part]) -> list[Fact]:
        """Return a fact for each part, from several places; parts that are one by their attributes give one fact.

        A part that does not have a field by which the kind chooses is taken.
        """
        groups: dict[object, list[tuple[Part, dict[str, Any]]]] = {}
        absent = []
        for part in parts:
            if part.item is None:
                absent.append(self._absent(part, root))
                continue
            held = part.item.__dict__
            if any(field in held and held[field] not in words for field, words in self._where):
                continue
            read = {word: self._near_value(part.item, word, field) for word, field in self._near.items()}
            read |= {word: self._far_value(part, root, steps) for word, steps, _ in self._far}
            same = tuple(read[word] for word in self.entry.one_by)
            known = same and not {None, ""}.intersection(same)
            groups.setdefault(same if known else part.path, []).append((part, read))
        return [self._as_one(group) for group in groups.values()] + absent

    def _as_one(self, group: list[tuple[Part, dict[str, Any]]]) -> Fact:
        """Return one fact for the same thing in several places, whatever the order in which the document has them.

        Lists are taken together, and what one place lacks is taken from another. A value that two places give
        differently is unknown, as neither says more than the other.
        """
        if len(group) > 1:
            group.sort(key=lambda one: self._rank(one[0].path, one[0].name))
        first = group[0][0]
        names = tuple(dict.fromkeys(part.name or str(part.path[-1]) for part, _ in group))
        values: dict[str, Value] = {"id": names[0], "ids": names}
        elsewhere: dict[str, tuple[Path, ...]] = {}
        told: tuple[Path, ...]
        for word in self._types:
            given = [(part.path, read[word]) for part, read in group if not is_blank(read[word])]
            if len(given) > 1 and self._types[word] in {"tokens", "list"}:
                values[word], told = joined_list([value for _, value in given], self._converters[word]), given[0][:1]
            else:
                values[word], told = self._one_value(word, [(path, self._converters[word](one)) for path, one in given])
            if not given and word in self._unwritten:
                values[word] = self._value_unwritten(word, [part.item for part, _ in group])
            if told and told != (first.path,):
                elsewhere[word] = told
        _order(values, self._days)
        label = field_of(first.item, self.entry.label) if self.entry.label else None
        return Fact(self.name, names[0], label or "", values, first.path, elsewhere=elsewhere)

    def _one_value(self, word: str, given: list[tuple[Path, Value]]) -> tuple[Value, tuple[Path, ...]]:
        """Return the value of an attribute that several places give, and the place to show; all if they contradict.

        An id tells how a place is called, which is no statement about the thing: of several any will do.
        """
        is_id = (self.entry.attributes[word].from_ or word).split(".")[-1] == "id"
        values = [value for _, value in given]
        if not is_id and any(value != values[0] for value in values):
            return None, tuple(path for path, _ in given)
        return (values[0], given[0][:1]) if given else (None, ())

    def _rank(self, path: Path, name: str) -> tuple[int, str]:
        """Return what goes first of several places of one thing: by the paths of the kind, and then by name."""
        steps = steps_of(path)
        return next(at for at, own in enumerate(self.paths) if steps[: len(own)] == own), name

    def _fits(self, item: Any) -> bool:
        """Whether a part has one of the wanted words in each field that the kind filters by."""
        for field, words in self._where:  # noqa: SIM110 (a generator costs more than the loop)
            if item.__dict__.get(field) not in words:
                return False
        return True

    def _fact(self, part: Part, root: object) -> Fact:
        item = part.item
        held = item.__dict__
        reader = self._by_class.get(item.__class__) or self._reader(item)
        values: dict[str, Value] = dict(zip(reader.words, reader.get(held)))  # noqa: B905 (as many words as fields)
        values["id"] = identity = part.name or self.name
        for word, work_out in reader.further:
            values[word] = work_out(item)
        for word, convert in self._convert:
            value = values[word]
            if value is not None:
                values[word] = convert(value)
        if self._far:
            self._read_far(values, part, root)
        if self._days:
            _order(values, self._days)
        label = held.get(self.entry.label) if self.entry.label else self.entry.each.get(part.name)
        return _new(Fact, (self.name, identity, label or "", values, part.path, True, None, None, NOWHERE))

    def _absent(self, part: Part, root: object, word: str | None = None) -> Fact:
        """Return the fact of a part that is not there, or of a word; what it does not owe to another is unknown."""
        values: dict[str, Value] = dict.fromkeys(self._near)
        values["id"] = part.name if word else None
        self._read_far(values, part, root)
        if self.several:
            values["ids"] = None
        label = (self.entry.each.get(word) or part.name) if word else ""
        return Fact(self.name, part.name or self.name, label, values, part.path, word is not None)

    def _read_far(self, values: dict[str, Value], part: Part, root: object) -> None:
        for word, steps, convert in self._far:
            value = self._far_value(part, root, steps)
            if value is None and word in self._unwritten:
                values[word] = self._value_unwritten(word, [part.item])
            else:
                values[word] = None if value is None else convert(value)

    def _far_value(self, part: Part, root: object, steps: tuple[str, ...]) -> Any:
        first = steps[0] if steps else ""
        owner = part.parent if first == "parent" else root if first == "root" else None
        if steps == ("parent", "id") and owner is not None and "id" not in owner.__dict__:
            return str(owner_of(part.path)[-1])
        return walk(part.item, steps) if owner is None else walk(owner, steps[1:])

    def _value_unwritten(self, word: str, items: Iterable[Any]) -> int | None:
        """Return the value of a key that is not written, where the part it belongs to is; else it is unknown."""
        *steps, key = (self.entry.attributes[word].from_ or word).split(".")
        owners = [owner for item in items if not is_blank(owner := walk(item, steps))]
        known = owners and not any(key in owner.model_fields_set for owner in owners)
        return 0 if known else None

    def _reader(self, item: Any) -> _Reader:
        """Return how to read parts of this class: fields all at once, and what follows from fields one by one."""
        near = {word: field for word, field in self._near.items() if word not in self._derived}
        plain = {word: field for word, field in near.items() if field in item.__dict__}
        further = list(self._derived.items()) + [(word, _nothing) for word in near if word not in plain]
        fields = tuple(plain.values())
        get: Any = itemgetter(*fields) if len(fields) > 1 else _few(fields)
        reader = self._by_class[type(item)] = _Reader(tuple(plain), get, further)
        return reader

    def _near_value(self, item: Any, word: str, field: str) -> Any:
        work_out = self._derived.get(word)
        return field_of(item, field) if work_out is None else work_out(item)

    def paths_of(self, fact: Fact, attribute: str, *, every: bool) -> list[Path]:
        """Return where the document has the fields of an attribute of a fact of this kind."""
        entry = self.entry.attributes.get(attribute)
        if entry is None:
            return []
        if entry.from_ in {".", "each"}:
            return list(fact.elsewhere.get(attribute, (fact.path,)))
        steps = self._steps.get((attribute, every))
        if steps is None:
            fields = dict.fromkeys([*to_fill_in(entry, attribute), *(read_from(entry, attribute) if every else ())])
            steps = self._steps[attribute, every] = [field.split(".") for field in fields]
        return [_path(own, field) for own in fact.elsewhere.get(attribute, (fact.path,)) for field in steps]


def _path(own: Path, steps: list[str]) -> Path:
    """Return where a field stands, from the part that it is of, its parent or the root of the document."""
    if steps[0] == "root":
        return tuple(steps[1:])
    if steps[0] == "parent":
        return (*owner_of(own), *steps[1:])
    return (*own, *steps)


def _order(values: dict[str, Value], days: list[tuple[str, str]]) -> None:
    """Say of a day that is not known what follows from another: a last day is not before the first."""
    for first, last in days:
        one, other = values[first], values[last]
        if isinstance(one, int) and other is None:
            values[last] = Bounds(one, None)
        elif isinstance(other, int) and one is None:
            values[first] = Bounds(FIRST_DAY, other)


def _few(fields: tuple[str, ...]) -> Callable[[dict[str, Any]], tuple[Any, ...]]:
    """Read no field or one: an itemgetter gives a tuple only for two and more."""
    return lambda held: tuple(held[field] for field in fields)


def _nothing(_part: Any) -> None:
    """Read a field that a part of this class does not have."""


def _table_facts(kind: str, table: Table) -> list[Fact]:
    rows = zip(table.rows, table.places, strict=True)
    return [
        Fact(kind, str(number), "", {"id": str(number), **row}, (), place=place)
        for number, (row, place) in enumerate(rows, 1)
    ]
