"""What must be true of every run on every input, however it was broken."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from jsonschema import Draft202012Validator

from sto_check.reports.json_model import report_schema
from sto_check.text.language import NO_BREAK_SPACE
from tests.fuzz.running import Ran, run_apart, run_here
from tests.fuzz.samples import RULES, SAMPLES, SMALL, small_tree

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from tests.fuzz.samples import Role, Sample

LARGEST_SCHEME = "sto-2025-2028"
_OF_LARGEST = ("samples/techniek", f"rules/{LARGEST_SCHEME}/")
_DECISIONS = {0, 1, 3, 4}
_COMPLAINTS = {2, 65}
_CODES: dict[Role, set[int]] = {
    "application": {*_DECISIONS, 65}, "judgements": {*_DECISIONS, 65}, "maxima": {*_DECISIONS, 65},
    "indicators": {0, 65}, "scheme": {*_DECISIONS, *_COMPLAINTS}, "costs": {*_DECISIONS, 65}, "conversion": {0, 65},
}  # fmt: skip


class Command(NamedTuple):
    """How an input is given to the program: the arguments, and whether the run needs a process of its own."""

    arguments: list[str]
    role: Role
    apart: bool = False


def command_for(sample: Sample, path: Path, random: Random) -> Command:
    """Return how the program is run on a changed sample that stands in a file."""
    arguments = ["--lang", "en"] if random.random() < 0.3 else []
    name = str(path)
    match sample.role:
        case "indicators":
            return Command(["indicators", name, *arguments], sample.role)
        case "scheme":
            folder = str(_scheme_folder(sample, path))
            whole = ["rules", "lint", folder] if random.random() < 0.5 else ["check", str(SMALL), "--scheme", folder]
            return Command([*whole, *arguments], sample.role, apart=True)
        case "maxima":
            return Command(["check", str(SMALL), "--maxima", name, *arguments], sample.role, apart=True)
        case "judgements":
            return Command(["check", str(SMALL), "--judgements", name, *arguments], sample.role)
        case "costs":
            return Command(["check", str(application_beside(path)), *arguments], sample.role)
    return _on_application(sample, path, arguments, random)


def _on_application(sample: Sample, path: Path, arguments: list[str], random: Random) -> Command:
    """Return how an application is checked, or now and then converted."""
    name = str(path)
    if random.random() < 0.06:
        target = path.parent / f"omgezet{random.choice(('.yaml', '.json', '.xlsx'))}"
        return Command(["convert", name, str(target), "--force", *arguments], "conversion")
    if any(sample.name.startswith(folder) for folder in _OF_LARGEST) and random.random() < 0.5:
        arguments += ["--scheme", LARGEST_SCHEME, "--maxima", str(SAMPLES / "maxima.csv")]
        if random.random() < 0.2:
            arguments += ["--variant", "extension-2029"]
    if random.random() < 0.1:
        arguments.append("-v")
    if random.random() < 0.04:
        arguments += ["--format", "json"]
    return Command(["check", name, *arguments], sample.role)


def run_and_judge(command: Command, path: Path, seconds: float, *, twice: bool) -> tuple[Ran, str]:
    """Run the program and return what it gave and what is wrong with that; nothing is wrong where it is empty."""
    run = run_apart if command.apart else run_here
    ran = run(command.arguments, seconds)
    wrong = _wrong(ran, command, path)
    if not wrong and twice and run(command.arguments, seconds) != ran:
        wrong = "the same input gives another output the second time"
    if not wrong and command.role == "conversion" and ran.code == 0:
        wrong = _wrong_conversion(command.arguments[1], command.arguments[2], seconds)
    return ran, wrong


def _wrong(ran: Ran, command: Command, path: Path) -> str:
    if ran.fault:
        return ran.fault
    if ran.code not in _CODES[command.role]:
        return f"exit code {ran.code}: {ran.err}"
    bad = {one for one in ran.out + ran.err if not one.isprintable() and one not in {"\n", NO_BREAK_SPACE}}
    if bad:
        return f"the output holds {', '.join(sorted(f'U+{ord(one):04X}' for one in bad))}"
    if ran.code in _COMPLAINTS and path.name not in ran.out + ran.err and command.role != "scheme":
        return f"exit code {ran.code} without a message that names the file: {ran.err}"
    if ran.code == 65 and not ran.err.strip():
        return "exit code 65 without a message"
    return _wrong_json(ran) if "json" in command.arguments else ""


def _wrong_json(ran: Ran) -> str:
    try:
        report: Any = json.loads(ran.out)
    except ValueError as error:
        return f"the output is no JSON: {error}"
    found = next(_validator().iter_errors(report), None)
    if found is not None:
        return f"the JSON report does not obey its schema: {found.message}"
    return "" if report["exit_code"] == ran.code else "the JSON report has another exit code than the run"


def _wrong_conversion(source: str, target: str, seconds: float) -> str:
    """Say how the decision on what was written differs from that on what it was made from."""
    before, after = (run_here(["check", name, "--format", "json"], seconds) for name in (source, target))
    if before.fault or after.fault:
        return before.fault or after.fault
    if before.code != after.code:
        return f"converted to {target} the exit code is {after.code}, and was {before.code}: {after.err}"
    return "" if _decision(before) == _decision(after) else f"converted to {target} it gives another decision"


def _decision(ran: Ran) -> list[Any]:
    """Return the decision that a report gives, without the places."""
    decisions = [one["decision"] or {"outcomes": []} for one in json.loads(ran.out)["applications"]] if ran.out else []
    return [
        (one.get("verdict"), [(found["rule"], found["subject"], found["status"]) for found in one["outcomes"]])
        for one in decisions
    ]


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(report_schema())


def _scheme_folder(sample: Sample, path: Path) -> Path:
    """Lay out the scheme beside the changed file, which takes the place of the one it was made from."""
    whole = RULES / LARGEST_SCHEME
    folder = path.parent / "regeling"
    for original in (*whole.glob("*.yaml"), *whole.glob("rules/*.yaml"), *whole.glob("data/*.csv")):
        copy = folder / original.relative_to(whole)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes() if str(original).endswith(sample.name) else original.read_bytes())
    return folder


def application_beside(path: Path) -> Path:
    """Write the small application beside a table of its costs, which it names; return where."""
    tree: Any = {**small_tree(), "begroting": {**small_tree()["begroting"], "kosten": path.name}}
    written = path.parent / "aanvraag.json"
    written.write_text(json.dumps(tree), encoding="utf-8")
    return written
