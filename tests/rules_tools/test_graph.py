"""What feeds the rules: complete, down to fields that exist, deterministic, and valid wherever it is pasted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sto_check.reports.rule_graph import write_dot, write_mermaid
from sto_check.workbench.graph import Fields, rule_graph
from tests.cli.conftest import run_apart
from tests.rules_tools.conftest import NASTY, fits

if TYPE_CHECKING:
    from collections.abc import Callable

    from sto_check.scheme.scheme import Scheme
    from sto_check.workbench.graph import Graph
    from tests.cli.conftest import Ran
    from tests.scheme.small import SmallScheme

    Run = Callable[..., Ran]

MERMAID_NODE = re.compile(r'  (n\d+)(\[|\{\{|\(|\(\[|\[/|\[\()"([^"]*)"(\]|\}\}|\)|\]\)|/\]|\)\]|\\\])')
DOT_TEXT = r'"((?:[^"\\]|\\["\\])*)"'
DOT_NODE = re.compile(rf"  {DOT_TEXT} \[label={DOT_TEXT}, shape=[a-z]+\];")
DOT_EDGE = re.compile(rf"  {DOT_TEXT} -> {DOT_TEXT};")


def graph_of(scheme: Scheme, *ids: str) -> Graph:
    return rule_graph(scheme, [rule for rule in scheme.rules if rule.id in ids or not ids], "nl")


def feeding(graph: Graph, key: str) -> set[str]:
    """Return everything that feeds a node, directly or not."""
    return {one for source in graph.feeds[key] for one in {source} | feeding(graph, source)}


def test_a_rule_is_fed_by_measures_attributes_and_fields(scheme: Scheme) -> None:
    graph = graph_of(scheme, "STO-C6")
    assert feeding(graph, "rule:STO-C6") == {
        "measure:leerweg.vestigingen",
        "measure:leerweg.techniek_uitgaven",
        "measure:kostenpost.leerwegen",
        "kind:vestiging",
        "attribute:vestiging.leerwegen",
        "attribute:leerweg.id",
        "attribute:kostenpost.subsidiabel",
        "attribute:kostenpost.bedrag",
        "attribute:kostenpost.activiteit",
        "attribute:activiteit.id",
        "measure:kostenpost.doelgroepen",
        "attribute:activiteit.doelgroepen",
        "field:activiteiten.doelgroepen",
        "attribute:activiteit.leerwegen",
        "field:partners.soort",
        "field:partners.leerwegen",
        "words:leerweg",
        "field:penvoerder",
        "field:penvoerder.leerwegen",
        "field:begroting.kosten.subsidiabel",
        "field:begroting.kosten.bedrag",
        "field:begroting.kosten.activiteit",
        "field:activiteiten.id",
        "field:activiteiten.leerwegen",
    }
    assert set(graph.nodes) == feeding(graph, "rule:STO-C6") | {"rule:STO-C6"}


@pytest.mark.parametrize(
    ("kind", "name", "field"),
    [
        ("kostenpost", "bedrag", "begroting.kosten.bedrag"),
        ("verklaring", "akkoord", "overeenkomst.*"),
        ("aanvraag", "ontvangen", "ontvangen"),
        ("aanvraag", "aanvrager_nummer", "aanvrager.bevoegd_gezag_nummer"),
        ("activiteit", "eerste_dag", "activiteiten.start, activiteiten.jaren"),
        ("thema", "nu", "visie.themas.*.nu"),
        ("activiteit", "id", "activiteiten.id"),
    ],
)
def test_an_attribute_stands_in_a_field_of_the_document(scheme: Scheme, kind: str, name: str, field: str) -> None:
    assert Fields(scheme).of(kind, name) == field.split(", ")


def test_all_that_feeds_a_rule_begins_in_the_document_a_table_or_the_vocabulary(scheme: Scheme) -> None:
    graph = graph_of(scheme)
    first = set(scheme.form.model.model_fields)
    for key, sources in graph.feeds.items():
        sort = graph.nodes[key].sort
        assert bool(sources) is (sort not in {"field", "table", "words"}), key
        if sort == "field":
            assert graph.nodes[key].label.partition(".")[0] in first
    assert {node.label.partition(" ")[0] for node in graph.nodes.values() if node.sort == "rule"} == {
        rule.id for rule in scheme.rules
    }


def test_a_count_of_every_part_is_fed_by_the_parts_themselves(small: SmallScheme) -> None:
    small.change("measures.yaml", "regio.mbo:", "regio.posten: {count: post}\nregio.mbo:")
    small.add_rule("require: {posten: {at_least: 1}}")
    graph = graph_of(small.load(), "X-B1")
    assert graph.feeds["measure:regio.posten"] == ["kind:post"]
    assert graph.feeds["kind:post"] == ["field:begroting.kosten"]


def test_the_tree_goes_from_rule_to_field(run: Run) -> None:
    found = run("rules", "graph", "sto-m4", "STO-J1")
    assert (found.code, found.err) == (0, "")
    assert found.out == (
        "STO-M4 De cofinanciering is ten minste 10% van de subsidiabele kosten\n"
        "  <- begroting.subsidiabel: som van kostenpost.bedrag waarvan subsidiabel is ja\n"
        "     <- kostenpost.subsidiabel <- begroting.kosten.subsidiabel\n"
        "     <- kostenpost.bedrag <- begroting.kosten.bedrag\n"
        "  <- begroting.cofinanciering: som van cofinanciering.bedrag\n"
        "     <- cofinanciering.bedrag <- begroting.cofinanciering.bedrag\n"
        "\n"
        "STO-J1 Kwaliteit en ambitie van de visie\n"
        "  <- visie.definitie\n  <- visie.kwaliteitsbeeld\n  <- visie.ideaal_aanbod\n  <- visie.onderbouw\n"
        "  <- visie.innovaties\n  <- visie.themas\n"
    )
    assert "sum of kostenpost.bedrag of which subsidiabel is yes" in run("rules", "graph", "STO-M4", "--lang", "en").out


def test_all_rules_fit_the_screen(run: Run) -> None:
    found = run("rules", "graph")
    assert fits(found.out)
    assert re.findall(r"^STO-\w+", found.out, re.MULTILINE) == re.findall(r"^STO-\w+", run("rules").out, re.MULTILINE)


def with_nasty_title(small: SmallScheme) -> Scheme:
    quoted = NASTY.replace("'", "''")
    small.change("rules/x.yaml", "{nl: Op tijd ontvangen, en: Received in time}", f"{{nl: '{quoted}', en: '{quoted}'}}")
    return small.load()


def test_mermaid_is_escaped_and_every_edge_joins_nodes(small: SmallScheme, scheme: Scheme) -> None:
    for graph in (graph_of(scheme), graph_of(with_nasty_title(small))):
        first, *lines = write_mermaid(graph).splitlines()
        assert first == "flowchart LR"
        nodes = [found for line in lines if (found := MERMAID_NODE.fullmatch(line))]
        labels = [re.sub(r"#(\d+);", lambda code: chr(int(code[1])), found[3]) for found in nodes]
        assert labels == [node.label for node in graph.nodes.values()]
        assert not any(set(re.sub(r"#\d+;", "", found[3])) & set('"<>#&`;|[]{}*\\') for found in nodes)
        edges = [re.fullmatch(r"  (n\d+) --> (n\d+)", line) for line in lines[len(nodes) :]]
        names = {found[1] for found in nodes}
        assert len(edges) == len(graph.edges)
        assert all(edge and {edge[1], edge[2]} <= names for edge in edges)


def test_dot_is_escaped_and_every_edge_joins_nodes(small: SmallScheme, scheme: Scheme) -> None:
    for graph in (graph_of(scheme), graph_of(with_nasty_title(small))):
        lines = write_dot(graph).splitlines()
        assert (lines[0], lines[-1]) == ("digraph rules {", "}")
        nodes = [found for line in lines if (found := DOT_NODE.fullmatch(line))]
        edges = [found for line in lines if (found := DOT_EDGE.fullmatch(line))]
        assert len(nodes) + len(edges) == len(lines) - 4
        assert [re.sub(r"\\(.)", r"\1", found[2]) for found in nodes] == [node.label for node in graph.nodes.values()]
        assert [(edge[1], edge[2]) for edge in edges] == graph.edges
        assert {name for edge in edges for name in edge.groups()} <= {found[1] for found in nodes}


def test_the_same_graph_comes_out_every_time() -> None:
    arguments = ("rules", "graph", "STO-C7", "STO-M4", "--format", "dot")
    made = {run_apart(*arguments, PYTHONHASHSEED=seed).out for seed in ("1", "2")}
    assert len(made) == 1
    turned = run_apart("rules", "graph", "STO-M4", "STO-C7", "--format", "dot").out
    assert made == {turned}


def test_only_the_rules_that_are_named_are_drawn(run: Run) -> None:
    made = run("rules", "graph", "STO-M4", "--format", "mermaid").out
    assert re.findall(r"STO-\w+", made) == ["STO-M4"]
    assert run("rules", "graph", "STO-M44").err == "De regel “STO-M44” is niet bekend. Bedoelt u STO-M4?\n"
    assert run("rules", "graph", "--format", "svg").code == 2
