"""``sto-check register``: look through the register of decisions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli.command import show
from sto_check.cli.two_languages import Command, Group, argument, lang_option, option
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.text.language import Lang

_FOLDER = argument("folder", metavar=Text("MAP", "DIR"), type=click.Path(path_type=Path))


@click.command(
    "verify",
    cls=Command,
    short_help=Text("Zoek wat er in een register is veranderd.", "Find what was changed in a register."),
    help=Text(
        "Zoek wat er in een register is veranderd, weggelaten, verwisseld of erbij gezet. Noteer de laatste code op "
        "een andere plaats: met --head blijkt later ook of het einde is weggehaald en herschreven."
        "\n\nAfsluitcode: 0 het register klopt, 1 het klopt niet, 2 het is geen register.",
        "Find what was changed, left out, exchanged or added in a register. Note the code of the last entry elsewhere: "
        "with --head it shows later whether the end was taken away and written anew."
        "\n\nExit code: 0 the register is whole, 1 it is not, 2 it is no register.",
    ),
    examples=("sto-check register verify register", "sto-check register verify register --public-key kantoor.pem"),
)
@_FOLDER
@option("--head", default="", metavar=Text("CODE", "CODE"), help=Text("Genoteerde code.", "Noted code."))
@option(
    "--public-key",
    metavar=Text("PEM", "PEM"),
    type=click.Path(path_type=Path),
    help=Text("Elke inschrijving moet hiermee zijn ondertekend.", "Every entry must be signed with it."),
)
@lang_option
@click.pass_context
def verify_command(ctx: click.Context, folder: Path, head: str, public_key: Path | None, lang: Lang) -> None:
    """Look through the register and print what is wrong."""
    from sto_check.desk.register_faults import check_register
    from sto_check.desk.signing import verifier
    from sto_check.reports.register_lines import verified_lines

    found = check_register(folder, head=head.strip(), is_signed=verifier(public_key) if public_key else None)
    show(verified_lines(found, lang))
    ctx.exit(1 if found.faults else 0)


@click.command(
    "list",
    cls=Command,
    short_help=Text("Noem de besluiten in een register.", "List the decisions in a register."),
    help=Text("Noem de besluiten in een register, een per regel.", "List the decisions in a register, one a line."),
    examples=("sto-check register list register",),
)
@_FOLDER
@lang_option
def list_command(folder: Path, lang: Lang) -> None:
    """Print the entries."""
    from sto_check.desk.register_faults import entries_in
    from sto_check.reports.register_lines import entry_lines

    show(entry_lines(entries_in(folder), lang))


@click.group(
    "register",
    cls=Group,
    short_help=Text("Zie een register van besluiten na.", "Look through a register of decisions."),
    help=Text(
        "Een register van besluiten dat alleen groeit: sto-check decide --register schrijft erin.",
        "A register of decisions that only grows: sto-check decide --register writes into it.",
    ),
    examples=("sto-check register list register", "sto-check register verify register"),
)
def command() -> None:
    """Hold the commands of the register."""


command.add_command(verify_command)
command.add_command(list_command)
