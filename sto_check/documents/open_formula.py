"""Formulas as OpenDocument writes them: ``[.E2]`` for a cell, a semicolon between arguments."""

from __future__ import annotations

import re

from openpyxl.formula.tokenizer import Token, Tokenizer

_CELLS = re.compile(r"(?:('[^']+'|[^'!]+)!)?(\$?[A-Z]{1,3}\$?[0-9]+)(?::(\$?[A-Z]{1,3}\$?[0-9]+))?")


def open_formula(formula: str) -> str:
    """Return a formula (without the sign it begins with) as OpenDocument writes it."""
    return "".join(_token(one) for one in Tokenizer(f"={formula.removeprefix('=')}").items)


def open_cells(cells: str) -> str:
    """Return cells, with or without their sheet, as a formula of OpenDocument names them."""
    found = _CELLS.fullmatch(cells)
    if not found:
        return cells  # the name of a list
    sheet = f"${found[1]}" if found[1] else ""
    return f"[{sheet}.{found[2]}{f':.{found[3]}' if found[3] else ''}]"


def _token(token: Token) -> str:
    if token.type == Token.SEP:
        return ";"
    return open_cells(token.value) if token.subtype == Token.RANGE else str(token.value)
