"""What a run of checks brings: for each document a decision, or the problems that kept it from one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.decision.decision import Decision
    from sto_check.text.errors import Problem, StoCheckError

GRAVITY = (70, 65, 2, 1, 3, 4, 0)
"""Exit codes, gravest first: a fault, an unreadable document, wrong use; then the decisions as the law orders them."""


class Result(NamedTuple):
    """One document: the decision about it, or the error."""

    name: str
    decision: Decision | None
    error: StoCheckError | None
    notes: tuple[Problem, ...] = ()
    """What a reader should know of how the document was read, though nothing is wrong."""
    judgements: str = ""
    """The file of judgements, where the error is in that file and the document itself could be read."""
    data: bytes = b""
    """What the document holds, where it could be opened."""

    @property
    def exit_code(self) -> int:
        """The exit code that this document calls for."""
        if self.decision is not None:
            return self.decision.exit_code
        return self.error.exit_code if self.error else 0

    def decided(self) -> Decision:
        """Return the decision; raises the error where there is none."""
        if self.decision is None:
            assert self.error is not None
            raise self.error
        return self.decision


def gravest(codes: Iterable[int]) -> int:
    """Return the gravest of exit codes, 0 where there are none."""
    return min(codes, key=GRAVITY.index, default=0)
