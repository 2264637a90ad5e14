"""A file of judgements to fill in: every question that a person answers in a scheme, with what to read for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sto_check.scheme.scheme import Rule, Scheme

_HEAD = """\
# Beoordelingen van één aanvraag, voor: sto-check check aanvraag.yaml --judgements dit-bestand.yaml
# Noem de aanvraag zoals zij zich zelf noemt: de naam van de regio, haar nummer, of allebei. Beoordelingen van een
# andere aanvraag worden geweigerd.
# score: {scale}. op: de dag van het oordeel (jjjj-mm-dd), niet vóór de ontvangst van de aanvraag.
# Haal een vraag weg die u nog niet beantwoordt. Een andere uitkomst die aan de beoordelaar is, sluit u net zo, met
# haar regel en zo nodig haar onderwerp. Is zij onvoldoende, dan blijft zij aan de beoordelaar.

regeling: {scheme}
regio:
nummer:
beoordelingen:
"""


def judgement_template(scheme: Scheme) -> str:
    """Return the text of a file of judgements (YAML, in Dutch) in which the answers are left empty."""
    head = _HEAD.format(scheme=scheme.id, scale=", ".join(scheme.decision.scale))
    return head + "\n".join(_asked(rule) for rule in scheme.rules if rule.judge)


def judgement_workbook(scheme: Scheme, suffix: str) -> bytes:
    """Return the bytes of a workbook of judgements (``.xlsx`` or ``.ods``) in which the answers are left empty."""
    from sto_check.decision.judgement_form import judgement_form
    from sto_check.forms.sheets.write import write_workbook

    rows = [{"regel": rule.id, "vraag": rule.judge.question.nl} for rule in scheme.rules if rule.judge]
    return write_workbook(judgement_form(scheme), {"regeling": scheme.id, "beoordelingen": rows}, suffix)


def _asked(rule: Rule) -> str:
    assert rule.judge is not None
    reads = f"  # Lees: {', '.join(rule.judge.reads)}\n" if rule.judge.reads else ""
    return (
        f"  # {rule.judge.question.nl}\n{reads}  - regel: {rule.id}\n    score:\n    door:\n    op:\n    motivering:\n"
    )
