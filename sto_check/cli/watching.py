"""Watch files, and say when one of them has been saved."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

PAUSE = 0.04
"""Seconds between two looks. A file that was saved in pieces is taken up once it is the same in two of them."""

Seen = tuple[tuple[str, int, int, int], ...]


def saves(paths: Sequence[Path]) -> Iterator[None]:
    """Yield each time one of the files, or a table in its folder, has been saved; wait for the next.

    Looking is by time, size and number of the file, which a program changes that saves in place as well as one that
    puts a new file in the place of the old; nothing has to be installed for it, and it is as quick on a shared disk.
    What counts is how the files are when this is called, not when it is first waited for.
    """
    return _saves(paths, _seen(paths))


def _saves(paths: Sequence[Path], known: Seen) -> Iterator[None]:
    while True:
        time.sleep(PAUSE)
        now = _seen(paths)
        if now == known:
            continue
        while (later := _after_a_pause(paths)) != now:
            now = later
        known = now
        yield


def _after_a_pause(paths: Sequence[Path]) -> Seen:
    time.sleep(PAUSE)
    return _seen(paths)


def _seen(paths: Sequence[Path]) -> Seen:
    found = []
    for path in (
        *paths,
        *(table for folder in {path.parent for path in paths} for table in sorted(folder.glob("*.csv"))),
    ):
        try:
            state = path.stat()
        except OSError:  # for a moment, while a program puts another in its place
            found.append((str(path), 0, 0, 0))
        else:
            found.append((str(path), state.st_mtime_ns, state.st_size, state.st_ino))
    return tuple(found)
