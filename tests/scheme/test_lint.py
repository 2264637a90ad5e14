"""Lint: every finding with its code, place and suggestion; and its logic against all facts there can be."""

from __future__ import annotations

import ast
import re
import time
from itertools import product
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sto_check.cli.main import run as run_program
from sto_check.engine.reading import test_of as reading_of
from sto_check.forms.named_forms import rules_folder
from sto_check.scheme.condition import (
    ALWAYS,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Constant,
    Nothing,
    Share,
    Type,
    attributes_read,
    comparisons,
)
from sto_check.scheme.errors import SchemeNotFoundError
from sto_check.scheme.folder import scheme_names
from sto_check.scheme.operators.equality import EQUALS, NOT
from sto_check.scheme.operators.membership import HAS, NONE_OF, ONE_OF
from sto_check.scheme.operators.order import AT_LEAST, AT_MOST, LESS_THAN, MORE_THAN
from sto_check.scheme.operators.presence import ABSENT, PRESENT
from sto_check.text.errors import UsageError
from sto_check.workbench.lint import mistakes, words
from sto_check.workbench.lint.codes import CHECKS, CODES
from sto_check.workbench.lint.findings import lint, schemes_to_lint
from sto_check.workbench.lint.logic import Logic, implied
from sto_check.workbench.lint.rules import Seen, World, covers
from tests.fuzz.effort import examples
from tests.scheme.small import RULES, SmallScheme, write_small

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import ModuleType

    from sto_check.scheme.entries import Consequence
    from sto_check.scheme.scheme import Rule
    from sto_check.text.errors import Problem

SCHEME, SOURCES, VOCABULARY, MEASURES, DECISION = (
    "scheme.yaml", "sources.yaml", "vocabulary.yaml", "measures.yaml", "decision.yaml",
)  # fmt: skip

NO_SHARE = "{technisch: {more_than: ^{attribute: bovenbouw}, at_most: {percent: 5, of: bovenbouw}}}"


def warnings(small: SmallScheme) -> list[Problem]:
    """Return the warnings about a scheme that loads; each speaks both languages."""
    found = lint(small.folder).findings
    assert {finding.kind for finding in found} <= {"warning"}, [one.problem.render("en") for one in found]
    problems = [finding.problem for finding in found]
    for problem in problems:
        assert problem.says.nl
        assert problem.says.en
        assert problem.hint is None or (problem.hint.nl and problem.hint.en)
    return problems


def new(small: SmallScheme, before: list[Problem]) -> list[Problem]:
    """Return the warnings that were not there before; their places may have moved."""
    known = {(problem.code, problem.says) for problem in before}
    return [problem for problem in warnings(small) if (problem.code, problem.says) not in known]


def only_new(small: SmallScheme, before: list[Problem]) -> Problem:
    found = new(small, before)
    assert len(found) == 1, [problem.render("en") for problem in found]
    return found[0]


@pytest.mark.parametrize("name", scheme_names())
def test_of_the_schemes_that_come_along_there_is_nothing_to_say(name: str) -> None:
    started = time.perf_counter()
    found = lint(rules_folder() / name)
    assert time.perf_counter() - started < 5
    assert [finding.problem.render("en") for finding in found.findings] == []
    assert found.scheme == name


def test_an_error_is_shown_and_ends_the_search(small: SmallScheme) -> None:
    place = small.change(RULES, "{afbakening: {max", "{^afbakenning: {max")
    (finding,) = lint(small.folder).findings
    assert (finding.kind, finding.problem.code, finding.problem.place) == ("error", "unknown-attribute", place)
    assert finding.problem.hint is not None
    assert finding.problem.hint.en == "Did you mean afbakening?"


@pytest.mark.parametrize(
    ("file", "old", "added", "code", "nl", "en"),
    [
        pytest.param(
            SCHEME, "  minimum:\n",
            "  ^extra:\n    unit: count\n    value: 1\n    basis: [{ask: WET/art-2,"
            " says: {nl: Een., en: One.}}]\n",
            "parameter-not-used", "Geen regel gebruikt $extra.", "No rule uses $extra.", id="parameter",
        ),
        pytest.param(
            SCHEME, "parameters:\n", "  ^strak: {nl: strak, en: tight}\n", "variant-not-used",
            "Geen waarde is anders in de variant strak.", "No value differs in the variant strak.", id="variant",
        ),
        pytest.param(
            VOCABULARY, "begroting:\n", "^organisatie:\n  from: organisatie\n", "kind-not-used",
            "Over het soort feit organisatie gaat geen regel of meting.",
            "No rule or measure is about the kind of fact organisatie.", id="kind",
        ),
        pytest.param(
            VOCABULARY, "    caribisch: {", "    ^bestaande_scholen: text\n", "attribute-not-used",
            "Geen regel of meting gebruikt regio.bestaande_scholen.",
            "No rule or measure uses regio.bestaande_scholen.", id="attribute",
        ),
        pytest.param(
            MEASURES, "begroting.bijdragen: {", "^regio.scholen: {count: vestiging}\n", "measure-not-used",
            "Geen regel gebruikt de meting regio.scholen.", "No rule uses the measure regio.scholen.", id="measure",
        ),
    ],
)  # fmt: skip
def test_what_nothing_uses_is_told(
    small: SmallScheme, file: str, old: str, added: str, code: str, nl: str, en: str
) -> None:
    before = warnings(small)
    place = small.change(file, old, added + old if added.endswith("\n") else old.replace("]", added + "]"))
    problem = only_new(small, before)
    assert (problem.code, problem.place, problem.says.nl, problem.says.en) == (code, place, nl, en)
    assert problem.hint is not None
    assert (problem.hint.nl, problem.hint.en) == ("Schrap dit, of gebruik het.", "Strike it, or use it.")


