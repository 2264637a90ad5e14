"""LibreOffice, where the machine has it: opens a workbook or a letter, works it out, and saves it again."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

SOFFICE = shutil.which("soffice")
if os.environ.get("STO_CHECK_NEEDS_LIBREOFFICE"):
    assert SOFFICE, "LibreOffice is needed here and not found"
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not on this machine")


def saved(data: bytes, folder: Path, suffix: str, form: str) -> bytes:
    """Return what LibreOffice makes of a workbook or a letter when it saves that in a form (xlsx, ods, pdf, txt)."""
    source = folder / f"in{suffix}"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", form, "--outdir", str(folder / "out"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return (folder / "out" / f"in.{form.partition(':')[0]}").read_bytes()
