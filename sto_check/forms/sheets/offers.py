"""What a cell of a workbook offers and refuses: drop-downs, and what numbers, days and ids have to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from sto_check.forms.sheets.cell_text import EMPTY_GROUP, EMPTY_LIST, NOT_KNOWN
from sto_check.forms.sheets.formulas import LAST_ROW, Formula, column_range
from sto_check.forms.sheets.layout import LISTS, layout_of
from sto_check.forms.sheets.words import how_to_write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from sto_check.forms.form import Form, Steps
    from sto_check.forms.sheets.layout import Column, SheetLayout
    from sto_check.forms.values import Sort

LISTED_ROWS = 500
"""How many ids of a table a drop-down offers."""
_LONGEST_LIST, _LONGEST_TITLE, _LONGEST_ERROR = 255, 32, 225
_MARKS = (NOT_KNOWN, EMPTY_LIST, EMPTY_GROUP)
_FIRST_DAY = 61
"""The number of 1 March 1900: from that day on programs agree about the number of a day."""
# What a number in a cell has to be; {} is the cell.
_FITS: dict[Sort, str] = {
    "amount": "AND({0}>=0,ROUND({0},2)={0})", "change": "ROUND({0},2)={0}", "percent": "ROUND({0},4)={0}",
    "quantity": "{0}>=0", "distance": "{0}>=0", "whole": "AND({0}>=0,INT({0})={0})",
    "year": "AND({0}>=2000,{0}<=2100,INT({0})={0})", "day": f"{{0}}>={_FIRST_DAY}",
}  # fmt: skip


class _List(NamedTuple):
    """The ids of a table, and names that may stand for one as well."""

    layout: SheetLayout
    others: tuple[str, ...]

    @property
    def name(self) -> str:
        """What the workbook calls it."""
        return "_".join(("Lijst", *self.layout.path, *self.layout.inside, *self.others)).replace("-", "_")


class Offers:
    """Adds to the cells of one workbook what they offer and refuse."""

    def __init__(self, book: Workbook, form: Form) -> None:
        self._book, self._form = book, form
        self._lists: dict[str, _List] = {}

    def add(self, sheet: Worksheet, layout: SheetLayout, column: Column, cells: str) -> None:
        """Offer the words of a closed list, or ids, refuse what does not fit, and show what is asked at the cell."""
        position = layout.columns.index(column) if column in layout.columns else -1
        may_be_empty = not layout.is_form and position == (1 if layout.inside else 0)
        offered = self._offered(layout, column, cells.partition(":")[0], may_be_empty=may_be_empty)
        offered.allow_blank = True
        offered.showInputMessage = True
        offered.promptTitle, offered.prompt = column.label[:_LONGEST_TITLE], column.explanation[:_LONGEST_LIST]
        offered.error = offered.error and offered.error[:_LONGEST_ERROR]
        sheet.add_data_validation(offered)
        offered.add(cells)

    def _offered(self, layout: SheetLayout, column: Column, first: str, *, may_be_empty: bool) -> DataValidation:
        if column.several:
            return DataValidation()
        words = ("ja", "nee") if column.sort == "yesno" else column.words
        listed = self._ids_for(layout, column)
        if words:
            refuses = column.closed or column.sort == "yesno"
            shown = f'"{",".join((*words, EMPTY_LIST) if may_be_empty and refuses else words)}"'
            if len(shown) <= _LONGEST_LIST:
                return _of_list(shown, f"Kies een van: {', '.join(words)}.", refuses=refuses)
        elif listed is not None:
            where = f"Kies een id van het blad {listed.layout.name}"
            other = f", of {' of '.join(listed.others)}" if listed.others else ""
            return _of_list(f"={listed.name}", f"{where}{other}. Vul dat blad eerst in.")
        elif column.sort in _FITS:
            fits = _FITS[column.sort].format(first)
            marks = ",".join(f'{first}="{mark}"' for mark in _MARKS)
            return _of_rule(f"IF(ISNUMBER({first}),{fits},OR({marks}))", how_to_write(column).nl)
        elif column.path == ("id",):
            letter = first.rstrip("0123456789")
            once = f"COUNTIF(${letter}$2:${letter}${LAST_ROW},{first})=1"
            return _of_rule(
                f'AND(ISERROR(FIND(" ",{first})),{once})', "Een id heeft geen spaties en staat er één keer."
            )
        return DataValidation()

    def _ids_for(self, layout: SheetLayout, column: Column) -> _List | None:
        """Return the ids that a column refers to; None where it refers to nothing."""
        source = (*layout.path, *layout.inside, *column.path)
        target, others = next(
            ((one.target, one.others) for one in self._form.references if one.source == source), ((), ())
        )
        if not column.path:
            target = layout.path  # the first column of a table of what parts hold names the part
        table = next((one for one in layout_of(self._form) if target and (*one.path, *one.inside) == target), None)
        if table is None:
            return None
        found = _List(table, others)
        return self._lists.setdefault(found.name, found)

    def finish(self, ids: Mapping[Steps, list[str]]) -> Iterator[tuple[str, Formula]]:
        """Add the names of the lists, and a hidden sheet of lists with more in them than ids; yield its formulas.

        ``ids`` are those of each list as they stand in the workbook now.
        """
        joined = [one for one in self._lists.values() if one.others]
        sheet = self._book.create_sheet(LISTS) if joined else None
        for number, one in enumerate(joined, 1):
            assert sheet is not None
            sheet.sheet_state = "hidden"
            letter = get_column_letter(number)
            for row, text in enumerate((one.name, *one.others), 1):
                sheet.cell(row, number, text)
            known = ids.get((*one.layout.path, *one.layout.inside), [])
            for row in range(LISTED_ROWS):
                cell = f"{letter}{row + 2 + len(one.others)}"
                at = f"INDEX({_ids(one.layout)},{row + 1})"
                yield cell, Formula(f'=IF({at}="","",{at})', known[row] if row < len(known) else "")
            self._name(one, f"{LISTS}!${letter}$2", len(one.others))
        for one in self._lists.values():
            if not one.others:
                self._name(one, _ids(one.layout).partition(":")[0], 0)

    def _name(self, listed: _List, first: str, before: int) -> None:
        """Give a list its name: as many cells as have something in them, so that the drop-down has no end of blanks."""
        ids = _ids(listed.layout)
        rows = f'SUMPRODUCT(MAX(({ids}<>"")*(ROW({ids})-1)))'
        size = f"{before}+{rows}" if before else f"MAX(1,{rows})"
        self._book.defined_names.add(DefinedName(listed.name, attr_text=f"OFFSET({first},0,0,{size},1)"))


def _ids(layout: SheetLayout) -> str:
    """Return the cells of a table in which ids stand, as many as are offered."""
    return column_range(layout, ("id",)).replace(f"${LAST_ROW}", f"${LISTED_ROWS + 1}")


def _of_list(listed: str, error: str, *, refuses: bool = True) -> DataValidation:
    return DataValidation(
        type="list", formula1=listed, showErrorMessage=refuses, errorTitle="Kies uit de lijst", error=error
    )


def _of_rule(rule: str, error: str) -> DataValidation:
    return DataValidation(type="custom", formula1=rule, showErrorMessage=True, errorTitle="Past hier niet", error=error)
