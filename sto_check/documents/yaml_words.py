"""The YAML parser's own words for what it does not take, and ours for them, in Dutch and English."""

from __future__ import annotations

PARSER_WORDS = {
    "mapping values are not allowed": (
        "hier staat een dubbele punt te veel, of de regel is te ver ingesprongen",
        "there is a colon too many here, or the line is indented too far",
    ),
    "cannot start any token": (
        "hier staat een teken dat niet aan het begin mag staan, zoals een tab, @ of `",
        "a character that cannot stand at the start, such as a tab, @ or `",
    ),
    "could not find expected ':'": (
        "na deze sleutel ontbreekt een dubbele punt",
        "a colon is missing after this key",
    ),
    "did not find expected key": (
        "hier wordt een sleutel verwacht; let op de inspringing en op aanhalingstekens",
        "a key is expected here; mind the indentation and the quotes",
    ),
    "did not find expected '-' indicator": (
        "hier wordt een streepje van de lijst verwacht; let op de inspringing",
        "a dash of the list is expected here; mind the indentation",
    ),
    "did not find expected ',' or": (
        "tussen haken ontbreekt een komma of een sluithaak",
        "a comma or a closing bracket is missing",
    ),
    "control characters are not allowed": (
        "hier staat een onzichtbaar stuurteken",
        "there is an invisible control character here",
    ),
    "invalid Unicode character escape": (
        "deze \\u-code staat voor geen teken",
        "this \\u code stands for no character",
    ),
    "unexpected end of stream": (
        "het document houdt midden in een tekst op; sluit de aanhalingstekens",
        "the document ends in the middle of a text; close the quotes",
    ),
    "did not find expected node content": (
        "hier ontbreekt een waarde, of er staat een komma of sluithaak te veel",
        "a value is missing here, or there is a comma or a closing bracket too many",
    ),
    "did not find expected <document start>": (
        "hier begint iets dat niet bij het document hoort; schrijf elke regel als sleutel: waarde",
        "something begins here that is no part of the document; write every line as key: value",
    ),
    "block sequence entries are not allowed": (
        "een streepje van een lijst mag hier niet staan; begin er een nieuwe regel voor",
        "a dash of a list cannot stand here; start a new line for it",
    ),
    "mapping keys are not allowed": (
        "een vraagteken met een spatie erna mag hier niet staan",
        "a question mark with a space after it cannot stand here",
    ),
    "found unknown escape character": (
        "deze code met een schuine streep (\\) bestaat niet; gebruik enkele aanhalingstekens",
        "there is no such code with a \\; use single quotes",
    ),
    "expected hexdecimal number": (
        "na \\x of \\u hoort een code van cijfers en de letters a tot en met f",
        "a code of digits and the letters a to f belongs after \\x or \\u",
    ),
    "expected alphabetic or numeric character": (
        "na & of * ontbreekt een naam; zet een tekst die zo begint tussen aanhalingstekens",
        "a name is missing after & or *; put quotes around a text that starts so",
    ),
    "found unexpected document indicator": (
        "--- of ... staat midden in een tekst tussen aanhalingstekens; sluit die eerst",
        "--- or ... stands in the middle of a text between quotes; close them first",
    ),
    "expected comment or line break": (
        "na | of > hoort het einde van de regel; zet de tekst eronder, of tussen aanhalingstekens",
        "the line must end after | or >; put the text below it, or between quotes",
    ),
    "found an indentation indicator equal to 0": (
        "na | of > hoort het einde van de regel; zet de tekst eronder, of tussen aanhalingstekens",
        "the line must end after | or >; put the text below it, or between quotes",
    ),
    "found incompatible YAML document": (
        "deze versie van YAML is niet bekend; verwijder de regel die met %YAML begint",
        "this version of YAML is not known; remove the line that starts with %YAML",
    ),
    **dict.fromkeys(
        (
            "directive", "version number", "expected digit or '.'", "non-alphabetical character", "expected '!'",
            "expected whitespace",
        ),
        ("een regel die met % begint hoort niet in een document; verwijder hem",
         "a line that starts with % does not belong in a document; remove it"),
    ),
    **dict.fromkeys(
        ("tag handle", "tag URI", "the expected '>'", "URI escaped", "UTF-8 octet"),
        ("een uitroepteken begint hier een typeaanduiding; zet een tekst die zo begint tussen aanhalingstekens",
         "an exclamation mark starts a tag here; put quotes around a text that starts so"),
    ),
}  # fmt: skip
