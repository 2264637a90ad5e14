"""Figures of the scheme in its texts: ``{$parameter}`` in a title, a question or a source becomes the value it has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sto_check.scheme.literals import UNITS
from sto_check.scheme.parameters import ParameterWithoutValueError, parameter_on
from sto_check.scheme.placeholders import PLACEHOLDER
from sto_check.scheme.written import write_value
from sto_check.text.language import Text

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

    from sto_check.scheme.basis import Basis
    from sto_check.scheme.entries import BasisEntry, History, ParameterEntry, Source
    from sto_check.scheme.resolved import Values
    from sto_check.scheme.scheme import Rule, Scheme
    from sto_check.text.language import Lang

    Figures = Mapping[str, Text]
    """For each ``$name`` its value in words."""


def figures_of(scheme: Scheme, values: Values) -> Figures:
    """Return in words what each parameter is worth."""
    entries = scheme.head.parameters
    return {f"${name}": write_value(value, UNITS[entries[name].unit]) for name, value in values.items()}


def first_figures(scheme: Scheme) -> Figures:
    """Return what each parameter is worth on the day the scheme comes into force; not those without a value then."""
    found = {}
    for name, entry in scheme.head.parameters.items():
        try:
            found[name] = parameter_on(name, entry, scheme.head.in_force.from_, None)
        except ParameterWithoutValueError:
            continue
    return figures_of(scheme, found)


def filled(text: Text, figures: Figures) -> Text:
    """Return a text with its figures; a placeholder that is none of them stays as it is."""
    if "{$" not in text.nl and "{$" not in text.en:
        return text

    return Text(_filled(text.nl, figures, "nl"), _filled(text.en, figures, "en"))


def _filled(text: str, figures: Figures, lang: Lang) -> str:
    def written(found: re.Match[str]) -> str:
        return figures[found[1]][lang] if found[1] in figures else found[0]

    return PLACEHOLDER.sub(written, text)


def with_figures(scheme: Scheme, figures: Figures) -> Scheme:
    """Return a scheme with the figures in its titles and questions, and in what its sources ask."""
    head = scheme.head.model_copy(
        update={"parameters": {name: _parameter(one, figures) for name, one in scheme.head.parameters.items()}}
    )
    return replace(
        scheme,
        head=head,
        sources={key: _source(source, figures) for key, source in scheme.sources.items()},
        rules=tuple(_rule(rule, figures) for rule in scheme.rules),
        decision=scheme.decision.model_copy(update={"basis": _entries(scheme.decision.basis, figures)}),
        _basis={},
        _by_id={},
    )


def shown(scheme: Scheme) -> Scheme:
    """Return a scheme as its pages show it: with the figures of the day on which it comes into force."""
    return with_figures(scheme, first_figures(scheme))


def _rule(rule: Rule, figures: Figures) -> Rule:
    judge = rule.judge and rule.judge.model_copy(update={"question": filled(rule.judge.question, figures)})
    basis = tuple(_basis(one, figures) for one in rule.basis)
    return rule._replace(title=filled(rule.title, figures), judge=judge, basis=basis)


def _basis(basis: Basis, figures: Figures) -> Basis:
    return basis._replace(says=filled(basis.says, figures), reading=basis.reading and filled(basis.reading, figures))


def _source(source: Source, figures: Figures) -> Source:
    asks = {key: ask.model_copy(update={"asks": filled(ask.asks, figures)}) for key, ask in source.asks.items()}
    return source.model_copy(update={"asks": asks})


def _parameter(entry: ParameterEntry, figures: Figures) -> ParameterEntry:
    def dated(history: History) -> History:
        return [one.model_copy(update={"basis": _entries(one.basis, figures)}) for one in history]

    variants = {name: dated(history) for name, history in entry.variants.items()}
    return entry.model_copy(
        update={"basis": _entries(entry.basis, figures), "value": dated(entry.value), "variants": variants}
    )


def _entries(entries: Sequence[BasisEntry], figures: Figures) -> list[BasisEntry]:
    return [
        one.model_copy(
            update={
                "says": one.says and filled(one.says, figures),
                "reading": one.reading and filled(one.reading, figures),
            }
        )
        for one in entries
    ]
