"""What the annotation of a model's field says: which models stand in it, whether it is a list, which words it takes."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """Return every model in an annotation, however deep: in a list, in a union, or alone."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in models_in(argument)]


def holds(annotation: Any, container: type) -> bool:
    """Whether an annotation is, or has in it, a container of this type (``list``, ``dict``)."""
    return get_origin(annotation) is container or any(holds(argument, container) for argument in get_args(annotation))


def words_in(annotation: Any) -> list[str]:
    """Return the words that an annotation takes; empty where it takes any."""
    if get_origin(annotation) is Literal:
        return [str(word) for word in get_args(annotation)]
    return [word for argument in get_args(annotation) for word in words_in(argument)]
