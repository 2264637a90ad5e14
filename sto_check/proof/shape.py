"""The shape of a document: all applications with the same parts, of which fields may take any value or be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.decision.check import check
from sto_check.documents.document import Document
from sto_check.forms.load import read_application
from sto_check.proof.changed import with_values
from sto_check.proof.reading import ThirdReading
from sto_check.proof.varying import Variable

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from sto_check.decision.decision import Decision
    from sto_check.forms.load import Application
    from sto_check.proof.fields import Field
    from sto_check.proof.reading import Said
    from sto_check.proof.search import Found
    from sto_check.proof.spot import Spot
    from sto_check.scheme.scheme import Scheme
    from sto_check.text.place import Path


class Shape:
    """A document as one version of a scheme reads it, and what its rules say of every document of that shape.

    The values of the scheme are those of one day for all of them: the one that counts for the document as it stands.
    """

    def __init__(self, scheme: Scheme, variant: str | None, document: Document) -> None:
        """Read the document; raises a DocumentError, UnknownVariantError, or EngineError as check does."""
        self.name = document.name
        self._scheme, self._variant = scheme, variant
        self._application = read_application(Document(document.name, document.tree), scheme.form)
        self._on = scheme.day_for(self._application.received)
        self.decision = self._check(self._application)
        self.record = self.decision.record
        self.day = self.decision.day.toordinal()
        """The day whose values count, as an ordinal."""
        self._variable = Variable(self._application, self.record, left_out=True)
        self._known: dict[str, list[Said]] = {}
        self.vary(None)

    @property
    def spots(self) -> list[Spot]:
        """The fields that can vary, as they stand."""
        return self._variable.spots

    def take(self, paths: Iterable[Path]) -> None:
        """Let these fields be among those that can vary where no rule reads them."""
        self._variable.take(paths)

    def vary(self, paths: Container[Path] | None) -> None:
        """Let these fields vary, and no others; all where nothing is said."""
        varies = self._variable.where(paths)
        self.fields: tuple[Field, ...] = varies.fields
        self.rules = varies.rules
        """What the values of the fields keep to, whatever they are."""
        self.reading = ThirdReading(self.record, varies.values)
        self._known.clear()

    def said(self, rule_id: str) -> list[Said]:
        """Return what a rule says of each fact; nothing where a person judges it, or there is no such rule.

        Raises NotSaidError where a measure cannot be told to the solver.
        """
        if rule_id not in self._known:
            rule = self.record.rules.get(rule_id)
            computed = rule is not None and rule.require is not None
            facts = self.reading.facts_of(rule.rule.kind) if rule and computed else []
            self._known[rule_id] = [self.reading.said(rule, fact) for fact in facts] if rule else []
        return self._known[rule_id]

    def changed(self, changes: Iterable[Found]) -> tuple[Application, Decision]:
        """Return the document with these changes, and what was found of it when it was checked."""
        application = with_values(self._application, [(one.field.spot, one.to) for one in changes])
        return application, self._check(application)

    def _check(self, application: Application) -> Decision:
        return check(application, self._scheme, on=self._on, variant=self._variant)
