"""What can go wrong inside the engine. None of these may ever be hidden: where one is raised there is no decision."""

from __future__ import annotations

from sto_check.documents.errors import DocumentError
from sto_check.text.errors import EXIT_ENGINE, EXIT_UNAVAILABLE, Problem, StoCheckError


class EngineError(StoCheckError):
    """The engine cannot vouch for its answer (exit code 70)."""

    exit_code = EXIT_ENGINE


class ReadingsDifferError(EngineError):
    """The durable-rules network and the direct reading came to different outcomes."""


class NetworkError(EngineError):
    """durable-rules did not accept facts or did not let go of them."""


class PatternRefusedError(EngineError):
    """durable-rules does not take the pattern of this name: written out as alternatives it is too long."""

    def __init__(self, found: Problem, *, name: str) -> None:
        super().__init__(found)
        self.name = name


class EngineNotLoadedError(StoCheckError):
    """This Python cannot load durable-rules, so nothing can be checked (exit code 69).

    ``python`` is the version it was tried with, ``said`` what the loader said.
    """

    exit_code = EXIT_UNAVAILABLE

    def __init__(self, found: Problem, *, python: str, said: str) -> None:
        super().__init__(found)
        self.python, self.said = python, said


class FigureTooLargeError(DocumentError):
    """A figure of the application, or a sum of figures, is too large to be compared exactly (exit code 65)."""
