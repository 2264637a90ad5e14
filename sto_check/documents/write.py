"""A plain tree of texts to the text of a document: YAML or JSON that :mod:`sto_check.documents.read` reads back."""

from __future__ import annotations

import json
from typing import Any

import yaml

_WIDTH = 110
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Writer(_DUMPER):  # type: ignore[misc]
    """Writes every text as it is where it can; between quotes what would read as no value, and 00, so that it stays."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Never write an alias: a part that stands twice is written twice."""
        return True


_QUOTED = {"tag:yaml.org,2002:null": ("", "~", "n", "N"), "tag:yaml.org,2002:int": ("0",)}
for _tag, _firsts in _QUOTED.items():
    for _first in _firsts:
        _known = yaml.resolver.Resolver.yaml_implicit_resolvers[_first]
        _Writer.yaml_implicit_resolvers[_first] = [(tag, pattern) for tag, pattern in _known if tag == _tag]
_Writer.add_representer(type(None), lambda writer, _none: writer.represent_scalar("tag:yaml.org,2002:null", ""))


def write_yaml(tree: dict[str, Any]) -> str:
    """Return a tree as YAML: keys in their order, long texts folded, no value as an empty one."""
    text: str = yaml.dump(tree, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return text


def write_json(tree: dict[str, Any]) -> str:
    """Return a tree as JSON: every scalar a text, no value as null."""
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"
