"""``rule``, ``rules``, ``new``, ``schema``, help in two languages, and commands that are not there."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from sto_check import load_application, load_scheme
from sto_check.cli.main import COMMANDS
from sto_check.documents.read import read_file
from sto_check.reports import FORMATS
from sto_check.version import VERSION
from tests.cli.conftest import SAMPLES, Ran, run_apart

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.scheme.small import SmallScheme

    Run = Callable[..., Ran]

EXAMPLE = re.compile(r"^( *)# ( *(?:- )?[a-z_]+:| *2025:)(.*)$")


@pytest.mark.parametrize("rule", ["STO-M4", "sto-m4", "Sto-M4"])
def test_a_rule_is_explained(run: Run, rule: str) -> None:
    found = run("rule", rule)
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith("STO-M4 De cofinanciering is ten minste 10% van de subsidiabele kosten\n")
    assert run("rule", rule, "--lang", "en").out.startswith("STO-M4 Co-financing is at least 10%")


@pytest.mark.parametrize("rule", [rule.id for rule in load_scheme("sto-2025-2028").rules])
def test_every_rule_of_the_scheme_is_explained(run: Run, rule: str) -> None:
    found = run("rule", rule)
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith(f"{rule} ")


@pytest.mark.parametrize("rule", ["STO-R4a", "sto-r4a", "STO-R4A"])
def test_a_rule_with_a_letter_is_found_in_capitals_or_not(run: Run, rule: str) -> None:
    assert run("rule", rule) == run("rule", "STO-R4a")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("M4",), ["STO-M4"]),
        (("c9C",), ["STO-C9c"]),
        (("R12",), ["STO-R12a", "STO-R12b", "STO-R12c"]),
        (("sto-r4",), ["STO-R4a", "STO-R4b"]),
        (("leerlingprognose", "tien"), ["STO-C9c"]),
        (("cofinanciering",), ["STO-M4", "STO-M4b", "STO-M10b"]),
    ],
)
def test_a_rule_is_found_by_its_condition_or_by_words(run: Run, asked: tuple[str, ...], found: list[str]) -> None:
    said = run("rule", *asked)
    assert said.code == 0
    if len(found) == 1:
        assert said == run("rule", found[0])
    else:
        assert re.findall(r"^STO-\w+", said.out, re.MULTILINE) == found


def test_a_rule_that_is_not_known_gets_the_nearest(run: Run) -> None:
    found = run("rule", "STO-M44")
    assert (found.code, found.out) == (2, "")
    assert found.err == "De regel “STO-M44” is niet bekend. Bedoelt u STO-M4?\n"


def test_a_rule_of_ones_own_scheme_is_explained(run: Run, small: SmallScheme) -> None:
    found = run("rule", "x-a1", "--scheme", str(small.folder))
    assert found.code == 0
    assert f"{small.folder}/rules/x.yaml:3:3" in found.out


def test_the_rules_are_listed(run: Run) -> None:
    found = run("rules")
    ids = [rule.id for rule in load_scheme("sto-2025-2028").rules]
    assert found.code == 0
    assert re.findall(r"^STO-\w+", found.out, re.MULTILINE) == ids
    table = run("rules", "--table", "--lang", "en")
    assert [row.split(" | ")[1] for row in table.out.splitlines()[2:]] == ids
    assert table.out.startswith("| Condition | Rule |")


def test_the_rules_of_ones_own_scheme_are_listed(run: Run, small: SmallScheme) -> None:
    found = run("rules", "--rules", str(small.folder.parent), "--scheme", "klein", "--lang", "en")
    assert found.out.splitlines() == [
        "Small scheme",
        "",
        "Everything",
        "X-A1 An mbo takes part [refuse (our reading)]",
        "X-A2 Received in time [supplement (our reading)]",
        "X-A3 Every item is eligible [assess (our reading)]",
        "X-A4 The boundary is brief [advise (our reading)]",
        "X-J1 The vision is good [refuse (our reading)]",
    ]


def test_the_template_loads_and_asks_to_be_supplemented(run: Run, tmp_path: Path) -> None:
    found = run("new")
    assert (found.code, found.err) == (0, "")
    path = tmp_path / "aanvraag.yaml"
    path.write_text(found.out)
    load_application(path)
    checked = run("check", str(path))
    assert checked.code == 3
    assert "NIET VOLDAAN" not in checked.out
    assert "AANVULLEN" in checked.out


def uncommented(template: str) -> str:
    """Take the # away from every example, as the template says one does."""
    lines = template.splitlines()
    assert sum(bool(EXAMPLE.match(line)) for line in lines) > 60
    return "\n".join(EXAMPLE.sub(r"\1\2\3", line) for line in lines) + "\n"


