"""What changed between two trees: parts are known by id or by what they hold, and undoing a change undoes it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_check.desk.document_changes import DocumentChange, compare_documents, undone

PLAN: Any = {
    "regio": {"naam": "Oost", "nummer": "07"},
    "partners": [
        {"id": "a", "naam": "Anker", "leerwegen": ["bb", "kb"]},
        {"id": "b", "naam": "Boeg", "profielen": [{"profiel": "pie", "aantal": "10"}]},
        {"id": "c", "naam": "Cirkel"},
    ],
    "kosten": [
        {"activiteit": "x", "bedrag": "10.00", "soort": "loon"},
        {"activiteit": "y", "bedrag": "20.00", "soort": "loon"},
        {"activiteit": "z", "bedrag": "30.00", "soort": "reis"},
    ],
}


def changed(edit: str, **values: Any) -> list[DocumentChange]:
    tree = deepcopy(PLAN)
    exec(edit, {"tree": tree, **values})  # noqa: S102 - edits of this file
    return compare_documents(PLAN, tree).changes


def told(changes: list[DocumentChange]) -> list[tuple[str, tuple[str | int, ...], tuple[str | int, ...]]]:
    return [(change.kind, change.before, change.now) for change in changes]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ("", []),
        ("tree['partners'].reverse()", []),
        ("tree['kosten'].reverse()", []),
        ("tree['partners'][0]['leerwegen'].reverse()", []),
        ("tree['kosten'][0]['bedrag'] = '10'", []),
        ("tree['regio']['naam'] = ' Oost\\n'", []),
        ("tree['regio']['extra'] = None", []),
        ("tree['regio']['nummer'] = '7'", [("changed", ("regio", "nummer"), ("regio", "nummer"))]),
        ("tree['partners'].pop(0)", [("removed", ("partners", 0), ("partners",))]),
        ("tree['partners'].insert(0, {'id': 'd', 'naam': 'Dek'})", [("added", (), ("partners", 0))]),
        (
            "tree['partners'].reverse(); tree['partners'][2]['naam'] = 'Anders'",
            [("changed", ("partners", 0, "naam"), ("partners", 2, "naam"))],
        ),
        (
            "tree['kosten'].reverse(); tree['kosten'][0]['bedrag'] = '31.00'",
            [("changed", ("kosten", 2, "bedrag"), ("kosten", 0, "bedrag"))],
        ),
        (
            "tree['partners'][1]['profielen'][0]['aantal'] = '11'",
            [("changed", ("partners", 1, "profielen", 0, "aantal"), ("partners", 1, "profielen", 0, "aantal"))],
        ),
        ("tree['kosten'][1] = {'activiteit': 'q', 'bedrag': '1', 'soort': 'q'}",
         [("removed", ("kosten", 1), ("kosten",)), ("added", (), ("kosten", 1))]),
        ("del tree['kosten']", [("changed", ("kosten",), ("kosten",))]),
        ("tree['nieuw'] = {'naam': 'Nieuw'}", [("added", ("nieuw",), ("nieuw",))]),
    ],
)  # fmt: skip
def test_what_changed_is_told_by_part(edit: str, expected: list[Any]) -> None:
    assert told(changed(edit)) == expected


def test_a_part_of_another_id_is_another_part() -> None:
    found = changed("tree['partners'][0]['id'] = 'd'")
    assert sorted(one.kind for one in found) == ["added", "removed"]


def test_a_row_of_the_second_version_has_its_place_in_the_first() -> None:
    tree = deepcopy(PLAN)
    tree["partners"].reverse()
    tree["partners"].insert(1, {"id": "nieuw"})
    found = compare_documents(PLAN, tree)
    assert found.in_first(("partners", 0, "naam")) == ("partners", 2, "naam")
    assert found.in_first(("partners", 1)) == ("partners", "+1")
    assert found.in_first(("partners", 2, "profielen", 0)) == ("partners", 1, "profielen", 0)
    assert found.in_first(("kosten", 1)) == ("kosten", 1)


_WORDS = st.sampled_from(["", "a", "b", "12", "12.0", "012"])
_ROW = st.dictionaries(st.sampled_from(["naam", "soort", "bedrag"]), _WORDS, max_size=3)
_NAMED = st.lists(st.tuples(st.sampled_from("pqrst"), _ROW), max_size=5, unique_by=lambda one: one[0])
_TREE = st.fixed_dictionaries(
    {
        "groep": _ROW,
        "woorden": st.lists(st.sampled_from("xyz"), max_size=3),
        "rijen": st.lists(_ROW, max_size=5),
        "delen": _NAMED.map(lambda found: [{"id": name, **row} for name, row in found]),
    }
)


@given(_TREE, _TREE)
def test_undoing_each_change_leaves_one_less(before: Any, now: Any) -> None:
    changes = compare_documents(before, now).changes
    as_it_was = deepcopy(now)
    for change in changes:
        fewer = compare_documents(before, undone(now, change)).changes
        assert len(fewer) < len(changes)
    assert now == as_it_was
    assert compare_documents(before, before).changes == []


@given(_TREE, _TREE)
def test_undoing_one_after_the_other_ends_where_it_began(before: Any, now: Any) -> None:
    tree = now
    for _ in range(60):
        changes = compare_documents(before, tree).changes
        if not changes:
            return
        tree = undone(tree, changes[0])
    pytest.fail("it never ends")
