"""Become someone whom permissions hold for: root itself is forbidden nothing."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534


@contextmanager
def forbidden_what_is_forbidden() -> Iterator[None]:
    """Run as a user without privileges where the tests run as root; another user is one already."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
