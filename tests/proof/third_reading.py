"""Random documents, each checked and read thrice; ``python -m tests.proof.third_reading N SEED`` runs many."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sto_check.decision.check import evaluate
from sto_check.documents.errors import DocumentError
from sto_check.engine.reading import status_of, test_of
from sto_check.engine.status import Status
from sto_check.forms.load import load_application
from sto_check.proof.changed import with_values
from sto_check.proof.reading import ThirdReading
from sto_check.proof.spot import NUMBERS
from sto_check.proof.spots import spots_of
from sto_check.proof.varying import Variable
from sto_check.scheme.compiled import open_scheme
from tests.proof.evaluate import Compiled, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.engine.evaluation import Evaluation
    from sto_check.engine.resolve import ResolvedRule
    from sto_check.proof.fields import Field
    from sto_check.proof.spot import Content

    Outcomes = dict[tuple[str, str, str], Status]

ROOT = Path(__file__).parents[2]
DOCUMENTS = {
    "techniekregio-volledig.yaml": "sto-2025-2028",
    "techniekluw-veel-gebreken.yaml": "sto-2025-2028",
    "techniekregio-vroeg-concept.yaml": "sto-2025-2028",
    "sto-2020-2024/aanvraag.yaml": "sto-2020-2024",
    "sto-2020-2024/eindrapportage-gebreken.yaml": "sto-2020-2024-eindrapportage",
    "uitwerking/gebreken.yaml": "sto-2025-2028-uitwerking",
    "sto-na-2029/techniekregio.yaml": "sto-na-2029",
}
"""Samples of every scheme, by the name of the scheme."""
_SAME_FIELDS = 700
"""After so many documents other fields vary."""


class Drawn(NamedTuple):
    """What both readings and the third say of one document with other values; None for both where it is refused."""

    values: dict[str, Content | None]
    checked: Outcomes | None
    proven: Outcomes | None


class ReadThrice:
    """A document of which some fields vary, drawn at random, and what is found of it with other values."""

    def __init__(self, file: Path, scheme_id: str, most: int = sys.maxsize, seed: int = 1) -> None:
        data = {"maxima": ROOT / "samples" / "maxima.csv"} if scheme_id == "sto-2025-2028" else None
        self.scheme = open_scheme(scheme_id, None, data)
        self.application = load_application(file, self.scheme.form)
        self.day = self.scheme.day_for(self.application.received)
        record = evaluate(self.application, self.scheme)
        drawn = random.Random(seed)  # noqa: S311
        spots = spots_of(self.application)
        some = {spot.path for spot in drawn.sample(spots, min(most, len(spots)))}
        self.varies = Variable(self.application, record, lambda spot: spot.path in some, left_out=True).where()
        self._said = [
            ((one.rule.rule.id, one.fact.kind, one.fact.id), status, one.where(status))
            for one in ThirdReading(record, self.varies.values).outcomes()
            for status in (Status.MET, Status.NOT_MET, Status.UNKNOWN)
        ]
        self._terms = Compiled([*self.varies.reach, *self.varies.rules, *(term for _, _, term in self._said)])

    def changed(self, rng: random.Random) -> Evaluation | None:
        """Return what is found of a document with other values, drawn at random; None where it is refused."""
        chosen = {field.spot.path: (field.spot, _value(field, self.varies.fields, rng)) for field in self.varies.fields}
        some = rng.sample(list(chosen), min(len(chosen), rng.choice([1, 3, 10])))
        try:
            changed = with_values(self.application, [chosen[path] for path in some])
        except DocumentError:
            return None
        return evaluate(changed, self.scheme, on=self.day)

    def statuses(self, rule: ResolvedRule, record: Evaluation) -> list[Status]:
        """Return what a rule says of each fact, read directly."""
        types = self.scheme.types[rule.rule.kind]
        assert rule.require is not None
        where, require = test_of(rule.where, types), test_of(rule.require, types)
        return [status_of(where, require, fact.values) for fact in record.facts.get(rule.rule.kind, [])]

    def draw(self, rng: random.Random) -> Drawn:
        """Draw other values for some fields, and return what is found of the document with them."""
        fields = self.varies.fields
        several = min(len(fields), rng.choice([1, 2, 3, 10, 50, len(fields)]))
        chosen = {field.spot.path: (field.spot, _value(field, fields, rng)) for field in rng.sample(fields, several)}
        names: dict[str, int | bool] = {}
        for field in fields:
            value = chosen[field.spot.path][1] if field.spot.path in chosen else field.spot.now
            names |= {term.decl().name(): plain(to) for term, to in field.as_value(value)}
        found = self._terms.of(names)
        reach, rules = len(self.varies.reach), len(self.varies.reach) + len(self.varies.rules)
        shown = {str(path): value for path, (_, value) in chosen.items()}
        if not all(found[:reach]):
            return Drawn(shown, None, None)
        allowed = all(found[reach:rules])
        try:
            changed = with_values(self.application, chosen.values(), plainly=True)
        except DocumentError:
            return Drawn(shown, None, {} if allowed else None)
        if not allowed:
            return Drawn(shown, {}, None)
        checked = {
            (one.rule.id, one.subject.kind, one.subject.id): one.status
            for one in evaluate(changed, self.scheme, on=self.day).outcomes
            if one.rule.require is not None
        }
        proven = {key: status for (key, status, _), so in zip(self._said, found[rules:], strict=True) if so}
        return Drawn(shown, checked, proven)


def _value(field: Field, others: tuple[Field, ...], rng: random.Random) -> Content | None:
    """Draw a value: none, a word, or a number at or beside one that the document has of this sort."""
    if field.given is not True and rng.random() < 0.15:
        return None
    if field.number is None:
        return rng.choice(field.spot.words)
    low, high = NUMBERS[field.spot.sort]
    there = [one.spot.now for one in others if one.spot.sort == field.spot.sort and isinstance(one.spot.now, int)]
    base = rng.choice(there or [740_000])
    return min(high, max(low, rng.choice([0, 1, base, base - 1, base + 1, base + rng.randint(-500, 500), base * 2])))


def read_thrice(name: str, seed: int) -> ReadThrice:
    """Return a sample of which some fields vary: where all do, a large one takes minutes to make ready."""
    return ReadThrice(ROOT / "samples" / name, DOCUMENTS[name], 250, seed)


def draws(number: int, seed: int = 1) -> Iterator[tuple[str, Drawn]]:
    """Yield so many random documents, of each sample in turn."""
    rng = random.Random(seed)  # noqa: S311
    ready: dict[str, ReadThrice] = {}
    for turn in range(number):
        if turn % _SAME_FIELDS == 0:
            ready = {name: read_thrice(name, seed + turn) for name in DOCUMENTS}
        name = list(ready)[turn % len(ready)]
        yield name, ready[name].draw(rng)


if __name__ == "__main__":
    differ = 0
    for count, (name, drawn) in enumerate(draws(*map(int, sys.argv[1:])), 1):
        if drawn.checked != drawn.proven:
            differ += 1
            print(name, drawn.values)  # noqa: T201
        if count % 1000 == 0:
            print(count, "documents,", differ, "differ")  # noqa: T201
