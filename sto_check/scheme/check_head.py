"""Check what scheme.yaml and decision.yaml say on their own: dates, variants, parameters, sources, policy, scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sto_check.scheme.basis import find_basis_problems
from sto_check.scheme.errors import mistake, not_known
from sto_check.scheme.parameters import expected_value, read_dated
from sto_check.text.errors import suggestion
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sto_check.documents.document import Document
    from sto_check.scheme.entries import DatedValue, DecisionFile, ParameterEntry, SchemeFolder, Source
    from sto_check.text.errors import Problem
    from sto_check.text.place import Path


def find_head_problems(written: SchemeFolder, documents: Mapping[Path, Document]) -> Iterator[Problem]:
    """Yield every problem of scheme.yaml and decision.yaml."""
    head, document = written.scheme, documents["scheme",]
    if head.in_force.until < head.in_force.from_:
        yield mistake(
            document,
            ("in_force",),
            "ends-before-start",
            "De regeling eindigt voordat zij begint.",
            "The scheme ends before it starts.",
        )
    for name, entry in head.parameters.items():
        yield from _value_basis_problems(name, entry, written.sources, document)
        yield from _parameter_problems(name, entry, list(head.variants), document)
    yield from _policy_problems(written.decision, documents["decision",])
    yield from _allotment_problems(written, documents["decision",])
    yield from find_basis_problems(written.decision.basis, written.sources, documents["decision",], ())
    if not written.decision.basis:
        yield without_basis("De manier van beslissen", "The way of deciding", documents["decision",], ())


def _value_basis_problems(
    name: str, entry: ParameterEntry, sources: Mapping[str, Source], document: Document
) -> Iterator[Problem]:
    """Hold every value of a parameter to what it rests on: a basis of its own, or that of the parameter."""
    path: Path = ("parameters", name)
    yield from find_basis_problems(entry.basis, sources, document, path)
    histories: dict[Path, list[DatedValue]] = {(*path, "value"): entry.value}
    histories |= {(*path, "variants", variant): history for variant, history in entry.variants.items()}
    for where, history in histories.items():
        for position, dated in enumerate(history):
            yield from find_basis_problems(dated.basis, sources, document, (*where, position))
        if not entry.basis and not all(dated.basis for dated in history):
            yield without_basis(f"De parameter {name}", f"The parameter {name}", document, where)


def without_basis(nl: str, en: str, document: Document, path: Path) -> Problem:
    """Return the problem of something that names nothing it rests on; ``nl`` and ``en`` name it."""
    hint = Text("Schrijf een basis: basis: [{ask: BRON/vraag}].", "Write a basis: basis: [{ask: SOURCE/ask}].")
    return mistake(
        document, path, "no-basis", f"{nl} noemt niet waarop zij rust.", f"{en} does not say what it rests on.", hint
    )


def _parameter_problems(name: str, entry: ParameterEntry, variants: list[str], document: Document) -> Iterator[Problem]:
    path: Path = ("parameters", name)
    for variant in entry.variants:
        if variant not in variants:
            yield not_known(
                "unknown-variant",
                "De variant",
                "The variant",
                variant,
                variants,
                document.place((*path, "variants", variant)),
            )
    expected = expected_value(entry)
    for history in (entry.value, *entry.variants.values()):
        for dated in history:
            if read_dated(entry, dated) is None:
                yield mistake(
                    document,
                    path,
                    "value-does-not-fit",
                    f"De parameter {name} moet {expected.nl} zijn.",
                    f"The parameter {name} must be {expected.en}.",
                )
        days = [dated.from_ for dated in history]
        if len(set(days)) < len(days):
            yield mistake(
                document,
                path,
                "day-twice",
                f"De parameter {name} heeft twee waarden vanaf dezelfde dag.",
                f"The parameter {name} has two values from the same day.",
            )


def _allotment_problems(written: SchemeFolder, document: Document) -> Iterator[Problem]:
    """Hold what allots a ceiling to the rules: one sum over the round that is at most something."""
    ceilings = [
        rule.id
        for theme in written.themes
        for rule in theme.rules
        if rule.scope == "round" and isinstance(rule.require, dict) and _is_ceiling(rule.for_, rule.require, written)
    ]
    for rule_id in written.decision.allotment:
        if rule_id not in ceilings:
            nl, en = "De regel met een plafond over de ronde", "The rule with a ceiling over the round"
            yield not_known("no-ceiling", nl, en, rule_id, ceilings, document.place(("allotment", rule_id)))


def _is_ceiling(kind: str, require: dict[str, Any], written: SchemeFolder) -> bool:
    (attribute, compared), *others = require.items()
    measure = written.measures.get(f"{kind}.{attribute}")
    is_sum = measure is not None and measure.sum is not None and measure.over == "round"
    return not others and is_sum and isinstance(compared, dict) and list(compared) == ["at_most"]


def _policy_problems(decision: DecisionFile, document: Document) -> Iterator[Problem]:
    for word, points in decision.scale.items():
        if not (points.isascii() and points.isdigit() and len(points) < 6):
            yield mistake(
                document,
                ("scale", word),
                "value-does-not-fit",
                "Een score is een heel getal.",
                "A score is a whole number.",
            )
    if decision.sufficient not in decision.scale:
        yield mistake(
            document,
            ("sufficient",),
            "not-on-scale",
            f"“{decision.sufficient}” staat niet op de schaal.",
            f"“{decision.sufficient}” is not on the scale.",
            suggestion(decision.sufficient, list(decision.scale)),
        )
    whens = [entry.when for entry in decision.policy]
    for position, entry in enumerate(decision.policy):
        if entry.when in whens[:position]:
            yield mistake(
                document,
                ("policy", position, "when"),
                "policy-twice",
                f"Een eerdere beslissing heeft al {entry.when}.",
                f"An earlier decision already has {entry.when}.",
            )
        last = position == len(decision.policy) - 1
        if last is (entry.when is not None):
            yield mistake(
                document,
                ("policy", position),
                "policy-order",
                "Alleen de laatste beslissing, en zij altijd, heeft geen when.",
                "Only the last decision, and it always, has no when.",
            )
