"""``check``: exit codes, what is printed where, several documents, standard input, schemes of one's own."""

from __future__ import annotations

import gc
import io
import json
import sys
import weakref
from importlib import import_module
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from sto_check.cli.main import main
from sto_check.reports import FORMATS
from sto_check.reports.json_model import report_schema
from tests.cli.conftest import MAXIMA, SAMPLES, Ran, run_apart, sample

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.scheme.small import SmallScheme

    Run = Callable[..., Ran]

WHOLE = sample("techniekregio-volledig")
JUDGED = str(SAMPLES / "beoordeling-techniekregio-volledig.yaml")
LATE = sample("techniekregio-te-laat")
DRAFT = sample("techniekregio-vroeg-concept")
UNSIGNED = sample("techniekregio-niet-ondertekend")


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        ((WHOLE, "--judgements", JUDGED), 0, "IN AANMERKING"),
        ((LATE,), 1, "NIET IN AANMERKING"),
        ((DRAFT,), 3, "AANVULLEN"),
        ((UNSIGNED,), 3, "AANVULLEN"),
        ((WHOLE,), 4, "BEOORDELEN"),
        ((sample("techniekregio-activiteit-in-2029"),), 1, "NIET IN AANMERKING"),
        ((sample("techniekregio-activiteit-in-2029"), "--variant", "extension-2029"), 4, "BEOORDELEN"),
        ((WHOLE, "--on", "2026-01-01"), 4, "BEOORDELEN"),
    ],
)
def test_the_exit_code_is_that_of_the_decision(run: Run, arguments: tuple[str, ...], code: int, word: str) -> None:
    found = run("check", *arguments, *MAXIMA)
    assert found.code == code
    assert found.out.splitlines()[0] == arguments[0]
    assert found.out.splitlines()[1].startswith(f"  {word}: ")
    assert found.err == ""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((LATE, WHOLE), 1),
        ((WHOLE, LATE), 1),
        ((WHOLE, UNSIGNED), 3),
        ((UNSIGNED, LATE, WHOLE), 1),
        ((WHOLE, "nergens.yaml", LATE), 65),
    ],
)
def test_the_gravest_of_several_documents_counts(run: Run, arguments: tuple[str, ...], code: int) -> None:
    found = run("check", *arguments, *MAXIMA)
    assert found.code == code
    starts = [
        line.split(":")[0] for line in found.out.splitlines() if line and line.startswith((*arguments, "nergens"))
    ]
    assert starts == list(arguments)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            (WHOLE, "--variant", "extension-2028"),
            "De variant “extension-2028” is niet bekend. Bedoelt u extension-2029?",
        ),
        ((WHOLE, "--scheme", "sto-2025-2027"), "De regeling “sto-2025-2027” is niet bekend. Bedoelt u sto-2025-2028?"),
        ((WHOLE, "--on", "2035-01-01"), "sto-2025-2028 geldt niet op 2035-01-01. Kies een dag van 2024-04-03"),
        ((WHOLE, "--on", "1-1-2025"), "--on 1-1-2025: dit is geen dag. Schrijf jaar-maand-dag: 2024-09-24."),
        ((WHOLE, "--on", "2025-02-29"), "--on 2025-02-29: dit is geen dag."),
        (
            (WHOLE, LATE, "--judgements", JUDGED),
            "--judgements gaat over één aanvraag. Toets de aanvragen een voor een.",
        ),
        ((WHOLE, "--verbos"), "De optie --verbos is niet bekend. Bedoelt u --verbose?"),
        ((WHOLE, "--judgments", JUDGED), "De optie --judgments is niet bekend. Bedoelt u --judgements?"),
        ((WHOLE, "--format", "xml"), f"De waarde van --format past niet. Kies uit: {', '.join(FORMATS)}.\n"),
        ((WHOLE, "--lang", "de"), "De waarde van --lang past niet. Kies uit: nl, en.\n"),
        ((), "Er ontbreekt een argument: BESTAND.\n"),
        ((WHOLE, "--maxima"), "Na --maxima ontbreekt een waarde.\n"),
        ((WHOLE, "--lang"), "Na --lang ontbreekt een waarde.\n"),
        ((WHOLE, "--rules", "nergens"), "De regeling “sto-2025-2028” is niet bekend."),
    ],
)
def test_wrong_use_says_what_is_wrong_and_checks_nothing(run: Run, arguments: tuple[str, ...], said: str) -> None:
    found = run("check", *arguments)
    assert found.code == 2
    assert found.out == ""
    assert found.err.startswith(said)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("weg.yaml", None, "Het bestand {path} bestaat niet."),
        ("bad.yaml", "regio: [\n", "{path}:2:1: Geen geldige YAML"),
        ("key.yaml", "regio:\n  sort: x\n", "{path}:2:3: regio.sort: De sleutel “sort” is hier niet bekend."),
        ("empty.yaml", "", "{path}:1:1: Het document is leeg."),
        ("list.yaml", "- een\n", "{path}:1:1: Een aanvraag bestaat uit sleutels en waarden."),
        ("bad.json", '{"regio": }', "{path}:1:11: Geen geldige JSON"),
    ],
)  # fmt: skip
def test_a_document_that_cannot_be_read_is_told_and_the_others_are_reported(
    run: Run, tmp_path: Path, name: str, text: str | None, said: str
) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text)
    found = run("check", WHOLE, str(path), LATE, *MAXIMA)
    assert found.code == 65
    assert found.err.startswith(said.format(path=path))
    assert "BEOORDELEN" in found.out
    assert "NIET IN AANMERKING" in found.out
    assert f"{path}: niet gelezen; zie de foutmelding" in " ".join(found.out.split())