def test_what_only_a_text_or_a_measure_uses_is_used(small: SmallScheme) -> None:
    used = ("regio.mbo", "$hoogste", "regio.gemeenten", "begroting.gevraagd", "$aandeel")
    assert any("hoogste" in problem.says.en for problem in warnings(small))
    small.change(RULES, '"Aantal mbo\'s: {mbo}."', '"Aantal mbo\'s: {mbo} {$hoogste} {gemeenten}."')
    small.add_rule("require: {dekking: {at_least: {percent: $aandeel, of: subsidiabel}}}", kind="begroting")
    said = [problem.says.en for problem in warnings(small) if problem.code.endswith("-not-used")]
    assert [one for one in said if any(name in one for name in used)] == []
    assert any("regio.eigen" in one for one in said)


@pytest.mark.parametrize(
    ("old", "values", "en"),
    [
        ("value: 2025-01-01", "^value: [{from: 2024-06-01, value: 2025-01-01}]",
         "$periode.start has no value from 2024-01-01 to 2024-05-31 inclusive."),
        ("variants: {ruim: 5}", "variants: {^ruim: [{from: 2025-01-01, value: 5}, {from: 2027-01-01, value: 4}]}",
         "$aandeel has no value from 2024-01-01 to 2024-12-31 inclusive in the variant ruim."),
        ("variants: {ruim: 5}", "variants: {^ruim: [{from: 2030-01-01, value: 5}]}",
         "$aandeel has no value from 2024-01-01 to 2028-12-31 inclusive in the variant ruim."),
        ("variants: {ruim: 5}", "variants: {^ruim: []}",
         "$aandeel has no value from 2024-01-01 to 2028-12-31 inclusive in the variant ruim."),
    ],
)  # fmt: skip
def test_a_parameter_without_a_value_on_some_day_is_told(small: SmallScheme, old: str, values: str, en: str) -> None:
    before = warnings(small)
    place = small.change(SCHEME, old, values)
    problem = only_new(small, before)
    assert (problem.code, problem.place, problem.says.en) == ("parameter-without-value", place, en)
    assert problem.hint is not None
    assert problem.hint.nl == "Geef een waarde zonder from, of een vanaf 2024-01-01."


def test_a_parameter_with_a_value_from_the_first_day_is_enough(small: SmallScheme) -> None:
    before = warnings(small)
    small.change(SCHEME, "value: 2025-01-01", "value: [{from: 2024-01-01, value: 2025-01-01}]")
    assert new(small, before) == []


@pytest.mark.parametrize(
    ("file", "old", "changed", "nl", "en"),
    [
        (RULES, "title: {nl: Er doet een mbo mee, en: An mbo takes part}", "title: {nl: Er doet een mbo mee, en: ^''}",
         "title is leeg in het Engels.", "title is empty in English."),
        (RULES, "{nl: Schrap deze post., en: Strike this item.}", "{nl: ^' ', en: Strike this item.}",
         "remedy is leeg in het Nederlands.", "remedy is empty in Dutch."),
        (SCHEME, "says: {nl: Niet meer., en: No more.}", "says: {nl: Niet meer., en: ^''}",
         "says is leeg in het Engels.", "says is empty in English."),
        (DECISION, "because: {nl: In orde., en: All is well.}", "because: {nl: ^'', en: All is well.}",
         "because is leeg in het Nederlands.", "because is empty in Dutch."),
    ],
)  # fmt: skip
def test_a_text_that_is_empty_in_a_language_is_told(
    small: SmallScheme, file: str, old: str, changed: str, nl: str, en: str
) -> None:
    before = warnings(small)
    place = small.change(file, old, changed)
    problem = only_new(small, before)
    assert (problem.code, problem.place, problem.says.nl, problem.says.en) == ("text-empty", place, nl, en)


