"""The files of a scheme as they are written: closed shapes in which an unknown key is an error.

Conditions are held here as the tree that was written; :mod:`sto_check.scheme.condition_text` reads them once the
vocabulary is known.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from sto_check.forms.values import Dag
from sto_check.scheme.condition import Type
from sto_check.scheme.kept import AttributeType, KindPaths
from sto_check.text.language import Text

Consequence = Literal["refuse", "supplement", "assess", "advise"]
Scope = Literal["application", "round"]
"""What is looked at: one application by itself, or all applications of a round together."""
Tree = dict[str, Any]


class Entry(BaseModel):
    """What all entries share: they are frozen, and a key they do not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def _dutch_for_both(written: object) -> object:
    draft = isinstance(written, dict) and "nl" in written and "en" not in written
    return {**written, "en": written["nl"]} if draft and isinstance(written, dict) else written


DraftText = Annotated[Text, BeforeValidator(_dutch_for_both)]
"""A text of a rule, which in a draft may lack its English: then the Dutch stands for both, and lint tells."""


class BasisEntry(Entry):
    """What a rule or a value rests on: something that a source asks, and what we read into it."""

    ask: str = Field(description="SOURCE/ask: a source of sources.yaml and one of its asks", pattern=r"^\S+/\S+$")
    says: DraftText | None = Field(None, description="the part of the ask that is meant, in our words; else all of it")
    reading: DraftText | None = Field(None, description="what we read into it, where it does not say so itself")


class Judge(Entry):
    """The question a person answers; the scale stands in decision.yaml."""

    question: DraftText = Field(description="the question put to the assessor")
    reads: list[str] = Field([], description="parts of the application to read: keys such as visie.definitie")


class SentenceEntry(Entry):
    """A sentence of a remedy, said always, or only where a condition holds of the fact."""

    when: Tree | None = Field(None, description="say this only of facts for which this holds")
    nl: str
    en: str


def _one_sentence(written: object) -> object:
    sentences = [written] if isinstance(written, dict) else written
    return [_dutch_for_both(one) for one in sentences] if isinstance(sentences, list) else sentences


class RuleEntry(Entry):
    """One rule: about which facts, under which condition, what it requires, and what follows."""

    id: str = Field(description="unique id; begins with the condition's id: STO-M4", pattern=r"^[A-Z]+-[A-Z]\d+[a-z]?$")
    title: DraftText = Field(description="the condition in a few words")
    scope: Scope = Field("application", description="round: the rule is about all applications of a round together")
    for_: str = Field(alias="for", description="kind of fact the rule speaks of")
    where: Tree | None = Field(None, description="guard: only facts for which this holds")
    require: Tree | None = Field(None, description="what must hold for each of them")
    judge: Judge | None = Field(None, description="instead of require: a question for a person")
    otherwise: Consequence = Field(description="what not met leads to")
    unknown: Consequence = Field("supplement", description="what unknown leads to")
    consequence: Literal["reading"] | None = Field(
        None, description="reading: no source that is cited says that this follows where it is not met"
    )
    basis: list[BasisEntry] = Field([], description="what it rests on")
    reason: DraftText | None = Field(None, description="the figures, in words that fit met and not met alike")
    remedy: Annotated[list[SentenceEntry], BeforeValidator(_one_sentence)] = Field(
        [], description="what would mend it where it is not met: a text, or sentences each with its own when"
    )
    supply: DraftText | None = Field(None, description="what to do where it is unknown; else: fill in what is missing")


class RuleFile(Entry):
    """A file of rules about one theme."""

    theme: Text = Field(description="heading under which the rules are reported")
    rules: list[RuleEntry]


class DatedValue(Entry):
    """A value and the first day on which it counts."""

    from_: Dag | None = Field(None, alias="from", description="first day on which the value counts")
    value: str | list[str] = Field(description="the value, in the parameter's unit")
    basis: list[BasisEntry] = Field([], description="what this value rests on; else what the parameter rests on")


def _one_value(written: object) -> object:
    return [{"value": written}] if isinstance(written, str) else written


History = Annotated[list[DatedValue], BeforeValidator(_one_value)]
"""One value, or a list of values each with the day from which it counts."""


