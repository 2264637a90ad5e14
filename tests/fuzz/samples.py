"""What the fuzzer begins with: the samples and the bases of the cases, each with what the program does with it.

Of the smaller applications there are workbooks too: as this program writes them, and with the same cells as others do.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from sto_check.cli.command import open_scheme
from sto_check.documents.errors import DocumentError
from sto_check.documents.read import read_bytes
from sto_check.forms.convert import convert
from sto_check.forms.load import read_application
from sto_check.scheme.chosen import named_scheme
from tests.fuzz.grids import DIALECTS, Cell, Grid, pack, read_book, unpack, write_book, write_csv

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
MADE = {"ronde", "pictures"}
"""Folders of what is made of the other samples, and so adds nothing."""
RULES = ROOT / "rules"
SMALL = RULES / "sto-2025-2028" / "cases" / "bases" / "techniekregio.yaml"
"""An application of 200 lines, and of the same scheme as the large samples."""

Role = Literal["application", "judgements", "maxima", "indicators", "scheme", "costs", "conversion"]
_LARGE = 10_000
_SHARE: dict[Role, float] = {
    "application": 1, "judgements": 0.4, "maxima": 0.4, "indicators": 0.5, "scheme": 0.1, "costs": 0.7,
}  # fmt: skip
_TIME = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z")
_LARGE_BOOKS = ("samples/techniekregio-veel-gebreken.yaml", "samples/techniekluw-volledig.yaml")


class Sample(NamedTuple):
    """A file to change: its name for people, how its name ends, what it holds, its role, how often it is taken."""

    name: str
    suffix: str
    data: bytes
    role: Role
    share: float


def find_samples(suffixes: tuple[str, ...]) -> list[Sample]:
    """Return every sample whose name ends in one of these suffixes, with those that are made of the YAML samples."""
    return [one for one in _all_samples() if one.suffix in suffixes]


@cache
def _all_samples() -> tuple[Sample, ...]:
    paths = [
        path
        for folder in (SAMPLES, *RULES.glob("*/cases/bases"))
        for path in sorted(folder.rglob("*"))
        if not MADE & set(path.parts)
    ]
    paths += [path for path in sorted((RULES / "sto-2025-2028").rglob("*.yaml")) if "cases" not in path.parts]
    found = [_sample(path) for path in paths if path.suffix in {".yaml", ".csv"}]
    documents = [one for one in found if one.suffix == ".yaml" and one.role != "scheme"]
    books = [book for one in documents if one.role == "application" for book in _as_workbooks(one)]
    return (*found, *map(_as_json, documents), *books, *_costs())


def _sample(path: Path) -> Sample:
    role = _role(path)
    data = _of_small(path.read_bytes()) if role == "judgements" else path.read_bytes()
    return Sample(str(path.relative_to(ROOT)), path.suffix, data, role, _SHARE[role] / (8 if len(data) > _LARGE else 1))


def _of_small(judgements: bytes) -> bytes:
    """Return judgements as they would be of the small application, for which they are given."""
    region = small_tree()["regio"]
    for key, said in (("regio", region["naam"]), ("nummer", region["nummer"])):
        judgements = re.sub(rf"(?m)^{key}:.*$".encode(), f"{key}: '{said}'".encode(), judgements)
    return judgements


def _role(path: Path) -> Role:
    if path.name.startswith("beoordeling"):
        return "judgements"
    if path.suffix == ".csv":
        return "maxima"
    if path.parent.name == "indicatoren":
        return "indicators"
    return "scheme" if path.is_relative_to(RULES) and "bases" not in path.parts else "application"


def _as_json(sample: Sample) -> Sample:
    text = json.dumps(read_bytes(sample.data, sample.name).tree, ensure_ascii=False, indent=1)
    name = sample.name.removesuffix(".yaml") + ".json"
    return Sample(name, ".json", text.encode(), sample.role, sample.share / 4)


def _as_workbooks(sample: Sample) -> list[Sample]:
    """Return the workbook of an application, and for a small one its cells as other programs write them."""
    small = len(sample.data) <= _LARGE
    if not small and sample.name not in _LARGE_BOOKS:
        return []
    try:
        document = read_bytes(sample.data, sample.name)
        form = open_scheme(named_scheme(document, None), None).form
        data = convert(read_application(document, form), ".xlsx")
    except DocumentError:
        return []
    name, share = sample.name.removesuffix(".yaml"), sample.share / (3 if small else 8)
    parts = {part: _TIME.sub(b"2025-01-01T00:00:00Z", held) for part, held in unpack(data).items()}
    found = [Sample(f"{name}.xlsx", ".xlsx", pack(parts), sample.role, share)]
    book = read_book(data)
    assert book is not None
    return found + [
        Sample(f"{name}-{dialect}.xlsx", ".xlsx", write_book(book, dialect), sample.role, share / len(DIALECTS))
        for dialect in DIALECTS
        if small
    ]


@cache
def small_tree() -> Any:
    """Return the tree of the small application; who changes it takes a copy."""
    return read_bytes(SMALL.read_bytes(), SMALL.name).tree


def _costs() -> list[Sample]:
    """Return the costs of the small application as tables of their own, divided by semicolons and by commas."""
    costs = small_tree()["begroting"]["kosten"]
    keys = list(dict.fromkeys(key for line in costs for key in line))
    rows = [keys, *([line.get(key) for key in keys] for line in costs)]
    cells = [[Cell(text) if text else None for text in row] for row in rows]
    return [
        Sample(f"kosten{number}.csv", ".csv", write_csv(Grid(divider, cells)), "costs", _SHARE["costs"])
        for number, divider in enumerate((";", ","), 1)
    ]
