"""Hold the files of a scheme together: every kind, attribute, parameter and source that is named must exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.scheme.basis import cited, find_basis_problems
from sto_check.scheme.check_head import find_head_problems, without_basis
from sto_check.scheme.condition import ALWAYS, Condition, Type
from sto_check.scheme.condition_text import ConditionReader
from sto_check.scheme.document_paths import find_path_problems
from sto_check.scheme.errors import SchemeError, mistake, not_known, unknown_attribute
from sto_check.scheme.placeholder_problems import placeholder_problems
from sto_check.scheme.placeholders import SUBJECT
from sto_check.scheme.scheme import Measure, Rule, Scheme, Sentence, Table
from sto_check.scheme.scopes import measure_scope_problems, rule_scope_problems
from sto_check.scheme.signed import signed_attributes
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path as FilePath

    from sto_check.documents.document import Document
    from sto_check.forms.form import Form
    from sto_check.scheme.entries import MeasureEntry, RuleEntry, RuleFile, SchemeFolder
    from sto_check.scheme.scheme import MeasureForm
    from sto_check.text.errors import Problem
    from sto_check.text.place import Path

NO_TEXT = Text("", "")
MOST_IN_A_CHAIN = 40
"""How many measures may each rest on the next; a reader follows no more, and Python not very many more."""


def connect(
    written: SchemeFolder,
    documents: Mapping[Path, Document],
    tables: dict[str, Table],
    files: tuple[bytes, ...],
    folder: FilePath,
    form: Form,
    problems: list[Problem],
) -> Scheme:
    """Return the scheme; ``problems`` are those found before.

    Raises SchemeError with every unknown name and every comparison that does not fit.
    """
    reader = _Connector(written, documents, signed_attributes(form.model, written.kinds))
    reader.problems += problems
    reader.problems += find_head_problems(written, documents)
    reader.problems += find_path_problems(form.model, written.kinds, written.themes, documents)
    reader.check_names()
    types, measures = reader.read_measures()
    rules = reader.read_rules(types)
    if reader.problems:
        raise SchemeError(*reader.problems)
    return Scheme(
        written.scheme,
        written.sources,
        written.kinds,
        types,
        measures,
        rules,
        written.decision,
        tables,
        files,
        str(folder),
        form,
    )


class _Connector:
    def __init__(self, written: SchemeFolder, documents: Mapping[Path, Document], signed: set[str]) -> None:
        self.written = written
        self.signed = signed
        self.documents = documents
        self.problems: list[Problem] = []
        self.units = {name: entry.unit for name, entry in written.scheme.parameters.items()}
        self.several = {
            name
            for name, entry in written.scheme.parameters.items()
            for history in (entry.value, *entry.variants.values())
            if any(isinstance(dated.value, list) for dated in history)
        }
        self._measurable: dict[str, MeasureEntry] = {}
        self._rests: dict[str, int] = {}
        self.types: dict[str, dict[str, Type]] = {
            name: {
                "id": "identifier",
                **({"ids": "tokens"} if kind.one_by or len(kind.from_) > 1 else {}),
                **{word: entry.type for word, entry in kind.attributes.items()},
            }
            for name, kind in written.kinds.items()
        }

    def _wrong(self, part: Path, path: Path, code: str, nl: str, en: str, hint: Text | None = None) -> None:
        self.problems.append(mistake(self.documents[part], path, code, nl, en, hint))

    def check_names(self) -> None:
        """What an attribute names must be a kind of fact."""
        for kind, entry in self.written.kinds.items():
            for name, attribute in entry.attributes.items():
                if attribute.names is not None and attribute.names not in self.types:
                    self._unknown_kind(attribute.names, ("kinds",), (kind, "attributes", name, "names"))

    def read_measures(self) -> tuple[dict[str, dict[str, Type]], tuple[Measure, ...]]:
        """Return the types of all attributes, measured ones included, and the measures in the order to take them."""
        for full_name in self.written.measures:
            kind, _, name = full_name.partition(".")
            if kind not in self.types or not name:
                self._unknown_kind(kind, ("measures",), (full_name,))
            elif name in self.types[kind]:
                self._wrong(
                    ("measures",),
                    (full_name,),
                    "attribute-twice",
                    f"{full_name} is al een attribuut.",
                    f"{full_name} is an attribute already.",
                )
            else:
                self._measurable[full_name] = self.written.measures[full_name]
        ordered: dict[str, Measure] = {}
        for full_name in self._measurable:
            self._measure(full_name, ordered, ())
        return self.types, tuple(ordered.values())

    def _measure(self, full_name: str, ordered: dict[str, Measure], busy: tuple[str, ...]) -> None:
        """Read one measure after those it rests on."""
        if full_name in ordered:
            return
        if full_name in busy:
            circle = " → ".join((*busy[busy.index(full_name) :], full_name))
            self._wrong(
                ("measures",),
                (full_name,),
                "circle",
                f"Metingen rusten op elkaar: {circle}.",
                f"Measures rest on each other: {circle}.",
            )
            return
        entry = self._measurable[full_name]
        kind, _, name = full_name.partition(".")
        self.types[kind].setdefault(name, "integer" if entry.count else "amount")  # so that a mistake here stays one
        if len(busy) == MOST_IN_A_CHAIN:
            self._chain_too_long(full_name)
            return
        form, of, read = self._form(full_name, entry)
        if form is None:
            return
        others = self._rests_on(kind, of, read, entry)
        for other in others:
            self._measure(other, ordered, (*busy, full_name))
        self._rests[full_name] = 1 + max((self._rests.get(other, 0) for other in others), default=0)
        if self._rests[full_name] > MOST_IN_A_CHAIN:
            self._chain_too_long(full_name)
        type_ = self._type(full_name, kind, form, of, read, entry)
        if type_ is None:
            return
        self.types[kind][name] = type_
        where: Condition = ALWAYS
        if entry.where is not None and of:
            where = ConditionReader(
                self.documents["measures",], of, self.types[of], {}, self.problems, subject=self.types[kind]
            ).read(entry.where, (full_name, "where"))
        rests_on = {f"{of}.{read}", *(f"{kind}.{other}" for other in entry.add or ())}
        if form != "count" and rests_on & self.signed:
            self.signed.add(full_name)
        ordered[full_name] = Measure(
            kind,
            name,
            form,
            type_,
            of,
            read,
            tuple(entry.add or ()),
            where,
            entry.over,
            tuple(entry.distinct),
            full_name in self.signed,
        )
        self.problems += measure_scope_problems(ordered[full_name], self.written, self.documents)

    def _chain_too_long(self, full_name: str) -> None:
        """Tell of a chain of measures that is too long, once: what rests on it is too long as well."""
        if not any(problem.code == "chain-too-long" for problem in self.problems):
            self._wrong(
                ("measures",),
                (full_name,),
                "chain-too-long",
                f"Meer dan {MOST_IN_A_CHAIN} metingen rusten hier op elkaar.",
                f"More than {MOST_IN_A_CHAIN} measures rest on each other here.",
                Text("Tel in één keer op wat bijeen hoort.", "Add up at once what belongs."),
            )

    def _form(self, full_name: str, entry: MeasureEntry) -> tuple[MeasureForm | None, str, str]:
        forms: dict[MeasureForm, str | None] = {"count": entry.count, "sum": entry.sum, "take": entry.take}
        given = [form for form, target in forms.items() if target is not None]
        if entry.add is not None:
            given.append("add")
        if len(given) != 1:
            self._wrong(
                ("measures",),
                (full_name,),
                "one-form",
                f"{full_name} heeft precies één van count, sum, take en add nodig.",
                f"{full_name} needs exactly one of count, sum, take and add.",
            )
            return None, "", ""
        form = given[0]
        of, _, read = (forms.get(form) or "").partition(".")
        if form == "count" and read:
            self._wrong(
                ("measures",),
                (full_name, form),
                "one-kind",
                f"count noemt een soort feit: {of}.",
                f"count names a kind of fact: {of}.",
            )
            return None, "", ""
        if form != "add" and of not in self.types:
            self._unknown_kind(of, ("measures",), (full_name, form))
            return None, "", ""
        if entry.distinct and form != "count":
            self._wrong(
                ("measures",),
                (full_name, "distinct"),
                "distinct-without-count",
                f"distinct past alleen bij count, niet bij {form}.",
                f"distinct goes with count only, not with {form}.",
            )
            return None, "", ""
        return form, of, read

    def _rests_on(self, kind: str, of: str, read: str, entry: MeasureEntry) -> list[str]:
        """Return the measures whose names stand in this one, as attributes of the subject or of what is measured."""
        names = [f"{of}.{read}"] + [f"{kind}.{name}" for name in entry.add or ()]
        names += [f"{of}.{key}" for key in (*_keys(entry.where), *entry.distinct)]
        names += [f"{kind}.{name}" for name in _subject_names(entry.where)]
        return [name for name in names if name in self._measurable]

    def _type(
        self, full_name: str, kind: str, form: MeasureForm, of: str, read: str, entry: MeasureEntry
    ) -> Type | None:
        if form == "count":
            for position, name in enumerate(entry.distinct):
                if name not in self.types[of]:
                    self._unknown_attribute(of, name, (full_name, "distinct", position))
                    return None
            return "integer"
        wanted = [(kind, name) for name in entry.add or ()] if form == "add" else [(of, read)]
        found: Type | None = None
        for owner, name in wanted:
            before, found = found, self.types[owner].get(name)
            if found is None:
                self._unknown_attribute(owner, name, (full_name, form))
                return None
            if before not in {None, found}:
                self._wrong(
                    ("measures",),
                    (full_name, form),
                    "types-differ",
                    f"{owner}.{name} is {found}, en wordt opgeteld bij {before}.",
                    f"{owner}.{name} is {found}, and is added to {before}.",
                )
                return None
            if form != "take" and found not in {"amount", "integer"}:
                self._wrong(
                    ("measures",),
                    (full_name, form),
                    "type-does-not-add",
                    f"{owner}.{name} is {found} en laat zich niet optellen.",
                    f"{owner}.{name} is {found} and cannot be added up.",
                )
                return None
        return found

    def _unknown_kind(self, kind: str, part: Path, path: Path) -> None:
        place = self.documents[part].place(path)
        self.problems.append(not_known("unknown-kind", "Het soort feit", "The kind of fact", kind, self.types, place))

    def _unknown_attribute(self, kind: str, name: str, path: Path) -> None:
        place = self.documents["measures",].place(path)
        self.problems.append(unknown_attribute(kind, name, self.types[kind], place))

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
                    self._wrong(
                        part,
                        (*path, "id"),
                        "rule-twice",
                        f"De regel {entry.id} staat ook in {first}.",
                        f"The rule {entry.id} is also in {first}.",
                    )
                seen[entry.id] = part
                rule = self._rule(theme, entry, types, part, path)
                if rule:
                    self.problems += rule_scope_problems(rule, self.written, self.documents[part], path)
                    rules.append(rule)
        return tuple(rules)

    def _rule(
        self, theme: RuleFile, entry: RuleEntry, types: Mapping[str, Mapping[str, Type]], part: Path, path: Path
    ) -> Rule | None:
        sources, document = self.written.sources, self.documents[part]
        self.problems += find_basis_problems(entry.basis, sources, document, path)
        if not entry.basis:
            self.problems.append(without_basis(entry.id, entry.id, document, path))
        if entry.for_ not in types:
            self._unknown_kind(entry.for_, part, (*path, "for"))
            return None
        if (entry.require is None) == (entry.judge is None):
            self._wrong(
                part,
                path,
                "require-or-judge",
                f"{entry.id} heeft precies één van require en judge nodig.",
                f"{entry.id} needs exactly one of require and judge.",
            )
        if entry.require is not None and entry.reason is None:
            self._wrong(part, path, "no-reason", f"{entry.id} heeft een reason nodig.", f"{entry.id} needs a reason.")
        reader = ConditionReader(
            document, entry.for_, types[entry.for_], self.units, self.problems, several=self.several
        )
        require = None if entry.require is None else reader.read(entry.require, (*path, "require"))
        rule = Rule(
            entry.id,
            theme.theme,
            entry.title,
            entry.for_,
            reader.read(entry.where, (*path, "where")),
            require,
            entry.judge,
            entry.otherwise,
            entry.unknown,
            cited(entry.basis, sources),
            entry.consequence is not None,
            entry.reason or NO_TEXT,
            self._remedy(entry, reader, part, path),
            entry.supply,
            document.place(path),
            entry.scope,
        )
        known = [SUBJECT, *types[rule.kind], *(f"${name}" for name in self.units)]
        self.problems += placeholder_problems(rule, known, document, path)
        return rule

    def _remedy(self, entry: RuleEntry, reader: ConditionReader, part: Path, path: Path) -> tuple[Sentence, ...]:
        """Return the sentences of a remedy; one that is always said may stand without a list around it."""
        tree = self.documents[part].tree
        written = tree["rules"][path[-1]].get("remedy") if isinstance(tree, dict) else None
        keys: list[Path] = [("remedy", number) for number, _ in enumerate(entry.remedy)]
        if isinstance(written, dict):
            keys = [("remedy",)]
        return tuple(
            Sentence(reader.read(one.when, (*path, *key, "when")), Text(one.nl, one.en), key)
            for key, one in zip(keys, entry.remedy, strict=True)
        )


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
