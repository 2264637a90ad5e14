"""Everything that can go wrong with a proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_check.text.errors import EXIT_ENGINE, EXIT_UNAVAILABLE, StoCheckError
from sto_check.text.problems import package_missing, problem

if TYPE_CHECKING:
    from collections.abc import Sequence


class ProverMissingError(StoCheckError):
    """The package of the solver is not installed (exit code 69)."""

    exit_code = EXIT_UNAVAILABLE

    def __init__(self) -> None:
        super().__init__(
            package_missing(
                "prover-missing",
                "Hiervoor is het pakket z3-solver nodig.",
                "This needs the package z3-solver.",
                "prove",
            )
        )


def require_prover() -> None:
    """Raise ProverMissingError where the solver is not installed."""
    try:
        import z3  # noqa: F401
    except ImportError:
        raise ProverMissingError from None


class NotSaidError(StoCheckError):
    """A measure cannot be told to the solver, so nothing is proven of what rests on it (exit code 70)."""

    exit_code = EXIT_ENGINE

    def __init__(self, measure: str) -> None:
        self.measure = measure
        super().__init__(
            problem(
                "not-said",
                f"{measure} is niet aan de oplosser te zeggen zolang wat zij onderscheidt kan wijzigen.",
                f"{measure} cannot be told to the solver as long as what it tells apart may vary.",
            )
        )


class ProofFaultError(StoCheckError):
    """What the solver found does not come out when it is checked: a fault of the proof (exit code 70)."""

    exit_code = EXIT_ENGINE

    def __init__(self, rules: Sequence[str]) -> None:
        named = ", ".join(dict.fromkeys(rules))
        super().__init__(
            problem(
                "proof-fault",
                f"Wat de oplosser vond komt bij het toetsen niet uit: {named}. Er is geen antwoord.",
                f"What the solver found does not come out when checked: {named}. There is no answer.",
                None,
                "Meld deze fout met het document erbij.",
                "Report this fault together with the document.",
            )
        )
