"""``sto-check ask``: a document filled in by answers, each kept at once, asked again where the form refuses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from click.testing import CliRunner

from sto_check.cli.ask import command
from tests.cli.conftest import SAMPLES, Ran
from tests.subsidies import GARDENS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Ran]

RULES = ("--rules", str(GARDENS.rules))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return tmp_path / "tuin.yaml"


def ask(plan: Path, *said: str, more: tuple[str, ...] = RULES) -> Ran:
    found = CliRunner().invoke(command, [str(plan), *more], input="".join(f"{line}\n" for line in said))
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return Ran(found.exit_code, found.stdout, found.stderr)


def kept(plan: Path) -> dict[str, object]:
    found: dict[str, object] = yaml.load(plan.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts
    return found


def test_each_answer_is_kept_at_once_and_the_same_command_goes_on(plan: Path) -> None:
    first = ask(plan, "ja", "1.250,50")
    assert (first.code, kept(plan)) == (
        3,
        {"regeling": GARDENS.name, "tuin": {"openbaar": "ja"}, "geld": {"gevraagd": "1250.50"}},
    )
    assert "Vraag 1 (nog 13) Tuin: openbaar" in first.out
    assert "Vraag 1 (nog 11) Tuin: wijk" in ask(plan, "stop").out


def test_what_the_form_refuses_is_told_in_the_words_of_the_question_and_asked_again(plan: Path) -> None:
    found = ask(plan, "misschien", "ja", "12x", "1.234", "stop")
    assert "“misschien” is geen ja en geen nee. Kies ja of nee." in found.out
    said = " ".join(found.out.split())
    assert "“12x” is geen bedrag. Vul een bedrag in van hoogstens twee decimalen: 1.234,56." in said
    assert kept(plan) == {"regeling": GARDENS.name, "tuin": {"openbaar": "ja"}}


def test_why_it_is_asked_and_back_and_later(plan: Path) -> None:
    found = ask(plan, "?", "ja", "250", "<", "<", "ja", "", "stop")
    assert "TUIN-T2 " in found.out
    assert "VER, artikel" in found.out
    assert found.out.count("Vraag 1 (nog 13) Tuin: openbaar") == 2
    assert "Vraag 3 (nog 11) Tuin: wijk" in found.out, "what is left for later is not asked again now"
    assert kept(plan) == {"regeling": GARDENS.name, "tuin": {"openbaar": "ja"}}


def test_once_the_decision_is_settled_it_says_so_and_goes_on_only_if_asked(plan: Path) -> None:
    found = ask(plan, "nee", "n")
    assert "Staat vast: afgewezen" in found.out
    assert "Toch doorgaan? j/N" in found.out
    assert "Open vragen: " in found.out
    again = ask(plan, "nee", "stop", more=(*RULES, "--all"))
    assert "Toch doorgaan" not in again.out
    assert "Vraag 1 " in again.out


def test_the_answer_that_settles_it_can_be_taken_back(plan: Path) -> None:
    found = ask(plan, "nee", "<", "ja", "stop")
    assert found.out.count("Vraag 1 (nog 13) Tuin: openbaar") == 2
    assert "Vraag 2 (nog 12) " in found.out
    assert kept(plan) == {"regeling": GARDENS.name, "tuin": {"openbaar": "ja"}}


def test_a_part_has_a_name_of_its_own_and_there_can_be_more(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("regeling: sto-2025-2028\ndoelstellingen:\n", encoding="utf-8")
    said = ["" for _ in range(120)]
    first = ask(plan, *said, more=("--force",))
    number = first.out.split("Doelstellingen: is er een?")[0].count("Vraag ")
    said = ["" for _ in range(number - 1)] + ["j", "", "j", "eigen-naam", "n", "stop"]
    assert ask(plan, *said, more=("--force",)).code == 3
    assert kept(plan)["doelstellingen"] == [{"id": "doelstellingen-1"}, {"id": "eigen-naam"}]


def test_a_reference_is_chosen_from_what_is_there(plan: Path) -> None:
    plan.write_text((SAMPLES / "techniekregio-volledig.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    text = plan.read_text(encoding="utf-8")
    start = text.index("activiteiten:")
    at = text.index("doelstellingen:", start)
    line = text[at : text.index("\n", at)]
    plan.write_text(
        text.replace(line, "doelstellingen:", 1)
        if text.index(line) == at
        else text[:at] + text[at:].replace(line, "doelstellingen:", 1),
        encoding="utf-8",
    )
    found = ask(plan, "stop", more=("--force",))
    assert "activiteiten[0].doelstellingen" in found.out
    assert "Kies een van: doel-" in found.out


def test_the_command_to_go_on_with_can_be_copied(tmp_path: Path) -> None:
    assert "sto-check check '" in " ".join(ask(tmp_path / "mijn plan.yaml", "ja", "stop").out.split())


def test_in_english_it_asks_in_english(plan: Path) -> None:
    found = ask(plan, "ja", "n", "stop", more=(*RULES, "--lang", "en"))
    assert "Answer (empty: later, ? why, < back, stop)" in found.out
    assert "All reasons, and what helps: sto-check check" in found.out


def test_a_file_with_more_than_answers_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("# van mij\nregeling: sto-2025-2028\n", encoding="utf-8")
    found = run("ask", str(plan))
    assert found.code == 2
    assert "opmerkingen" in found.err
    assert "--output" in found.err
    assert plan.read_text(encoding="utf-8").startswith("# van mij")


def test_answers_are_kept_elsewhere_in_another_form(plan: Path, tmp_path: Path) -> None:
    plan.write_text(f"# van mij\nregeling: {GARDENS.name}\n", encoding="utf-8")
    target = tmp_path / "verder.xlsx"
    assert ask(plan, "ja", "stop", more=(*RULES, "--output", str(target))).code == 3
    assert plan.read_text(encoding="utf-8").startswith("# van mij")
    again = ask(target, "stop")
    assert "Vraag 1 (nog 12) " in again.out, "the workbook that was kept can be gone on with"


def test_another_file_that_is_there_is_not_overwritten(run: Run, plan: Path, tmp_path: Path) -> None:
    target = tmp_path / "ander.yaml"
    target.write_text("x: 1\n", encoding="utf-8")
    assert run("ask", str(plan), *RULES, "--output", str(target)).code == 2
    assert target.read_text(encoding="utf-8") == "x: 1\n"


def test_a_name_of_no_known_kind_is_refused(run: Run, tmp_path: Path) -> None:
    found = run("ask", str(tmp_path / "plan.txt"))
    assert found.code == 2
    assert ".yaml" in found.err


def test_where_nothing_is_open_it_says_so(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_bytes((SAMPLES / "techniekregio-volledig.yaml").read_bytes())
    found = ask(plan, more=("--force", "--maxima", str(SAMPLES / "maxima.csv")))
    assert found.code == 0
    assert "Er is geen vraag meer open." in found.out


def test_the_readme_shows_the_first_question_as_it_is(tmp_path: Path) -> None:
    shown = (SAMPLES.parent / "README.md").read_text(encoding="utf-8").split("$ sto-check ask plan.yaml\n")[1]
    lines = shown.split("```")[0].removesuffix("techniekluw\n").rstrip()
    assert lines in ask(tmp_path / "plan.yaml", more=()).out


def test_what_was_changed_elsewhere_meanwhile_is_not_overwritten(
    plan: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    def said(*_prompt: object, **_more: object) -> str:
        plan.write_text(f"regeling: {GARDENS.name}\n# van een ander\n", encoding="utf-8")
        return "ja"

    monkeypatch.setattr("sto_check.cli.interviewing.click.prompt", said)
    found = run("ask", str(plan), *RULES)
    assert found.code == 2
    assert "intussen elders gewijzigd" in found.err
    assert "# van een ander" in plan.read_text(encoding="utf-8")
