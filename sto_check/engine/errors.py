"""What can go wrong inside the engine. None of these may ever be hidden: where one is raised there is no decision."""

from __future__ import annotations

from sto_check.documents.errors import DocumentError
from sto_check.errors import EXIT_ENGINE, StoCheckError


class EngineError(StoCheckError):
    """The engine cannot vouch for its answer (exit code 70)."""

    exit_code = EXIT_ENGINE


class ReadingsDifferError(EngineError):
    """The durable-rules network and the direct reading came to different outcomes."""


class NetworkError(EngineError):
    """durable-rules did not accept facts or did not let go of them."""


class PatternRefusedError(EngineError):
    """durable-rules does not take a pattern: written out as alternatives it is too long."""


class FigureTooLargeError(DocumentError):
    """A figure of the application, or a sum of figures, is too large to be compared exactly (exit code 65)."""
