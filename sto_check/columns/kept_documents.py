"""What was drawn and is named, kept as documents in a folder of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.documents.save import save
from sto_check.documents.write import write_yaml
from sto_check.text.errors import UsageError
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.columns.simulation import Simulation


class FolderNotNewError(UsageError):
    """There is something at the place of a new folder, or it cannot be made (exit code 2)."""


def require_new(folder: Path) -> None:
    """Make a folder; raises FolderNotNewError where something is there or it cannot be made."""
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise FolderNotNewError(
            problem(
                "folder-not-new",
                f"De map {folder} is niet te maken: {error.strerror}.",
                f"The folder {folder} cannot be made: {error.strerror}.",
                None,
                "Kies een map die er nog niet is.",
                "Choose a folder that is not there yet.",
            )
        ) from error


def keep_documents(found: Simulation, folder: Path) -> None:
    """Write each drawn application that is named, by the number of its draw; raises OSError or UsageError."""
    named = {one.number: one.document for seen in found.versions for one in seen.changed}
    for number, document in sorted(named.items()):
        assert isinstance(document.tree, dict), "an application has keys"
        save(write_yaml(document.tree).encode(), folder / f"{number}.yaml", overwrite=False)
