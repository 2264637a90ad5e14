"""From document.yaml to a form: its models, made once, and everything in it that names something else is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError, create_model

from sto_check.documents.errors import DocumentError
from sto_check.documents.lines import showing
from sto_check.forms.codes import code_type
from sto_check.forms.entries import FormFile
from sto_check.forms.fields import FieldMaker, Part, word_problems
from sto_check.forms.form import Form
from sto_check.forms.links import Links
from sto_check.forms.part import Onderdeel
from sto_check.forms.plan import FormPlan, plan_of
from sto_check.forms.quick import NotPlainError, form_file
from sto_check.forms.values import VALUE_TYPES
from sto_check.text.errors import suggestion
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel

    from sto_check.documents.document import Document
    from sto_check.forms.entries import FieldEntry
    from sto_check.forms.form import Steps, Total
    from sto_check.text.errors import Problem
    from sto_check.text.language import Text
    from sto_check.text.place import Path


class FormError(DocumentError):
    """document.yaml cannot be used as it stands. ``problems`` names everything that was found."""


def form_from(document: Document) -> Form:
    """Return the form that a document.yaml describes; raises FormError with everything that is wrong with it."""
    with showing(document):
        builder = _Builder(_written(document), document)
        form = builder.form()
        if builder.problems:
            raise FormError(*builder.problems)
        return form


def _written(document: Document) -> FormFile:
    """Return the entries of a document.yaml; raises FormError with everything that is wrong with their shape."""
    try:
        return form_file(document.tree)
    except NotPlainError:
        pass
    try:
        return FormFile.model_validate(document.tree)
    except ValidationError as error:
        from sto_check.forms.model_problems import problems_in

        raise FormError(*problems_in(error, document, FormFile)) from None


class _Builder:
    """Makes the models of one form, each part after the parts that it holds."""

    def __init__(self, written: FormFile, document: Document) -> None:
        self.written, self.document = written, document
        self.problems: list[Problem] = []
        self.types = {**VALUE_TYPES, **{name: code_type(name, entry) for name, entry in written.types.items()}}
        self.telling = _telling_fields(written)
        self.kinds = frozenset(field for _, field in self.telling)
        self._made: dict[str, type[BaseModel]] = {}
        self._busy: list[str] = []

    def form(self) -> Form:
        """Return the form; what is wrong is in ``problems``."""
        written = self.written
        self.problems += [self._problem(path, *found) for path, found in word_problems(written)]
        name = _camel(written.id)
        self._made[name] = Onderdeel  # so that no part takes the name of the document
        top = Part(written.about, written.fields, written.checks, ("fields",))
        model = self._model(name, top)
        liked = {str(part.like) for name, part in written.parts.items() if part.like != name}
        for other in written.parts.keys() - self._made.keys() - liked:  # mistakes are told of what is not used, too
            self.model_named(other, ("parts", other))
        links = Links(self)
        totals: tuple[Total, ...] = ()
        headed_by: Steps = ()
        by_office: tuple[Steps, ...] = ()
        addressed_to: tuple[Steps, ...] = ()
        plan = FormPlan({}, {})
        if not self.problems:
            links.follow(top, ())
            links.finish()
            totals, headed_by = tuple(links.totals()), links.heading(written.headed_by)
            by_office = tuple(links.fields_named("by_office", written.by_office))
            addressed_to = tuple(links.fields_named("addressed_to", written.addressed_to))
        if not self.problems:
            plan = plan_of(self, top)
        return Form(
            written.id,
            written.title,
            plan,
            lambda: model,
            tuple(links.references),
            tuple(links.named_lists.values()),
            tuple(links.checks),
            tuple(links.tables),
            written.sheet,
            tuple(links.own_sheets),
            totals,
            self.kinds,
            self.document.data,
            tuple(links.products),
            headed_by,
            by_office,
            addressed_to,
        )

    def wrong(self, path: Path, code: str, nl: str, en: str, hint: Text | None = None) -> None:
        """Add a problem at a place in document.yaml."""
        self.problems.append(self._problem(path, code, nl, en)._replace(hint=hint))

    def _problem(self, path: Path, code: str, nl: str, en: str) -> Problem:
        return problem(code, nl, en, self.document.place(path))

    def part(self, name: str, path: Path) -> Part | None:
        """Return a part by its name, or add a problem."""
        found = self.written.parts.get(name)
        if found is None:
            self.wrong(
                path,
                "unknown-part",
                f"Het onderdeel “{name}” is niet bekend.",
                f"The part “{name}” is not known.",
                suggestion(name, list(self.written.parts)),
            )
            return None
        return Part(found.about, found.fields, found.checks, ("parts", name, "fields"), found.like)

    def fields_of(self, part: Part) -> dict[str, tuple[FieldEntry, Path]]:
        """Return the fields of a part with their places: of the part it is like, then its own; what tells it first."""
        found = self._fields_of(part, ())
        named = str(part.at[1]) if len(part.at) > 1 else ""
        first = ["id"] if "id" in found and named else []
        first += [name for name in sorted(self.kinds) if name in found and (named, name) in self.telling]
        return {name: found[name] for name in [*first, *(name for name in found if name not in first)]}

    def _fields_of(self, part: Part, busy: tuple[str, ...]) -> dict[str, tuple[FieldEntry, Path]]:
        own = {name: (field, (*part.at, name)) for name, field in part.fields.items()}
        if part.like is None:
            return own
        at = (*part.at[:-1], "like")
        if part.like in busy:
            self.wrong(at, "circle", f"{part.like} lijkt op zichzelf.", f"{part.like} is like itself.")
            return own
        other = self.part(part.like, at)
        return own if other is None else self._fields_of(other, (*busy, part.like)) | own

    def model_named(self, name: str, path: Path) -> type[BaseModel]:
        """Return the model of a part that stands under ``parts``; a part that holds itself is a problem."""
        part = self.part(name, path)
        if part is None:
            return Onderdeel
        if name in self._busy:
            circle = " → ".join((*self._busy[self._busy.index(name) :], name))
            self.wrong(path, "circle", f"Onderdelen bevatten elkaar: {circle}.", f"Parts hold each other: {circle}.")
            return Onderdeel
        if name not in self._made:
            self._busy.append(name)
            self._made[name] = self._model(name, part)
            self._busy.pop()
        return self._made[name]

    def model_inside(self, key: str, part: Part) -> type[BaseModel]:
        """Return the model of a group or list that is written where it stands; it is named after its key."""
        name = _camel(key)
        while name in self._made or name in self.written.parts:
            name += "_"
        self._made[name] = Onderdeel
        return self._model(name, part)

    def _model(self, name: str, part: Part) -> type[BaseModel]:
        maker = FieldMaker(self)
        fields: dict[str, Any] = {}
        for key, (entry, at) in self.fields_of(part).items():
            found = maker.field(key, entry, at)
            if found is not None:
                fields[key] = found
        told: dict[str, Any] = {"__doc__": part.about, "__module__": __name__}
        made: type[BaseModel] = create_model(name, __base__=Onderdeel, **told, **fields)
        return made


def _telling_fields(written: FormFile) -> frozenset[tuple[str, str]]:
    """Return every part of which a field tells the kind, those that such a part is like included, and that field."""

    def told(entries: Mapping[str, FieldEntry]) -> Iterator[tuple[str, str]]:
        for entry in entries.values():
            for name in (entry.parts or []) if entry.by else []:
                yield from ((one, str(entry.by)) for one in _likes(name))
            yield from told(entry.fields or {})
            yield from told(entry.rows or {})

    def _likes(name: str) -> list[str]:
        names: list[str] = []
        while name in written.parts and name not in names:
            names.append(name)
            name = written.parts[name].like or ""
        return names

    groups = [written.fields, *(part.fields for part in written.parts.values())]
    return frozenset(found for group in groups for found in told(group))


def _camel(key: str) -> str:
    words = key.replace("_", "-").replace(".", "-").split("-")
    return "".join(word[:1].upper() + word[1:] for word in words)
