"""The JSON report: it has the shape its schema says, and says what the decision says."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from sto_check import check, check_files, load_application
from sto_check.decision.result import Result
from sto_check.documents.errors import DocumentError
from sto_check.engine.errors import ReadingsDifferError
from sto_check.reports.json_model import report_schema
from sto_check.reports.json_report import write
from sto_check.text.errors import Problem
from sto_check.text.language import LANGUAGES, Lang, Text
from sto_check.version import VERSION
from tests.reports.conftest import APPLICATIONS, SAMPLES, report

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.decision.decision import Decision
    from sto_check.scheme.scheme import Scheme
    from tests.scheme.small import SmallScheme

CHECKER = Draft202012Validator.FORMAT_CHECKER
VALIDATOR = Draft202012Validator(report_schema(), format_checker=CHECKER)

OTHER_SCHEMES = sorted(
    path for folder in ("uitwerking", "sto-2020-2024", "sto-na-2029") for path in SAMPLES.glob(f"{folder}/*.yaml")
)


def unread(text: str, name: str = "x.yaml") -> Result:
    with pytest.raises(DocumentError) as caught:
        load_application(text)
    return Result(name, None, caught.value)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(report_schema())


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        *((name, "nl") for name in APPLICATIONS),
        ("techniekregio-volledig+", "nl"),
        ("techniekregio-vroeg-concept", "en"),
        ("techniekluw-veel-gebreken", "en"),
        ("techniekluw-volledig+", "en"),
    ],
)
def test_every_sample_gives_a_report_of_that_shape(results: dict[str, Result], name: str, lang: Lang) -> None:
    made = report([results[name]], lang)
    VALIDATOR.validate(made)
    decision = results[name].decision
    assert decision is not None
    (application,) = made["applications"]
    found = application["decision"]
    assert made["exit_code"] == application["exit_code"] == decision.exit_code
    assert found["verdict"] == decision.verdict
    assert found["title"] == decision.title[lang]
    assert application["problems"] == []
    assert [(one["rule"], one["subject"]["id"], one["status"]) for one in found["outcomes"]] == [
        (outcome.rule.id, outcome.subject.id, outcome.status) for outcome in decision.outcomes
    ]
    spoken = {one["rule"] for one in found["outcomes"]}
    assert spoken.isdisjoint(found["not_applicable"])
    assert len(spoken) + len(found["not_applicable"]) + len(found["of_the_round"]) == len(decision.scheme.rules)
    assert [step["decides"] for step in found["chain"]] == [False] * (len(found["chain"]) - 1) + [True]


@pytest.mark.parametrize("path", OTHER_SCHEMES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_samples_of_every_other_scheme_give_a_report_of_that_shape(path: Path) -> None:
    made = report(check_files([path]), "nl")
    VALIDATOR.validate(made)
    (application,) = made["applications"]
    assert application["problems"] == []
    assert application["decision"]["outcomes"]


@pytest.mark.parametrize("name", ["techniekregio-veel-gebreken", "techniekregio-vroeg-concept"])
def test_both_languages_say_the_same_in_other_words(results: dict[str, Result], name: str) -> None:
    dutch, english = (report([results[name]], lang)["applications"][0]["decision"] for lang in LANGUAGES)
    assert [one["status"] for one in dutch["outcomes"]] == [one["status"] for one in english["outcomes"]]
    for nl, en in zip(dutch["outcomes"], english["outcomes"], strict=True):
        assert nl["title"] != en["title"]
        assert nl["basis"][0]["says"] != en["basis"][0]["says"]
        assert [part["place"] for part in nl["evidence"]] == [part["place"] for part in en["evidence"]]


def test_what_we_read_into_a_source_is_told_apart_from_what_it_says(results: dict[str, Result]) -> None:
    found = report([results["techniekregio-zonder-po"]], "en")["applications"][0]["decision"]
    (outcome,) = [one for one in found["outcomes"] if one["rule"] == "STO-R2"]
    (basis,) = [one for one in outcome["basis"] if one["ask"] == "STO-REG/po"]
    assert basis["says"] == "To involve primary education becomes compulsory."
    assert basis["reading"].startswith("Involving means")
    assert (outcome["leads_to"], outcome["leads_to_is_reading"]) == ("refuse", True)


def test_a_consequence_that_a_source_gives_is_no_reading(results: dict[str, Result]) -> None:
    found = report([results["techniekregio-te-laat"]], "nl")["applications"][0]["decision"]
    by_rule = {one["rule"]: one for one in found["outcomes"]}
    assert (by_rule["STO-P3"]["leads_to"], by_rule["STO-P3"]["leads_to_is_reading"]) == ("refuse", False)
    assert (by_rule["STO-R1"]["leads_to"], by_rule["STO-R1"]["leads_to_is_reading"]) == (None, None)


def test_the_decision_says_of_how_many_outcomes_no_source_gives_the_consequence(results: dict[str, Result]) -> None:
    for name in APPLICATIONS:
        found = report([results[name]], "nl")["applications"][0]["decision"]
        when = {"not-eligible": "refuse", "supplement": "supplement", "assess": "assess"}
        for step in found["chain"]:
            called = [one for one in found["outcomes"] if one["leads_to"] == when.get(step["verdict"])]
            ours = sum(one["leads_to_is_reading"] is True for one in called)
            assert step["count_is_reading"] == (ours if step["verdict"] in when else 0)
    late = report([results["techniekregio-te-laat"]], "nl")["applications"][0]["decision"]["chain"][-1]
    assert (late["verdict"], late["count"], late["count_is_reading"]) == ("not-eligible", 1, 0)


@pytest.mark.parametrize("variant", [None, "extension-2029"])
def test_a_value_rests_on_the_basis_of_its_variant(scheme: Scheme, variant: str | None) -> None:
    application = load_application(SAMPLES / "techniekregio-activiteit-in-2029.yaml")
    result = Result("x", check(application, scheme, variant=variant), None)
    found = report([result], "nl")["applications"][0]["decision"]
    outcome = next(one for one in found["outcomes"] if one["rule"] == "STO-P1")
    said = {basis["ask"]: basis["says"] for basis in outcome["basis"]}
    until = any("1 januari 2029" in basis["says"] for basis in outcome["basis"])
    assert until is (variant is None)
    assert ("NOTA/verlenging" in said) is (variant is not None)


def test_what_is_not_met_has_reason_remedy_evidence_and_source(results: dict[str, Result]) -> None:
    found = report([results["techniekregio-cofinanciering-9-99"]], "nl")["applications"][0]["decision"]
    (outcome,) = [one for one in found["outcomes"] if one["status"] == "not_met"]
    assert (outcome["rule"], outcome["leads_to"]) == ("STO-M4", "refuse")
    assert outcome["remedy"].startswith("Breng €")
    assert outcome["basis"][0]["source"] == "DUSI"
    assert outcome["basis"][0]["title"] == "DUS-I, subsidiepagina Sterk techniekonderwijs 2025"
    assert outcome["basis"][0]["ask"] == "DUSI/cofinanciering"
    assert outcome["basis"][0]["reading"] is None
    assert outcome["leads_to_is_reading"] is True
    by_name = {one["attribute"]: one for one in outcome["evidence"]}
    parts = by_name["begroting.cofinanciering"]["parts"]
    assert len(parts) > 1
    assert all(part["place"]["line"] > 1 and part["known"] for part in parts)


def test_what_is_unknown_says_what_is_missing_and_where(small: SmallScheme) -> None:
    text = "ontvangen: 2024-06-01\nregio:\n  soort: techniekregio\npartners:\n- {id: roc, soort: mbo}\n"
    made = report([Result("x", check(load_application(text), small.load()), None)], "en")
    VALIDATOR.validate(made)
    (outcome,) = [one for one in made["applications"][0]["decision"]["outcomes"] if one["rule"] == "X-A4"]
    unknown = [one for one in outcome["evidence"] if not one["known"]]
    assert [(one["path"], one["place"]) for one in unknown] == [
        ("regio.afbakening", {"file": "<text>", "line": 3, "column": 3, "sheet": None, "cell": None})
    ]


def test_what_many_outcomes_wait_for_is_told_once(results: dict[str, Result]) -> None:
    made = report([results["techniekregio-vroeg-concept"]], "en")
    VALIDATOR.validate(made)
    found = made["applications"][0]["decision"]
    unknown = [one for one in found["outcomes"] if one["status"] == "unknown"]
    assert [one for one in found["outcomes"] if one["waits_for"] and one not in unknown] == []
    for cause in found["causes"]:
        waiting = [one["rule"] for one in unknown if sorted(one["waits_for"]) == sorted(cause["waits_for"])]
        assert (cause["rules"], cause["outcomes"]) == (list(dict.fromkeys(waiting)), len(waiting))
    assert sum(cause["outcomes"] for cause in found["causes"]) == len(unknown)
    (vision,) = [cause for cause in found["causes"] if cause["waits_for"] == ["visie"]]
    assert (vision["reason"], vision["remedy"]) == ("Not given: visie.", "Fill in: visie.")


def test_a_judgement_and_the_score_are_in_the_report(results: dict[str, Result]) -> None:
    found = report([results["techniekregio-volledig+"]], "nl")["applications"][0]["decision"]
    assert found["verdict"] == "eligible"
    assert found["score"] == {"given": 10, "highest": 12}
    (outcome,) = [one for one in found["outcomes"] if one["rule"] == "STO-J3"]
    assert outcome["judgement"]["score"] == "voldoende"
    assert (outcome["judgement"]["by"], outcome["judgement"]["on"]) == ("Evert Nooitgedagt", "2024-10-22")
    assert found["judgements_sha256"] != found["sha256"]


def test_a_document_that_cannot_be_read_gives_its_problems() -> None:
    results = [unread("regio: {sort: techniekregio}\nontvangen: gisteren\n"), unread("{", "y.yaml")]
    made = report(results, "en")
    VALIDATOR.validate(made)
    assert made["exit_code"] == 65
    first, second = made["applications"]
    assert first["decision"] is None
    assert [one["code"] for one in first["problems"]] == ["unknown-key", "day"]
    assert first["problems"][0]["hint"] == "Did you mean soort?"
    assert first["problems"][0]["place"] == {"file": "<text>", "line": 1, "column": 9, "sheet": None, "cell": None}
    assert first["problems"][0]["path"] == "regio.sort"
    assert second["name"] == "y.yaml"
    assert second["exit_code"] == 65


def test_a_fault_of_the_engine_fits_the_shape_and_weighs_most(results: dict[str, Result]) -> None:
    fault = Result("z.yaml", None, ReadingsDifferError(Problem("readings-differ", Text("a", "b"))))
    made = report([results["techniekregio-te-laat"], unread("{"), fault], "nl")
    VALIDATOR.validate(made)
    assert made["exit_code"] == 70
    assert made["applications"][2]["problems"][0]["place"] is None


def test_no_documents_at_all_is_an_empty_report() -> None:
    made = report([], "nl")
    VALIDATOR.validate(made)
    assert made["exit_code"] == 0


def test_what_is_printed_is_one_object_with_texts_as_they_are(
    results: dict[str, Result],
) -> None:
    printed = StringIO()
    write([results["techniekregio-veel-gebreken"], results["techniekregio-te-laat"]], printed, "nl")
    lines = printed.getvalue().splitlines()
    assert [line for line in lines if line.startswith(('  "', "{", "}", "  ]"))] == [
        "{",
        '  "format": "sto-check/check/1",',
        f'  "version": "{VERSION}",',
        '  "lang": "nl",',
        '  "applications": [',
        "  ],",
        '  "exit_code": 1',
        "}",
    ]
    assert [line for line in lines if line.startswith("    {")] == ["    {", "    {"]
    outcomes = [json.loads(line.rstrip(",")) for line in lines if line.startswith('          {"rule"')]
    assert {one["status"] for one in outcomes} == {"not_met", "open", "met"}
    assert "€" in printed.getvalue()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda made: made.pop("exit_code"),
        lambda made: made.update(extra=1),
        lambda made: made["applications"][0].update(exit_code=5),
        lambda made: made["applications"][0]["decision"].update(verdict="perhaps"),
        lambda made: made["applications"][0]["decision"]["outcomes"][0].update(status="maybe"),
        lambda made: made["applications"][0]["decision"]["outcomes"][0].update(basis=[]),
        lambda made: made["applications"][0]["decision"]["scheme"].update(values_of="yesterday"),
        lambda made: made["applications"][0]["decision"].update(chain=[]),
    ],
)
def test_the_schema_refuses_what_has_another_shape(small: SmallScheme, spoil: Any) -> None:
    decision = check(load_application({"ontvangen": "2024-06-01"}), small.load())
    made = report([Result("x", decision, None)], "nl")
    VALIDATOR.validate(made)
    spoil(made)
    with pytest.raises(ValidationError):
        VALIDATOR.validate(made)


def test_every_part_of_the_schema_is_closed_and_required() -> None:
    def objects(part: Any) -> list[dict[str, Any]]:
        if isinstance(part, list):
            return [one for item in part for one in objects(item)]
        if not isinstance(part, dict):
            return []
        own = [part] if part.get("type") == "object" else []
        return own + [one for item in part.values() for one in objects(item)]

    found = objects(report_schema())
    assert len(found) > 8
    for one in found:
        assert one["additionalProperties"] is False
        assert set(one["required"]) == set(one["properties"])


def test_names_of_documents_are_those_that_were_given(decisions: dict[str, Decision], tmp_path: Path) -> None:
    decision = decisions["techniekregio-te-laat"]
    name = str(tmp_path / "aanvraag.yaml")
    assert report([Result(name, decision, None)], "nl")["applications"][0]["name"] == name


def test_a_problem_has_the_line_it_is_about_where_its_document_is_a_text() -> None:
    made = report([unread("regio: {sort: techniekregio}\n"), Result("x", None, unread_dict())], "nl")
    VALIDATOR.validate(made)
    first, second = made["applications"]
    assert first["problems"][0]["excerpt"] == "  1 | regio: {sort: techniekregio}\n    |         ^^^^"
    assert second["problems"][0]["excerpt"] is None


def unread_dict() -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        load_application({"regio": {"sort": "x"}})
    return caught.value
