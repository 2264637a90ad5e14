"""What a rule comes out as, for one fact or for a whole application: one list of words, marks and gravity."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Self

from sto_check.text.language import Text


class Status(StrEnum):
    """What a rule comes out as, the gravest first. As a string it is what JSON says: ``not_met``.

    ``words`` is how people call it and ``mark`` the sign before it; ``gravity`` is 0 for the gravest.
    """

    gravity: int
    mark: str
    words: Text

    def __new__(cls, value: str, mark: str = "", nl: str = "", en: str = "") -> Self:
        """Make one with all that belongs to it; each is less grave than those before it."""
        status = str.__new__(cls, value)
        status._value_ = value
        status.gravity, status.mark, status.words = len(cls.__members__), mark, Text(nl, en)
        return status

    NOT_MET = "not_met", "✗", "niet voldaan", "not met"
    UNKNOWN = "unknown", "?", "onbekend", "unknown"
    OPEN = "open", "○", "te beoordelen", "to be judged"
    MET = "met", "✓", "voldaan", "met"
    NOT_APPLICABLE = "not_applicable", "–", "niet van toepassing", "not applicable"

    @property
    def written(self) -> str:
        """The word by which those who write cases call it: ``not met``."""
        return self.replace("_", " ")


OUTCOMES = (Status.NOT_MET, Status.UNKNOWN, Status.OPEN, Status.MET)
"""What a rule can say of a fact that it speaks of, the gravest first."""
Raised = Literal[Status.NOT_MET, Status.UNKNOWN]
"""What durable-rules reports; a rule that is met it does not."""
