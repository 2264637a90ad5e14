"""Two versions of a scheme compared: what changed in words, and which decisions change with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sto_check import check, load_application, load_scheme
from sto_check.cli.main import main
from sto_check.cli.main import run as run_program
from sto_check.scheme.errors import UnknownVariantError
from sto_check.workbench.comparison import Version, compare
from tests.rules_writers.conftest import rules_naming

if TYPE_CHECKING:
    from sto_check.decision.decision import Decision
    from sto_check.scheme.scheme import Scheme
    from tests.rules_writers.conftest import Copy

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
SHIPPED = load_scheme(ROOT / "rules" / "sto-2025-2028")


def test_a_version_does_not_differ_from_itself(copy: Copy) -> None:
    found = compare(Version(SHIPPED), Version(load_scheme(copy.folder)))
    assert (found.parameters, found.rules, found.measures, found.parts) == ((), (), (), {})
    assert not found.differs


def test_the_extension_changes_two_values_and_the_activity_into_2029() -> None:
    names = ["techniekregio-activiteit-in-2029", "techniekregio-te-laat"]
    applications = [SAMPLES / f"{name}.yaml" for name in names]
    found = compare(Version(SHIPPED), Version(SHIPPED, "extension-2029"), applications)
    varied = {name for name, entry in SHIPPED.head.parameters.items() if "extension-2029" in entry.variants}
    assert {change.name for change in found.parameters} == varied
    assert {"subsidieperiode.einde", "subsidieperiode.laatste_dag"} <= varied
    assert found.rules == ()
    into_2029, late = found.effects
    assert (into_2029.old.verdict, into_2029.new.verdict) == ("not-eligible", "assess")
    assert set(into_2029.rules) == _changed(SHIPPED, SHIPPED, applications[0], variant="extension-2029")
    assert ("STO-P1", "not_met", "met") in into_2029.rules
    assert not late.changes


def test_a_lower_percentage_changes_the_value_and_the_decision(copy: Copy) -> None:
    share = "  cofinanciering.aandeel:\n    unit: percent\n    value: "
    copy.change("scheme.yaml", f"{share}10", f"{share}7.5")
    application, changed = SAMPLES / "techniekregio-cofinanciering-9-99.yaml", load_scheme(copy.folder)
    found = compare(Version(SHIPPED), Version(changed), [application])
    (change,) = found.parameters
    assert (change.name, change.old, change.new) == ("cofinanciering.aandeel", (1, 10), (3, 40))
    assert (found.rules, found.measures, found.parts) == ((), (), {})
    (effect,) = found.effects
    assert set(effect.rules) == _changed(SHIPPED, changed, application)
    assert {rule_id for rule_id, _, _ in effect.rules} <= rules_naming(SHIPPED, "cofinanciering.aandeel")
    assert ("STO-M4", "not_met", "met") in effect.rules


def _changed(old: Scheme, new: Scheme, application: Path, variant: str | None = None) -> set[tuple[str, str, str]]:
    """Return what becomes of every rule of which some outcome differs, worked out from two decisions."""
    read = load_application(application)
    before, after = _gravest(check(read, old)), _gravest(check(read, new, variant=variant))
    return {(rule_id, before[rule_id], after[rule_id]) for rule_id in before if before[rule_id] != after[rule_id]}


def _gravest(decision: Decision) -> dict[str, str]:
    gravity = ["not_applicable", "met", "open", "unknown", "not_met"]
    found = {rule.id: "not_applicable" for rule in decision.scheme.rules}
    for outcome in decision.outcomes:
        found[outcome.rule.id] = max(found[outcome.rule.id], outcome.status, key=gravity.index)
    return found


def test_rules_and_measures_that_come_go_and_change_are_told(copy: Copy) -> None:
    copy.change(
        "rules/2-regio.yaml", "require: {mbo_partners: {at_least: 1}}", "require: {mbo_partners: {at_least: 2}}"
    )
    copy.change("rules/2-regio.yaml", "- id: STO-R2\n", "- id: STO-R12\n")
    copy.change("measures.yaml", "{count: partner, where: {soort: vo}}", "{count: partner, where: {soort: hbo}}")
    found = compare(Version(SHIPPED), Version(load_scheme(copy.folder)))
    changes = {change.rule_id: change for change in found.rules}
    assert set(changes) == {"STO-R1", "STO-R2", "STO-R12"}
    assert changes["STO-R1"].parts == ("require",)
    assert changes["STO-R2"].new is None
    assert changes["STO-R12"].old is None
    (measure,) = found.measures
    assert measure.name == "regio.vo_partners"
    assert measure.old != measure.new


def test_only_texts_and_consequences_that_change_are_named(copy: Copy) -> None:
    copy.change("rules/2-regio.yaml", "nl: Een mbo-instelling doet mee,", "nl: Een mbo doet mee,")
    copy.change("rules/3-periode.yaml", "otherwise: refuse\n  unknown: assess", "otherwise: assess\n  unknown: assess")
    found = compare(Version(SHIPPED), Version(load_scheme(copy.folder)))
    assert {change.rule_id: change.parts for change in found.rules} == {"STO-R1": ("title",), "STO-P3": ("otherwise",)}


def test_an_unknown_variant_is_refused() -> None:
    with pytest.raises(UnknownVariantError, match="extension-2029"):
        compare(Version(SHIPPED), Version(SHIPPED, "extension-2030"))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("nl", ("eis: mbo partners is ten minste 1 → mbo partners is ten minste 2", "Een andere beslissing: 1 van 1")),
        ("en", ("requirement: mbo partners is at least 1 → mbo partners is at least 2", "Another decision: 1 of 1")),
    ],
)
def test_the_program_tells_it_in_words(
    copy: Copy, capsys: pytest.CaptureFixture[str], lang: str, words: tuple[str, str]
) -> None:
    copy.change(
        "rules/2-regio.yaml", "require: {mbo_partners: {at_least: 1}}", "require: {mbo_partners: {at_least: 2}}"
    )
    sample = str(SAMPLES / "techniekluw-volledig.yaml")
    with pytest.raises(SystemExit) as stop:
        main(["rules", "diff", "sto-2025-2028", str(copy.folder), sample, "--lang", lang])
    assert stop.value.code == 1
    shown = " ".join(capsys.readouterr().out.split())
    for expected in words:
        assert expected in shown


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run_program(["rules", "diff", *arguments])
    printed = capsys.readouterr()
    return code, " ".join(printed.out.split()), printed.err


def test_old_and_new_of_measures_texts_and_every_file_are_shown(copy: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    copy.change("measures.yaml", "{count: partner, where: {soort: po}}", "{count: partner, where: {soort: hbo}}")
    copy.change("rules/2-regio.yaml", "nl: Een mbo-instelling doet mee,", "nl: Een mbo doet mee,")
    copy.change("scheme.yaml", "until: 2029-03-30", "until: 2029-03-31")
    sources = copy.folder / "sources.yaml"
    sources.write_text(sources.read_text().replace("verplicht samen met het mbo.", "samen met het mbo."))
    code, out, _ = told(capsys, "sto-2025-2028", str(copy.folder))
    assert code == 1
    for line in (
        "regio.po_partners telling van partner waarvan soort is po → telling van partner waarvan soort is hbo",
        "titel: Een mbo-instelling doet mee → Een mbo doet mee",
        "in_force.until: 2029-03-30 → 2029-03-31",
        "DUSI.asks.mbo.asks.nl: Het vmbo werkt verplicht samen met het mbo. → Het vmbo werkt samen met het mbo.",
    ):
        assert line in out


def test_a_changed_vocabulary_is_told(copy: Copy) -> None:
    vocabulary = copy.folder / "vocabulary.yaml"
    text = vocabulary.read_text()
    vocabulary.write_text(f"{text}extra:\n  from: regio\n  attributes: {{naam: text}}\n")
    found = compare(Version(SHIPPED), Version(load_scheme(copy.folder)))
    assert found.parts["vocabulary.yaml"][0].path == "extra"
    assert found.parts["vocabulary.yaml"][0].old is None
    assert found.differs


def test_one_unreadable_document_does_not_silence_the_rest(
    copy: Copy, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, good = tmp_path / "stuk.yaml", str(SAMPLES / "techniekluw-volledig.yaml")
    bad.write_text("regio: [\n")
    copy.change(
        "rules/2-regio.yaml", "require: {mbo_partners: {at_least: 1}}", "require: {mbo_partners: {at_least: 9}}"
    )
    code, out, err = told(capsys, "sto-2025-2028", str(copy.folder), str(bad), good)
    assert code == 65
    assert str(bad) in err
    assert "STO-R1: voldaan → niet voldaan" in out
    assert "Een andere beslissing: 1 van 1 aanvraag." in out
