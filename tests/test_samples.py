"""Every sample says in its comment what to expect of it; this holds it to that."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sto_check.decision.check import check
from sto_check.decision.judgement_file import load_judgements
from sto_check.forms.load import load_application
from sto_check.scheme.load import load_scheme
from sto_check.workbench.cases import results

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
SCHEME = load_scheme("sto-2025-2028", data={"maxima": SAMPLES / "maxima.csv"})
APPLICATIONS = sorted(path for path in SAMPLES.glob("*.yaml") if not path.name.startswith("beoordeling-"))
EXPECTED = re.compile(
    r"^# Verwacht(?: met --variant (?P<variant>[\w-]+))?:\n"
    r"#   beslissing: (?P<decision>.+)\n#   niet voldaan: (?P<not_met>.+)\n#   onbekend: (?P<unknown>.+)\n",
    re.MULTILINE,
)


def _ids(written: str) -> set[str]:
    return set() if written == "geen" else set(written.split(", "))


@pytest.mark.parametrize("path", APPLICATIONS, ids=lambda path: path.stem)
def test_sample_leads_to_what_its_comment_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = list(EXPECTED.finditer(text))
    assert expected, "a sample says what to expect"
    assert f"sto-check check samples/{path.name} --maxima samples/maxima.csv" in text
    application = load_application(path)
    for said in expected:
        decision = check(application, SCHEME, variant=said["variant"])
        found = results(decision)
        assert decision.title.nl == said["decision"]
        assert {rule for rule, result in found.items() if result == "not_met"} == _ids(said["not_met"])
        assert {rule for rule, result in found.items() if result == "unknown"} == _ids(said["unknown"])


@pytest.mark.parametrize("region", ["techniekregio", "techniekluw"])
def test_a_flawless_application_with_judgements_is_eligible(region: str) -> None:
    application = load_application(SAMPLES / f"{region}-volledig.yaml")
    judgements = load_judgements(SAMPLES / f"beoordeling-{region}-volledig.yaml", SCHEME)
    decision = check(application, SCHEME, judgements=judgements)
    assert (decision.verdict, decision.exit_code) == ("eligible", 0)
    assert decision.scores is not None


@pytest.mark.parametrize(
    "path", [path for path in APPLICATIONS if "concept" not in path.name], ids=lambda path: path.stem
)
def test_sample_has_the_size_of_a_real_region(path: Path) -> None:
    tree = load_application(path).document.tree
    assert isinstance(tree, dict)
    assert sum(partner["soort"] == "vmbo" for partner in tree["partners"]) >= 6
    assert len(tree["activiteiten"]) >= 20
    assert len(tree["begroting"]["kosten"]) >= 60


def test_co_financing_at_9_99_percent_lacks_exactly_what_makes_ten() -> None:
    decision = check(load_application(SAMPLES / "techniekregio-cofinanciering-9-99.yaml"), SCHEME)
    (outcome,) = decision.with_status("not_met")
    said = outcome.explanation.remedy
    assert said.nl.startswith(
        "Breng €\N{NO-BREAK SPACE}594,60 meer cofinanciering in, en vraag evenveel minder subsidie."
    )
    assert said.en.startswith("Bring in €\N{NO-BREAK SPACE}594.60 more co-financing, and ask as much less subsidy.")
    place = outcome.explanation.evidence[0].place
    assert place is not None
    assert (SAMPLES / "techniekregio-cofinanciering-9-99.yaml").samefile(place.file)


def test_the_sample_for_after_2029_leads_to_what_its_comment_says() -> None:
    path = SAMPLES / "sto-na-2029" / "techniekregio.yaml"
    (expected,) = EXPECTED.finditer(path.read_text(encoding="utf-8"))
    decision = check(load_application(path), load_scheme("sto-na-2029"))
    assert decision.title.nl == expected["decision"]
    assert set(results(decision).values()) == {"met"}


def test_the_sample_workbook_is_the_sample_application() -> None:
    """Made with: sto-check convert samples/techniekregio-volledig.yaml samples/techniekregio-volledig.xlsx --force."""
    written, workbook = (load_application(SAMPLES / f"techniekregio-volledig.{form}") for form in ("yaml", "xlsx"))
    assert workbook.content == written.content
    assert str(workbook.document.place(("begroting", "gevraagd_bedrag"))).endswith("volledig.xlsx:Regio!B43")
