"""What feeds the rules: fields of the document, attributes and measures."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple

from sto_check.engine.fact import Fact
from sto_check.engine.gather import Gatherer
from sto_check.engine.resolve import parameter_values
from sto_check.scheme.condition import ALWAYS, attributes_read
from sto_check.scheme.condition_words import ConditionWriter
from sto_check.scheme.document_paths import leads_somewhere
from sto_check.scheme.figures import filled, first_figures
from sto_check.text.language import Text, printable
from sto_check.text.place import steps_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sto_check.scheme.scheme import Measure, Rule, Scheme
    from sto_check.text.language import Lang

Sort = Literal["rule", "measure", "attribute", "kind", "field", "table", "words"]

_WORDS = Text("woorden van het vocabulaire", "words of the vocabulary")
_TABLE = Text("tabel", "table")


class Node(NamedTuple):
    """A rule, or something that feeds one. ``key`` is unique and the same in every run."""

    key: str
    sort: Sort
    label: str


class Graph(NamedTuple):
    """Nodes in the order in which they were met, and what feeds what: ``feeds[key]`` are the nodes that feed it."""

    nodes: dict[str, Node]
    feeds: dict[str, list[str]]

    @property
    def edges(self) -> list[tuple[str, str]]:
        """Every pair of a node and what it feeds."""
        return [(source, target) for target, sources in self.feeds.items() for source in sources]


def rule_graph(scheme: Scheme, rules: Sequence[Rule], lang: Lang) -> Graph:
    """Return what feeds these rules, and what feeds that, down to the fields of the document."""
    builder = _Builder(scheme, lang)
    for rule in rules:
        builder.rule(rule)
    return builder.graph


class Fields:
    """Says in which field of the document an attribute stands: ``begroting.kosten.bedrag``."""

    def __init__(self, scheme: Scheme) -> None:
        self._kinds = scheme.kinds
        self._gatherer = Gatherer(scheme, {kind: set(types) for kind, types in scheme.types.items()})

    def of_kind(self, kind: str) -> list[str]:
        """Return the paths of the parts that a kind of fact is made from; empty for the document as a whole."""
        return [".".join(steps) for steps in self._kinds[kind].paths] or [""]

    def of(self, kind: str, name: str) -> list[str]:
        """Return the fields of an attribute, one for each place of its kind; ids stand in the part itself."""
        found: dict[str, None] = {}
        for place, words in product(self.of_kind(kind), self._words_of(kind)):
            steps = [step for word in place.split(".") if word for step in (word, 0)]
            fact = Fact(kind, "", "", {}, (*steps, *words))
            last = "id" if name == "ids" else name
            for path in self._gatherer.paths_of(fact, name, every=True) or [(*fact.path, last)]:
                found[".".join(steps_of(path))] = None
        return list(found)

    def _words_of(self, kind: str) -> list[tuple[str, ...]]:
        """Return the steps to the fields that words name: of one part together, and of the document one by one."""
        entry = self._kinds[kind]
        if entry.each and entry.from_ == ["."]:
            return [tuple(word.split(".")) for word in entry.each]
        return [("*",) if entry.each else ()]


class _Builder:
    def __init__(self, scheme: Scheme, lang: Lang) -> None:
        self.graph = Graph({}, {})
        self._scheme, self._lang = scheme, lang
        self._fields = Fields(scheme)
        self._figures = first_figures(scheme)
        self._measures = {measure.full_name: measure for measure in scheme.measures}
        self._writer = ConditionWriter(scheme, parameter_values(scheme, scheme.head.in_force.from_, None))

    def rule(self, rule: Rule) -> None:
        key, _ = self._node("rule", rule.id, f"{rule.id} {filled(rule.title, self._figures)[self._lang]}")
        if rule.judge:
            for field in rule.judge.reads:
                self._feed(key, self._field(field))
            return
        if self._scheme.kinds[rule.kind].where:
            self._feed(key, self._kind(rule.kind))
        for name in attributes_read(rule.where) + attributes_read(rule.require or ALWAYS):
            self._feed(key, self._attribute(rule.kind, name))

    def _attribute(self, kind: str, name: str) -> str:
        full_name = f"{kind}.{name}"
        if full_name in self._measures:
            return self._measure(self._measures[full_name])
        key, new = self._node("attribute", full_name, full_name)
        if new:
            entry = self._scheme.kinds[kind]
            if entry.data:
                self._feed(key, self._table(entry.data))
            elif entry.each and name == "id":
                self._feed(key, self._words(kind, list(entry.each)))
            else:
                for field in self._fields.of(kind, name):
                    self._feed(key, self._field(field))
        return key

    def _measure(self, measure: Measure) -> str:
        full_name = measure.full_name
        key, new = self._node("measure", full_name, f"{full_name}: {self._writer.measure(measure, self._lang)}")
        if new:
            names = [part.partition(".") for part in measure.reads()]
            if measure.of and (self._scheme.kinds[measure.of].where or not names):
                self._feed(key, self._kind(measure.of))
            for kind, _, name in names:
                self._feed(key, self._attribute(kind, name))
        return key

    def _kind(self, kind: str) -> str:
        """Add a kind of fact as a whole: which parts of the document there are of it feeds what counts them."""
        entry = self._scheme.kinds[kind]
        chosen = "; ".join(f"{field}: {', '.join(words)}" for field, words in entry.where.items())
        key, new = self._node("kind", kind, f"{kind} ({chosen})" if chosen else kind)
        if new:
            if entry.data:
                self._feed(key, self._table(entry.data))
            elif entry.each:
                self._feed(key, self._words(kind, list(entry.each)))
            else:
                for place in self._fields.of_kind(kind):
                    model = self._scheme.form.model
                    chosen_by = [f"{place}.{field}" for field in entry.where]
                    for field in [one for one in chosen_by if leads_somewhere(model, one.split("."))] or [place]:
                        self._feed(key, self._field(field))
        return key

    def _field(self, name: str) -> str:
        return self._node("field", name, name or self._scheme.form.name)[0]

    def _table(self, name: str) -> str:
        return self._node("table", name, f"{_TABLE[self._lang]} {name}")[0]

    def _words(self, kind: str, words: Iterable[str]) -> str:
        return self._node("words", kind, f"{_WORDS[self._lang]}: {', '.join(words)}")[0]

    def _node(self, sort: Sort, name: str, label: str) -> tuple[str, bool]:
        """Return the key of a node, and whether it is new."""
        key = f"{sort}:{name}"
        if key in self.graph.nodes:
            return key, False
        self.graph.nodes[key] = Node(key, sort, printable(label))
        self.graph.feeds[key] = []
        return key, True

    def _feed(self, target: str, source: str) -> None:
        if source not in self.graph.feeds[target]:
            self.graph.feeds[target].append(source)
