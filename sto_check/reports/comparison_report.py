"""Two versions of a scheme side by side, in words, and what the change does to applications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.engine.resolve import parameter_values
from sto_check.reports.layout import Line
from sto_check.reports.phrases import count_of, led_to_word
from sto_check.scheme.condition_words import ConditionWriter
from sto_check.scheme.figures import shown
from sto_check.scheme.literals import UNITS
from sto_check.scheme.written import write_value
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.scheme.scheme import Rule
    from sto_check.text.language import Lang
    from sto_check.workbench.comparison import (
        Effect,
        MeasureChange,
        ParameterChange,
        RuleChange,
        Version,
        VersionsCompared,
    )

_PARTS: dict[str, Text] = {
    "kind": Text("soort feit", "kind of fact"),
    "where": Text("voorwaarde", "guard"),
    "require": Text("eis", "requirement"),
    "judge": Text("vraag", "question"),
    "otherwise": Text("gevolg als niet voldaan", "consequence if not met"),
    "unknown": Text("gevolg als onbekend", "consequence if unknown"),
    "theme": Text("thema", "theme"),
    "title": Text("titel", "title"),
    "reason": Text("reden", "reason"),
    "remedy": Text("herstel", "remedy"),
    "supply": Text("bij onbekend", "if unknown"),
    "basis": Text("bron", "basis"),
}


def comparison_lines(comparison: VersionsCompared, lang: Lang) -> Iterator[Line]:
    """Yield what changed, and for each application what that does."""
    yield Line(f"{_named(comparison.old)} → {_named(comparison.new)}", style="bold")
    if not (comparison.parameters or comparison.rules or comparison.measures or comparison.parts):
        yield Line(Text("Geen verschil.", "No difference.")[lang], style="good")
    values = [Line(_values(change, lang), 0, change.name) for change in comparison.parameters]
    measures = [Line(_measure(change, comparison, lang), 0, change.name) for change in comparison.measures]
    rules = [line for change in comparison.rules for line in _rule(change, comparison, lang)]
    yield from _under(Text("Waarden", "Values")[lang], values)
    yield from _under(Text("Metingen", "Measures")[lang], measures)
    yield from _under(Text("Regels", "Rules")[lang], rules)
    for file, changes in comparison.parts.items():
        lines = [Line(_change(change.old, change.new, lang), 0, f"{change.path}:") for change in changes]
        yield from _under(file, lines)
    if comparison.effects:
        effects = [line for effect in comparison.effects for line in _effect(effect, lang)]
        yield from _under(Text("Aanvragen", "Applications")[lang], effects)
        changed = sum(effect.old.verdict != effect.new.verdict for effect in comparison.effects)
        total = count_of(len(comparison.effects), ("aanvraag", "aanvragen"), ("application", "applications"))[lang]
        words = Text(f"Een andere beslissing: {changed} van {total}.", f"Another decision: {changed} of {total}.")
        yield Line()
        yield Line(words[lang], style="bold")


def _under(heading: str, lines: list[Line]) -> Iterator[Line]:
    """Yield lines below a heading, and nothing where there are none."""
    if lines:
        yield Line()
        yield Line(heading, style="head")
        yield from lines


def _change(old: str | None, new: str | None, lang: Lang) -> str:
    absent = Text("niet aanwezig", "absent")[lang]
    return f"{absent if old is None else old} → {absent if new is None else new}"


def _measure(change: MeasureChange, comparison: VersionsCompared, lang: Lang) -> str:
    """Say in words what a measure measured and what it measures now."""
    written = [
        measure and _writer(version).measure(measure, lang)
        for measure, version in ((change.old, comparison.old), (change.new, comparison.new))
    ]
    return _change(written[0], written[1], lang)


def _writer(version: Version) -> ConditionWriter:
    scheme = version.scheme
    return ConditionWriter(scheme, parameter_values(scheme, scheme.day_for(None), version.variant))


def _named(version: Version) -> str:
    return f"{version.scheme.folder}{f'@{version.variant}' if version.variant else ''}"


def _values(change: ParameterChange, lang: Lang) -> str:
    of = UNITS[change.unit]
    old, new = (None if value is None else write_value(value, of)[lang] for value in (change.old, change.new))
    return _change(old, new, lang)


def _rule(change: RuleChange, comparison: VersionsCompared, lang: Lang) -> Iterator[Line]:
    rule = change.new or change.old
    assert rule is not None
    mark, style = ("+", "good") if change.old is None else ("-", "bad") if change.new is None else ("~", "warn")
    title = shown((comparison.new if change.new else comparison.old).scheme).rule(rule.id).title[lang]
    yield Line(title, 0, f"{mark} {change.rule_id}", label_style="good" if style == "good" else "warn")
    if change.old is None or change.new is None:
        return
    for part in change.parts:
        old, new = _part(change.old, part, comparison.old, lang), _part(change.new, part, comparison.new, lang)
        yield Line(f"{old} → {new}" if old or new else "", 4, f"{_PARTS[part][lang]}:", label_style="dim")


def _part(rule: Rule, part: str, version: Version, lang: Lang) -> str:
    """Return a part of a rule in words."""
    none = Text("geen", "none")[lang]
    if part in {"where", "require"}:
        condition = rule.where if part == "where" else rule.require
        return (_writer(version).write(condition, rule.kind, lang) if condition else "") or none
    if part in {"theme", "title", "reason", "supply"}:
        text = getattr(rule, part)
        return text[lang] if text else none
    if part == "remedy":
        return " ".join(sentence.text[lang] for sentence in rule.remedy) or none
    if part == "judge":
        return rule.judge.question[lang] if rule.judge else none
    if part == "basis":
        return "; ".join(f"{basis.ask}: {basis.says[lang]}" for basis in rule.basis) or none
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
        yield Line(f"{before.words[lang]} → {after.words[lang]}", 4, f"{rule_id}:")
