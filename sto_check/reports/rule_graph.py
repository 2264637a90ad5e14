"""What feeds which rules, as a tree for a terminal, a Mermaid flowchart or a Graphviz digraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.reports.layout import Line
from sto_check.text.language import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sto_check.workbench.graph import Graph, Sort

_MERMAID_SHAPES: dict[Sort, tuple[str, str]] = {
    "rule": ("[", "]"), "measure": ("{{", "}}"), "attribute": ("(", ")"), "kind": ("([", "])"), "field": ("[/", "/]"),
    "table": ("[(", ")]"), "words": ("[/", "\\]"),
}  # fmt: skip
_DOT_SHAPES: dict[Sort, str] = {
    "rule": "box", "measure": "hexagon", "attribute": "ellipse", "kind": "octagon", "field": "note",
    "table": "cylinder", "words": "note",
}  # fmt: skip


def graph_lines(graph: Graph) -> Iterator[Line]:
    """Yield a tree for each rule; what has one field only stands on one line with it."""
    for number, node in enumerate(node for node in graph.nodes.values() if node.sort == "rule"):
        if number:
            yield Line()
        identity, _, title = node.label.partition(" ")
        yield Line(title, 0, identity, label_style="bold")
        for source in graph.feeds[node.key]:
            yield from _branch(graph, source, 2)


def _branch(graph: Graph, key: str, indent: int) -> Iterator[Line]:
    node, sources = graph.nodes[key], graph.feeds[key]
    text = node.label
    if node.sort in {"attribute", "kind"} and len(sources) == 1:
        text, sources = f"{text} <- {graph.nodes[sources[0]].label}", []
    yield Line(text, indent, "<-")
    for source in sources:
        yield from _branch(graph, source, indent + 3)


def write_mermaid(graph: Graph) -> str:
    """Return the graph as a Mermaid flowchart."""
    numbers = {key: f"n{number}" for number, key in enumerate(graph.nodes, 1)}
    lines = ["flowchart LR"]
    for key, node in graph.nodes.items():
        left, right = _MERMAID_SHAPES[node.sort]
        lines.append(f'  {numbers[key]}{left}"{_mermaid_text(node.label)}"{right}')
    lines += [f"  {numbers[source]} --> {numbers[target]}" for source, target in graph.edges]
    return "\n".join(lines) + "\n"


def write_dot(graph: Graph) -> str:
    """Return the graph as a Graphviz digraph."""
    lines = ["digraph rules {", "  rankdir=LR;", '  node [fontname="sans-serif"];']
    for key, node in graph.nodes.items():
        lines.append(f"  {_dot_text(key)} [label={_dot_text(node.label)}, shape={_DOT_SHAPES[node.sort]}];")
    lines += [f"  {_dot_text(source)} -> {_dot_text(target)};" for source, target in graph.edges]
    return "\n".join([*lines, "}"]) + "\n"


def _mermaid_text(text: str) -> str:
    """Write what Mermaid or the page it stands on would read as something else by its number."""
    return "".join(f"#{ord(character)};" if character in '"#&<>`\\;*[]{}|' else character for character in text)


def _dot_text(text: str) -> str:
    escaped = printable(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
