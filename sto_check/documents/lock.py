"""Hold a file so that one program at a time writes; however a program ends, what it holds ends with it."""

from __future__ import annotations


def hold(handle: int, *, wait: bool = False) -> bool:
    """Hold an open file as long as it is open, and return whether that is so; with ``wait``, until nobody else has it.

    Raises OSError where the file system knows no locks.
    """
    try:
        import fcntl
    except ImportError:
        return _hold_on_windows(handle, wait=wait)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def _hold_on_windows(handle: int, *, wait: bool) -> bool:
    import msvcrt

    mode = msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK  # type: ignore[attr-defined]
    while True:
        try:
            msvcrt.locking(handle, mode, 1)  # type: ignore[attr-defined]
        except OSError:  # it gives up after ten seconds
            if not wait:
                return False
        else:
            return True
