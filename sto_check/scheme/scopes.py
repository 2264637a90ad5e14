"""What is of one application, and what only a whole round shows: neither measures nor rules may mix them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.scheme.condition import attributes_read
from sto_check.scheme.errors import mistake
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sto_check.documents.document import Document
    from sto_check.scheme.entries import SchemeFolder
    from sto_check.scheme.scheme import Measure, Rule
    from sto_check.text.errors import Problem
    from sto_check.text.place import Path


def measure_scope_problems(
    measure: Measure, written: SchemeFolder, documents: Mapping[Path, Document]
) -> Iterator[Problem]:
    """Of one application no measure can say what only the whole round shows."""
    if measure.over == "round":
        return
    document, name = documents["measures",], measure.full_name
    if _is_of_round(measure.kind, written):
        yield mistake(
            document,
            (name,),
            "measure-of-round",
            f"{measure.kind} gaat over de hele ronde: {name} heeft over: round nodig.",
            f"{measure.kind} is of the whole round: {name} needs over: round.",
        )
    for read in measure.reads():
        if _reads_round(read, written):
            yield mistake(
                document,
                (name,),
                "measure-of-round",
                f"{name} leest {read}, dat over de hele ronde gaat.",
                f"{name} reads {read}, which is of the whole round.",
                Text("Schrijf er over: round bij.", "Add over: round to it."),
            )


def rule_scope_problems(rule: Rule, written: SchemeFolder, document: Document, path: Path) -> Iterator[Problem]:
    """A rule about one application reads nothing of the whole round."""
    if rule.scope == "round":
        if rule.judge:
            yield mistake(
                document,
                path,
                "judge-of-round",
                f"{rule.id} gaat over de ronde, en die wordt niet beoordeeld met judge.",
                f"{rule.id} is of the round, which is not judged by judge.",
            )
        return
    names = ["id", *attributes_read(rule.where), *(attributes_read(rule.require) if rule.require else ())]
    read = next((full for name in names if _reads_round(full := f"{rule.kind}.{name}", written)), None)
    if read:
        yield mistake(
            document,
            path,
            "rule-of-round",
            f"{rule.id} leest {read}, dat over de hele ronde gaat.",
            f"{rule.id} reads {read}, which is of the whole round.",
            Text("Schrijf er scope: round bij.", "Add scope: round to it."),
        )


def _is_of_round(kind: str, written: SchemeFolder) -> bool:
    return kind in written.kinds and written.kinds[kind].scope == "round"


def _reads_round(full_name: str, written: SchemeFolder) -> bool:
    measure = written.measures.get(full_name)
    return _is_of_round(full_name.partition(".")[0], written) or (measure is not None and measure.over == "round")
