"""A document read by the plan of its form, without a model: quick, and only where everything is as it should be.

What is not plainly right is left to the models, which say what is wrong with it. Both read the same; a test holds them
to it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sto_check.forms.closed_words import Words
from sto_check.forms.codes import code_type
from sto_check.forms.values import VALUE_TYPES, read_year_key, reads_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Set

    from sto_check.forms.plan import FieldPlan, FormPlan, PartPlan

    Read = Callable[[Any], Any]


class NotPlainError(ValueError):
    """A document is not plainly right."""


class PlainPart:
    """A part of a document: its values by field, None where nothing is given, as the model of the part has them."""

    __slots__ = ("__dict__", "__weakref__", "model_fields_set")

    def __init__(self, values: dict[str, Any], given: Set[str]) -> None:
        self.__dict__ = values
        self.model_fields_set = given


def reader_of(plan: FormPlan) -> Read:
    """Return a function that reads the tree of a document; it raises ValueError where that is for the models."""
    types = {**VALUE_TYPES, **{name: code_type(name, entry) for name, entry in plan.types.items()}}
    return _part(plan.top, {name: reads_of(made).read for name, made in types.items()})


def _part(plan: PartPlan, readers: Mapping[str, Read]) -> Read:
    fields = [(name, required, _field(how, readers)) for name, (required, how) in plan.items()]
    known = plan.keys()
    needed = {name for name, required, _ in fields if required}

    def read(tree: Any) -> PlainPart:
        if not isinstance(tree, dict) or not known >= tree.keys() >= needed:
            raise NotPlainError
        values: dict[str, Any] = {}
        for name, required, one in fields:
            written = tree.get(name)
            values[name] = one(written) if written is not None or required else None
        return PlainPart(values, tree.keys())

    return read


def _field(plan: FieldPlan, readers: Mapping[str, Read]) -> Read:
    how, *rest = plan
    if how == "type":
        return readers[rest[0]]
    if how == "suggested":
        read, meant = readers[rest[0]], Words(tuple(rest[1])).read
        return lambda written: read(meant(written))
    if how in {"word", "words"}:
        return partial(_word, Words(tuple(rest[0])).read if how == "words" else None, frozenset(rest[0]))
    if how == "by_year":
        return partial(_by_year, readers[rest[0]])
    if how == "part":
        return _part(rest[0], readers)
    if how == "list":
        return partial(_list, _field(rest[0], readers))
    assert how == "kinds"
    by, kinds = rest
    return partial(_of_a_kind, by, Words(tuple(kinds)).read, {word: _part(one, readers) for word, one in kinds.items()})


def _word(meant: Read | None, words: frozenset[str], written: Any) -> str:
    word = meant(written) if meant else written
    if not isinstance(word, str) or word not in words:
        raise NotPlainError
    return word


def _by_year(read: Read, written: Any) -> dict[int, Any]:
    if not isinstance(written, dict):
        raise NotPlainError
    return {read_year_key(year): read(value) for year, value in written.items()}


def _list(read: Read, written: Any) -> list[Any]:
    if not isinstance(written, list):
        raise NotPlainError
    return [read(one) for one in written]


def _of_a_kind(by: str, meant: Read, kinds: Mapping[str, Read], written: Any) -> PlainPart:
    word = meant(written.get(by)) if isinstance(written, dict) else None
    if not isinstance(word, str) or word not in kinds:
        raise NotPlainError
    part: PlainPart = kinds[word](written if written[by] == word else {**written, by: word})
    return part
