"""Versions of a scheme, or values of its parameters, over many applications: who is decided otherwise."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from sto_check.columns.counted import BASE
from sto_check.columns.errors import ReadingDiffersError
from sto_check.columns.layout import APPLICATION
from sto_check.columns.reading import RANKS
from sto_check.columns.side import Side
from sto_check.decision.check import check_by, require_same_scheme
from sto_check.documents.limits import DEFAULT_LIMITS
from sto_check.engine.resolve import parameter_values
from sto_check.forms.load import read_application
from sto_check.forms.source import read_source
from sto_check.text.errors import StoCheckError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from sto_check.columns.recipe import Recipe
    from sto_check.columns.settings import Setting
    from sto_check.decision.decision import Decision, Verdict
    from sto_check.documents.document import Document
    from sto_check.documents.limits import Limits
    from sto_check.engine.status import Status
    from sto_check.forms.load import Application
    from sto_check.forms.source import Source
    from sto_check.scheme.resolved import Values
    from sto_check.scheme.scheme import Scheme

MOST_SHOWN = 50
"""So many given applications that change are named, and checked by themselves."""
MOST_DRAWN = 5
"""So many of those that are drawn."""


class Version(NamedTuple):
    """A scheme, one of its variants, and other values for some of its parameters."""

    scheme: Scheme
    variant: str | None = None
    settings: tuple[Setting, ...] = ()

    def values(self, application: Application, on: date | None) -> tuple[date, Values]:
        """Return the day that counts for an application, and the values of the parameters on it."""
        day = on or self.scheme.day_for(application.received)
        self.scheme.require_in_force(day)
        values = parameter_values(self.scheme, day, self.variant)
        return day, values | {setting.name: setting.value for setting in self.settings}


class Given(NamedTuple):
    """A document that was read, and how it is called."""

    name: str
    source: Source


class Asked(NamedTuple):
    """What is asked: of which recipe, on which day, of which figure the sum is told (its kind and name), up to what."""

    recipe: Recipe | None = None
    on: date | None = None
    figure: tuple[str, str] | None = None
    ceiling: int | None = None
    limits: Limits = DEFAULT_LIMITS


class Changed(NamedTuple):
    """An application that comes out otherwise than in the first version, by the number of the draw or the document.

    ``document`` is what was drawn, so that it can be checked by itself.
    """

    number: int
    like: str
    factors: tuple[int | None, ...]
    old: Verdict
    new: Verdict
    rules: tuple[tuple[str, Status, Status], ...]
    document: Document


class Seen(NamedTuple):
    """What a version does: how many get each decision, which change, and what the sum of a figure is by decision.

    ``moves`` counts changed decisions by old and new, ``rules`` applications in which a rule comes out otherwise, and
    ``changed`` are the first of them. Of a sum the second number is of how many the figure is not known.
    """

    version: Version
    decisions: Mapping[Verdict, int]
    moves: Mapping[tuple[Verdict, Verdict], int]
    rules: Mapping[str, int]
    number_changed: int
    changed: tuple[Changed, ...]
    sums: Mapping[Verdict, tuple[int, int]]
    within: tuple[int, int] | None = None
    """How many that are not refused fit under a ceiling, in their order until one does not, and their sum."""


class Simulation(NamedTuple):
    """What each version does to the same applications; the others are held against the first."""

    number: int
    given: tuple[str, ...]
    unreadable: tuple[tuple[str, StoCheckError], ...]
    versions: tuple[Seen, ...]


def read_given(files: Iterable[tuple[str, str]], limits: Limits) -> tuple[list[Given], list[tuple[str, StoCheckError]]]:
    """Read documents, each with its name and path, and return those that cannot be read apart.

    Raises the error of the first where none can be.
    """
    given: list[Given] = []
    unreadable: list[tuple[str, StoCheckError]] = []
    for name, path in files:
        try:
            given.append(Given(name, read_source(Path(path), limits)))
        except StoCheckError as error:
            unreadable.append((name, error))
    if not given:
        raise unreadable[0][1]
    return given, unreadable


def simulate(
    documents: Sequence[Given], versions: Sequence[Version], asked: Asked, step: Callable[[], None] = lambda: None
) -> Simulation:
    """Read applications as each version asks, and return what each decides of them; ``step`` is called after each.

    A document that a version cannot read is left out of all. What is named is checked by itself too, in both readings.
    Raises the error of the first document where none is left, CannotVaryError, NotInColumnsError, ReadingDiffersError,
    a DocumentError where a form does not take what was drawn, and FigureTooLargeForColumnsError.
    """
    kept, unreadable = _readable(documents, versions, asked)
    if not kept:
        raise unreadable[0][1]
    draws = list(asked.recipe.draws(len(kept))) if asked.recipe else []
    run = _Run(kept, versions, asked, draws)
    first, seen = run.table(versions[0]), []
    for at, version in enumerate(versions):
        seen.append(run.seen(version, run.table(version) if at else first, first, at))
        step()
    return Simulation(len(draws) or len(kept), tuple(one.name for one in kept), tuple(unreadable), tuple(seen))


class _Kept(NamedTuple):
    """A document, what each scheme reads in it by the scheme's fingerprint, and for each version the day and values."""

    name: str
    read: Mapping[str, Application]
    values: Sequence[tuple[date, Values]]


