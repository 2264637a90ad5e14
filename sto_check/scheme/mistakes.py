"""All mistakes in the files of a scheme at once: each told once, with the rule it is in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import ValidationError

    from sto_check.documents.document import Document
    from sto_check.text.errors import Problem
    from sto_check.text.place import Path, Place

_MOST_NAMED = 5
_PART = re.compile(r"^(?:themes\[\d+\](?:\.rules\[\d+\])?|scheme|sources|kinds|measures|decision)\.?")


def without_wrong_rules(documents: Mapping[Path, Document], error: ValidationError) -> dict[Path, Document] | None:
    """Return the files of a scheme without the rules that have a mistake of shape; None where others have one too.

    What is left can be held together, so that its mistakes are told with those.
    """
    wrong: dict[Path, set[int]] = {}
    for found in error.errors(include_url=False):
        match found["loc"]:
            case ("themes", int(theme), "rules", int(rule), _, *_):
                wrong.setdefault(("themes", theme), set()).add(rule)
            case _:
                return None
    left = dict(documents)
    for part, positions in wrong.items():
        tree = documents[part].tree
        if not isinstance(tree, dict) or not isinstance(tree.get("rules"), list):
            return None
        left[part] = _without(documents[part], tree, positions)
    return left


def _without(document: Document, tree: dict[str, object], positions: set[int]) -> Document:
    """Return a file without some of its rules; what is left keeps its places."""
    rules = tree["rules"]
    assert isinstance(rules, list)
    kept = [number for number in range(len(rules)) if number not in positions]

    def locate(path: Path, of_key: bool) -> Place | None:
        if path[:1] == ("rules",) and len(path) > 1 and isinstance(path[1], int) and path[1] < len(kept):
            path = ("rules", kept[path[1]], *path[2:])
        return document.locate(path, of_key)

    return document._replace(tree={**tree, "rules": [rules[number] for number in kept]}, locate=locate)


def told_once(problems: Iterable[Problem], documents: Mapping[Path, Document]) -> list[Problem]:
    """Return the problems, each with its rule, and one that stands in more places once."""
    rules = _starts(documents)
    told: dict[tuple[str, Text], Problem] = {}
    others: dict[tuple[str, Text], list[str]] = {}
    for problem in problems:
        named = problem._replace(path=_path(problem, rules))
        first = told.setdefault((named.code, named.says), named)
        if first is not named:
            name = _rule_at(named.place, rules) or str(named.place or "")
            if name and name != _rule_at(first.place, rules):
                others.setdefault((named.code, named.says), []).append(name)
    return [_with_others(problem, list(dict.fromkeys(others.get(key, [])))) for key, problem in told.items()]


def _with_others(problem: Problem, others: list[str]) -> Problem:
    if not others:
        return problem
    shown, more = ", ".join(others[:_MOST_NAMED]), len(others) - _MOST_NAMED
    nl = f"Zo ook bij {shown}{f' en nog {more}' if more > 0 else ''}."
    en = f"So too at {shown}{f' and {more} more' if more > 0 else ''}."
    return problem._replace(says=Text(f"{problem.says.nl} {nl}", f"{problem.says.en} {en}"))


def _starts(documents: Mapping[Path, Document]) -> dict[str, list[tuple[int, str]]]:
    """Return for each file the lines on which its rules begin, with their ids."""
    found: dict[str, list[tuple[int, str]]] = {}
    for document in (one for part, one in documents.items() if len(part) > 1):
        rules = document.tree.get("rules") if isinstance(document.tree, dict) else None
        for number, rule in enumerate(rules if isinstance(rules, list) else ()):
            place = document.place(("rules", number))
            rule_id = rule.get("id") if isinstance(rule, dict) else None
            if place is not None and isinstance(rule_id, str):
                found.setdefault(document.name, []).append((place.line, rule_id))
    return found


def _rule_at(place: Place | None, rules: Mapping[str, list[tuple[int, str]]]) -> str:
    """Return the id of the rule in which a place stands; empty where it is in none."""
    starts = rules.get(place.file, []) if place else []
    return next((rule_id for line, rule_id in reversed(starts) if place and line <= place.line), "")


def _path(problem: Problem, rules: Mapping[str, list[tuple[int, str]]]) -> str:
    """Return the path of a problem as a keeper of rules sees it: the id of its rule, and the key in it."""
    inside, rule_id = _PART.sub("", problem.path), _rule_at(problem.place, rules)
    return ": ".join(part for part in (rule_id, inside) if part)
