"""``sto-check terms``: the terms of the Awb for an application."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from sto_check.cli.command import read_on, rules_option, show
from sto_check.cli.two_languages import FILE, Command, argument, lang_option, option
from sto_check.text.errors import UsageError
from sto_check.text.language import Text
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.text.language import Lang

_DAY = Text("DAG", "DAY")


@click.command(
    "terms",
    cls=Command,
    short_help=Text("Zeg welke termijnen voor een aanvraag lopen.", "Say which terms run for an application."),
    help=Text(
        "Zeg welke termijnen van de Awb voor een aanvraag lopen: beslissen (4:13 tot en met 4:15), aanvullen (4:5) en "
        "bezwaar (6:7, 6:8), elk met de laatste dag en waarom die het is. Een wettelijke termijn die eindigt in een "
        "weekend of op een feestdag schuift op (Algemene termijnenwet). De dag van ontvangst staat in de aanvraag, of "
        "in --received. Dagen zijn jjjj-mm-dd.",
        "Say which terms of the Awb run for an application: decide (4:13 to 4:15), supplement (4:5) and object (6:7, "
        "6:8), each with its last day and why it is that one. A term of the law that ends in a weekend or on a "
        "holiday moves on (Algemene termijnenwet). The day of receipt stands in the application, or in --received. "
        "Days are yyyy-mm-dd.",
    ),
    examples=(
        "sto-check terms plan.yaml",
        "sto-check terms --received 2024-09-24 --asked 2024-10-08 --until 2024-10-22 --known 2024-12-13",
    ),
)
@argument("file", required=False, metavar=Text("BESTAND", "FILE"), type=FILE)
@option("--received", metavar=_DAY, help=Text("Dag van ontvangst.", "Day of receipt."))
@option(
    "--asked", metavar=_DAY, help=Text("Dag van het verzoek om aan te vullen.", "Day of the request to supplement.")
)
@option("--until", metavar=_DAY, help=Text("Laatste dag om aan te vullen.", "Last day to supplement."))
@option("--supplemented", metavar=_DAY, help=Text("Dag waarop is aangevuld.", "Day on which it was supplemented."))
@option("--known", metavar=_DAY, help=Text("Dag waarop het besluit bekend is gemaakt.", "Day it was made known."))
@option(
    "--decide-weeks",
    type=click.IntRange(min=1, max=520),
    metavar=Text("AANTAL", "NUMBER"),
    help=Text("Weken om te beslissen, als een regeling die geeft.", "Weeks to decide, where a scheme gives them."),
)
@option("--on", metavar=_DAY, help=Text("Dag waarop wordt gekeken; anders vandaag.", "Day of looking; else today."))
@rules_option
@lang_option
def command(
    file: str | None,
    received: str | None,
    asked: str | None,
    until: str | None,
    supplemented: str | None,
    known: str | None,
    decide_weeks: int | None,
    on: str | None,
    rules: Path | None,
    lang: Lang,
) -> None:
    """Print the terms."""
    from sto_check.desk.terms import Happened, terms_of
    from sto_check.reports.terms_lines import terms_lines

    day = read_on(received, "--received") or (_received(file, rules) if file else None)
    if day is None:
        raise _day_missing("De dag van ontvangst is er niet.", "The day of receipt is not there.", "--received")
    if supplemented is not None and asked is None:
        nl, en = "Wat is aangevuld, is eerst gevraagd.", "What was supplemented was asked for first."
        raise _day_missing(nl, en, "--asked")
    if (asked is None) != (until is None):
        nl, en = "Bij een verzoek om aan te vullen horen twee dagen.", "A request to supplement has two days."
        raise _day_missing(nl, en, "--asked" if asked is None else "--until")
    happened = Happened(
        day,
        read_on(asked, "--asked"),
        read_on(until, "--until"),
        read_on(supplemented, "--supplemented"),
        read_on(known, "--known"),
        decide_weeks,
    )
    show(terms_lines(terms_of(happened), read_on(on) or date.today(), lang))


def _received(file: str, rules: Path | None) -> date | None:
    """Return the day of receipt that an application gives; raises a DocumentError where it cannot be read."""
    from sto_check.decision.check_files import check_files

    (result,) = check_files([file], rules=rules)
    tree = result.decided().document.tree
    written = tree.get("ontvangen") if isinstance(tree, dict) else None
    return read_on(written, "ontvangen") if isinstance(written, str) and written.strip() else None


def _day_missing(nl: str, en: str, name: str) -> UsageError:
    return UsageError(problem("day-missing", nl, en, None, f"Geef {name} DAG.", f"Give {name} DAY."))
