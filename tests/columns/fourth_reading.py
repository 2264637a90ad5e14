"""Random documents, each checked and read as columns; ``python -m tests.columns.fourth_reading N SEED`` runs many."""

from __future__ import annotations

import random
import sys
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb

from sto_check.columns.collected import Collector
from sto_check.columns.counted import Counted, count
from sto_check.columns.layout import APPLICATION, POSITION, least, most
from sto_check.columns.reading import RANKS, decided, outcomes, weigh
from sto_check.decision.check import check
from sto_check.documents.document import Document
from sto_check.engine.errors import FigureTooLargeError
from sto_check.engine.resolve import parameter_values, resolve_rules
from sto_check.forms.load import load_application, read_application
from sto_check.scheme.bounds import Bounds
from sto_check.scheme.compiled import open_scheme
from sto_check.text.errors import StoCheckError
from tests.subsidies import ENERGY, GARDENS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sto_check.decision.decision import Decision
    from sto_check.forms.load import Application
    from sto_check.scheme.scheme import Scheme

SAMPLES = Path(__file__).parents[2] / "samples"
DOCUMENTS = {
    "sto-2025-2028": (
        "techniekregio-volledig.yaml",
        "techniekluw-veel-gebreken.yaml",
        "techniekregio-vroeg-concept.yaml",
    ),
    "sto-2020-2024": ("sto-2020-2024/aanvraag.yaml",),
    "sto-2020-2024-eindrapportage": ("sto-2020-2024/eindrapportage-gebreken.yaml",),
    "sto-2025-2028-uitwerking": ("uitwerking/gebreken.yaml",),
    "sto-na-2029": ("sto-na-2029/techniekregio.yaml",),
}


class Base(NamedTuple):
    """A scheme with documents for it, as trees, from which others are drawn."""

    scheme: Scheme
    trees: tuple[Any, ...]


def bases() -> list[Base]:
    """Return every scheme that comes along, and two made-up ones."""
    found = []
    for scheme_id, files in DOCUMENTS.items():
        data = {"maxima": SAMPLES / "maxima.csv"} if scheme_id == "sto-2025-2028" else None
        scheme = open_scheme(scheme_id, None, data)
        found.append(base_of(scheme, *(SAMPLES / file for file in files)))
    return [*found, *(base_of(one.scheme(), one.application) for one in (ENERGY, GARDENS))]


def base_of(scheme: Scheme, *files: Path) -> Base:
    """Return a scheme with these documents."""
    return Base(scheme, tuple(load_application(file, scheme.form).document.tree for file in files))


def drawn(base: Base, rng: random.Random) -> Application | None:
    """Return a document with other values and parts than one of the base's; None where its form does not take it."""
    tree = deepcopy(rng.choice(base.trees))
    for _ in range(rng.choice([1, 2, 5, 20, 80])):
        if places := list(_places(tree)):
            _change(places, rng)
    try:
        return read_application(Document("drawn", tree), base.scheme.form, plainly=True)
    except StoCheckError:
        return None


