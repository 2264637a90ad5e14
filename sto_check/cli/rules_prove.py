"""``sto-check rules prove``: what the rules can and cannot do, for every application of a shape."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli import complete
from sto_check.cli.command import force_option, rules_option, show
from sto_check.cli.two_languages import Command, argument, lang_option, option
from sto_check.scheme.chosen import default_scheme
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.text.language import Lang


@click.command(
    "prove",
    cls=Command,
    short_help=Text("Bewijs wat de regels kunnen en niet kunnen.", "Prove what the rules can and cannot do."),
    help=Text(
        "Beantwoord vaste vragen over een regeling, voor alle aanvragen met de vorm van een van haar bases "
        "(cases/bases): dezelfde onderdelen, met elk bedrag, getal, dag, antwoord, woord, tekst of verwijzing. Heeft "
        "elke combinatie van uitkomsten een beslissing; is aan alle regels tegelijk te voldoen; kan elke regel de "
        "enige zijn waaraan niet is voldaan, en anders naast welke; welke regels worden erger als een getal hoger of "
        "lager wordt; en tot waar is aan een regel voldaan. Wat gevonden wordt, is getoetst. Dit duurt voor een grote "
        "regeling een minuut."
        "\n\nAfsluitcode: 0 alles is beantwoord, 1 iets niet of een combinatie heeft geen beslissing.",
        "Answer standard questions about a scheme, for all applications of the shape of one of its bases "
        "(cases/bases): the same parts, with any amount, number, day, answer, word, text or reference. Has every "
        "combination of outcomes a decision; can all rules be met together; can each rule be the only one that is not "
        "met, and else beside which; which rules get worse as a number goes up or down; and up "
        "to where is a rule met. What is found has been "
        "checked. For a large scheme this takes a minute."
        "\n\nExit code: 0 all is answered, 1 something is not or a combination has no decision.",
    ),
    examples=("sto-check rules prove", "sto-check rules prove sto-2020-2024 --lang en"),
)
@argument("scheme", required=False, metavar=Text("[REGELING]", "[SCHEME]"), shell_complete=complete.schemes)
@rules_option
@option("--table", is_flag=True, help=Text("Alleen de tabel (Markdown).", "Only the table (Markdown)."))
@option(
    "--propose",
    metavar=Text("BESTAND", "FILE"),
    type=click.Path(path_type=Path),
    help=Text(
        "Schrijf een bestand met gevallen voor de regels die alleen gevonden zijn, om in cases/ te zetten.",
        "Write a file of cases for the rules that were found alone, to be put in cases/.",
    ),
)
@force_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    scheme: str | None,
    rules: Path | None,
    table: bool,
    propose: Path | None,
    force: bool,
    lang: Lang,
) -> None:
    """Prove and report."""
    from sto_check.documents.save import require_free, save
    from sto_check.proof.errors import require_prover
    from sto_check.workbench.cases import load_scheme_for_cases
    from sto_check.workbench.proving import bases_of, decisions_of_cases

    require_prover()
    from sto_check.proof.scheme_proof import prove_scheme
    from sto_check.reports.proof_lines import proof_lines, proof_table
    from sto_check.workbench.proposals import proposed_cases

    if propose is not None:
        require_free(propose, force=force)
    opened = load_scheme_for_cases(scheme or default_scheme(rules), rules)
    proof = prove_scheme(opened, bases_of(opened), decisions_of_cases(opened))
    if propose is not None:
        save(proposed_cases(proof.rules, opened).encode(), propose, overwrite=force)
    if table:
        click.echo(proof_table(proof, lang), nl=False)
    else:
        show(proof_lines(proof, lang))
    ctx.exit(0 if proof.whole else 1)