def test_a_directory_is_no_document(run: Run, tmp_path: Path) -> None:
    found = run("check", str(tmp_path))
    assert found.code == 65
    assert found.err == f"{tmp_path} is een map, geen bestand. Noem een bestand.\n"


def test_a_misspelt_file_gets_the_nearest_name(run: Run) -> None:
    found = run("check", sample("techniekregio-voledig"), "--lang", "en")
    assert found.code == 65
    assert found.err.rstrip().endswith(f"Did you mean {WHOLE}?")


def test_every_problem_of_a_document_stands_above_the_line_that_it_is_about(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("regio: {sort: a}\nontvangen: gisteren\nbegroting: {gevraagd_bedrag: veel}\n")
    found = run("check", str(path))
    lines = found.err.splitlines()
    assert [line.split(": ")[0] for line in lines[::3]] == [f"{path}:1:9", f"{path}:2:12", f"{path}:3:30"]
    assert lines[1::3] == [
        "  1 | regio: {sort: a}",
        "  2 | ontvangen: gisteren",
        "  3 | begroting: {gevraagd_bedrag: veel}",
    ]
    assert lines[2::3] == [
        "    |         ^^^^",
        "    |            ^^^^^^^^",
        "    |                              ^^^^",
    ]


def placed(errors: str) -> list[str]:
    """Return the places of the problems that were told; the lines they are about stand indented."""
    return [line.split(": ")[0] for line in errors.splitlines() if not line.startswith(" ")]


def test_problems_of_the_text_and_of_the_application_are_told_together(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("regio: {sort: &a a}\nontvangen: gisteren\nregio: b\nbegroting: {gevraagd_bedrag: *a}\n")
    found = run("check", str(path))
    assert found.code == 65
    assert placed(found.err) == [
        f"{path}:1:9", f"{path}:1:15", f"{path}:2:12", f"{path}:3:1", f"{path}:4:30",
    ]  # fmt: skip
    assert f"{path}: niet gelezen; zie de foutmelding" in " ".join(found.out.split())


def test_a_document_with_problems_is_held_to_the_scheme_it_names(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("regeling: sto-2020-2024\nlooptijd: &a {}\nregio: {}\nregio: {}\n")
    named = run("check", str(path)).err
    assert placed(named) == [f"{path}:2:1", f"{path}:2:11", f"{path}:4:1"]
    chosen = run("check", str(path), "--scheme", "sto-2025-2028").err
    assert placed(chosen) == [f"{path}:1:11", f"{path}:2:11", f"{path}:4:1"]
    assert "Dit document is voor “sto-2020-2024”, niet voor sto-2025-2028." in chosen


def test_judgements_that_cannot_be_used_give_no_decision(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "oordeel.yaml"
    path.write_text("beoordelingen:\n- {regel: STO-J9, score: goed, door: A, op: 2024-10-01, motivering: B}\n")
    found = run("check", WHOLE, "--judgements", str(path))
    assert found.code == 65
    assert found.err.startswith(f"{path}:2:11: beoordelingen[0].regel: STO-J9 is geen regel die een mens beoordeelt.")
    assert "AANMERKING" not in found.out
    assert run("check", WHOLE, "--judgements", str(tmp_path / "weg.yaml")).code == 65


def test_a_dash_reads_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(LATE).read_bytes())))
    found = run("check", "-", *MAXIMA)
    assert found.code == 1
    assert found.out.startswith("<stdin>\n  NIET IN AANMERKING")
    assert "<stdin>:" in found.out


def test_a_dash_reads_standard_input_of_a_program_of_its_own() -> None:
    found = run_apart("check", "-", stdin="ontvangen: 2024-09-24\n")
    assert (found.code, found.err) == (3, "")
    assert found.out.startswith("<stdin>\n  AANVULLEN")
    assert run_apart("check", "-", stdin="").code == 65


def test_json_is_one_object_about_all_documents(run: Run, tmp_path: Path) -> None:
    found = run("check", WHOLE, str(tmp_path / "weg.yaml"), LATE, *MAXIMA, "--format", "json", "--lang", "en")
    made = json.loads(found.out)
    Draft202012Validator(report_schema()).validate(made)
    assert found.code == made["exit_code"] == 65
    assert [one["exit_code"] for one in made["applications"]] == [4, 65, 1]
    assert [one["name"] for one in made["applications"]] == [WHOLE, str(tmp_path / "weg.yaml"), LATE]
    assert made["lang"] == "en"
    assert made["applications"][0]["decision"]["title"] == "to be assessed"
    assert "does not exist" in found.err


def test_the_maxima_that_are_given_count(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "maxima.csv"
    path.write_text("nummer,bedrag\n14,1.00\n")
    assert run("check", WHOLE, "--maxima", str(path)).code == 1
    assert run("check", WHOLE).code == 4
    path.write_text("nummer,bedragen\n14,1.00\n")
    shown = "  1 | nummer,bedragen\n    | ^^^^^^^^^^^^^^^\n"
    found = run("check", WHOLE, "--maxima", str(path))
    assert found.code == 65
    assert found.err == f"{path}:1:1: De kop van de tabel maxima moet zijn: nummer,bedrag.\n{shown}"
    assert "AANMERKING" not in found.out
    english = run("check", WHOLE, "--maxima", str(path), "--lang", "en")
    assert english.err == f"{path}:1:1: The header of the table maxima must be: nummer,bedrag.\n{shown}"
    assert run("check", WHOLE, "--maxima", str(tmp_path / "weg.csv")).code == 65


def test_a_scheme_of_ones_own_by_rules_folder_and_by_path(run: Run, small: SmallScheme, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "ontvangen: 2024-06-01\nregio: {afbakening: kort, soort: techniekluw}\npartners: [{id: a, soort: mbo}]\n"
    )
    by_name = run("check", str(path), "--rules", str(small.folder.parent), "--scheme", "klein")
    by_path = run("check", str(path), "--scheme", str(small.folder))
    assert by_name == by_path
    assert "Kleine regeling; waarden van 1 juni 2024" in by_name.out
    assert run("check", str(path), "--rules", str(small.folder.parent)) == by_name
    copytree(small.folder, small.folder.parent / "nog-een")
    found = run("check", str(path), "--rules", str(small.folder.parent))
    assert (found.code, found.err) == (2, "De regeling “sto-2025-2028” is niet bekend. Bekend zijn: klein, nog-een.\n")


def test_a_scheme_with_mistakes_is_refused_with_all_of_them(run: Run, small: SmallScheme) -> None:
    small.change("rules/x.yaml", "for: post", "for: posst")
    small.change("rules/x.yaml", "{max_words: 5}", "{max_word: 5}")
    found = run("check", WHOLE, "--scheme", str(small.folder), "--lang", "en")
    assert found.code == 2
    assert [line.rpartition("Did you mean ")[2] for line in found.err.splitlines()[::3]] == ["post?", "max_words?"]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_language_is_that_of_the_option_or_of_the_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    words = {"nl": "NIET IN AANMERKING", "en": "NOT ELIGIBLE"}
    assert words[lang] in run("check", LATE, "--lang", lang).out
    assert words[lang] in run("check", LATE, f"--lang={lang}").out
    monkeypatch.setenv("STO_CHECK_LANG", lang)
    assert words[lang] in run("check", LATE).out
    other = "en" if lang == "nl" else "nl"
    assert words[other] in run("check", LATE, "--lang", other).out


def test_errors_speak_the_language_too(run: Run) -> None:
    assert run("check", "weg.yaml", "--lang", "en").err.startswith("The file weg.yaml does not exist.")
    assert run("check", "weg.yaml", "--lang", "nl").err.startswith("Het bestand weg.yaml bestaat niet.")


def test_verbose_shows_more(run: Run) -> None:
    quiet, verbose = run("check", WHOLE), run("check", WHOLE, "-v")
    assert "✓" not in quiet.out
    assert verbose.out.count("✓") > 40
    assert run("check", WHOLE, "--verbose") == verbose


def test_the_document_chooses_its_scheme(capsys: pytest.CaptureFixture[str]) -> None:
    root = Path(__file__).parents[2] / "samples"
    files = ["uitwerking/volledig.yaml", "sto-2020-2024/eindrapportage.yaml", "sto-na-2029/techniekregio.yaml"]
    with pytest.raises(SystemExit) as stop:
        main(["check", *(str(root / name) for name in files)])
    assert stop.value.code == 4
    shown = capsys.readouterr()
    assert shown.err == ""
    for words in ("uitgewerkt activiteitenplan", "eindrapportage", "na 2029"):
        assert words in shown.out


def test_a_scheme_that_is_chosen_refuses_a_document_for_another(capsys: pytest.CaptureFixture[str]) -> None:
    sample = Path(__file__).parents[2] / "samples" / "uitwerking" / "volledig.yaml"
    with pytest.raises(SystemExit) as stop:
        main(["check", str(sample), "--scheme", "sto-2025-2028"])
    assert stop.value.code == 65
    line, shown, mark = capsys.readouterr().err.splitlines()
    assert shown.endswith(" | regeling: sto-2025-2028-uitwerking")
    assert mark.endswith(" |           " + "^" * len("sto-2025-2028-uitwerking"))
    assert "Dit document is voor “sto-2025-2028-uitwerking”, niet voor sto-2025-2028." in line


@pytest.mark.parametrize("named", ["x" * 300, "a/b", "../sto-2025-2028", '"\\0"', ".", "''"])
def test_a_regeling_that_no_scheme_can_be_called_is_wrong_in_the_document(run: Run, tmp_path: Path, named: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"regeling: {named}\n")
    found = run("check", str(path))
    assert found.code == 65
    assert found.err.startswith(f"{path}:1:11: Dit document is voor “")


@pytest.mark.parametrize("arguments", [("check", WHOLE), ("rules", "lint"), ("rules",)])
@pytest.mark.parametrize("name", ["x" * 300, "a/" * 3000])
def test_a_scheme_that_cannot_exist_is_not_found(run: Run, arguments: tuple[str, ...], name: str) -> None:
    found = run(*arguments, "--scheme", name)
    assert (found.code, found.out) == (2, "")
    assert "De regeling “" in found.err or "scheme.yaml" in found.err


def test_no_mark_in_a_document_reaches_the_terminal_through_json(run: Run, tmp_path: Path) -> None:
    name = "a\\u2028\\x85b é"
    path = tmp_path / "a.yaml"
    path.write_text(f'activiteiten: [{{id: a, naam: "{name}"}}]\n', encoding="utf-8")
    found = run("check", str(path), "--format", "json")
    assert {one for one in found.out if not one.isprintable()} <= {"\n", "\N{NO-BREAK SPACE}"}
    subjects = [one["subject"] for one in json.loads(found.out)["applications"][0]["decision"]["outcomes"]]
    said = "a\u2028\x85b é"
    assert {"kind": "activiteit", "id": "a", "name": said} in subjects
    assert "a\\u2028\\u0085b" in found.out
    assert "é" in found.out


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "Er is geen bestandsnaam gegeven. Noem een bestand.\n"),
        (
            "a/Kosten.CSV",
            (
                "a/Kosten.CSV is een tabel, geen document. "
                "Noem haar in een document in dezelfde map, op de plaats van haar lijst: Kosten.CSV.\n"
            ),
        ),
    ],
)
def test_what_is_no_name_of_a_document_is_told(run: Run, name: str, told: str) -> None:
    found = run("check", name)
    assert (found.code, found.err) == (65, told)


