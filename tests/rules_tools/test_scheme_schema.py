"""The JSON Schema of a scheme's files: it takes what the loader takes, and refuses the mistakes people make."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
import yaml
from jsonschema import Draft202012Validator

from sto_check.documents.document import Document
from sto_check.documents.read import read_file, read_text
from sto_check.forms.named_forms import FORM, rules_folder
from sto_check.scheme.condition import NUMBERS, Type
from sto_check.scheme.condition_text import ConditionReader
from sto_check.scheme.json_schema import scheme_schema
from sto_check.scheme.literals import UNITS, read_literal, read_percentage
from sto_check.scheme.operators import OPERATORS
from sto_check.scheme.overview import FILE as OVERVIEW
from tests.scheme.small import FILES, SmallScheme

if TYPE_CHECKING:
    from collections.abc import Callable

    from sto_check.scheme.operators.operator import Operator
    from sto_check.text.errors import Problem
    from tests.cli.conftest import Ran

    Run = Callable[..., Ran]

SCHEMA = scheme_schema()
SHIPPED = sorted(rules_folder().glob("*/*.yaml")) + sorted(rules_folder().glob("*/rules/*.yaml"))
LITERALS: dict[Type, list[str]] = {
    "day": ["2025-01-31", "2025-1-31", "31-01-2025", "20250131", "2025-13-01", ""],
    "amount": ["0", "400000000", "01", "10.50", "1.000", "-1", "1e3", "999999999999999", "1000000000000000"],
    "distance": ["20000", "20,5"],
    "integer": ["2", "twee", "2.0"],
    "list": ["3", "+3"],
    "text": ["300", "300 woorden"],
    "yesno": ["yes", "no", "ja", "true", "Yes"],
    "identifier": ["mbo", "a b", "é", "x" * 80, "x" * 81],
    "token": ["extension-2029", ""],
    "tokens": ["bb", "\t"],
}
GOOD: dict[Type, str] = {name: texts[0] for name, texts in LITERALS.items()}


class Editor(yaml.SafeLoader):
    """Reads YAML as an editor does (1.2): whole and broken numbers, true and false; a day is a text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


Editor.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+$"), list("-+0123456789"))
Editor.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9]+\.[0-9]*$"), list("-+0123456789"))
Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(true|false)$"), list("tf"))
Editor.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("(null|~|)$"), ["n", "~", ""])


def part(name: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]})


def kind_of(path: Path) -> str:
    """Return the name of the definition that a file is held to."""
    return path.stem if f"{path.stem}.yaml" in {*FILES, FORM, OVERVIEW} else "rules"


def accepts(name: str, value: object) -> bool:
    return bool(part(name).is_valid(value))


def test_it_is_a_schema_and_the_command_prints_it(run: Run) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    found = run("schema", "scheme")
    assert (found.code, found.err) == (0, "")
    assert json.loads(found.out) == SCHEMA
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    names = set(SCHEMA["$defs"])
    assert {"scheme", "sources", "vocabulary", "measures", "decision", "rules", "condition"} <= names
    used = set(re.findall(r'"#/\$defs/([^"]+)"', json.dumps(SCHEMA)))
    assert used <= names


def test_an_overview_that_is_none_is_refused() -> None:
    title = {"nl": "T", "en": "T"}
    validator = Draft202012Validator(SCHEMA)
    assert validator.is_valid([{"title": title, "sum": "kostenpost.bedrag", "by": "jaar"}])
    for wrong in ({"title": title, "sum": "bedrag", "by": "jaar"}, {"title": title}, {"names": {"a": title}}):
        assert not validator.is_valid([wrong])


