"""``sto-check check``: check applications and say why."""

from __future__ import annotations

import gc
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli import complete
from sto_check.cli.command import default_scheme, named_scheme, open_scheme, read_on, scheme_is_default, scheme_options
from sto_check.cli.limits import limit_option
from sto_check.cli.two_languages import Command, argument, lang_option, option
from sto_check.documents.errors import DocumentError
from sto_check.errors import Problem, StoCheckError, UsageError
from sto_check.language import Text
from sto_check.reports import FORMATS
from sto_check.reports.result import Result, gravest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sto_check.documents.limits import Limits
    from sto_check.forms.load import Application
    from sto_check.forms.source import Source
    from sto_check.language import Lang
    from sto_check.scheme.scheme import Scheme

COLLECTED = 8
"""After so many files memory is cleared away; by itself the program does not, for at the start that costs more."""


@click.command(
    "check",
    cls=Command,
    short_help=Text("Toets aanvragen en geef de redenen.", "Check applications and give the reasons."),
    help=Text(
        "Toets een of meer aanvragen (YAML, JSON of XLSX; - leest standaardinvoer) en geef van elke voorwaarde de "
        "uitkomst, de reden, de vindplaats, de bron en het herstel."
        "\n\nAfsluitcode: 0 alles in aanmerking, 1 niet in aanmerking, 3 aanvullen, 4 beoordelen (de zwaarste telt), "
        "2 verkeerd gebruik, 65 een document is niet te lezen, 70 fout in de tool.",
        "Check one or more applications (YAML, JSON or XLSX; - reads standard input) and give for every condition the "
        "outcome, the reason, the place, the source and the remedy."
        "\n\nExit code: 0 all eligible, 1 not eligible, 3 to be supplemented, 4 to be assessed (the gravest counts), "
        "2 wrong use, 65 a document cannot be read, 70 a fault in the tool.",
    ),
    examples=(
        "sto-check check aanvraag.yaml --maxima maxima.csv",
        "sto-check check aanvraag.yaml --judgements beoordeling.yaml",
        "sto-check check *.yaml --format json > uitkomst.json",
        "sto-check check aanvraag.yaml --variant extension-2029 --lang en",
    ),
)
@argument("files", nargs=-1, required=True, metavar=Text("BESTAND...", "FILE..."), shell_complete=complete.files)
@option(
    "--format",
    "output",
    type=click.Choice(list(FORMATS)),
    default="terminal",
    show_default=True,
    help=Text("Vorm van de uitkomst.", "Form of the result."),
)
@option(
    "-v",
    "--verbose",
    is_flag=True,
    help=Text("Toon ook elke regel waaraan is voldaan.", "Show every rule that is met as well."),
)
@option(
    "--maxima",
    metavar="CSV",
    type=click.Path(path_type=Path),
    help=Text(
        "Maxima per regio (bijlage 3): nummer,bedrag.",
        "Maxima by region (annex 3): number,amount; header nummer,bedrag.",
    ),
)
@option(
    "--judgements",
    metavar=Text("BESTAND", "FILE"),
    type=click.Path(path_type=Path),
    help=Text("Oordelen van een mens over één aanvraag (YAML).", "A person's judgements of one application (YAML)."),
)
@option(
    "--variant",
    metavar=Text("NAAM", "NAME"),
    shell_complete=complete.variants,
    help=Text("Variant van de regeling, zoals extension-2029.", "Variant of the scheme, such as extension-2029."),
)
@option(
    "--on",
    metavar=Text("DAG", "DAY"),
    help=Text(
        "Dag waarvan de waarden gelden (jjjj-mm-dd); anders de dag van ontvangst.",
        "Day whose values count (yyyy-mm-dd); else the day of receipt.",
    ),
)
@limit_option
@scheme_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    output: str,
    verbose: bool,
    maxima: Path | None,
    judgements: Path | None,
    variant: str | None,
    on: str | None,
    limit: Limits,
    scheme: str,
    rules: Path | None,
    lang: Lang,
) -> int:
    """Check every file, print one report, return the gravest exit code."""
    if judgements is not None and len(files) > 1:
        raise UsageError(
            Problem(
                "one-file",
                Text("--judgements gaat over één aanvraag.", "--judgements is about one application."),
                hint=Text("Toets de aanvragen een voor een.", "Check the applications one by one."),
            )
        )
    if files.count("-") > 1:
        raise UsageError(
            Problem(
                "stdin-twice",
                Text("- staat er meer dan één keer.", "- is there more than once."),
                hint=Text("Standaardinvoer is maar één keer te lezen.", "Standard input can be read only once."),
            )
        )
    day = read_on(on)
    schemes = _Schemes(None if scheme_is_default(ctx) else scheme, rules, maxima, limit)
    codes: list[int] = []

    def checked() -> Iterator[Result]:
        """Check one file after the other; of none is anything kept but its exit code."""
        for number, name in enumerate(files, 1):
            result = _check(name, schemes, day, variant, judgements, limit)
            if result.error is not None:
                click.echo(result.error.render(lang), err=True)
            codes.append(result.exit_code)
            yield result
            sys.stdout.flush()
            if number % COLLECTED == 0:
                gc.collect()

    import_module(FORMATS[output]).write(checked(), lang, verbose)
    ctx.exit(gravest(codes))


