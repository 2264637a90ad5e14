"""Documents that are valid but for one or a few defects, each with the code and the path that must be told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args, get_origin

from hypothesis import strategies as st

from sto_check.forms.annotations import models_in, words_in
from sto_check.forms.named_forms import named_form
from sto_check.text.place import write_path
from tests.fuzz.documents import (
    LINKS,
    NAMED,
    Group,
    applications,
    items_at,
    known_to,
    sort_of,
    spots,
    unmarked,
    written_as,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from sto_check.text.place import Path

_LONG = "9" * 5000
Wrong = list[tuple[Any, str]]
WRONG: dict[str, Wrong] = {
    "amount": [("1,50", "amount"), ("-1", "amount"), ("1e5", "amount"), ("1.234", "amount-decimals"),
                        ("", "amount"), ("10000000000.01", "amount-too-large"), ("NaN", "amount"),
                        (_LONG, "amount"), ("١", "amount")],
    "change": [("1,5", "signed-amount"), ("--1", "signed-amount"), ("", "signed-amount"),
               ("-10000000000.01", "amount-too-large"), (_LONG, "signed-amount")],
    "percent": [("1,5", "percentage"), ("1.234", "percentage"), ("", "percentage")],
    "quantity": [("0.00001", "quantity"), ("1e2", "quantity"), ("", "quantity"), ("½", "quantity")],
    "distance": [("1.0001", "kilometres"), ("20 km", "kilometres"), ("-0", "kilometres")],
    "whole": [("1.0", "whole"), ("²", "whole"), ("1000000000", "whole"), ("+1", "whole"), (_LONG, "whole")],
    "year": [("1999", "year"), ("2101", "year"), ("25", "year"), ("2025.0", "year"), (_LONG, "year")],
    "day": [("31-01-2025", "day"), ("2025-02-30", "no-such-day"), ("2025-1-1", "day"),
                      ("9999-99-99", "no-such-day"), ("0000-01-01", "no-such-day"), ("2025-01-01T00:00", "day")],
    "yesno": [("yes", "yes-no"), ("", "yes-no"), ("1", "yes-no"), ("j", "yes-no")],
    "text": [([], "text"), ({"a": "b"}, "text")],
    "key": [("a b", "key"), ("", "key"), ("-", "key"), ("x" * 65, "key"), ("é", "key")],
    "^[0-9]{0,10}$": [("12a", "number"), ("12345678901", "number"), ("1.0", "number")],
    "^([0-9]{2}[A-Za-z]{2})?$": [("12A", "brin"), ("AB12", "brin"), ("12AB00", "brin-with-vestiging")],
    "^([0-9]{2})?$": [("0", "vestigingsnummer"), ("000", "vestigingsnummer")],
    "^([0-9]{8})?$": [("1234567", "kvk"), ("123456789", "kvk"), ("1234567x", "kvk")],
    "^([0-9]{4} ?[A-Za-z]{2})?$": [("0234 AB", "postcode"), ("1234", "postcode"), ("1234 SS1", "postcode")],
}  # fmt: skip
"""For each kind of value some that do not fit, with the code of the error."""
_WORD_LIKE: Wrong = [("vreemd", "unknown-word"), ([], "unknown-word"), ("", "unknown-word")]
_GROUP_LIKE: Wrong = [("x", "model-type"), (["x"], "model-type"), ("", "model-type")]
_LIST_LIKE: Wrong = [("x", "list-type"), ({"a": "b"}, "list-type"), ("", "list-type")]


class Defect(NamedTuple):
    """What is wrong and where, as the problem must say it; ``value`` is what is written there instead."""

    code: str
    path: Path
    value: Any


class Spot(NamedTuple):
    """A place in a tree, and what the model takes there."""

    path: Path
    annotation: Any
    value: Any


@st.composite
def almost_valid(draw: st.DrawFn, model: str = "aanvraag") -> tuple[Group, list[Defect]]:
    """A document of this kind with one to three defects, and these."""
    tree = draw(applications(model))
    found: list[Defect] = []
    makers = [_unknown_key, _wrong_value, _wrong_value, _loose_reference, _name_twice, _key_left_out]
    wanted = draw(st.integers(1, 3))
    for _ in range(5):
        defect = draw(st.sampled_from(makers))(draw, tree, model)
        if len(found) < wanted and defect and not any(_overlap(defect.path, other.path) for other in found):
            found.append(defect)
    if any(defect.code == "unknown-reference" for defect in found):  # told only where what it refers to can be read
        found = [one for one in found if not any(steps[: len(one.path)] == one.path for steps in NAMED[model])]
    if not found:
        found = [Defect("unknown-key", ("onbekend",), "x")]
    for defect in found:
        _apply(tree, defect)
    return tree, found


def walk(annotation: Any, value: Any, path: Path = ()) -> Iterator[Spot]:
    """Yield every place of a valid tree that has a value, with the annotation of it."""
    if value is None:
        return
    annotation = unmarked(annotation)
    yield Spot(path, annotation, value)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is list:
        for position, item in enumerate(value):
            yield from walk(arguments[0], item, (*path, position))
    elif origin is dict:
        for key, item in value.items():
            yield from walk(arguments[1], item, (*path, key))
    elif isinstance(value, dict):
        for name, field in model_of(annotation, value).model_fields.items():
            yield from walk(written_as(field), value.get(name), (*path, name))


def path_written(defect: Defect) -> str:
    """Return the path as a problem writes it."""
    return write_path(defect.path)


def model_of(annotation: Any, value: Group) -> type[BaseModel]:
    """Return the model of a part; of several, the one that takes its kind (``soort``)."""
    models = models_in(annotation)
    return next(
        one for one in models if len(models) == 1 or value["soort"] in words_in(one.model_fields["soort"].annotation)
    )


def _spots(tree: Group, model: str) -> list[Spot]:
    return list(walk(named_form(model).model, tree))


def _unknown_key(draw: st.DrawFn, tree: Group, model: str) -> Defect | None:
    groups = [
        one for one in _spots(tree, model) if isinstance(one.value, dict) and get_origin(one.annotation) is not dict
    ]
    spot = draw(st.sampled_from(groups))
    key = draw(
        st.sampled_from(["onbekend", "Naam", "naam_", "x" * 80, "model_config", "1", "soorten", "[key]", "naam.x", ""])
    )
    return Defect("unknown-key", (*spot.path, key), draw(st.sampled_from(["x", "", [], {}])))


def _wrong_value(draw: st.DrawFn, tree: Group, model: str) -> Defect | None:
    named = {spot.path for spot in _spots(tree, model) if isinstance(spot.value, dict) and "id" in spot.value}
    wrong: list[tuple[Path, Wrong]] = []
    for path, annotation, _ in _spots(tree, model):
        read = sort_of(annotation)
        if not path or path in named or path == ("regeling",):  # on these, other values and the scheme rest
            continue
        if path[:-1] in named and path[-1] in {"id", "soort"}:
            continue
        if read is not None:
            wrong.append((path, WRONG[read]))
        elif get_origin(annotation) is Literal:
            wrong.append((path, _WORD_LIKE))
        elif get_origin(annotation) is list:
            wrong.append((path, _LIST_LIKE))
        elif get_origin(annotation) is not dict and not any(one[: len(path)] == path for one in named):
            wrong.append((path, _GROUP_LIKE))
    if not wrong:
        return None
    kinds = list({id(choices): choices for _, choices in wrong}.values())
    choices = draw(st.sampled_from(kinds))  # so that a kind of value that is rare in the model is not rare here
    path = draw(st.sampled_from([path for path, other in wrong if other is choices]))
    value, code = draw(st.sampled_from(choices))
    return Defect(code, path, value)


def _loose_reference(draw: st.DrawFn, tree: Group, model: str) -> Defect | None:
    written = [
        (*_path_to(tree, owner), step)
        for link in LINKS[model]
        if known_to(tree, link) is not None
        for owner, step in spots(tree, link.source)
    ]
    return Defect("unknown-reference", draw(st.sampled_from(written)), "nergens") if written else None


def _name_twice(draw: st.DrawFn, tree: Group, model: str) -> Defect | None:
    """Give the last part of a list the id of the first, where nothing refers to the last."""
    lists = [steps for steps in NAMED[model] if len(items_at(tree, steps)) > 1]
    if not lists:
        return None
    steps = draw(st.sampled_from(lists))
    parts = items_at(tree, steps)
    for link in LINKS[model]:
        if link.target == steps:
            for owner, step in spots(tree, link.source):
                if owner[step] == parts[-1]["id"]:
                    return None
    return Defect("repeated-name", (*steps, len(parts) - 1, "id"), parts[0]["id"])


_ABSENT = object()


def _key_left_out(draw: st.DrawFn, tree: Group, model: str) -> Defect | None:
    """Leave out a key that must be there, of a part that has no id."""
    needed = [
        (*spot.path, name)
        for spot in _spots(tree, model)
        if isinstance(spot.value, dict) and get_origin(spot.annotation) is not dict and "id" not in spot.value
        for name, field in model_of(spot.annotation, spot.value).model_fields.items()
        if field.is_required()
    ]
    return Defect("missing", draw(st.sampled_from(needed)), _ABSENT) if needed else None


def _path_to(tree: Any, wanted: Any, path: Path = ()) -> Path:
    """Return the path of a list or group that is itself part of the tree."""
    if tree is wanted:
        return path
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return next((found for step, inner in steps if (found := _path_to(inner, wanted, (*path, step)))), ())


def _overlap(one: Path, other: Path) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _apply(tree: Any, defect: Defect) -> None:
    for step in defect.path[:-1]:
        tree = tree[step]
    if defect.value is _ABSENT:
        del tree[defect.path[-1]]
    else:
        tree[defect.path[-1]] = defect.value