@pytest.mark.parametrize(
    ("kind", "lines", "code", "hint"),
    [
        ("regio", "where: {all: [{soort: ^techniekregio}, {soort: techniekluw}]}\n  require: {mbo: {at_least: 2}}",
         "never-applies", "Correct the comparison"),
        ("aanvraag", "where: {ontvangen: {after: ^2025-01-01, before: 2024-01-01}}\n  require: {nummer: {not: x}}",
         "never-applies", "Correct the comparison"),
        ("regio", "where: {soort: {one_of: ^[techniekluw], none_of: $soorten}}\n  require: {mbo: {at_least: 2}}",
         "never-applies", "Correct the comparison"),
        ("regio", f"where: {NO_SHARE}\n  require: {{mbo: {{at_least: 2}}}}", "never-applies", "Correct the comparison"),
        ("aanvraag", "where: {nummer: {equals: ^a, not: a}}\n  judge: {question: {nl: A, en: B}}",
         "never-applies", "Correct"),
        ("regio", "require: {mbo: {at_least: ^0}}", "never-not-met", "Correct the comparison"),
        ("regio", "require: {any: [{mbo: {at_least: ^2}}, {mbo: {less_than: 5}}]}", "never-not-met", "Correct"),
        ("regio", "require: {soort: {one_of: ^$soorten}}", "never-not-met", "Correct the comparison"),
        ("regio", "require: {soort: {present: ^yes}}", "never-not-met",
         "Say under unknown what must follow: unknown: refuse, and call a remedy supply."),
        ("regio", "unknown: refuse\n  remedy: {nl: Doe dit., en: Do this.}\n  require: {caribisch: {present: ^yes}}",
         "never-not-met", "Call the remedy supply"),
        ("regio", "require: {mbo: {at_least: ^5, less_than: 4}}", "never-met", "Correct the comparison"),
        ("regio", "where: {mbo: {more_than: 5}}\n  require: {mbo: {at_most: ^5}}", "never-met", "Correct"),
        ("regio", "require: {bovenbouw: {absent: ^yes}}", "never-met", "Correct the comparison"),
        ("regio", "require: {nummer: {present: yes}, mbo: {at_least: ^0}}", "always-true", "Correct the comparison"),
        ("regio", "require: {any: [{nummer: {present: yes}}, {mbo: {less_than: ^0}}]}", "never-true", "Correct"),
        ("regio", "where: {gemeenten: {at_least: ^0}}\n  require: {nummer: {present: yes}}", "always-true", "Correct"),
        ("regio", "where: {soort: techniekluw}\n  require: {soort: ^techniekluw, mbo: {at_least: 2}}", "repeats-where",
         "Strike this part of require."),
        ("regio", "where: {mbo: {more_than: 3}}\n  require: {any: [{mbo: {at_least: ^4}}, {soort: techniekluw}]}",
         "repeats-where", "Strike this part of require."),
        ("regio", "where: {soort: techniekluww}\n  require: {nummer: {present: yes}}".replace("tech", "^tech"),
         "word-never-there", "Did you mean techniekluw?"),
        ("vestiging", "require: {leerwegen: {has: ^[bb, kbl]}}", "word-never-there", "Did you mean kb?"),
    ],
)  # fmt: skip
def test_what_can_never_matter_is_told_at_its_place(
    small: SmallScheme, kind: str, lines: str, code: str, hint: str
) -> None:
    before = warnings(small)
    place = small.add_rule(lines, kind=kind)
    problem = only_new(small, before)
    assert (problem.code, problem.place) == (code, place), problem.render("en")
    assert problem.hint is not None
    assert problem.hint.en.startswith(hint)
    assert "X-B1" in problem.says.en or code == "word-never-there"


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("regio", "unknown: refuse\n  require: {caribisch: {present: yes}}"),
        ("regio", "require: {afbakening: {present: yes}}"),
        ("regio", "require: {nummer: {present: yes}}"),
        ("regio", "require: {eigen: {at_least: 2}, afbakening: {present: yes}}"),
        ("regio", "where: {soort: techniekluw}\n  require: {mbo: {at_least: 2}}"),
        ("regio", "where: {bovenbouw: {more_than: 0}}\n  require: {technisch: {less_than: {attribute: bovenbouw}}}"),
        ("aanvraag", "require: {ontvangen: {on_or_after: 2025-06-01, on_or_before: 2025-06-01}}"),
        ("regio", "require: {soort: techniekluw}"),
    ],
)
def test_a_rule_that_can_matter_gives_no_warning(small: SmallScheme, kind: str, lines: str) -> None:
    before = warnings(small)
    small.add_rule(lines, kind=kind)
    assert new(small, before) == []


def test_a_rule_that_matters_with_some_values_only_gives_no_warning(small: SmallScheme) -> None:
    small.change(SCHEME, "unit: count\n    value: 1", "unit: count\n    value: 0\n    variants: {ruim: 1}")
    assert "never-not-met" not in {problem.code for problem in warnings(small)}
    small.change(SCHEME, "    variants: {ruim: 1}\n", "")
    assert "never-not-met" in {problem.code for problem in warnings(small)}


