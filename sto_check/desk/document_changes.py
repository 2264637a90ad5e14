"""What changed between two versions of a document: parts are matched by their id, or else by what they hold."""

from __future__ import annotations

import json
from copy import deepcopy
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sto_check.text.place import Path

ALIKE = 0.5
"""Two rows without an id are the same row where at least this share of their answers is the same."""
_MOST_COMPARED = 400
"""Among more rows than this that are not exactly the same, rows are matched by their order."""


class DocumentChange(NamedTuple):
    """One answer that is another, or one part that came or went.

    ``before`` and ``now`` are where it stands in the first version and in the second, empty where it is not there; of
    a part that went ``now`` is where its list stands. ``old`` and ``new`` are what stands there.
    """

    kind: Literal["changed", "added", "removed"]
    before: Path
    now: Path
    old: Any
    new: Any


class Compared(NamedTuple):
    """What changed, and for each list of the second version which row of the first each of its rows is."""

    changes: list[DocumentChange]
    rows: Mapping[Path, Mapping[int, int]]

    def in_first(self, path: Path) -> tuple[str | int, ...]:
        """Return the path that a part of the second version has in the first; what is new there is told apart."""
        found: tuple[str | int, ...] = ()
        for position, step in enumerate(path):
            row = self.rows.get(path[:position], {}).get(step) if isinstance(step, int) else step
            found += (f"+{step}" if row is None else row,)
        return found


def compare_documents(before: Any, now: Any) -> Compared:
    """Compare the trees of two documents."""
    rows: dict[Path, dict[int, int]] = {}
    return Compared(list(_between(before, now, (), (), rows)), rows)


def undone(tree: Any, change: DocumentChange) -> Any:
    """Return a copy of the second version in which one change is undone."""
    copy = deepcopy(tree)
    *way, last = change.now if change.kind != "removed" else (*change.now, change.before[-1])
    inside = copy
    for step in way:
        inside = inside[step]
    if change.kind == "removed":
        inside.insert(last, deepcopy(change.old))
    elif change.kind == "added" and isinstance(last, int):
        del inside[last]
    else:
        inside[last] = deepcopy(change.old)
    return copy


def _between(old: Any, new: Any, before: Path, now: Path, rows: dict[Path, dict[int, int]]) -> Iterator[DocumentChange]:
    if _same(old, new):
        _note_same(old, now, rows)
    elif isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            yield from _between(old.get(key), new.get(key), (*before, key), (*now, key), rows)
    elif _has_parts(old) and _has_parts(new):
        yield from _rows(old, new, before, now, rows)
    elif _is_empty(old):
        yield DocumentChange("added", before, now, old, new) if _is_part(new) else _changed(before, now, old, new)
    else:
        yield _changed(before, now, old, new)


def _changed(before: Path, now: Path, old: Any, new: Any) -> DocumentChange:
    return DocumentChange("changed", before, now, old, new)


def _rows(
    old: list[Any], new: list[Any], before: Path, now: Path, rows: dict[Path, dict[int, int]]
) -> Iterator[DocumentChange]:
    pairs = _matched(old, new)
    rows[now] = pairs
    of = {was: position for position, was in pairs.items()}
    for position, row in enumerate(old):
        if position in of:
            yield from _between(row, new[of[position]], (*before, position), (*now, of[position]), rows)
        else:
            yield DocumentChange("removed", (*before, position), now, row, None)
    for position, row in enumerate(new):
        if position not in pairs:
            yield DocumentChange("added", (), (*now, position), None, row)


def _matched(old: list[Any], new: list[Any]) -> dict[int, int]:
    """Return for rows of the second version which row of the first each is: by id, else the same, else most alike."""
    pairs: dict[int, int] = {}
    left = dict(enumerate(old))
    for key in (_id_of, _written):
        known: dict[str, list[int]] = {}
        for position, row in left.items():
            if (name := key(row)) is not None:
                known.setdefault(name, []).append(position)
        for position, row in enumerate(new):
            name = key(row)
            if position not in pairs and name is not None and known.get(name):
                pairs[position] = known[name].pop(0)
                del left[pairs[position]]
    rest = [position for position in range(len(new)) if position not in pairs and _id_of(new[position]) is None]
    unnamed = [position for position, row in left.items() if _id_of(row) is None]
    if max(len(rest), len(unnamed)) > _MOST_COMPARED:
        return pairs | dict(zip(rest, unnamed, strict=False))
    alike = [(_alike(old[was], new[position]), position, was) for position in rest for was in unnamed]
    for share, position, was in sorted(alike, key=lambda one: (-one[0], abs(one[1] - one[2]), one[1], one[2])):
        if share >= ALIKE and position not in pairs and was in left:
            pairs[position] = was
            del left[was]
    return pairs


def _alike(old: Any, new: Any) -> float:
    """Return which share of the answers in two rows is the same."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return 0.0
    keys = [key for key in {**old, **new} if not (_is_empty(old.get(key)) and _is_empty(new.get(key)))]
    return sum(_same(old.get(key), new.get(key)) for key in keys) / len(keys) if keys else 1.0


def _id_of(row: Any) -> str | None:
    found = row.get("id") if isinstance(row, dict) else None
    return found if isinstance(found, str) else None


def _written(row: Any) -> str:
    return json.dumps(row, sort_keys=True)


def _same(old: Any, new: Any) -> bool:
    """Whether two answers say the same: a number may be written otherwise, and nothing is nothing."""
    if old == new or (_is_empty(old) and _is_empty(new)):
        return True
    if isinstance(old, str) and isinstance(new, str):
        return " ".join(old.split()) == " ".join(new.split()) or _same_number(old, new)
    if isinstance(old, list) and isinstance(new, list) and not _has_parts(old) and not _has_parts(new):
        return sorted(map(_written, old)) == sorted(map(_written, new))
    return False


def _same_number(old: str, new: str) -> bool:
    if old.strip()[:1] in {"", "0"} or new.strip()[:1] in {"", "0"}:
        return False  # a code may begin with a nought
    try:
        return Decimal(old) == Decimal(new)
    except InvalidOperation:
        return False


def _note_same(tree: Any, now: Path, rows: dict[Path, dict[int, int]]) -> None:
    """Note of what is wholly the same that each row is itself."""
    if isinstance(tree, dict):
        for key, inner in tree.items():
            _note_same(inner, (*now, key), rows)
    elif _has_parts(tree):
        rows[now] = {position: position for position in range(len(tree))}
        for position, inner in enumerate(tree):
            _note_same(inner, (*now, position), rows)


def _has_parts(tree: Any) -> bool:
    return isinstance(tree, list) and any(isinstance(row, dict) for row in tree)


def _is_part(tree: Any) -> bool:
    return isinstance(tree, dict) or _has_parts(tree)


def _is_empty(tree: Any) -> bool:
    return tree is None or tree == [] or (isinstance(tree, str) and not tree.strip())
