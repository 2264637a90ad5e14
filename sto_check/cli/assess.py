"""``sto-check assess``: judge what a person has to judge of an application, question by question."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_check.cli.answers import ask_each
from sto_check.cli.command import force_option, how_options
from sto_check.cli.two_languages import FILE, Command, argument, lang_option, option
from sto_check.text.language import Text

if TYPE_CHECKING:
    from sto_check.cli.command import How
    from sto_check.text.language import Lang


@click.command(
    "assess",
    cls=Command,
    short_help=Text("Beoordeel een aanvraag, vraag voor vraag.", "Judge an application, question by question."),
    help=Text(
        "Stel van een aanvraag de vragen die een mens beantwoordt: de vraag, wat het formulier vroeg, wat de aanvrager "
        "schreef en de schaal. Elk antwoord wordt meteen bewaard, in een bestand naast de aanvraag "
        "(plan.beoordeling.yaml) dat check vanzelf vindt. Ophouden kan altijd; de volgende keer gaat het verder. Bij "
        "elk oordeel staat de vingerafdruk van de tekst: verandert die, dan telt het oordeel niet meer en wordt de "
        "vraag opnieuw gesteld."
        "\n\nAfsluitcode: 0 alles is beoordeeld, 4 er is nog iets te beoordelen, 65 het document of de beoordelingen "
        "zijn niet te lezen.",
        "Ask of an application the questions that a person answers: the question, what the form asked, what the "
        "applicant wrote and the scale. Each answer is kept at once, in a file beside the application "
        "(plan.beoordeling.yaml) that check finds by itself. You can stop at any time; the next time it goes on. With "
        "each judgement stands the fingerprint of the text: when that changes the judgement no longer counts, and the "
        "question is asked again."
        "\n\nExit code: 0 all is judged, 4 something is still to be judged, 65 the document or the judgements cannot "
        "be read.",
    ),
    examples=(
        "sto-check assess plan.yaml --by 'A. Bos'",
        "sto-check assess plan.yaml --template --output plan.beoordeling.xlsx",
    ),
)
@argument("file", metavar=Text("BESTAND", "FILE"), type=FILE)
@option("--by", metavar=Text("NAAM", "NAME"), help=Text("Wie beoordeelt.", "Who judges."))
@option(
    "--template",
    is_flag=True,
    help=Text(
        "Stel geen vragen, maar schrijf een bestand om in te vullen: YAML, of een werkmap met --output x.xlsx.",
        "Ask no questions, but write a file to fill in: YAML, or a workbook with --output x.xlsx.",
    ),
)
@option(
    "-o",
    "--output",
    metavar=Text("BESTAND", "FILE"),
    type=click.Path(path_type=Path),
    help=Text("Bestand met de beoordelingen.", "File of the judgements."),
)
@force_option
@how_options
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    file: str,
    by: str | None,
    template: bool,
    output: Path | None,
    force: bool,
    how: How,
    lang: Lang,
) -> None:
    """Ask what is open and keep each answer; or write the questions to a file."""
    from sto_check.decision.check_files import check_files
    from sto_check.decision.judgements import WORKBOOKS, file_beside
    from sto_check.desk.judgement_writing import JudgementWriting, template_for, workbook_for
    from sto_check.desk.questions import questions_of
    from sto_check.documents.save import save

    target = output or file_beside(Path(file))
    (result,) = check_files(
        [file],
        judgements=target if target.exists() and not template else None,
        **how,
    )
    decision = result.decided()
    asked = questions_of(decision)
    if template:
        if output is None:
            click.echo(template_for(decision, asked), nl=False)
        elif output.suffix in WORKBOOKS:
            save(workbook_for(decision, asked, output.suffix), output, overwrite=force)
        else:
            save(template_for(decision, asked).encode(), output, overwrite=force)
        return
    writing = JudgementWriting(target, decision)
    scale = decision.scheme.decision.scale
    left = len(asked) - ask_each(asked, writing, scale, (by or "").strip(), lang) if asked else 0
    click.echo()
    nl = f"Nog te beoordelen: {left}. Ga verder met dezelfde opdracht." if left else "Alles is beoordeeld."
    en = f"Still to be judged: {left}. Go on with the same command." if left else "All is judged."
    click.echo(Text(nl, en)[lang])
    ctx.exit(4 if left else 0)
