"""``sto-check rules simulate``: what other values or another version of a scheme do to many applications."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli import complete
from sto_check.cli.command import (
    find_and_tell,
    force_option,
    how_options,
    open_scheme,
    paths_argument,
    show,
    text_or_json_option,
)
from sto_check.cli.two_languages import Command, lang_option, option
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.cli.command import How
    from sto_check.columns.simulation import Given, Version
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.language import Lang

_SETTING = Text("NAAM=WAARDE", "NAME=VALUE")
_NUMBER = Text("AANTAL", "NUMBER")


@click.command(
    "simulate",
    cls=Command,
    short_help=Text(
        "Bereken wat een wijziging met veel aanvragen doet.", "Work out what a change does to many applications."
    ),
    help=Text(
        "Bereken wat andere waarden van parameters, een variant of een andere versie van een regeling met veel "
        "aanvragen doen: hoeveel van elke beslissing, en wie anders uitkomt. De aanvragen zijn documenten, of worden "
        "daar met --draw uit getrokken: elk gelijk aan een van die documenten, behalve in de velden die --vary en "
        "--blank noemen. Wat met naam wordt genoemd, is ook op zichzelf getoetst. Oordelen van mensen tellen niet mee."
        "\n\nAfsluitcode: 0 niets komt anders uit, 1 wel, 2 verkeerd gebruik, 65 geen document is te lezen, 69 de "
        "pakketten duckdb en pyarrow zijn er niet.",
        "Work out what other values of parameters, a variant or another version of a scheme do to many applications: "
        "how many of each decision, and which come out otherwise. The applications are documents, or are drawn from "
        "them with --draw: each like one of those documents, but for the fields that --vary and --blank name. What is "
        "named has been checked by itself too. Judgements of people do not count."
        "\n\nExit code: 0 nothing comes out otherwise, 1 something does, 2 wrong use, 65 no document can be read, 69 "
        "the packages duckdb and pyarrow are not there.",
    ),
    examples=(
        "sto-check rules simulate aanvragen --set cofinanciering.aandeel=7.5",
        "sto-check rules simulate aanvragen --range cofinanciering.aandeel=5..15 --plot aandeel.svg",
        "sto-check rules simulate aanvragen --against ../voorstel/sto-2025-2028",
        "sto-check rules simulate plan.yaml --draw 9999 --vary begroting.gevraagd_bedrag=90%..110%",
    ),
)
@paths_argument()
@option(
    "--set",
    "settings",
    multiple=True,
    metavar=_SETTING,
    help=Text(
        "Een andere waarde van een parameter, geschreven als in scheme.yaml; samen zijn zij een versie.",
        "Another value of a parameter, written as in scheme.yaml; together they are one version.",
    ),
)
@option(
    "--range",
    "ranged",
    metavar=Text("NAAM=VAN..TOT", "NAME=FROM..TO"),
    help=Text("Waarden van een parameter, elk een versie.", "Values of a parameter, each a version."),
)
@option(
    "--steps",
    metavar=_NUMBER,
    type=click.IntRange(1, 100),
    default=10,
    show_default=True,
    help=Text("In hoeveel stappen van --range.", "In how many steps of --range."),
)
@option(
    "--against",
    multiple=True,
    metavar=Text("VERSIE", "VERSION"),
    shell_complete=complete.versions,
    help=Text(
        "Een andere versie: een naam of map, met @VARIANT voor een variant.",
        "Another version: a name or folder, with @VARIANT for a variant.",
    ),
)
@option(
    "--draw",
    type=click.IntRange(1, 1_000_000),
    metavar=_NUMBER,
    help=Text("Trek zoveel aanvragen uit de documenten.", "Draw so many applications from the documents."),
)
@option(
    "--vary",
    multiple=True,
    metavar=Text("PAD=LAAG%..HOOG%", "PATH=LOW%..HIGH%"),
    help=Text(
        "Met --draw: vermenigvuldig dit veld, per aanvraag met één factor hiertussen.",
        "With --draw: multiply this field, for each application by one factor between these.",
    ),
)
@option(
    "--blank",
    multiple=True,
    metavar=Text("PAD=DEEL%", "PATH=SHARE%"),
    help=Text("Met --draw: laat dit veld zo vaak leeg.", "With --draw: leave this field blank so often."),
)
@option(
    "--seed",
    metavar=Text("GETAL", "NUMBER"),
    type=int,
    default=1,
    show_default=True,
    help=Text("Zaad van de trekking.", "Seed of the draw."),
)
@option(
    "--sum",
    "figure",
    metavar=Text("FEIT.GEGEVEN", "KIND.ATTRIBUTE"),
    help=Text(
        "Tel dit ook op per beslissing, zoals regio.gevraagd_bedrag.",
        "Add this up too by decision, such as regio.gevraagd_bedrag.",
    ),
)
@option(
    "--ceiling",
    metavar=Text("BEDRAG", "AMOUNT"),
    help=Text(
        "Met --sum: hoeveel aanvragen die niet worden afgewezen hierin passen, op volgorde, tot er een niet past.",
        "With --sum: how many applications that are not refused fit in this, in order, until one does not.",
    ),
)
@option(
    "--documents",
    metavar=Text("MAP", "DIR"),
    type=click.Path(path_type=Path),
    help=Text(
        "Bewaar in deze nieuwe map elke getrokken aanvraag die met naam wordt genoemd, om haar te toetsen.",
        "Keep in this new folder each drawn application that is named, to be checked.",
    ),
)
@option(
    "--plot",
    metavar=Text("BESTAND", "FILE"),
    type=click.Path(path_type=Path),
    help=Text("Bewaar een tekening (SVG).", "Keep a drawing (SVG)."),
)
@text_or_json_option
@force_option
@how_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    settings: tuple[str, ...],
    ranged: str | None,
    steps: int,
    against: tuple[str, ...],
    draw: int | None,
    vary: tuple[str, ...],
    blank: tuple[str, ...],
    seed: int,
    figure: str | None,
    ceiling: str | None,
    documents: Path | None,
    plot: Path | None,
    as_format: str,
    force: bool,
    how: How,
    lang: Lang,
) -> None:
    """Work out and report."""
    from sto_check.columns.errors import require_columns

    require_columns()
    from sto_check.columns.kept_documents import keep_documents, require_new
    from sto_check.columns.recipe import read_recipe
    from sto_check.columns.settings import read_ceiling, read_figure, read_range, read_setting
    from sto_check.columns.simulation import Asked, Version, read_given, simulate
    from sto_check.documents.save import require_free, save
    from sto_check.reports.simulation_lines import simulation_json, simulation_lines
    from sto_check.reports.simulation_plot import simulation_plot

    if plot is not None:
        require_free(plot, force=force)
    if documents is not None:
        require_new(documents)
    recipe = read_recipe(draw, vary, blank, seed) if draw or vary or blank else None
    found = find_and_tell(paths, None, lang)
    given, unreadable = read_given([(one.name, one.path) for one in found], how["limits"])
    scheme = _scheme_for(given, how)
    versions = [Version(scheme, how["variant"])]
    if settings:
        versions.append(Version(scheme, how["variant"], tuple(read_setting(scheme, one) for one in settings)))
    versions += [
        Version(scheme, how["variant"], (one,)) for one in (read_range(scheme, ranged, steps) if ranged else ())
    ]
    versions += [_version(one, scheme, how) for one in against]
    asked = Asked(
        recipe,
        how["on"],
        read_figure(scheme, figure) if figure else None,
        read_ceiling(ceiling, with_sum=bool(figure)) if ceiling else None,
        how["limits"],
    )
    with click.progressbar(length=len(versions), file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        simulated = simulate(given, versions, asked, lambda: bar.update(1))
    simulated = simulated._replace(unreadable=(*unreadable, *simulated.unreadable))
    if documents is not None:
        keep_documents(simulated, documents)
    if plot is not None:
        save(simulation_plot(simulated, lang).encode(), plot, overwrite=force)
    if as_format == "json":
        click.echo(simulation_json(simulated, asked, lang), nl=False)
    else:
        show(simulation_lines(simulated, asked, lang))
    ctx.exit(int(any(seen.number_changed for seen in simulated.versions)))


def _scheme_for(documents: list[Given], how: How) -> Scheme:
    """Return the scheme that was asked for, or else the one that the first document names."""
    from sto_check.decision.check_files import open_where_it_fits
    from sto_check.scheme.chosen import named_scheme

    name = how["scheme"] or named_scheme(documents[0].source, how["rules"])
    data = {"maxima": how["maxima"]} if how["maxima"] else None
    scheme = open_where_it_fits(name, how["rules"], data, how["limits"])
    if how["variant"] is not None:
        scheme.require_variant(how["variant"])
    return scheme


def _version(written: str, scheme: Scheme, how: How) -> Version:
    """Return the version that ``--against`` names; ``@VARIANT`` alone is a variant of the same scheme."""
    from sto_check.columns.simulation import Version

    name, _, variant = written.partition("@")
    other = open_scheme(name, how["rules"], how["maxima"], how["limits"]) if name else scheme
    if variant:
        other.require_variant(variant)
    return Version(other, variant or None)
