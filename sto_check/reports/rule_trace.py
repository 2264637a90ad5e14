"""One rule on one application in words, step by step, from what the document says to what follows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sto_check.decision.decision import given
from sto_check.engine.evaluation import Compared
from sto_check.engine.explain import name_of
from sto_check.engine.status import Status
from sto_check.reports.layout import STYLE_OF, Line
from sto_check.reports.phrases import led_to
from sto_check.scheme.condition import Nothing, Parameter, Share
from sto_check.scheme.condition_words import ConditionWriter
from sto_check.scheme.written import UNKNOWN, write_value
from sto_check.text.language import Text, write_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from sto_check.engine.evaluation import Grouped, Tested
    from sto_check.engine.fact import Fact
    from sto_check.engine.trace import Counted, Measured, RuleTrace, SubjectTrace, ValueRead
    from sto_check.scheme.condition import Scalar
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.language import Lang
    from sto_check.text.place import Place

SUBJECTS_SHOWN = 5
PARTS_SHOWN = 8
_LABEL = 15
_TRUTH: dict[bool | None, tuple[Status, Text]] = {
    True: (Status.MET, Text("waar", "true")),
    False: (Status.NOT_MET, Text("onwaar", "false")),
    None: (Status.UNKNOWN, UNKNOWN),
}


class TraceWriter:
    """Writes traces of the rules of one scheme, with the values that ``parameters`` gives.

    ``everything`` lifts the caps on the number of facts and of what was counted.
    """

    def __init__(
        self, scheme: Scheme, parameters: Mapping[str, Scalar | tuple[Scalar, ...]], lang: Lang, *, everything: bool
    ) -> None:
        self._scheme, self._lang = scheme, lang
        self._writer = ConditionWriter(scheme, parameters)
        self._file = ""
        self._subjects = None if everything else SUBJECTS_SHOWN
        self._parts = None if everything else PARTS_SHOWN

    def lines(self, trace: RuleTrace, day: date, variant: str | None) -> Iterator[Line]:
        """Yield the trace: the gravest facts first, the rest counted."""
        rule, scheme = trace.rule, self._scheme.head
        self._file = trace.application
        yield Line(rule.title[self._lang], 0, rule.id, label_style="bold")
        of = f" ({scheme.variants[variant][self._lang]})" if variant else ""
        on = self._say("waarden van", "values of") + f" {write_day(day.toordinal(), self._lang)}"
        yield Line(f"{trace.application}; {scheme.title[self._lang]}{of}; {on}", 2, style="dim")
        yield Line(
            self._say("plaatsen in dit document: [regel:kolom]", "places in this document: [line:column]"),
            2,
            style="dim",
        )
        if not trace.subjects:
            nl = f"De aanvraag heeft geen {rule.kind}: de regel is niet van toepassing."
            en = f"The application has no {rule.kind}: the rule is not applicable."
            yield Line()
            yield Line(self._say(nl, en))
        ordered = sorted(trace.subjects, key=lambda subject: (subject.agrees, subject.direct.gravity))
        shown = ordered[: self._subjects]
        for subject in shown:
            yield Line()
            yield from self._subject(subject)
        yield from self._others(ordered[len(shown) :])

    def _others(self, others: Sequence[SubjectTrace]) -> Iterator[Line]:
        if not others:
            return
        counts = Counter(subject.direct.words[self._lang] for subject in others)
        counted = ", ".join(f"{count} {word}" for word, count in counts.items())
        nl = f"En nog {len(others)}: {counted}. Kies er een met --subject ID, of zie ze alle met -v."
        en = f"And {len(others)} more: {counted}. Choose one with --subject ID, or see them all with -v."
        yield Line()
        yield Line(self._say(nl, en), style="dim")

    def _subject(self, subject: SubjectTrace) -> Iterator[Line]:
        fact = subject.fact
        absent = "" if fact.given else self._say(" (staat er niet in)", " (not there)")
        name = "" if fact.given and fact.id == fact.kind and not fact.label else self._name(fact)
        yield Line(f"{name}{absent}{self._at(subject.place)}".strip(), 0, fact.kind, "bold", "bold")
        if subject.values:
            yield Line(self._say("Gegevens", "Values"), 2, style="head")
        for value in subject.values:
            yield from self._value(value, 4)
        yield from self._condition(subject.where, fact.kind, "Als", "If")
        yield from self._condition(subject.require, fact.kind, "Vereist", "Requires")
        yield from self._question(subject)
        yield from self._outcome(subject)

    def _value(self, value: ValueRead, indent: int) -> Iterator[Line]:
        shown = f"{value.kind}.{value.name} = {write_value(value.value, value.type)[self._lang]}"
        if value.measure is None or value.measured is None:
            yield Line(f"{shown}{self._at(value.place)}", indent)
            return
        yield Line(shown, indent)
        yield Line(self._writer.measure(value.measure, self._lang), indent + 2, style="dim")
        for own in value.measured.own:
            yield from self._value(own, indent + 2)
        if value.measure.form != "add":
            yield from self._measured(value.measured, value.measure.of, indent + 2)

    def _measured(self, measured: Measured, kind: str, indent: int) -> Iterator[Line]:
        """Say what was counted, each with its values and place, and what could not be placed."""
        counted, total = len(measured.counted), measured.total
        lacking = [part for part in measured.counted if _lacks(part)]
        nl, en = f"telt mee: {counted} van {total} ({kind})", f"counted: {counted} of {total} ({kind})"
        yield Line(self._say(nl, en), indent)
        yield from self._counted([part for part in measured.counted if not _lacks(part)], indent, "+")
        if lacking:
            nl, en = f"telt mee, waarde onbekend: {len(lacking)}", f"counted, value unknown: {len(lacking)}"
            yield Line(self._say(nl, en), indent, style="warn")
            yield from self._counted(lacking, indent, "?")
        if measured.unknown:
            left_out = len(measured.unknown)
            nl, en = f"onbekend of het meetelt: {left_out}", f"unknown whether it counts: {left_out}"
            yield Line(self._say(nl, en), indent, style="warn")
            yield from self._counted(measured.unknown, indent, "?")
        values = [value for part in measured.counted + measured.unknown for value in part.values]
        behind = {f"{value.kind}.{value.name}": value.measure for value in values if value.measure}
        for name, measure in behind.items():
            yield Line(f"{name}: {self._writer.measure(measure, self._lang)}", indent, style="dim")

    def _counted(self, parts: Sequence[Counted], indent: int, mark: str) -> Iterator[Line]:
        shown = parts[: self._parts]
        for part in shown:
            values = ", ".join(
                f"{value.name} = {write_value(value.value, value.type)[self._lang]}"
                for value in part.values
                if value.name != "id"
            )
            absent = "" if part.fact.given else self._say(" (staat er niet in)", " (not there)")
            name = f"{self._name(part.fact)}{absent}"
            yield Line(f"{name}{': ' if values else ''}{values}{self._at(part.place)}", indent, mark)
        more = len(parts) - len(shown)
        if more:
            yield Line(
                self._say(f"en nog {more}; met -v ziet u ze alle", f"and {more} more; -v shows them all"),
                indent + 2,
                style="dim",
            )

    def _name(self, fact: Fact) -> str:
        """Return the name of a fact with its id, by which --subject chooses it."""
        name = name_of(fact)[self._lang]
        return f"{fact.id} ({name})" if isinstance(fact.label, Text) and fact.given and name != fact.id else name

    def _at(self, place: Place | None) -> str:
        """Return a place, of the document itself without its name."""
        if place is None:
            return ""
        return f" [{place.line}:{place.column}]" if place.file == self._file else f" [{place}]"

    def _condition(self, tested: Tested | None, kind: str, nl: str, en: str) -> Iterator[Line]:
        if tested is None:
            return
        _, word = _TRUTH[tested.found]
        yield Line(f"{self._say(nl, en)}: {word[self._lang]}", 2, style="head")
        yield from self._tested(tested, kind, 4)

    def _tested(self, tested: Tested, kind: str, indent: int) -> Iterator[Line]:
        if isinstance(tested, Compared):
            yield from self._compared(tested, kind, indent)
        else:
            yield from self._grouped(tested, kind, indent)

    def _grouped(self, group: Grouped, kind: str, indent: int) -> Iterator[Line]:
        status, word = _TRUTH[group.found]
        joined = self._say("een van deze", "any of these") if group.any else self._say("al deze", "all of these")
        yield Line(f"{joined}: {word[self._lang]}", indent, status.mark, label_style=STYLE_OF[status])
        for part in group.parts:
            yield from self._tested(part, kind, indent + 2)

    def _compared(self, compared: Compared, kind: str, indent: int) -> Iterator[Line]:
        status, word = _TRUTH[compared.found]
        asked = self._writer.write(compared.comparison, kind, self._lang)
        by = f" (${compared.parameter})" if compared.parameter else ""
        yield Line(f"{asked}{by}: {word[self._lang]}", indent, status.mark, label_style=STYLE_OF[status])
        value, other = (write_value(side, compared.type)[self._lang] for side in (compared.value, compared.other))
        operand, name = compared.comparison.operand, compared.comparison.attribute
        if isinstance(operand, Share) and operand.times:
            other = write_value(compared.other, "integer")[self._lang]
        if isinstance(operand, Nothing):
            yield Line(f"{name} = {value}", indent + 2, style="dim")
        elif not isinstance(operand, Share):
            yield Line(f"{name} = {value}; {self._say('tegen', 'against')} {other}", indent + 2, style="dim")
        elif compared.products is None or operand.percent == (1, 1):
            yield Line(f"{name} = {value}; {operand.of} = {other}", indent + 2, style="dim")
        else:
            assert not isinstance(operand.percent, Parameter)
            numerator, denominator = operand.percent
            left, right = (write_value(product, compared.type)[self._lang] for product in compared.products)
            yield Line(f"{name}: {value} × {denominator} = {left}", indent + 2, style="dim")
            yield Line(f"{operand.of}: {other} × {numerator} = {right}", indent + 2, style="dim")

    def _question(self, subject: SubjectTrace) -> Iterator[Line]:
        if subject.direct != Status.OPEN or subject.outcome is None:
            return
        explanation = subject.outcome.explanation
        yield self._labelled("Vraag", "Question", explanation.reason[self._lang])
        for number, part in enumerate(explanation.evidence):
            label = ("Lees", "Read") if number == 0 else ("", "")
            yield self._labelled(*label, f"{part.attribute}{self._at(part.place)}")

    def _outcome(self, subject: SubjectTrace) -> Iterator[Line]:
        yield Line(self._say("Uitkomst", "Outcome"), 2, style="head")
        yield self._labelled("directe lezing", "direct reading", subject.direct.words[self._lang])
        if subject.direct != Status.OPEN:
            yield self._labelled("durable-rules", "durable-rules", self._raised(subject))
        if not subject.agrees:
            nl, en = "De twee lezingen verschillen; er is geen uitkomst.", "The readings differ; there is no outcome."
            yield Line(self._say(nl, en), 4, style="bad")
            return
        outcome = subject.outcome
        if outcome is None:
            return
        if outcome.status != Status.OPEN:
            yield self._labelled("reden", "reason", outcome.explanation.reason[self._lang])
        if outcome.status in {Status.NOT_MET, Status.UNKNOWN} and outcome.explanation.remedy[self._lang]:
            yield self._labelled("herstel", "remedy", outcome.explanation.remedy[self._lang])
        nothing = Text("geen; er volgt niets uit", "none; nothing follows from it")
        follows = led_to(outcome.leads_to, given(outcome, self._scheme)) if outcome.leads_to else nothing
        yield self._labelled("gevolg", "effect", follows[self._lang])

    def _raised(self, subject: SubjectTrace) -> str:
        if subject.raised is not None:
            return subject.raised.words[self._lang]
        return self._say(
            "meldt niets: niet ‘niet voldaan’ en niet ‘onbekend’", "raises nothing: neither ‘not met’ nor ‘unknown’"
        )

    def _labelled(self, nl: str, en: str, text: str) -> Line:
        return Line(text, 4, self._say(nl, en).ljust(_LABEL), label_style="dim")

    def _say(self, nl: str, en: str) -> str:
        return Text(nl, en)[self._lang]


def _lacks(part: Counted) -> bool:
    """Whether a fact that counts leaves the measure unknown: it is not there, or a value of it is not."""
    return not part.fact.given or any(value.value is None for value in part.values)
