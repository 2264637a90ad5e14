"""Where the program starts: ``sto-check``, and ``python -m sto_check``, which is the same."""

from __future__ import annotations

import gc
from typing import NoReturn


def start() -> NoReturn:
    """Run the program as a process of its own. It is short: it collects no cycles, not even while it is imported."""
    gc.disable()
    from sto_check.cli.main import process

    process()


if __name__ == "__main__":
    start()