def keys_of(tree: Any) -> set[str]:
    if isinstance(tree, dict):
        return {str(key) for key in tree} | {name for value in tree.values() for name in keys_of(value)}
    if isinstance(tree, list):
        return {name for value in tree for name in keys_of(value)}
    return set()


def test_the_examples_in_the_template_are_yaml_once_their_hash_is_gone(run: Run) -> None:
    template = run("new").out
    tree = yaml.safe_load(uncommented(template))
    assert {"profieldoelen", "ondertekeningen", "kosten", "cofinanciering", "afzieningen"} <= keys_of(tree)
    assert [part["soort"] for part in tree["partners"]] == ["vmbo", None, "overheid", "bedrijf"]
    assert set(tree["partners"][0]["leerwegen"]) == {"onderbouw", "bb", "kb", "gl", "tl"}
    assert set(tree["partners"][0]["profielen"][0]) == {"profiel", "leerweg", "leerlingen"}
    assert set(tree["visie"]["leerlingprognose"]) == {2025}


def test_the_template_knows_every_key_of_the_samples(run: Run) -> None:
    known = keys_of(yaml.safe_load(uncommented(run("new").out)))
    years = re.compile(r"20\d\d")
    for path in SAMPLES.glob("techniek*.yaml"):
        used = {key for key in keys_of(read_file(path).tree) if not years.fullmatch(key)}
        assert used <= known, path


def read_as_texts(path: Path) -> Any:
    """Return a document as sto-check reads it: every scalar is the text that was written, or nothing."""
    return read_file(path).tree


def schema(run: Run, *arguments: str) -> Draft202012Validator:
    found = run("schema", *arguments)
    assert (found.code, found.err) == (0, "")
    made = json.loads(found.out)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("techniek*.yaml")), ids=lambda path: path.stem)
def test_the_schema_of_an_application_accepts_the_samples(run: Run, path: Path) -> None:
    schema(run).validate(read_as_texts(path))


def test_the_schema_is_that_of_an_application_unless_another_is_named(run: Run) -> None:
    assert run("schema") == run("schema", "application")
    assert len({run("schema", name).out for name in ("application", "judgements", "report")}) == 3


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("beoordeling*.yaml")), ids=lambda path: path.stem)
def test_the_schema_of_judgements_accepts_the_samples(run: Run, path: Path) -> None:
    schema(run, "judgements").validate(read_as_texts(path))


@pytest.mark.parametrize(
    "change",
    [
        {"regoi": {}},
        {"ontvangen": "gisteren"},
        {"begroting": {"gevraagd_bedrag": "1.234.567"}},
        {"partners": [{"id": "a", "soort": "school"}]},
        {"partners": {"id": "a"}},
        {"penvoerder": {"brin": "ABCD"}},
    ],
)
def test_the_schema_of_an_application_refuses_what_does_not_fit(run: Run, change: dict[str, Any]) -> None:
    whole = read_as_texts(SAMPLES / "techniekregio-volledig.yaml")
    with pytest.raises(ValidationError):
        schema(run).validate({**whole, **change})


def test_the_schema_of_the_report_describes_the_report(run: Run) -> None:
    made = json.loads(run("check", str(SAMPLES / "techniekregio-te-laat.yaml"), "--format", "json").out)
    schema(run, "report").validate(made)
    with pytest.raises(ValidationError):
        schema(run).validate(made)


HELP = {
    "nl": ("Gebruik: sto-check", "Opties:", "Voorbeelden:", "Toon deze hulp."),
    "en": ("Usage: sto-check", "Options:", "Examples:", "Show this help."),
}


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_help_is_there_in_both_languages_with_examples(lang: str, command: str) -> None:
    arguments = [command] if command else []
    found = run_apart(*arguments, "--help", STO_CHECK_LANG=lang)
    assert (found.code, found.err) == (0, "")
    for word in HELP[lang]:
        assert word in found.out
    other = HELP["en" if lang == "nl" else "nl"]
    assert not any(word in found.out for word in other)
    examples = found.out.split(HELP[lang][2])[1].strip().splitlines()
    assert all(line.strip().startswith(f"sto-check {command}".rstrip()) for line in examples)
    assert run_apart(*arguments, "-h", STO_CHECK_LANG=lang).out == found.out
    described = found.out.split(HELP[lang][1])[1].split(HELP[lang][2])[0]
    assert not re.search(r"^  -\S+( \S+)?$\n^  -", described, re.MULTILINE)


