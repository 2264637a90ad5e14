"""The shape of a scheme's files as a JSON Schema, so that an editor completes them and underlines mistakes.

The shapes come from the entries that read the files. What those leave to a later step is added: conditions, values in
the unit of their parameter, the short ways of writing. A number is allowed wherever the loader takes it as a text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from sto_check.scheme.condition import Type
from sto_check.scheme.condition_text import GROUPS
from sto_check.scheme.entries import SchemeFolder
from sto_check.scheme.form_schema import form_schema
from sto_check.scheme.literals import EXPECTED, UNITS
from sto_check.scheme.operators import OPERATORS
from sto_check.scheme.overview import Overview

if TYPE_CHECKING:
    from sto_check.scheme.operators.operator import Operator, Takes

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

FILES = {"scheme.yaml": "scheme", "sources.yaml": "sources", "vocabulary.yaml": "kinds", "measures.yaml": "measures",
         "decision.yaml": "decision", "rules/*.yaml": "themes"}  # fmt: skip
"""The files of a scheme, and what each is in SchemeFolder; each has a definition of its own name, rules for rules/."""

_TELLS = {
    "rules": ("rules", "theme"),
    "decision": ("policy", "scale"),
    "scheme": ("in_force", "citation", "parameters"),
    "document": ("fields", "about"),
}
_DAY = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_WHOLE = r"^(0|[1-9][0-9]{0,14})$"
_PERCENT = r"^[0-9]{1,4}(\.[0-9]{1,4})?$"
_WORD = r"^[!-~]{1,80}$"
_WHOLE_TYPES: tuple[Type, ...] = ("amount", "distance", "integer", "list", "text")
_NAME = {
    "type": "string",
    "pattern": r"^\$[!-~]+$",
    "description": "$name: a value of scheme.yaml; in a measure, an attribute of the fact that is measured",
}


def scheme_schema() -> Schema:
    """Return one JSON Schema for all files of a scheme; ``$defs`` has one for each, and what they are made of."""
    made = SchemeFolder.model_json_schema()
    defs: dict[str, Schema] = {name: _loosened(entry) for name, entry in made["$defs"].items()}
    files = {_name(file): _loosened(_file(made["properties"][key])) for file, key in FILES.items()}
    document, of_document = form_schema()
    defs |= {name: _loosened(entry) for name, entry in of_document.items()}
    files["document"] = _loosened(document)
    overview = Overview.model_json_schema()
    defs |= {name: _loosened(entry) for name, entry in overview.pop("$defs").items()}
    files["overview"] = _loosened(overview)
    _complete_rules(defs)
    _complete_measures(defs, files["measures"])
    _complete_values(defs)
    scale = {"type": ["string", "integer"], "pattern": r"^[0-9]{1,5}$", "minimum": 0, "maximum": 99999}
    defs["DecisionFile"]["properties"]["scale"]["additionalProperties"] = scale
    exit_code = defs["PolicyEntry"]["properties"]["exit_code"]
    defs["PolicyEntry"]["properties"]["exit_code"] = {"enum": [*exit_code["enum"], *map(int, exit_code["enum"])]}
    weeks = {"type": ["integer", "string"], "minimum": 1, "maximum": 520, "pattern": "^[1-9][0-9]{0,2}$"}
    terms = defs["TermsEntry"]["properties"]
    defs["TermsEntry"]["properties"] = {key: {**weeks, "description": one["description"]} for key, one in terms.items()}
    return {
        "$schema": DIALECT,
        "title": "sto-check scheme",
        "description": "a file of a scheme: document.yaml, scheme.yaml, sources.yaml, vocabulary.yaml, measures.yaml, "
        "decision.yaml, overview.yaml or a file of rules",
        "type": ["object", "array"],
        "if": {"type": "array"},
        "then": {"$ref": "#/$defs/overview"},
        "else": _by_contents(),
        "$defs": {**files, "condition": _condition(), "comparison": _comparison(), **_literals(), **defs},
    }


def _name(file: str) -> str:
    return file.partition(".")[0].partition("/")[0]


def _file(entry: Schema) -> Schema:
    """Return the shape of one file: an entry itself, or entries by name; of the themes, each is a file."""
    return dict(entry["items"]) if entry.get("type") == "array" else dict(entry)


def _by_contents() -> Schema:
    """Tell the files apart by the keys that only one of them has, so that a mistake is shown where it is made."""
    rest = [{"$ref": f"#/$defs/{_name(file)}"} for file in FILES if _name(file) not in _TELLS]
    chosen: Schema = {"anyOf": rest}
    for name, keys in _TELLS.items():
        tells = {"anyOf": [{"required": [key]} for key in keys]}
        chosen = {"if": tells, "then": {"$ref": f"#/$defs/{name}"}, "else": chosen}
    return chosen


def _loosened(part: Any) -> Any:
    """Let a number stand for a text: the loader reads every scalar as the text that was written."""
    if isinstance(part, list):
        return [_loosened(one) for one in part]
    if not isinstance(part, dict):
        return part
    changed = {key: _loosened(value) for key, value in part.items() if key != "title" or not isinstance(value, str)}
    if changed.get("type") == "string" and not {"enum", "pattern", "format"} & set(changed):
        changed["type"] = ["string", "number"]
    if changed.get("format") == "date":
        changed["pattern"] = _DAY
    return changed


def _complete_rules(defs: dict[str, Schema]) -> None:
    """A rule has conditions, and either a requirement with a reason or a question; a remedy may be one sentence."""
    rule, sentence = defs["RuleEntry"], defs["SentenceEntry"]
    sentence["properties"]["when"] = _optional_condition(sentence["properties"]["when"])
    several = rule["properties"]["remedy"]
    rule["properties"]["remedy"] = {
        "anyOf": [{"$ref": "#/$defs/Text"}, {"type": "array", "items": several["items"]}],
        "description": several["description"],
    }
    for key in ("where", "require"):
        rule["properties"][key] = _optional_condition(rule["properties"][key])
    for entry in (rule, defs["DecisionFile"]):
        entry["properties"]["basis"]["minItems"] = 1
        entry["required"].append("basis")
    rule["oneOf"] = [{"required": ["require"]}, {"required": ["judge"]}]
    rule["dependentRequired"] = {"require": ["reason"]}


def _complete_measures(defs: dict[str, Schema], file: Schema) -> None:
    """A measure is named after its kind, and counts, adds up or takes one thing."""
    measure = defs["MeasureEntry"]
    measure["properties"]["where"] = _optional_condition(measure["properties"]["where"])
    measure["oneOf"] = [{"required": [form]} for form in ("count", "sum", "take", "add")]
    attribute = r"^[^.\s]+\.\S+$"
    for form, pattern in (("count", r"^[^.\s]+$"), ("sum", attribute), ("take", attribute)):
        described = measure["properties"][form]["description"]
        measure["properties"][form] = {"type": "string", "pattern": pattern, "description": described}
    file["propertyNames"] = {"pattern": attribute}


def _complete_values(defs: dict[str, Schema]) -> None:
    """A value may be written alone or with its days, in the unit of its parameter; an attribute as its type alone."""
    parameter, dated = defs["ParameterEntry"], defs["DatedValue"]
    anything: Schema = {"type": ["string", "number", "array"]}
    parameter["properties"]["value"] = anything | {"description": parameter["properties"]["value"]["description"]}
    parameter["properties"]["variants"]["additionalProperties"] = anything
    parameter["allOf"] = [
        {
            "if": {"properties": {"unit": {"const": unit}}, "required": ["unit"]},
            "then": {
                "properties": {"value": _history(unit), "variants": {"additionalProperties": _history(unit)}},
            },
        }
        for unit in UNITS
    ]
    dated["properties"]["value"] = {"description": dated["properties"]["value"]["description"]}
    defs["PeriodsEntry"]["properties"]["are"]["additionalProperties"]["items"] = {"type": ["string", "integer"]}
    kind = defs["KindEntry"]["properties"]
    at = defs["AttributeEntry"]["properties"]
    for part, name in ((kind, "from"), (at, "at")):
        part[name] = {"anyOf": [{"type": ["string", "number"]}, part[name]]}
    words = {"type": "array", "items": {"type": "string"}}
    kind["each"] = {"anyOf": [words, kind["each"]], "description": kind["each"]["description"]}
    types = {"enum": list(get_args(Type)), "description": "the type alone, where the field has the attribute's name"}
    types = {**types, "enum": [*types["enum"], None]}
    kind["attributes"] = {
        "description": "attributes by name, or a list of fields of the same name",
        "anyOf": [
            {"type": "object", "additionalProperties": {"anyOf": [types, {"$ref": "#/$defs/AttributeEntry"}]}},
            {"type": "array", "items": {"type": "string"}},
        ],
    }


def _history(unit: str) -> Schema:
    value = _literal(UNITS[unit])
    if UNITS[unit] == "token":
        value = {"anyOf": [value, {"type": "array", "items": value}]}
    dated = {"$ref": "#/$defs/DatedValue", "properties": {"value": value}}
    return {"anyOf": [_literal(UNITS[unit]), {"type": "array", "items": dated, "minItems": 1}]}


def _optional_condition(entry: Schema) -> Schema:
    return {"anyOf": [{"$ref": "#/$defs/condition"}, {"type": "null"}], "description": entry["description"]}


def _condition() -> Schema:
    """A condition: attributes, each with what it is held against, and groups of conditions."""
    group = {"type": "array", "items": {"$ref": "#/$defs/condition"}, "minItems": 1}
    says = {"any": "at least one of these holds", "all": "all of these hold"}
    return {
        "description": "attributes of the fact, each with a value or a comparison; all of them must hold",
        "type": "object",
        "minProperties": 1,
        "properties": {name: group | {"description": says[name]} for name in GROUPS},
        "propertyNames": {"not": {"enum": list(OPERATORS)}},
        "additionalProperties": {"$ref": "#/$defs/comparison"},
    }


def _comparison() -> Schema:
    """What an attribute is held against: a value, which it must equal, or comparison words with their operands."""
    words = {word: _operand(operator) for word, operator in OPERATORS.items()}
    compared = {"type": "object", "minProperties": 1, "properties": words, "additionalProperties": False}
    return {"anyOf": [_either([*_unique(OPERATORS["equals"].types), _NAME]), compared]}


def _operand(operator: Operator) -> Schema:
    one = _either(_unique(operator.types))
    taken: dict[Takes, Schema] = {
        "value": one,
        "list": {"type": "array", "items": one, "minItems": 1},
        "name": _NAME,
        "attribute": {"$ref": "#/$defs/attribute"},
        "share": {"anyOf": [{"$ref": "#/$defs/share"}, {"$ref": "#/$defs/times"}]},
        "yesno": {"$ref": "#/$defs/yesno"},
    }
    shapes = [taken[form] for form in operator.takes]
    return {"anyOf": shapes, "description": f"fits: {', '.join(operator.types)}"}


def _unique(types: tuple[Type, ...]) -> list[Schema]:
    """Return the shapes of the values of these types, each once."""
    shapes: list[Schema] = []
    for of in types:
        if _literal(of) not in shapes:
            shapes.append(_literal(of))
    return shapes


def _either(shapes: list[Schema]) -> Schema:
    return shapes[0] if len(shapes) == 1 else {"anyOf": shapes}


def _literal(of: Type) -> Schema:
    name = "whole" if of in _WHOLE_TYPES else "word" if of in {"identifier", "token", "tokens"} else of
    return {"$ref": f"#/$defs/{name}"}


def _literals() -> dict[str, Schema]:
    """The values that a scheme writes, and shares of another attribute."""
    percent = {"anyOf": [{"$ref": "#/$defs/percent"}, _NAME]}
    of = {"type": "string", "description": "another attribute of the same fact, of the same type"}
    return {
        "day": {"type": "string", "pattern": _DAY} | _says(EXPECTED["day"].en),
        "whole": {"type": ["string", "integer"], "pattern": _WHOLE, "minimum": 0}
        | _says("a whole number: eurocents, metres, words or a count"),
        "percent": {"type": ["string", "number"], "pattern": _PERCENT, "minimum": 0} | _says(EXPECTED["percent"].en),
        "word": {"type": ["string", "integer"], "pattern": _WORD, "not": {"type": "string", "pattern": r"^\$"}}
        | _says(EXPECTED["token"].en),
        "yesno": {"enum": ["yes", "no"]} | _says(EXPECTED["yesno"].en),
        "share": _exactly("a share of another attribute", percent=percent, of=of),
        "times": _exactly("a value of the scheme for each of another attribute", times=_NAME, of=of),
        "attribute": _exactly("another attribute of the same fact", attribute=of),
    }


def _says(description: str) -> Schema:
    return {"description": description}


def _exactly(description: str, **properties: Schema) -> Schema:
    """Return the shape of a mapping with all of these keys and no other."""
    shape = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    return _says(description) | shape
