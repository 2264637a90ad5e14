"""Judgements in a workbook: the form of its sheets, for whom a table is easier to fill in than a text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sto_check.documents.read import read_text
from sto_check.forms.build import FormError, form_from

if TYPE_CHECKING:
    from sto_check.forms.form import Form
    from sto_check.scheme.scheme import Scheme

TO_READ = ("vraag", "tekst")
"""Columns that only tell an assessor what is asked and what the applicant wrote."""
_FORM = """\
id: beoordeling
title: {{nl: beoordeling van een aanvraag, en: judgement of an application}}
about: De oordelen over een aanvraag.
sheet: Aanvraag
headed_by: regio
fields:
  regeling: {{type: key, description: "id van de regeling"}}
  regio: {{type: text, description: "naam van de regio, zoals in de aanvraag"}}
  nummer: {{type: number, description: "nummer van de regio, zoals in de aanvraag"}}
  beoordelingen: {{parts: Oordeel, description: een rij voor elke vraag}}
  terzijde: {{parts: Terzijde, description: uitkomsten die u terzijde stelt}}
parts:
  Oordeel:
    about: Een oordeel. Vul score, door, op en motivering in; wat leeg blijft is nog niet beoordeeld.
    fields:
      regel: {{type: key, description: id van de regel}}
      onderwerp: {{type: text, description: "id van het onderwerp, als het oordeel niet voor alle geldt"}}
      vraag: {{type: text, description: wat er wordt gevraagd}}
      tekst: {{type: text, description: wat de aanvrager schreef}}
      score: {{{score}}}
      door: {{type: text, description: wie oordeelde}}
      op: {{type: day, description: dag van het oordeel}}
      motivering: {{type: text, description: waarom}}
      gelezen: {{type: text, description: "vingerafdruk van de beoordeelde tekst; laat die staan"}}
  Terzijde:
    about: Een uitkomst die u terzijde stelt.
    fields:
      regel: {{type: key, description: id van de regel}}
      onderwerp: {{type: text, description: "id van het onderwerp, als het niet om alle uitkomsten gaat"}}
      gevolg: {{one_of: [geen, aanvullen, beoordelen, afwijzen], description: wat er in de plaats komt}}
      door: {{type: text, description: wie de uitkomst terzijde stelt}}
      op: {{type: day, description: dag waarop dat is gedaan}}
      motivering: {{type: text, description: waarom}}
      gelezen: {{type: text, description: "vingerafdruk van de waarden waar het om ging; mag leeg blijven"}}
"""


def judgement_form(scheme: Scheme) -> Form:
    """Return the form of a workbook of judgements: with the scale of a scheme, to choose from where its words allow."""
    words, listed = json.dumps(list(scheme.decision.scale)), ", ".join(scheme.decision.scale)
    described = f"description: {json.dumps(f'woord van de schaal: {listed}')}"
    try:
        return _form(f"one_of: {words}, {described}")
    except FormError:  # a word that is more words is no part of a list to choose from
        return _form(f"type: text, {described}")


def _form(score: str) -> Form:
    return form_from(read_text(_FORM.format(score=score), "beoordeling"))
