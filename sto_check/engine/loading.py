"""Loads durable-rules, whose compiled part no longer fits every Python as it stands."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sto_check.engine.errors import EngineNotLoadedError
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.text.errors import Problem

EXTENSION = "durable_rules_engine"
GONE = "PyEval_CallObject"
"""A function of Python that durable-rules calls and that Python 3.13 no longer has.

durable-rules 2.0.28 calls it in five places, all in src/rulespy/rules.c, and each is the C side of a callback: for
storing, deleting and queueing a message, for queued messages and for an idle state. The rest of its C source calls
those only where a callback was set (state.c and events.c test for NULL), and only its ``Host`` sets them. We make no
``Host`` and set no callback, so the function is never called: a loader that looks functions up when they are first
called never misses it; only a loader that looks all of them up at once stands in the way.
"""

REPAIR = (
    f"CPPFLAGS=-D{GONE}=PyObject_CallObject pip install --force-reinstall --no-cache-dir "
    "--no-binary durable-rules durable-rules==2.0.28"
)
"""Builds durable-rules with the function that took the place of the one that is gone."""


def load_engine() -> Any:
    """Import the compiled part of durable-rules and return it.

    Raises EngineNotLoadedError where it cannot be loaded.
    """
    try:
        with _looked_up_when_called():
            return import_module(EXTENSION)
    except ImportError as error:
        said = str(error)
        found = _binds_at_once(said) if GONE in said else _other(said)
        raise EngineNotLoadedError(found, python=_python(), said=said) from error


@contextmanager
def _looked_up_when_called() -> Iterator[None]:
    """Ask the loader, where it can be asked (not on Windows), to look functions up when they are first called."""
    if not hasattr(sys, "setdlopenflags"):
        yield
        return
    before = sys.getdlopenflags()
    sys.setdlopenflags(before & ~os.RTLD_NOW | os.RTLD_LAZY)
    try:
        yield
    finally:
        sys.setdlopenflags(before)


def _binds_at_once(said: str) -> Problem:
    asked = bool(os.environ.get("LD_BIND_NOW"))
    return problem(
        "engine-not-loaded",
        f"Er is niets getoetst: {_python()} kan durable-rules zoals het hier is gebouwd niet laden ({said}).",
        f"Nothing was checked: {_python()} cannot load durable-rules as it was built here ({said}).",
        None,
        f"{'Haal LD_BIND_NOW weg uit de omgeving, of bouw' if asked else 'Bouw'} durable-rules opnieuw: {REPAIR}",
        f"{'Take LD_BIND_NOW out of the environment, or build' if asked else 'Build'} durable-rules again: {REPAIR}",
    )


def _other(said: str) -> Problem:
    return problem(
        "engine-not-loaded",
        f"Er is niets getoetst: durable-rules kan niet worden geladen in {_python()} ({said}).",
        f"Nothing was checked: durable-rules cannot be loaded by {_python()} ({said}).",
        None,
        "Installeer sto-check opnieuw met deze Python; daarvoor is een C-compiler nodig.",
        "Install sto-check again with this Python; that needs a C compiler.",
    )


def _python() -> str:
    return f"Python {sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"
