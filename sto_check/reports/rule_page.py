"""One rule explained: what it asks, what it leads to, its sources, what it reads, examples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sto_check.engine.resolve import parameter_values
from sto_check.engine.status import Status
from sto_check.reports.layout import Line
from sto_check.reports.phrases import LEVEL, by_section, led_to, reading_of
from sto_check.reports.value_history import values_of
from sto_check.scheme.condition import attributes_read
from sto_check.scheme.condition_words import ConditionWriter, in_words
from sto_check.scheme.figures import shown
from sto_check.text.language import Text
from sto_check.workbench.cases import examples_of, load_cases
from sto_check.workbench.graph import Fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.scheme.scheme import Rule, Scheme
    from sto_check.text.language import Lang

_EXAMPLES_SHOWN = 3
_SHOWN = (Status.MET, Status.NOT_MET, Status.UNKNOWN)
_LABEL = 11


def rule_lines(scheme: Scheme, rule: Rule, lang: Lang) -> Iterator[Line]:
    """Yield the explanation of a rule, with the values its parameters have when the scheme comes into force."""
    scheme = shown(scheme)
    first, rule = scheme.head.in_force.from_, scheme.rule(rule.id)
    writer = ConditionWriter(scheme, parameter_values(scheme, first, None))
    yield Line(rule.title[lang], 0, rule.id, label_style="bold")
    yield Line(f"{scheme.head.title[lang]}; {rule.theme[lang]}", 2, style="dim")
    yield Line()
    yield from _asks(rule, writer, lang)
    yield _labelled("Niet voldaan", "Not met", led_to(rule.otherwise, scheme.gives(rule, rule.otherwise))[lang], lang)
    if rule.require is not None:
        given = scheme.gives(rule, rule.unknown, unknown=True)
        yield _labelled("Onbekend", "Unknown", led_to(rule.unknown, given)[lang], lang)
    yield Line()
    for part in by_section(rule.basis):
        source = scheme.sources[part.source]
        cited = f"{source.title}; {part.section} ({LEVEL[source.level][lang]})"
        yield _labelled("Bron", "Source", cited, lang)
        yield _labelled("", "", part.says[lang], lang)
        for reading in part.readings:
            yield _labelled("", "", reading[lang], lang)
    yield from _reads(scheme, rule, writer, lang)
    yield from _values(scheme, rule, lang)
    yield from _examples(scheme, rule, lang)
    if rule.place:
        yield Line()
        yield _labelled("Geschreven", "Written", str(rule.place), lang)


def _asks(rule: Rule, writer: ConditionWriter, lang: Lang) -> Iterator[Line]:
    if rule.judge:
        yield _labelled("Vraag", "Question", rule.judge.question[lang], lang)
        return
    assert rule.require is not None
    if rule.scope == "round":
        over = {"nl": "alle aanvragen van een ronde samen", "en": "all applications of a round together"}
        yield _labelled("Gaat over", "Is about", over[lang], lang)
    yield _labelled("Voor elke", "For every", in_words(rule.kind), lang)
    where = writer.write(rule.where, rule.kind, lang)
    if where:
        yield _labelled("Als", "If", where, lang)
    yield _labelled("Vereist", "Requires", writer.write(rule.require, rule.kind, lang), lang)


def _reads(scheme: Scheme, rule: Rule, writer: ConditionWriter, lang: Lang) -> Iterator[Line]:
    """Say of each attribute where it comes from: a field of the application, or a measure."""
    yield Line()
    if rule.judge:
        yield _labelled("Leest", "Reads", ", ".join(rule.judge.reads), lang)
        return
    names = attributes_read(rule.where) + (attributes_read(rule.require) if rule.require else [])
    measures = {measure.full_name: measure for measure in scheme.measures}
    fields = Fields(scheme)
    waiting = [f"{rule.kind}.{name}" for name in dict.fromkeys(names)]
    seen: list[str] = []
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        label = ("", "") if seen else ("Leest", "Reads")
        seen.append(name)
        measure = measures.get(name)
        if measure is None:
            yield _labelled(*label, f"{name}: {_source(scheme, fields, name, lang)}", lang)
            continue
        yield _labelled(*label, f"{name}: {writer.measure(measure, lang)}", lang)
        waiting += [part for part in measure.reads() if not part.endswith(".id")]


def _source(scheme: Scheme, fields: Fields, full_name: str, lang: Lang) -> str:
    kind, _, name = full_name.partition(".")
    table = scheme.kinds[kind].data
    return Text(f"tabel {table}", f"table {table}")[lang] if table else ", ".join(fields.of(kind, name))


def _values(scheme: Scheme, rule: Rule, lang: Lang) -> Iterator[Line]:
    """Say of each value that the rule holds something against what it is, when, and what each value rests on."""
    for name in rule.parameters:
        yield Line()
        for number, value in enumerate(values_of(scheme, name)):
            when = f" ({value.counts[lang]})" if value.counts[lang] else ""
            label = ("", "") if number else ("Waarde", "Value")
            yield _labelled(*label, f"{name} = {value.value[lang]}{when}", lang)
            for basis in value.basis:
                yield _labelled("", "", f"{basis.ask}: {basis.says[lang]}", lang)
                if basis.reading:
                    yield _labelled("", "", reading_of(basis.reading)[lang], lang)


def _examples(scheme: Scheme, rule: Rule, lang: Lang) -> Iterator[Line]:
    cases = load_cases(scheme, Path(scheme.folder) / "cases")
    for status in _SHOWN:
        for number, case in enumerate(examples_of(cases, rule, status, _EXAMPLES_SHOWN)):
            if number == 0:
                yield Line()
                yield Line(f"{status.words[lang].capitalize()}:", 2, style="bold")
            yield Line(case.entry.name, 4, "-")


def _labelled(nl: str, en: str, text: str, lang: Lang) -> Line:
    return Line(text, 2, (nl if lang == "nl" else en).ljust(_LABEL + 1), label_style="dim")
