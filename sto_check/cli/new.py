"""``sto-check new``: write a template to fill in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from sto_check.cli.command import force_option, open_scheme, scheme_options
from sto_check.cli.two_languages import Command, option
from sto_check.text.errors import Problem, UsageError
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.scheme.scheme import Scheme


@click.command(
    "new",
    cls=Command,
    short_help=Text("Schrijf een sjabloon om in te vullen.", "Write a template to fill in."),
    help=Text(
        "Schrijf een sjabloon van het document waar een regeling over gaat, met uitleg bij elke vraag: YAML, of een "
        "werkmap (XLSX of ODS) met een blad voor elk onderdeel, keuzelijsten en totalen. Naar een bestand, of anders "
        "naar standaarduitvoer.",
        "Write a template of the document that a scheme is about, with an explanation of every question (in Dutch): "
        "YAML, or a workbook (XLSX or ODS) with a sheet for each part, drop-downs and totals. To a file, or else to "
        "standard output.",
    ),
    examples=(
        "sto-check new > aanvraag.yaml",
        "sto-check new --format xlsx --output aanvraag.xlsx",
        "sto-check new --scheme sto-2020-2024-eindrapportage > eindrapportage.yaml",
        "sto-check new --judgements > beoordeling.yaml",
    ),
)
@option(
    "--format",
    "form",
    type=click.Choice(["yaml", "xlsx", "ods"]),
    help=Text(
        "Vorm van het sjabloon (anders: die van de bestandsnaam, of yaml).",
        "Form of the template (else: that of the file's name, or yaml).",
    ),
)
@option(
    "-o",
    "--output",
    metavar=Text("BESTAND", "FILE"),
    type=click.Path(path_type=Path),
    help=Text("Schrijf naar dit bestand.", "Write to this file."),
)
@force_option
@option(
    "--judgements",
    is_flag=True,
    help=Text("Een bestand met beoordelingen om in te vullen.", "A file of judgements to fill in."),
)
@scheme_options
def command(
    form: Literal["yaml", "xlsx", "ods"] | None,
    output: Path | None,
    force: bool,
    judgements: bool,
    scheme: str,
    rules: Path | None,
) -> None:
    """Write the template of the document that the scheme is about, or of the judgements of one."""
    from sto_check.documents.save import save
    from sto_check.forms.template import template_of

    suffix = output.suffix.lower() if output else ""
    of_name: Literal["xlsx", "ods"] | None = "xlsx" if suffix == ".xlsx" else "ods" if suffix == ".ods" else None
    if output is not None and form is not None and of_name != (None if form == "yaml" else form):
        raise UsageError(
            Problem(
                "form-differs",
                Text(
                    f"De naam {output} past niet bij --format {form}.",
                    f"The name {output} does not fit --format {form}.",
                ),
                hint=Text(
                    f"Kies een naam op .{form}, of laat --format weg.",
                    f"Choose a name on .{form}, or leave out --format.",
                ),
            )
        )
    form = form or of_name or "yaml"
    opened = open_scheme(scheme, rules)
    data = _judgements(opened, form) if judgements else template_of(opened.form, form, opened.id)
    if output is not None:
        save(data, output, overwrite=force)
    elif form != "yaml" and (sys.stdout.isatty() or not hasattr(sys.stdout, "buffer")):
        raise UsageError(
            Problem(
                "needs-a-file",
                Text("Een werkmap past niet op het scherm.", "A workbook does not fit on the screen."),
                hint=Text("Noem een bestand: --output aanvraag.xlsx.", "Name a file: --output aanvraag.xlsx."),
            )
        )
    else:
        click.echo(data.decode() if form == "yaml" else data, nl=False)


def _judgements(scheme: Scheme, form: str) -> bytes:
    from sto_check.decision.judgement_template import judgement_template, judgement_workbook

    return judgement_template(scheme).encode() if form == "yaml" else judgement_workbook(scheme, f".{form}")
