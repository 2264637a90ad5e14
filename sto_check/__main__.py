"""Where the program starts: ``sto-check``, and ``python -m sto_check``, which is the same."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import NoReturn

EXIT_INTERRUPTED = 130


def start() -> NoReturn:
    """Run the program as a process of its own. It is short: it collects no cycles, not even while it is imported.

    Ctrl-C, also while it is imported or ends, gives one line and exit code 130.
    """
    gc.disable()
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
    try:
        from sto_check.cli.main import process

        process()
    except KeyboardInterrupt:
        english = "--lang=en" in sys.argv or " --lang en " in f" {' '.join(sys.argv)} "
        english = english or os.environ.get("STO_CHECK_LANG") == "en"
        os.write(2, b"Interrupted.\n" if english else b"Afgebroken.\n")
    os._exit(EXIT_INTERRUPTED)


def _interrupt(_number: int, _frame: object) -> NoReturn:
    """Break off once, so that what was begun is cleared away; a second time end at once, without a word more."""
    signal.signal(signal.SIGINT, _end)
    raise KeyboardInterrupt


def _end(_number: int, _frame: object) -> NoReturn:
    os._exit(EXIT_INTERRUPTED)


if __name__ == "__main__":
    start()