class _Schemes:
    """The schemes of a run, each opened once: the one that was asked for, or else the one each document names."""

    def __init__(self, chosen: str | None, rules: Path | None, maxima: Path | None, limits: Limits) -> None:
        self._chosen, self._rules, self._maxima, self._limits = chosen, rules, maxima, limits
        self._opened: dict[str, Scheme] = {}

    def scheme_for(self, source: Source | None, day: date | None, variant: str | None) -> Scheme:
        """Return the scheme for a document; raises SchemeError where it, the variant or the day does not exist."""
        name = self._chosen or (named_scheme(source, self._rules) if source else default_scheme(self._rules))
        if name not in self._opened:
            opened = self._opened[name] = open_scheme(name, self._rules, self._maxima, self._limits)
            if variant is not None:
                opened.require_variant(variant)
            if day is not None:
                opened.require_in_force(day)
        return self._opened[name]


def _check(
    name: str, schemes: _Schemes, on: date | None, variant: str | None, judgements: Path | None, limits: Limits
) -> Result:
    from sto_check.decision.check import check
    from sto_check.decision.judged import JudgementsError
    from sto_check.decision.judgements import NO_JUDGEMENTS
    from sto_check.documents.open_file import STDIN
    from sto_check.forms.load import with_more
    from sto_check.forms.source import read_source

    shown = STDIN if name == "-" else name
    try:
        source = read_source(Path(name) if name else name, limits)
    except DocumentError as error:
        scheme = schemes.scheme_for(error.document, on, variant)
        return Result(shown, None, with_more(error, partial(_read, scheme, limits)))
    scheme = schemes.scheme_for(source, on, variant)
    try:
        application = _read(scheme, limits, source)
    except StoCheckError as error:
        return Result(shown, None, error)
    given = NO_JUDGEMENTS
    if judgements is not None:
        from sto_check.decision.judgement_file import load_judgements

        try:
            given = load_judgements(judgements, scheme, limits)
        except StoCheckError as error:
            return Result(shown, None, error, judgements=str(judgements))
    try:
        decision = check(application, scheme, on=on, variant=variant, judgements=given)
    except JudgementsError as error:
        return Result(shown, None, error, judgements=error.file)
    except StoCheckError as error:
        return Result(shown, None, error)
    return Result(shown, decision, None, application.document.notes)


def _read(scheme: Scheme, limits: Limits, source: Source) -> Application:
    from sto_check.decision.check import require_same_scheme
    from sto_check.forms.load import read_application

    require_same_scheme(source, scheme)
    return read_application(source, scheme.form, limits=limits)
