"""One field of document.yaml to one field of a model: its annotation, and what people are told of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Union

from pydantic import BaseModel, Discriminator, Field

from sto_check.forms.closed_words import KindsMeant, Words
from sto_check.forms.entries import ASKS, named
from sto_check.forms.values import Jaarsleutel, Reads, reads_of
from sto_check.text.errors import suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sto_check.forms.build import _Builder
    from sto_check.forms.entries import CheckEntry, FieldEntry, FormFile
    from sto_check.text.place import Path

OWN_FIELDS = {"regeling": "key", "ontvangen": "day"}
"""What every form calls the scheme that a document is for and the day on which it was received."""
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_LONGEST_SHEET = 31
_ASKS = ", ".join(ASKS)
_WORD = re.compile(r"[^\s,;]{1,64}")


class Part(NamedTuple):
    """A group of fields, or what every part of a list holds; its fields stand at ``at`` in document.yaml."""

    about: str
    fields: Mapping[str, FieldEntry]
    checks: list[CheckEntry]
    at: Path
    like: str | None = None


def parts_inside(entry: FieldEntry, key: str, path: Path) -> list[Part]:
    """Return the group, or the part of a list, that a field itself describes; none where it names one."""
    about = entry.about or entry.description or key
    inside = (("fields", entry.fields), ("rows", entry.rows))
    return [Part(about, fields, entry.checks, (*path, name)) for name, fields in inside if fields is not None]


class FieldMaker:
    """Makes the fields of a model, and adds what is wrong to the problems of its form."""

    def __init__(self, form: _Builder) -> None:
        self._form = form

    def field(self, key: str, entry: FieldEntry, path: Path) -> tuple[Any, Any] | None:
        """Return the annotation and the description of a field; None where it is not what it should be."""
        asks = named(entry)
        if hasattr(BaseModel, key):  # told where the keys are looked at
            return None
        if len(asks) != 1:
            self._form.wrong(
                path,
                "one-question",
                f"{key} heeft precies één nodig van {_ASKS}.",
                f"{key} needs exactly one of {_ASKS}.",
            )
            return None
        made: Any = getattr(self, f"_{asks[0]}")(key, entry, path)
        if made is None:
            return None
        if entry.several == "yes":
            made = _list_of(made)
        more: dict[str, Any] = {"examples": entry.suggest} if entry.suggest else {}
        if entry.csv == "yes":
            more["json_schema_extra"] = _or_a_table
        if entry.required == "yes":
            return made, Field(title=entry.title, description=entry.description, **more)
        return made | None, Field(None, title=entry.title, description=entry.description, **more)

    def _type(self, _key: str, entry: FieldEntry, path: Path) -> Any:
        made = self._value(str(entry.type), (*path, "type"))
        if made is None or not entry.suggest:
            return made
        reads = reads_of(made)
        return Annotated[str, Reads(_one_of_or(tuple(entry.suggest), reads.read), reads.schema, reads.sort, "token")]

    def _one_of(self, key: str, entry: FieldEntry, path: Path) -> Any:
        words = tuple(entry.one_of or ())
        listed: Any = Literal[words]
        tells = path[0] == "parts" and (str(path[1]), key) in self._form.telling  # spelled by KindsMeant
        return listed if tells else Annotated[listed, Words(words)]

    def _by_year(self, _key: str, entry: FieldEntry, path: Path) -> Any:
        made = self._value(str(entry.by_year), (*path, "by_year"))
        return None if made is None else dict.__class_getitem__((Jaarsleutel, made))

    def _fields(self, key: str, entry: FieldEntry, path: Path) -> Any:
        return self._form.model_inside(key, parts_inside(entry, key, path)[0])

    def _rows(self, key: str, entry: FieldEntry, path: Path) -> Any:
        inside: Any = self._form.model_inside(key, parts_inside(entry, key, path)[0])
        return _list_of(inside)

    def _part(self, _key: str, entry: FieldEntry, path: Path) -> Any:
        return self._form.model_named(str(entry.part), (*path, "part"))

    def _parts(self, _key: str, entry: FieldEntry, path: Path) -> Any:
        names = entry.parts or []
        models: list[Any] = [self._form.model_named(name, (*path, "parts")) for name in names]
        if len(models) == 1:
            return _list_of(models[0])
        if entry.by is None:
            self._form.wrong(
                path,
                "no-kind",
                "Bij meer soorten onderdelen zegt by welk veld de soort noemt.",
                "Of several kinds of parts, by says which field tells the kind.",
            )
            return None
        words = self._kind_words(names, entry.by, path)
        if words is None:
            return None
        several: Any = Union[tuple(models)]  # noqa: UP007 (the models are only known now)
        return Annotated[_list_of(Annotated[several, Discriminator(entry.by)]), KindsMeant(entry.by, words)]

    def _kind_words(self, names: list[str], by: str, path: Path) -> tuple[str, ...] | None:
        """Return the words of all kinds; each kind has words of its own and cannot do without."""
        words: list[str] = []
        for name in names:
            part = self._form.part(name, (*path, "parts"))
            found = self._form.fields_of(part).get(by) if part else None
            field = found[0] if found else None
            if field is None or not field.one_of or field.required != "yes" or set(field.one_of) & set(words):
                self._form.wrong(
                    (*path, "by"),
                    "kind-not-told",
                    f"{name} heeft een verplicht veld {by} nodig met eigen woorden (one_of).",
                    f"{name} needs a required field {by} with words of its own (one_of).",
                )
                return None
            words += field.one_of
        return tuple(words)

    def _value(self, name: str, path: Path) -> Any:
        """Return a type of value by its name."""
        made = self._form.types.get(name)
        if made is None:
            self._form.wrong(
                path,
                "unknown-type",
                f"Het type “{name}” is niet bekend.",
                f"The type “{name}” is not known.",
                suggestion(name, list(self._form.types)),
            )
        return made


def _list_of(annotation: Any) -> Any:
    return list.__class_getitem__(annotation)


def _one_of_or(words: tuple[str, ...], read: Callable[[object], Any]) -> Callable[[object], Any]:
    meant = Words(words).read
    return lambda written: read(meant(written))


def _or_a_table(schema: dict[str, Any]) -> None:
    """Let editors know that a list may stand in a CSV file: see :mod:`sto_check.forms.sheets.attached`."""
    schema["anyOf"].append({"type": "string", "pattern": r"\.[cC][sS][vV]$"})


def word_problems(written: FormFile) -> Iterator[tuple[Path, tuple[str, str, str]]]:
    """Yield what is wrong with the keys and the words of a form by themselves."""
    yield from _problems_of(written.fields, ("fields",), top=True)
    for key, type_ in OWN_FIELDS.items():
        field = written.fields.get(key)
        if field is not None and (field.type != type_ or field.several == "yes"):
            yield (
                ("fields", key),
                (
                    "own-field",
                    f"{key} is in elk formulier van het type {type_}.",
                    f"{key} is of the type {type_} in every form.",
                ),
            )
    for name, part in written.parts.items():
        if not _KEY.fullmatch(name):
            yield ("parts", name), _no_key(name)
        yield from _problems_of(part.fields, ("parts", name, "fields"))


def _problems_of(
    fields: Mapping[str, FieldEntry], path: Path, *, top: bool = False
) -> Iterator[tuple[Path, tuple[str, str, str]]]:
    for key, entry in fields.items():
        here = (*path, key)
        if not _KEY.fullmatch(key) or key.endswith("_"):
            yield here, _no_key(key)
        elif hasattr(BaseModel, key):
            yield (
                here,
                (
                    "taken-key",
                    f"De sleutel {key} is al van de machine; kies een andere.",
                    f"The key {key} is the machine's already; choose another.",
                ),
            )
        elif len(key) > _LONGEST_SHEET and (entry.rows or entry.parts or entry.own_sheet == "yes"):
            yield (
                here,
                (
                    "too-long-key",
                    f"{key} wordt een blad, en heeft dan hoogstens {_LONGEST_SHEET} tekens.",
                    f"{key} becomes a sheet, and so has at most {_LONGEST_SHEET} characters.",
                ),
            )
        yield from ((here, found) for found in _misplaced(entry, top=top))
        yield from _problems_of(entry.fields or {}, (*here, "fields"))
        yield from _problems_of(entry.rows or {}, (*here, "rows"))


def _misplaced(entry: FieldEntry, *, top: bool) -> Iterator[tuple[str, str, str]]:
    """Yield what a field says that does not go with what it asks."""
    value, listed = entry.type or entry.one_of, entry.rows is not None or entry.parts is not None
    group = entry.fields is not None or entry.part is not None
    allowed = {
        "several": bool(value), "refers_to": entry.type == "key", "suggest": entry.type == "key", "by": listed,
        "reserved": listed, "csv": listed, "own_sheet": group and top,
        "product": entry.type == "amount",
        "checks": entry.fields is not None or entry.rows is not None,
    }  # fmt: skip
    for name, fits in allowed.items():
        if not fits and getattr(entry, name) not in (None, "no", {}, []):
            yield (
                "misplaced",
                f"{name} past niet bij wat dit veld vraagt.",
                f"{name} does not go with what this field asks.",
            )
    for words in (entry.one_of, entry.suggest):
        plain = [word.casefold() for word in words or ()]
        if len(set(plain)) < len(plain) or not all(map(_WORD.fullmatch, words or ())):
            yield (
                "words",
                "Woorden hebben geen spaties of komma's, en verschillen meer dan in hoofdletters.",
                "Words hold no spaces or commas, and differ in more than capitals.",
            )


def _no_key(key: str) -> tuple[str, str, str]:
    return (
        "no-key",
        f"{key} is geen sleutel: gebruik letters, cijfers en lage streepjes, en begin met een letter.",
        f"{key} is no key: use letters, digits and underscores, and begin with a letter.",
    )