def test_every_key_of_a_rule_is_described() -> None:
    described = SCHEMA["$defs"]["RuleEntry"]["properties"]
    assert all("description" in entry for entry in described.values())
    assert described["otherwise"]["enum"] == ["refuse", "supplement", "assess", "advise"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_files_of_every_scheme_fit(path: Path) -> None:
    for tree in (read_file(path).tree, yaml.load(path.read_text(encoding="utf-8"), Editor)):  # noqa: S506
        for validator in (Draft202012Validator(SCHEMA), part(kind_of(path))):
            errors = [(list(error.absolute_path), error.message[:200]) for error in validator.iter_errors(tree)]
            assert errors == []


@pytest.mark.parametrize("name", FILES)
def test_the_files_of_the_small_scheme_fit(small: SmallScheme, name: str) -> None:
    Draft202012Validator(SCHEMA).validate(read_file(small.path(name)).tree)


MISTAKES = [
    ("scheme.yaml", "citation:", "citatie:"),
    ("scheme.yaml", "in_force: {from: 2024-01-01,", "in_force: {from: 01-01-2024,"),
    ("scheme.yaml", "title: {nl: Kleine regeling, en: Small scheme}", "title: Kleine regeling"),
    ("scheme.yaml", "value: 400000", "value: 4.000,00"),
    ("scheme.yaml", "value: 7.5}", "value: 7.5%}"),
    ("scheme.yaml", "variants: {ruim: 5}", "variants: {ruim: vijf}"),
    ("scheme.yaml", "unit: count", "unit: number"),
    ("scheme.yaml", "    value: 2025-01-01", "    value: 1 januari 2025"),
    ("sources.yaml", "level: regulation", "level: law"),
    ("sources.yaml", "asks: {nl: Hou het kort., en: Keep it short.}", "says: {nl: Hou het kort., en: Keep it short.}"),
    ("vocabulary.yaml", "gemeenten: list", "gemeenten: lijst"),
    ("vocabulary.yaml", "{type: yesno, from: caribisch_nederland}", "{type: yesno, field: caribisch_nederland}"),
    ("vocabulary.yaml", "where: {soort: [vmbo]}", "where: {soort: vmbo}"),
    ("measures.yaml", "regio.mbo: {count: partner,", "regio.mbo: {tel: partner,"),
    ("measures.yaml", "{sum: bijdrage.bedrag}", "{sum: bijdrage}"),
    ("measures.yaml", "{sum: bijdrage.bedrag}", "{sum: bijdrage.bedrag, count: bijdrage}"),
    ("measures.yaml", "{add: [gevraagd, bijdragen]}", "{add: [gevraagd]}"),
    ("measures.yaml", "where: {soort: mbo}", "where: {soort: {is: mbo}}"),
    ("measures.yaml", "regio.mbo:", "mbo:"),
    ("decision.yaml", "when: refuse", "when: reject"),
    ("decision.yaml", "exit_code: 1,", "exit_code: 2,"),
    ("decision.yaml", "goed: 2", "goed: twee"),
    ("rules/x.yaml", "id: X-A1", "id: A1"),
    ("rules/x.yaml", "{mbo: {at_least: $minimum}}", "{mbo: {minimum: $minimum}}"),
    ("rules/x.yaml", "{mbo: {at_least: $minimum}}", "{mbo: {at_least: twee}}"),
    ("rules/x.yaml", "{mbo: {at_least: $minimum}}", "{mbo: {at_least: [1]}}"),
    ("rules/x.yaml", "{mbo: {at_least: $minimum}}", "{mbo: {}}"),
    ("rules/x.yaml", "{mbo: {at_least: $minimum}}", "{at_least: 1}"),
    ("rules/x.yaml", "{mbo: {at_least: $minimum}}", "mbo is ten minste 1"),
    ("rules/x.yaml", "{mbo: {at_least: $minimum}}", "{mbo: {at_least: {percent: 10, from: eigen}}}"),
    ("rules/x.yaml", "{mbo: {at_least: $minimum}}", "{mbo: {at_least: {percent: tien, of: eigen}}}"),
    ("rules/x.yaml", "{mbo: {at_least: $minimum}}", "{any: {mbo: {at_least: 1}}}"),
    ("rules/x.yaml", "{mbo: {at_least: $minimum}}", "{any: []}"),
    ("rules/x.yaml", "{ontvangen: {before: $periode.start}}", "{ontvangen: {before: 1-1-2025}}"),
    ("rules/x.yaml", "{soort: {one_of: $soorten}}", "{soort: {one_of: techniekregio}}"),
    ("rules/x.yaml", "{afbakening: {max_words: 5}}", "{afbakening: {max_words: vijf}}"),
    ("rules/x.yaml", "{afbakening: {max_words: 5}}", "{afbakening: {present: misschien}}"),
    ("rules/x.yaml", "otherwise: advise", "otherwise: warn"),
    ("rules/x.yaml", "  otherwise: supplement\n", ""),
    ("rules/x.yaml", '  reason: {nl: "Lengte: {afbakening}.", en: "Length: {afbakening}."}\n', ""),
    ("rules/x.yaml", "theme: {nl: Alles, en: Everything}", "theme: Alles"),
    ("rules/x.yaml", "  judge:\n", "  require: {ontvangen: {present: yes}}\n  reason: {nl: a, en: b}\n  judge:\n"),
    ("rules/x.yaml", "    reads: [visie.definitie]", "    reads: visie.definitie"),
    ("rules/x.yaml", "unknown: advise", "unknwon: advise"),
]


@pytest.mark.parametrize(("file", "old", "new"), MISTAKES, ids=lambda text: text.strip()[:30])
def test_a_mistake_that_the_loader_refuses_the_schema_refuses(
    small: SmallScheme, file: str, old: str, new: str
) -> None:
    small.change(file, old, new)
    assert small.problems()
    tree = read_file(small.path(file)).tree
    assert not Draft202012Validator(SCHEMA).is_valid(tree)
    assert not part(kind_of(Path(file))).is_valid(tree)


GOOD_CHANGES = [
    ("rules/x.yaml", "{mbo: {at_least: $minimum}}", "{any: [{mbo: 1}, {all: [{mbo: {more_than: 0}}, {eigen: 2}]}]}"),
    ("rules/x.yaml", "{mbo: {at_least: $minimum}}", "{mbo: {at_least: {percent: $aandeel, of: eigen}}}"),
    ("rules/x.yaml", "{mbo: {at_least: $minimum}}", "{mbo: {at_least: {percent: 12.5, of: eigen}, not: 3}}"),
    ("rules/x.yaml", "{mbo: {at_least: $minimum}}", "{mbo: {equals: {attribute: eigen}}}"),
    ("rules/x.yaml", "{soort: {one_of: $soorten}}", "{soort: {one_of: [techniekregio], not: x}}"),
    ("rules/x.yaml", "  where: {soort: {one_of: $soorten}}\n", "  where:\n"),
    ("sources.yaml", "level: regulation\n", "level: regulation\n  date: 2024\n"),
    ("measures.yaml", "where: {gezag: $nummer}", "where: {gezag: {equals: $nummer}}"),
]


@pytest.mark.parametrize(("file", "old", "new"), GOOD_CHANGES, ids=lambda text: text.strip()[:30])
def test_what_the_loader_takes_the_schema_takes(small: SmallScheme, file: str, old: str, new: str) -> None:
    small.change(file, old, new)
    small.load()
    Draft202012Validator(SCHEMA).validate(read_file(small.path(file)).tree)


@pytest.mark.parametrize("of", LITERALS)
def test_values_are_taken_as_the_loader_reads_them(of: Type) -> None:
    name = {"day": "day", "yesno": "yesno"}.get(of, "word" if of in {"identifier", "token", "tokens"} else "whole")
    for text in LITERALS[of]:
        assert accepts(name, text) is (read_literal(text, of) is not None), text


@pytest.mark.parametrize("text", ["10", "7.5", "10%", "7,5", ".5", "12345", "1.23456", ""])
def test_percentages_are_taken_as_the_loader_reads_them(text: str) -> None:
    assert accepts("percent", text) is (read_percentage(text) is not None)


@pytest.mark.parametrize("word", OPERATORS)
def test_a_comparison_word_takes_the_operands_that_the_loader_takes(word: str) -> None:
    operator = OPERATORS[word]
    for of in operator.types:
        value = GOOD["yesno"] if "yesno" in operator.takes else GOOD[of]
        operands: list[Any] = [value, [value], {"attribute": "b"}, {"percent": "10", "of": "b"}, {"of": "b"}, {}, []]
        for operand in operands:
            tree = {"a": {word: operand}}
            taken = not read_problems(tree, of, operator)
            if set(operand) == {"attribute"} and of == "integer" and "list" in operator.takes:
                assert not taken  # numbers are not looked for in an attribute: no attribute is a list of numbers
            elif set(operand) == {"percent", "of"} and "share" in operator.takes and of not in NUMBERS:
                assert not taken  # what type the attribute has, a schema does not know
            else:
                assert accepts("condition", tree) is taken, (of, operand)


def read_problems(tree: dict[str, Any], of: Type, operator: Operator) -> list[Problem]:
    """Read a condition in which a has this type, and b one that it can be held against."""
    problems: list[Problem] = []
    other = next((one for one in get_args(Type) if operator.pairs(of, one)), of)
    types = {"a": of, "b": other}
    ConditionReader(Document("x", tree), "feit", types, {}, problems).read(tree, ())
    return problems


def test_every_unit_has_its_values() -> None:
    for unit, of in UNITS.items():
        good = "7.5" if of == "percent" else GOOD[of]
        basis = [{"ask": "a/b", "says": {"nl": "c", "en": "d"}}]
        for value in (good, [{"value": good}], [{"value": good}, {"from": "2025-01-01", "value": good}]):
            assert accepts("ParameterEntry", {"unit": unit, "value": value, "basis": basis})
        for value in ("één", [{"value": "a b"}], [{"from": "gisteren", "value": good}], []):
            assert not accepts("ParameterEntry", {"unit": unit, "value": value, "basis": basis}), (unit, value)
    several = {"unit": "word", "value": [{"value": ["a", "b"]}], "basis": basis}
    assert accepts("ParameterEntry", several)
    assert not accepts("ParameterEntry", several | {"unit": "count"})


def test_every_type_of_attribute_can_be_written_alone() -> None:
    for of in get_args(Type):
        assert accepts("vocabulary", read_text(f"regio:\n  from: regio\n  attributes: {{a: {of}}}\n").tree)
