"""What the fuzzer begins with: the samples and the bases of the cases, each with what the program does with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal, NamedTuple

from sto_check.documents.read import read_bytes

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
RULES = ROOT / "rules"
SMALL = RULES / "sto-2025-2028" / "cases" / "bases" / "techniekregio.yaml"
"""An application of 200 lines, and of the same scheme as the large samples."""

Role = Literal["application", "judgements", "maxima", "indicators", "scheme"]
_LARGE = 10_000
_SHARE: dict[Role, float] = {"application": 1, "judgements": 0.4, "maxima": 0.4, "indicators": 0.5, "scheme": 0.1}


class Sample(NamedTuple):
    """A file to change: its name for people, how its name ends, what it holds, its role, how often it is taken."""

    name: str
    suffix: str
    data: bytes
    role: Role
    share: float


def find_samples(suffixes: tuple[str, ...]) -> list[Sample]:
    """Return every sample whose name ends in one of these suffixes, and JSON made of those in YAML."""
    paths = [path for folder in (SAMPLES, *RULES.glob("*/cases/bases")) for path in sorted(folder.rglob("*"))]
    paths += [path for path in sorted((RULES / "sto-2025-2028").rglob("*.yaml")) if "cases" not in path.parts]
    found = [_sample(path) for path in paths if path.suffix in suffixes]
    return found + [_as_json(one) for one in found if one.suffix == ".yaml" and one.role != "scheme"]


def _sample(path: Path) -> Sample:
    data = path.read_bytes()
    role = _role(path)
    return Sample(str(path.relative_to(ROOT)), path.suffix, data, role, _SHARE[role] / (8 if len(data) > _LARGE else 1))


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