@pytest.mark.parametrize("output", ["json", "terminal"])
def test_each_report_is_written_as_soon_as_it_is_there(
    run: Run, monkeypatch: pytest.MonkeyPatch, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    module = import_module("sto_check.decision.check_files")

    names = [sample("techniekregio-te-laat"), sample("techniekregio-zonder-mbo")]
    before: list[str] = []
    check = module.check

    def watched(*arguments: Any, **named: Any) -> Any:
        before.append(capsys.readouterr().out)
        return check(*arguments, **named)

    monkeypatch.setattr(module, "check", watched)
    last = run("check", *names, "--format", output)
    assert last.code == 1
    assert before[0] == ""
    assert names[0] in before[1]
    assert names[1] not in before[1]
    assert names[1] in last.out


def test_of_many_files_nothing_is_kept(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("sto_check.decision.check_files")

    documents: list[weakref.ref[Any]] = []
    alive: list[int] = []
    check = module.check

    def watched(application: Any, *arguments: Any, **named: Any) -> Any:
        gc.collect()
        alive.append(sum(one() is not None for one in documents))
        documents.append(weakref.ref(application.content))
        return check(application, *arguments, **named)

    monkeypatch.setattr(module, "check", watched)
    found = run("check", *[sample("techniekregio-te-laat")] * 4, "--format", "json")
    assert len(json.loads(found.out)["applications"]) == 4
    assert alive == [0, 0, 0, 0]
