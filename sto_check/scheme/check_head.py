"""Check what scheme.yaml and decision.yaml say on their own: dates, variants, parameters, sources, policy, scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.errors import Problem, suggestion
from sto_check.language import Text
from sto_check.scheme.basis import find_basis_problems
from sto_check.scheme.parameters import expected_value, read_dated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sto_check.documents.document import Document
    from sto_check.documents.place import Path
    from sto_check.scheme.entries import DatedValue, DecisionFile, ParameterEntry, SchemeFolder, Source


def find_head_problems(written: SchemeFolder, documents: Mapping[Path, Document]) -> Iterator[Problem]:
    """Yield every problem of scheme.yaml and decision.yaml."""
    head, document = written.scheme, documents["scheme",]
    if head.in_force.until < head.in_force.from_:
        yield _problem("ends-before-start", "De regeling eindigt voordat zij begint.",
                       "The scheme ends before it starts.", document, ("in_force",))  # fmt: skip
    for name, entry in head.parameters.items():
        yield from _value_basis_problems(name, entry, written.sources, document)
        yield from _parameter_problems(name, entry, list(head.variants), document)
    yield from _policy_problems(written.decision, documents["decision",])
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
    return _problem("no-basis", f"{nl} noemt niet waarop zij rust.", f"{en} does not say what it rests on.",
                    document, path, hint)  # fmt: skip


def _parameter_problems(name: str, entry: ParameterEntry, variants: list[str], document: Document) -> Iterator[Problem]:
    path: Path = ("parameters", name)
    for variant in entry.variants:
        if variant not in variants:
            yield _problem("unknown-variant", f"De variant “{variant}” is niet bekend.",
                           f"The variant “{variant}” is not known.", document, (*path, "variants", variant),
                           suggestion(variant, variants))  # fmt: skip
    expected = expected_value(entry)
    for history in (entry.value, *entry.variants.values()):
        for dated in history:
            if read_dated(entry, dated) is None:
                yield _problem("value-does-not-fit", f"De parameter {name} moet {expected.nl} zijn.",
                               f"The parameter {name} must be {expected.en}.", document, path)  # fmt: skip
        days = [dated.from_ for dated in history]
        if len(set(days)) < len(days):
            yield _problem("day-twice", f"De parameter {name} heeft twee waarden vanaf dezelfde dag.",
                           f"The parameter {name} has two values from the same day.", document, path)  # fmt: skip


def _policy_problems(decision: DecisionFile, document: Document) -> Iterator[Problem]:
    for word, points in decision.scale.items():
        if not (points.isascii() and points.isdigit() and len(points) < 6):
            yield _problem("value-does-not-fit", "Een score is een heel getal.", "A score is a whole number.",
                           document, ("scale", word))  # fmt: skip
    if decision.sufficient not in decision.scale:
        yield _problem("not-on-scale", f"“{decision.sufficient}” staat niet op de schaal.",
                       f"“{decision.sufficient}” is not on the scale.", document, ("sufficient",),
                       suggestion(decision.sufficient, list(decision.scale)))  # fmt: skip
    whens = [entry.when for entry in decision.policy]
    for position, entry in enumerate(decision.policy):
        if entry.when in whens[:position]:
            yield _problem("policy-twice", f"Een eerdere beslissing heeft al {entry.when}.",
                           f"An earlier decision already has {entry.when}.", document,
                           ("policy", position, "when"))  # fmt: skip
        last = position == len(decision.policy) - 1
        if last is (entry.when is not None):
            yield _problem("policy-order", "Alleen de laatste beslissing, en zij altijd, heeft geen when.",
                           "Only the last decision, and it always, has no when.", document,
                           ("policy", position))  # fmt: skip


def _problem(code: str, nl: str, en: str, document: Document, path: Path, hint: Text | None = None) -> Problem:
    return Problem(code, Text(nl, en), document.place(path), hint=hint)
