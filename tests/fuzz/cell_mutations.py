"""Changes of the cells of a workbook or of a table in text: what people do to a sheet, and what they never should."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tests.fuzz.grids import DIALECTS, Book, Cell, Grid, Row, read_book, read_csv, write_book, write_csv
from tests.fuzz.mutations import Mutation, register
from tests.fuzz.yaml_mutations import VALUES

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    Change = Callable[[Random, Grid], None]
    """Changes one sheet."""

TEXTS = (
    "[]", "{}", "?", '""', "'[]", "'?", "''?", "=1+1", "+1", "-1", "-x", "@A1", "=cmd|'/c calc'!A1", "↳", "↳ x",
    "a\n↳ b",
    "1.234", "1.234,56", "1234,5", "€ 1.234,56", "€ 1,-", "1 234", "1'234", "12,3,4", "10%", "1e5", "Ja", "JA ", "nee.",
    "1-1-2025", "31-12-2028", "30-2-2025", "1 januari 2025", "1 mrt 2025", "01/02/2025", "2025-1-1", "45658", "totaal",
    "Subtotaal", "Totaal generaal", "Vraag", "Antwoord", "id", "Jaar", "a, b", "a; b\nc", " ", "\xa0", "\t",
    "x" * 40_000,
    "\u202e", "\x07", "\ufffe", "\u2028", "e\u0301", "\N{GRINNING FACE}", "_x0007_", "_x000D_\n", "_xD800_", "#N/A",
)  # fmt: skip
NUMBERS = (
    "0", "-0", "1", "-1", "1.5", "0.1", "0.30000000000000004", "1234.56", "1e3", "1E400", "1e-400", "NaN", "Infinity",
    "-Infinity", "1" * 10_000, "0." + "1" * 10_000, "9999999999.99", "9007199254740993", "45658", "45658.5", "60", "61",
    "-45658", "2958465", "2958466", "0x10", "1,5", " 1 ", "", "١", "2025", "2e3", "1_000", "+5", ".5", "5.",
)  # fmt: skip
_ERRORS = ("#N/A", "#DIV/0!", "#REF!", "#NAAM?", "", "x")
_STATES = ("visible", "hidden", "veryHidden", "x", "")


def _cells(grid: Grid) -> list[tuple[int, int]]:
    return [(row, at) for row, cells in enumerate(grid.rows) for at, cell in enumerate(cells) if cell is not None]


def _header(grid: Grid) -> int:
    """Return the row that looks most like one of headers: the first that is as wide as any."""
    return next((at for at, row in enumerate(grid.rows) if len(row) == grid.width), 0)


def _put(grid: Grid, row: int, column: int, cell: Cell | None) -> None:
    cells = grid.rows[row]
    cells += [None] * (column + 1 - len(cells))
    cells[column] = cell


def change_value(random: Random, grid: Grid) -> None:
    """Give a cell another value, as a text, a number, a day, a yes or no, an error or the outcome of a formula."""
    row, column = random.choice(_cells(grid))
    old = grid.rows[row][column] or Cell("")
    style = random.choice((old.style, old.style, str(random.randint(0, 20)), "999", "-1", "x", ""))
    text, number = random.choice((*TEXTS, *VALUES)), random.choice(NUMBERS)
    new = random.choice((
        Cell(text), Cell(text), Cell(old.text), Cell(number), Cell(number, "n", style), Cell(number, "n", style),
        Cell(old.text, old.kind, style), Cell(random.choice(("0", "1", "true", "2", "")), "b"),
        Cell(random.choice(_ERRORS), "e"), Cell(random.choice(("2025-01-01", "2025-01-01T00:00:00", "x")), "d"),
        Cell(old.text, old.kind, old.style, "A1+1"), Cell("", "n", old.style, "A1+1"), Cell("", "s", "0", "T(A1)"),
        Cell(text, random.choice(("z", "", "n", "b", "d", "e"))), Cell(old.text.replace(".", ","), "s"), None,
    ))  # fmt: skip
    _put(grid, row, column, new)


def fill_empty(random: Random, grid: Grid) -> None:
    """Write something where nothing stands."""
    row, column = random.randrange(len(grid.rows)), random.randrange(grid.width + 2)
    _put(grid, row, column, Cell(random.choice(TEXTS)) if random.random() < 0.7 else Cell("1", "n"))


def swap_cells(random: Random, grid: Grid) -> None:
    """Let two cells change places."""
    (row, at), (other, there) = random.choice(_cells(grid)), random.choice(_cells(grid))
    grid.rows[row][at], grid.rows[other][there] = grid.rows[other][there], grid.rows[row][at]


def change_header(random: Random, grid: Grid) -> None:
    """Drop a header, or give it another name: nearly its own, that of another, or none that anyone knows."""
    row = grid.rows[_header(grid)]
    columns = [at for at, cell in enumerate(row) if cell is not None]
    if not columns:
        return
    at = random.choice(columns)
    old, other = row[at] or Cell(""), row[random.choice(columns)] or Cell("")
    names = (old.text[1:], old.text + "s", old.text.upper(), f" {old.text}: ", old.text.replace("a", "e"), other.text,
             "Opmerking", "", "x" * 500, f"{old.text} (in euro's)", "Totaal", *random.choices(TEXTS, k=3))  # fmt: skip
    name = random.choice(names)
    row[at] = Cell(name) if name else None


def move_header(random: Random, grid: Grid) -> None:
    """Move the row of headers down, or write it a second time, with other rows above it."""
    at = _header(grid)
    row = list(grid.rows[at])
    if random.random() < 0.7:
        del grid.rows[at]
    above: list[Row] = [[Cell("Ingevuld door")], [], [Cell("Versie"), Cell("2", "n")]]
    to = random.choice((0, 1, 3, 38, 45))
    grid.rows[:0] = (above * 20)[: max(0, to - at)]
    grid.rows.insert(min(to, len(grid.rows)), row)


def change_rows(random: Random, grid: Grid) -> None:
    """Insert, drop, double or exchange rows."""
    at, other = random.randrange(len(grid.rows)), random.randrange(len(grid.rows))
    match random.randrange(5):
        case 0:
            grid.rows[at:at] = [[] for _ in range(random.choice((1, 3, 50)))]
        case 1:
            del grid.rows[at : at + random.choice((1, 1, 3))]
        case 2:
            grid.rows[at:at] = [list(grid.rows[at]) for _ in range(random.choice((1, 1, 40)))]
        case 3:
            grid.rows[at], grid.rows[other] = grid.rows[other], grid.rows[at]
        case _:
            grid.rows[at] = [random.choice((Cell("[]"), Cell("{}"), Cell("?")))]


def change_columns(random: Random, grid: Grid) -> None:
    """Insert, drop, double or exchange columns."""
    width = grid.width
    at, other = random.randrange(width), random.randrange(width)
    own = [Cell("Opmerking"), *(Cell(random.choice(TEXTS)) for _ in range(3))]
    kind = random.randrange(5)
    for number, row in enumerate(grid.rows):
        row.extend([None] * (width - len(row)))
        match kind:
            case 0:
                row.insert(at, None)
            case 1:
                del row[at]
            case 2:
                row.insert(at, row[at])
            case 3:
                row[at], row[other] = row[other], row[at]
            case _:
                row.insert(at, own[number] if number < len(own) else None)


def add_total(random: Random, grid: Grid) -> None:
    """Add a row that adds up the numbers above it, with or without what it comes to."""
    value = random.choice(("1234.56", "", "0"))
    row: Row = [Cell(random.choice(("Totaal", "Subtotaal 2025", "totaal:", "Som", "Totale kosten")))]
    row += [Cell(value, "n", "0", f"SUM({at})") for at in range(grid.width - 1)]
    random.shuffle(row)
    grid.rows.insert(random.choice((len(grid.rows), random.randint(0, len(grid.rows)))), row)


def merge(random: Random, grid: Grid) -> None:
    """Merge a block of cells, over values or not."""
    row, column = random.randint(1, len(grid.rows)), random.randint(1, grid.width)
    down, right = random.choice((0, 1, 2, 30)), random.choice((0, 0, 1, 30))
    letters = [chr(64 + min(26, number)) for number in (column, column + right)]
    block = f"{letters[0]}{row}:{letters[1]}{row + down}"
    grid.merged.append(
        random.choice((block, block, block, "A1", "B2:A1", "A1:", "", "A0:A9", "ZZZZ1:ZZZZ2", "A1:XFD1048576"))
    )


def hide(random: Random, grid: Grid) -> None:
    """Hide rows or the whole sheet."""
    grid.hidden.update(random.choices(range(len(grid.rows)), k=3))
    grid.state = random.choice((grid.state, *_STATES))


def write_large(random: Random, grid: Grid) -> None:
    """Put a value far away: many rows down or many columns to the right."""
    if random.random() < 0.5:
        grid.rows += [[] for _ in range(random.choice((100, 3_000)))] + [[Cell("1", "n")]]
    else:
        _put(grid, random.randrange(len(grid.rows)), random.choice((60, 300, 16_500)), Cell("x"))


CELLS: tuple[Change, ...] = (
    change_value, change_value, change_value, change_value, change_value, fill_empty, swap_cells, change_header,
    change_header, move_header, change_rows, change_rows, change_columns, add_total, merge, hide, write_large,
)  # fmt: skip


def change_sheets(random: Random, book: Book) -> None:
    """Rename, drop, double, add, empty or reorder sheets."""
    grids = book.grids
    at = random.randrange(len(grids))
    name, other = grids[at].name, random.choice(grids).name
    match random.randrange(7):
        case 0:
            grids[at].name = random.choice(
                (
                    name[1:],
                    name.upper(),
                    f" {name} ",
                    name + "en",
                    other,
                    "Blad1",
                    "",
                    "x" * 300,
                    "a\nb",
                    "\u202e",
                    "'",
                    "[]",
                )
            )
        case 1:
            del grids[at]
        case 2:
            grids.append(Grid(f"{name} (2)", grids[at].rows))
        case 3:
            grids.insert(at, Grid("Eigen blad", [[Cell("Aantekeningen")], [Cell("1", "n"), Cell("x")]]))
        case 4:
            random.shuffle(grids)
        case 5:
            grids[at].rows = []
        case _:
            there = random.randrange(len(grids))
            grids[at].rows, grids[there].rows = grids[there].rows, grids[at].rows


def _on_sheet(change: Change, random: Random, data: bytes) -> bytes:
    """Change one sheet of a workbook; one that cannot be read any more stays as it is."""
    book = read_book(data)
    full = [grid for grid in book.grids if _cells(grid)] if book else []
    if book is None or not full:
        return data
    change(random, random.choice(full))
    return write_book(book, random.choice(DIALECTS))


def _on_book(random: Random, data: bytes) -> bytes:
    book = read_book(data)
    if book is None or not book.grids:
        return data
    change_sheets(random, book)
    return write_book(book, random.choice(DIALECTS))


def _on_table(change: Change, random: Random, data: bytes) -> bytes:
    grid = read_csv(data)
    if grid is None or not _cells(grid):
        return data
    change(random, grid)
    return write_csv(grid)


SHEETS: tuple[Mutation, ...] = (*(partial(_on_sheet, change) for change in CELLS), _on_book, _on_book)
register(".xlsx", *SHEETS, *SHEETS)
register(".csv", *(partial(_on_table, change) for change in CELLS if change not in {merge, hide}))
