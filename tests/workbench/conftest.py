"""A copy of the shipped scheme that a test may change."""

from tests.rules_writers.conftest import Copy, copy

__all__ = ["Copy", "copy"]
