"""What a rule says of one fact: met, not met, unknown or open, and the explanation of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from sto_check.documents.place import Place
    from sto_check.engine.fact import Fact
    from sto_check.language import Text
    from sto_check.scheme.scheme import Rule

Status = Literal["met", "not_met", "unknown", "open"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A value that an outcome rests on.

    ``value`` is written for people; ``path`` and ``place`` are where the document has it, or should have it.
    ``parts`` are the facts that a measured value was counted from, ``missing`` those that leave it unknown.
    """

    attribute: str
    value: Text
    known: bool
    path: str
    place: Place | None
    parts: tuple[Evidence, ...] = ()
    missing: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an outcome is what it is, what would mend it, and what it rests on."""

    reason: Text
    remedy: Text
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What ``rule`` says of ``subject``. The explanation is made when it is asked for."""

    rule: Rule
    subject: Fact
    status: Status
    explain: Callable[[Outcome], Explanation]

    @property
    def explanation(self) -> Explanation:
        """The reason, the remedy and the evidence, in both languages."""
        return self.explain(self)
