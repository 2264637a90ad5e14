"""The long tables of a budget in CSV files of their own, beside the application and nowhere else."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest

from sto_check.documents.document import Document
from sto_check.documents.errors import DocumentError
from sto_check.documents.limits import DEFAULT_LIMITS
from sto_check.forms.load import Application, load_application

if TYPE_CHECKING:
    from pathlib import Path

COSTS = (
    "activiteit;categorie;jaar;bedrag;subsidiabel\nact-1;loonkosten;2025;1.234,50;ja\nact-1;overhead;2026;€ 10;Nee\n"
)
PLAN = "activiteiten: [{id: act-1}]\nbegroting: {kosten: kosten.csv}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kosten.csv").write_text(COSTS, encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def load(folder: Path) -> Application:
    return load_application(folder / "plan.yaml")


def told(folder: Path) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        load(folder)
    return [found._replace(excerpt=None).render("nl").replace(f"{folder}/", "") for found in caught.value.problems]


def costs(application: Application) -> Any:
    return application.content.model_dump(mode="json", exclude_unset=True)["begroting"]["kosten"]


def test_a_table_stands_in_the_place_of_its_name_and_its_rows_in_its_own_file(folder: Path) -> None:
    application = load(folder)
    assert costs(application) == [
        {"activiteit": "act-1", "categorie": "loonkosten", "jaar": 2025, "bedrag": "1234.50", "subsidiabel": True},
        {"activiteit": "act-1", "categorie": "overhead", "jaar": 2026, "bedrag": "10.00", "subsidiabel": False},
    ]
    place = application.document.place
    assert str(place(("begroting", "kosten", 1, "bedrag"))) == f"{folder}/kosten.csv:3:4"
    assert str(place(("begroting", "kosten"))) == f"{folder}/plan.yaml:2:21"
    assert str(place(("activiteiten", 0, "id"))) == f"{folder}/plan.yaml:1:21"


def test_the_fingerprint_covers_the_tables(folder: Path) -> None:
    before = load(folder).document.sha256
    one, two = (hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("plan.yaml", "kosten.csv"))
    assert before == hashlib.sha256(f"{one}{two}".encode()).hexdigest()
    (folder / "kosten.csv").write_text(COSTS.replace("10", "11"), encoding="utf-8")
    assert load(folder).document.sha256 != before


def test_both_tables_may_stand_apart_with_any_of_the_usual_dividers(folder: Path) -> None:
    (folder / "kosten.csv").write_text('bedrag,omschrijving\n"1,50","a, b"\n', encoding="utf-8")
    (folder / "cofinanciering.csv").write_text("\N{BOM}Partner\tBedrag\nP-1\t2.000\n", encoding="utf-8")
    (folder / "plan.yaml").write_text(
        "partners: [{id: P-1, soort: po}]\nbegroting: {kosten: kosten.csv, cofinanciering: cofinanciering.csv}\n"
    )
    assert told(folder) == [
        (
            "cofinanciering.csv:2:2: begroting.cofinanciering[0].bedrag: “2.000” heeft meer dan twee decimalen. "
            "Schrijf hoogstens twee decimalen en geen punt tussen duizendtallen: 1234.56."
        )
    ]
    (folder / "cofinanciering.csv").write_text("\N{BOM}Partner\tBedrag\nP-1\t2.000,00\n", encoding="utf-8")
    content: Any = load(folder).content
    assert [post.bedrag for post in content.begroting.kosten] == [150]
    assert [post.omschrijving for post in content.begroting.kosten] == ["a, b"]
    assert [post.bedrag for post in content.begroting.cofinanciering] == [200000]


def test_a_table_without_rows_is_not_filled_in_yet(folder: Path) -> None:
    (folder / "kosten.csv").write_text("activiteit;bedrag\n", encoding="utf-8")
    assert costs(load(folder)) is None


def test_what_is_wrong_in_a_table_and_in_the_document_is_told_at_once(folder: Path) -> None:
    (folder / "kosten.csv").write_text("activiteit;bedarg;jaar\nact-1;1;veel\nTotaal;5;\n", encoding="utf-8")
    (folder / "plan.yaml").write_text(PLAN + "fase: plan\n")
    assert told(folder) == [
        "kosten.csv:1:2: De kolomkop “bedarg” is hier niet bekend. Bedoelt u Bedrag?",
        (
            "kosten.csv:2:3: begroting.kosten[0].jaar: “veel” is geen jaar. "
            "Schrijf een jaar van 2000 tot en met 2100: 2025."
        ),
        "kosten.csv:3:1: Deze rij lijkt een totaal en zou dubbel tellen. Verwijder de rij.",
        "plan.yaml:3:7: fase: Het woord “plan” is hier niet bekend. Bekend zijn: aanvraag.",
    ]


def test_a_reference_in_a_table_must_lead_somewhere(folder: Path) -> None:
    (folder / "kosten.csv").write_text("activiteit;bedrag\nact-2;1\n", encoding="utf-8")
    assert told(folder) == [
        "kosten.csv:2:1: begroting.kosten[0].activiteit: De activiteit “act-2” is hier niet bekend. Bedoelt u act-1?"
    ]


@pytest.mark.parametrize(
    "name", ["../kosten.csv", "sub/kosten.csv", "/etc/kosten.csv", "..\\kosten.csv", ".csv/../a.csv"]
)
def test_no_name_leads_out_of_the_folder(folder: Path, name: str) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "kosten.csv").write_text(COSTS)
    (folder / "plan.yaml").write_text(PLAN.replace("kosten.csv", f"'{name}'"))
    assert told(folder) == [
        (
            f"plan.yaml:2:21: begroting.kosten: “{name}” staat niet in de map van dit document. "
            "Zet de tabel naast het document en schrijf alleen haar naam: kosten.csv."
        )
    ]


def test_nor_does_a_link(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elders") / "kosten.csv"
    elsewhere.write_text(COSTS)
    (folder / "kosten.csv").unlink()
    (folder / "kosten.csv").symlink_to(elsewhere)
    assert "staat niet in de map van dit document" in told(folder)[0]


def test_a_table_that_is_not_there_is_told_at_its_name(folder: Path) -> None:
    (folder / "kosten.csv").rename(folder / "kostn.csv")
    assert told(folder) == [
        "plan.yaml:2:21: begroting.kosten: Het bestand kosten.csv bestaat niet. Bedoelt u kostn.csv?"
    ]


@pytest.mark.parametrize("source", [PLAN, {"begroting": {"kosten": "kosten.csv"}}])
def test_a_text_or_dict_stands_in_no_folder(source: Any) -> None:
    with pytest.raises(DocumentError) as caught:
        load_application(source)
    assert [found.code for found in caught.value.problems] == ["no-folder"]


def test_a_text_that_names_no_table_is_no_list(folder: Path) -> None:
    (folder / "plan.yaml").write_text(PLAN.replace("kosten.csv", "kosten.xls"))
    assert told(folder) == [
        (
            "plan.yaml:2:21: begroting.kosten: Hier wordt een lijst verwacht. "
            "Zet elk onderdeel achter een streepje, "
            "of schrijf de naam van een CSV-bestand naast het document: kosten.csv."
        )
    ]


def test_a_table_may_hold_as_many_values_as_a_document(folder: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        load_application(folder / "plan.yaml", limits=DEFAULT_LIMITS._replace(values=8))
    assert [found.code for found in caught.value.problems] == ["too-many-values"]


def test_a_document_without_tables_keeps_its_own_fingerprint() -> None:
    assert Document("<text>", {}, data=b"a").sha256 == hashlib.sha256(b"a").hexdigest()


@pytest.mark.parametrize("divider", [";", "\t"])
def test_a_table_that_a_dutch_excel_saved_in_windows_1252_says_the_same(folder: Path, divider: str) -> None:
    path = folder / "kosten.csv"
    text = path.read_text(encoding="utf-8").replace("jaar", "Jaar").replace("overhead", "Overhead")
    text = text.replace("\n", ";Café\n").replace("Café", "omschrijving", 1)
    expected = [*map(dict, costs(load(folder)))]
    path.write_bytes(text.replace(";", divider).replace("\n", "\r\n").encode("cp1252"))
    found = costs(load(folder))
    assert [one.pop("omschrijving") for one in found] == ["Café", "Café"]
    assert found == expected