@pytest.mark.parametrize(
    ("first", "second", "idle"),
    [
        ("require: {eigen: {at_least: 5}}", "require: {eigen: {at_least: 3}}", "X-B2"),
        ("require: {eigen: {at_least: 3}}", "require: {eigen: {at_least: 5}}", "X-B1"),
        ("require: {eigen: {at_least: 3}}", "require: {eigen: {more_than: 2}}", "X-B2"),
        ("require: {eigen: {at_least: 3}, nummer: {present: yes}}", "require: {eigen: {at_least: 3}}", "X-B2"),
        ("require: {eigen: {at_least: 3}}", "where: {soort: techniekluw}\n  require: {eigen: {at_least: 2}}", None),
        (
            "require: {eigen: {at_least: 3}, soort: techniekluw}",
            "where: {soort: {not: techniekluw}}\n  require: {eigen: {at_least: 2}}",
            "X-B2",
        ),
        (
            "require: {technisch: {at_most: {percent: 5, of: bovenbouw}}}",
            "require: {technisch: {at_most: {percent: 10, of: bovenbouw}}}",
            "X-B2",
        ),
        (
            "require: {technisch: {at_most: {percent: 5, of: bovenbouw}}}",
            "require: {technisch: {at_most: {percent: 10, of: eigen}}}",
            None,
        ),
        ("require: {eigen: {at_least: 3}}", "unknown: refuse\n  require: {eigen: {at_least: 2}}", None),
        ("where: {caribisch: yes}\n  require: {eigen: {at_least: 3}}", "require: {eigen: {at_least: 2}}", None),
    ],
)
def test_a_rule_that_another_covers_is_told(small: SmallScheme, first: str, second: str, idle: str | None) -> None:
    before = warnings(small)
    small.add_rule(first, "X-B1")
    small.add_rule(second, "X-B2")
    found = new(small, before)
    if idle is None:
        assert found == []
        return
    (problem,) = found
    by = "X-B1" if idle == "X-B2" else "X-B2"
    assert (problem.code, problem.place) == ("adds-nothing", small.rule(idle).place)
    assert problem.says.en == f"{idle} asks nothing that {by} does not ask already, with what follows."
    assert problem.hint is not None
    assert problem.hint.nl == f"Schrap {idle}, of vergelijk haar waarden met die van {by}."


@pytest.mark.parametrize(
    ("strong", "weak", "covered"),
    [
        ("refuse", "refuse", True),
        ("refuse", "assess", True),
        ("supplement", "refuse", False),
        ("advise", "refuse", False),
        ("advise", "advise", True),
        ("refuse", "advise", False),
    ],
)
def test_a_rule_is_covered_only_by_one_from_which_as_much_follows(
    small: SmallScheme, strong: str, weak: str, covered: bool
) -> None:
    small.add_rule("require: {eigen: {at_least: 5}}", "X-B1")
    small.change(
        RULES,
        "otherwise: refuse\n  basis: [{ask: WET/art-1, says: {nl: Zo is",
        f"otherwise: {strong}\n  unknown: {strong}\n  basis: [{{ask: WET/art-1, says: {{nl: Zoo is",
    )
    small.add_rule("require: {eigen: {at_least: 3}}", "X-B2")
    small.change(
        RULES,
        "otherwise: refuse\n  basis: [{ask: WET/art-1, says: {nl: Zo is",
        f"otherwise: {weak}\n  unknown: {weak}\n  basis: [{{ask: WET/art-1, says: {{nl: Zo is",
    )
    assert ("adds-nothing" in {problem.code for problem in warnings(small)}) is covered


def test_a_measure_that_can_never_count_is_told(small: SmallScheme) -> None:
    small.change(MEASURES, "where: {soort: mbo}", "where: {all: [{soort: ^mbo}, {soort: po}]}")
    (problem,) = (one for one in warnings(small) if one.code == "never-counts")
    assert problem.says.en == "regio.mbo can never measure anything: these conditions exclude each other."
    assert problem.place is not None
    assert problem.place.line == 1


def test_a_word_that_a_measure_can_never_meet_is_told(small: SmallScheme) -> None:
    before = warnings(small)
    place = small.change(MEASURES, "where: {soort: mbo}", "where: {soort: ^mob}")
    problem = only_new(small, before)
    assert (problem.code, problem.place) == ("word-never-there", place)
    assert (problem.says.nl, problem.says.en) == (
        "partner.soort kan geen “mob” zijn.",
        "partner.soort cannot be “mob”.",
    )


