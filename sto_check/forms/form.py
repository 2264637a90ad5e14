"""A form: what a document asks, as a typed model, and what its parts must agree on among themselves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from pydantic import BaseModel

    from sto_check.forms.plain_reading import PlainPart
    from sto_check.forms.plan import FormPlan
    from sto_check.text.language import Text

Steps = tuple[str, ...]
"""The way to a field by its keys: ``("begroting", "kosten", "bedrag")``; a list on the way stands for all its parts."""


class Reference(NamedTuple):
    """Every value found along ``source`` must be the id of a part in the list at ``target``.

    ``among`` is a field and the words of which such a part has one; ``others`` are names that may stand there as well.
    """

    source: Steps
    target: Steps
    what: Text
    among: tuple[str, frozenset[str]] | None = None
    others: tuple[str, ...] = ()


class NamedList(NamedTuple):
    """A list whose parts have an id each that is used once; ``reserved`` says why some names cannot be taken."""

    path: Steps
    reserved: Mapping[str, Text]


CheckKind = Literal["in_order", "increasing", "at_most", "in_years"]


class Check(NamedTuple):
    """What fields of one part must agree on; checked where all that it reads is given and is what it should be.

    ``in_order``: the second is not before the first. ``increasing``: it comes after it. ``at_most``: the first is not
    more than the second. ``in_years``: every day lies in one of the years of the last field. ``path`` leads to the
    part, of which only those ``among`` some kinds are checked; ``says`` and ``hint`` are the form's own words.
    """

    path: Steps
    kind: CheckKind
    fields: tuple[Steps, ...]
    readers: tuple[Callable[[object], Any], ...]
    among: tuple[str, frozenset[str]] | None = None
    says: Text | None = None
    hint: Text | None = None


class Total(NamedTuple):
    """A line of the sheet of totals: the sum of a column, of some rows only, or one total as a share of another."""

    title: str
    column: Steps = ()
    among: tuple[str, str] | None = None
    share: tuple[str, str] | None = None


class Product(NamedTuple):
    """An amount in a list that is other fields of the same part multiplied; a workbook works it out."""

    column: Steps
    of: tuple[Steps, ...]


@dataclass(frozen=True, eq=False)
class Form:
    """Everything that a document asks.

    ``tables`` are the lists that may stand in a CSV file beside the document. In a workbook, single values stand on the
    sheet ``answers``, those of the groups ``own_sheets`` on a sheet of their own; the text at ``headed_by`` heads its
    pages, and is what people call a document. ``by_office`` is what the office fills in. ``kinds`` are the fields that
    say of which kind a part is, where a list takes several.
    """

    name: str
    title: Text
    plan: FormPlan
    _model: Callable[[], type[BaseModel]]
    references: tuple[Reference, ...] = ()
    named_lists: tuple[NamedList, ...] = ()
    checks: tuple[Check, ...] = ()
    tables: tuple[Steps, ...] = ()
    answers: str = "Formulier"
    own_sheets: tuple[str, ...] = ()
    totals: tuple[Total, ...] = ()
    kinds: frozenset[str] = frozenset()
    data: bytes = b""
    products: tuple[Product, ...] = ()
    headed_by: Steps = ()
    by_office: tuple[Steps, ...] = ()
    addressed_to: tuple[Steps, ...] = ()

    @cached_property
    def model(self) -> type[BaseModel]:
        """The document as a typed model, made once, when it is first asked for."""
        return self._model()

    @cached_property
    def read_plainly(self) -> Callable[[object], PlainPart]:
        """How a document is read that is as it should be; of any other it raises ValueError."""
        from sto_check.forms.plain_reading import reader_of

        return reader_of(self.plan)
