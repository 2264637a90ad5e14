"""Which rules, values and decisions rest on which asks: the table from what sources ask to what answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.scheme.entries import BasisEntry
    from sto_check.scheme.scheme import Scheme

DECISION = "decision.yaml"


def citations(scheme: Scheme) -> dict[str, list[str]]:
    """Return for each ask that is cited, as ``SOURCE/ask``, what cites it.

    That is the id of a rule, ``$name`` of a value, or ``decision.yaml``; an ask that nothing cites is not there.
    """
    found: dict[str, list[str]] = {}
    for who, ask in _cited(scheme):
        names = found.setdefault(ask, [])
        if who not in names:
            names.append(who)
    return found


def _cited(scheme: Scheme) -> Iterator[tuple[str, str]]:
    for rule in scheme.rules:
        yield from ((rule.id, basis.ask) for basis in rule.basis)
    for name, entry in scheme.head.parameters.items():
        histories = (entry.value, *entry.variants.values())
        entries: list[BasisEntry] = [one for history in histories for dated in history for one in dated.basis]
        yield from ((f"${name}", one.ask) for one in [*entry.basis, *entries])
    yield from ((DECISION, one.ask) for one in scheme.decision.basis)