def test_the_option_for_the_language_counts_in_help_too() -> None:
    assert "Voorbeelden:" in run_apart("check", "--help").out
    assert "Examples:" in run_apart("check", "--lang", "en", "--help").out
    assert "Voorbeelden:" in run_apart("check", "--lang", "nl", "--help", STO_CHECK_LANG="en").out


def test_help_names_every_command(run: Run) -> None:
    listed = re.findall(r"^  (\w[\w-]*)  ", run("--help").out, re.MULTILINE)
    assert list(dict.fromkeys(listed)) == list(COMMANDS)


def test_help_groups_the_commands_by_who_uses_them(run: Run) -> None:
    said = run("--help", "--lang", "en").out
    groups = re.split(r"^(For .+):$", said, flags=re.MULTILINE)[1:]
    headings, listed = groups[::2], [re.findall(r"^  (\w+)  ", one, re.MULTILINE) for one in groups[1::2]]
    found = dict(zip(headings, listed, strict=True))
    assert {"new", "convert", "check"} <= set(found["For those who apply"])
    assert {"check", "batch", "rule"} <= set(found["For those who assess"])
    assert set(found["For those who keep rules"]) == {"rules", "schema"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chek",), "De opdracht chek is niet bekend. Bedoelt u check?\nMeer hulp: sto-check --help\n"),
        (("ruless",), "De opdracht ruless is niet bekend. Bedoelt u rules?\nMeer hulp: sto-check --help\n"),
        (
            ("qqq",),
            f"De opdracht qqq is niet bekend. Bekend zijn: {', '.join(COMMANDS)}.\nMeer hulp: sto-check --help\n",
        ),
        (
            ("rules", "--tabel"),
            "De optie --tabel is niet bekend. Bedoelt u --table?\nMeer hulp: sto-check rules list --help\n",
        ),
        (("--versio",), "De optie --versio is niet bekend. Bedoelt u --version?\nMeer hulp: sto-check --help\n"),
        (("rule",), "Er ontbreekt een argument: REGEL.\nMeer hulp: sto-check rule --help\n"),
        (("new", "x"), "Dit hoort er niet bij: x.\nMeer hulp: sto-check new --help\n"),
    ],
)
def test_a_misspelt_command_or_option_gets_the_nearest(run: Run, arguments: tuple[str, ...], said: str) -> None:
    assert run(*arguments) == Ran(2, "", said)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chek",), "The command chek is not known. Did you mean check?"),
        (("qqq",), f"The command qqq is not known. Known are: {', '.join(COMMANDS)}."),
        (("check", "--verbos"), "The option --verbos is not known. Did you mean --verbose?"),
        (
            ("check", "x.yaml", "--format", "x"),
            f"The value of --format does not fit. Choose from: {', '.join(FORMATS)}.",
        ),
        (("schema", "x"), "The value of document does not fit. Choose from: application, judgements, report, scheme."),
        (("check",), "An argument is missing: FILE."),
        (("rule",), "An argument is missing: RULE."),
        (("check", "x.yaml", "--on"), "A value is missing after --on."),
        (("new", "x"), "This does not belong here: x."),
    ],
)
def test_wrong_use_speaks_english_where_that_is_asked(arguments: tuple[str, ...], said: str) -> None:
    found = run_apart(*arguments, STO_CHECK_LANG="en")
    assert (found.code, found.out) == (2, "")
    first, second = found.err.splitlines()
    assert first == said
    assert second.startswith("More help: sto-check ")
    assert second.endswith(" --help")


def test_no_command_at_all_shows_the_help_and_is_wrong_use(run: Run) -> None:
    found = run()
    assert found.code == 2
    assert "Voor wie aanvraagt:" in found.out + found.err


def test_the_version_is_shown(run: Run) -> None:
    assert run("--version") == Ran(0, f"sto-check {VERSION}\n", "")


def test_the_schema_lets_a_table_stand_in_a_file(run: Run) -> None:
    validator = Draft202012Validator(json.loads(run("schema").out))
    assert validator.is_valid({"begroting": {"kosten": "kosten.csv", "cofinanciering": "B.CSV"}})
    assert not validator.is_valid({"begroting": {"kosten": "kosten.xlsx"}})
