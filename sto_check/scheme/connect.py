"""Hold the files of a scheme together: every kind, attribute, parameter and source that is named must exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.application.load import document_model_names
from sto_check.errors import Problem
from sto_check.language import Text
from sto_check.scheme.condition import ALWAYS, Condition, SubjectAttribute, Type, attributes_read, comparisons
from sto_check.scheme.condition_text import ConditionReader
from sto_check.scheme.errors import SchemeError, suggestion
from sto_check.scheme.parameters import expected_value, read_dated
from sto_check.scheme.scheme import Measure, Rule, Scheme, Table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path as FilePath

    from sto_check.documents.document import Document
    from sto_check.documents.place import Path
    from sto_check.scheme.entries import Basis, MeasureEntry, RuleEntry, RuleFile, SchemeFolder
    from sto_check.scheme.scheme import MeasureForm

NO_TEXT = Text("", "")


def connect(
    written: SchemeFolder,
    documents: Mapping[Path, Document],
    tables: dict[str, Table],
    fingerprint: str,
    folder: FilePath,
) -> Scheme:
    """Return the scheme; raises SchemeError with every unknown name and every comparison that does not fit."""
    reader = _Connector(written, documents)
    reader.check_head()
    types, measures = reader.read_measures()
    rules = reader.read_rules(types)
    if reader.problems:
        raise SchemeError(*reader.problems)
    return Scheme(
        written.scheme, written.sources, written.kinds, types, measures, rules, written.decision, tables, fingerprint,
        str(folder),
    )  # fmt: skip


class _Connector:
    def __init__(self, written: SchemeFolder, documents: Mapping[Path, Document]) -> None:
        self.written = written
        self.documents = documents
        self.problems: list[Problem] = []
        self.units = {name: entry.unit for name, entry in written.scheme.parameters.items()}
        self.types: dict[str, dict[str, Type]] = {
            name: {"id": "identifier", **{word: entry.type for word, entry in kind.attributes.items()}}
            for name, kind in written.kinds.items()
        }

    def wrong(self, code: str, nl: str, en: str, part: Path, path: Path, hint: Text | None = None) -> None:
        self.problems.append(Problem(code, Text(nl, en), self.documents[part].place(path), hint=hint))

    def check_head(self) -> None:
        """Check the document kind, every parameter's values and variants, and every source that is cited there."""
        head = self.written.scheme
        models = document_model_names()
        if head.document not in models:
            self.wrong("unknown-document", f"Het soort document “{head.document}” is niet bekend.",
                       f"The kind of document “{head.document}” is not known.", ("scheme",), ("document",),
                       suggestion(head.document, models))  # fmt: skip
        for name, entry in head.parameters.items():
            path: Path = ("parameters", name)
            self._check_basis(entry.basis, ("scheme",), path)
            for variant in entry.variants:
                if variant not in head.variants:
                    self.wrong("unknown-variant", f"De variant “{variant}” is niet bekend.",
                               f"The variant “{variant}” is not known.", ("scheme",), (*path, "variants", variant),
                               suggestion(variant, list(head.variants)))  # fmt: skip
            expected = expected_value(entry)
            for dated in [*entry.value, *(item for history in entry.variants.values() for item in history)]:
                if read_dated(entry, dated) is None:
                    self.wrong("value-does-not-fit", f"De parameter {name} moet {expected.nl} zijn.",
                               f"The parameter {name} must be {expected.en}.", ("scheme",), path)  # fmt: skip
        self._check_basis(self.written.decision.basis, ("decision",), ())

    def _check_basis(self, basis: list[Basis], part: Path, path: Path) -> None:
        for position, item in enumerate(basis):
            source = self.written.sources.get(item.source)
            here = (*path, "basis", position)
            if source is None:
                known = list(self.written.sources)
                self.wrong("unknown-source", f"De bron “{item.source}” is niet bekend.",
                           f"The source “{item.source}” is not known.", part, (*here, "source"),
                           suggestion(item.source, known))  # fmt: skip
            elif item.section not in source.sections:
                self.wrong("unknown-section", f"De bron {item.source} noemt geen onderdeel “{item.section}”.",
                           f"The source {item.source} lists no section “{item.section}”.", part, (*here, "section"),
                           suggestion(item.section, source.sections))  # fmt: skip

    def read_measures(self) -> tuple[dict[str, dict[str, Type]], tuple[Measure, ...]]:
        """Return the types of all attributes, measured ones included, and the measures in the order to take them."""
        entries = self.written.measures
        for full_name in entries:
            kind, _, name = full_name.partition(".")
            if kind not in self.types or not name:
                self._unknown_kind(kind, ("measures",), (full_name,))
            elif name in self.types[kind]:
                self.wrong("attribute-twice", f"{full_name} is al een attribuut.",
                           f"{full_name} is an attribute already.", ("measures",), (full_name,))  # fmt: skip
        if self.problems:
            return self.types, ()
        ordered: dict[str, Measure] = {}
        for full_name in entries:
            self._measure(full_name, ordered, ())
        return self.types, tuple(ordered.values())

    def _measure(self, full_name: str, ordered: dict[str, Measure], busy: tuple[str, ...]) -> None:
        """Read one measure after those it rests on."""
        if full_name in ordered:
            return
        if full_name in busy:
            circle = " → ".join((*busy[busy.index(full_name) :], full_name))
            self.wrong("circle", f"Metingen rusten op elkaar: {circle}.", f"Measures rest on each other: {circle}.",
                       ("measures",), (full_name,))  # fmt: skip
            return
        entry = self.written.measures[full_name]
        kind, _, name = full_name.partition(".")
        form, of, read = self._form(full_name, entry)
        if form is None:
            return
        for other in self._rests_on(kind, of, read, entry):
            self._measure(other, ordered, (*busy, full_name))
        type_ = self._type(full_name, kind, form, of, read, entry)
        if type_ is None:
            return
        self.types[kind][name] = type_
        where: Condition = ALWAYS
        if entry.where is not None and of:
            where = ConditionReader(self.documents["measures",], of, self.types[of], {}, self.problems,
                                    subject=self.types[kind]).read(entry.where, (full_name, "where"))  # fmt: skip
        ordered[full_name] = Measure(kind, name, form, type_, of, read, tuple(entry.add or ()), where)

    def _form(self, full_name: str, entry: MeasureEntry) -> tuple[MeasureForm | None, str, str]:
        forms: dict[MeasureForm, str | None] = {"count": entry.count, "sum": entry.sum, "take": entry.take}
        given = [form for form, target in forms.items() if target is not None]
        if entry.add is not None:
            given.append("add")
        if len(given) != 1:
            self.wrong("one-form", f"{full_name} heeft precies één van count, sum, take en add nodig.",
                       f"{full_name} needs exactly one of count, sum, take and add.",
                       ("measures",), (full_name,))  # fmt: skip
            return None, "", ""
        form = given[0]
        of, _, read = (forms.get(form) or "").partition(".")
        if form != "add" and of not in self.types:
            self._unknown_kind(of, ("measures",), (full_name, form))
            return None, "", ""
        return form, of, read

    def _rests_on(self, kind: str, of: str, read: str, entry: MeasureEntry) -> list[str]:
        """Return the measures whose names stand in this one, as attributes of the subject or of what is measured."""
        names = [f"{of}.{read}"] + [f"{kind}.{name}" for name in entry.add or ()]
        names += [f"{of}.{key}" for key in _keys(entry.where)]
        names += [f"{kind}.{name}" for name in _subject_names(entry.where)]
        return [name for name in names if name in self.written.measures]

    def _type(
        self, full_name: str, kind: str, form: MeasureForm, of: str, read: str, entry: MeasureEntry
    ) -> Type | None:
        if form == "count":
            return "integer"
        wanted = [(kind, name) for name in entry.add or ()] if form == "add" else [(of, read)]
        found: Type | None = None
        for owner, name in wanted:
            found = self.types[owner].get(name)
            if found is None:
                self.wrong("unknown-attribute", f"Het attribuut {owner}.{name} is niet bekend.",
                           f"The attribute {owner}.{name} is not known.", ("measures",), (full_name, form),
                           suggestion(name, list(self.types[owner])))  # fmt: skip
                return None
            if form != "take" and found not in {"amount", "integer"}:
                self.wrong("type-does-not-add", f"{owner}.{name} is {found} en laat zich niet optellen.",
                           f"{owner}.{name} is {found} and cannot be added up.",
                           ("measures",), (full_name, form))  # fmt: skip
                return None
        return found

    def _unknown_kind(self, kind: str, part: Path, path: Path) -> None:
        self.wrong("unknown-kind", f"Het soort feit “{kind}” is niet bekend.",
                   f"The kind of fact “{kind}” is not known.", part, path,
                   suggestion(kind, list(self.types)))  # fmt: skip

    def read_rules(self, types: Mapping[str, Mapping[str, Type]]) -> tuple[Rule, ...]:
        """Return the rules of all files in order; each id is used once."""
        rules: list[Rule] = []
        seen: dict[str, Path] = {}
        for position, theme in enumerate(self.written.themes):
            part: Path = ("themes", position)
            for number, entry in enumerate(theme.rules):
                path: Path = ("rules", number)
                if entry.id in seen:
                    first = self.documents[seen[entry.id]].name
                    self.wrong("rule-twice", f"De regel {entry.id} staat ook in {first}.",
                               f"The rule {entry.id} is also in {first}.", part, (*path, "id"))  # fmt: skip
                seen[entry.id] = part
                rule = self._rule(theme, entry, types, part, path)
                if rule:
                    rules.append(rule)
        return tuple(rules)

    def _rule(
        self, theme: RuleFile, entry: RuleEntry, types: Mapping[str, Mapping[str, Type]], part: Path, path: Path
    ) -> Rule | None:
        self._check_basis(entry.basis, part, path)
        if entry.for_ not in types:
            self._unknown_kind(entry.for_, part, (*path, "for"))
            return None
        if (entry.require is None) == (entry.judge is None):
            self.wrong("require-or-judge", f"{entry.id} heeft precies één van require en judge nodig.",
                       f"{entry.id} needs exactly one of require and judge.", part, path)  # fmt: skip
        if entry.require is not None and entry.reason is None:
            self.wrong("no-reason", f"{entry.id} heeft een reason nodig.", f"{entry.id} needs a reason.", part, path)
        document = self.documents[part]
        reader = ConditionReader(document, entry.for_, types[entry.for_], self.units, self.problems)
        require = None if entry.require is None else reader.read(entry.require, (*path, "require"))
        return Rule(
            entry.id, theme.theme, entry.title, entry.for_, reader.read(entry.where, (*path, "where")), require,
            entry.judge, entry.otherwise, entry.unknown, tuple(entry.basis), entry.reason or NO_TEXT,
            entry.remedy or NO_TEXT, entry.supply, document.place(path),
        )  # fmt: skip


def _keys(tree: object) -> list[str]:
    """Return every key in a condition, at any depth of any: and all:."""
    if isinstance(tree, list):
        return [key for part in tree for key in _keys(part)]
    if isinstance(tree, dict):
        return [key for name, part in tree.items() for key in ([name] if name not in {"any", "all"} else _keys(part))]
    return []


def _subject_names(tree: object) -> list[str]:
    """Return every ``$name`` in a condition."""
    if isinstance(tree, str):
        return [tree[1:]] if tree.startswith("$") else []
    parts = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    return [name for part in parts for name in _subject_names(part)]


def reads(measure: Measure) -> list[str]:
    """Return the full names of the attributes a measure reads: of what it measures and of its subject."""
    names = [f"{measure.of}.{name}" for name in attributes_read(measure.where)]
    names += [f"{measure.of}.{measure.read}"] if measure.read else []
    names += [f"{measure.kind}.{name}" for name in measure.add]
    subject = [item.operand.name for item in comparisons(measure.where) if isinstance(item.operand, SubjectAttribute)]
    return names + [f"{measure.kind}.{name}" for name in subject]
