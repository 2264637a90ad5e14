"""The report as one HTML page that needs nothing else: no network, no script; for a screen and for paper."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TextIO

from sto_check.reports.html_templates import style_sheet, templates_in
from sto_check.reports.html_view import view_of
from sto_check.reports.shown import WHAT_IS_OURS
from sto_check.scheme.overview import read_overview
from sto_check.text.language import Text
from sto_check.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sto_check.decision.result import Result
    from sto_check.text.language import Lang

_PACKAGE = "sto_check.reports"
_WORDS = {
    "report": Text("Verslag van sto-check", "Report of sto-check"),
    "ours": WHAT_IS_OURS,
    "contents": Text("Inhoud van", "Contents of"),
    "note": Text("Let op", "Note"),
    "met": Text("Voldaan", "Met"),
    "drawn": Text("De aanvraag in beeld", "The application at a glance"),
    "checked_with": Text("Waarmee is getoetst", "What it was checked with"),
    "scheme_values": Text("Waarden van de regeling", "Values of the scheme"),
    "how_far": Text("Hoe ver", "How far"),
    "therefore": Text("Daardoor onbekend:", "Unknown because of this:"),
    "also": Text("Ook voor:", "Also for:"),
    "judged": Text("Oordeel", "Judged"),
    "remedy": Text("Herstel", "Remedy"),
    "where": Text("Waar", "Where"),
    "read": Text("Lees", "Read"),
    "effect": Text("Gevolg", "Effect"),
    "source": Text("Bron", "Source"),
    "rule": Text("Regel", "Rule"),
    "condition": Text("Voorwaarde", "Condition"),
    "because": Text("Waarom", "Why"),
    "of_the_round": Text("Alleen voor de hele ronde te zeggen", "Only for the whole round to tell"),
    "not_applicable": Text("Niet van toepassing", "Not applicable"),
    "outside": Text("buiten de periode", "outside the period"),
    "period": Text("Grijs is de periode", "Grey is the period"),
}


def write(results: Iterable[Result], out: TextIO, lang: Lang, *, verbose: bool = False) -> None:  # noqa: ARG001
    """Print one page about all documents, each part as soon as it is there; it always holds everything."""
    out.writelines(parts(results, lang))


def parts(results: Iterable[Result], lang: Lang) -> Iterable[str]:
    """Yield the page: its head, each application, its foot; the overview of each scheme is read once.

    Raises SchemeError where the overview of a scheme does not fit it.
    """
    templates = templates_in(_PACKAGE, "html")
    words = {name: text[lang] for name, text in _WORDS.items()}
    shared = {"lang": lang, "words": words, "version": VERSION, "css": style_sheet(_PACKAGE, "html/report.css")}
    overview_of = cache(read_overview)
    before = templates.get_template("head.html").render(shared)
    for number, result in enumerate(results, 1):
        overview = overview_of(result.decision.scheme) if result.decision else ()
        view = view_of(result, overview, lang)
        yield before + templates.get_template("application.html").render(shared, view=view, number=number)
        before = ""
    yield before + templates.get_template("foot.html").render(shared) + "\n"