def several(base: Base, rng: random.Random, most: int) -> list[Application]:
    """Return some documents, of a small one many more than of a large one; those that a form does not take are left."""
    turn = min(most, 100_000 // len(list(_places(base.trees[0]))))
    return [one for one in (drawn(base, rng) for _ in range(turn)) if one is not None]


def _change(places: Sequence[tuple[Any, Any, tuple[str, ...]]], rng: random.Random) -> None:
    """Leave out a value or a part, put one twice, or give a value that stands at the same key of another part."""
    holder, key, steps = rng.choice(places)
    if rng.random() < 0.35:
        del holder[key]
    elif isinstance(holder, list) and rng.random() < 0.5:
        again = deepcopy(holder[key])
        if isinstance(again, dict) and "id" in again:
            again["id"] = f"{again['id']}-{rng.randint(0, 999)}"
        holder.append(again)
    else:
        alike = [one[other] for one, other, same in places if same == steps]
        holder[key] = deepcopy(rng.choice([*alike, "", "0", "1"] if isinstance(holder[key], str) else alike))


def _places(tree: Any, steps: tuple[str, ...] = ()) -> Iterator[tuple[Any, Any, tuple[str, ...]]]:
    if isinstance(tree, dict):
        for key, value in list(tree.items()):
            if key != "regeling":
                yield tree, key, (*steps, key)
                yield from _places(value, (*steps, key))
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield tree, number, (*steps, "*")
            yield from _places(value, (*steps, "*"))


def differences(scheme: Scheme, applications: Sequence[Application]) -> list[str]:
    """Check applications and read them as columns, and say in what the two differ: figures, outcomes, decisions."""
    day = scheme.day_for(None)
    rules = resolve_rules(scheme, parameter_values(scheme, day, None), "application")
    collector, checked = Collector(scheme), []
    for application in applications:
        try:
            checked.append(check(application, scheme, on=day))
        except FigureTooLargeError:
            continue
        collector.add(application)
    with duckdb.connect(config={"threads": 1}) as connection:
        counted = count(scheme, rules, collector.collected(), connection)
        weigh(counted, rules, "weighed")
        said = dict(
            connection.sql(f"SELECT {APPLICATION}, {decided(scheme, ['weighed'])} FROM weighed AS t0").fetchall()
        )
        found = {
            (row[APPLICATION], row["rule"], row[POSITION]): RANKS[row["status"]]
            for row in outcomes(counted, rules).to_pylist()
        }
        told = list(_figures(counted, checked))
    expected = {key: status for number, one in enumerate(checked) for key, status in _outcomes(number, one)}
    told += [f"decision {number}: {said[number]}, not {one.verdict}" for number, one in enumerate(checked)
             if said[number] != one.verdict]  # fmt: skip
    return told + [
        f"outcome {key}: {found.get(key)}, not {expected.get(key)}"
        for key in sorted({*found, *expected})
        if found.get(key) != expected.get(key)
    ]


def _outcomes(number: int, decision: Decision) -> Iterator[tuple[tuple[int, str, int], Any]]:
    positions = {id(fact): at for facts in decision.record.facts.values() for at, fact in enumerate(facts)}
    for one in decision.outcomes:
        yield (number, one.rule.id, positions[id(one.subject)]), one.status


def _figures(counted: Counted, checked: Sequence[Decision]) -> Iterator[str]:
    """Say which figures that were counted or added up differ, their bounds included."""
    for kind, held in counted.kinds.items():
        if not held.measured:
            continue
        query = counted.facts(kind).select(list(held.measured), [APPLICATION, POSITION])
        for row in counted.table(query).to_pylist():
            fact = checked[row[APPLICATION]].record.facts[kind][row[POSITION]]
            for name in held.measured:
                value = fact.values[name]
                ends = (None, value.low, value.high) if isinstance(value, Bounds) else (value, value, value)
                there = (row[name], row[least(name)], row[most(name)])
                if there != (list(value),) * 3 if isinstance(value, tuple) else there != ends:
                    yield f"{kind}.{name} of {row[APPLICATION]}, {row[POSITION]}: {there}, not {ends}"


def hold(number: int, seed: int) -> Iterator[tuple[int, list[str]]]:
    """Draw so many documents, of each scheme in turn, more of those that are small; yield how many and what differs."""
    rng, done, every = random.Random(seed), 0, bases()
    while done < number:
        for base in every:
            some = several(base, rng, number)
            done += len(some)
            yield done, [f"{base.scheme.id}: {one}" for one in differences(base.scheme, some)] if some else []


if __name__ == "__main__":
    for many, differ in hold(*map(int, sys.argv[1:])):
        for told in differ[:20]:
            print(told)
        print(many, "documents,", len(differ), "differ", flush=True)
