"""``sto-check compare``: two versions of an application, and what the difference between them does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_check.cli.command import how_options, show
from sto_check.cli.two_languages import FILE, Command, argument, lang_option, option
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.cli.command import How
    from sto_check.text.language import Lang


@click.command(
    "compare",
    cls=Command,
    short_help=Text("Leg twee versies van een aanvraag naast elkaar.", "Lay two versions of an application together."),
    help=Text(
        "Vergelijk twee versies van een aanvraag: wat er in het document veranderde (onderdelen worden aan hun id "
        "herkend, niet aan hun regel), welke uitkomsten en welke beslissing anders zijn, en door welke verandering. "
        "Daarvoor wordt elke verandering op zich ongedaan gemaakt en opnieuw getoetst."
        "\n\nAfsluitcode: 0 geen uitkomst is anders, 1 er is een uitkomst anders, 65 een document is niet te lezen.",
        "Compare two versions of an application: what changed in the document (parts are known by their id, not by "
        "their line), which outcomes and which decision are another, and by which change. For that each change is "
        "undone by itself and the application checked again."
        "\n\nExit code: 0 no outcome is another, 1 an outcome is another, 65 a document cannot be read.",
    ),
    examples=("sto-check compare plan-1.yaml plan-2.yaml --maxima maxima.csv",),
)
@argument("before", metavar=Text("EERST", "FIRST"), type=FILE)
@argument("now", metavar=Text("NU", "NOW"), type=FILE)
@option("-v", "--verbose", is_flag=True, help=Text("Toon alle veranderingen.", "Show all changes."))
@how_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    before: str,
    now: str,
    verbose: bool,
    how: How,
    lang: Lang,
) -> None:
    """Check both versions and print what differs."""
    from sto_check.decision.check_files import check_files
    from sto_check.desk.compare import compare_decisions
    from sto_check.reports.compare_lines import compare_lines

    results = check_files(
        [before, now],
        **how,
    )
    first, second = [result.decided() for result in results]
    found = compare_decisions(first, second)
    show(compare_lines(found, lang, verbose=verbose))
    ctx.exit(1 if found.outcomes else 0)
