"""Rules of a suite as expressions that other engines take: for each, where it is true for certain, and where false.

Of a number there are two names, its least and its most (far beyond any value where it is not known); of words one, and
whether it is known.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

FAR = 10**13
NUMBERS = {"amount", "integer", "distance", "day", "text", "list", "percent"}
Tree = tuple[Any, ...] | bool
_UP = {"at_least": (">=", "<"), "more_than": (">", "<="), "on_or_after": (">=", "<"), "after": (">", "<=")}
_DOWN = {
    "at_most": ("<=", ">"), "less_than": ("<", ">="), "on_or_before": ("<=", ">"), "before": ("<", ">="),
    "max_words": ("<=", ">"),
}  # fmt: skip


class Written(NamedTuple):
    """How an engine writes what an expression is made of."""

    both: str = "and"
    either: str = "or"
    negate: Callable[[str], str] = lambda part: f"(not {part})"
    yes: str = "True"
    no: str = "False"

    def text(self, tree: Tree) -> str:
        """Return an expression as this engine reads it."""
        if isinstance(tree, bool):
            return self.yes if tree else self.no
        head, *rest = tree
        if head in {"and", "or"}:
            word = self.both if head == "and" else self.either
            return "(" + f" {word} ".join(self.text(part) for part in rest) + ")"
        if head == "not":
            return self.negate(self.text(rest[0]))
        if head == "compare":
            return f"({self.text(rest[1])} {rest[0]} {self.text(rest[2])})"
        if head == "in":
            return f"({self.text(rest[0])} in {self.text(rest[1])})"
        if head == "times":
            return self.text(rest[0]) if rest[1] == 1 else f"({self.text(rest[0])} * {rest[1]})"
        if isinstance(rest[0], bool):
            return self.text(rest[0])
        return str(rest[0]) if head == "name" else json.dumps(rest[0], ensure_ascii=False)


def sides(rule: dict[str, Any]) -> dict[str, Tree]:
    """Return where a rule's conditions are true and false for certain, by name."""
    types = rule["attributes"]
    return {
        f"{part}_{side}": certain(rule[part], types, true=side == "true")
        for part in ("where", "require")
        for side in ("true", "false")
    }


def certain(condition: dict[str, Any], types: dict[str, str], *, true: bool) -> Tree:
    """Return where a condition is true for certain, or false."""
    for word in ("all", "any"):
        if word in condition:
            parts = [certain(part, types, true=true) for part in condition[word]]
            return joined("and" if (word == "all") is true else "or", parts)
    name, word = condition["attribute"], condition["word"]
    if word in {"present", "absent"}:
        return given(name, types[name], there=(word == "present") is true)
    if word in {"not", "none_of"}:
        word, true = {"not": "equals", "none_of": "one_of"}[word], not true
    if types[name] in NUMBERS:
        return of_number(name, types[name], word, condition, true=true)
    return of_word(name, word, condition, true=true)


def given(name: str, of: str, *, there: bool) -> Tree:
    """Return where a value is there, or was given and is empty."""
    if of == "text":
        return compare(">", f"{name}_low", 0) if there else compare("<=", f"{name}_high", 0)
    if of in NUMBERS:
        return compare("==", f"{name}_low", ("name", f"{name}_high")) if there else False
    known: Tree = ("name", f"{name}_known")
    if of == "identifier":
        return joined("and", [known, ("compare", "!=" if there else "==", ("name", name), ("text", ""))])
    return known if there else False


def of_number(name: str, of: str, word: str, condition: dict[str, Any], *, true: bool) -> Tree:
    """Return where the ends of a number are as a comparison wants them."""
    if word == "one_of":
        parts = [between(name, number(one, of), number(one, of), 1, true=true) for one in condition["value"]]
        return joined("or" if true else "and", parts)
    if "of" in condition:
        numerator, factor = condition["times"]
        low: Any = ("times", ("name", f"{condition['of']}_low"), numerator)
        high: Any = ("times", ("name", f"{condition['of']}_high"), numerator)
    else:
        factor, low = 1, number(condition["value"], of)
        high = low
    if word == "equals":
        return between(name, low, high, factor, true=true)
    sign, turned = _UP.get(word) or _DOWN[word]
    up = (word in _UP) is true
    return compare(sign if true else turned, f"{name}_{'low' if up else 'high'}", high if up else low, factor)


def between(name: str, low: Any, high: Any, factor: int, *, true: bool) -> Tree:
    """Return where a number is the one between two ends that are one, or cannot be."""
    if true:
        return joined("and", [compare(">=", f"{name}_low", high, factor), compare("<=", f"{name}_high", low, factor)])
    return joined("or", [compare("<", f"{name}_high", low, factor), compare(">", f"{name}_low", high, factor)])


def of_word(name: str, word: str, condition: dict[str, Any], *, true: bool) -> Tree:
    """Return where a word, or a list of words, is known and as a comparison wants it, or known and not."""
    known: list[Tree] = [("name", f"{name}_known")]
    own: Tree = ("name", name)
    if "of" in condition:
        other: Tree = ("name", condition["of"])
        known.append(("name", f"{condition['of']}_known"))
        whole, part = (own, other) if word == "has" else (other, own)
        same: Tree = ("compare", "==", own, other) if word == "equals" else ("in", part, whole)
        found = joined("and", [same, ("compare", "!=", part, ("text", ""))])
    else:
        several = condition["value"] if isinstance(condition["value"], list) else [condition["value"]]
        pairs = [
            ("in", ("text", one), own) if word == "has" else ("compare", "==", own, ("text", one)) for one in several
        ]
        found = joined("and" if word == "has" else "or", pairs)
    return joined("and", [*known, found if true else ("not", found)])


def number(value: Any, of: str) -> int:
    """Return a figure as the engines compare it: a day by its number."""
    return date.fromisoformat(value).toordinal() if of == "day" else int(value)


def compare(sign: str, left: str, right: Any, factor: int = 1) -> Tree:
    """Return a comparison of a number, so many times, with a figure or another."""
    return ("compare", sign, ("times", ("name", left), factor), ("figure", right) if isinstance(right, int) else right)


def joined(word: str, parts: Iterable[Tree]) -> Tree:
    """Return parts joined, without those that change nothing."""
    settles = word == "or"
    left = [part for part in parts if part is not (not settles)]
    if any(part is settles for part in left):
        return settles
    return (word, *left) if len(left) > 1 else left[0] if left else not settles


def names_of(facts: Mapping[str, Any], types: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of facts by the names that expressions use."""
    found: dict[str, Any] = {}
    for name, value in facts.items():
        of = types[name]
        if of not in NUMBERS:
            empty: Any = [] if of == "tokens" else ""
            found |= {name: empty if value is None else value, f"{name}_known": value is not None}
            continue
        least, most = (value["at_least"], value["at_most"]) if isinstance(value, dict) else (value, value)
        found[f"{name}_low"] = -FAR if least is None else number(least, of)
        found[f"{name}_high"] = FAR if most is None else number(most, of)
    return found