class ParameterEntry(Entry):
    """A named value of the scheme: its unit, its source, its history and what it is in each variant."""

    unit: Literal["day", "eurocent", "percent", "metre", "count", "words", "word"]
    value: History = Field(description="one value, or values each with a first day")
    variants: dict[str, History] = Field({}, description="other values in a variant of the scheme")
    basis: list[BasisEntry] = Field([], description="what its values rest on that have no basis of their own")


class InForce(Entry):
    """The first and the last day on which the scheme is in force, both included."""

    from_: Dag = Field(alias="from")
    until: Dag


class SchemeFile(Entry):
    """scheme.yaml: what the scheme is."""

    id: str
    title: Text
    citation: str
    document: str | None = Field(None, description="form of the document; else that of document.yaml beside this file")
    in_force: InForce
    variants: dict[str, Text] = {}
    no_answer: list[str] = Field([], description="texts that are no answer to a question, such as n.v.t. and volgt")
    parameters: dict[str, ParameterEntry] = {}


class Ask(Entry):
    """One thing that a source asks or says: a question, a demand, a date, an amount, a definition."""

    section: str = Field(description="the heading it stands under, as the source itself has it")
    asks: Text = Field(description="what it asks, in our own words")
    gives: Consequence | None = Field(None, description="what the source itself says follows where it is not met")
    not_checked: Text | None = Field(None, description="why no rule follows from it, where none can")


class Source(Entry):
    """A source: what it is, what weight it has, and everything that it asks."""

    title: str
    level: Literal["regulation", "official", "official form", "policy", "programme", "secondary"]
    date: str | None = None
    asks: dict[str, Ask] = Field(min_length=1)


def _each_word(written: object) -> object:
    return (
        dict.fromkeys(written)
        if isinstance(written, list) and all(isinstance(one, str) for one in written)
        else written
    )


def _one_path(written: object) -> object:
    return [written] if isinstance(written, str) else written


def _only_type(written: object) -> object:
    return {"type": written} if isinstance(written, str) else {} if written is None else written


def _only_names(written: object) -> object:
    """Take a list of names for attributes that are fields of the same name."""
    if not isinstance(written, list):
        return written
    return {name if isinstance(name, str) else str(name): None for name in written}


class PeriodsEntry(Entry):
    """Periods by name, and the field with the years that fall in them."""

    of: str = Field(description="field with years")
    are: dict[str, list[Annotated[str, Field(pattern=r"^[0-9]{4}$")]]] = Field(
        min_length=1, description="the years of each period"
    )


class MentionsEntry(Entry):
    """Words to look for in a text, whatever its capitals, inside another word too."""

    of: str = Field(description="field with a text")
    words: list[Annotated[str, Field(min_length=1)]] = Field(min_length=1, description="the words to look for")


class AttributeEntry(Entry, AttributeType):
    """An attribute of a kind of fact: the field of the document that holds it, or how it follows from fields.

    Its type comes from the form, and is said only where a field can be read in two ways (a list: how many, or which),
    or where no form knows it (a table).
    """

    type_: Type | None = Field(None, alias="type", description="else that of the field; a list can be list or tokens")
    from_: str | None = Field(
        None,
        alias="from",
        description="field, if its name differs; parent. and root. lead out; . is the part, each its word",
    )
    not_before: str | None = Field(None, description="another day of the same fact: this one is never before it")
    names: str | None = Field(None, description="kind of fact that it names, by id: people are shown that fact's name")
    at: Annotated[list[str], BeforeValidator(_one_path)] = Field(
        [], description="field to fill in, or fields, where the attribute is worked out from others"
    )
    first_day: list[str] | None = Field(None, min_length=1, description="first day of a period: fields of days, years")
    last_day: list[str] | None = Field(None, min_length=1, description="last day of a period: fields of days, years")
    years: list[str] | None = Field(None, min_length=1, description="years of a period: fields of years, days")
    product: list[str] | None = Field(None, min_length=2, description="fields of a quantity and a price; half cents up")
    periods: PeriodsEntry | None = Field(None, description="the periods in which its years fall")
    mentions: MentionsEntry | None = Field(None, description="which of these words a text holds, or how many")
    unwritten: Literal["zero"] | None = Field(None, description="what a key is that is not written, where its part is")
    alike: Literal["letters"] | None = Field(
        None, description="letters: names with the same letters and digits are one, whatever capitals, spaces and signs"
    )
    counts: Literal["answers", "all"] | None = Field(
        None, description="which texts count; unless said, a text where it is an answer, and of a list all"
    )


