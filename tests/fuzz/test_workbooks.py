"""Workbooks say the same whoever wrote them and however their sheets, columns and rows are arranged."""

from __future__ import annotations

from collections import Counter
from functools import cache
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sto_check.cli.command import open_scheme
from sto_check.decision.check import check
from sto_check.forms.convert import convert
from sto_check.forms.load import load_application, read_application
from sto_check.forms.sheets.header_words import header_word
from sto_check.forms.sheets.layout import EXPLANATION, TOTALS
from sto_check.forms.source import read_source, source_of
from sto_check.scheme.chosen import named_scheme
from tests.decision.test_order import POSITION
from tests.fuzz.documents import applications
from tests.fuzz.effort import examples
from tests.fuzz.grids import DIALECTS, Book, Cell, Grid, Row, read_book, read_csv, write_book, write_csv
from tests.fuzz.oracle import application_beside
from tests.fuzz.samples import SMALL, find_samples
from tests.fuzz.test_documents import CHECKED, WITHOUT_HURRY, scheme_of

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.decision.decision import Decision
    from sto_check.forms.source import Source
    from sto_check.scheme.scheme import Scheme
    from tests.fuzz.grids import Dialect
    from tests.fuzz.samples import Sample

Said = tuple[str, Counter[tuple[str, str, str]]]
OWN = [one for one in find_samples((".xlsx",)) if one.name.removesuffix(".xlsx").rpartition("-")[2] not in DIALECTS]
TABLE = [one for one in find_samples((".csv",)) if one.role == "costs"]


@cache
def opened(name: str) -> Scheme:
    return open_scheme(name, None)


def said_of(source: Source) -> Said:
    """Return the decision on a document by the scheme that it names, and its outcomes."""
    scheme = opened(named_scheme(source, None))
    decision = check(read_application(source, scheme.form), scheme)
    return decision.verdict, counted(decision)


def counted(decision: Decision) -> Counter[tuple[str, str, str]]:
    """Count the outcomes of each rule, subject and status, with positions left out of the names of subjects."""
    return Counter((one.rule.id, POSITION.sub("#", one.subject.id), one.status) for one in decision.outcomes)


def said(data: bytes) -> Said:
    return said_of(source_of(data, "invoer"))


@cache
def said_by(sample: Sample) -> Said:
    return said(sample.data)


def book_of(sample: Sample) -> Book:
    found = read_book(sample.data)
    assert found is not None
    return found


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("sample", OWN, ids=lambda one: one.name)
def test_cells_say_the_same_whichever_program_wrote_them(sample: Sample, dialect: Dialect) -> None:
    written = write_book(book_of(sample), dialect)
    assert dialect == "excel" or read_book(written) == book_of(sample)  # that makes formulas of some texts
    assert said(written) == said_by(sample)


def otherwise(random: Random, label: str) -> str:
    """Return a header with other capitals, spaces and signs."""
    words = label.split(" ")
    between = random.choice((" ", "  ", "_", " - "))
    text = between.join(random.choice((word, word.upper(), word.lower(), word.capitalize())) for word in words)
    return random.choice(("{}", " {} ", "{}:", "* {}", "{}?")).format(text)


def rearranged(random: Random, book: Book) -> Book:
    """Return a workbook with the same in it: sheets, columns and rows in another order, headers written otherwise."""
    grids = [_rearranged(random, grid) for grid in book.grids if grid.name not in {TOTALS, EXPLANATION}]
    grids.append(Grid("Aantekeningen", [[Cell("nog vragen"), Cell("3", "n")]]))
    random.shuffle(grids)
    return Book(grids, book.styles)


def _rearranged(random: Random, grid: Grid) -> Grid:
    columns = list(range(grid.width + 1))
    random.shuffle(columns)
    rows: list[Row] = [[(row + [None] * (len(columns) - len(row)))[at] for at in columns] for row in grid.rows]
    head, *rest = rows
    is_form = any(cell and header_word(cell.text) == "antwoord" for cell in head)
    head = [cell and cell._replace(text=otherwise(random, cell.text)) for cell in head]
    random.shuffle(rest)
    if is_form:
        asked = next(at for at, cell in enumerate(head) if cell and header_word(cell.text) == "vraag")
        for row in rest:
            question = row[asked]
            row[asked] = question and question._replace(text=otherwise(random, question.text))
    for _ in range(random.randrange(4)):
        rest.insert(random.randint(0, len(rest)), [])
    tops: tuple[list[Row], ...] = ([], [[Cell("Ingevuld door de regio")], []], [[]])
    return Grid(random.choice((grid.name, grid.name.upper(), f"{grid.name} ")), [*random.choice(tops), head, *rest])


@pytest.mark.parametrize("sample", OWN, ids=lambda one: one.name)
@given(seed=st.integers(0, 2**32), dialect=st.sampled_from(DIALECTS))
@settings(WITHOUT_HURRY, max_examples=examples(4))
def test_the_arrangement_of_a_workbook_changes_no_outcome(sample: Sample, seed: int, dialect: Dialect) -> None:
    assert said(write_book(rearranged(Random(seed), book_of(sample)), dialect)) == said_by(sample)


@pytest.mark.parametrize(("model", "scheme"), CHECKED)
@given(data=st.data(), seed=st.integers(0, 2**32), dialect=st.sampled_from(DIALECTS))
@settings(WITHOUT_HURRY, max_examples=examples(8))
def test_the_arrangement_of_any_document_changes_no_outcome(
    model: str, scheme: str, data: st.DataObject, seed: int, dialect: Dialect
) -> None:
    tree = data.draw(applications(model))
    application, named = load_application(tree, model), scheme_of(tree.get("regeling") or scheme)
    book = read_book(convert(application, ".xlsx"))
    assert book is not None
    written = source_of(write_book(rearranged(Random(seed), book), dialect), "invoer")
    before, after = (check(one, named) for one in (application, read_application(written, model)))
    assert (after.verdict, counted(after)) == (before.verdict, counted(before))


@pytest.mark.parametrize("sample", TABLE, ids=lambda one: one.name)
def test_costs_in_a_table_of_their_own_say_the_same(tmp_path: Path, sample: Sample) -> None:
    path = tmp_path / "invoer.csv"
    grid = read_csv(sample.data)
    assert grid is not None
    for seed in range(10):
        moved = _rearranged(Random(seed), grid)
        padded: list[Row] = [row + [None] * (moved.width - len(row)) for row in moved.rows]
        path.write_bytes(write_csv(Grid(grid.name, padded)))
        document = read_source(application_beside(path))
        assert said_of(document) == said(SMALL.read_bytes())
