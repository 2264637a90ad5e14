"""What a scheme names and never uses: parameters, variants, kinds, attributes, measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.text.errors import Problem
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sto_check.documents.document import Document
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.place import Path

CODES = {
    "kind-not-used": Text(
        "Over een soort feit uit vocabulary.yaml gaat geen regel of meting.",
        "No rule or measure is about a kind of fact of vocabulary.yaml.",
    ),
    "attribute-not-used": Text(
        "Geen regel of meting gebruikt een gegeven uit vocabulary.yaml.",
        "No rule or measure uses an attribute of vocabulary.yaml.",
    ),
    "measure-not-used": Text(
        "Geen regel gebruikt een meting uit measures.yaml.",
        "No rule uses a measure of measures.yaml.",
    ),
    "parameter-not-used": Text(
        "Geen regel gebruikt een waarde uit scheme.yaml.",
        "No rule uses a value of scheme.yaml.",
    ),
    "variant-not-used": Text(
        "Geen enkele waarde is anders in een variant die scheme.yaml noemt.",
        "No value at all differs in a variant that scheme.yaml names.",
    ),
}
"""What each code of this check means."""

STRIKE = Text("Schrap dit, of gebruik het.", "Strike it, or use it.")


def find(scheme: Scheme, documents: Mapping[Path, Document]) -> Iterator[Problem]:
    """Yield a warning for everything that the files name and that nothing uses."""
    yield from _parameters(scheme, documents["scheme",])
    used = _attributes_used(scheme)
    for name, kind in scheme.kinds.items():
        if name not in used:
            yield _unused(
                "kind-not-used",
                f"Over het soort feit {name} gaat geen regel of meting",
                f"No rule or measure is about the kind of fact {name}",
                documents["kinds",],
                (name,),
            )
            continue
        # A table has exactly the columns of its kind, and the first of them tells its rows apart.
        for attribute in () if kind.data else kind.attributes:
            if attribute not in used[name]:
                yield _unused(
                    "attribute-not-used",
                    f"Geen regel of meting gebruikt {name}.{attribute}",
                    f"No rule or measure uses {name}.{attribute}",
                    documents["kinds",],
                    (name, "attributes", attribute),
                )
    for measure in scheme.measures:
        if measure.name not in used.get(measure.kind, ()):
            yield _unused(
                "measure-not-used",
                f"Geen regel gebruikt de meting {measure.full_name}",
                f"No rule uses the measure {measure.full_name}",
                documents["measures",],
                (measure.full_name,),
            )


def _parameters(scheme: Scheme, document: Document) -> Iterator[Problem]:
    used = {name for rule in scheme.rules for name in rule.all_parameters}
    for name in scheme.head.parameters:
        if name not in used:
            yield _unused(
                "parameter-not-used",
                f"Geen regel gebruikt ${name}",
                f"No rule uses ${name}",
                document,
                ("parameters", name),
            )
    for variant in scheme.head.variants:
        if not any(variant in entry.variants for entry in scheme.head.parameters.values()):
            yield _unused(
                "variant-not-used",
                f"Geen waarde is anders in de variant {variant}",
                f"No value differs in the variant {variant}",
                document,
                ("variants", variant),
            )


def _attributes_used(scheme: Scheme) -> dict[str, set[str]]:
    """Return the kinds that rules speak of or that measures of those count, each with the attributes read of it."""
    used: dict[str, set[str]] = {}
    for rule in scheme.rules:
        used.setdefault(rule.kind, set()).update(rule.attributes())
    for measure in reversed(scheme.measures):  # each stands after those it rests on
        if measure.name in used.get(measure.kind, ()):
            if measure.of:
                used.setdefault(measure.of, set())
            for full_name in measure.reads():
                kind, _, name = full_name.partition(".")
                used.setdefault(kind, set()).add(name)
    for kind, names in list(used.items()):
        names.update(scheme.kinds[kind].one_by)
        for name, attribute in scheme.kinds[kind].attributes.items():
            if name in names and attribute.names:
                used.setdefault(attribute.names, set())
    return used


def _unused(code: str, nl: str, en: str, document: Document, path: Path) -> Problem:
    return Problem(code, Text(f"{nl}.", f"{en}."), document.key_place(path), hint=STRIKE)
