"""The closed lists of words that the document model gives, held against the words that conditions compare with."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from sto_check.forms.annotations import models_in
from sto_check.scheme.condition import Constant, comparisons
from sto_check.scheme.derived import derived_from
from sto_check.text.errors import Problem, suggestion
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sto_check.scheme.condition import Condition
    from sto_check.scheme.entries import KindEntry
    from sto_check.scheme.scheme import Scheme

CODES = {
    "word-never-there": Text(
        "Een voorwaarde vergelijkt met een woord dat het formulier nooit geeft; vaak is het een spelfout.",
        "A condition compares with a word that the form never gives; often it is a misspelling.",
    ),
}
"""What each code of this check means."""

Models = list[type[BaseModel]]
Words = dict[str, dict[str, frozenset[str]]]
"""For each kind, the words that an attribute can be; an attribute that can be any word is absent."""


def closed_words(scheme: Scheme) -> Words:
    """Return for every kind the attributes whose words the document model, or the vocabulary, fixes."""
    root = scheme.form.model
    found: Words = {name: _of_kind(root, entry) for name, entry in scheme.kinds.items()}
    for measure in scheme.measures:
        taken = found.get(measure.of, {}).get(measure.read) if measure.form == "take" else None
        if taken is not None:
            found[measure.kind][measure.name] = taken
    return found


def word_problems(condition: Condition, kind: str, words: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Yield a problem for each word in a condition that its attribute can never be."""
    for comparison in comparisons(condition):
        known = words.get(comparison.attribute)
        if known is None or not isinstance(comparison.operand, Constant):
            continue
        value = comparison.operand.value
        for word in value if isinstance(value, tuple) else (value,):
            if word not in known:
                name = f"{kind}.{comparison.attribute}"
                says = Text(f"{name} kan geen “{word}” zijn.", f"{name} cannot be “{word}”.")
                hint = suggestion(str(word), sorted(known))
                yield Problem("word-never-there", says, comparison.place, hint=hint)


def _of_kind(root: type[BaseModel], entry: KindEntry) -> dict[str, frozenset[str]]:
    """Return the closed lists of one kind; of a kind from a table there are none."""
    if entry.data is not None:
        return {}
    found = {"id": frozenset(entry.each)} if entry.each else {}
    models = [model for steps in entry.paths or [()] for model in _at([root], steps)]
    if entry.each:
        models = _at(models, next(iter(entry.each)).split(".")) if entry.from_ else []
    models = [model for model in models if all(_can_be(model, *item) for item in entry.where.items())]
    for name, attribute in entry.attributes.items():
        if derived_from(attribute) is not None:
            if attribute.periods is not None:
                found[name] = frozenset(attribute.periods.are)
            if attribute.mentions is not None and attribute.type == "tokens":
                found[name] = frozenset(attribute.mentions.words)
            continue
        steps = (attribute.from_ or name).split(".")
        if steps[0] == "parent" or attribute.type not in {"token", "tokens", "identifier"}:
            continue
        narrowed = entry.where.get(steps[0]) if len(steps) == 1 else None
        found_words = _words([root], steps[1:]) if steps[0] == "root" else _words(models, steps)
        words = frozenset(narrowed) if narrowed else found_words
        if words is not None:
            found[name] = words
    return found


def _can_be(model: type[BaseModel], field: str, words: list[str]) -> bool:
    """Return whether a part of this model may hold one of the words in a field."""
    known = _words([model], [field])
    return known is None or not known.isdisjoint(words)


def _at(models: Models, steps: Iterable[str]) -> Models:
    for step in steps:
        fields = [model.model_fields[step] for model in models if step in model.model_fields]
        models = [inside for field in fields for inside in models_in(field.annotation)]
    return models


def _words(models: Models, steps: list[str]) -> frozenset[str] | None:
    """Return every word that a field can hold; None where that is no closed list."""
    owners = _at(models, steps[:-1])
    fields = [model.model_fields.get(steps[-1]) for model in owners]
    read = [_listed(field.annotation) for field in fields if field]
    closed = [words for words in read if words is not None]
    return frozenset().union(*closed) if closed and len(closed) == len(read) else None


def _listed(annotation: Any) -> frozenset[str] | None:
    """Return the words of a Literal, of a list of them, or the keys of a part; a field may also be left out."""
    if annotation is type(None):
        return frozenset()
    if get_origin(annotation) is Annotated:
        return _listed(get_args(annotation)[0])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return frozenset(annotation.model_fields)
    if get_origin(annotation) is Literal:
        return frozenset(map(str, get_args(annotation)))
    if get_origin(annotation) not in {list, Union, types.UnionType}:
        return None
    parts = [_listed(argument) for argument in get_args(annotation)]
    closed = [part for part in parts if part is not None]
    return frozenset().union(*closed) if len(closed) == len(parts) else None
