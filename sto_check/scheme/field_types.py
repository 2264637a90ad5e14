"""The types of attributes, from the form: the vocabulary says one only where a field can be read in two ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sto_check.forms.annotations import holds, models_in, reads_in, words_in
from sto_check.scheme.derived import SORTS, TYPES, derived_from
from sto_check.scheme.document_paths import fields_of_attribute
from sto_check.scheme.errors import mistake
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

    from sto_check.documents.document import Document
    from sto_check.scheme.condition import Type
    from sto_check.scheme.entries import AttributeEntry, KindEntry
    from sto_check.text.errors import Problem
    from sto_check.text.place import Path

_WORDS: tuple[Type, ...] = ("identifier", "token")


def typed_kinds(
    kinds: Mapping[str, KindEntry], model: type[BaseModel], document: Document
) -> tuple[dict[str, KindEntry], list[Problem]]:
    """Return the kinds with the type of every attribute, and a problem for each that cannot have the type it has.

    An attribute whose field is not there keeps the type that is written, or is a word: that it is not there is told
    where paths are followed.
    """
    problems: list[Problem] = []
    found = {}
    for name, kind in kinds.items():
        attributes = {
            word: _typed(model, kind, word, entry, (name, "attributes", word), document, problems)
            for word, entry in kind.attributes.items()
        }
        found[name] = kind.model_copy(update={"attributes": attributes})
    return found, problems


def _typed(
    model: type[BaseModel],
    kind: KindEntry,
    word: str,
    entry: AttributeEntry,
    path: Path,
    document: Document,
    problems: list[Problem],
) -> AttributeEntry:
    if kind.data is not None:
        if entry.type_ is None:
            problems.append(
                mistake(
                    document,
                    path,
                    "no-type",
                    f"{word} komt uit een tabel en heeft een type nodig.",
                    f"{word} comes from a table and needs a type.",
                )
            )
        return _with(entry, entry.type_ or "identifier")
    derived = derived_from(entry)
    if derived is not None:
        problems += _derived_problems(model, kind, entry, derived, document, path)
        possible = TYPES[derived[0]]
    else:
        fields = fields_of_attribute(model, kind, entry.from_ or word)
        if not fields:
            return _with(entry, entry.type_ or "identifier")
        possible = [type_ for type_ in possible_types(fields[0]) if all(type_ in possible_types(one) for one in fields)]
    if entry.type_ is not None and entry.type_ not in possible:
        problems.append(
            mistake(
                document,
                path,
                "type-differs",
                f"{word} kan geen {entry.type_} zijn.",
                f"{word} cannot be {entry.type_}.",
                _can_be(possible),
            )
        )
    elif not possible:
        problems.append(
            mistake(
                document, path, "no-fact", f"Regels kunnen {word} niet vergelijken.", f"Rules cannot compare {word}."
            )
        )
    return _with(entry, entry.type_ or (possible[0] if possible else "identifier"))


def _derived_problems(
    model: type[BaseModel],
    kind: KindEntry,
    entry: AttributeEntry,
    derived: tuple[str, list[str]],
    document: Document,
    path: Path,
) -> Iterator[Problem]:
    """Yield a problem for each field that cannot be worked with so; that one is not there is told elsewhere."""
    way, names = derived
    if entry.from_ is not None or sum(getattr(entry, other) is not None for other in TYPES) > 1:
        yield mistake(
            document,
            path,
            "one-way",
            "Een attribuut is een veld, of volgt op één manier uit velden.",
            "An attribute is a field, or follows from fields in one way.",
        )
    for name in names:
        for field in fields_of_attribute(model, kind, name):
            reads = reads_in(field)
            if reads is None or reads.sort not in SORTS[way]:
                yield mistake(
                    document,
                    (*path, way),
                    "does-not-follow",
                    f"Uit {name} volgt geen {way}.",
                    f"No {way} follows from {name}.",
                )


def possible_types(field: FieldInfo) -> list[Type]:
    """Return the types that an attribute from this field can have, the usual one first; none if rules cannot see it."""
    annotation = field.annotation
    reads = reads_in(field)
    if holds(annotation, dict):
        return ["list", "tokens"]
    if models_in(annotation):
        return ["list"] if holds(annotation, list) else ["tokens", "list"]
    year = reads is not None and reads.sort == "year"
    listed = bool(words_in(annotation)) or (reads is not None and reads.fact in _WORDS)
    if holds(annotation, list):
        return ["tokens", "list"] if listed else ["list", "tokens"] if year else ["list"]
    if words_in(annotation):
        return ["token", "identifier"]
    fact: Any = reads.fact if reads else None
    if fact in _WORDS or fact == "text":  # a short text can be compared as a word, where the vocabulary says so
        return [fact, *(other for other in _WORDS if other != fact)]
    return [fact, "identifier"] if year else [fact] if fact else []


def _with(entry: AttributeEntry, type_: Type) -> AttributeEntry:
    return entry if entry.type_ == type_ else entry.model_copy(update={"type_": type_})


def _can_be(types: list[Type]) -> Text | None:
    shown = ", ".join(types)
    return Text(f"Laat type weg, of kies: {shown}.", f"Leave type out, or choose: {shown}.") if types else None
