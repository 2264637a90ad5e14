"""Facts from an application, as the vocabulary of the scheme says: one for each part, word or row of a table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from sto_check.engine.fact import Fact, Value
from sto_check.language import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sto_check.documents.place import Path
    from sto_check.scheme.condition import Type
    from sto_check.scheme.entries import AttributeEntry, KindEntry
    from sto_check.scheme.scheme import Scheme, Table

Getter = "Callable[[Any], Any]"
Reader = "Callable[[Any, Any, Any], Value]"


class Gatherer:
    """Gathers the facts of one scheme. ``used`` limits the attributes to those that something reads."""

    def __init__(self, scheme: Scheme, used: Mapping[str, set[str]]) -> None:
        self._kinds = [_Kind(name, entry, used.get(name, set())) for name, entry in scheme.kinds.items() if name in used]
        self._tables = {name: _table_facts(name, table) for name, table in scheme.tables.items() if name in used}

    def gather(self, content: BaseModel) -> dict[str, list[Fact]]:
        """Return the facts of each kind, in the order in which the document has them."""
        facts = {kind.name: list(kind.facts(content)) for kind in self._kinds if kind.name not in self._tables}
        facts.update(self._tables)
        return facts

    def path_of(self, fact: Fact, attribute: str) -> Path | None:
        """Return where the document has (or would have) an attribute of a fact; None if it comes from elsewhere."""
        for kind in self._kinds:
            if kind.name == fact.kind:
                return kind.path_of(fact, attribute)
        return None


class _Kind:
    def __init__(self, name: str, entry: KindEntry, used: set[str]) -> None:
        self.name = name
        self.entry = entry
        self.steps = [] if entry.from_ in {None, "."} else entry.from_.split(".")
        self.readers = [(word, _reader(word, item)) for word, item in entry.attributes.items() if word in used]
        self.words = {field: frozenset(words) for field, words in entry.where.items()}

    def facts(self, root: BaseModel) -> Iterator[Fact]:
        if self.entry.each is not None:
            part = _walk(root, self.steps) if self.steps else None
            for word in self.entry.each:
                item = _field(part, word) if self.steps else None
                path = (*self.steps, word) if self.steps else ()
                yield self._fact(item, part, root, path, word, word)
            return
        for item, parent, path, name in _items(root, None, self.steps, (), ""):
            if item is not None and not all(_field(item, field) in words for field, words in self.words.items()):
                continue
            shown = _field(item, self.entry.label) if self.entry.label else None
            identity = name or self.name
            yield self._fact(item, parent, root, path, identity, printable(str(shown)) if shown else "")

    def _fact(self, item: object, parent: object, root: object, path: Path, identity: str, label: str) -> Fact:
        given = item is not None or self.entry.each is not None
        values: dict[str, Value] = {"id": identity if given else None}
        for word, read in self.readers:
            values[word] = read(item, parent, root)
        return Fact(self.name, identity, label, values, path, given)

    def path_of(self, fact: Fact, attribute: str) -> Path | None:
        entry = self.entry.attributes.get(attribute)
        if entry is None:
            return None
        steps = (entry.from_ or attribute).split(".")
        if steps[0] == "root":
            return tuple(steps[1:])
        if steps[0] == "parent":
            last = max((place for place, step in enumerate(fact.path[:-1]) if isinstance(step, int)), default=-1)
            return (*fact.path[: last + 1], *steps[1:])
        return (*fact.path, *steps)


def _items(part: Any, parent: Any, steps: list[str], path: Path, name: str) -> Iterator[tuple[Any, Any, Path, str]]:
    """Follow a path through the document; a list gives each of its items, an absent part gives None once."""
    if isinstance(part, list):
        for position, item in enumerate(part):
            own = getattr(item, "id", None) or str(position + 1)
            yield from _items(item, parent, steps, (*path, position), f"{name}.{own}" if name else str(own))
    elif not steps:
        yield part, parent, path, name
    elif part is None:
        yield None, parent, (*path, *steps), name
    elif steps[0] in type(part).model_fields:
        yield from _items(getattr(part, steps[0]), part, steps[1:], (*path, steps[0]), name)


def _reader(word: str, entry: AttributeEntry) -> Reader:
    steps = (entry.from_ or word).split(".")
    convert = _CONVERT.get(entry.type)
    owner, steps = (steps[0], steps[1:]) if steps[0] in {"parent", "root"} else ("item", steps)
    if len(steps) == 1:
        return partial(_READ_ONE[owner], steps[0], convert)
    return partial(_READ_FAR[owner], steps, convert)


def _field(part: Any, name: str) -> Any:
    return None if part is None else getattr(part, name, None)


def _walk(part: Any, steps: Iterable[str]) -> Any:
    for step in steps:
        part = _field(part, step)
    return part


def _one(name: str, convert: Any, part: Any) -> Any:
    value = None if part is None else getattr(part, name, None)
    return value if value is None or convert is None else convert(value)


def _far(steps: list[str], convert: Any, part: Any) -> Any:
    value = _walk(part, steps)
    return value if value is None or convert is None else convert(value)


_READ_ONE: dict[str, Any] = {
    "item": lambda name, convert, item, _parent, _root: _one(name, convert, item),
    "parent": lambda name, convert, _item, parent, _root: _one(name, convert, parent),
    "root": lambda name, convert, _item, _parent, root: _one(name, convert, root),
}
_READ_FAR: dict[str, Any] = {
    "item": lambda steps, convert, item, _parent, _root: _far(steps, convert, item),
    "parent": lambda steps, convert, _item, parent, _root: _far(steps, convert, parent),
    "root": lambda steps, convert, _item, _parent, root: _far(steps, convert, root),
}


def _tokens(value: Any) -> tuple[str, ...] | None:
    """Return the words of a list, or the keys that a part gives; a key without a value makes all of it unknown."""
    if not isinstance(value, BaseModel):
        return tuple(value)
    given = [(name, getattr(value, name)) for name in type(value).model_fields if name in value.model_fields_set]
    return None if any(one is None for _, one in given) else tuple(name for name, _ in given)


_CONVERT: dict[Type, Callable[[Any], Value]] = {
    "day": lambda value: value.toordinal(),
    "yesno": int,
    "text": lambda value: len(value.split()),
    "list": len,
    "tokens": _tokens,
}


def _table_facts(kind: str, table: Table) -> list[Fact]:
    rows = zip(table.rows, table.places, strict=True)
    return [
        Fact(kind, str(number), "", {"id": str(number), **row}, (), place=place)
        for number, (row, place) in enumerate(rows, 1)
    ]
