"""``sto-check decide``: write down a decision with all that it rests on."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli.command import force_option, how_options, paths_argument, read_on
from sto_check.cli.decided import are_many, decided, each, judgements_option, make_folder, results_option, title_of
from sto_check.cli.two_languages import Command, lang_option, option
from sto_check.text.errors import UsageError
from sto_check.text.language import Text, printable
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from sto_check.cli.command import How
    from sto_check.desk.record import Json
    from sto_check.text.language import Lang


@click.command(
    "decide",
    cls=Command,
    short_help=Text("Leg een besluit vast met alles waar het op rust.", "Record a decision with all it rests on."),
    help=Text(
        "Leg een besluit over een aanvraag vast: de aanvraag en de regels met hun vingerafdruk, de waarden, wat beide "
        "lezingen vonden, de oordelen, wat terzijde is gesteld, en de redenen. Het bestand is canonieke JSON "
        "(RFC 8785): op elke machine dezelfde bytes. Met --register komt het in een register dat alleen groeit; "
        "sto-check verify rekent een besluit na, sto-check register verify het hele register. Van een map of meer "
        "bestanden wordt elk besluit vastgelegd; --results zegt of een plafond van de ronde iets overlaat."
        "\n\nAfsluitcode: 0 vastgelegd, 4 er is nog iets te beoordelen en dus geen besluit, 65 het document of de "
        "oordelen zijn niet te lezen, 74 het is niet te bewaren.",
        "Record a decision about an application: the application and the rules with their fingerprints, the values, "
        "what both readings found, the judgements, what was set aside, and the reasons. The file is canonical JSON "
        "(RFC 8785): the same bytes on every machine. With --register it goes into a register that only grows; "
        "sto-check verify works a decision out again, sto-check register verify looks through the whole register. Of a "
        "folder or more files each decision is recorded; --results says whether a ceiling of the round leaves anything."
        "\n\nExit code: 0 recorded, 4 something is still to be judged and so there is no decision, 65 the document or "
        "the judgements cannot be read, 74 it cannot be kept.",
    ),
    examples=(
        "sto-check decide plan.yaml --by 'A. Bos' --output plan.besluit.json",
        "sto-check decide aanvragen --results uitkomsten --by 'A. Bos' --register register --maxima maxima.csv",
    ),
)
@paths_argument()
@option("--by", required=True, metavar=Text("NAAM", "NAME"), help=Text("Wie besluit.", "Who decides."))
@option(
    "--decided",
    "decided_on",
    metavar=Text("DAG", "DAY"),
    help=Text("Dag van het besluit (jjjj-mm-dd); anders vandaag.", "Day of the decision (yyyy-mm-dd); else today."),
)
@option(
    "-o",
    "--output",
    metavar=Text("BESTAND", "FILE"),
    type=click.Path(path_type=Path),
    help=Text("Schrijf het besluit naar dit bestand.", "Write the record to this file."),
)
@option(
    "--register",
    "register_folder",
    metavar=Text("MAP", "DIR"),
    type=click.Path(path_type=Path),
    help=Text("Neem het op in dit register.", "Enter it in this register."),
)
@option(
    "--key",
    metavar=Text("PEM", "PEM"),
    type=click.Path(path_type=Path),
    help=Text(
        "Onderteken de inschrijving met deze sleutel (Ed25519).", "Sign the entry with this private key (Ed25519)."
    ),
)
@judgements_option
@results_option
@force_option
@how_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    by: str,
    decided_on: str | None,
    output: Path | None,
    register_folder: Path | None,
    key: Path | None,
    judgements: Path | None,
    results: Path | None,
    force: bool,
    how: How,
    lang: Lang,
) -> None:
    """Decide, and write the record to a file, into a register, or to standard output; of many, each."""
    from sto_check.desk.record import Decided, record_of, write_record
    from sto_check.documents.save import require_free, save

    many = are_many(paths, judgements)
    _require_use(by, key, register_folder, output, many=many)
    day = read_on(decided_on, "--decided") or date.today()

    def record(file: str, target: Path | None) -> int:
        found = decided(file, judgements, results, how, lang, of_many=many)
        if found is None:
            return 4
        decision, shares = found
        made = record_of(decision, Decided(by.strip(), day), shares)
        data = write_record(made)
        if target is not None:
            save(data, target, overwrite=force)
            click.echo(f"{title_of(decision, shares)[lang]}: {target}", err=True)
        if register_folder is not None:
            before = f"{printable(decision.application)}: " if many else ""
            click.echo(before + _entered(register_folder, data, made, key)[lang])
        elif target is None:
            click.echo(data, nl=False)
            sys.stdout.flush()
        return 0

    if not many:
        if output is not None:
            require_free(output, force=force)
        ctx.exit(record(paths[0], output))
    if output is not None:
        make_folder(output)
    ctx.exit(
        each(paths, output, lang, lambda file, name: record(file, output / f"{name}.besluit.json" if output else None))
    )


def _require_use(by: str, key: Path | None, register: Path | None, output: Path | None, *, many: bool) -> None:
    """Raise UsageError where options do not go together."""
    if key is not None and register is None:
        nl, en = "--key ondertekent een inschrijving in een register.", "--key signs an entry in a register."
        raise UsageError(problem("key-without-register", nl, en, None, "Geef ook --register.", "Give --register too."))
    if not by.strip():
        raise UsageError(problem("nobody-decides", "--by is leeg.", "--by is empty."))
    if many and register is None and output is None:
        nl, en = "Besluiten over meer aanvragen gaan ergens heen.", "Decisions about more applications go somewhere."
        hint = "Geef --register of --output, een map.", "Give --register or --output, a folder."
        raise UsageError(problem("where-to", nl, en, None, *hint))


def _entered(folder: Path, data: bytes, record: Json, key: Path | None) -> Text:
    from sto_check.desk.register import open_register
    from sto_check.desk.signing import signer

    sign = signer(key) if key else None
    with open_register(folder) as register:
        entry, new = register.add(data, record, sign)
    if not new:
        nl = f"Dit besluit stond al in {folder}: inschrijving {entry.number}."
        return Text(nl, f"This decision was in {folder} already: entry {entry.number}.")
    return Text(
        f"Ingeschreven in {folder}: nummer {entry.number}, code {entry.hash}.",
        f"Entered in {folder}: number {entry.number}, code {entry.hash}.",
    )
