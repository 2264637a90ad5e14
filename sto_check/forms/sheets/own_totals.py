"""The totals that a workbook itself shows, beside what its cells add up to: they differ where numbers are texts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sto_check.documents.document import value_at
from sto_check.forms.sheets.header_words import by_word, header_word
from sto_check.forms.sheets.layout import TOTALS, layout_of
from sto_check.text.language import LANGUAGES, Text, write_amount
from sto_check.text.place import column_letters
from sto_check.text.problems import quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sto_check.documents.sheet import Sheet
    from sto_check.forms.form import Form, Steps, Total
    from sto_check.forms.sheets.tree import SheetTree

_SHOWN = 10


def sum_of(total: Total, tree: object) -> Decimal:
    """Return what the parts of a document add up to; what is no amount does not count."""
    found = Decimal(0)
    for part in _parts(tree, total.column[:-1]):
        if total.among is None or header_word(str(part.get(total.among[0]))) == header_word(total.among[1]):
            written = part.get(total.column[-1])
            found += Decimal(written) if isinstance(written, str) and _is_number(written) else 0
    return found


def tell_totals(tree: SheetTree, sheets: Sequence[Sheet], form: Form) -> None:
    """Note every total of a workbook that is another than what was counted, with both and the cells with texts."""
    shown = next((sheet for sheet in sheets if header_word(sheet.name) == header_word(TOTALS)), None)
    totals = {header_word(total.title): total for total in form.totals if total.share is None}
    for (row, number), cell in shown.cells.items() if shown else ():
        total, beside = totals.get(header_word(cell.text)), shown.cells.get((row, number + 1)) if shown else None
        if total is None or beside is None or beside.form != "number":
            continue
        own, counted = (round(amount * 100) for amount in (Decimal(beside.text), sum_of(total, tree.tree)))
        if own == counted:
            continue
        why = _because(sheets, form, total)
        nl, en = ((write_amount(own, lang), write_amount(counted, lang)) for lang in LANGUAGES)
        tree.note(
            "total-differs",
            f"{quote(total.title)} is hier {nl[0]}; geteld is {nl[1]}.{why.nl}",
            f"{quote(total.title)} is {en[0]} here; counted was {en[1]}.{why.en}",
            beside.place,
        )


def _because(sheets: Sequence[Sheet], form: Form, total: Total) -> Text:
    """Return which cells of the column hold a number as a text, which a spreadsheet does not add up."""
    cells = list(_texts(sheets, form, total))
    if not cells:
        return Text("", "")
    listed = ", ".join(cells[:_SHOWN]) + (", …" if len(cells) > _SHOWN else "")
    return Text(
        f" Als tekst staat het bedrag in {listed}; een spreadsheet telt tekst niet mee.",
        f" As a text the amount stands in {listed}; a spreadsheet does not add texts up.",
    )


def _texts(sheets: Sequence[Sheet], form: Form, total: Total) -> Iterator[str]:
    *listed, amount = total.column
    layout = next(one for one in layout_of(form) if [*one.path, *one.inside] == listed)
    sheet = next((one for one in sheets if header_word(one.name) == header_word(layout.name)), None)
    known = by_word(layout.columns)
    columns: set[int] = set()
    for (row, number), cell in sheet.cells.items() if sheet else ():
        column = known.get(header_word(cell.text))
        if column is not None and column.path == (amount,):
            columns.add(number)
        elif number in columns and cell.form == "text":
            yield f"{layout.name}!{column_letters(number)}{row}"


def _is_number(written: str) -> bool:
    return written.removeprefix("-").replace(".", "", 1).isdecimal() and written.isascii()


def _parts(tree: object, steps: Steps) -> Iterator[dict[str, Any]]:
    """Yield every part along the steps; a list on the way stands for all that is in it."""
    if isinstance(tree, list):
        for one in tree:
            yield from _parts(one, steps)
    elif isinstance(tree, dict) and steps:
        yield from _parts(value_at(tree, steps[:1]), steps[1:])
    elif isinstance(tree, dict):
        yield tree
