"""No word of the YAML parser stands between ours, whichever of its two parsers reads."""

from __future__ import annotations

import pytest
import yaml

from sto_check.documents.errors import DocumentError
from sto_check.documents.yaml_text import parse_yaml
from sto_check.documents.yaml_words import SYNTAX
from sto_check.text.problems import parser_words

TEXTS = {
    "a: b: c\n": "een dubbele punt te veel",
    "a: [x:]\n": "een dubbele punt te veel",
    "a: ? x\n": "geen vraagteken met een sleutel",
    "a: - x\n": "geen streepje van een lijst",
    "@a\n": "niet aan het begin mag staan",
    "a: 1\nb\nc: 2\n": "na deze sleutel ontbreekt een dubbele punt",
    "a: 1\n] x\n": "hier wordt een sleutel verwacht",
    "a: 'x'y\n": "hier wordt een sleutel verwacht",
    "- a\nb: 1\n": "een streepje van de lijst verwacht",
    "{a: 1\n": "een komma of een sluithaak",
    "a: [,]\n": "een waarde of een sluithaak verwacht",
    "a: [1, {\n": "een waarde of een sluithaak verwacht",
    " a: 1\nb: 2\n": "het document was hier al afgelopen",
    "a: 1\n...\nb: 2\n": "het document was hier al afgelopen",
    "a:\n  x\n\ty\n": "een tab waar spaties horen",
    "a: |\n \tx\n": "een tab waar spaties horen",
    "a: 'x\n": "het document houdt midden in een tekst op",
    "a: 'x\n---\ny'\n": "een regel met --- of ...",
    'a: "\\q"\n': "na \\ staat een teken dat daar niets betekent",
    'a: "\\U00110000"\n': "deze \\u-code staat voor geen teken",
    'a: "\\u12"\n': "deze code met \\x of \\u is niet af",
    "a: & x\n": "na &, * of % ontbreekt een naam",
    "a: *\n": "na &, * of % ontbreekt een naam",
    "a: | x\n": "staat op dezelfde regel niets meer",
    "a: |x\n": "staat op dezelfde regel niets meer",
    "a: >0\n  x\n": "een inspringing van 0",
    "%YAML 3.0\n---\na: 1\n": "deze versie van YAML is niet bekend",
    "%YAML 1.1\n%YAML 1.1\n---\na: 1\n": "staat er twee keer",
    "%TAG !a! x\n%TAG !a! x\n---\na: 1\n": "staat er twee keer",
    "% x\n---\na: 1\n": "een aanwijzing voor de lezer",
    "%A$ x\n---\na: 1\n": "een aanwijzing voor de lezer",
    "%YAML\n---\na: 1\n": "een aanwijzing voor de lezer",
    "%YAML 1\n---\na: 1\n": "een aanwijzing voor de lezer",
    "%YAML 99999999999.1\n---\na: 1\n": "een aanwijzing voor de lezer",
    "a: !b!c x\n": "een typeaanduiding (!) is hier niet af",
    "a: !<x\n": "een typeaanduiding (!) is hier niet af",
    "a: !<> x\n": "een typeaanduiding (!) is hier niet af",
    "a: !%zz x\n": "een typeaanduiding (!) is hier niet af",
    "a: !%ff x\n": "een typeaanduiding (!) is hier niet af",
    "a: !%c3%28 x\n": "een typeaanduiding (!) is hier niet af",
    "a: !x{ 1\n": "een typeaanduiding (!) is hier niet af",
    "%TAG !\n---\na: 1\n": "een typeaanduiding (!) is hier niet af",
    "%TAG x\n---\na: 1\n": "een typeaanduiding (!) is hier niet af",
}


@pytest.mark.parametrize(("text", "words"), TEXTS.items())
def test_what_the_parser_says_is_said_in_our_words(text: str, words: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_yaml(text, "f.yaml")
    (problem,) = caught.value.problems
    assert problem.code == "yaml-syntax"
    assert words in problem.says.nl
    assert "the parser says" not in problem.says.en


def messages() -> dict[str, str]:
    """Return what the parser in Python says of each text that it does not take, with the text."""
    found = {}
    for text in TEXTS:
        try:
            list(yaml.parse(text, yaml.SafeLoader))
        except yaml.MarkedYAMLError as error:
            found[error.problem or ""] = text
        except ValueError:
            continue
    return found


def test_the_parser_in_python_has_words_for_all_that_it_says_too() -> None:
    said = messages()
    assert len(said) > 30
    for message in said:
        nl, en = parser_words(message, SYNTAX)
        assert message not in nl
        assert message not in en


def test_half_a_character_is_refused_by_the_parser_in_python_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sto_check.documents.yaml_text._LOADER", yaml.SafeLoader)
    with pytest.raises(DocumentError) as caught:
        parse_yaml("a: 1\nb: \ud800\n", "f.yaml")
    (problem,) = caught.value.problems
    assert (problem.code, problem.place and problem.place[:3]) == ("control-character", ("f.yaml", 2, 4))
