"""What the fields of a form say of each other: references, ids, checks, tables in files, totals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sto_check.forms.checks import PLACEHOLDERS, placeholders_in
from sto_check.forms.fields import parts_inside
from sto_check.forms.form import Check, NamedList, Product, Reference, Total
from sto_check.forms.values import reads_of
from sto_check.text.errors import suggestion
from sto_check.text.language import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sto_check.forms.build import _Builder
    from sto_check.forms.entries import CheckEntry, FieldEntry
    from sto_check.forms.fields import Part
    from sto_check.forms.form import CheckKind, Steps
    from sto_check.forms.values import Reads
    from sto_check.text.place import Path

    Among = tuple[str, frozenset[str]] | None

_ORDERED = frozenset({"day", "amount", "quantity", "distance", "whole", "year"})
"""Sorts of value that can be compared."""
_MULTIPLIED = frozenset({"amount", "quantity", "whole"})


class Links:
    """Follows the fields of a form from the top, and gathers what they say of other fields."""

    def __init__(self, form: _Builder) -> None:
        self._form = form
        self.references: dict[Reference, Path] = {}
        self.named_lists: dict[Steps, NamedList] = {}
        self.checks: list[Check] = []
        self.tables: list[Steps] = []
        self.own_sheets: list[str] = []
        self.products: list[Product] = []
        self._fields: dict[Steps, FieldEntry] = {}

    def follow(self, part: Part, steps: Steps, among: Among = None, lists: int = 0) -> None:
        """Go through the fields of a part that stands at ``steps`` in a document, inside so many lists."""
        fields = self._form.fields_of(part)
        for key, (entry, at) in fields.items():
            here = (*steps, key)
            self._fields[here] = entry
            if entry.refers_to is not None:
                self._refer(here, entry, at)
            if entry.csv == "yes":
                self.tables.append(here)
            if entry.own_sheet == "yes":
                self.own_sheets.append(key)
            if entry.product is not None:
                self._multiply(here, entry.product, fields, at, lists)
            self._require_shallow(key, entry, at, lists, has_id="id" in fields)
            self._inside(here, entry, at, lists)
        for number, check in enumerate(part.checks):
            self._check(check, fields, steps, (*part.at[:-1], "checks", number), among)

    def _require_shallow(self, key: str, entry: FieldEntry, path: Path, lists: int, *, has_id: bool) -> None:
        """Add a problem for a list that no workbook can hold: in a list in a list, or in parts without an id."""
        listed = entry.rows is not None or entry.parts is not None
        if lists and (entry.by_year is not None or entry.csv == "yes" or (listed and lists > 1)):
            self._form.wrong(
                path,
                "too-deep",
                f"{key} staat te diep: in een lijst past hooguit een gewone lijst.",
                f"{key} is too deep: a list holds plain lists only, and those no other.",
            )
        elif lists and listed and not has_id:
            self._form.wrong(
                path,
                "no-id",
                f"Om {key} te bevatten heeft een onderdeel een id nodig.",
                f"To hold {key} a part needs an id.",
            )

    def _inside(self, here: Steps, entry: FieldEntry, path: Path, lists: int) -> None:
        """Go through the parts that a field holds."""
        parts = parts_inside(entry, here[-1], path)
        names = [*([entry.part] if entry.part else []), *(entry.parts or [])]
        parts += [part for name in names if (part := self._form.part(name, path))]
        listed = entry.rows is not None or entry.parts is not None
        for part in parts:
            known = self._form.fields_of(part)
            if listed and "id" in known:
                self._require_key(*known["id"])
                self.named_lists.setdefault(here, NamedList(here, dict(entry.reserved)))
            words = known[entry.by][0].one_of if entry.by else None
            among = (entry.by, frozenset(words)) if entry.by and words else None
            self.follow(part, here, among, lists + listed)

    def _require_key(self, entry: FieldEntry, path: Path) -> None:
        """Add a problem for an id that is no key, or that may be left out: nothing could refer to it."""
        if entry.type != "key" or entry.required != "yes":
            self._form.wrong(
                path,
                "id-is-a-key",
                "Een id is altijd {type: key, required: yes}.",
                "An id is always {type: key, required: yes}.",
            )

    def _refer(self, here: Steps, entry: FieldEntry, path: Path) -> None:
        said = entry.refers_to
        assert said is not None
        among = next(((field, frozenset(words)) for field, words in said.where.items()), None)
        target = tuple(said.list_.split("."))
        self.references[Reference(here, target, said.called, among, tuple(said.or_))] = (*path, "refers_to")

    def _multiply(
        self, here: Steps, names: list[str], fields: Mapping[str, tuple[FieldEntry, Path]], path: Path, lists: int
    ) -> None:
        """Take a product; what it multiplies are numbers beside it, in a part of a list."""
        at = (*path, "product")
        reads = [self._reads((name,), fields, (*at, number)) for number, name in enumerate(names)]
        if not lists or not all(one is None or one.sort in _MULTIPLIED for one in reads):
            self._form.wrong(
                at,
                "no-product",
                "In een lijst vermenigvuldigt product bedragen en hoeveelheden.",
                "In a list, product multiplies amounts and quantities.",
            )
        self.products.append(Product(here, tuple((*here[:-1], name) for name in names)))

    def heading(self, named: str | None) -> Steps:
        """Return the way to the text that heads the pages of a workbook; a field that is no text is a problem."""
        way = tuple((named or "").split(".")) if named else ()
        if way and (way not in self._fields or self._fields[way].type != "text"):
            texts = [".".join(one) for one, field in self._fields.items() if field.type == "text"]
            self._form.wrong(
                ("headed_by",),
                "unknown-field",
                f"Er is geen tekst {named}.",
                f"There is no text {named}.",
                suggestion(str(named), texts),
            )
        return way

    def fields_named(self, key: str, named: list[str]) -> Iterator[Steps]:
        """Yield the ways to the fields that a key of the form names; what is no field is a problem."""
        for position, name in enumerate(named):
            way = tuple(name.split("."))
            if way in self._fields:
                yield way
                continue
            known = [".".join(one) for one in self._fields]
            self._form.wrong(
                (key, position),
                "unknown-field",
                f"Er is geen veld {name}.",
                f"There is no field {name}.",
                suggestion(name, known),
            )

    def finish(self) -> None:
        """Hold every reference to the list that it names; a name that may stand for a part is no part's id."""
        for reference, path in self.references.items():
            named = self.named_lists.get(reference.target)
            if named is None:
                name, known = ".".join(reference.target), [".".join(one) for one in self.named_lists]
                self._form.wrong(
                    path,
                    "unknown-list",
                    f"Er is geen lijst {name} met id's.",
                    f"There is no list {name} with ids.",
                    suggestion(name, known),
                )
                continue
            for name in reference.others:
                kept = Text(f"De naam {name} is voorbehouden.", f"The name {name} is reserved.")
                self.named_lists[reference.target] = named = named._replace(reserved={name: kept, **named.reserved})

    def _check(
        self, entry: CheckEntry, fields: Mapping[str, tuple[FieldEntry, Path]], steps: Steps, path: Path, among: Among
    ) -> None:
        kinds: dict[CheckKind, list[str] | None] = {
            "in_order": entry.in_order,
            "increasing": entry.increasing,
            "at_most": entry.at_most,
            "in_years": entry.in_years,
        }
        given = [(kind, names) for kind, names in kinds.items() if names is not None]
        if len(given) != 1:
            self._form.wrong(
                path,
                "one-check",
                f"Een check heeft precies één nodig van {', '.join(kinds)}.",
                f"A check needs exactly one of {', '.join(kinds)}.",
            )
            return
        kind, names = given[0]
        self._check_words(entry, path)
        found = [self._reads(tuple(name.split(".")), fields, (*path, kind, at)) for at, name in enumerate(names)]
        reads = [one for one in found if one is not None]
        if len(reads) < len(names):
            return
        sorts = [one.sort for one in reads]
        fits = {*sorts[:-1]} == {"day"} and sorts[-1] == "year" if kind == "in_years" else len(set(sorts)) == 1
        if not fits or not set(sorts) <= _ORDERED:
            self._form.wrong(
                path,
                "check-does-not-fit",
                "Deze velden laten zich zo niet vergelijken.",
                "These fields cannot be compared so.",
            )
            return
        ways = tuple(tuple(name.split(".")) for name in names)
        readers: tuple[Callable[[object], Any], ...] = tuple(one.read for one in reads)
        self.checks.append(Check(steps, kind, ways, readers, among, entry.says, entry.hint))

    def _check_words(self, entry: CheckEntry, path: Path) -> None:
        for key, text in (("says", entry.says), ("hint", entry.hint)):
            for name in [name for lang in LANGUAGES for name in placeholders_in(text[lang])] if text else ():
                if name not in PLACEHOLDERS:
                    self._form.wrong(
                        (*path, key),
                        "unknown-placeholder",
                        f"{{{name}}} is hier niet bekend.",
                        f"{{{name}}} is not known here.",
                        suggestion(name, PLACEHOLDERS),
                    )

    def _reads(self, way: Steps, fields: Mapping[str, tuple[FieldEntry, Path]], path: Path) -> Reads | None:
        """Return how the value of a field of a part is read; a field that is not there is a problem."""
        entry = fields[way[0]][0] if way[0] in fields else None
        if entry is not None and len(way) > 1:
            inside = entry.fields or (self._form.written.parts[entry.part].fields if entry.part else {})
            return self._reads(way[1:], {key: (one, path) for key, one in inside.items()}, path)
        made = self._form.types.get(entry.type or "") if entry else None
        if made is None:
            self._form.wrong(
                path,
                "unknown-field",
                f"Er is hier geen veld {way[0]} met een waarde.",
                f"There is no field {way[0]} with a value here.",
                suggestion(way[0], list(fields)),
            )
            return None
        return reads_of(made)

    def totals(self) -> Iterator[Total]:
        """Yield the lines of the sheet of totals; what they add up is an amount of a list."""
        titles: list[str] = []
        for number, entry in enumerate(self._form.written.totals):
            path: Path = ("totals", number)
            if (entry.sum is None) == (entry.share is None) or (entry.share and entry.where):
                self._form.wrong(
                    path,
                    "one-total",
                    "Een totaal heeft precies één van sum en share.",
                    "A total needs exactly one of sum and share.",
                )
                continue
            for title in entry.share or ():
                if title not in titles:
                    self._form.wrong(
                        (*path, "share"),
                        "unknown-total",
                        f"Hierboven staat geen totaal “{title}”.",
                        f"No total “{title}” stands above.",
                        suggestion(title, titles),
                    )
            column = tuple((entry.sum or "").split(".")) if entry.sum else ()
            if entry.sum and not self._is_amount(column, entry.where):
                self._form.wrong(
                    (*path, "sum"),
                    "no-amount",
                    f"{entry.sum} is geen bedrag in een lijst.",
                    f"{entry.sum} is no amount in a list.",
                )
            titles.append(entry.title)
            among = next(iter(entry.where.items()), None)
            yield Total(entry.title, column, among, (entry.share[0], entry.share[1]) if entry.share else None)

    def _is_amount(self, column: Steps, where: Mapping[str, str]) -> bool:
        if any((*column[:-1], key) not in self._fields for key in where):
            return False
        field, owner = self._fields.get(column), self._fields.get(column[:-1])
        listed = owner is not None and (owner.rows is not None or owner.parts is not None)
        return listed and field is not None and field.type == "amount"
