"""document.yaml to a form: what it makes, and every mistake in it told with its place and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sto_check.documents.read import read_text
from sto_check.forms.build import FormError, form_from
from sto_check.forms.errors import ApplicationError
from sto_check.forms.load import load_application
from sto_check.forms.sheets.layout import layout_of
from sto_check.forms.template import write_template

if TYPE_CHECKING:
    from sto_check.forms.form import Form
    from sto_check.text.errors import Problem

SMALL = """\
id: klein
title: {nl: kleine aanvraag, en: small application}
about: Een kleine aanvraag.
fields:
  naam: text
  start: day
  eind: day
  leden:
    rows:
      id: {type: key, required: yes}
      rol: {one_of: [baas, lid]}
      uren: count
  leider: {type: key, refers_to: leden}
parts:
  Deel:
    about: Een deel.
    fields: {waarde: amount}
"""
MARK = "^"


def form(text: str = SMALL) -> Form:
    return form_from(read_text(text, "document.yaml"))


def problems(old: str, new: str) -> list[Problem]:
    """Return what is wrong with the small form after a change."""
    assert SMALL.count(old) == 1
    with pytest.raises(FormError) as caught:
        form(SMALL.replace(old, new))
    return list(caught.value.problems)


def test_a_field_may_be_the_type_of_its_value_alone() -> None:
    content: Any = load_application(
        "naam: x\nstart: 2027-01-01\nleden: [{id: a, uren: 3}]\nleider: a\n", form()
    ).content
    assert (content.naam, str(content.start), content.leden[0].uren, content.leider) == ("x", "2027-01-01", 3, "a")
    assert content.eind is None


def test_what_it_asks_stands_in_template_and_workbook() -> None:
    assert [layout.name for layout in layout_of(form())] == ["Formulier", "Leden"]
    template = write_template(form(), "klein-2027")
    assert "# Sjabloon: kleine aanvraag\n" in template
    assert "#   rol:                                          # baas, lid\n" in template


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("naam: text", "naam: tekst", "unknown-type", "Bedoelt u text?"),
        ("naam: text", "naam: {type: text, one_of: [a]}", "one-question", "naam heeft precies één nodig van"),
        ("naam: text", "naam: {descriptoin: x, type: text}", "unknown-key", "Bedoelt u description?"),
        ("naam: text", "naam: {description: x}", "one-question", "naam heeft precies één nodig van"),
        ("naam: text", "'na am': text", "no-key", "na am is geen sleutel"),
        ("naam: text", "copy: text", "taken-key", "De sleutel copy is al van de machine"),
        ("naam: text", "naam: {part: Dele}", "unknown-part", "Bedoelt u Deel?"),
        ("naam: text", "naam: {one_of: [a, A]}", "words", "verschillen meer dan in hoofdletters"),
        ("naam: text", "naam: {one_of: [een woord]}", "words", "Woorden hebben geen spaties"),
        ("naam: text", "naam: {type: text, csv: yes}", "misplaced", "csv past niet"),
        ("naam: text", "naam: {type: text, refers_to: leden}", "misplaced", "refers_to past niet"),
        ("refers_to: leden", "refers_to: leiden", "unknown-list", "Bedoelt u leden?"),
        (
            "      uren: count",
            "      uren: {rows: {a: text}}\n      x: {by_year: count}",
            "too-deep",
            "x staat te diep",
        ),
        ("      id: {type: key, required: yes}\n", "      stukken: {rows: {a: text}}\n", "no-id", "een id nodig"),
        ("    fields: {waarde: amount}", "    like: Deel", "circle", "Deel lijkt op zichzelf"),
        ("{waarde: amount}", "{waarde: {part: Deel}}", "circle", "Onderdelen bevatten elkaar: Deel → Deel"),
        ("{waarde: amount}", "{waarde: amont}", "unknown-type", "Bedoelt u amount?"),
        ("  naam: text", "  naam: {part: Deel}\n  x: {part: Y}", "unknown-part", "Het onderdeel “Y” is niet bekend"),
        ("  naam: text", "  naam: {parts: [Deel, Deel]}", "no-kind", "zegt by welk veld"),
        (
            "  naam: text",
            "  naam: {parts: [Deel, Deel], by: soort}",
            "kind-not-told",
            "Deel heeft een verplicht veld soort",
        ),
        ("id: klein", "id: klein\nchecks: [{in_order: [start, naam]}]", "check-does-not-fit", "niet vergelijken"),
        ("id: klein", "id: klein\nchecks: [{in_order: [start, eid]}]", "unknown-field", "Bedoelt u eind?"),
        ("id: klein", "id: klein\nchecks: [{says: {nl: x, en: y}}]", "one-check", "precies één nodig van"),
        (
            "id: klein",
            "id: klein\nchecks: [{in_order: [start, eind], hint: {nl: '{wat}', en: x}}]",
            "unknown-placeholder",
            "{wat} is hier niet bekend",
        ),
        ("id: klein", "id: klein\ntotals: [{title: x, sum: leden.uren}]", "no-amount", "leden.uren is geen bedrag"),
        ("id: klein", "id: klein\ntotals: [{title: x, share: [a, b]}]", "unknown-total", "Hierboven staat geen totaal"),
        ("      id: {type: key, required: yes}", "      id: key", "id-is-a-key", "Een id is altijd"),
        ("naam: text", "ontvangen: text", "own-field", "ontvangen is in elk formulier van het type day"),
        ("naam: text", "regeling: {one_of: [a]}", "own-field", "regeling is in elk formulier van het type key"),
        ("id: klein", "id: klein\nheaded_by: naan", "unknown-field", "Bedoelt u naam?"),
        ("id: klein", "id: klein\nheaded_by: start", "unknown-field", "Er is geen tekst start."),
        ("      uren: count", "      uren: {type: count, product: [a, b]}", "misplaced", "product past niet"),
        (
            "      uren: count",
            "      x: {type: amount, product: [uren, prijs]}\n      uren: count\n      prys: amount",
            "unknown-field",
            "Bedoelt u prys?",
        ),
        (
            "      uren: count",
            "      geld: {type: amount, product: [uren, dag]}\n      uren: count\n      dag: day",
            "no-product",
            "vermenigvuldigt product bedragen en hoeveelheden",
        ),
        (
            "  naam: text",
            "  geld: {type: amount, product: [a, b]}\n  a: count\n  b: amount",
            "no-product",
            "In een lijst",
        ),
        ("id: klein", "id: klein\ntotals: [{title: x}]", "one-total", "precies één van sum en share"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_the_way_out(old: str, new: str, code: str, says: str) -> None:
    found = problems(old, new)
    told = [problem for problem in found if problem.code == code]
    assert told, [problem.code for problem in found]
    assert says in told[0].render("nl")
    assert told[0].place is not None
    assert told[0].says.nl != told[0].says.en


def test_every_mistake_is_told_at_once() -> None:
    text = SMALL.replace("naam: text", "naam: tekst").replace("uren: count", "uren: aantal")
    with pytest.raises(FormError) as caught:
        form(text)
    assert [problem.code for problem in caught.value.problems] == ["unknown-type", "unknown-type"]


def test_days_out_of_order_are_told_in_words_that_the_form_need_not_give() -> None:
    checked = form(SMALL.replace("id: klein", "id: klein\nchecks: [{in_order: [start, eind]}]"))
    with pytest.raises(ApplicationError) as caught:
        load_application("start: 2027-02-01\neind: 2027-01-31\n", checked)
    (problem,) = caught.value.problems
    assert problem.code == "end-before-start"
    assert problem.says.nl == "eind (2027-01-31) komt voor start (2027-02-01)."
    assert problem.hint is not None
    assert problem.hint.nl == "Controleer start en eind."
    assert load_application("start: 2027-02-01\neind: 2027-02-01\n", checked).content is not None
