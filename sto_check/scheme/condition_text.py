"""Read a condition from its YAML tree, hold it to the vocabulary, and say of each mistake where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.scheme.condition import (
    ALWAYS,
    NUMBERS,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Constant,
    Nothing,
    Operand,
    Parameter,
    Share,
    SubjectAttribute,
    Type,
)
from sto_check.scheme.errors import unknown_attribute
from sto_check.scheme.literals import EXPECTED, UNITS, read_literal, read_percentage
from sto_check.scheme.operators import OPERATORS
from sto_check.text.errors import Problem, suggestion
from sto_check.text.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sto_check.documents.document import Document
    from sto_check.scheme.operators.operator import Operator
    from sto_check.text.place import Path, Place

GROUPS = ("any", "all")
_FITTING = {("token", "identifier"), ("token", "tokens"), ("integer", "list")}
"""The type of a parameter, and another type of attribute that it can be held against."""


class ConditionReader:
    """Reads conditions about one kind of fact.

    ``types`` are the kind's attributes; ``parameters`` maps a parameter to its unit. In a measure ``subject`` holds
    the attributes of the fact that is measured, and ``$name`` means one of them; in a rule ``$name`` is a parameter.
    ``several`` names the parameters that are lists.
    """

    def __init__(
        self,
        document: Document,
        kind: str,
        types: Mapping[str, Type],
        parameters: Mapping[str, str],
        problems: list[Problem],
        subject: Mapping[str, Type] | None = None,
        several: frozenset[str] | set[str] = frozenset(),
    ) -> None:
        self.document = document
        self.kind = kind
        self.types = types
        self.parameters = parameters
        self.problems = problems
        self.subject = subject
        self.several = several

    def read(self, tree: object, path: Path) -> Condition:
        """Return the condition; where something is wrong a problem is added and that part is left out."""
        if tree is None:
            return ALWAYS
        if not isinstance(tree, dict) or not tree:
            self._wrong(
                "not-a-condition",
                path,
                "Hier wordt een voorwaarde verwacht.",
                "A condition is expected here.",
                Text("Schrijf bijvoorbeeld: {soort: mbo}.", "Write for instance: {soort: mbo}."),
            )
            return ALWAYS
        parts: list[Condition] = []
        for key, value in tree.items():
            if key in GROUPS:
                parts.append(self._group(key, value, (*path, key)))
            else:
                parts += self._comparisons(str(key), value, (*path, key))
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _group(self, key: str, value: object, path: Path) -> Condition:
        if not isinstance(value, list) or not value:
            self._wrong(
                "not-a-group",
                path,
                f"Na {key}: wordt een lijst van voorwaarden verwacht.",
                f"A list of conditions is expected after {key}:.",
            )
            return ALWAYS
        parts = tuple(self.read(part, (*path, position)) for position, part in enumerate(value))
        return AnyOf(parts) if key == "any" else AllOf(parts)

    def _comparisons(self, attribute: str, value: object, path: Path) -> list[Comparison]:
        of = self.types.get(attribute)
        if of is None:
            self.problems.append(unknown_attribute(self.kind, attribute, self.types, self.document.key_place(path)))
            return []
        if isinstance(value, str):
            value = {"equals": value}
            path_of_value = path
        elif isinstance(value, dict) and value:
            path_of_value = None
        else:
            self._wrong(
                "not-a-comparison",
                path,
                "Hier wordt een vergelijking verwacht.",
                "A comparison is expected.",
                Text("Schrijf bijvoorbeeld: {at_least: 1}.", "Write for instance: {at_least: 1}."),
            )
            return []
        found = []
        for name, operand in value.items():
            here = path_of_value or (*path, name)
            operator = OPERATORS.get(name)
            if operator is None:
                self._unknown(
                    "unknown-comparison",
                    f"De vergelijking {name}",
                    f"The comparison {name}",
                    name,
                    OPERATORS,
                    self.document.key_place(here),
                )
            elif of not in operator.types:
                listed = ", ".join(known for known, other in OPERATORS.items() if of in other.types)
                self._wrong(
                    "comparison-does-not-fit",
                    here,
                    f"{name} past niet bij {attribute}: dat is {of}.",
                    f"{name} does not fit {attribute}, which is {of}.",
                    Text(f"Bij {of} passen: {listed}.", f"Fitting {of} are: {listed}."),
                )
            else:
                comparison = self._comparison(attribute, operator, of, operand, here)
                found += [comparison] if comparison is not None else []
        return found

    def _comparison(self, attribute: str, operator: Operator, of: Type, value: object, path: Path) -> Comparison | None:
        place = self.document.place(path)
        if "yesno" not in operator.takes:
            operand = self._operand(operator, of, value, path)
            return None if operand is None else Comparison(attribute, operator, operand, place)
        yes = read_literal(value, "yesno") if isinstance(value, str) else None
        if yes is None:
            self._expected("yesno", path)
            return None
        turned = operator if yes else operator.opposite
        assert turned is not None, "what takes yes and no has an opposite"
        return Comparison(attribute, turned, Nothing(), place)

    def _operand(self, operator: Operator, of: Type, value: object, path: Path) -> Operand | None:
        if isinstance(value, dict):
            return self._share(operator, of, value, path)
        if isinstance(value, str) and value.startswith("$"):
            return self._name(of, value[1:], path, operator=operator)
        if isinstance(value, list) or "value" not in operator.takes:
            return self._list(operator, of, value, path)
        literal = read_literal(value, of) if isinstance(value, str) else None
        if literal is None:
            self._expected(of, path)
            return None
        return Constant((literal,)) if "list" in operator.takes else Constant(literal)

    def _list(self, operator: Operator, of: Type, value: object, path: Path) -> Operand | None:
        if "list" not in operator.takes or not isinstance(value, list) or not value:
            names = [word for word, known in OPERATORS.items() if "list" in known.takes]
            nl, en = (f"{', '.join(names[:-1])} {last} {names[-1]}" for last in ("en", "and"))
            self._wrong(
                "not-a-list" if not isinstance(value, list) else "list-does-not-fit",
                path,
                f"{nl} nemen een lijst van woorden; andere vergelijkingen één waarde.",
                f"{en} take a list of words; other comparisons take one value.",
            )
            return None
        read = [read_literal(item, of) if isinstance(item, str) else None for item in value]
        for position, item in enumerate(read):
            if item is None:
                self._expected(of, (*path, position))
        return Constant(tuple(item for item in read if item is not None))

    def _share(self, operator: Operator, of: Type, value: dict[str, object], path: Path) -> Operand | None:
        other = value.get("of") or value.get("attribute")
        shares = "share" in operator.takes and of in NUMBERS
        each = set(value) == {"times", "of"} and shares
        fits = each or set(value) == {"attribute"} or (set(value) == {"percent", "of"} and shares)
        if not fits or "attribute" not in operator.takes or not isinstance(other, str):
            nl, en = ("{percent: 10, of: attribuut} of ", "{percent: 10, of: attribute} or ") if shares else ("", "")
            self._wrong(
                "not-a-share",
                path,
                f"Hier past alleen {nl}{{attribute: attribuut}}.",
                f"Only {en}{{attribute: attribute}} fits here.",
            )
            return None
        if other not in self.types:
            self.problems.append(unknown_attribute(self.kind, other, self.types, self.document.place(path)))
            return None
        if each:
            return self._for_each(operator, of, value, other, path)
        if not operator.pairs(of, self.types[other]):
            self._differ(other, self.types[other], of, path)
            return None
        written = value.get("percent", "100")
        if isinstance(written, str) and written.startswith("$"):
            name = self._name("percent", written[1:], (*path, "percent"), operator=operator)
            return Share(name, other) if isinstance(name, Parameter) else None
        percentage = read_percentage(written) if isinstance(written, str) else None
        if percentage is None:
            self._expected("percent", (*path, "percent"))
            return None
        return Share(percentage, other)

    def _for_each(
        self, operator: Operator, of: Type, value: dict[str, object], other: str, path: Path
    ) -> Operand | None:
        """Read ``{times: $parameter, of: other}``: so much, in the attribute's own type, for each of another."""
        written = value["times"]
        if self.types[other] not in {"integer", "list"}:
            self._wrong(
                "types-differ",
                path,
                f"{other} is {self.types[other]}, en is geen aantal.",
                f"{other} is {self.types[other]}, and is no count.",
            )
            return None
        if not isinstance(written, str) or not written.startswith("$"):
            self._wrong(
                "times-of-parameter",
                (*path, "times"),
                "Na times: staat een waarde van de regeling: $naam.",
                "A value of the scheme stands after times:, as $name.",
            )
            return None
        name = self._name(of, written[1:], (*path, "times"), operator=operator)
        return Share(name, other, times=True) if isinstance(name, Parameter) else None

    def _name(self, of: Type, name: str, path: Path, *, operator: Operator) -> Operand | None:
        if self.subject is not None:
            return self._subject_attribute(operator, of, name, path)
        unit = self.parameters.get(name)
        if unit is None:
            self._unknown(
                "unknown-parameter",
                f"De parameter ${name}",
                f"The parameter ${name}",
                name,
                self.parameters,
                self.document.place(path),
            )
            return None
        found = UNITS[unit]
        if found != of and (found, of) not in _FITTING:
            self._differ(f"${name}", found, of, path)
            return None
        if "list" not in operator.takes and name in self.several:
            self._wrong(
                "list-does-not-fit",
                path,
                f"${name} is een lijst; hier past één waarde.",
                f"${name} is a list; one value fits here.",
            )
            return None
        return Parameter(name)

    def _subject_attribute(self, operator: Operator, of: Type, name: str, path: Path) -> Operand | None:
        assert self.subject is not None
        if name not in self.subject:
            self._unknown(
                "unknown-attribute",
                f"Het attribuut ${name} van wat gemeten wordt",
                f"The attribute ${name} of what is measured",
                name,
                self.subject,
                self.document.place(path),
            )
            return None
        found = self.subject[name]
        if not operator.pairs(of, found):
            self._differ(f"${name}", found, of, path)
            return None
        return SubjectAttribute(name)

    def _expected(self, of: Type, path: Path) -> None:
        expected = EXPECTED[of]
        self._wrong("value-does-not-fit", path, f"Hier wordt {expected.nl} verwacht.", f"Expected {expected.en} here.")

    def _unknown(self, code: str, nl: str, en: str, name: str, known: Iterable[str], place: Place | None) -> None:
        says = Text(f"{nl} is niet bekend.", f"{en} is not known.")
        self.problems.append(Problem(code, says, place, hint=suggestion(name, known)))

    def _differ(self, name: str, found: Type, of: Type, path: Path) -> None:
        nl, en = f"{name} is {found}, en wordt vergeleken met {of}.", f"{name} is {found}, and is compared with {of}."
        self._wrong("types-differ", path, nl, en)

    def _wrong(self, code: str, path: Path, nl: str, en: str, hint: Text | None = None) -> None:
        self.problems.append(Problem(code, Text(nl, en), self.document.place(path), hint=hint))
