"""The shape of document.yaml as a JSON Schema: its entries, and the short ways of writing them."""

from __future__ import annotations

from typing import Any

from sto_check.forms.entries import FormFile

Schema = dict[str, Any]


def form_schema() -> tuple[Schema, dict[str, Schema]]:
    """Return the schema of document.yaml, and the definitions of what it is made of."""
    made = FormFile.model_json_schema()
    defs: dict[str, Schema] = made.pop("$defs")
    field = defs["FieldEntry"]["properties"]
    for holder in (made["properties"], field, defs["PartEntry"]["properties"]):
        for name in ("fields", "rows"):
            if name in holder:
                _short(holder[name])
    for name in ("refers_to", "parts"):
        field[name]["anyOf"].append({"type": "string"})
    reference = defs["ReferenceEntry"]["properties"]
    reference["or"] = {"anyOf": [{"type": "string"}, reference["or"]]}
    words = reference["where"]["additionalProperties"]
    reference["where"]["additionalProperties"] = {"anyOf": [{"type": ["string", "number"]}, words]}
    for entry in defs.values():
        for told in entry.get("properties", {}).values():
            if told.get("enum") == ["yes", "no"]:
                told["enum"] = ["yes", "no", True, False]
    return made, defs


def _short(holder: Schema) -> None:
    """A field may be the type of its value alone."""
    for part in (holder, *holder.get("anyOf", ())):
        if "additionalProperties" in part:
            part["additionalProperties"] = {"anyOf": [{"type": "string"}, part["additionalProperties"]]}