@pytest.mark.parametrize(
    ("kind", "remedy", "lines", "code", "hint"),
    [
        ("regio", "{soort.limit}", "require: {soort: techniekluw}", "figure-without-limit", None),
        ("regio", "{afbakening.shortfall}", "require: {eigen: {at_least: 2}, afbakening: {present: yes}}",
         "figure-without-limit", "Known are: {eigen.shortfall}."),
        ("aanvraag", "{nummer.excess}", "require: {nummer: {present: yes}}", "figure-without-limit", None),
        ("regio", "{caribisch.difference}", "require: {caribisch: yes}", "figure-without-limit", None),
        ("regio", "{technisch.shortfall}", "require: {technisch: {at_most: {percent: 10, of: bovenbouw}}}",
         "figure-always-zero", "Write {technisch.excess}."),
        ("regio", "{eigen.excess}", "require: {any: [{eigen: {at_least: 3}}, {soort: techniekluw}]}",
         "figure-always-zero", "Write {eigen.shortfall}."),
    ],
)  # fmt: skip
def test_a_figure_that_the_rule_cannot_give_is_told(
    small: SmallScheme, kind: str, remedy: str, lines: str, code: str, hint: str | None
) -> None:
    before = warnings(small)
    place = small.add_rule(f'remedy: {{nl: Ja., en: ^"Give {remedy}."}}\n  {lines}', kind=kind)
    problem = only_new(small, before)
    assert (problem.code, problem.place) == (code, place)
    assert (problem.hint.en if problem.hint else None) == hint


@pytest.mark.parametrize(
    ("remedy", "lines"),
    [
        ("{mbo.shortfall}", "require: {mbo: {at_least: 2}, nummer: {present: yes}}"),
        ("{eigen.excess}", "require: {eigen: {at_least: 3}, mbo: {at_least: 2}}"),
        ("{afbakening.limit}", "require: {afbakening: {max_words: 3, present: yes}}"),
        ("{technisch.limit}", "require: {technisch: {equals: {attribute: bovenbouw}}}"),
    ],
)
def test_a_figure_that_the_rule_gives_is_fine(small: SmallScheme, remedy: str, lines: str) -> None:
    small.add_rule(f'remedy: {{nl: "Geef {remedy}.", en: "Give {remedy}."}}\n  {lines}')
    assert [problem.code for problem in warnings(small) if problem.code.startswith("figure")] == []


def test_a_scheme_with_a_parameter_that_never_has_a_value_is_not_reasoned_about(small: SmallScheme) -> None:
    small.change(SCHEME, "value: 2025-01-01", "value: []")
    small.add_rule("require: {mbo: {at_least: 0}}")
    codes = {problem.code for problem in warnings(small)}
    assert "parameter-without-value" in codes
    assert "never-not-met" not in codes


# The command


def about_sources(small: SmallScheme) -> list[Problem]:
    """Return the warnings about what sources ask and what follows; the small scheme has others."""
    return [problem for problem in warnings(small) if problem.code.startswith(("ask-", "consequence-"))]


def only_warning(small: SmallScheme) -> Problem:
    (problem,) = about_sources(small)
    return problem


def test_an_ask_that_nothing_cites_is_told(small: SmallScheme) -> None:
    ask = "    ^art-3: {section: artikel 3, asks: {nl: Meer., en: More.}}\n"
    place = small.change(SOURCES, "FORM:", f"{ask}FORM:")
    problem = only_warning(small)
    assert (problem.code, problem.place) == ("ask-not-cited", place)
    assert problem.says.nl == "Niets rust op WET/art-3, en er staat niet waarom."
    assert problem.says.en == "Nothing rests on WET/art-3, and it is not said why."


def test_an_ask_that_nothing_cites_may_say_why(small: SmallScheme) -> None:
    why = "not_checked: {nl: Een uitleg., en: It explains.}"
    ask = f"    art-3: {{section: artikel 3, asks: {{nl: Meer., en: More.}}, {why}}}\n"
    small.change(SOURCES, "FORM:", f"{ask}FORM:")
    assert about_sources(small) == []


def test_an_ask_that_is_cited_may_not_be_called_not_checked(small: SmallScheme) -> None:
    place = small.change(SOURCES, "    vraag-2: {", "    ^vraag-2: {not_checked: {nl: Een uitleg., en: It explains.}, ")
    problem = only_warning(small)
    assert (problem.code, problem.place) == ("ask-checked", place)
    assert problem.says.en == "FORM/vraag-2 is called not checked, and X-A4 rests on it."


def test_a_consequence_that_no_source_gives_is_marked_as_our_reading(small: SmallScheme) -> None:
    place = small.change(RULES, "  consequence: reading\n  otherwise: advise", "  ^otherwise: advise")
    problem = only_warning(small)
    assert (problem.code, problem.place) == ("consequence-not-marked", place)
    assert problem.says.en == "No source of X-A4 says that advise follows."


@pytest.mark.parametrize("gives", ["refuse", "advise"])
def test_a_source_that_gives_another_consequence_gives_not_this_one(small: SmallScheme, gives: str) -> None:
    small.change(SOURCES, "    vraag-2: {", f"    vraag-2: {{gives: {gives}, ")
    codes = [problem.code for problem in about_sources(small)]
    assert codes == (["consequence-given"] if gives == "advise" else [])


