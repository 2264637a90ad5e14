"""Changes of the tree of a document, written as JSON: parts left out, doubled, exchanged, or of another form."""

from __future__ import annotations

import copy
import json
import re
from typing import TYPE_CHECKING, Any

from sto_check.documents.errors import DocumentError
from sto_check.documents.read import read_bytes
from tests.fuzz.mutations import register
from tests.fuzz.yaml_mutations import VALUES

if TYPE_CHECKING:
    from random import Random

_NUMBERS = (0, -1, 1, 1.5, 1e5, 1e300, float("nan"), float("inf"), 10**12, 10**25, True, False, None)
_ODD_TEXT = (
    "\ud800",
    "\u202e",
    "\0",
    "\x1b[2J",
    "\u2028",
    "\N{GRINNING FACE}",
    "a\nb",
    "\\",
    '"',
    " ",
    "\ufeff",
    "\x85",
)
_STRANGE = '"@@vreemd@@"'
_RAW = ("NaN", "-Infinity", "1e999", "01", "- 1", "'x'", "undefined", '"\\x41"', '"\\ud83d\\ude00"', '"\\ud83d"', "{}",
        '{"a":1,"a":2}', "[1,]", "/* x */ 1", "1" * 6000, "[" * 50 + "]" * 50, "[" * 5000 + "]" * 5000)  # fmt: skip


def change_tree(random: Random, data: bytes) -> bytes:
    """Return a document as JSON with one part of its tree changed; what cannot be read is returned as it is."""
    try:
        tree: Any = copy.deepcopy(read_bytes(data, "").tree)
    except DocumentError:
        return data
    where = _somewhere(random, tree)
    if where is not None:
        _change(random, *where)
    text = json.dumps(tree, ensure_ascii=random.random() < 0.5, indent=random.choice((None, None, 1)))
    if random.random() < 0.1:
        text = _with_key_twice(random, text)
    return text.replace(_STRANGE, random.choice(_RAW), 1).encode("utf-8", "surrogatepass")


def _somewhere(random: Random, tree: Any) -> tuple[Any, Any] | None:
    """Return a list or group and a step in it, the deeper the likelier; None where the tree holds nothing."""
    found: tuple[Any, Any] | None = None
    while isinstance(tree, dict | list) and tree:
        step = random.choice(list(tree)) if isinstance(tree, dict) else random.randrange(len(tree))
        found, tree = (tree, step), tree[step]
        if random.random() < 0.15:
            break
    return found


def _change(random: Random, owner: Any, step: Any) -> None:
    """Change one part: the changes that lists and groups share, or those that only one of them knows."""
    old = owner[step]
    match random.randrange(8):
        case 0:
            del owner[step]
        case 1:
            owner[step] = random.choice(_NUMBERS)
        case 2:
            owner[step] = random.choice((*VALUES, *_ODD_TEXT))
        case 3:
            owner[step] = random.choice(([], {}, [[]], [None], {"": None}, [old], {"id": old}, "@@vreemd@@"))
        case 4:
            owner[step] = copy.deepcopy(random.choice(list(owner.values()) if isinstance(owner, dict) else owner))
        case 5:
            owner[step] = _nested(random)
        case _ if isinstance(owner, list):
            _change_list(random, owner, step)
        case _:
            _change_group(random, owner, step)


def _change_list(random: Random, owner: list[Any], step: int) -> None:
    match random.randrange(3):
        case 0:
            owner.insert(random.randint(0, len(owner)), copy.deepcopy(owner[step]))
        case 1:
            random.shuffle(owner)
        case _:
            owner.extend(copy.deepcopy(owner[step]) for _ in range(random.choice((1, 3, 60))))


def _change_group(random: Random, owner: dict[str, Any], step: str) -> None:
    if random.random() < 0.5:
        owner[random.choice(("", "naam", "id", "x\u202ey", "\x1b", "soort", "x" * 3000, "\ud800"))] = "1"
    else:
        owner[step.upper() + random.choice(("", " ", "_", "s"))] = owner.pop(step)


def _nested(random: Random) -> Any:
    value: Any = random.choice(("", None, "x", []))
    for _ in range(random.choice((1, 3, 38, 60, 400))):
        value = [value] if random.random() < 0.5 else {"a": value}
    return value


def _with_key_twice(random: Random, text: str) -> str:
    """Write one of the keys of a JSON text a second time, with a value of its own."""
    keys = list(re.finditer(r'("[a-z_]+"): ', text))
    if not keys:
        return text
    key = random.choice(keys)
    return f"{text[: key.start()]}{key[1]}: 1, {text[key.start() :]}"


register(".yaml", change_tree, change_tree, change_tree, change_tree)
register(".json", *(change_tree for _ in range(8)))
