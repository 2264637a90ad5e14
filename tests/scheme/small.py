"""A small whole scheme, written into a folder, that tests change one thing at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from sto_check.scheme.errors import SchemeError
from sto_check.scheme.load import load_scheme
from sto_check.text.place import Place

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.scheme.scheme import Rule, Scheme
    from sto_check.text.errors import Problem

MARK = "^"
RULES = "rules/x.yaml"
FILES = {
    "scheme.yaml": """\
id: klein
title: {nl: Kleine regeling, en: Small scheme}
citation: Verzonnen regeling
document: aanvraag
in_force: {from: 2024-01-01, until: 2028-12-31}
variants:
  ruim: {nl: de ruime variant, en: the wide variant}
parameters:
  periode.start:
    unit: day
    value: 2025-01-01
    basis: [{ask: WET/art-1, says: {nl: Zo begint het., en: So it starts.}}]
  aandeel:
    unit: percent
    value:
    - value: 10
    - {from: 2026-01-01, value: 7.5}
    variants: {ruim: 5}
    basis: [{ask: WET/art-2, says: {nl: Zoveel procent., en: So many percent.}}]
  hoogste:
    unit: eurocent
    value: 400000
    basis: [{ask: WET/art-2, says: {nl: Niet meer., en: No more.}}]
  minimum:
    unit: count
    value: 1
    basis: [{ask: WET/art-2, says: {nl: Ten minste een., en: At least one.}}]
  soorten:
    unit: word
    value: [{value: [techniekregio, techniekluw]}]
    basis: [{ask: WET/art-2, says: {nl: Deze soorten., en: These kinds.}}]
""",
    "sources.yaml": """\
WET:
  title: De wet
  level: regulation
  asks:
    art-1: {section: artikel 1, asks: {nl: Zo begint het., en: So it starts.}}
    art-2: {section: artikel 2, asks: {nl: Zoveel geld., en: So much money.}}
FORM:
  title: Het formulier
  level: official form
  asks:
    vraag-1: {section: "1", asks: {nl: Een mbo hoort erbij., en: An mbo belongs.}}
    vraag-2: {section: "2", asks: {nl: Hou het kort., en: Keep it short.}}
""",
    "vocabulary.yaml": """\
aanvraag:
  from: .
  attributes: {ontvangen: day, vooraanmelding: day, nummer: {type: identifier, from: aanvrager.bevoegd_gezag_nummer}}
regio:
  from: regio
  label: naam
  attributes:
    soort: token
    nummer: identifier
    gemeenten: list
    afbakening: text
    caribisch: {type: yesno, from: caribisch_nederland}
    bovenbouw: {type: integer, from: techniekluw.leerlingen_bovenbouw}
    technisch: {type: integer, from: techniekluw.leerlingen_technisch}
    afstand: {type: distance, from: techniekluw.afstand_km}
partner:
  from: partners
  label: naam
  attributes: {soort: token, gezag: {type: identifier, from: bevoegd_gezag_nummer}}
vestiging:
  from: partners
  where: {soort: [vmbo]}
  label: naam
  attributes: {leerwegen: tokens}
begroting:
  from: begroting
  attributes: {gevraagd: {type: amount, from: gevraagd_bedrag}}
post:
  from: begroting.kosten
  label: omschrijving
  attributes: {bedrag: amount, subsidiabel: yesno}
bijdrage:
  from: begroting.cofinanciering
  attributes: {bedrag: amount}
""",
    "measures.yaml": """\
regio.mbo: {count: partner, where: {soort: mbo}}
regio.eigen: {count: partner, where: {gezag: $nummer}}
begroting.dekking: {add: [gevraagd, bijdragen]}
begroting.bijdragen: {sum: bijdrage.bedrag}
begroting.subsidiabel: {sum: post.bedrag, where: {subsidiabel: yes}}
""",
    "decision.yaml": """\
policy:
- {id: not-eligible, title: {nl: afwijzen, en: refused}, exit_code: 1, when: refuse,
   because: {nl: "Afwijzend: {count}.", en: "Refusing: {count}."}}
- {id: supplement, title: {nl: aanvullen, en: supplement}, exit_code: 3, when: supplement,
   because: {nl: "Aan te vullen: {count}.", en: "To supplement: {count}."}}
- {id: assess, title: {nl: beoordelen, en: assess}, exit_code: 4, when: assess,
   because: {nl: "Te beoordelen: {count}.", en: "To assess: {count}."}}
- {id: eligible, title: {nl: toekennen, en: eligible}, exit_code: 0, because: {nl: In orde., en: All is well.}}
scale: {onvoldoende: 0, voldoende: 1, goed: 2}
sufficient: voldoende
basis: [{ask: WET/art-1, says: {nl: Zo wordt beslist., en: So it is decided.}}]
""",
    RULES: """\
