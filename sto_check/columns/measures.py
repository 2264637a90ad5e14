"""Measures over all applications at once: what counts is joined to its subject, and counted or added up by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.columns.conditions import SUBJECT, Attributes, truth
from sto_check.columns.distinct import distinct
from sto_check.columns.layout import APPLICATION, GIVEN, ROW
from sto_check.columns.sql import every, name_of, no, written
from sto_check.scheme.condition import AllOf, Comparison, SubjectAttribute, attributes_read, subject_attributes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sto_check.scheme.condition import Condition
    from sto_check.scheme.scheme import Measure


class Facts(NamedTuple):
    """The facts of a kind. ``select`` gives SQL for rows with some of their attributes, after other columns.

    Rows of a table of figures are of no application: they have no ``_application``.
    """

    attributes: Attributes
    select: Callable[[Sequence[str], Sequence[str]], str]
    of_application: bool = True


FACT = "_fact"
"""The row of a fact that may count, beside that of its subject."""
END_NAMES = ('"value"', '"least"', '"most"')
"""What a measure gives: a value where it is known exactly, and the least and the most that it can be."""


def added_up(measure: Measure, subjects: Facts) -> str:
    """Return SQL for attributes of the same fact added up: each row with its value, least and most."""
    of = subjects.attributes
    low = " + ".join(f"coalesce({of.low(name)}, 0)" for name in measure.add)
    high = " + ".join(of.high(name) for name in measure.add)
    parts = subjects.select(measure.add, [ROW])
    return _within(
        f"SELECT {ROW}, true AS there, {low} AS low, {high} AS high, true AS settled FROM ({parts})", measure
    )


def measured(measure: Measure, subjects: Facts, counted: Facts) -> str:
    """Return SQL for what a measure gives each subject: its row, value, least and most; raises NotInColumnsError."""
    asked = subject_attributes(measure.where)
    if asked or not counted.of_application:
        by, marked = ROW, _beside_subjects(measure, subjects, counted, asked)
    else:
        by = APPLICATION
        every_fact = _facts(measure, counted, [APPLICATION])
        marked = _marked(measure.where, counted.attributes, every_fact, [APPLICATION, *_kept(measure, counted)])
    totals = _aggregated(measure, counted, marked, by)
    own = f"SELECT * FROM ({subjects.select([], [APPLICATION, ROW, GIVEN])}) LEFT JOIN ({totals}) USING ({by})"
    there = GIVEN if asked else "true"
    return _ends(measure, own, there)


def _marked(condition: Condition, attributes: Attributes, rows: str, kept: Sequence[str]) -> str:
    """Return SQL for the rows that may meet a condition; ``_sure`` says which do for certain."""
    held = truth(condition, attributes)
    return f"SELECT {', '.join(kept)}, {written(held.true)} AS _sure FROM ({rows}) WHERE {written(no(held.false))}"


def _kept(measure: Measure, counted: Facts) -> list[str]:
    """Return the columns of what is counted that are needed to add it up."""
    names = [*measure.distinct, *([measure.read] if measure.form == "sum" else [])]
    columns = dict.fromkeys(column for name in names for column in counted.attributes.columns(name))
    return [FACT, GIVEN, *map(name_of, columns)]


def _read(measure: Measure) -> list[str]:
    """Return the attributes that are read to find and to add up what is counted."""
    read = [measure.read] if measure.form == "sum" else []
    return list(dict.fromkeys([*attributes_read(measure.where), *read, *measure.distinct]))


def _facts(measure: Measure, counted: Facts, within: Sequence[str]) -> str:
    """Return SQL for what is counted, each with its row as ``_fact``."""
    rows = counted.select(_read(measure), [*within, ROW, GIVEN])
    return f"SELECT * EXCLUDE ({ROW}), {ROW} AS {FACT} FROM ({rows})"


def _beside_subjects(measure: Measure, subjects: Facts, counted: Facts, asked: Sequence[str]) -> str:
    """Return SQL for each subject that is there beside each fact that may count for it.

    Where what they are compared by is known of both, they are found by it; where it is not, all of the application are.
    """
    bounded = {f"{SUBJECT}{name}" for name in asked if name in subjects.attributes.bounded}
    both = counted.attributes._replace(bounded={*counted.attributes.bounded, *bounded})
    columns = [column for name in asked for column in subjects.attributes.columns(name)]
    names = ", ".join([APPLICATION, ROW, *(f"{name_of(one)} AS {name_of(SUBJECT + one)}" for one in columns)])
    own = f"SELECT {names} FROM ({subjects.select(asked, [APPLICATION, ROW, GIVEN])}) WHERE {GIVEN}"
    within = [APPLICATION] if counted.of_application else []
    start = f"WITH subject AS ({own}), fact AS ({_facts(measure, counted, within)}) "
    kept = [ROW, *_kept(measure, counted)]
    found_by = _found_by(measure)
    if not found_by:
        return start + _marked(measure.where, both, _joined("subject", "fact", within, []), kept)
    pairs = [(name_of(f"{SUBJECT}{_asked(part)}"), name_of(part.attribute)) for part in found_by]
    known_subject = written(every(f"{one} IS NOT NULL" for one, _ in pairs))
    known_fact = written(every(f"{other} IS NOT NULL" for _, other in pairs))
    lacking_subject = f"(SELECT * FROM subject WHERE NOT {known_subject})"
    lacking_fact = f"(SELECT * FROM fact WHERE NOT {known_fact})"
    known = [f"SELECT * FROM subject WHERE {known_subject}", f"SELECT * FROM fact WHERE {known_fact}"]
    lookup = found_by[0].operator.lookup
    if lookup != "same":
        side = 1 if lookup == "in its list" else 0
        known[side] = known[side].replace("*", f"*, unnest(list_distinct({pairs[0][side]})) AS _word", 1)
        pairs = [("_word", pairs[0][1]) if side == 0 else (pairs[0][0], "_word")]
    named = [f"s.{one} <> ''" for (one, _), part in zip(pairs, found_by, strict=True) if both.is_word(part.attribute)]
    exact = _joined(f"({known[0]})", f"({known[1]})", within, pairs, named)
    rest = tuple(part for part in _parts(measure) if part not in found_by)
    return start + " UNION ALL ".join(
        (
            _marked(AllOf(rest), both, exact, kept),
            _marked(measure.where, both, _joined(lacking_subject, "fact", within, []), kept),
            _marked(
                measure.where,
                both,
                _joined(f"(SELECT * FROM subject WHERE {known_subject})", lacking_fact, within, []),
                kept,
            ),
        )
    )


def _parts(measure: Measure) -> Sequence[Condition]:
    return measure.where.parts if isinstance(measure.where, AllOf) else (measure.where,)


def _found_by(measure: Measure) -> list[Comparison]:
    """Return the comparisons by which facts are found: those that ask for the same, or one that looks in a list."""
    compared = [
        part for part in _parts(measure) if isinstance(part, Comparison) and isinstance(part.operand, SubjectAttribute)
    ]
    same = [part for part in compared if part.operator.lookup == "same"]
    return same or [part for part in compared if part.operator.lookup][:1]


def _asked(part: Comparison) -> str:
    assert isinstance(part.operand, SubjectAttribute)
    return part.operand.name


def _joined(
    left: str, right: str, within: Sequence[str], on: Sequence[tuple[str, str]], more: Sequence[str] = ()
) -> str:
    held = [f"s.{name} = c.{name}" for name in within] + [f"s.{one} = c.{other}" for one, other in on] + list(more)
    columns = f"s.* EXCLUDE ({APPLICATION})" if within else "s.*"
    return f"SELECT {columns}, c.* FROM {left} AS s JOIN {right} AS c ON {' AND '.join(held) or 'true'}"


def _aggregated(measure: Measure, counted: Facts, marked: str, by: str) -> str:
    """Return SQL for how much counts for each subject that something may count for; ``marked`` is what may count."""
    of = counted.attributes
    if measure.form == "take":
        ends = zip((name_of(measure.read), of.low(measure.read), of.high(measure.read)), END_NAMES, strict=True)
        taken = ", ".join(f"{column} AS {end}" for column, end in ends)
        alone = (
            f"SELECT {by}, min({FACT}) AS {FACT} FROM ({marked}) GROUP BY {by} HAVING count(*) = 1 AND bool_and(_sure)"
        )
        read = f"SELECT {ROW} AS {FACT}, {taken} FROM ({counted.select([measure.read], [ROW])})"
        return f"SELECT {by}, {', '.join(END_NAMES)} FROM ({alone}) JOIN ({read}) USING ({FACT})"
    if measure.form == "sum":
        low, high = of.low(measure.read), of.high(measure.read)
        return (
            f"SELECT {by}, sum({low}) FILTER (WHERE _sure) AS low, sum({high}) AS high, "
            f"bool_or({high} IS NULL) AS unbounded, bool_and(_sure) AS settled FROM ({marked}) GROUP BY {by}"
        )
    if measure.distinct:
        return distinct(measure, marked, by)
    return (
        f"SELECT {by}, count(*) FILTER (WHERE _sure AND {GIVEN}) AS low, count(*) AS high, "
        f"bool_or(NOT {GIVEN}) AS unbounded, true AS settled FROM ({marked}) GROUP BY {by}"
    )


def _ends(measure: Measure, found: str, there: str) -> str:
    """Return what was found by its ends, of subjects that are there; where nothing may count it is zero."""
    if measure.form == "take":
        return f"SELECT {ROW}, {', '.join(END_NAMES)} FROM ({found})"
    high = "CASE WHEN NOT coalesce(unbounded, false) THEN coalesce(high, 0) END"
    counted = (
        f"SELECT {ROW}, {there} AS there, coalesce(low, 0) AS low, {high} AS high, "
        f"coalesce(settled, true) AS settled FROM ({found})"
    )
    return _within(counted, measure)


def _within(found: str, measure: Measure) -> str:
    """Return a sum or count by its ends; that it is zero or more and nothing else says nothing of it."""
    low, high = "CAST(low AS BIGINT)", "CAST(high AS BIGINT)"
    if measure.signed:
        ends = [f"CASE WHEN there AND settled AND low = high THEN {low} END"] * 3
    else:
        ends = [
            f"CASE WHEN there AND low = high THEN {low} END",
            f"CASE WHEN there AND (low <> 0 OR high IS NOT NULL) THEN {low} END",
            f"CASE WHEN there THEN {high} END",
        ]
    told = ", ".join(f"{end} AS {name}" for end, name in zip(ends, END_NAMES, strict=True))
    return f"SELECT {ROW}, {told} FROM ({found})"
