"""Conditions in words: what a rule asks, as a sentence with the values its parameters have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.scheme.condition import (
    AnyOf,
    Comparison,
    Condition,
    Constant,
    Nothing,
    Parameter,
    Share,
    SubjectAttribute,
)
from sto_check.scheme.literals import UNITS
from sto_check.scheme.written import write_value
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sto_check.scheme.condition import Scalar, Type
    from sto_check.scheme.scheme import Measure, Scheme
    from sto_check.text.language import Lang

_OF = Text("van", "of")
_JOIN = {True: Text(" of ", " or "), False: Text(" en ", " and ")}


class ConditionWriter:
    """Writes the conditions of one scheme, with the values that ``parameters`` gives."""

    def __init__(self, scheme: Scheme, parameters: Mapping[str, Scalar | tuple[Scalar, ...]]) -> None:
        self._scheme = scheme
        self._parameters = parameters

    def write(self, condition: Condition, kind: str, lang: Lang) -> str:
        """Return a condition about a kind of fact in words; an empty one is an empty text."""
        types = self._scheme.types[kind]
        if isinstance(condition, Comparison):
            return self._comparison(condition, types, lang)
        parts = [self.write(part, kind, lang) for part in condition.parts]
        grouped = [
            f"({text})" if not isinstance(part, Comparison) and len(part.parts) > 1 else text
            for text, part in zip(parts, condition.parts, strict=True)
        ]
        return _JOIN[isinstance(condition, AnyOf)][lang].join(grouped if len(grouped) > 1 else parts)

    def measure(self, measure: Measure, lang: Lang) -> str:
        """Return in words what a measure counts, adds up or takes."""
        where = self.write(measure.where, measure.of, lang) if measure.of else ""
        with_where = {"nl": f" waarvan {where}", "en": f" of which {where}"}[lang] if where else ""
        if measure.form == "count":
            once = _added(measure.distinct)
            each = Text(f" (gelijk in {once} telt één keer)", f" (equal in {once} counts once)")[lang] if once else ""
            return {"nl": "telling van ", "en": "count of "}[lang] + in_words(measure.of) + each + with_where
        if measure.form == "add":
            return _added(measure.add)
        start = {"sum": Text("som van ", "sum of "), "take": Text("overgenomen van ", "taken from ")}[measure.form]
        return f"{start[lang]}{in_words(f'{measure.of}.{measure.read}')}{with_where}"

    def _comparison(self, comparison: Comparison, types: Mapping[str, Type], lang: Lang) -> str:
        of = types[comparison.attribute]
        said = f"{in_words(comparison.attribute)} {comparison.operator.says(of)[lang]}"
        operand = comparison.operand
        return said if isinstance(operand, Nothing) else f"{said} {self._operand(operand, of, lang)}"

    def _operand(self, operand: Constant | Parameter | SubjectAttribute | Share, of: Type, lang: Lang) -> str:
        if isinstance(operand, Constant):
            return write_value(operand.value, "identifier" if of == "tokens" else of)[lang]
        if isinstance(operand, Parameter):
            unit = UNITS[self._scheme.head.parameters[operand.name].unit]
            return write_value(self._parameters[operand.name], unit)[lang]
        if isinstance(operand, SubjectAttribute):
            return {"nl": "de eigen ", "en": "its own "}[lang] + in_words(operand.name)
        return self._share(operand, of, lang)

    def _share(self, share: Share, of: Type, lang: Lang) -> str:
        percent = self._parameters[share.percent.name] if isinstance(share.percent, Parameter) else share.percent
        other = in_words(share.of)
        if share.times:
            each = percent[0] if isinstance(percent, tuple) else percent
            return f"{write_value(each, of)[lang]} {Text('keer', 'times')[lang]} {other}"
        return other if percent == (1, 1) else f"{write_value(percent, 'percent')[lang]} {_OF[lang]} {other}"


def in_words(name: str) -> str:
    """Return the name of a kind or an attribute as people read it: ``aantal_maal_prijs`` is *aantal maal prijs*."""
    return name.replace("_", " ")


def _added(names: Iterable[str]) -> str:
    return " + ".join(map(in_words, names))