theme: {nl: Alles, en: Everything}
rules:
- id: X-A1
  title: {nl: Er doet een mbo mee, en: An mbo takes part}
  for: regio
  require: {mbo: {at_least: $minimum}}
  consequence: reading
  otherwise: refuse
  basis: [{ask: FORM/vraag-1, says: {nl: Een mbo hoort erbij., en: An mbo belongs.}}]
  reason: {nl: "Aantal mbo's: {mbo}.", en: "Number of mbo's: {mbo}."}
  remedy: {nl: "Zoek er {mbo.shortfall}.", en: "Find {mbo.shortfall}."}
- id: X-A2
  title: {nl: Op tijd ontvangen, en: Received in time}
  for: aanvraag
  require: {ontvangen: {before: $periode.start}}
  consequence: reading
  otherwise: supplement
  basis: [{ask: WET/art-1, says: {nl: Voor het begin., en: Before the start.}}]
  reason: {nl: "Ontvangen: {ontvangen}.", en: "Received: {ontvangen}."}
- id: X-A3
  title: {nl: Elke post is subsidiabel, en: Every item is eligible}
  for: post
  require: {subsidiabel: yes}
  consequence: reading
  otherwise: assess
  basis: [{ask: WET/art-2, says: {nl: Kosten tellen mee., en: Costs count.}}]
  reason: {nl: "{subject}: subsidiabel {subsidiabel}.", en: "{subject}: eligible {subsidiabel}."}
  remedy: {nl: Schrap deze post., en: Strike this item.}
- id: X-A4
  title: {nl: De afbakening is bondig, en: The boundary is brief}
  for: regio
  where: {soort: {one_of: $soorten}}
  require: {afbakening: {max_words: 5}}
  consequence: reading
  otherwise: advise
  unknown: advise
  basis: [{ask: FORM/vraag-2, says: {nl: Hou het kort., en: Keep it short.}}]
  reason: {nl: "Lengte: {afbakening}.", en: "Length: {afbakening}."}
- id: X-J1
  title: {nl: De visie is goed, en: The vision is good}
  for: aanvraag
  judge:
    question: {nl: Is de visie goed?, en: Is the vision good?}
    reads: [visie.definitie]
  consequence: reading
  otherwise: refuse
  basis: [{ask: FORM/vraag-1, says: {nl: De visie telt., en: The vision counts.}}]
""",
}


@dataclass(frozen=True)
class SmallScheme:
    """The folder the scheme stands in, and how to change, place and load what is in it."""

    folder: Path

    def path(self, file: str) -> Path:
        return self.folder / file

    def change(self, file: str, old: str, new: str) -> Place | None:
        """Replace the one ``old`` by ``new``; return the place of the mark ``^`` in it, which is taken out."""
        text = self.path(file).read_text()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        before, after = text.split(old)
        self.path(file).write_text(before + new.replace(MARK, "") + after)
        if MARK not in new:
            return None
        start = before + new[: new.index(MARK)]
        return Place(str(self.path(file)), start.count("\n") + 1, len(start.rpartition("\n")[2]) + 1)

    def add(self, file: str, text: str) -> None:
        """Add text at the end of a file."""
        self.path(file).write_text(self.path(file).read_text() + text)

    def add_rule(self, lines: str, rule_id: str = "X-B1", kind: str = "regio") -> Place | None:
        """Add a rule about regio; ``lines`` are its conditions."""
        rule = f"""\
- id: {rule_id}
  title: {{nl: Nog een, en: One more}}
  for: {kind}
  consequence: reading
  otherwise: refuse
  basis: [{{ask: WET/art-1, says: {{nl: Zo is het., en: So it is.}}}}]
  reason: {{nl: Reden., en: Reason.}}
  {lines}
"""
        return self.change(RULES, "- id: X-J1\n", rule + "- id: X-J1\n")

    def load(self) -> Scheme:
        return load_scheme(self.folder)

    def rule(self, rule_id: str = "X-B1") -> Rule:
        return self.load().rule(rule_id)

    def problems(self) -> list[Problem]:
        """Return the problems for which the scheme is refused; each speaks both languages."""
        with pytest.raises(SchemeError) as caught:
            self.load()
        assert caught.value.exit_code == 2
        for problem in caught.value.problems:
            assert problem.says.nl
            assert problem.says.en
        return list(caught.value.problems)


def write_small(folder: Path) -> SmallScheme:
    """Write the scheme into a new folder."""
    (folder / "rules").mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return SmallScheme(folder)
