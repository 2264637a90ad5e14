"""Changes of a YAML document that keep most of it YAML: its keys, blocks, indentation and values."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from tests.fuzz.mutations import Mutation, register

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

Lines = list[str]

VALUES = (
    "", "''", '""', "[]", "{}", "~", "null", "NULL", "no", "ja", "true", "1e5", "1E400", "NaN", ".nan", ".inf", "-.Inf",
    "0123", "0o17", "0x1F", "1_000", "12:30:00", "-1", "+1", "-0", "0", "00", "0.001", "1.", ".5", "1,5", "1.000,00",
    "٣", "１２", "²", "9999-12-31", "0000-00-00", "0001-01-01", "2024-02-30", "2025-1-1", "2024-09-24T00:00:00Z",
    "10000000000.00", "10000000000.01", "999999999999.99", "9999999999999", "€ 1", "1 ", "'1 '", "penvoerder",
    "geen", "vmbo", "<<", "=", "&a x", "*a", "!!int 1", "!!python/object/apply:os.system [ls]", "! x", "!!binary AA==",
    "|\n  x", ">-", "'", '"', "[", "{", "]", "a: b", "- x", "? x", "[[1], {a: b}]", "{a: b}", "[a, a]", "[,]", "{a}",
    '"\\0"', '"\\x1b[2J"', '"\\u202e"', '"\\ud800"', '"\\U0001F600"', '"\\q"', "%d {naam} {0}", "{{x}}", "$id", "../x",
    "sto-2020-2024", "sto-na-2029", "2025", "2100", "2101", "#", "# x", "x #y", "x: #y",
)  # fmt: skip
LONG = (
    lambda: "1" * 10_000, lambda: "0." + "0" * 10_000 + "1", lambda: "x" * 100_000, lambda: "woord " * 5_000,
    lambda: "[" * 100 + "]" * 100, lambda: "[" * 3000, lambda: "{a: " * 60 + "}" * 60, lambda: "- " * 200 + "x",
    lambda: "\n" + "".join(f"{' ' * depth}a:\n" for depth in range(2, 120)), lambda: '"' + "\\" * 9_999 + '"',
    lambda: "[" + "x, " * 2_000 + "x]", lambda: "'" * 5_001, lambda: "? " * 500, lambda: "&a " * 300 + "x",
)  # fmt: skip
_KEY = re.compile(r"^( *(?:- +)*)([\w.-]+):(?: +(.*))?$")
_KEYS = ("naam", "id", "soort", "<<", "naam ", "'naam'", "NAAM", "náám", "x" * 2_000, "[a]", "{a: b}", "~", "", "?",
         "1", "__class__", "model_config", "__dict__", "copy", "json", "[key]", "beoordelingen", "'\\'",
         '"\\u202e"')  # fmt: skip


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _block(lines: Lines, at: int) -> int:
    """Return where the block ends that begins on a line: before the next line that stands no further in."""
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > _indent(lines[at])):
        end += 1
    return end


def duplicate_block(random: Random, lines: Lines) -> Lines:
    """Write a key or an item with all below it a second time, in the same place or elsewhere."""
    at = random.randrange(len(lines))
    end = _block(lines, at)
    to = random.choice((end, at, random.randint(0, len(lines))))
    return lines[:to] + lines[at:end] + lines[to:]


def move_block(random: Random, lines: Lines) -> Lines:
    """Move a key or an item with all below it."""
    at = random.randrange(len(lines))
    end = _block(lines, at)
    left = lines[:at] + lines[end:]
    to = random.randint(0, len(left))
    return left[:to] + lines[at:end] + left[to:]


def drop_block(random: Random, lines: Lines) -> Lines:
    """Leave out a key or an item with all below it."""
    at = random.randrange(len(lines))
    return lines[:at] + lines[_block(lines, at) :]


def change_indent(random: Random, lines: Lines) -> Lines:
    """Move one line, or a whole block, to the left or to the right."""
    at = random.randrange(len(lines))
    end = random.choice((at + 1, _block(lines, at)))
    by = random.choice((-4, -2, -1, 1, 2, 4, 30))
    moved = [" " * max(0, _indent(line) + by) + line.lstrip(" ") for line in lines[at:end]]
    if random.random() < 0.1:
        moved = [line.replace("  ", "\t") for line in moved]
    return lines[:at] + moved + lines[end:]


def change_dash(random: Random, lines: Lines) -> Lines:
    """Make an item of a key, or a key of an item."""
    at = random.randrange(len(lines))
    line = lines[at]
    start, rest = line[: _indent(line)], line.lstrip(" ")
    return [*lines[:at], start + (rest[2:] if rest.startswith("- ") else f"- {rest}"), *lines[at + 1 :]]


def _with_value(random: Random, lines: Lines, make: Callable[[str], str]) -> Lines:
    """Give one key another value, or do nothing where no line tried has a key."""
    for _ in range(20):
        at = random.randrange(len(lines))
        found = _KEY.match(lines[at])
        if found:
            return [*lines[:at], f"{found[1]}{found[2]}: {make(found[3] or '')}", *lines[at + 1 :]]
    return lines


def hostile_value(random: Random, lines: Lines) -> Lines:
    """Give a key a value that a reader may stumble over."""
    value = random.choice(LONG)() if random.random() < 0.1 else random.choice(VALUES)
    return _with_value(random, lines, lambda _old: value)


def decorated_value(random: Random, lines: Lines) -> Lines:
    """Put an anchor, an alias, a tag, quotes or a comment to a value."""
    forms = (
        "&a {}",
        "*a {}",
        "!!str {}",
        "'{}'",
        '"{}"',
        "'{}",
        "{}'",
        "{} # x",
        "[{}]",
        "{{x: {}}}",
        "{}: {}",
        "|\n {}",
    )
    form = random.choice(forms)
    return _with_value(random, lines, lambda old: form.replace("{{", "{").replace("}}", "}").replace("{}", old))


def drop_value(random: Random, lines: Lines) -> Lines:
    """Leave a key without its value."""
    return _with_value(random, lines, lambda _old: "")


def swap_values(random: Random, lines: Lines) -> Lines:
    """Give a key the value of another one."""
    values = [found[3] for line in random.choices(lines, k=10) if (found := _KEY.match(line)) and found[3]]
    return _with_value(random, lines, lambda old: random.choice(values or [old]))


def rename_key(random: Random, lines: Lines) -> Lines:
    """Give a key another name: that of another key, a hostile one, or its own with a letter less."""
    for _ in range(20):
        at = random.randrange(len(lines))
        found = _KEY.match(lines[at])
        if found:
            other = _KEY.match(random.choice(lines))
            name = random.choice((*_KEYS, found[2][1:], found[2].upper(), other[2] if other else "x"))
            return [*lines[:at], f"{found[1]}{name}: {found[3] or ''}", *lines[at + 1 :]]
    return lines


def add_document(random: Random, lines: Lines) -> Lines:
    """Put a mark of a second document, a directive or a bomb of aliases somewhere."""
    bomb = ["a: &a [x, x]", *(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(20))]
    new = random.choice((["---"], ["---", *lines], ["..."], ["%YAML 3.0", "---"], ["%TAG ! x"], bomb, ["<<: {a: b}"]))
    at = random.choice((0, len(lines), random.randint(0, len(lines))))
    return lines[:at] + new + lines[at:]


def repeat_block(random: Random, lines: Lines) -> Lines:
    """Write an item or key a hundred times."""
    at = random.randrange(len(lines))
    end = min(_block(lines, at), at + 20)
    return lines[:end] + lines[at:end] * 100 + lines[end:]


def _on_lines(change: Callable[[Random, Lines], Lines], random: Random, data: bytes) -> bytes:
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    return "\n".join(change(random, lines)).encode("utf-8", "surrogateescape")


_CHANGES = (
    duplicate_block, move_block, drop_block, change_indent, change_dash, hostile_value, hostile_value, hostile_value,
    hostile_value, decorated_value, drop_value, drop_value, drop_value, swap_values, swap_values, swap_values,
    rename_key, add_document, repeat_block,
)  # fmt: skip
STRUCTURE: tuple[Mutation, ...] = tuple(partial(_on_lines, change) for change in _CHANGES)
register(".yaml", *STRUCTURE)
