"""The tutorial of rules/README.md, step by step: every file as it is shown, every command, and what it prints."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sto_check.cli.main import run

if TYPE_CHECKING:
    import pytest

README = Path(__file__).parents[1] / "rules" / "README.md"
START, END = "## Een eigen regeling in tien minuten\n", "## Het formulier: document.yaml\n"
_STEP = re.compile(
    r"(?:^`(?P<file>[^`\n]+)`\n\n)?^```(?P<kind>yaml|console)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


class Step(NamedTuple):
    """A file to write, or commands to run with the output that is shown."""

    file: str | None
    text: str


def steps() -> list[Step]:
    text = README.read_text(encoding="utf-8").partition(START)[2].partition(END)[0]
    return [Step(found["file"] if found["kind"] == "yaml" else None, found["text"]) for found in _STEP.finditer(text)]


def commands(text: str) -> list[tuple[list[str], str]]:
    """Return each command without its first word, with what is shown below it."""
    parts = re.split(r"^\$ sto-check ", text, flags=re.MULTILINE)[1:]
    return [(part.partition("\n")[0].split(), part.partition("\n")[2]) for part in parts]


def test_every_step_of_the_tutorial_works_as_it_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    tried = []
    for step in steps():
        if step.file is not None:
            path = tmp_path / step.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.text, encoding="utf-8")
            continue
        for arguments, shown in commands(step.text):
            code = run(arguments)
            printed = capfd.readouterr()
            assert "Traceback" not in printed.err
            assert code == (1 if "AFGEWEZEN" in shown else 0), (arguments, printed.err)
            assert printed.out.replace("\N{NO-BREAK SPACE}", " ").startswith(shown), arguments
            tried.append(" ".join(arguments[:2] if arguments[0] == "rules" else arguments[:1]))
    assert set(tried) == {"new", "schema", "check", "rules lint", "rules test", "convert", "rule", "rules doc"}
    assert (tmp_path / "feest.xlsx").is_file()
    assert (tmp_path / "feest-a.xlsx").is_file()


def test_every_file_of_the_tutorial_is_shown() -> None:
    names = {step.file.rpartition("straatfeest-2027/")[2] for step in steps() if step.file}
    assert names == {
        "document.yaml",
        "sources.yaml",
        "scheme.yaml",
        "vocabulary.yaml",
        "measures.yaml",
        "rules/1-feest.yaml",
        "decision.yaml",
        "feest-a.yaml",
        "cases/bases/laan.yaml",
        "cases/feest.yaml",
    }
