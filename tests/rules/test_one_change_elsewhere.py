"""The same for the other schemes: one thing wrong in a whole sample is told, by the condition that is meant."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sto_check import check, load_application, load_scheme
from sto_check.documents.read import read_file
from tests.rules.changes import copied, every, set_to

if TYPE_CHECKING:
    from tests.rules.changes import Change, Tree

SAMPLES = Path(__file__).parents[2] / "samples"
WHOLE: dict[str, Any] = {
    "sto-2025-2028-uitwerking": read_file(SAMPLES / "uitwerking" / "volledig.yaml").tree,
    "sto-2020-2024": read_file(SAMPLES / "sto-2020-2024" / "aanvraag.yaml").tree,
    "sto-2020-2024-eindrapportage": read_file(SAMPLES / "sto-2020-2024" / "eindrapportage.yaml").tree,
    "sto-na-2029": read_file(SAMPLES / "sto-na-2029" / "techniekregio.yaml").tree,
}
SCHEMES = {name: load_scheme(name) for name in WHOLE}


def left_out(reason: str) -> Change:
    """Leave out the first detailed activity with its costs, for this reason."""

    def change(tree: Tree) -> None:
        first = tree["activiteiten"].pop(0)
        costs = tree["begroting"]["kosten"]
        tree["begroting"]["kosten"] = [cost for cost in costs if cost["activiteit"] != first["id"]]
        tree["niet_uitgewerkt"] = [{"activiteit": first["hoofdlijn"], "reden": reason}]

    return change


def left_out_and_worked_out(tree: Tree) -> None:
    reason = "De activiteit wordt in dit tijdvak niet uitgevoerd."
    tree["niet_uitgewerkt"].append({"activiteit": tree["activiteiten"][0]["hoofdlijn"], "reden": reason})


def named(name: str, **values: str) -> Change:
    def change(tree: Tree) -> None:
        next(one for one in tree["partners"] if one["id"] == name).update(values)

    return change


CHANGES: dict[str, dict[str, tuple[str, Change]]] = {
    "sto-2025-2028-uitwerking": {
        "a day late": ("G1a", set_to("ontvangen", "2025-04-16")),
        "a region that is called nothing": ("G1i", set_to("regio.naam", "n.v.t.")),
        "a reason in two words": ("G3c", left_out("Geen tijd")),
        "a reason elsewhere": ("G3", left_out("Zie bijlage 2")),
        "left out and worked out": ("G3d", left_out_and_worked_out),
        "a cost of which nobody says who pays": ("G4k", set_to("begroting.kosten.0.subsidiabel", None)),
        "a unit that is none": ("G4k", set_to("begroting.kosten.0.eenheid", "n.v.t.")),
        "no contributions at all": ("G4p", set_to("begroting.cofinanciering", [])),
        "a contribution of nothing": ("G4h", set_to("begroting.cofinanciering.0.bedrag", "0.00")),
        "no costs in two words": ("G4o", set_to("activiteiten.24.zonder_kosten", "Kost niets")),
    },
    "sto-2020-2024": {
        "a school as a company": ("H4d", named("garage", naam="HEIDECOLLEGE LINDEL")),
        "the penvoerder's board as a company": ("H4d", named("garage", naam="Stichting Heideonderwijs")),
        "a company without a name": ("H1e", named("garage", naam="n.v.t.")),
        "an mbo with the BRIN of a school": ("H1f", named("roc", brin="07QA")),
        "two schools of one name": ("H1g", named("zandweg", naam="De Essenhof")),
        "a region that is called nothing": ("H1d", set_to("regio.naam", "geen")),
        "one file for two documents": ("H3j", copied("documenten.0.bestand", "documenten.1.bestand")),
        "a contribution of nothing": ("H4c", set_to("begroting.cofinanciering.0.bedrag", "0.00")),
    },
    "sto-2020-2024-eindrapportage": {
        "a result elsewhere": ("H7d", set_to("activiteiten.0.resultaten", "Zie bijlage 4")),
        "a result in two words": ("H7h", set_to("activiteiten.0.resultaten", "Is gelukt")),
        "one result for all": ("H7j", every("activiteiten", resultaten="De activiteit is uitgevoerd zoals gepland.")),
        "an answer that follows": ("H12e", set_to("vragen.borging", "Volgt nog")),
        "one answer for two questions": ("H12j", copied("vragen.bereikt", "vragen.borging")),
        "a yes in one word": ("H12m", set_to("vragen.partners.toelichting", "Vakmavo")),
        "differences in one word": ("H12l", set_to("verschillen_per_pijler", "Duurder")),
        "a difference that is not explained": ("H8a", set_to("kosten.loonkosten.toelichting", "n.v.t.")),
        "a file of another type": ("H12k", set_to("documenten.0.bestand", "overzicht.docx")),
    },
    "sto-na-2029": {
        "a partner that is called nothing": ("B2h", set_to("partners.2.naam", "x")),
        "one vmbo school": ("B2g", set_to("partners.0", None)),
    },
}  # fmt: skip


def told(name: str, tree: Tree) -> set[str]:
    scheme = SCHEMES[name]
    outcomes = check(load_application(tree, scheme.form), scheme).outcomes
    return {one.rule.id.removeprefix("STO-") for one in outcomes if one.leads_to not in {None, "advise"}}


@pytest.mark.parametrize(
    ("name", "said"), [(name, said) for name, changes in CHANGES.items() for said in changes], ids=str
)
def test_one_thing_wrong_is_told(name: str, said: str) -> None:
    condition, change = CHANGES[name][said]
    tree = copy.deepcopy(WHOLE[name])
    assert condition not in told(name, tree)
    change(tree)
    assert condition in told(name, tree)
