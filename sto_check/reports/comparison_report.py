"""Two versions of a scheme side by side, in words, and what the change does to applications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.engine.resolve import parameter_values
from sto_check.language import Text
from sto_check.reports.condition_words import ConditionWriter
from sto_check.reports.layout import Line
from sto_check.reports.words import RESULT, count_of, led_to_word
from sto_check.scheme.literals import UNITS
from sto_check.scheme.written import write_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.decision.comparison import Comparison, Effect, ParameterChange, RuleChange, Version
    from sto_check.language import Lang
    from sto_check.scheme.scheme import Rule

_PARTS: dict[str, Text] = {
    "kind": Text("soort feit", "kind of fact"),
    "where": Text("voorwaarde", "guard"),
    "require": Text("eis", "requirement"),
    "judge": Text("vraag", "question"),
    "otherwise": Text("gevolg als niet voldaan", "consequence if not met"),
    "unknown": Text("gevolg als onbekend", "consequence if unknown"),
    "texts": Text("teksten", "texts"),
    "basis": Text("bron", "basis"),
}


def comparison_lines(comparison: Comparison, lang: Lang) -> Iterator[Line]:
    """Yield what changed, and for each application what that does."""
    yield Line(f"{_named(comparison.old)} → {_named(comparison.new)}", style="bold")
    if not (comparison.parameters or comparison.rules or comparison.measures):
        yield Line(Text("Geen verschil.", "No difference.")[lang], style="good")
    if comparison.parameters:
        yield Line()
        yield Line(Text("Waarden", "Values")[lang], style="head")
        for parameter in comparison.parameters:
            yield Line(_values(parameter, lang), 0, parameter.name)
    if comparison.measures:
        yield Line()
        yield Line(", ".join(comparison.measures), 0, Text("Metingen:", "Measures:")[lang])
    if comparison.rules:
        yield Line()
        yield Line(Text("Regels", "Rules")[lang], style="head")
        for rule in comparison.rules:
            yield from _rule(rule, comparison, lang)
    if comparison.effects:
        yield Line()
        yield Line(Text("Aanvragen", "Applications")[lang], style="head")
        for effect in comparison.effects:
            yield from _effect(effect, lang)
        changed = sum(effect.old.verdict != effect.new.verdict for effect in comparison.effects)
        total = count_of(len(comparison.effects), ("aanvraag", "aanvragen"), ("application", "applications"))[lang]
        yield Line()
        yield Line(Text(f"Een andere beslissing: {changed} van {total}.",
                        f"Another decision: {changed} of {total}.")[lang], style="bold")  # fmt: skip


def _named(version: Version) -> str:
    return f"{version.scheme.folder}{f'@{version.variant}' if version.variant else ''}"


def _values(change: ParameterChange, lang: Lang) -> str:
    of = UNITS[change.unit]
    absent = Text("niet aanwezig", "absent")[lang]
    old, new = (absent if value is None else write_value(value, of)[lang] for value in (change.old, change.new))
    return f"{old} → {new}"


def _rule(change: RuleChange, comparison: Comparison, lang: Lang) -> Iterator[Line]:
    rule = change.new or change.old
    assert rule is not None
    mark, style = ("+", "good") if change.old is None else ("-", "bad") if change.new is None else ("~", "warn")
    yield Line(rule.title[lang], 0, f"{mark} {change.rule_id}", label_style="good" if style == "good" else "warn")
    if change.old is None or change.new is None:
        return
    for part in change.parts:
        old, new = _part(change.old, part, comparison.old, lang), _part(change.new, part, comparison.new, lang)
        yield Line(f"{old} → {new}" if old or new else "", 4, f"{_PARTS[part][lang]}:", label_style="dim")


def _part(rule: Rule, part: str, version: Version, lang: Lang) -> str:
    """Return a part of a rule in words; texts and sources are only named as changed."""
    if part in {"where", "require"}:
        condition = rule.where if part == "where" else rule.require
        scheme = version.scheme
        writer = ConditionWriter(scheme, parameter_values(scheme, scheme.day_for(None), version.variant))
        return (writer.write(condition, rule.kind, lang) if condition else "") or Text("geen", "none")[lang]
    if part == "otherwise":
        return led_to_word(rule.otherwise, version.scheme.gives(rule, rule.otherwise))[lang]
    if part == "unknown":
        return led_to_word(rule.unknown, version.scheme.gives(rule, rule.unknown, unknown=True))[lang]
    return rule.kind if part == "kind" else ""


def _effect(effect: Effect, lang: Lang) -> Iterator[Line]:
    old, new = effect.old.title[lang], effect.new.title[lang]
    decision = f"{old} → {new}" if effect.old.verdict != effect.new.verdict else old
    if not effect.changes:
        decision += f" ({Text('geen verschil', 'no difference')[lang]})"
    yield Line(decision, 0, f"{effect.application}:", label_style="bold")
    for rule_id, before, after in effect.rules:
        yield Line(f"{RESULT[before][lang]} → {RESULT[after][lang]}", 4, f"{rule_id}:")
