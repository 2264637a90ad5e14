"""sto-check as a library: load a scheme, load an application, check it.

>>> from sto_check import check, load_application, load_scheme
>>> decision = check(load_application("aanvraag.yaml"), load_scheme("sto-2025-2028"))  # doctest: +SKIP
>>> decision.verdict  # doctest: +SKIP
'assess'

Names are imported when they are first used, so that importing this package costs nothing.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sto_check.decision.check import check
    from sto_check.decision.check_files import check_files
    from sto_check.decision.decision import Decision, Step
    from sto_check.decision.judgement_file import load_judgements
    from sto_check.decision.judgements import Judgements
    from sto_check.decision.result import Result
    from sto_check.decision.round import Round, check_round
    from sto_check.documents.errors import DocumentError
    from sto_check.documents.limits import Limits
    from sto_check.engine.errors import EngineError
    from sto_check.engine.outcome import Evidence, Explanation, Outcome
    from sto_check.forms.load import Application, load_application
    from sto_check.scheme.errors import SchemeError
    from sto_check.scheme.folder import scheme_names
    from sto_check.scheme.load import load_scheme
    from sto_check.scheme.scheme import Rule, Scheme
    from sto_check.text.errors import Problem, StoCheckError

# Where lxml happens to be installed openpyxl would write with it, and the bytes of a workbook would not be the same.
os.environ.setdefault("OPENPYXL_LXML", "False")

_WHERE = {
    "Application": "forms.load",
    "Decision": "decision.decision",
    "DocumentError": "documents.errors",
    "EngineError": "engine.errors",
    "Evidence": "engine.outcome",
    "Explanation": "engine.outcome",
    "Judgements": "decision.judgements",
    "Limits": "documents.limits",
    "Outcome": "engine.outcome",
    "Problem": "text.errors",
    "Round": "decision.round",
    "Result": "decision.result",
    "Rule": "scheme.scheme",
    "Scheme": "scheme.scheme",
    "SchemeError": "scheme.errors",
    "Step": "decision.decision",
    "StoCheckError": "text.errors",
    "check": "decision.check",
    "check_files": "decision.check_files",
    "check_round": "decision.round",
    "load_application": "forms.load",
    "load_judgements": "decision.judgement_file",
    "load_scheme": "scheme.load",
    "scheme_names": "scheme.folder",
}

__all__ = [
    "Application",
    "Decision",
    "DocumentError",
    "EngineError",
    "Evidence",
    "Explanation",
    "Judgements",
    "Limits",
    "Outcome",
    "Problem",
    "Result",
    "Round",
    "Rule",
    "Scheme",
    "SchemeError",
    "Step",
    "StoCheckError",
    "check",
    "check_files",
    "check_round",
    "load_application",
    "load_judgements",
    "load_scheme",
    "scheme_names",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        msg = f"module 'sto_check' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"sto_check.{_WHERE[name]}"), name)


def __dir__() -> list[str]:
    return __all__
