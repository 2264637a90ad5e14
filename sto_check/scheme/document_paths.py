"""Hold the vocabulary to the document model: every field that a kind, an attribute or a question names must exist."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel

from sto_check.documents.document import Document
from sto_check.forms.annotations import models_in, words_in
from sto_check.scheme.derived import read_from, to_fill_in
from sto_check.scheme.errors import unknown_attribute
from sto_check.text.errors import Problem, suggestion
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic.fields import FieldInfo

    from sto_check.scheme.entries import AttributeEntry, KindEntry, RuleFile
    from sto_check.text.place import Path

Models = list[type[BaseModel]]


class _Spot(NamedTuple):
    """The models that a path can lead to, and those that hold its last step."""

    models: Models
    parents: Models


def find_path_problems(
    model: type[BaseModel],
    kinds: Mapping[str, KindEntry],
    themes: list[RuleFile],
    documents: Mapping[Path, Document],
) -> Iterator[Problem]:
    """Yield a problem for each path of the vocabulary, and of the questions for people, that leads nowhere."""
    vocabulary = documents["kinds",]
    for name, kind in kinds.items():
        if kind.data is None:
            yield from _kind_problems(model, name, kind, vocabulary)
    for position, theme in enumerate(themes):
        for number, rule in enumerate(theme.rules):
            for place, key in enumerate(rule.judge.reads if rule.judge else ()):
                path = ("rules", number, "judge", "reads", place)
                yield from _walk(key.split("."), _Spot([model], []), documents["themes", position], path)[1]


def leads_somewhere(model: type[BaseModel], steps: Iterable[str]) -> bool:
    """Whether a path leads to a field of the document."""
    models: Models = [model]
    for step in steps:
        found = _step(tuple(models), step)
        if found is None:
            return False
        models = found
    return True


def _kind_problems(model: type[BaseModel], name: str, kind: KindEntry, document: Document) -> Iterator[Problem]:
    spot, problems = _spot_of(model, name, kind, document)
    if problems:
        yield from problems
        return
    if kind.label is not None:
        yield from _leaf_problems([kind.label], spot.models, document, (name,))
    if kind.each and kind.from_:
        found = [_walk(word.split("."), spot, document, (name, "each")) for word in kind.each]
        for _, problems in found:
            yield from problems
        spot = _Spot([part for inside, _ in found for part in inside.models], spot.parents)
    for field in kind.where:
        yield from _leaf_problems([field], spot.models, document, (name,))
    for field, words in kind.where.items():
        yield from _word_problems(field, words, spot.models, document, (name, "where", field))
    for position, word in enumerate(kind.one_by):
        if word not in kind.attributes:
            yield unknown_attribute(name, word, kind.attributes, document.place((name, "one_by", position)))
    for word, entry in kind.attributes.items():
        yield from _day_problems(name, kind, word, document)
        yield from _attribute_problems(model, spot, word, entry, document, (name, "attributes", word))


def _spot_of(model: type[BaseModel], name: str, kind: KindEntry, document: Document) -> tuple[_Spot, list[Problem]]:
    """Return where the paths of a kind lead together: to the document itself where there is none, or nowhere."""
    found = _Spot([], []) if kind.paths or kind.each else _Spot([model], [])
    for position, steps in enumerate(kind.paths):
        path: Path = (name, "from", position) if len(kind.paths) > 1 else (name, "from")
        spot, problems = _walk(steps, _Spot([model], []), document, path)
        if problems:
            return found, problems
        found = _Spot([*found.models, *spot.models], [*found.parents, *spot.parents])
    return found, []


def _attribute_problems(
    model: type[BaseModel], spot: _Spot, word: str, entry: AttributeEntry, document: Document, path: Path
) -> Iterator[Problem]:
    for written in dict.fromkeys((*read_from(entry, word), *to_fill_in(entry, word))):
        if written in {".", "each"}:
            continue
        steps = written.split(".")
        start = {"parent": spot.parents, "root": [model]}.get(steps[0])
        yield from _leaf_problems(
            steps if start is None else steps[1:], spot.models if start is None else start, document, path
        )


def fields_of_attribute(model: type[BaseModel], kind: KindEntry, written: str) -> list[FieldInfo]:
    """Return the fields to which a path of an attribute leads: one of each model that the kind can come from."""
    spot, _ = _spot_of(model, "", kind, _NOWHERE)
    if kind.each and kind.from_:
        if written == "each":
            return []
        if written == ".":
            return [field for word in kind.each for field in _fields_at(spot.models, word.split("."))]
        inside = [_walk(word.split("."), spot, _NOWHERE, ())[0].models for word in kind.each]
        spot = _Spot([part for found in inside for part in found], spot.parents)
    steps = written.split(".")
    start = {"parent": spot.parents, "root": [model]}.get(steps[0])
    return _fields_at(spot.models, steps) if start is None else _fields_at(start, steps[1:])


def _fields_at(models: Models, way: list[str]) -> list[FieldInfo]:
    """Return the fields at the end of a way, of each of these models that has it."""
    for step in way[:-1]:
        models = _step(tuple(models), step) or []
    return [part.model_fields[way[-1]] for part in models if way and way[-1] in part.model_fields]


_NOWHERE = Document("", None)
"""Where problems are placed that nobody is told."""


def _leaf_problems(steps: list[str], models: Models, document: Document, path: Path) -> Iterator[Problem]:
    """Hold a path to the fields it leads to."""
    yield from _walk(steps, _Spot(models, []), document, path)[1]


def _word_problems(field: str, words: list[str], models: Models, document: Document, path: Path) -> Iterator[Problem]:
    annotations = [model.model_fields[field].annotation for model in models if field in model.model_fields]
    known = [word for annotation in annotations for word in words_in(annotation)]
    for word in words:
        if known and word not in known:
            yield _unknown(word, known, document, path)


def _walk(steps: Iterable[str], spot: _Spot, document: Document, path: Path) -> tuple[_Spot, list[Problem]]:
    for step in steps:
        inside = _step(tuple(spot.models), step)
        if inside is None:
            names = [name for model in spot.models for name in model.model_fields]
            return spot, [_unknown(step, names, document, path)]
        spot = _Spot(inside, spot.models)
    return spot, []


@cache
def _step(models: tuple[type[BaseModel], ...], step: str) -> Models | None:
    """Return the models that a field of these models holds; None where none has the field."""
    annotations = [model.model_fields[step].annotation for model in models if step in model.model_fields]
    if not annotations:
        return None
    return [model for annotation in annotations for model in models_in(annotation)]


def _day_problems(name: str, kind: KindEntry, word: str, document: Document) -> Iterator[Problem]:
    """Hold what a day is not before: another day of the same kind."""
    entry = kind.attributes[word]
    path: Path = (name, "attributes", word, "not_before")
    days = [other for other, item in kind.attributes.items() if item.type == "day" and other != word]
    if entry.not_before is not None and (entry.type != "day" or entry.not_before not in days):
        says = Text(f"not_before noemt een andere dag van {name}.", f"not_before names another day of {name}.")
        yield Problem("not-a-day", says, document.place(path), hint=suggestion(entry.not_before, days))


def _unknown(step: str, known: list[str], document: Document, path: Path) -> Problem:
    says = Text(f"Het document heeft hier geen “{step}”.", f"The document has no “{step}” here.")
    return Problem("unknown-field", says, document.place(path), hint=suggestion(step, list(dict.fromkeys(known))))
