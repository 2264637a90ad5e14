"""What can be wrong with a workbook and with its cells, in Dutch and English."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sto_check.documents.errors import DocumentError, TooLargeError
from sto_check.text.problems import FirstProblems, problem, quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sto_check.text.errors import Problem
    from sto_check.text.place import Place

MAX_TEXT = 32_767
"""Characters in a cell, as many as Excel allows."""
_SAVE_AGAIN = (
    "Open het bestand in Excel of LibreOffice, bewaar het opnieuw als .xlsx en lever dat bestand in.",
    "Open the file in Excel or LibreOffice, save it again as .xlsx and hand in that file.",
)
_SMALLER = (
    "Geef alleen de bladen van de aanvraag zelf, zonder bijlagen of afbeeldingen.",
    "Give the sheets of the application only, without annexes or pictures.",
)


class WorkbookError(DocumentError):
    """A file is no workbook that can be read, or it holds what could harm or mislead: macros, links, broken parts."""


class CellsError(DocumentError):
    """Cells of a workbook hold no value: an error, a formula without an outcome, a time, a broken number."""


# For every code: what is wrong in Dutch and in English, and what to do in Dutch and in English.
_FILE: dict[str, tuple[str, str, str, str]] = {
    "too-large": ("De werkmap is groter dan {limit} MB.", "The workbook is larger than {limit} MB.", *_SMALLER),
    "unpacked-too-large": ("De werkmap is uitgepakt groter dan {limit} MB.",
                           "The workbook is larger than {limit} MB once unpacked.", *_SMALLER),
    "too-many-parts": ("De werkmap bestaat uit meer dan {limit} onderdelen.",
                       "The workbook consists of more than {limit} parts.", *_SMALLER),
    "too-many-tags": ("De werkmap heeft meer dan {limit} rijen, cellen en andere elementen.",
                      "The workbook has more than {limit} rows, cells and other elements.",
                      "Verwijder de rijen en kolommen onder en naast de gegevens; ook hun opmaak telt mee.",
                      "Delete the rows and columns below and beside the data; their layout counts too."),
    "too-many-cells": ("De werkmap heeft meer dan {limit} cellen met inhoud.",
                       "The workbook has more than {limit} cells with something in them.", *_SMALLER),
    "too-many-blocks": ("Dit blad heeft meer dan {limit} samengevoegde blokken.",
                        "This sheet has more than {limit} merged blocks.",
                        "Hef de samenvoegingen op.", "Unmerge the cells."),
    "password": ("De werkmap is met een wachtwoord beveiligd.", "The workbook is protected with a password.",
                 "Haal het wachtwoord eraf en bewaar de werkmap opnieuw.",
                 "Remove the password and save the workbook again."),
    "old-xls": ("Dit is een bestand van een oude versie van Office, zoals .xls.",
                "This is a file of an old version of Office, such as .xls.", *_SAVE_AGAIN),
    "xlsb": ("Dit is een binaire werkmap (.xlsb).", "This is a binary workbook (.xlsb).", *_SAVE_AGAIN),
    "not-a-workbook": ("Dit bestand is geen werkmap van Excel of LibreOffice.",
                       "This file is no workbook of Excel or LibreOffice.",
                       "Geef een bestand dat als .xlsx of .ods is bewaard.",
                       "Give a file that was saved as .xlsx or .ods."),
    "macros": ("De werkmap bevat macro’s.", "The workbook holds macros.",
               "Bewaar hem als .xlsx zonder macro’s.", "Save it as .xlsx without macros."),
    "outside-data": ("De werkmap haalt gegevens van buiten: {part}.", "The workbook takes data from outside: {part}.",
                     "Vervang koppelingen, verbindingen en query’s door hun waarden (Plakken speciaal, Waarden).",
                     "Replace links, connections and queries by their values (Paste Special, Values)."),
    "broken-zip": ("De werkmap is beschadigd of onvolledig.", "The workbook is damaged or incomplete.",
                   "Stuur of download het bestand opnieuw, of bewaar het opnieuw als .xlsx.",
                   "Send or download the file again, or save it again as .xlsx."),
    "compression": ("Het onderdeel {part} is gepakt op een manier die in een werkmap niet hoort.",
                    "The part {part} is packed in a way that does not belong in a workbook.", *_SAVE_AGAIN),
    "part-name": ("De werkmap heeft een onderdeel met een onmogelijke of dubbele naam: {part}.",
                  "The workbook has a part with an impossible name, or with one that another has: {part}.",
                  *_SAVE_AGAIN),
    "overlapping-parts": ("Onderdelen van de werkmap staan door elkaar in het bestand.",
                          "Parts of the workbook overlap in the file.", *_SAVE_AGAIN),
    "part-missing": ("In de werkmap ontbreekt het onderdeel {part}.", "The workbook lacks the part {part}.",
                     *_SAVE_AGAIN),
    "dtd": ("Het onderdeel {part} bevat een DTD; die hoort niet in een werkmap.",
            "The part {part} holds a DTD, which does not belong in a workbook.", *_SAVE_AGAIN),
    "broken-xml": ("Het onderdeel {part} van de werkmap is beschadigd.", "The part {part} of the workbook is damaged.",
                   *_SAVE_AGAIN),
    "too-deep": ("Het onderdeel {part} is dieper genest dan {limit} niveaus.",
                 "The part {part} is nested deeper than {limit} levels.", *_SAVE_AGAIN),
    "no-sheets": ("De werkmap heeft geen werkbladen.", "The workbook has no worksheets.",
                  "Geef een werkmap met de bladen van de aanvraag.",
                  "Give a workbook with the sheets of the application."),
    "sheet-name": ("De naam {part} is geen geldige naam voor een blad.", "The name {part} is not valid for a sheet.",
                   "Geef het blad een korte naam zonder stuurtekens.",
                   "Give the sheet a short name without control characters."),
    "duplicate-sheet": ("Er zijn twee bladen met de naam {part}.", "There are two sheets of the name {part}.",
                        "Geef elk blad een eigen naam.", "Give each sheet a name of its own."),
    "cell-reference": ("De plaats {part} kan op een blad niet bestaan.", "The place {part} cannot exist on a sheet.",
                       *_SAVE_AGAIN),
    "duplicate-cell": ("De cel {part} staat twee keer op dit blad.", "The cell {part} stands twice on this sheet.",
                       *_SAVE_AGAIN),
    "cell-order": ("De cellen vanaf {part} staan niet op volgorde.", "The cells from {part} on are out of order.",
                   *_SAVE_AGAIN),
    "overlapping-blocks": ("Twee samengevoegde blokken op dit blad overlappen elkaar.",
                           "Two merged blocks on this sheet overlap.",
                           "Hef de samenvoegingen op.", "Unmerge the cells."),
}  # fmt: skip
_TOO_LARGE = frozenset(
    {
        "too-large",
        "unpacked-too-large",
        "too-many-parts",
        "too-many-tags",
        "too-many-cells",
        "too-many-blocks",
        "too-deep",
    }
)
_CELL: dict[str, tuple[str, str, str, str]] = {
    "cell-error": ("In deze cel staat de fout {shown}.", "This cell holds the error {shown}.",
                   "Herstel de formule of vul de waarde zelf in.", "Mend the formula or fill in the value itself."),
    "formula-not-calculated": ("De formule in deze cel is nog niet uitgerekend.",
                               "The formula in this cell has not been calculated yet.", *_SAVE_AGAIN),
    "time-of-day": ("In deze cel staat een tijdstip.", "This cell holds a time of day.",
                    "Vul alleen de dag in, zonder tijd: 31-1-2025.", "Fill in the day only, without a time."),
    "no-such-day": ("{shown} heeft de opmaak van een datum, maar is geen dag tussen 1 maart 1900 en het jaar 10000.",
                    "{shown} is formatted as a date, but is no day between 1 March 1900 and the year 10000.",
                    "Geef de cel de opmaak van een getal, of vul de datum opnieuw in.",
                    "Format the cell as a number, or fill in the date again."),
    "no-number": ("{shown} is hier als getal opgeslagen, maar is geen getal.",
                  "{shown} is stored here as a number, but is none.",
                  "Vul het getal opnieuw in.", "Fill in the number again."),
    "control-character": ("In de tekst van deze cel staat een onzichtbaar stuurteken.",
                          "The text of this cell holds an invisible control character.",
                          "Typ de tekst opnieuw.", "Type the text again."),
    "text-too-long": (f"De tekst in deze cel is langer dan {MAX_TEXT} tekens.",
                      f"The text in this cell is longer than {MAX_TEXT} characters.",
                      "Maak de tekst korter.", "Shorten the text."),
    "shared-string": ("De tekst van deze cel ontbreekt in de werkmap.",
                      "The text of this cell is missing from the workbook.", *_SAVE_AGAIN),
    "broken-cell": ("De inhoud van deze cel is beschadigd.", "What this cell holds is damaged.", *_SAVE_AGAIN),
    "value-under-block": ("Deze cel gaat schuil onder een samengevoegd blok en heeft toch een waarde.",
                          "This cell is hidden under a merged block and still holds a value.",
                          "Hef de samenvoeging op, en verwijder of verplaats de waarde.",
                          "Unmerge the cells, and remove or move the value."),
}  # fmt: skip


class CellProblem(NamedTuple):
    """What is wrong with a cell, as a code, and what stands there; its texts are made only where they are told."""

    code: str
    place: Place
    shown: str = ""


def refusal(code: str, place: Place, part: str = "", limit: int = 0) -> DocumentError:
    """Return the error for which a whole workbook is refused; ``part`` is what its message names."""
    error = TooLargeError if code in _TOO_LARGE else WorkbookError
    return error(_problem(code, _FILE[code], place, part=part, limit=limit))


def cells_refusal(found: Sequence[CellProblem]) -> CellsError:
    """Return the error that names the first ``MAX_PROBLEMS`` cells and counts the others."""
    return CellsError(*FirstProblems((partial(_cell_problem, one) for one in found), more=_more_cells))


def _cell_problem(found: CellProblem) -> Problem:
    return _problem(found.code, _CELL[found.code], found.place, shown=quote(found.shown))


def _more_cells(others: int, place: Place | None) -> Problem:
    return problem(
        "more-problems",
        f"Hierna volgen nog {others} zulke cellen.",
        f"{others} more such cells follow.",
        place,
        "Herstel eerst de andere.",
        "Mend the others first.",
    )


def _problem(code: str, texts: tuple[str, str, str, str], place: Place, **values: object) -> Problem:
    nl, en, *hints = (text.format_map(values) for text in texts)
    return problem(code, nl, en, place, *hints)
