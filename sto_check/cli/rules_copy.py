"""``sto-check rules copy``: copy a scheme under a new id."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli import complete
from sto_check.cli.command import rules_option
from sto_check.cli.two_languages import Command, argument, lang_option
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.text.language import Lang


@click.command(
    "copy",
    cls=Command,
    short_help=Text("Kopieer een regeling met een nieuwe id.", "Copy a scheme under a new id."),
    help=Text(
        "Kopieer de map van een regeling, met haar gevallen, om er een nieuwe van te maken. De naam van de nieuwe map "
        "wordt de id, ook in de gevallen. OUD is een naam of een map; NIEUW is een map die er nog niet is.",
        "Copy the folder of a scheme, with its cases, to make a new one of it. The name of the new folder becomes the "
        "id, in the cases too. OLD is a name or a folder; NEW is a folder that is not there yet.",
    ),
    examples=(
        "sto-check rules copy sto-2025-2028 mijn-regels/sto-2029",
        "sto-check rules copy proef mijn-regels/proef-2 --rules mijn-regels",
    ),
)
@argument("old", metavar=Text("OUD", "OLD"), shell_complete=complete.schemes)
@argument("new", metavar=Text("NIEUW", "NEW"), type=click.Path(path_type=Path), shell_complete=complete.folders)
@rules_option
@lang_option
def command(old: str, new: Path, rules: Path | None, lang: Lang) -> None:
    """Copy the folder and name the files that were changed."""
    from sto_check.scheme.folder import scheme_folder
    from sto_check.workbench.scheme_copy import copy_scheme

    changed = copy_scheme(scheme_folder(old, rules), new)
    for path in changed:
        click.echo(Text(f"{path}: de id is nu {new.name}", f"{path}: the id is now {new.name}")[lang])
