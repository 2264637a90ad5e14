"""What an interview refuses."""

from __future__ import annotations

from sto_check.text.errors import UsageError


class AnswerError(UsageError):
    """What was answered can mean two things, so it is asked again (exit code 2 where nobody asks)."""