def test_of_what_we_read_into_a_source_the_consequence_is_ours_too(small: SmallScheme) -> None:
    small.change(SOURCES, "    vraag-2: {", "    vraag-2: {gives: advise, ")
    small.change(RULES, "en: Keep it short.}}]", "en: Keep it short.}, reading: {nl: Vijf woorden., en: Five words.}}]")
    assert about_sources(small) == []
    scheme = small.load()
    assert not scheme.gives(scheme.rule("X-A4"), "advise")


def test_a_rule_and_a_value_without_a_basis_are_refused(small: SmallScheme) -> None:
    small.change(RULES, "  basis: [{ask: FORM/vraag-2, says: {nl: Hou het kort., en: Keep it short.}}]\n", "")
    small.change(SCHEME, "    basis: [{ask: WET/art-2, says: {nl: Ten minste een., en: At least one.}}]\n", "")
    small.change(DECISION, "basis: [{ask: WET/art-1, says: {nl: Zo wordt beslist., en: So it is decided.}}]\n", "")
    found = [(finding.kind, finding.problem.code) for finding in lint(small.folder).findings]
    assert found == [("error", "no-basis")] * 3


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run_program(["rules", "lint", *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_the_command_gives_one_for_warnings(small: SmallScheme, capsys: pytest.CaptureFixture[str]) -> None:
    ask = "    art-3: {section: artikel 3, asks: {nl: Meer., en: More.}}\n"
    small.change(SOURCES, "FORM:", f"{ask}FORM:")
    for lang, kind, says in (("nl", "waarschuwing", "rust op WET/art-3"), ("en", "warning", "rests on WET/art-3")):
        code, out, _ = run(capsys, str(small.folder), "--lang", lang)
        assert code == 1
        assert f"{small.path(SOURCES)}:7:5: {kind} [ask-not-cited]\n" in out
        assert says in re.sub(r"\s+", " ", out)
        assert f"\n  7 | {ask}    |     ^^^^^\n" in out
        assert re.search(r"\n0 (fouten|errors), \d+ (waarschuwingen|warnings) in 1 (regeling|scheme)\.\n$", out)


def test_the_command_gives_two_for_errors(small: SmallScheme, capsys: pytest.CaptureFixture[str]) -> None:
    place = small.change(RULES, "for: post", "for: ^posst")
    code, out, err = run(capsys, "--scheme", str(small.folder))
    assert (code, err) == (2, "")
    assert out.startswith(
        f"{place}: fout [unknown-kind]\n  X-A3: Het soort feit “posst” is niet bekend. Bedoelt u post?\n"
        "  22 |   for: posst\n     |        ^^^^^\n"
    )
    assert re.search(r"\n\n\d fout(en)?, 0 waarschuwingen in 1 regeling\.\n$", out)


def test_the_command_lints_every_scheme_in_a_folder(small: SmallScheme, capsys: pytest.CaptureFixture[str]) -> None:
    write_small(small.folder.parent / "tweede").change(SCHEME, "id: klein", "id: tweede")
    for arguments in ((str(small.folder.parent),), ("--rules", str(small.folder.parent))):
        code, out, _ = run(capsys, *arguments, "--lang", "en")
        assert code == 1
        assert "in 2 schemes." in out
    _, out, _ = run(capsys, "--rules", str(small.folder.parent), "--scheme", "tweede")
    assert f"{small.folder.parent / 'tweede'}/" in out
    assert f"{small.folder}/" not in out


def test_which_schemes_are_meant(small: SmallScheme, tmp_path: Path) -> None:
    assert schemes_to_lint() == [rules_folder() / name for name in scheme_names()]
    assert schemes_to_lint(scheme="sto-2025-2028") == [rules_folder() / "sto-2025-2028"]
    with pytest.raises(UsageError):
        schemes_to_lint(small.folder, rules=small.folder)
    (tmp_path / "leeg").mkdir()
    with pytest.raises(SchemeNotFoundError) as caught:
        schemes_to_lint(tmp_path / "leeg")
    assert caught.value.problems[0].code == "no-scheme"
    with pytest.raises(SchemeNotFoundError) as caught:
        schemes_to_lint(scheme="sto-2025-2029")
    assert caught.value.problems[0].hint is not None
    assert caught.value.problems[0].hint.en == "Did you mean sto-2025-2028?"


def test_the_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--help")
    assert code == 0
    assert "sto-check rules lint rules/sto-2025-2028" in out
    assert "[MAP]" in out


# The logic, against every fact there can be

TYPES: dict[str, Type] = {
    "n": "integer", "m": "integer", "day": "day", "w": "token", "c": "token", "i": "identifier", "t": "tokens",
    "s": "text", "y": "yesno",
}  # fmt: skip
CLOSED = {"c": frozenset({"a", "b"})}
DOMAIN: dict[str, list[Any]] = {
    "n": [None, 0, 1, 2, 3, 4], "m": [None, 0, 1, 2, 3, 4],
    "day": [None, 1, 2, 3, 4, 5], "w": [None, "a", "b", "q", "z"],
    "c": [None, "a", "b"], "i": [None, "", "a", "b", "q", "z"],
    "t": [None, (), ("a",), ("b",), ("a", "b"), ("q",), ("a", "q"), ("b", "q"), ("a", "b", "q")],
    "s": [None, 0, 1, 2, 3, 4], "y": [None, 0, 1],
}  # fmt: skip
SIDES: dict[str, Callable[[bool | None], bool]] = {
    "true": lambda found: found is True,
    "false": lambda found: found is False,
    "unknown": lambda found: found is None,
    "not_true": lambda found: found is not True,
    "not_false": lambda found: found is not False,
}


def any_comparison() -> st.SearchStrategy[Comparison]:
    def made(name: str, operator: Any, operand: Any) -> Comparison:
        return Comparison(name, operator, operand)

    order = st.sampled_from([EQUALS, NOT, AT_LEAST, MORE_THAN, AT_MOST, LESS_THAN])
    words = st.sampled_from("abq")
    several = st.lists(words, min_size=1, max_size=2, unique=True).map(lambda found: Constant(tuple(found)))
    return st.one_of(
        st.builds(made, st.sampled_from(["n", "m", "day", "s"]), order, st.integers(0, 3).map(Constant)),
        st.builds(made, st.just("n"), st.sampled_from([ONE_OF, NONE_OF]), st.just(Constant((1, 3)))),
        st.builds(made, st.just("y"), st.sampled_from([EQUALS, NOT]), st.integers(0, 1).map(Constant)),
        st.builds(made, st.sampled_from("wci"), st.sampled_from([EQUALS, NOT]), words.map(Constant)),
        st.builds(made, st.sampled_from("wci"), st.sampled_from([ONE_OF, NONE_OF]), several),
        st.builds(made, st.just("t"), st.just(HAS), several),
        st.builds(made, st.sampled_from(list(TYPES)), st.sampled_from([PRESENT, ABSENT]), st.just(Nothing())),
        st.builds(
            made,
            st.just("n"),
            order,
            st.builds(Share, st.sampled_from([(0, 1), (1, 3), (1, 2), (1, 1), (3, 2)]), st.just("m")),
        ),
    )


def any_condition(leaves: int) -> st.SearchStrategy[Condition]:
    single: st.SearchStrategy[Condition] = any_comparison()
    return st.recursive(
        single,
        lambda parts: st.builds(
            lambda group, found: group(tuple(found)),
            st.sampled_from([AllOf, AnyOf]),
            st.lists(parts, min_size=0, max_size=3),
        ),
        max_leaves=leaves,
    )


def facts(conditions: tuple[Condition, ...]) -> list[dict[str, Any]]:
    names = list(dict.fromkeys(name for condition in conditions for name in attributes_read(condition)))
    return [dict(zip(names, values, strict=True)) for values in product(*(DOMAIN[name] for name in names))]


@settings(max_examples=examples(400), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_condition(3), any_condition(2), st.sampled_from(list(SIDES)), st.sampled_from(list(SIDES)))
def test_what_is_proved_impossible_is_true_of_no_fact(
    first: Condition, second: Condition, side: str, other: str
) -> None:
    logic = Logic([first, second], TYPES, CLOSED)
    read = [(reading_of(first, TYPES), SIDES[side]), (reading_of(second, TYPES), SIDES[other])]
    exists = any(all(fits(test(values, {})) for test, fits in read) for values in facts((first, second)))
    possible = logic.possible(getattr(logic, side)(first), getattr(logic, other)(second))
    if exists:
        assert possible
    elif not any(isinstance(one.operand, Share) for part in (first, second) for one in comparisons(part)):
        assert not possible


@settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_condition(3), any_condition(2))
def test_what_is_implied_holds_for_every_fact(premise: Condition, conclusion: Condition) -> None:
    if not implied(Logic([premise, conclusion], TYPES, CLOSED), conclusion, premise):
        return
    given_, follows = reading_of(premise, TYPES), reading_of(conclusion, TYPES)
    assert all(follows(values, {}) for values in facts((premise, conclusion)) if given_(values, {}))


@pytest.mark.parametrize("numerators", [(1, 2), (2, 1), (1, 1)])
def test_shares_of_one_whole_are_compared(numerators: tuple[int, int]) -> None:
    low, high = (Comparison("n", AT_LEAST, Share((one, 10), "m")) for one in numerators)
    assert implied(Logic([low, high], TYPES), high, low) is (numerators[0] >= numerators[1])


def test_a_search_that_takes_too_long_says_possible() -> None:
    either = [AnyOf(tuple(Comparison("t", HAS, Constant((f"{n}-{m}",))) for m in range(6))) for n in range(12)]
    never = AllOf((Comparison("n", MORE_THAN, Share((1, 2), "m")), Comparison("n", LESS_THAN, Share((1, 2), "m"))))
    logic = Logic([*either, never], TYPES)
    assert not logic.possible(logic.true(never))
    started = time.perf_counter()
    assert logic.possible(logic.true(AllOf((*either, AnyOf((never,) * 7)))))
    assert time.perf_counter() - started < 5


CONSEQUENCES: tuple[Consequence, ...] = ("refuse", "supplement", "advise")


@pytest.fixture
def plain(small: SmallScheme) -> Rule:
    return small.rule("X-A1")


@settings(
    max_examples=examples(150),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_a_rule_said_to_add_nothing_adds_nothing_for_any_fact(plain: Rule, data: st.DataObject) -> None:
    """Wherever the rule is not met or unknown, the other is too, and no less follows."""
    conditions = [data.draw(any_condition(2)), data.draw(any_comparison())]
    chosen = st.sampled_from([ALWAYS, *conditions])
    rules = [
        plain._replace(
            where=data.draw(chosen),
            require=data.draw(chosen),
            otherwise=data.draw(st.sampled_from(CONSEQUENCES)),
            unknown=data.draw(st.sampled_from(CONSEQUENCES)),
        )
        for _ in range(2)
    ]
    logic = Logic(conditions, TYPES, CLOSED)
    one, other = (Seen(rule, (World(logic, rule.where, rule.require or ALWAYS),)) for rule in rules)
    if not covers(one, other, {"refuse": 0, "supplement": 1}):
        return
    by, follows = (consequence_of(rule) for rule in rules)
    for values in facts(tuple(conditions)):
        found = follows(values)
        assert found is None or CONSEQUENCES.index(by(values) or "advise") <= CONSEQUENCES.index(found)
        assert found is None or by(values) is not None


def consequence_of(rule: Rule) -> Callable[[dict[str, Any]], Consequence | None]:
    """Return what says where a rule leads to for a fact, as the checker reads it."""
    guard, required = reading_of(rule.where, TYPES), reading_of(rule.require or ALWAYS, TYPES)

    def consequence(values: dict[str, Any]) -> Consequence | None:
        applies, holds = guard(values, {}), required(values, {})
        if applies is False or (applies and holds):
            return None
        return rule.otherwise if applies and holds is False else rule.unknown

    return consequence


def test_a_draft_without_english_is_a_warning_and_speaks_dutch(small: SmallScheme) -> None:
    place = small.change(
        RULES, "title: {nl: Op tijd ontvangen, en: Received in time}", "title: ^{nl: Op tijd ontvangen}"
    )
    small.change(RULES, "remedy: {nl: Schrap deze post., en: Strike this item.}", "remedy: [{nl: Schrap deze post.}]")
    assert small.rule("X-A2").title["en"] == "Op tijd ontvangen"
    assert small.rule("X-A3").remedy[0].text.en == "Schrap deze post."
    found = [problem for problem in warnings(small) if problem.code == "no-english"]
    assert len(found) == 2
    assert found[0].place == place


def test_two_schemes_with_one_id_are_an_error(small: SmallScheme, capsys: pytest.CaptureFixture[str]) -> None:
    write_small(small.folder.parent / "tweede")
    code, out, _ = run(capsys, str(small.folder.parent))
    assert code == 2
    assert "tweede/scheme.yaml:1:5: fout [scheme-twice]" in out
    assert f"De regeling klein staat ook in {small.folder}." in " ".join(out.split())
    assert out.count("[scheme-twice]") == 1


_CODE = re.compile(r'"([a-z]+(?:-[a-z]+)+)"')
_NO_FINDING = {"one-folder", "no-scheme", "unknown-scheme"}


@pytest.mark.parametrize("check", [*CHECKS, words])
def test_every_code_of_a_check_is_explained_in_its_file(check: ModuleType) -> None:
    assert check.__file__ is not None
    written = re.findall(_CODE, FilePath(check.__file__).read_text(encoding="utf-8"))
    assert set(written) - _NO_FINDING == set(check.CODES)
    assert all(written.count(code) > 1 for code in check.CODES), "explained and found"


_MAKES_A_PROBLEM = {"Problem", "problem", "mistake", "not_known", "_wrong", "_unknown"}


def _codes_made(path: FilePath) -> Iterator[str]:
    """Yield the code, the first text that is given, of each problem that a module makes."""
    for call in (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name in _MAKES_A_PROBLEM and texts:
            yield texts[0]


def test_every_mistake_of_loading_is_explained() -> None:
    package = FilePath(mistakes.__file__).parents[2] / "scheme"
    made = {code for path in package.rglob("*.py") for code in _codes_made(path)}
    elsewhere = {"no-scheme", "unknown-scheme", "unknown-rule", "day-outside-scheme", "parameter-without-value"}
    assert len(made) > 50
    assert made - elsewhere - set(CODES) == set()


def test_a_code_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--explain", "adds-nothing")
    assert code == 0
    assert out == f"adds-nothing: {CODES['adds-nothing'].nl}\n"
    code, out, err = run(capsys, "--explain", "adds-nothin", "--lang", "en")
    assert (code, out) == (2, "")
    assert err == "The code “adds-nothin” is not known. Did you mean adds-nothing?\n"
