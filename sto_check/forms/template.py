"""A template of a document to fill in: every key with its explanation, lists with one example part in comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from sto_check.forms.annotations import holds, models_in, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

    from sto_check.forms.form import Form

_HEAD = """\
# Sjabloon: {title}
#
# Wat achter # staat is uitleg. Een sleutel zonder waarde is nog niet ingevuld: regels die haar nodig hebben zeggen dan
# "onbekend". Schrijf [] waar er niets te noemen is. Bedragen in euro's met een punt (1234.56), dagen als jjjj-mm-dd.
# Nummers die met een nul beginnen staan tussen aanhalingstekens ('00'). In een lijst begint elk onderdeel met een
# streepje: haal het # voor een voorbeeld weg om het te gebruiken.
"""
_COLUMN = 44


def template_of(form: Form, kind: Literal["yaml", "xlsx", "ods"], scheme: str) -> bytes:
    """Return the bytes of a template of a form, as YAML or as a workbook, for the scheme of that name."""
    if kind == "yaml":
        return write_template(form, scheme).encode()
    from sto_check.forms.sheets.write import write_workbook

    fields = form.model.model_fields
    given = {name: _only_word(field.annotation) for name, field in fields.items()}
    known = {"regeling": scheme} if "regeling" in fields else {}
    return write_workbook(form, {name: word for name, word in given.items() if word} | known, f".{kind}")


def write_template(form: Form, scheme: str = "") -> str:
    """Return a YAML template of a form for a scheme, with the fields' descriptions as comments."""
    head = _HEAD.replace("{title}", form.title.nl)
    return head + "\n".join(_fields(form.model, 0, top=True, scheme=scheme)) + "\n"


def _fields(model: type[BaseModel], indent: int, *, top: bool = False, scheme: str = "") -> Iterator[str]:
    for name in model.model_fields:
        if top:
            yield ""
        yield from _field(name, model.model_fields[name], indent, scheme if top and name == "regeling" else "")


def _field(name: str, field: FieldInfo, indent: int, known: str) -> Iterator[str]:
    before = " " * indent
    models = models_in(field.annotation)
    word = known or _only_word(field.annotation)
    said = field.description or ", ".join(words_in(field.annotation) if not word else ())
    yield _commented(f"{before}{name}: {word}".rstrip(), said if not models or field.description else "")
    if holds(field.annotation, dict):
        yield f"{before}  # 2025:"
    elif holds(field.annotation, list):
        for model in models:
            yield from _example(model, before)
    elif models:
        yield from _fields(models[0], indent + 2)


def _example(model: type[BaseModel], before: str) -> Iterator[str]:
    """Write one part of a list, in comments, so that an empty template is a valid document."""
    for number, line in enumerate(_fields(model, 0)):
        text = line.replace("# - ", "- ", 1) if line.lstrip().startswith("# - ") else line
        inside = text.replace("#   ", "  ", 1) if text.lstrip().startswith("#   ") else text
        yield f"{before}  # {'- ' if number == 0 else '  '}{inside}"


def _commented(start: str, said: str) -> str:
    return f"{start.ljust(_COLUMN)}  # {said}" if said else start


def _only_word(annotation: Any) -> str:
    """Return the word to write where there is only one to choose from."""
    words = [] if holds(annotation, list) else words_in(annotation)
    return words[0] if len(words) == 1 else ""
