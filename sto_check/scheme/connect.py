"""Hold the files of a scheme together: every kind, attribute, parameter and source that is named must exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.errors import Problem, suggestion
from sto_check.language import LANGUAGES, Text
from sto_check.scheme.basis import cited, find_basis_problems
from sto_check.scheme.check_head import find_head_problems, without_basis
from sto_check.scheme.condition import ALWAYS, Condition, SubjectAttribute, Type, attributes_read, comparisons
from sto_check.scheme.condition_text import ConditionReader
from sto_check.scheme.document_paths import find_path_problems
from sto_check.scheme.errors import SchemeError
from sto_check.scheme.placeholders import SUBJECT, placeholders
from sto_check.scheme.scheme import Measure, Rule, Scheme, Sentence, Table
from sto_check.scheme.signed import signed_attributes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path as FilePath

    from sto_check.documents.document import Document
    from sto_check.documents.place import Path
    from sto_check.forms.form import Form
    from sto_check.scheme.entries import MeasureEntry, RuleEntry, RuleFile, SchemeFolder
    from sto_check.scheme.scheme import MeasureForm

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
        written.scheme, written.sources, written.kinds, types, measures, rules, written.decision, tables, files,
        str(folder), form,
    )  # fmt: skip


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
        self._rests: dict[str, int] = {}
        self.types: dict[str, dict[str, Type]] = {
            name: {
                "id": "identifier",
                **({"ids": "tokens"} if kind.one_by or len(kind.from_) > 1 else {}),
                **{word: entry.type for word, entry in kind.attributes.items()},
            }
            for name, kind in written.kinds.items()
        }

    def wrong(self, code: str, nl: str, en: str, part: Path, path: Path, hint: Text | None = None) -> None:
        self.problems.append(Problem(code, Text(nl, en), self.documents[part].place(path), hint=hint))

    def check_names(self) -> None:
        """What an attribute names must be a kind of fact."""
        for kind, entry in self.written.kinds.items():
            for name, attribute in entry.attributes.items():
                if attribute.names is not None and attribute.names not in self.types:
                    self._unknown_kind(attribute.names, ("kinds",), (kind, "attributes", name, "names"))

    def read_measures(self) -> tuple[dict[str, dict[str, Type]], tuple[Measure, ...]]:
        """Return the types of all attributes, measured ones included, and the measures in the order to take them."""
        entries = self.written.measures
        before = len(self.problems)
        for full_name in entries:
            kind, _, name = full_name.partition(".")
            if kind not in self.types or not name:
                self._unknown_kind(kind, ("measures",), (full_name,))
            elif name in self.types[kind]:
                self.wrong("attribute-twice", f"{full_name} is al een attribuut.",
                           f"{full_name} is an attribute already.", ("measures",), (full_name,))  # fmt: skip
        if len(self.problems) > before:
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
            where = ConditionReader(self.documents["measures",], of, self.types[of], {}, self.problems,
                                    subject=self.types[kind]).read(entry.where, (full_name, "where"))  # fmt: skip
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
        self._check_scope_of_measure(ordered[full_name])

    def _chain_too_long(self, full_name: str) -> None:
        """Tell of a chain of measures that is too long, once: what rests on it is too long as well."""
        if not any(problem.code == "chain-too-long" for problem in self.problems):
            self.wrong("chain-too-long", f"Meer dan {MOST_IN_A_CHAIN} metingen rusten hier op elkaar.",
                       f"More than {MOST_IN_A_CHAIN} measures rest on each other here.", ("measures",), (full_name,),
                       Text("Tel in één keer op wat bijeen hoort.", "Add up at once what belongs."))  # fmt: skip

    def _check_scope_of_measure(self, measure: Measure) -> None:
        """Of one application no measure can say what only the whole round shows."""
        if measure.over == "round":
            return
        path: Path = (measure.full_name,)
        if self._of_the_round(measure.kind):
            self.wrong("measure-of-round", f"{measure.kind} gaat over de hele ronde: {measure.full_name} heeft "
                       "over: round nodig.", f"{measure.kind} is of the whole round: {measure.full_name} needs "
                       "over: round.", ("measures",), path)  # fmt: skip
        for name in reads(measure):
            if self._read_of_the_round(name):
                self.wrong("measure-of-round", f"{measure.full_name} leest {name}, dat over de hele ronde gaat.",
                           f"{measure.full_name} reads {name}, which is of the whole round.", ("measures",), path,
                           Text("Schrijf er over: round bij.", "Add over: round to it."))  # fmt: skip

    def _of_the_round(self, kind: str) -> bool:
        return kind in self.written.kinds and self.written.kinds[kind].scope == "round"

    def _read_of_the_round(self, full_name: str) -> bool:
        measure = self.written.measures.get(full_name)
        return self._of_the_round(full_name.partition(".")[0]) or (measure is not None and measure.over == "round")

    def _check_scope_of_rule(self, rule: Rule, part: Path, path: Path) -> None:
        """A rule about one application reads nothing of the whole round."""
        if rule.scope == "round":
            if rule.judge:
                self.wrong("judge-of-round", f"{rule.id} gaat over de ronde, en die wordt niet beoordeeld met judge.",
                           f"{rule.id} is of the round, which is not judged by judge.", part, path)  # fmt: skip
            return
        names = ["id", *attributes_read(rule.where), *(attributes_read(rule.require) if rule.require else ())]
        full_name = next((full for name in names if self._read_of_the_round(full := f"{rule.kind}.{name}")), None)
        if full_name:
            self.wrong("rule-of-round", f"{rule.id} leest {full_name}, dat over de hele ronde gaat.",
                       f"{rule.id} reads {full_name}, which is of the whole round.", part, path,
                       Text("Schrijf er scope: round bij.", "Add scope: round to it."))  # fmt: skip

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
        if form == "count" and read:
            self.wrong("one-kind", f"count noemt een soort feit: {of}.", f"count names a kind of fact: {of}.",
                       ("measures",), (full_name, form))  # fmt: skip
            return None, "", ""
        if form != "add" and of not in self.types:
            self._unknown_kind(of, ("measures",), (full_name, form))
            return None, "", ""
        if entry.distinct and form != "count":
            self.wrong("distinct-without-count", f"distinct past alleen bij count, niet bij {form}.",
                       f"distinct goes with count only, not with {form}.",
                       ("measures",), (full_name, "distinct"))  # fmt: skip
            return None, "", ""
        return form, of, read

    def _rests_on(self, kind: str, of: str, read: str, entry: MeasureEntry) -> list[str]:
        """Return the measures whose names stand in this one, as attributes of the subject or of what is measured."""
        names = [f"{of}.{read}"] + [f"{kind}.{name}" for name in entry.add or ()]
        names += [f"{of}.{key}" for key in (*_keys(entry.where), *entry.distinct)]
        names += [f"{kind}.{name}" for name in _subject_names(entry.where)]
        return [name for name in names if name in self.written.measures]

    def _type(
        self, full_name: str, kind: str, form: MeasureForm, of: str, read: str, entry: MeasureEntry
    ) -> Type | None:
        if form == "count":
            for position, name in enumerate(entry.distinct):
                if name not in self.types[of]:
                    self.wrong("unknown-attribute", f"Het attribuut {of}.{name} is niet bekend.",
                               f"The attribute {of}.{name} is not known.", ("measures",),
                               (full_name, "distinct", position), suggestion(name, list(self.types[of])))  # fmt: skip
                    return None
            return "integer"
        wanted = [(kind, name) for name in entry.add or ()] if form == "add" else [(of, read)]
        found: Type | None = None
        for owner, name in wanted:
            before, found = found, self.types[owner].get(name)
            if found is None:
                self.wrong("unknown-attribute", f"Het attribuut {owner}.{name} is niet bekend.",
                           f"The attribute {owner}.{name} is not known.", ("measures",), (full_name, form),
                           suggestion(name, list(self.types[owner])))  # fmt: skip
                return None
            if before not in {None, found}:
                self.wrong("types-differ", f"{owner}.{name} is {found}, en wordt opgeteld bij {before}.",
                           f"{owner}.{name} is {found}, and is added to {before}.",
                           ("measures",), (full_name, form))  # fmt: skip
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
                    self._check_scope_of_rule(rule, part, path)
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
            self.wrong("require-or-judge", f"{entry.id} heeft precies één van require en judge nodig.",
                       f"{entry.id} needs exactly one of require and judge.", part, path)  # fmt: skip
        if entry.require is not None and entry.reason is None:
            self.wrong("no-reason", f"{entry.id} heeft een reason nodig.", f"{entry.id} needs a reason.", part, path)
        reader = ConditionReader(
            document, entry.for_, types[entry.for_], self.units, self.problems, several=self.several
        )
        require = None if entry.require is None else reader.read(entry.require, (*path, "require"))
        rule = Rule(
            entry.id, theme.theme, entry.title, entry.for_, reader.read(entry.where, (*path, "where")), require,
            entry.judge, entry.otherwise, entry.unknown, cited(entry.basis, sources), entry.consequence is not None,
            entry.reason or NO_TEXT, self._remedy(entry, reader, part, path), entry.supply, document.place(path),
            entry.scope,
        )  # fmt: skip
        self._check_placeholders(rule, [SUBJECT, *types[rule.kind], *(f"${name}" for name in self.units)], part, path)
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

    def _check_placeholders(self, rule: Rule, known: list[str], part: Path, path: Path) -> None:
        """Every placeholder must be a parameter of the scheme or, in a reason or remedy, an attribute of the kind."""
        for key, text in rule.texts():
            for lang, name in _unknown_placeholders(text, known):
                self.wrong("unknown-placeholder", f"{{{name}}} is geen gegeven van {rule.kind}.",
                           f"{{{name}}} is not an attribute of {rule.kind}.", part, (*path, *key, lang),
                           suggestion(name, known))  # fmt: skip
        of_scheme: list[tuple[Path, Text]] = [(("title",), rule.title)]
        of_scheme += [(("judge", "question"), rule.judge.question)] if rule.judge else []
        of_scheme += [(("basis", number, "says"), basis.says) for number, basis in enumerate(rule.basis)]
        for key, text in of_scheme:
            for lang, name in _unknown_placeholders(text, known):
                if name.startswith("$"):
                    self.wrong("unknown-placeholder", f"{{{name}}} is geen waarde van de regeling.",
                               f"{{{name}}} is not a value of the scheme.", part, (*path, *key, lang),
                               suggestion(name, [one for one in known if one.startswith("$")]))  # fmt: skip


def _unknown_placeholders(text: Text, known: list[str]) -> list[tuple[str, str]]:
    """Return the placeholders of a text that name nothing, each once a language."""
    found = [(lang, name) for lang in LANGUAGES for name, _ in placeholders(text[lang]) if name not in known]
    return list(dict.fromkeys(found))


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
    names += [f"{measure.of}.{name}" for name in measure.distinct]
    subject = [item.operand.name for item in comparisons(measure.where) if isinstance(item.operand, SubjectAttribute)]
    return names + [f"{measure.kind}.{name}" for name in subject]
