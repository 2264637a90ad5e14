"""What rests on what a source asks: rules, values and the way of deciding, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.scheme.basis import cited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.scheme.basis import Basis
    from sto_check.scheme.entries import Ask, Source
    from sto_check.scheme.scheme import Rule, Scheme

DECISION = "decision.yaml"


class AskUse(NamedTuple):
    """One thing that a source asks (``name``: ``F-PLAN/periode``), and what rests on it.

    ``by`` holds ids of rules, ``$name`` of values, and ``decision.yaml`` for the way of deciding.
    """

    name: str
    ask: Ask
    by: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether nothing rests on it and it is not said why."""
        return not self.by and self.ask.not_checked is None


class SourceUse(NamedTuple):
    """A source, and everything that it asks."""

    key: str
    title: str
    asks: tuple[AskUse, ...]


class Rests(NamedTuple):
    """A rule, a value (``$name``) or the way of deciding, and what it rests on; ``rule`` is None for the others."""

    name: str
    basis: tuple[Basis, ...]
    rule: Rule | None = None


def source_uses(scheme: Scheme) -> list[SourceUse]:
    """Return every source of the scheme with what it asks, each with what rests on it."""
    by: dict[str, dict[str, None]] = {}
    for one in all_that_rests(scheme):
        for basis in one.basis:
            by.setdefault(basis.ask, {})[one.name] = None
    return [
        SourceUse(
            key, source.title, tuple(AskUse(name, ask, tuple(by.get(name, ()))) for name, ask in _named(key, source))
        )
        for key, source in scheme.sources.items()
    ]


def _named(key: str, source: Source) -> list[tuple[str, Ask]]:
    return [(f"{key}/{name}", ask) for name, ask in source.asks.items()]


def all_that_rests(scheme: Scheme) -> Iterator[Rests]:
    """Yield every rule, every value and the way of deciding, with all that each rests on."""
    for rule in scheme.rules:
        yield Rests(rule.id, rule.basis, rule)
    for name, entry in scheme.head.parameters.items():
        histories = (entry.value, *entry.variants.values())
        own = [basis for history in histories for dated in history for basis in dated.basis]
        yield Rests(f"${name}", tuple(dict.fromkeys(cited([*entry.basis, *own], scheme.sources))))
    yield Rests(DECISION, cited(scheme.decision.basis, scheme.sources))
