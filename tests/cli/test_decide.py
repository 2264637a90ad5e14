"""``decide``, ``verify`` and ``register`` as an assessor uses them, and what they say of what cannot be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import MAXIMA, SAMPLES, Ran

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Ran]

BY = ("--by", "A. Bos", "--decided", "2026-11-26")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_bytes((SAMPLES / "techniekregio-volledig.yaml").read_bytes())
    judged = SAMPLES / "beoordeling-techniekregio-volledig.yaml"
    (tmp_path / "plan.beoordeling.yaml").write_bytes(judged.read_bytes())
    return path


@pytest.fixture
def record(run: Run, plan: Path) -> Path:
    path = plan.with_name("plan.besluit.json")
    assert run("decide", str(plan), *MAXIMA, *BY, "--output", str(path)).code == 0
    return path


def test_a_decision_is_written_to_standard_output_a_file_or_a_register(run: Run, plan: Path, record: Path) -> None:
    found = run("decide", str(plan), *MAXIMA, *BY)
    assert found.code == 0
    assert found.out.encode() == record.read_bytes()
    assert json.loads(found.out)["decision"]["verdict"] == "eligible"
    folder = plan.with_name("register")
    entered = run("decide", str(plan), *MAXIMA, *BY, "--register", str(folder))
    assert entered.out.startswith(f"Ingeschreven in {folder}: nummer 1, code ")
    again = run("decide", str(plan), *MAXIMA, *BY, "--register", str(folder), "--lang", "en")
    assert again.out == f"This decision was in {folder} already: entry 1.\n"
    assert [path.read_bytes() for path in (folder / "records").iterdir()] == [record.read_bytes()]


def test_what_is_still_to_be_judged_is_not_decided(run: Run, plan: Path) -> None:
    plan.with_name("plan.beoordeling.yaml").unlink()
    found = run("decide", str(plan), *MAXIMA, *BY, "--output", str(plan.with_name("x.json")))
    assert found.code == 4
    assert "Nog geen besluit: te beoordelen zijn STO-J1, STO-J2" in found.err
    assert not plan.with_name("x.json").exists()


def test_verifying_says_that_it_is_the_same_or_what_differs(run: Run, plan: Path, record: Path) -> None:
    same = run("verify", str(record), *MAXIMA)
    assert same.code == 0
    assert "Hetzelfde: aanvraag, regels, beslissing en 2172 uitkomsten." in same.out
    without = run("verify", str(record), str(plan))
    assert without.code == 1
    out = " ".join(without.out.split())
    assert "Zijn dezelfde --maxima en --rules gegeven als bij het besluit?" in out
    assert "decision.verdict toen: eligible nu: assess" in out
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("bedrag: 22000.00", "bedrag: 22001.00", 1) + "\n", encoding="utf-8")
    changed = run("verify", str(record), *MAXIMA, "--lang", "en")
    assert changed.code == 1
    assert "The application (1 difference)\n  application.sha256" in changed.out


def test_a_record_of_another_version_that_finds_the_same_is_the_same(run: Run, record: Path) -> None:
    told = json.loads(record.read_bytes())
    told["program"]["sto-check"] = "0.0.1"
    from sto_check.desk.record import write_record

    record.write_bytes(write_record(told))
    found = run("verify", str(record), *MAXIMA)
    assert found.code == 0
    assert "De versie van sto-check (1 verschil)" in found.out


def test_a_record_that_was_edited_is_refused_or_told(run: Run, record: Path) -> None:
    data = record.read_bytes()
    record.write_bytes(data + b"\n")
    found = run("verify", str(record), *MAXIMA)
    assert (found.code, found.out) == (65, "")
    assert "niet meer zoals het is geschreven" in found.err
    record.write_bytes(data.replace(b'"verdict":"eligible"}', b'"verdict":"not-eligible"}'))
    edited = run("verify", str(record), *MAXIMA)
    assert edited.code == 1
    assert "decision" in edited.out


def test_the_application_is_asked_for_where_it_is_not_beside_the_record(run: Run, plan: Path, record: Path) -> None:
    plan.unlink()
    found = run("verify", str(record), *MAXIMA)
    assert found.code == 2
    assert f"De aanvraag plan.yaml staat niet naast {record}." in found.err


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        (("--key", "k.pem"), 2, "--key ondertekent een inschrijving"),
        (("--decided", "gisteren"), 2, "--decided gisteren: dit is geen dag."),
        (("--by", " "), 2, "--by is leeg."),
    ],
)
def test_wrong_use_is_told(run: Run, plan: Path, more: tuple[str, ...], code: int, said: str) -> None:
    found = run("decide", str(plan), *MAXIMA, *BY, *more)
    assert (found.code, found.out) == (code, "")
    assert said in found.err


def test_a_record_is_not_written_over_another(run: Run, plan: Path, record: Path) -> None:
    before = record.read_bytes()
    assert run("decide", str(plan), *MAXIMA, "--by", "B", "--output", str(record)).code == 2
    assert record.read_bytes() == before
    assert run("decide", str(plan), *MAXIMA, "--by", "B", "--output", str(record), "--force").code == 0
    assert record.read_bytes() != before


def test_a_register_is_listed_and_looked_through(run: Run, plan: Path) -> None:
    folder = plan.with_name("register")
    run("decide", str(plan), *MAXIMA, *BY, "--register", str(folder))
    assert run("register", "list", str(folder)).out == "1 plan.yaml: in aanmerking, A. Bos op 2026-11-26\n"
    assert run("register", "list", str(folder), "--lang", "en").out == "1 plan.yaml: eligible, A. Bos on 2026-11-26\n"
    whole = run("register", "verify", str(folder))
    assert whole.code == 0
    assert whole.out.startswith("Het register klopt: 1 inschrijving.\n")
    (path,) = (folder / "records").iterdir()
    path.write_bytes(path.read_bytes().replace(b"A. Bos", b"B. Bos"))
    broken = run("register", "verify", str(folder))
    assert broken.code == 1
    assert "Het besluit van inschrijving 1 (plan.yaml) is veranderd." in broken.out
    assert run("register", "verify", str(plan.parent / "nergens")).code == 2
