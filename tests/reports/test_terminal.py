"""The report for people: what stands in it, in which order, how wide, and what never comes through."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import pytest

from sto_check import check, check_files, load_application, load_judgements
from sto_check.decision.causes import causes_of
from sto_check.decision.result import GRAVITY, Result, gravest
from sto_check.documents.errors import FileUnreadableError
from sto_check.reports.shown import WHAT_IS_OURS
from sto_check.reports.terminal import SUBJECTS_SHOWN, write
from sto_check.text.errors import Problem
from sto_check.text.language import LANGUAGES, Lang, Text
from tests.reports.conftest import APPLICATIONS, SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.decision.decision import Decision
    from sto_check.engine.outcome import Evidence
    from sto_check.scheme.scheme import Scheme
    from tests.scheme.small import SmallScheme

Printed = pytest.CaptureFixture[str]
HEADINGS = {"nl": ("NIET VOLDAAN (", "ONBEKEND (", "TE BEOORDELEN (", "VOLDAAN:"),
            "en": ("NOT MET (", "UNKNOWN (", "TO BE JUDGED (", "MET:")}  # fmt: skip
ALL = [*APPLICATIONS, "techniekregio-volledig+", "techniekluw-volledig+"]


def printed(results: list[Result], capsys: Printed, lang: Lang = "nl", *, verbose: bool = False) -> str:
    write(results, sys.stdout, lang, verbose=verbose)
    return capsys.readouterr().out


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("name", ALL)
def test_a_report_in_a_pipe_is_plain_and_fits_eighty_columns(
    results: dict[str, Result], name: str, lang: Lang, verbose: bool, capsys: Printed
) -> None:
    text = printed([results[name]], capsys, lang, verbose=verbose)
    for line in text.splitlines():
        place = re.search(r"\S{60,}", line)
        assert len(line) <= 80 or place, line
        assert line == line.rstrip()
    assert "\x1b" not in text
    assert "None" not in text
    assert "{" not in text
    assert "\n\n\n" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_the_decision_comes_first_then_not_met_unknown_open_and_met(
    results: dict[str, Result], name: str, lang: Lang, capsys: Printed
) -> None:
    decision = results[name].decision
    assert decision is not None
    text = printed([results[name]], capsys, lang)
    lines = text.splitlines()
    assert lines[0] == decision.application
    assert lines[1].startswith(f"  {decision.title[lang].upper()}: ")
    starts = [
        next((number for number, line in enumerate(lines) if line.startswith(heading)), None)
        for heading in HEADINGS[lang]
    ]
    present = [bool(decision.with_status(status)) for status in ("not_met", "unknown", "open")] + [True]
    assert [start is not None for start in starts] == present
    found = [start for start in starts if start is not None]
    assert found == sorted(found)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("verbose", [False, True])
def test_each_rule_that_is_not_met_unknown_or_open_stands_under_its_heading_or_its_cause(
    results: dict[str, Result], name: str, verbose: bool, capsys: Printed
) -> None:
    decision = results[name].decision
    assert decision is not None
    told = [cause for cause in causes_of(decision.outcomes) if len(cause.rules) > 1]
    shared = {id(outcome) for cause in told for outcome in cause.outcomes}
    text = printed([results[name]], capsys, verbose=verbose)
    marks = {"not_met": "✗", "unknown": "?", "open": "○"}
    starts = [line.split()[:2] for line in text.splitlines() if line[:1] in marks.values()]
    shown = [(mark, word) for mark, word in starts if word.startswith("STO-")]
    expected = [("?", rule_id) for cause in told for rule_id in cause.rules] if verbose else []
    alone = [outcome for outcome in decision.outcomes if id(outcome) not in shared]
    for status, mark in marks.items():
        ids = dict.fromkeys(outcome.rule.id for outcome in alone if outcome.status == status)
        at = 0 if status == "not_met" else len(expected)
        expected[at:at] = [(mark, rule_id) for rule_id in ids]
    assert shown == expected
    assert len(starts) - len(shown) == len(told)
    told_rules = [set(re.findall(r"STO-\w+", block)) for block in blocks(text)]
    assert told_rules == [set(cause.rules) for cause in told]


def blocks(text: str) -> list[str]:
    """Return what is printed of each cause: from its mark to the next empty line."""
    return re.findall(r"^\? (?!STO-).*?(?=^$|^  Met -v)", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    "name", ["techniekregio-volledig+", "techniekregio-veel-gebreken", "techniekregio-vroeg-concept"]
)
def test_verbose_names_every_rule_that_is_met(results: dict[str, Result], name: str, capsys: Printed) -> None:
    decision = results[name].decision
    assert decision is not None
    graver = {outcome.rule.id for outcome in decision.outcomes if outcome.status != "met"}
    met = list(dict.fromkeys(outcome.rule.id for outcome in decision.outcomes if outcome.rule.id not in graver))
    quiet = printed([results[name]], capsys)
    verbose = printed([results[name]], capsys, verbose=True)
    assert "✓" not in quiet
    assert [line.split()[1] for line in verbose.splitlines() if line.startswith("✓")] == met
    assert f"VOLDAAN: {len(met)} van {len(decision.scheme.rules_of('application'))} regels" in quiet
    assert "Alleen voor de hele ronde te zeggen: STO-M3a, STO-M3b" in quiet
    named = " ".join(verbose.split()).rpartition("Niet van toepassing: ")[2]
    assert re.findall(r"STO-\w+", named) == [rule.id for rule in decision.not_applicable]


def lines_of(evidence: Evidence) -> str:
    """The first and the last line of what was added up, each at its own amount."""
    places = [part.place for part in evidence.parts if part.place]
    return f"{places[0].file}, regels {places[0].line}–{places[-1].line}"


def test_a_rule_that_is_not_met_has_reason_remedy_place_source_and_effect(
    results: dict[str, Result], capsys: Printed
) -> None:
    decision = results["techniekregio-cofinanciering-9-99"].decision
    assert decision is not None
    (outcome,) = decision.with_status("not_met")
    text = " ".join(printed([results["techniekregio-cofinanciering-9-99"]], capsys).split("TE BEOORDELEN")[0].split())
    for part in (
        "✗ STO-M4 De cofinanciering is ten minste 10% van de subsidiabele kosten",
        " ".join(outcome.explanation.reason.nl.split()),
        "Herstel " + " ".join(outcome.explanation.remedy.nl.split()),
        f"Waar {lines_of(outcome.explanation.evidence[0])}",
        "Bron DUSI, subsidiepagina: ",
        "Gevolg leidt tot afwijzing",
    ):
        assert " ".join(part.split()) in text


@pytest.mark.parametrize(
    ("lang", "reading", "effect"),
    [
        ("nl", "            Onze lezing: Betrekken is dat er ", "  Gevolg    leidt tot afwijzing (onze lezing)\n"),
        ("en", "            Our reading: Involving means ", "  Effect    leads to refusal (our reading)\n"),
    ],
)
def test_our_reading_is_told_apart_from_what_a_source_says(
    results: dict[str, Result], capsys: Printed, lang: Lang, reading: str, effect: str
) -> None:
    out = printed([results["techniekregio-zonder-po"]], capsys, lang)
    assert reading in out
    assert effect in out
    head = {
        "nl": "is bij 1 van 1 onze lezing: geen bron zegt het.",
        "en": "is our reading for 1 of 1: no source says it.",
    }
    assert head[lang] in out
    assert " ".join(out.split()).endswith(WHAT_IS_OURS[lang])


def test_what_a_source_gives_itself_is_not_called_ours(results: dict[str, Result], capsys: Printed) -> None:
    out = printed([results["techniekregio-te-laat"]], capsys)
    assert "  Gevolg    leidt tot afwijzing\n" in out
    assert "Dat dit volgt" not in out


def test_a_report_without_anything_to_tell_explains_no_reading(results: dict[str, Result], capsys: Printed) -> None:
    assert "lezing" not in printed([results["techniekregio-volledig+"]], capsys)


def small_decision(small: SmallScheme, given: Any, judged: dict[str, Any] | None = None) -> Decision:
    scheme = small.load()
    judgements = load_judgements(judged or {"beoordelingen": []}, scheme)
    return check(load_application(given), scheme, judgements=judgements)


@pytest.mark.parametrize(("number", "more"), [(SUBJECTS_SHOWN, 0), (SUBJECTS_SHOWN + 1, 1), (40, 40 - SUBJECTS_SHOWN)])
def test_many_subjects_are_cut_off_with_their_number(
    small: SmallScheme, number: int, more: int, capsys: Printed
) -> None:
    posts = [{"omschrijving": f"Post-{item}", "bedrag": "10", "subsidiabel": "nee"} for item in range(number)]
    decision = small_decision(small, {"begroting": {"kosten": posts}})
    quiet = printed([Result("x", decision, None)], capsys)
    assert quiet.count("  - Post-") == number - more
    assert ("en nog" in quiet) is bool(more)
    assert not more or f"en nog {more}; met -v ziet u ze alle." in quiet
    english = printed([Result("x", decision, None)], capsys, "en")
    assert not more or f"and {more} more; -v shows them all." in english
    verbose = printed([Result("x", decision, None)], capsys, verbose=True)
    assert verbose.count("  - Post-") == number
    assert "en nog" not in verbose


ODD = "A\tB\rC\x85D\u2028E\u200cF\xadG\u2029H"
"""What a text may hold, and does not print."""
HOSTILE = "A\x1b[31mB\x07C\x9b31mD\u202eE\u2066F\x00G\rH\u200bI\tJ"


def test_no_control_character_of_a_name_reaches_the_report(small: SmallScheme, capsys: Printed) -> None:
    given = {
        "ontvangen": "2025-06-01",
        "regio": {"naam": ODD, "soort": "techniekregio", "afbakening": ODD},
        "visie": {"definitie": ODD},
        "partners": [{"id": "p", "soort": "po", "naam": ODD}],
        "begroting": {
            "kosten": [{"omschrijving": ODD, "subsidiabel": "nee"}, {"omschrijving": ODD, "subsidiabel": "nee"}]
        },
    }
    one = {"regel": "X-J1", "score": "onvoldoende", "door": ODD, "op": "2025-06-02", "motivering": ODD}
    decision = small_decision(small, given, {"regio": ODD, "beoordelingen": [one]})
    error = FileUnreadableError(Problem("not-found", Text("a", "b")))
    for verbose in (False, True):
        text = printed([Result(HOSTILE, decision, None), Result(HOSTILE, None, error)], capsys, verbose=verbose)
        left = text.replace("\n", "").replace("\N{NO-BREAK SPACE}", "")
        assert left.isprintable()
        assert "A\N{REPLACEMENT CHARACTER}[31mB" in text


def test_a_name_longer_than_a_line_is_not_broken(scheme: Scheme, tmp_path: Path, capsys: Printed) -> None:
    path = tmp_path / ("lang" * 30 + ".yaml")
    path.write_text("ontvangen: 2024-10-30\n")
    decision = check(load_application(path), scheme)
    lines = printed([Result(str(path), decision, None)], capsys).splitlines()
    assert lines[0] == str(path)
    assert any(f"{path}:1:12" in line for line in lines)
    for line in lines:
        assert len(line) <= 80 or str(path) in line


def test_several_documents_follow_each_other_and_an_unread_one_says_so(
    results: dict[str, Result], capsys: Printed
) -> None:
    error = FileUnreadableError(Problem("not-found", Text("Weg.", "Gone.")))
    given = [results["techniekregio-te-laat"], Result("weg.yaml", None, error), results["techniekluw-volledig"]]
    text = printed(given, capsys)
    names = [result.decision.application if result.decision else result.name for result in given]
    assert [line for line in text.splitlines() if line.startswith(tuple(names))] == [
        names[0],
        "weg.yaml: niet gelezen; zie de foutmelding",
        names[2],
    ]
    assert "weg.yaml: not read; see the error message" in printed(given, capsys, "en")


def test_a_judged_application_shows_its_score_and_judgements(results: dict[str, Result], capsys: Printed) -> None:
    text = printed([results["techniekregio-volledig+"]], capsys, verbose=True)
    assert "Score van de beoordeling: 10 / 12" in text
    assert "Oordeel   goed, Margriet Hulzebosch, 2024-10-21:" in text
    assert "Score of the judgement: 10 / 12" in printed([results["techniekregio-volledig+"]], capsys, "en")


def test_an_open_rule_asks_its_question_and_says_what_to_read(results: dict[str, Result], capsys: Printed) -> None:
    text = " ".join(printed([results["techniekregio-volledig"]], capsys, "en").split())
    assert "○ STO-J1 Quality and ambition of the vision" in text
    assert "Is the vision of technology education clear, forward-looking and ambitious?" in text
    assert re.search(r"Read visie\.definitie \(line \d+\), visie\.kwaliteitsbeeld \(line \d+\)", text)


def test_the_variant_and_the_day_of_the_values_are_named(small: SmallScheme, capsys: Printed) -> None:
    loaded = load_application({"ontvangen": "2026-03-01"})
    decision = check(loaded, small.load(), variant="ruim")
    assert "  Kleine regeling (de ruime variant); waarden van 1 maart 2026\n" in printed(
        [Result("x", decision, None)], capsys
    )
    assert "  Small scheme (the wide variant); values of 1 March 2026\n" in printed(
        [Result("x", decision, None)], capsys, "en"
    )


def test_the_gravest_exit_code_of_all_counts() -> None:
    def of(code: int) -> Result:
        error = FileUnreadableError(Problem("x", Text("", "")))
        error.exit_code = code
        return Result("x", None, error)

    for place, code in enumerate(GRAVITY):
        assert gravest(of(other).exit_code for other in reversed(GRAVITY[place:])) == code
    assert gravest([]) == 0
    assert GRAVITY == (70, 65, 2, 1, 3, 4, 0)


def test_what_a_person_reads_to_judge_is_called_as_it_stands_in_the_workbook(capsys: Printed) -> None:
    said = " ".join(printed(list(check_files([SAMPLES / "techniekregio-volledig.xlsx"])), capsys).split())
    assert "Lees Visie: Definitie van techniekonderwijs (2) (Visie!B4)" in said
    assert "visie.definitie" not in said
