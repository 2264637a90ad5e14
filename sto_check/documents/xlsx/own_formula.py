"""The one formula that workbooks written here have in their tables, worked out where no program has done so.

It multiplies numbers of its own row and rounds to cents: ``IF(COUNT(E2,G2)<2,"",ROUND(E2*G2,2))``. A program that
fills a workbook in without calculating leaves it without an outcome.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from sto_check.documents.sheet import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sto_check.documents.xlsx.cell_value import RawCell
    from sto_check.documents.xlsx.errors import CellProblem

Factors = tuple[int, ...]
"""The columns of what is multiplied."""
_SHAPE = re.compile(r'IF\(COUNT\(([A-Z0-9,]{1,99})\)<([0-9]{1,2}),"",ROUND\(([A-Z0-9*]{1,99}),2\)\)')
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_CENT = Decimal("0.01")


def product_formula(cells: Sequence[str]) -> str:
    """Return the formula that multiplies these cells, and shows nothing until a number stands in each."""
    return f'IF(COUNT({",".join(cells)})<{len(cells)},"",ROUND({"*".join(cells)},2))'


def product_of(factors: Sequence[Decimal]) -> Decimal:
    """Return what the formula comes to: half a cent is rounded up, away from nothing."""
    exact = Decimal(1)
    for factor in factors:
        exact *= factor
    return exact.quantize(_CENT, ROUND_HALF_UP)


def factors_in(raw: RawCell) -> Factors | None:
    """Return the columns that the formula of a cell multiplies; None where it is another formula."""
    found = _SHAPE.fullmatch(raw.formula or "")
    cells = found[3].split("*") if found else []
    matches = [match for cell in cells if (match := _CELL.fullmatch(cell)) and match[2] == str(raw.row)]
    if not found or len(matches) < len(cells) or raw.formula != product_formula(cells):
        return None
    return tuple(_number(match[1]) for match in matches)


def multiply(
    waiting: Mapping[tuple[int, int], tuple[Factors, CellProblem]], cells: dict[tuple[int, int], Cell]
) -> Iterator[CellProblem]:
    """Add to the cells of a sheet what such formulas come to; yield the problem of each that is not certain."""
    for (row, column), (factors, found) in waiting.items():
        given = [cells.get((row, factor)) for factor in factors]
        numbers = [cell for cell in given if cell and cell.form != "text"]
        if all(cell.form == "number" for cell in numbers) and len(numbers) == len(factors):
            outcome = product_of([Decimal(cell.text) for cell in numbers])
            cells[row, column] = Cell(f"{outcome:f}", "number", found.place)
        elif len(numbers) == len(factors):
            yield found


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
