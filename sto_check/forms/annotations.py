"""What the annotation of a model's field says: which models stand in it, whether it is a list, which words it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from sto_check.forms.values import Reads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """Return every model in an annotation, however deep: in a list, in a union, or alone."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in models_in(argument)]


def holds(annotation: Any, container: type) -> bool:
    """Whether an annotation is, or has in it, a container of this type (``list``, ``dict``)."""
    return get_origin(annotation) is container or any(holds(argument, container) for argument in get_args(annotation))


def reads_in(field: FieldInfo) -> Reads | None:
    """Return how the values of a field are read; of a mapping, its values; None where it holds no single values."""
    found = list(_readers(field.annotation, field.metadata))
    return found[-1] if found else None


def readers_in(annotation: Any) -> list[Reads]:
    """Return how the values of an annotation are read, in the order in which they stand in it."""
    return list(_readers(annotation, ()))


def _readers(annotation: Any, metadata: Any) -> Iterator[Reads]:
    yield from (item for item in metadata if isinstance(item, Reads))
    if get_origin(annotation) is Annotated:
        yield from _readers(None, annotation.__metadata__)
    for argument in get_args(annotation):
        yield from _readers(argument, ())


def words_in(annotation: Any) -> list[str]:
    """Return the words that an annotation takes; empty where it takes any."""
    if get_origin(annotation) is Literal:
        return [str(word) for word in get_args(annotation)]
    return [word for argument in get_args(annotation) for word in words_in(argument)]