def _readable(
    documents: Sequence[Given], versions: Sequence[Version], asked: Asked
) -> tuple[list[_Kept], list[tuple[str, StoCheckError]]]:
    schemes = {version.scheme.fingerprint: version.scheme for version in versions}
    kept: list[_Kept] = []
    unreadable: list[tuple[str, StoCheckError]] = []
    for document in documents:
        try:
            require_same_scheme(document.source, versions[0].scheme)
            read = {
                key: read_application(document.source, scheme.form, limits=asked.limits)
                for key, scheme in schemes.items()
            }
            values = [version.values(read[version.scheme.fingerprint], asked.on) for version in versions]
            kept.append(_Kept(document.name, read, values))
        except StoCheckError as error:
            unreadable.append((document.name, error))
    return kept, unreadable


class _Run:
    """The sides of the schemes, and which of their sets of values counts for each application in each version."""

    def __init__(
        self, kept: list[_Kept], versions: Sequence[Version], asked: Asked, draws: list[tuple[int, list[int | None]]]
    ) -> None:
        self._kept, self._asked, self._draws = kept, asked, draws
        self._sets: dict[str, list[Values]] = {}
        self._of: dict[int, list[int]] = {}
        self._days: dict[int, list[date]] = {}
        for at, version in enumerate(versions):
            sets = self._sets.setdefault(version.scheme.fingerprint, [])
            self._days[id(version)] = [one.values[at][0] for one in kept]
            self._of[id(version)] = [_place(one.values[at][1], sets) for one in kept]
        schemes = {version.scheme.fingerprint: version.scheme for version in versions}
        figures = [asked.figure] if asked.figure else []
        self._sides = {
            key: Side(scheme, [one.read[key] for one in kept], self._sets[key], asked.recipe, draws, figures)
            for key, scheme in schemes.items()
        }
        self._told = self._common_rules(list(schemes.values())) if len(schemes) > 1 else []
        self._applied: dict[tuple[str, int], Application] = {}

    @staticmethod
    def _common_rules(schemes: Sequence[Scheme]) -> list[str]:
        first, *others = [[rule.id for rule in scheme.rules_of("application")] for scheme in schemes]
        return [rule for rule in first if all(rule in other for other in others)]

    def table(self, version: Version) -> pa.Table:
        """Return what a version decides of each application."""
        side, places = self._sides[version.scheme.fingerprint], self._of[id(version)]
        parts = []
        for place in sorted(set(places)):
            found = side.read(place, self._told)
            if len(set(places)) > 1:
                bases = found[BASE] if self._draws else found[APPLICATION]
                own = [at for at, one in enumerate(places) if one == place]
                found = found.filter(pc.is_in(bases, pa.array(own, pa.int64())))
            parts.append(found)
        return parts[0] if len(parts) == 1 else pa.concat_tables(parts).sort_by(APPLICATION)

    def seen(self, version: Version, table: pa.Table, first: pa.Table, at: int) -> Seen:
        """Return what a version does beside the first; what is named, and the first few, are checked by themselves."""
        differing = {name: pc.not_equal(table[name], first[name]) for name in _ranked(table)}
        mask = pc.not_equal(table["decision"], first["decision"])
        moved = table.append_column("was", first["decision"]).filter(mask)
        for one in differing.values():
            mask = pc.or_(mask, one)
        most = MOST_DRAWN if self._draws else MOST_SHOWN
        places = pc.indices_nonzero(mask)[:most].to_pylist()
        changed = [self._changed(version, place, table, first) for place in places]
        every = range(len(self._kept)) if at == 0 and not self._draws else range(1)
        for number in sorted({*places, *every}):
            self._check(version, number, table)
        moves = Counter(zip(moved["was"].to_pylist(), moved["decision"].to_pylist(), strict=True))
        return Seen(
            version,
            _counts(table["decision"]),
            dict(sorted(moves.items())),
            {name: pc.sum(one).as_py() or 0 for name, one in differing.items() if pc.any(one).as_py()},
            pc.sum(mask).as_py() or 0,
            tuple(changed),
            *(self._sums(version, table) if self._asked.figure else ({}, None)),
        )

    def _changed(self, version: Version, place: int, table: pa.Table, first: pa.Table) -> Changed:
        new, old = (one.slice(place, 1).to_pylist()[0] for one in (table, first))
        rules = [(name, RANKS[old[name]], RANKS[new[name]]) for name in _ranked(table) if old[name] != new[name]]
        base, factors = self._draws[place] if self._draws else (place, [])
        return Changed(
            place + 1,
            self._kept[base].name,
            tuple(factors),
            old["decision"],
            new["decision"],
            tuple(rules),
            self.application(version, place).document,
        )

    def application(self, version: Version, number: int) -> Application:
        """Return an application as a document, given or drawn; raises DocumentError where its form does not take it."""
        key = version.scheme.fingerprint
        if not self._asked.recipe:
            return self._kept[number].read[key]
        if (key, number) not in self._applied:
            base, factors = self._draws[number]
            self._applied[key, number] = self._asked.recipe.applied(self._kept[base].read[key], factors)
        return self._applied[key, number]

    def _check(self, version: Version, number: int, table: pa.Table) -> None:
        """Check an application by itself; raises ReadingDiffersError where that comes out otherwise."""
        key, base = version.scheme.fingerprint, self._draws[number][0] if self._draws else number
        values, day = self._sets[key][self._of[id(version)][base]], self._days[id(version)][base]
        decision = check_by(self.application(version, number), version.scheme, values, day, version.variant)
        row = table.slice(number, 1).to_pylist()[0]
        differ = [name for name in _ranked(table) if row[name] != _gravest(decision, name)]
        if differ or row["decision"] != decision.verdict:
            raise ReadingDiffersError(self._kept[base].name, differ)

    def _sums(self, version: Version, table: pa.Table) -> tuple[dict[Verdict, tuple[int, int]], tuple[int, int] | None]:
        """Return the sums of a figure by decision, and what fits under the ceiling."""
        assert self._asked.figure
        figures = self._sides[version.scheme.fingerprint].figures(*self._asked.figure)
        beside = table.select(["decision"]).append_column("figure", figures["figure"])
        found = beside.group_by("decision").aggregate([("figure", "sum"), ("figure", "count"), ("decision", "count")])
        sums = {
            row["decision"]: (row["figure_sum"] or 0, row["decision_count"] - row["figure_count"])
            for row in found.to_pylist()
        }
        if self._asked.ceiling is None:
            return sums, None
        refused = [entry.id for entry in version.scheme.decision.policy if entry.when == "refuse"]
        others = beside.filter(pc.invert(pc.is_in(beside["decision"], pa.array(refused, pa.string()))))
        return sums, _within(others["figure"].to_pylist(), self._asked.ceiling)


def _place(values: Values, sets: list[Values]) -> int:
    """Return where a set of values stands among others; it is added where it is not there."""
    if values not in sets:
        sets.append(values)
    return sets.index(values)


def _within(figures: Sequence[int | None], ceiling: int) -> tuple[int, int]:
    total = number = 0
    for figure in figures:
        if figure is None:
            continue
        if total + figure > ceiling:
            break
        total, number = total + figure, number + 1
    return number, total


def _ranked(table: pa.Table) -> list[str]:
    """Return the rules of which a table tells the gravest outcome."""
    return [name for name in table.column_names if name not in {APPLICATION, BASE, "decision"}]


def _counts(column: Any) -> dict[Verdict, int]:
    return {one["values"]: one["counts"] for one in pc.value_counts(column).to_pylist()}


def _gravest(decision: Decision, rule: str) -> int:
    return max((RANKS.index(one.status) for one in decision.outcomes if one.rule.id == rule), default=0)
