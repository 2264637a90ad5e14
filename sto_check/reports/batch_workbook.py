"""The results of a batch as a workbook: the applications, every outcome, each rule with its counts, and the round."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from sto_check.documents.xlsx.first_sheet import MOST
from sto_check.documents.xlsx.pack import pack
from sto_check.engine.status import OUTCOMES, Status
from sto_check.forms.sheets.looks import FONT, fit_rows, say, set_page, write_head
from sto_check.reports.batch_overview import GRANTED, UNREADABLE
from sto_check.reports.batch_parts import PAGES
from sto_check.text.language import Text, write_amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from sto_check.desk.batch_round import Allotted, TogetherFound
    from sto_check.desk.row import Row
    from sto_check.text.language import Lang

_STATUS = {str(status): status.words for status in OUTCOMES} | {"error": Text("fout", "error")}
_LINK = Font(name=FONT, size=11, color="0563C1", underline="single")


class _Column(NamedTuple):
    label: Text
    width: int


_DOCUMENT, _RULE = _Column(Text("Aanvraag", "Application"), 34), _Column(Text("Regel", "Rule"), 12)
_REASON, _REMEDY = _Column(Text("Reden", "Reason"), 70), _Column(Text("Wat helpt", "What helps"), 50)
_TITLE, _STATUS_COLUMN = _Column(Text("Voorwaarde", "Condition"), 44), _Column(Text("Uitkomst", "Outcome"), 15)
_COUNTS = [_Column(Text(status.words.nl.capitalize(), status.words.en.capitalize()), 14) for status in OUTCOMES]
_OVERVIEW = [_DOCUMENT, _Column(Text("Naam", "Name"), 28), _Column(Text("Beslissing", "Decision"), 22), *_COUNTS, _RULE,
             _REASON, _Column(Text("Regeling", "Scheme"), 18)]  # fmt: skip
_OUTCOMES = [_DOCUMENT, _RULE, _Column(Text("Onderwerp", "Theme"), 24), _TITLE, _Column(Text("Over", "About"), 26),
             _STATUS_COLUMN, _Column(Text("Gevolg", "Leads to"), 14), _REASON, _REMEDY,
             _Column(Text("Vindplaats", "Place"), 22)]  # fmt: skip
_RULES = [_RULE, _TITLE, *_COUNTS, _Column(Text("Aanvragen die niet voldoen", "Applications that do not meet it"), 18)]
_ROUND = [_RULE, _TITLE, _DOCUMENT, _Column(Text("Over", "About"), 26), _STATUS_COLUMN, _REASON, _REMEDY]

_ALLOTMENT = [_RULE, _Column(Text("Plaats", "Place"), 10), _DOCUMENT, _Column(Text("Verdeling", "Allotment"), 16),
              _Column(Text("Gevraagd", "Asked"), 20), _Column(Text("Verdeeld tot hier", "Allotted so far"), 22),
              _REASON]  # fmt: skip


def workbook(rows: Sequence[Row], outcomes: Iterable[list[str]], together: TogetherFound, lang: Lang) -> bytes:
    """Return the bytes of a workbook (XLSX) of a batch; each application links to its page in the folder of results.

    Of the outcomes those that are met are counted, and only the others are listed.
    """
    book = Workbook()
    if book.active:
        book.remove(book.active)
    title = Text("Uitkomsten van een ronde", "Results of a round")[lang]
    book.properties.title, book.properties.creator = title, "sto-check"
    counts: dict[tuple[str, str], Counter[str]] = {}
    failing: dict[tuple[str, str], set[str]] = {}
    listed = []
    for one in outcomes:
        document, _, rule, theme, condition, _, about, status, leads_to, _, reason, remedy, *where = one
        if status != Status.MET:
            place = (where[3] and f"{where[2]}!{where[3]}") or (where[0] and f"{where[0]}:{where[1]}")
            listed.append(
                [document, rule, theme, condition, about, _STATUS[status][lang], leads_to, reason, remedy, place]
            )
        if status != "error":
            counts.setdefault((rule, condition), Counter())[status] += 1
            if status == Status.NOT_MET:
                failing.setdefault((rule, condition), set()).add(document)
    _sheet(
        book,
        Text("Aanvragen", "Applications")[lang],
        _OVERVIEW,
        [_application(row, lang) for row in rows],
        lang,
        link=True,
    )
    _sheet(book, Text("Uitkomsten", "Outcomes")[lang], _OUTCOMES, listed, lang)
    of_rules: list[list[str | int]] = [
        [*rule, *(by[str(status)] for status in OUTCOMES), len(failing.get(rule, ()))] for rule, by in counts.items()
    ]
    _sheet(book, Text("Regels", "Rules")[lang], _RULES, of_rules, lang)
    if together.rows:
        of_round = [[row.rule, row.title, row.name, row.subject, _STATUS[row.status][lang], row.reason, row.remedy]
                    for row in together.rows]  # fmt: skip
        _sheet(book, Text("Ronde", "Round")[lang], _ROUND, of_round, lang)
    if together.allotted:
        shares = [_share(one, lang) for one in together.allotted]
        _sheet(book, Text("Verdeling", "Allotment")[lang], _ALLOTMENT, shares, lang)
    return pack(book, {})


def _share(one: Allotted, lang: Lang) -> list[str | int]:
    share, amount = one.share, partial(write_amount, lang=lang)
    return [one.rule, share.rank, share.name, GRANTED[share.granted][0][lang].strip(), amount(share.asks),
            amount(share.granted_so_far), share.reason[lang]]  # fmt: skip


def _application(row: Row, lang: Lang) -> list[str | int]:
    counts: list[str | int] = [row.counts.get(str(status), 0) for status in OUTCOMES]
    return [row.name, row.called, row.decision or UNREADABLE[lang], *counts, row.rule, row.reason, row.scheme]


def _sheet(
    book: Workbook,
    name: str,
    columns: Sequence[_Column],
    rows: Sequence[Sequence[str | int]],
    lang: Lang,
    *,
    link: bool = False,
) -> None:
    sheet: Worksheet = book.create_sheet(name)
    write_head(sheet, [column.label[lang] for column in columns], [column.width for column in columns], "B2")
    for number, row in enumerate(rows, 2):
        for position, value in enumerate(row, 1):
            cell = sheet.cell(number, position)
            if isinstance(value, int):
                cell.value = value
            else:
                cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)[:MOST]
                cell.data_type = "s"  # also where it begins as a formula does
            say(cell)
        if link:
            first = sheet.cell(number, 1)
            first.hyperlink, first.font = f"{PAGES}/{quote(f'{row[0]}.html')}", _LINK
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    fit_rows(sheet)
    set_page(sheet, str(book.properties.title), "", splits=True)
