"""``sto-check rules diff``: what changed between two versions of a scheme, and what that does to applications."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli import complete
from sto_check.cli.limits import limit_option
from sto_check.cli.two_languages import FILE, Command, argument, lang_option, option
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.documents.limits import Limits
    from sto_check.text.language import Lang
    from sto_check.workbench.comparison import Version


@click.command(
    "diff",
    cls=Command,
    short_help=Text("Vergelijk twee versies van een regeling.", "Compare two versions of a scheme."),
    help=Text(
        "Toon in woorden wat er tussen twee versies van een regeling veranderde, en welke van de aanvragen daardoor "
        "een andere uitkomst of beslissing krijgen. Een versie is een naam of een map, met @VARIANT voor een variant. "
        "Een document dat niet te lezen is, houdt de andere niet tegen."
        "\n\nAfsluitcode: 0 zonder verschil, 1 met, 65 als een document niet te lezen is.",
        "Show in words what changed between two versions of a scheme, and which of the applications get another "
        "outcome or decision. A version is a name or a folder, with @VARIANT for a variant. "
        "A document that cannot be read does not keep the others from being compared."
        "\n\nExit code: 0 without difference, 1 with, 65 if a document cannot be read.",
    ),
    examples=(
        "sto-check rules diff sto-2025-2028 sto-2025-2028@extension-2029 samples/*.yaml",
        "sto-check rules diff rules/sto-2025-2028 ../voorstel/sto-2025-2028 aanvraag.yaml",
        "sto-check rules diff sto-2025-2028 sto-2025-2028@extension-2029 --prove",
    ),
)
@argument("old", metavar=Text("OUD", "OLD"), shell_complete=complete.versions)
@argument("new", metavar=Text("NIEUW", "NEW"), shell_complete=complete.versions)
@argument("applications", nargs=-1, metavar=Text("[AANVRAAG...]", "[APPLICATION...]"), type=FILE)
@option(
    "--maxima",
    metavar="CSV",
    type=click.Path(path_type=Path),
    help=Text("Maxima per regio voor beide versies.", "Maxima by region for both versions."),
)
@option(
    "--prove",
    "proves",
    is_flag=True,
    help=Text(
        "Zoek ook, voor alle aanvragen met de vorm van een basis van OUD (cases/bases), de kleinste waarop de "
        "versies verschillen; of bewijs dat er geen is.",
        "Look as well, for all applications of the shape of a base of OLD (cases/bases), for the smallest on which "
        "the versions differ; or prove that there is none.",
    ),
)
@limit_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    old: str,
    new: str,
    applications: tuple[str, ...],
    maxima: Path | None,
    proves: bool,
    limit: Limits,
    lang: Lang,
) -> None:
    """Compare and report."""
    from sto_check.cli.command import open_scheme, show
    from sto_check.reports.comparison_report import comparison_lines
    from sto_check.workbench.comparison import Version, compare

    versions = []
    for written in (old, new):
        name, _, variant = written.partition("@")
        versions.append(Version(open_scheme(name, None, maxima, limit), variant or None))
    found = compare(versions[0], versions[1], [Path(name) for name in applications], limit)
    show(comparison_lines(found, lang))
    differs = _proven(versions[0], versions[1], [rule.rule_id for rule in found.rules], lang) if proves else False
    for one in found.unreadable:
        click.echo(one.error.render(lang), err=True)
    ctx.exit(max((one.error.exit_code for one in found.unreadable), default=int(found.differs or differs)))


def _proven(old: Version, new: Version, changed: list[str], lang: Lang) -> bool:
    """Print in what versions differ for every application of a shape, and return whether they do, or may."""
    from sto_check.cli.command import show
    from sto_check.proof.errors import require_prover
    from sto_check.workbench.proving import bases_of

    require_prover()
    from sto_check.proof.versions import prove
    from sto_check.reports.proof_lines import versions_lines

    proven = prove(old, new, bases_of(old.scheme))
    show(versions_lines(proven, changed, lang))
    return bool(proven.examples) or not proven.whole
