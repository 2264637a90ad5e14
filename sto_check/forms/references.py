"""References between the parts of a document: each leads to a part that is there, and each name is used once."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from sto_check.documents.document import value_at
from sto_check.documents.errors import FirstProblems
from sto_check.documents.place import Path, write_path
from sto_check.errors import Problem
from sto_check.forms.closed_words import meant
from sto_check.forms.errors import unknown_name
from sto_check.forms.values import read_key
from sto_check.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sto_check.documents.document import Document
    from sto_check.forms.form import Form, NamedList, Reference


def find_reference_problems(form: Form, document: Document) -> list[Problem]:
    """Return a problem for every reference that leads nowhere and for every name given to two parts.

    Of a great many, the first ``MAX_PROBLEMS`` are told and the rest are counted.
    """
    repeated = (problem for named in form.named_lists for problem in _find_repeated_names(document, named))
    loose = (problem for reference in form.references for problem in _find_loose_ends(document, reference))
    return [*FirstProblems(repeated), *FirstProblems(loose)]


def _find_loose_ends(document: Document, reference: Reference) -> Iterator[Callable[[], Problem]]:
    """Yield what makes a problem for each reference that leads nowhere; looking for a near name takes time."""
    known = _names(document.tree, reference)
    if known is None:
        return
    names = set(known)
    for path, value in _follow(document.tree, reference.source):
        if value not in names:
            place = document.place(path)
            yield partial(unknown_name, "unknown-reference", reference.what, value, known, place, write_path(path))


def _names(tree: object, reference: Reference) -> list[str] | None:
    """Return the names one may refer to; None where the list itself is not there yet."""
    parts = value_at(tree, reference.target)
    if not isinstance(parts, list):
        return None
    chosen = [part for part in parts if isinstance(part, dict) and is_among(part, reference.among)]
    return [*(name for _, name in _follow(chosen, ("id",))), *reference.others]


def is_among(part: dict[str, object], among: tuple[str, frozenset[str]] | None) -> bool:
    """Whether a part has one of these words in this field."""
    if among is None:
        return True
    word = meant(part.get(among[0]), among[1])
    return isinstance(word, str) and word in among[1]


def _follow(tree: object, steps: tuple[str, ...], path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(tree, list):
        for position, item in enumerate(tree):
            yield from _follow(item, steps, (*path, position))
    elif steps:
        if isinstance(tree, dict) and tree.get(steps[0]) is not None:
            yield from _follow(tree[steps[0]], steps[1:], (*path, steps[0]))
    elif isinstance(tree, str | int):
        with suppress(PydanticCustomError):  # what is no name at all is told where the name itself is read
            yield path, read_key(tree)


def _find_repeated_names(document: Document, named: NamedList) -> Iterator[Callable[[], Problem]]:
    seen: dict[str, Path] = {}
    for path, value in _follow(document.tree, (*named.path, "id")):
        if value in named.reserved:
            yield partial(
                Problem,
                "reserved-name",
                named.reserved[value],
                document.place(path),
                write_path(path),
                Text("Geef dit onderdeel een andere id.", "Give this part another id."),
            )
        elif value in seen:
            first = document.place(seen[value])
            where = str(first) if first else write_path(seen[value])
            yield partial(
                Problem,
                "repeated-name",
                Text(f"De id {value} is al gebruikt ({where}).", f"The id {value} is already used ({where})."),
                document.place(path),
                write_path(path),
                Text("Geef elk onderdeel een eigen id.", "Give each part an id of its own."),
            )
        else:
            seen[value] = path
