"""How much a document may hold before it is refused, so that no input takes the machine's time or memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.text.errors import Problem
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.text.place import Place

MEGABYTE = 1024 * 1024
DEEPEST = 500
"""The depth that no limit goes beyond: what reads a tree calls itself for every level."""
OPTION = "--limit"


class Limits(NamedTuple):
    """Limits on one document; each can be raised, and then time and memory grow with it."""

    megabytes: int = 10
    """Size of the file, in units of 1,048,576 bytes."""
    values: int = 250_000
    """Values in a YAML, JSON or CSV document."""
    depth: int = 40
    """Levels of lists and groups in each other."""
    cells: int = 50_000
    """Cells with something in them, over all sheets of a workbook."""
    unpacked: int = 60
    """Size of a workbook once unpacked, in units of 1,048,576 bytes."""


DEFAULT_LIMITS = Limits()


def limit_problem(
    code: str, nl: str, en: str, place: Place | None, name: str, limits: Limits, instead: tuple[str, str]
) -> Problem:
    """Return the problem that a document goes beyond a limit.

    ``nl`` and ``en`` say so without a full stop; ``name`` is the limit's own, ``instead`` what else can be done
    than to raise it. The hint gives the option that raises it to twice as much.
    """
    value: int = getattr(limits, name)
    higher = min(2 * value, DEEPEST) if name == "depth" else 2 * value
    option = f"{OPTION} {name}={higher}"
    if name == "depth" and value >= DEEPEST:
        hint = Text(f"{instead[0]}.", f"{instead[1]}.")
    else:
        hint = Text(
            f"{instead[0]}, of verhoog de grens met: {option}.", f"{instead[1]}, or raise the limit with: {option}."
        )
    return Problem(code, Text(f"{nl} (grens {name}={value}).", f"{en} (limit {name}={value})."), place, hint=hint)
