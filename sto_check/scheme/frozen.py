"""A scheme as plain lists, and back: what a compiled scheme holds, so that starting does not read it from YAML.

Every value is a record: what it is, its parts that are plain (texts, whole numbers), and for its other parts the number
of the record before it. Only the values named here can be made of it, whatever a file says.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from sto_check.forms.form import Check, NamedList, Product, Reference, Total
from sto_check.forms.plan import FormPlan
from sto_check.forms.values import VALUE_TYPES, reads_of
from sto_check.scheme.basis import Basis
from sto_check.scheme.condition import (
    AllOf,
    AnyOf,
    Comparison,
    Constant,
    Nothing,
    Parameter,
    Share,
    SubjectAttribute,
)
from sto_check.scheme.kept import KEPT, Kept
from sto_check.scheme.operators import OPERATORS
from sto_check.scheme.scheme import Measure, Rule, Sentence
from sto_check.text.language import Text
from sto_check.text.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable

Record = list[Any]
_PLAIN = (str, int, bool, type(None))
_NAMED: tuple[Any, ...] = (
    AllOf, AnyOf, Basis, Check, Comparison, Constant, FormPlan, Measure, NamedList, Nothing, Parameter, Product,
    Reference, Rule, Sentence, Share, SubjectAttribute, Total,
)  # fmt: skip
_READERS = {name: reads_of(made).read for name, made in VALUE_TYPES.items()}


class NotFrozenError(TypeError):
    """A value that a compiled scheme cannot hold."""


def frozen(value: object, folder: str) -> list[Record]:
    """Return a value as records; the places of files in ``folder`` are held by their names in it."""
    return _Freezer(folder).frozen(value)


class _Freezer:
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._records: list[Record] = []
        self._known: dict[int, int] = {}
        self._held: list[object] = []  # so that no two values have the same identity

    def frozen(self, value: object) -> list[Record]:
        self._number(value)
        return self._records

    def _number(self, value: object) -> int:
        if id(value) not in self._known:
            word, parts = self._parts(value)
            plain = [part if part.__class__ in _PLAIN else None for part in parts]
            others = [(at, self._number(part)) for at, part in enumerate(parts) if part.__class__ not in _PLAIN]
            self._records.append([word, plain, [number for pair in others for number in pair]])
            self._known[id(value)] = len(self._records) - 1
            self._held.append(value)
        return self._known[id(value)]

    def _parts(self, value: Any) -> tuple[str, list[Any]]:
        """Return what a value is, in a word, and its parts."""
        of = value.__class__
        if of in {tuple, list}:
            return of.__name__, list(value)
        if isinstance(value, dict):
            return "dict", [part for pair in value.items() for part in pair]
        if of is frozenset:
            return "frozenset", sorted(value)
        if of is date:
            return "date", [value.toordinal()]
        if of is Text:
            return "Text", [value.nl, value.en]
        if of is Place:
            return "Place", [value.file.removeprefix(self._folder), *value[1:]]
        if of in _NAMED:
            return of.__name__, list(value)
        return self._by_name(value)

    def _by_name(self, value: Any) -> tuple[str, list[Any]]:
        if value in OPERATORS.values():
            return "operator", [value.word]
        reader = next((name for name, read in _READERS.items() if read is value), None)
        if reader is not None:
            return "reader", [reader]
        if hasattr(value, "model_fields_set"):
            return "entry", [value.__class__.__name__, *(part for pair in value.__dict__.items() for part in pair)]
        msg = f"a compiled scheme does not hold {value!r}"
        raise NotFrozenError(msg)


def thawed(records: list[Record], folder: str) -> Any:
    """Return the value of records; raises KeyError, TypeError, ValueError or IndexError where they are broken."""
    makers = _makers(folder)
    made: list[Any] = []
    for word, parts, others in records:
        if others:
            numbers = iter(others)
            for at in numbers:
                parts[at] = made[next(numbers)]
        made.append(makers[word](parts))
    return made[-1]


def _makers(folder: str) -> dict[str, Callable[[list[Any]], Any]]:
    def place(parts: list[Any]) -> Place:
        file, line, column, sheet = parts
        return Place(folder + file, line, column, sheet)

    makers: dict[str, Callable[[list[Any]], Any]] = {
        "tuple": tuple, "list": list, "dict": _pairs, "frozenset": frozenset, "Place": place,
        "date": lambda parts: date.fromordinal(*parts), "Text": lambda parts: Text(*parts),
        "operator": lambda parts: OPERATORS[parts[0]], "reader": lambda parts: _READERS[parts[0]],
        "entry": lambda parts: KEPT.get(parts[0], Kept)(_pairs(parts[1:])),
    }  # fmt: skip
    return makers | {of.__name__: partial(_named, of, len(of._fields)) for of in _NAMED}


def _pairs(parts: list[Any]) -> dict[Any, Any]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _named(of: Any, length: int, parts: list[Any]) -> Any:
    if len(parts) != length:
        raise ValueError(of)
    return tuple.__new__(of, parts)