class KindEntry(Entry, KindPaths):
    """A kind of fact: where in the document it stands, or which words or which table it is made from."""

    from_: Annotated[list[str], BeforeValidator(_one_path)] = Field(
        [],
        alias="from",
        description="path in the document, or several; lists give a fact for each item; a path with ? may be absent",
    )
    one_by: list[str] = Field(
        [], description="attributes: facts in which these are known and equal are one, wherever they stand"
    )
    where: dict[str, list[str]] = Field({}, description="only items with one of these words in a field")
    each: Annotated[dict[str, Text | None], BeforeValidator(_each_word)] = Field(
        {}, description="one fact for each of these words or fields; a list, or each with the name people know it by"
    )
    written: Literal["yes"] | None = Field(None, description="of each: only the fields that the document writes")
    data: str | None = Field(None, description="name of a table in data/")
    supply: Text | None = Field(None, description="what to do where the table does not have what is needed")
    label: str | None = Field(None, description="field by which people know it")
    scope: Scope = Field("application", description="round: one fact for each word, for all applications together")
    attributes: Annotated[
        dict[str, Annotated[AttributeEntry, BeforeValidator(_only_type)]], BeforeValidator(_only_names)
    ] = {}


class MeasureEntry(Entry):
    """A measured attribute: a count, a sum, a value taken from the one fact that fits, or attributes added up."""

    count: str | None = Field(None, description="kind of fact to count")
    distinct: list[str] = Field([], description="attributes of what is counted: equal in all of them counts once")
    sum: str | None = Field(None, description="kind.attribute to add up")
    take: str | None = Field(None, description="kind.attribute to take from the one fact that fits")
    add: list[str] | None = Field(None, min_length=2, description="attributes of the fact itself to add up")
    where: Tree | None = Field(None, description="which facts; $name is an attribute of the fact being measured")
    over: Scope = Field("application", description="round: over the facts of all applications of a round")


class PolicyEntry(Entry):
    """A decision and the outcomes that lead to it; the first entry that fits decides."""

    id: Literal["not-eligible", "supplement", "assess", "eligible"]
    title: Text
    exit_code: Literal["0", "1", "3", "4"]
    when: Consequence | None = Field(None, description="at least one outcome leads to this; absent: none of the above")
    because: Text = Field(description="why, with {count} for the number of outcomes")
    letter: str | None = Field(None, description="what a letter says of it, in Dutch sentences; absent: no letter")


class TermsEntry(Entry):
    """Terms that the law of a scheme gives itself, instead of those of the Awb, in weeks."""

    decide_weeks: int | None = Field(None, ge=1, le=520, description="to decide, from the day of receipt")
    supplement_weeks: int | None = Field(None, ge=1, le=520, description="to supplement, from the day that it is asked")


class DecisionFile(Entry):
    """decision.yaml: the decisions in order of gravity and the scale of the judgement rules."""

    policy: list[PolicyEntry] = Field(min_length=1)
    scale: dict[str, str] = Field(description="score for each word")
    sufficient: str = Field(description="the lowest word that closes a judgement rule as met")
    basis: list[BasisEntry] = Field([], description="what the way of deciding rests on")
    allotment: dict[str, Literal["score", "receipt", "lot"]] = Field(
        {}, description="for a rule of the round with a ceiling: in which order it is allotted where it is exceeded"
    )
    allotment_letter: str | None = Field(
        None, description="what a letter says where a ceiling leaves nothing, in Dutch"
    )
    objection: Literal["yes"] | None = Field(None, description="that its decisions can be objected to (Awb 6:7)")
    terms: TermsEntry = Field(TermsEntry(), description="terms that the law of the scheme gives itself")


class SchemeFolder(Entry):
    """All files of a scheme together, each under the name of what it holds."""

    scheme: SchemeFile
    sources: dict[str, Source]
    kinds: dict[str, KindEntry]
    measures: dict[str, MeasureEntry]
    decision: DecisionFile
    themes: list[RuleFile]
