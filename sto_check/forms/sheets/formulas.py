"""Formulas of a workbook, each with what it comes to: amounts that are products, and the sheet of totals."""

from __future__ import annotations

from decimal import Context, Decimal
from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl.utils import get_column_letter

from sto_check.documents.xlsx.own_formula import product_formula, product_of
from sto_check.forms.sheets.layout import layout_of
from sto_check.forms.sheets.own_totals import sum_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sto_check.forms.form import Form, Steps, Total
    from sto_check.forms.sheets.layout import SheetLayout

LAST_ROW = 10_000
"""How far down formulas, drop-downs and colours go in a table."""
_HALF_A_CENT, _NEAR = Decimal("0.005"), Decimal("0.0001")
_DIGITS = Context(prec=15)


class Formula(NamedTuple):
    """A formula, and what it comes to; an empty text is an empty cell."""

    text: str
    outcome: Decimal | str


def products_in(layout: SheetLayout, form: Form) -> dict[int, tuple[int, ...]]:
    """Return which columns of a table are products, by position, and the positions of what they multiply."""
    at = (*layout.path, *layout.inside)
    positions = {(*at, *column.path): number for number, column in enumerate(layout.columns)}
    found = (one for one in form.products if one.column in positions)
    return {positions[one.column]: tuple(positions[of] for of in one.of) for one in found}


def product(row: int, positions: Sequence[int], values: Mapping[int, Any], written: Any) -> Formula | None:
    """Return the formula of a product in a row; None where it comes to something else than is written.

    Programs calculate with binary fractions: near half a cent, where they may round either way, there is none either.
    """
    cells = [f"{get_column_letter(position + 1)}{row}" for position in positions]
    text = f"={product_formula(cells)}"
    factors = [values.get(position) for position in positions]
    if not all(isinstance(factor, str) for factor in factors):
        return Formula(text, "") if written is None else None
    numbers = [Decimal(factor) for factor in factors if isinstance(factor, str)]
    outcome = product_of(numbers)
    certain = abs(abs(prod(numbers) - outcome) - _HALF_A_CENT) > _NEAR
    return Formula(text, outcome) if certain and written is not None and Decimal(written) == outcome else None


def totals_of(form: Form, tree: Mapping[str, Any]) -> Iterator[tuple[Total, Formula]]:
    """Yield every line of the sheet of totals with its formula, for a document; the first stands in row 2."""
    rows = {total.title: row for row, total in enumerate(form.totals, 2)}
    sums: dict[str, Decimal] = {}
    for total in form.totals:
        if total.share:
            part, whole = total.share
            text = f"=IF(B{rows[whole]}=0,0,B{rows[part]}/B{rows[whole]})"
            sums[total.title] = _DIGITS.divide(sums[part], sums[whole]) if sums[whole] else Decimal(0)
        else:
            text = _sum(total, form)
            sums[total.title] = sum_of(total, tree)
        yield total, Formula(text, sums[total.title])


def _sum(total: Total, form: Form) -> str:
    *listed, amount = total.column
    layout = next(one for one in layout_of(form) if [*one.path, *one.inside] == listed)
    if total.among is None:
        return f"=SUM({column_range(layout, (amount,))})"
    field, word = total.among
    return f'=SUMIF({column_range(layout, (field,))},"{word}",{column_range(layout, (amount,))})'


def column_range(layout: SheetLayout, path: Steps) -> str:
    """Return all cells of a column of a table."""
    position = next(number for number, column in enumerate(layout.columns, 1) if column.path == path)
    letter = get_column_letter(position)
    return f"'{layout.name}'!${letter}$2:${letter}${LAST_ROW}"
