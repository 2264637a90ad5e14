"""``sto-check convert``: a document in another form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli.command import force_option, open_scheme, scheme_is_default, scheme_options
from sto_check.cli.limits import limit_option
from sto_check.cli.two_languages import FILE, Command, argument, lang_option
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.documents.limits import Limits
    from sto_check.text.language import Lang


@click.command(
    "convert",
    cls=Command,
    short_help=Text(
        "Zet een document om naar YAML, JSON, XLSX of ODS.", "Turn a document into YAML, JSON, XLSX or ODS."
    ),
    help=Text(
        "Zet een document om naar een andere vorm, met dezelfde inhoud. De vormen volgen uit de namen: .yaml, .json, "
        ".xlsx of .ods; - leest standaardinvoer. Een document met fouten wordt niet omgezet. Commentaar in YAML gaat "
        "niet mee.",
        "Turn a document into another form with the same content. The names tell the forms: .yaml, .json, .xlsx or "
        ".ods; - reads standard input. A document with errors is not converted. Comments in YAML do not come along.",
    ),
    examples=("sto-check convert plan.xlsx plan.yaml", "sto-check convert aanvraag.yaml aanvraag.xlsx --force"),
)
@argument("source", metavar=Text("VAN", "FROM"), type=FILE)
@argument("target", metavar=Text("NAAR", "TO"), type=click.Path(path_type=Path))
@force_option
@limit_option
@scheme_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    source: str,
    target: Path,
    force: bool,
    limit: Limits,
    scheme: str,
    rules: Path | None,
    lang: Lang,
) -> None:
    """Read one document and write it in the other form."""
    from sto_check.documents.save import save
    from sto_check.forms.convert import convert, form_of
    from sto_check.forms.load import read_application
    from sto_check.forms.source import read_source
    from sto_check.scheme.chosen import named_scheme

    suffix = form_of(target)
    found = read_source(Path(source), limit)
    chosen = named_scheme(found, rules) if scheme_is_default(ctx) else scheme
    application = read_application(found, open_scheme(chosen, rules).form, limits=limit)
    for note in application.document.notes:
        click.echo(note.in_print().render(lang), err=True)
    save(convert(application, suffix, limit), target, overwrite=force)
