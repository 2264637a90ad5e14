"""The shape of document.yaml: what a form asks, as it is written; an unknown key is an error.

:mod:`sto_check.forms.build` makes a form of it.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from sto_check.text.language import Text

Answer = Literal["yes", "no"]
NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
SHEET = r"[^\[\]:*?/\\']{1,31}"
SHAPE = r"[9A](?:[9A ./-]{0,30}[9A])?"
ASKS = ("type", "one_of", "by_year", "fields", "part", "rows", "parts")
"""What a field can ask, of which it asks one."""


class Entry(BaseModel):
    """What all entries share: they are frozen, and a key they do not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def _as(key: str) -> BeforeValidator:
    """Take a text for an entry that says no more than this key."""
    return BeforeValidator(lambda written: {key: written} if isinstance(written, str) else written)


def _one_or_more(written: object) -> object:
    return [written] if isinstance(written, str) else written


class ReferenceEntry(Entry):
    """Where the ids stand that a field may name."""

    list_: str = Field(alias="list", description="path of the list whose parts have the ids: partners")
    where: dict[str, Annotated[list[str], BeforeValidator(_one_or_more)]] = Field(
        {}, max_length=1, description="only parts with one of these words in a field"
    )
    or_: Annotated[list[str], BeforeValidator(_one_or_more)] = Field(
        [], alias="or", description="names that may stand there as well"
    )
    called: Text = Field(
        Text("de id", "the id"), description="what the field names, in an error: de partner, the partner"
    )


class CheckEntry(Entry):
    """What fields of one part must agree on. Exactly one of the first four."""

    in_order: list[str] | None = Field(
        None, min_length=2, max_length=2, description="the second is not before the first"
    )
    increasing: list[str] | None = Field(
        None, min_length=2, max_length=2, description="the second comes after the first"
    )
    at_most: list[str] | None = Field(
        None, min_length=2, max_length=2, description="the first is not more than the second"
    )
    in_years: list[str] | None = Field(
        None, min_length=2, description="days, and last the field with the years in which they lie"
    )
    says: Text | None = Field(None, description="what is wrong; with {first}, {second}, {first.value}, {day}, {years}")
    hint: Text | None = Field(None, description="what to do")


class FieldEntry(Entry):
    """One question. It asks a value (type, one_of), a group (fields, part) or a list of parts (rows, parts)."""

    type: str | None = Field(
        None,
        description="type of value: text, key, number, day, year, amount, quantity, count, "
        "kilometres, yesno, or one of the types of this form",
    )
    one_of: list[str] | None = Field(None, min_length=1, description="closed list of words")
    suggest: list[str] | None = Field(None, min_length=1, description="words to choose from; others are taken too")
    several: Answer = Field("no", description="a list of such values")
    by_year: str | None = Field(None, description="a value of this type for each year")
    fields: Annotated[dict[str, "ShortField"] | None, Field(description="a group of fields")] = None
    part: str | None = Field(None, description="a group, by its name under parts")
    rows: Annotated[dict[str, "ShortField"] | None, Field(description="a list of parts with these fields")] = None
    parts: Annotated[list[str], BeforeValidator(_one_or_more)] | None = Field(
        None, min_length=1, description="a list of parts, by their name under parts; of several kinds, with by"
    )
    by: str | None = Field(None, description="field that says of which kind a part is")
    required: Answer = Field("no", description="without it the part cannot be read")
    title: str | None = Field(None, description="the question, where it is not the key with spaces")
    description: str | None = Field(None, description="what to fill in, in the words of the form")
    about: str | None = Field(None, description="what a group is, or one part of a list")
    refers_to: Annotated[ReferenceEntry, _as("list")] | None = Field(None, description="list whose ids it names")
    reserved: dict[str, Text] = Field({}, description="ids that no part of this list may take, and why")
    csv: Answer = Field("no", description="the list may stand in a CSV file beside the document")
    own_sheet: Answer = Field("no", description="the group has a sheet of its own in a workbook")
    product: list[str] | None = Field(
        None, min_length=2, description="fields beside this amount that a workbook multiplies to work it out"
    )
    checks: list[CheckEntry] = Field([], description="what the fields of the group or part must agree on")


ShortField = Annotated[FieldEntry, _as("type")]
"""A field, or only the type of its value."""


class PartEntry(Entry):
    """A group of fields with a name, so that several places can hold one."""

    about: str = Field(description="what it is")
    like: str | None = Field(None, description="part whose fields it has too, before its own")
    fields: dict[str, ShortField] = {}
    checks: list[CheckEntry] = []


class MistakeEntry(Entry):
    """Another shape that people write by mistake, and what to say of it."""

    shape: str
    wrong: Text
    hint: Text


class TypeEntry(Entry):
    """A code of a fixed shape: a 9 is a digit, an A a letter, anything else stands for itself: ``9999 AA``."""

    shape: str = Field(pattern=f"^{SHAPE}$")
    pattern: str | None = Field(None, description="regular expression that the code fits too")
    otherwise: Text | None = Field(None, description="why a code of this shape does not fit the pattern")
    may_begin_with: str | None = Field(None, description="letters before it that are left out")
    leading_zeros: Answer = Field("no", description="a number in a cell of a workbook lost its zeros")
    wrong: Text = Field(description="what is said of what does not fit: {input} is not a postcode.")
    hint: Text = Field(description="how to write it, with an example")
    mistakes: dict[str, MistakeEntry] = Field({}, description="other shapes, by the code of their error")


class TotalEntry(Entry):
    """A line of the sheet of totals: a sum, or a share of one total in another."""

    title: str
    sum: str | None = Field(None, description="path of an amount: begroting.kosten.bedrag")
    where: dict[str, str] = Field({}, max_length=1, description="only rows with this word in a column")
    share: list[str] | None = Field(None, min_length=2, max_length=2, description="titles: this one as part of that")


class FormFile(Entry):
    """document.yaml."""

    id: str = Field(pattern=f"^{NAME}$", description="name of the form")
    title: Text = Field(description="what the document is")
    about: str = Field(description="what the document is, in a sentence")
    sheet: str = Field("Formulier", pattern=f"^{SHEET}$", description="sheet of the single questions")
    headed_by: str | None = Field(None, description="path of the text that heads the pages of a workbook: regio.naam")
    by_office: list[str] = Field([], description="paths of what the office fills in, not the applicant: ontvangen")
    addressed_to: list[str] = Field([], description="paths of the names with which a letter begins: aanvrager.naam")
    fields: dict[str, ShortField] = Field(min_length=1)
    parts: dict[str, PartEntry] = {}
    types: dict[str, TypeEntry] = {}
    checks: list[CheckEntry] = []
    totals: list[TotalEntry] = []


def named(written: Any) -> list[str]:
    """Return the keys of a field that say what it asks; there must be exactly one."""
    return [key for key in ASKS if getattr(written, key) is not None]
