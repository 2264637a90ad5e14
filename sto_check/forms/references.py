"""References between the parts of a document: each leads to a part that is there, and each name is used once."""

from __future__ import annotations

from contextlib import suppress
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sto_check.documents.document import value_at
from sto_check.forms.closed_words import meant
from sto_check.forms.errors import unknown_name
from sto_check.forms.values import read_key
from sto_check.text.errors import Problem
from sto_check.text.language import LANGUAGES, Text
from sto_check.text.place import Path, read_path, steps_of, write_path
from sto_check.text.problems import FirstProblems, quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pydantic import BaseModel

    from sto_check.documents.document import Document
    from sto_check.forms.form import Form, NamedList, Reference, Steps
    from sto_check.text.place import Place

_ID = Text("de id", "the id")
_PLACES = 10
"""How many places of one name are told."""
_COMPARED, _NEARLY = 2000, 0.8
"""With how many ids a name is compared, and how much one is like it that was changed."""


def find_reference_problems(form: Form, document: Document) -> list[Problem]:
    """Return a problem for every reference that leads nowhere and for every name given to two parts.

    Of a great many, the first ``MAX_PROBLEMS`` are told and the rest are counted.
    """
    repeated = (problem for named in form.named_lists for problem in _find_repeated_names(document, named))
    return [*FirstProblems(repeated), *FirstProblems(_find_loose_ends(form, document))]


class _Loose(NamedTuple):
    """A name that leads nowhere: what it should be the name of, and where it stands."""

    what: Text
    known: list[str]
    place: Place | None
    path: str


def _find_loose_ends(form: Form, document: Document) -> Iterator[Callable[[], Problem]]:
    """Yield what makes a problem for each name that leads nowhere, wherever it stands; a near name takes time."""
    found: dict[tuple[Steps, str], list[_Loose]] = {}
    used: dict[Steps, set[str]] = {}
    ids: dict[Steps, list[str]] = {}
    for reference in form.references:
        known = names_known(document.tree, reference)
        if known is None:
            continue
        names = set(known)
        for path, value in _follow(document.tree, reference.source):
            used.setdefault(reference.target, set()).add(value)
            if value not in names:
                loose = _Loose(reference.what, known, document.place(path), write_path(path))
                found.setdefault((reference.target, value), []).append(loose)
    for target, value, place in document.loose:
        if target not in ids:
            ids[target] = [name for _, name in _follow(document.tree, (*target, "id"))]
        found.setdefault((target, value), []).append(_Loose(_ID, ids[target], place, ""))
    for (target, value), ends in found.items():
        yield partial(_problem, form, document, (target, value), ends, used.get(target, set()))


def _problem(form: Form, document: Document, named: tuple[Steps, str], ends: list[_Loose], used: set[str]) -> Problem:
    """Say once of a name that it leads nowhere, with the cause where a part seems to have been given another id."""
    (target, value), first = named, ends[0]
    told = unknown_name("unknown-reference", first.what, value, first.known, first.place, first.path)
    owner = _named_by(form, document, target, value)
    if owner:
        return told._replace(hint=_is_a_name(owner))
    if len(ends) == 1:
        return told
    where = ", ".join(_where(one) for one in ends[:_PLACES]) + (", …" if len(ends) > _PLACES else "")
    ids = {name: path for path, name in _follow(document.tree, (*target, "id"))}
    free = [] if value in ids else [name for name in ids if name not in used]
    renamed = next(iter(get_close_matches(value, free[:_COMPARED], n=1, cutoff=_NEARLY)), None)
    if renamed is None:
        nl, en = (f"{told.says[lang].removesuffix('.')}" for lang in LANGUAGES)
        says = Text(f"{nl}; hij staat op {len(ends)} plaatsen: {where}.",
                    f"{en}; it stands in {len(ends)} places: {where}.")  # fmt: skip
        return told._replace(says=says)
    return Problem(
        "renamed-id",
        Text(
            f"De id {renamed} wordt nergens genoemd, en {quote(value)} op {len(ends)} plaatsen: {where}.",
            f"The id {renamed} is named nowhere, and {quote(value)} in {len(ends)} places: {where}.",
        ),
        document.place(ids[renamed]),
        write_path(ids[renamed]),
        Text(
            f"Is de id veranderd? Maak er weer {value} van, of schrijf overal {renamed}.",
            f"Was the id changed? Make it {value} again, or write {renamed} everywhere.",
        ),
    )


def _where(end: _Loose) -> str:
    place = end.place
    if place is None:
        return end.path
    return f"{place.sheet}!{place.cell}" if place.sheet else f"{end.path or place.file} ({place.line}:{place.column})"


def look_up_name(form: Form, document: Document, found: Problem) -> Problem:
    """Return what is said of a text that is no id, as a name where it is that of a part."""
    path = read_path(found.path)
    steps = steps_of(path)
    reference = next((one for one in form.references if one.source == steps), None) if found.code == "key" else None
    written = _at(document.tree, path)
    named = _named_by(form, document, reference.target, written) if reference and isinstance(written, str) else None
    if reference is None or named is None:
        return found
    told = unknown_name("unknown-reference", reference.what, str(written), [], found.place, found.path)
    return told._replace(hint=_is_a_name(named))


def _is_a_name(id_: str) -> Text:
    return Text(f"Dat is de naam van {id_}; schrijf {id_}.", f"That is the name of {id_}; write {id_}.")


def _named_by(form: Form, document: Document, target: Steps, text: str) -> str | None:
    """Return the id of the only part of a list that has this text in a field; None where none or several have it."""
    from sto_check.forms.annotations import holds, reads_in  # where nothing is wrong no model is asked

    texts = [
        name
        for model in _models_at(form.model, target)
        for name, field in model.model_fields.items()
        if (reads := reads_in(field)) and reads.sort == "text" and not holds(field.annotation, list)
    ]
    wanted = text.strip().casefold()
    found = {
        part.get("id")
        for part in _parts(document.tree, target)
        if any(isinstance(said := part.get(name), str) and said.strip().casefold() == wanted for name in texts)
    }
    one = next(iter(found), None)
    return one if len(found) == 1 and isinstance(one, str) else None


def _models_at(model: type[BaseModel], steps: Steps) -> list[type[BaseModel]]:
    from sto_check.forms.annotations import models_in

    models = [model]
    for step in steps:
        fields = [one.model_fields[step] for one in models if step in one.model_fields]
        models = [inside for field in fields for inside in models_in(field.annotation)]
    return models


def _parts(tree: object, steps: Steps) -> Iterator[dict[str, object]]:
    if isinstance(tree, list):
        for one in tree:
            yield from _parts(one, steps)
    elif isinstance(tree, dict) and steps:
        yield from _parts(tree.get(steps[0]), steps[1:])
    elif isinstance(tree, dict):
        yield tree


def _at(tree: object, path: Path) -> object:
    for step in path:
        if isinstance(tree, dict):
            tree = tree.get(step)
        else:
            tree = tree[step] if isinstance(tree, list) and isinstance(step, int) and step < len(tree) else None
    return tree


def names_known(tree: object, reference: Reference) -> list[str] | None:
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
        with suppress(ValueError):  # what is no name at all is told where the name itself is read
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
