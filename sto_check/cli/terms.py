"""``sto-check terms``: the terms of the Awb for an application."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from sto_check.cli.command import open_scheme, read_on, scheme_is_default, scheme_options, show, text_or_json_option
from sto_check.cli.two_languages import FILE, Command, argument, lang_option, option
from sto_check.text.errors import UsageError
from sto_check.text.language import Text
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.scheme.entries import TermsEntry
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
        "in --received. Een termijn die de regeling zelf geeft (terms in decision.yaml) gaat voor. Dagen zijn "
        "jjjj-mm-dd.",
        "Say which terms of the Awb run for an application: decide (4:13 to 4:15), supplement (4:5) and object (6:7, "
        "6:8), each with its last day and why it is that one. A term of the law that ends in a weekend or on a "
        "holiday moves on (Algemene termijnenwet). The day of receipt stands in the application, or in --received. A "
        "term that the scheme gives itself (terms in decision.yaml) goes first. Days are yyyy-mm-dd.",
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
@option(
    "--extended",
    metavar=_DAY,
    help=Text(
        "Dag die de aanvrager is genoemd, toen beslissen op tijd niet ging.",
        "Day that the applicant was told, when a decision in time could not be made.",
    ),
)
@option("--known", metavar=_DAY, help=Text("Dag waarop het besluit bekend is gemaakt.", "Day it was made known."))
@option(
    "--decide-weeks",
    type=click.IntRange(min=1, max=520),
    metavar=Text("AANTAL", "NUMBER"),
    help=Text("Weken om te beslissen, als een regeling die geeft.", "Weeks to decide, where a scheme gives them."),
)
@option("--on", metavar=_DAY, help=Text("Dag waarop wordt gekeken; anders vandaag.", "Day of looking; else today."))
@text_or_json_option
@scheme_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    file: str | None,
    received: str | None,
    asked: str | None,
    until: str | None,
    supplemented: str | None,
    extended: str | None,
    known: str | None,
    decide_weeks: int | None,
    on: str | None,
    as_format: str,
    scheme: str,
    rules: Path | None,
    lang: Lang,
) -> None:
    """Print the terms."""
    from sto_check.desk.terms import Happened, terms_of
    from sto_check.reports.terms_lines import terms_json, terms_lines

    chosen = None if scheme_is_default(ctx) else scheme
    of_file, own = _of_scheme(file, chosen, rules)
    day = read_on(received, "--received") or of_file
    if day is None:
        raise _day_missing("De dag van ontvangst is er niet.", "The day of receipt is not there.", "--received")
    if asked is None and (supplemented is not None or until is not None):
        nl, en = "Wat is of wordt aangevuld, is eerst gevraagd.", "What is supplemented was asked for first."
        raise _day_missing(nl, en, "--asked")
    if asked is not None and until is None and own.supplement_weeks is None:
        nl, en = "Bij een verzoek om aan te vullen hoort een laatste dag.", "A request to supplement has a last day."
        raise _day_missing(nl, en, "--until")
    happened = Happened(
        day,
        read_on(asked, "--asked"),
        read_on(until, "--until"),
        read_on(supplemented, "--supplemented"),
        read_on(known, "--known"),
        decide_weeks or own.decide_weeks,
        own.supplement_weeks,
        read_on(extended, "--extended"),
    )
    seen = read_on(on) or date.today()
    terms = terms_of(happened, seen)
    if as_format == "json":
        click.echo(terms_json(terms, seen), nl=False)
    else:
        show(terms_lines(terms, seen, lang))


def _of_scheme(file: str | None, scheme: str | None, rules: Path | None) -> tuple[date | None, TermsEntry]:
    """Return the day of receipt that an application gives, and the terms of its scheme or of the one that is named.

    Raises a DocumentError where the application cannot be read, SchemeError where the scheme cannot.
    """
    from sto_check.scheme.entries import TermsEntry

    if file is not None:
        from sto_check.decision.check_files import read_file

        application, of_file = read_file(file, scheme=scheme, rules=rules)
        return application.received, of_file.decision.terms
    if scheme is not None:
        return None, open_scheme(scheme, rules).decision.terms
    return None, TermsEntry()


def _day_missing(nl: str, en: str, name: str) -> UsageError:
    return UsageError(problem("day-missing", nl, en, None, f"Geef {name} DAG.", f"Give {name} DAY."))
