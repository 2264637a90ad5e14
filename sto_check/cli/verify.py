"""``sto-check verify``: work a recorded decision out again, and say what differs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli.command import maxima_option, rules_option, show
from sto_check.cli.two_languages import FILE, Command, argument, lang_option, option
from sto_check.text.errors import UsageError
from sto_check.text.language import Text
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from sto_check.desk.record import Json
    from sto_check.text.language import Lang


@click.command(
    "verify",
    cls=Command,
    short_help=Text("Reken een vastgelegd besluit na.", "Work a recorded decision out again."),
    help=Text(
        "Reken een besluit na dat sto-check decide heeft vastgelegd, en zeg of alles hetzelfde is of precies wat er "
        "verschilt: de aanvraag, de regels, de waarden, de uitkomsten met hun redenen, of de beslissing. De oordelen "
        "staan in het besluit zelf. De aanvraag wordt naast het besluit gezocht als zij niet is genoemd."
        "\n\nAfsluitcode: 0 hetzelfde, 1 er is verschil, 65 het besluit of de aanvraag is niet te lezen.",
        "Work a decision out again that sto-check decide has recorded, and say that everything is the same or exactly "
        "what differs: the application, the rules, the values, the outcomes with their reasons, or the decision. The "
        "judgements stand in the record itself. The application is looked for beside the record if it is not named."
        "\n\nExit code: 0 the same, 1 something differs, 65 the record or the application cannot be read.",
    ),
    examples=("sto-check verify plan.besluit.json plan.yaml --maxima maxima.csv",),
)
@argument("record", metavar=Text("BESLUIT", "RECORD"), type=FILE)
@argument("file", required=False, metavar=Text("BESTAND", "FILE"), type=FILE)
@option(
    "-v",
    "--verbose",
    is_flag=True,
    help=Text("Toon alle verschillen.", "Show all differences."),
)
@maxima_option
@rules_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    record: str,
    file: str | None,
    verbose: bool,
    maxima: Path | None,
    rules: Path | None,
    lang: Lang,
) -> None:
    """Check the application again as it was decided, and print what differs."""
    from sto_check.decision.check import check
    from sto_check.desk.record import read_record
    from sto_check.desk.verify import differences, judgements_in, recorded_again
    from sto_check.documents.open_file import open_bytes
    from sto_check.forms.load import load_application
    from sto_check.reports.verify_lines import verify_lines
    from sto_check.scheme.compiled import open_scheme

    recorded = read_record(open_bytes(record), record)
    scheme = open_scheme(recorded["scheme"]["id"], rules, {"maxima": maxima} if maxima else None)
    application = load_application(Path(file) if file else _beside(record, recorded), scheme.form)
    decision = check(
        application,
        scheme,
        on=date.fromisoformat(recorded["scheme"]["day"]),
        variant=recorded["scheme"]["variant"],
        judgements=judgements_in(recorded),
    )
    found = differences(recorded, recorded_again(recorded, decision))
    show(verify_lines(recorded, found, lang, verbose=verbose))
    ctx.exit(1 if any(one.path.partition(".")[0] != "program" for one in found) else 0)


def _beside(record: str, recorded: Json) -> Path:
    """Return the application of a record in the folder that the record is in; raises UsageError where it is not."""
    name: str = recorded["application"]["name"]
    path = Path(record).parent / name
    if Path(name).name != name or not path.is_file():
        raise UsageError(
            problem(
                "which-application",
                f"De aanvraag {name} staat niet naast {record}.",
                f"The application {name} is not beside {record}.",
                None,
                f"Noem haar: sto-check verify {record} BESTAND.",
                f"Name it: sto-check verify {record} FILE.",
            )
        )
    return path
