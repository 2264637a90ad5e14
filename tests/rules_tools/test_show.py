"""A rule traced on an application: what was read and counted, each comparison, both readings, what follows."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sto_check import check, load_application
from sto_check.decision.check import evaluate
from sto_check.engine.evaluation import Compared, Grouped
from sto_check.engine.network import Network
from sto_check.engine.resolve import parameter_values
from sto_check.engine.trace import trace
from sto_check.reports.layout import wrapped
from sto_check.reports.rule_trace import PARTS_SHOWN, SUBJECTS_SHOWN, TraceWriter
from sto_check.scheme.bounds import Bounds
from sto_check.text.errors import UsageError
from sto_check.text.language import LANGUAGES, Lang
from sto_check.text.place import Place
from tests.cli.conftest import MAXIMA, sample
from tests.rules_tools.conftest import fits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sto_check.engine.evaluation import Tested
    from sto_check.engine.trace import RuleTrace, SubjectTrace, ValueRead
    from sto_check.forms.load import Application
    from sto_check.scheme.scheme import Scheme
    from tests.cli.conftest import Ran
    from tests.scheme.small import SmallScheme

    Run = Callable[..., Ran]

NBSP = "\N{NO-BREAK SPACE}"
SHORT = sample("techniekregio-cofinanciering-9-99")
MANY = sample("techniekregio-veel-gebreken")
DRAFT = sample("techniekregio-vroeg-concept")
FULL = sample("techniekregio-volledig")
DAY = date(2024, 9, 24)


def traced(scheme: Scheme, rule_id: str, source: Any, variant: str | None = None) -> RuleTrace:
    application = load_application(Path(source) if isinstance(source, str) else source)
    return traced_of(scheme, rule_id, application, variant=variant)


def traced_of(
    scheme: Scheme, rule_id: str, application: Application, on: date = DAY, variant: str | None = None
) -> RuleTrace:
    rule = scheme.rule(rule_id)
    return trace(evaluate(application, scheme, rule.scope, on=on, variant=variant), rule.id, application.name)


def value_of(subject: SubjectTrace, name: str) -> ValueRead:
    return next(value for value in subject.values if value.name == name)


def leaves(tested: Tested | None) -> Iterator[Compared]:
    if isinstance(tested, Grouped):
        for part in tested.parts:
            yield from leaves(part)
    elif tested is not None:
        yield tested


def printed(scheme: Scheme, trace: RuleTrace, lang: Lang = "nl", *, everything: bool = False) -> str:
    writer = TraceWriter(scheme, parameter_values(scheme, DAY, None), lang, everything=everything)
    return "\n".join(text for line in writer.lines(trace, DAY, None) for text in wrapped(line, 80))


def test_every_rule_comes_out_as_in_the_decision(scheme: Scheme) -> None:
    names = ("techniekregio-veel-gebreken", "techniekluw-veel-gebreken", "techniekregio-vroeg-concept")
    applications = [load_application(Path(sample(name))) for name in names]
    decisions = [check(application, scheme) for application in applications]
    for rule in scheme.rules_of("application"):
        for application, decision in zip(applications, decisions, strict=True):
            expected = {(one.subject.id, one.subject.path): one for one in decision.outcomes if one.rule.id == rule.id}
            found = traced_of(scheme, rule.id, application)
            assert found.agrees
            for subject in found.subjects:
                outcome = expected.pop((subject.fact.id, subject.fact.path), None)
                assert subject.direct == (outcome.status if outcome else "not_applicable"), rule.id
                assert (subject.outcome is None) is (outcome is None)
                if outcome and subject.outcome:
                    assert subject.outcome.leads_to == outcome.leads_to
                    assert subject.outcome.explanation == outcome.explanation
            assert expected == {}


def test_a_sum_shows_each_part_with_its_place_and_adds_up(scheme: Scheme) -> None:
    (subject,) = traced(scheme, "STO-M4", SHORT).subjects
    value = value_of(subject, "subsidiabel")
    assert value.measured is not None
    amounts = [part.values[0] for part in value.measured.counted]
    assert {amount.name for amount in amounts} == {"bedrag"}
    assert sum(amount.value for amount in amounts if isinstance(amount.value, int)) == value.value
    assert (len(amounts), value.measured.total, value.measured.unknown) == (142, 147, ())
    lines = Path(SHORT).read_text(encoding="utf-8").splitlines()
    place = value.measured.counted[0].place
    assert place is not None
    assert "bedrag" in lines[place.line - 1]


def test_a_share_shows_both_sides_multiplied_out(scheme: Scheme) -> None:
    (subject,) = traced(scheme, "STO-M4", SHORT).subjects
    assert isinstance(subject.require, Grouped)
    more, share = leaves(subject.require)
    assert (more.value, more.other, more.products, more.found) == (594_600_000, 0, None, True)
    assert share.parameter == "cofinanciering.aandeel"
    assert (share.value, share.other) == (59_400_540, 594_600_000)
    assert share.products == (594_005_400, 594_600_000)
    assert (share.found, subject.require.found, subject.direct, subject.raised) == (False, False, "not_met", "not_met")
    said = printed(scheme, traced(scheme, "STO-M4", SHORT))
    assert f"cofinanciering: €{NBSP}594.005,40 × 10 = €{NBSP}5.940.054,00\n" in said
    assert f"subsidiabel: €{NBSP}5.946.000,00 × 1 = €{NBSP}5.946.000,00\n" in said
    assert "($cofinanciering.aandeel): onwaar" in said


def test_what_is_unknown_is_shown_as_left_out(scheme: Scheme) -> None:
    tree = {
        "begroting": {
            "kosten": [
                {"bedrag": "10.00", "subsidiabel": "ja"},
                {"bedrag": "20.00"},
                {"subsidiabel": "ja"},
            ],
            "cofinanciering": [{"bedrag": "3.00"}],
        }
    }
    trace = traced(scheme, "STO-M4", tree)
    (subject,) = trace.subjects
    value = value_of(subject, "subsidiabel")
    assert value.value == Bounds(1000, None)
    assert value.measured is not None
    assert [part.fact.id for part in value.measured.counted] == ["1", "3"]
    assert [part.fact.id for part in value.measured.unknown] == ["2"]
    assert [one.found for one in leaves(subject.require)] == [True, None]
    assert (subject.direct, subject.raised) == ("unknown", "unknown")
    said = printed(scheme, trace)
    assert "telt mee: 2 van 3 (kostenpost)\n" in said
    assert "telt mee, waarde onbekend: 1\n      ? 3: bedrag = onbekend, subsidiabel = ja\n" in said
    assert f"onbekend of het meetelt: 1\n      ? 2: bedrag = €{NBSP}20,00, subsidiabel = onbekend\n" in said
    assert f"begroting.subsidiabel = ten minste €{NBSP}10,00\n" in said
    assert "vraagt om aanvulling" in said


def test_a_part_that_is_not_there_says_so(scheme: Scheme) -> None:
    said = printed(scheme, traced(scheme, "STO-M4", {"begroting": {"cofinanciering": [{"bedrag": "3.00"}]}}))
    assert "? begroting.kosten (staat er niet in)" in said


def test_a_guard_that_fails_makes_the_rule_not_applicable(scheme: Scheme) -> None:
    (subject,) = traced(scheme, "STO-M2", FULL).subjects
    (guard,) = leaves(subject.where)
    assert (guard.value, guard.other, guard.found) == ("techniekregio", "techniekluw", False)
    assert (subject.direct, subject.raised, subject.outcome) == ("not_applicable", None, None)
    said = printed(scheme, traced(scheme, "STO-M2", FULL))
    assert "Als: onwaar\n    ✗ soort regio is techniekluw: onwaar\n" in said
    assert "directe lezing  niet van toepassing\n" in said
    assert "gevolg" not in said


def test_groups_are_shown_part_by_part(scheme: Scheme) -> None:
    trace = traced(scheme, "STO-M9", FULL)
    group = trace.subjects[0].require
    assert isinstance(group, Grouped)
    assert group.any
    assert [part.found for part in group.parts] == [
        word in (leaf.value if isinstance(leaf.value, tuple) else ())
        for word, leaf in zip(("vmbo-leerlingen", "vmbo-personeel"), leaves(group), strict=True)
    ]
    assert "een van deze: waar" in printed(scheme, trace)


def test_values_have_the_place_where_the_document_has_them(scheme: Scheme) -> None:
    (subject,) = traced(scheme, "STO-M1", FULL).subjects
    lines = Path(FULL).read_text(encoding="utf-8").splitlines()
    kind = value_of(subject, "soort_regio")
    assert kind.place is not None
    assert kind.path == "regio.soort"
    assert lines[kind.place.line - 1].strip() == "soort: techniekregio"
    maximum = value_of(subject, "maximum")
    assert maximum.measured is not None
    (own,) = maximum.measured.own
    assert (own.name, own.value) == ("nummer_regio", "14")
    (row,) = maximum.measured.counted
    assert isinstance(row.place, Place)
    assert row.place.file.endswith("maxima.csv")
    said = printed(scheme, traced(scheme, "STO-M1", FULL))
    assert f"begroting.soort_regio = techniekregio [{kind.place.line}:{kind.place.column}]\n" in said
    assert f"[{row.place}]" in said.replace("\n      ", "")


def test_what_is_added_up_of_the_fact_itself_is_traced_as_well(scheme: Scheme) -> None:
    (subject,) = traced(scheme, "STO-M5", FULL).subjects
    cover = value_of(subject, "dekking")
    assert cover.measured is not None
    assert sum(one.value for one in cover.measured.own if isinstance(one.value, int)) == cover.value
    assert cover.measured.own[1].measured is not None


def test_a_judgement_rule_shows_its_question_and_what_to_read(scheme: Scheme) -> None:
    trace = traced(scheme, "STO-J1", FULL)
    (subject,) = trace.subjects
    assert (subject.direct, subject.require, subject.values) == ("open", None, ())
    said = printed(scheme, trace, "en")
    question = scheme.rule("STO-J1").judge
    assert question is not None
    assert question.question.en in re.sub(r"\s+", " ", said)
    assert all(re.search(rf"{re.escape(key)}\s+\[\d+:\d+\]", said) for key in question.reads)
    assert "durable-rules" not in said
    assert "is for the assessor" in said


def test_the_gravest_facts_come_first_and_the_rest_is_counted(scheme: Scheme) -> None:
    trace = traced(scheme, "STO-M6", SHORT)
    assert len(trace.subjects) > SUBJECTS_SHOWN
    said = printed(scheme, trace)
    assert len(re.findall(r"^kostenpost ", said, re.MULTILINE)) == SUBJECTS_SHOWN
    assert f"En nog {len(trace.subjects) - SUBJECTS_SHOWN}: " in said
    everything = printed(scheme, trace, everything=True)
    assert len(re.findall(r"^kostenpost ", everything, re.MULTILINE)) == len(trace.subjects)
    tree = {
        "activiteiten": [{"id": f"a{number}"} for number in range(9)]
        + [{"id": "fout", "start": "2031-01-01", "eind": "2031-02-01"}]
    }
    first = printed(scheme, traced(scheme, "STO-P1", tree)).splitlines()
    assert next(line for line in first if line.startswith("activiteit ")) == "activiteit fout"


def test_what_was_counted_is_capped(scheme: Scheme) -> None:
    trace = traced(scheme, "STO-M4", SHORT)
    said = printed(scheme, trace)
    assert f"en nog {142 - PARTS_SHOWN}; met -v ziet u ze alle" in said
    assert "en nog" not in printed(scheme, trace, everything=True)


def test_one_fact_can_be_chosen(scheme: Scheme) -> None:
    trace = traced(scheme, "STO-C6", FULL)
    assert [subject.fact.id for subject in trace.about("bb").subjects] == ["bb"]
    with pytest.raises(UsageError) as caught:
        trace.about("onderbow")
    assert str(caught.value) == "Er is geen leerweg “onderbow”. Bedoelt u onderbouw?"


def test_an_application_without_such_a_fact_says_so(scheme: Scheme) -> None:
    trace = traced(scheme, "STO-M8a", {"lopende_projecten": []})
    assert (trace.subjects, trace.agrees) == ((), True)
    assert "geen lopend_project: de regel is niet van toepassing" in printed(scheme, trace)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_has_a_trace_that_fits_the_screen(scheme: Scheme, lang: Lang) -> None:
    application = load_application(Path(MANY))
    for rule in scheme.rules:
        said = printed(scheme, traced_of(scheme, rule.id, application), lang)
        assert fits(said), rule.id
        assert said.startswith(f"{rule.id} ")


def test_the_command_shows_a_rule(run: Run) -> None:
    found = run("rules", "show", "sto-m4", "--facts", SHORT)
    assert (found.code, found.err) == (0, "")
    assert "directe lezing  niet voldaan\n    durable-rules   niet voldaan\n" in found.out
    assert "leidt tot afwijzing" in found.out
    assert fits(found.out)
    english = run("rules", "show", "STO-M4", "--facts", SHORT, "--lang", "en").out
    assert "direct reading  not met\n    durable-rules   not met\n" in english


def test_the_command_takes_maxima_variant_day_and_subject(run: Run) -> None:
    assert "onbekend" in run("rules", "show", "STO-M1", "--facts", FULL).out
    assert "Vereist: waar" in run("rules", "show", "STO-M1", "--facts", FULL, *MAXIMA).out
    late = sample("techniekregio-activiteit-in-2029")
    assert "Vereist: onwaar" in run("rules", "show", "STO-P1", "--facts", late).out
    extended = run("rules", "show", "STO-P1", "--facts", late, "--variant", "extension-2029").out
    assert "Vereist: onwaar" not in extended
    assert "de regeling is verlengd" in re.sub(r"\s+", " ", extended)
    later = run("rules", "show", "STO-M4", "--facts", SHORT, "--on", "2025-12-01").out
    assert "waarden van 1 december 2025" in re.sub(r"\s+", " ", later)
    one = run("rules", "show", "STO-C6", "--facts", FULL, "--subject", "kb").out
    assert re.findall(r"^leerweg (\w+)", one, re.MULTILINE) == ["kb"]
    assert len(run("rules", "show", "STO-M4", "--facts", SHORT, "-v").out) > 2 * len(
        run("rules", "show", "STO-M4", "--facts", SHORT).out
    )


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("STO-M44", "--facts", FULL), 2, "De regel “STO-M44” is niet bekend. Bedoelt u STO-M4?\n"),
        (("STO-M4",), 2, "De optie --facts BESTAND is nodig."),
        (("STO-M4", "--facts", "niets.yaml"), 65, "Het bestand niets.yaml bestaat niet."),
        (("STO-C6", "--facts", FULL, "--subject", "zz"), 2, "Er is geen leerweg “zz”. Bekend zijn: onderbouw, bb,"),
        (("STO-M4", "--facts", FULL, "--variant", "x"), 2, "De variant “x” is niet bekend."),
        (("STO-M4", "--facts", FULL, "--on", "1999-01-01"), 2, "geldt niet op 1999-01-01"),
        (("STO-M4", "--facts", FULL, "--on", "morgen"), 2, "dit is geen dag"),
    ],
)
def test_wrong_use_is_told(run: Run, arguments: tuple[str, ...], code: int, said: str) -> None:
    found = run("rules", "show", *arguments)
    assert (found.code, found.out) == (code, "")
    assert said in found.err


def test_a_document_for_another_scheme_is_refused(run: Run, small: SmallScheme) -> None:
    found = run("rules", "show", "X-A1", "--facts", FULL, "--scheme", str(small.folder))
    assert (found.code, found.out) == (65, "")
    assert "Dit document is voor “sto-2025-2028”, niet voor klein." in found.err


def test_where_the_readings_differ_the_trace_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_self: Network, _facts: object) -> set[tuple[str, int]]:
        return set()

    monkeypatch.setattr(Network, "matches", nothing)
    found = run("rules", "show", "STO-M4", "--facts", SHORT)
    assert found.code == 70
    assert "directe lezing  niet voldaan" in found.out
    assert "durable-rules   meldt niets" in found.out
    assert "De twee lezingen verschillen; er is geen uitkomst." in found.out
    assert "gevolg" not in found.out
