"""Simulations come out as checks one by one do: with other values, in another version, and of what is drawn."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from sto_check.columns import side
from sto_check.columns.errors import CannotVaryError, ReadingDiffersError
from sto_check.columns.recipe import Recipe, Vary, read_recipe
from sto_check.columns.settings import CannotSetError, read_figure, read_range, read_setting
from sto_check.columns.simulation import Asked, Given, Version, read_given, simulate
from sto_check.decision.check import check
from sto_check.documents.document import Document
from sto_check.documents.errors import DocumentError
from sto_check.documents.limits import DEFAULT_LIMITS
from sto_check.forms.load import load_application, read_application
from sto_check.forms.source import read_source
from sto_check.scheme.load import load_scheme
from tests.columns.gardens import gardens
from tests.subsidies import ENERGY, GARDENS

if TYPE_CHECKING:
    from sto_check.columns.simulation import Simulation
    from sto_check.scheme.scheme import Scheme

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
FULL = SAMPLES / "techniekregio-volledig.yaml"
MAXIMA = {"maxima": SAMPLES / "maxima.csv"}
CO_FINANCING = "begroting.cofinanciering.bedrag"


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme("sto-2025-2028", data=MAXIMA)


def given(*paths: Path) -> list[Given]:
    return [Given(path.name, read_source(path)) for path in paths]


def with_value(folder: Path, name: str, value: str) -> Scheme:
    """Return the scheme with another value for one parameter, as a keeper of rules would change it."""
    shutil.copytree(ROOT / "rules" / "sto-2025-2028", folder)
    path = folder / "scheme.yaml"
    head = path.read_text(encoding="utf-8")
    before, after = head.split(f"  {name}:\n", 1)
    lines = after.split("\n")
    at = next(number for number, line in enumerate(lines) if line.strip().startswith("value:"))
    lines[at] = f"    value: {value}"
    path.write_text(f"{before}  {name}:\n" + "\n".join(lines), encoding="utf-8")
    return load_scheme(str(folder), data=MAXIMA)


def test_another_value_does_what_the_changed_rules_do(scheme: Scheme, tmp_path: Path) -> None:
    changed = with_value(tmp_path / "sto-2025-2028", "cofinanciering.aandeel", "13")
    paths = sorted(SAMPLES.glob("techniek*.yaml"))
    versions = [
        Version(scheme),
        Version(scheme, None, (read_setting(scheme, "cofinanciering.aandeel=13%"),)),
        Version(changed),
    ]
    found = simulate(given(*paths), versions, Asked())
    now, set_, folder = found.versions
    for seen, rules in ((now, scheme), (set_, changed), (folder, changed)):
        checked = [check(load_application(path, rules.form), rules).verdict for path in paths]
        assert seen.decisions == Counter(checked)
    assert now.number_changed == 0
    assert set_.number_changed == folder.number_changed > 1
    assert {one.like for one in set_.changed} == {one.like for one in folder.changed}
    assert ("assess", "not-eligible") in set_.moves
    assert set_.moves == folder.moves
    moved = next(one for one in set_.changed if one.like == FULL.name)
    assert ("STO-M4", "met", "not_met") in moved.rules


@pytest.mark.parametrize("name", ["regio.gevraagd_bedrag", "begroting.gevraagd_bedrag", "begroting.kosten"])
def test_a_figure_of_what_is_drawn_follows_what_varies(scheme: Scheme, name: str) -> None:
    recipe = Recipe(20, (Vary("begroting.gevraagd_bedrag", 500, 1500),), 3)
    found = simulate(given(FULL), [Version(scheme)], Asked(recipe, figure=read_figure(scheme, name)))
    documents, _ = drawn(scheme, recipe, FULL)
    amounts = [Decimal(tree["begroting"]["gevraagd_bedrag"]) for tree in documents]
    if name == "begroting.kosten":
        amounts = [Decimal(line["bedrag"]) for tree in documents for line in tree["begroting"]["kosten"]]
    assert sum(total for total, _ in found.versions[0].sums.values()) == 100 * sum(amounts)


def test_a_variant_is_a_version(scheme: Scheme) -> None:
    path = SAMPLES / "techniekregio-activiteit-in-2029.yaml"
    found = simulate(given(path), [Version(scheme), Version(scheme, "extension-2029")], Asked())
    was, becomes = (check(load_application(path), scheme, variant=one).verdict for one in (None, "extension-2029"))
    assert [dict(seen.decisions) for seen in found.versions] == [{was: 1}, {becomes: 1}]
    assert found.versions[1].moves == {(was, becomes): 1}


RECIPE = Recipe(60, (Vary(CO_FINANCING, 500, 1500, 100), Vary("begroting.gevraagd_bedrag", 900, 1100)), 7)


def drawn(scheme: Scheme, recipe: Recipe, *paths: Path) -> tuple[list[Any], list[Any]]:
    """Draw, write each as a document, and check it by itself: decisions now and with 12%."""
    bases = [load_application(path, scheme.form) for path in paths]
    documents = [recipe.applied(bases[base], factors).document.tree for base, factors in recipe.draws(len(bases))]
    return documents, [check(read_application(Document("a", tree), scheme.form), scheme) for tree in documents]


def test_what_is_drawn_comes_out_as_its_documents_do(scheme: Scheme, tmp_path: Path) -> None:
    paths = [FULL, SAMPLES / "techniekluw-veel-gebreken.yaml"]
    versions = [Version(scheme), Version(scheme, None, (read_setting(scheme, "cofinanciering.aandeel=12"),))]
    found = simulate(given(*paths), versions, Asked(RECIPE, figure=("begroting", "cofinanciering")))
    documents, now = drawn(scheme, RECIPE, *paths)
    changed = with_value(tmp_path / "sto-2025-2028", "cofinanciering.aandeel", "12")
    then = [check(read_application(Document("a", tree), changed.form), changed) for tree in documents]
    for seen, decisions in zip(found.versions, (now, then), strict=True):
        assert seen.decisions == Counter(one.verdict for one in decisions)
        sums: Counter[str] = Counter()
        unknown: Counter[str] = Counter()
        for one in decisions:
            value = one.record.facts["begroting"][0].values["cofinanciering"]
            sums[one.verdict] += value if isinstance(value, int) else 0
            unknown[one.verdict] += not isinstance(value, int)
        assert seen.sums == {verdict: (sums[verdict], unknown[verdict]) for verdict in seen.decisions}
    outcomes = [{(o.rule.id, o.subject.id): o.status for o in one.outcomes} for one in now]
    others = [{(o.rule.id, o.subject.id): o.status for o in one.outcomes} for one in then]
    assert found.versions[1].number_changed == sum(a != b for a, b in zip(outcomes, others, strict=True)) > 0
    assert len({str(tree["begroting"]["gevraagd_bedrag"]) for tree in documents}) > 20


JUDGED = ("for: aanvraag\n  judge:", "for: geld\n  where: {gevraagd: {at_least: 290000}}\n  judge:")
ASKED = ("reads: [plan.doel, plan.voor_wie]", "reads: [geld.gevraagd, plan.doel]")


def test_a_person_is_asked_only_about_what_is_drawn_so(tmp_path: Path) -> None:
    scheme = gardens(tmp_path, JUDGED, ASKED)
    recipe = Recipe(40, (Vary("geld.gevraagd", 500, 1100),), 2)
    found = simulate(given(GARDENS.application), [Version(scheme)], Asked(recipe))
    _, decisions = drawn(scheme, recipe, GARDENS.application)
    asked = [any(one.rule.id == "TUIN-J1" for one in decision.outcomes) for decision in decisions]
    assert True in asked
    assert False in asked
    assert found.versions[0].decisions == Counter(one.verdict for one in decisions)
    blank = recipe._replace(fields=(Vary("geld.gevraagd", blank=100),))
    with pytest.raises(CannotVaryError, match="TUIN-J1"):
        simulate(given(GARDENS.application), [Version(scheme)], Asked(blank))


def test_what_is_drawn_follows_from_the_seed(scheme: Scheme) -> None:
    def decided(seed: int) -> Simulation:
        return simulate(given(FULL), [Version(scheme)], Asked(RECIPE._replace(seed=seed, number=200)))

    first, again, other = decided(1), decided(1), decided(2)
    assert first.versions[0].decisions == again.versions[0].decisions
    assert list(RECIPE.draws(2)) == list(RECIPE.draws(2)) != list(RECIPE._replace(seed=8).draws(2))
    assert sum(other.versions[0].decisions.values()) == 200


def test_the_day_of_receipt_chooses_the_value_for_each_application(tmp_path: Path) -> None:
    scheme, files = ENERGY.scheme(), []
    for day in ("2027-03-01", "2027-09-01"):
        tree = yaml.safe_load(ENERGY.application.read_text(encoding="utf-8"))
        tree |= {"ontvangen": day, "bewoners": [{"id": "noor", "naam": "Noor", "volwassen": "ja"}]}
        tree["inkomsten"] = [{**tree["inkomsten"][0], "bedrag": "18200.00"}]
        files.append(tmp_path / f"{day}.yaml")
        files[-1].write_text(yaml.safe_dump(tree), encoding="utf-8")
    checked = [check(load_application(path, scheme.form), scheme) for path in files]
    assert checked[0].verdict != checked[1].verdict
    found = simulate(given(*files), [Version(scheme)], Asked())
    assert found.versions[0].decisions == Counter(one.verdict for one in checked)
    later = simulate(given(*files), [Version(scheme)], Asked(on=date(2027, 9, 1)))
    assert later.versions[0].decisions == {checked[1].verdict: 2}


def test_a_document_that_cannot_be_read_is_left_out_of_all(scheme: Scheme, tmp_path: Path) -> None:
    broken, other = tmp_path / "kapot.yaml", SAMPLES / "sto-2020-2024" / "aanvraag.yaml"
    broken.write_text("a: [", encoding="utf-8")
    documents, unreadable = read_given([(one.name, str(one)) for one in (broken, FULL, other)], DEFAULT_LIMITS)
    found = simulate(documents, [Version(scheme)], Asked())
    assert [name for name, _ in unreadable] == ["kapot.yaml"]
    assert [name for name, _ in found.unreadable] == ["aanvraag.yaml"]
    assert (found.number, found.given) == (1, (FULL.name,))
    with pytest.raises(DocumentError):
        read_given([("kapot.yaml", str(broken))], DEFAULT_LIMITS)
    with pytest.raises(DocumentError):
        simulate(given(other), [Version(scheme)], Asked())


def test_a_reading_that_differs_from_check_is_no_answer(scheme: Scheme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side, "decided", lambda *_: "'eligible'")
    with pytest.raises(ReadingDiffersError, match=FULL.name):
        simulate(given(FULL), [Version(scheme)], Asked())


@pytest.mark.parametrize(
    ("vary", "blank", "says"),
    [
        (["begroting.cofinanciering.bedrga=50%..150%"], [], "Bedoelt u begroting.cofinanciering.bedrag"),
        (["begroting.kosten.prijs=50%..150%"], [], "aantal_maal_prijs"),
        (["penvoerder.naam=50%..150%"], [], "penvoerder.naam"),
        ([], ["partners.leerwegen.bb=5%"], "partners.leerwegen.bb"),
    ],
)
def test_what_cannot_be_drawn_is_refused_by_name(scheme: Scheme, vary: list[str], blank: list[str], says: str) -> None:
    recipe = read_recipe(10, vary, blank, 1)
    with pytest.raises(CannotVaryError) as refused:
        simulate(given(FULL), [Version(scheme)], Asked(recipe))
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("number", "vary", "blank"),
    [(None, [f"{CO_FINANCING}=50%..150%"], []), (10, [], []), (10, [f"{CO_FINANCING}=150%..50%"], []),
     (10, [CO_FINANCING], []), (10, [], [f"{CO_FINANCING}=101%"]), (10, [f"{CO_FINANCING}=a..b"], [])],
)  # fmt: skip
def test_a_recipe_that_says_too_little_is_refused(number: int | None, vary: list[str], blank: list[str]) -> None:
    with pytest.raises(CannotVaryError):
        read_recipe(number, vary, blank, 1)


def test_a_range_has_its_ends_and_each_value_once(scheme: Scheme) -> None:
    shares = read_range(scheme, "cofinanciering.aandeel=7.5..10", 2)
    assert [one.written.nl for one in shares] == ["7,5%", "8,75%", "10%"]
    assert [one.value for one in read_range(scheme, "vestigingen.minimum=1..3", 10)] == [1, 2, 3]
    days = read_range(scheme, "aanvraagtermijn.laatste_dag=2024-10-03..2024-10-01", 2)
    assert [one.written.en for one in days] == ["3 October 2024", "2 October 2024", "1 October 2024"]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("cofinanciering.aandel=5..10", "Bedoelt u cofinanciering.aandeel?"),
        ("cofinanciering.aandeel=5", "geen bereik"),
        ("cofinanciering.aandeel=5..5", "geen bereik"),
        ("cofinanciering.aandeel=a..5", "een percentage"),
        ("kostensoorten=loonkosten..overhead", "geen bereik"),
    ],
)
def test_a_range_that_is_none_is_refused(scheme: Scheme, written: str, says: str) -> None:
    with pytest.raises(CannotSetError) as refused:
        read_range(scheme, written, 5)
    assert says in str(refused.value)


def test_a_list_of_words_can_be_set(scheme: Scheme) -> None:
    assert read_setting(scheme, "kostensoorten=loonkosten,overhead").value == ("loonkosten", "overhead")
