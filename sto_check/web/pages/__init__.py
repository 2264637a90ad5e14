"""The page on which a document is handed in: its words, and how it is made."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from sto_check.reports.html_templates import templates_in
from sto_check.text.language import Text
from sto_check.version import VERSION

if TYPE_CHECKING:
    from sto_check.text.language import Lang

WORDS = {
    "title": Text("Toets een aanvraag", "Check an application"),
    "what": Text(
        "Kies uw werkmap of document. U krijgt van elke voorwaarde te zien of eraan is voldaan, waarom, waar het staat "
        "en wat helpt.",
        "Choose your workbook or document. For every condition you see whether it is met, why, where it stands and "
        "what helps.",
    ),
    "nothing_kept": Text(
        "Er wordt niets bewaard: na de toets is uw bestand hier weg.",
        "Nothing is kept: after the check your file is gone from here.",
    ),
    "file": Text("Uw bestand (XLSX, ODS, YAML of JSON)", "Your file (XLSX, ODS, YAML or JSON)"),
    "scheme": Text("Regeling", "Scheme"),
    "named": Text("die het document noemt", "the one that the document names"),
    "show": Text("Bekijk het verslag", "Show the report"),
    "help": Text("Bekijk wat zou helpen", "Show what would help"),
    "annotated": Text("Download de werkmap met de bevindingen erin", "Download the workbook with the findings in it"),
    "json": Text("Download als JSON", "Download as JSON"),
    "busy": Text("Bezig met toetsen…", "Checking…"),
    "drop": Text("of sleep het hierheen", "or drop it here"),
    "template": Text("Nog geen document? Begin met een leeg formulier", "No document yet? Start with an empty form"),
    "workbook": Text("werkmap voor Excel en LibreOffice (.xlsx)", "workbook for Excel and LibreOffice (.xlsx)"),
    "ods": Text("werkmap (.ods)", "workbook (.ods)"),
    "text": Text("tekst (.yaml)", "text (.yaml)"),
    "download": Text("Download", "Download"),
    "form": Text("Soort bestand", "Kind of file"),
    "interface": Text("Voor programma’s: de JSON-koppeling", "For programs: the JSON interface"),
    "other": Text("English", "Nederlands"),
    "no_file": Text("Kies eerst een bestand.", "Choose a file first."),
    "wrong": Text("Het lukte niet.", "It did not work."),
    "ask": Text("Of beantwoord vragen", "Or answer questions"),
    "ask_what": Text(
        "U krijgt alleen vragen waar de beslissing nog van kan afhangen. Uw antwoorden neemt u mee als bestand.",
        "You get only questions on which the decision can still turn. You take your answers along as a file.",
    ),
    "ask_file": Text("Verder met een bestand (mag leeg blijven)", "Go on with a file (may stay empty)"),
    "begin": Text("Begin", "Begin"),
}


def page(lang: Lang, titles: dict[str, Text], default: str, wrong: str = "") -> str:
    """Return the page in one language; ``wrong`` is what to say of an earlier try."""
    words = {name: text[lang] for name, text in WORDS.items()}
    schemes = {name: title[lang] for name, title in titles.items()}
    other = "en" if lang == "nl" else "nl"
    made = templates_in("sto_check.web", "pages").get_template("start.html")
    return made.render(
        lang=lang,
        other=other,
        words=words,
        schemes=schemes,
        default=default,
        wrong=wrong,
        can_help=find_spec("z3") is not None,
        version=VERSION,
    )
