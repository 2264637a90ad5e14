"""How many applications a second the reading by columns decides; ``python -m tests.benchmarks.columns``.

Processor time on one core. Drawn applications differ from given ones in some fields, and only what rests on those is
read again; given ones are read whole. Every rule takes part in each decision.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from sto_check.columns.recipe import read_recipe
from sto_check.columns.settings import read_range
from sto_check.columns.side import Side
from sto_check.columns.simulation import Version
from sto_check.decision.check import check
from sto_check.forms.load import load_application
from sto_check.scheme.load import load_scheme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sto_check.forms.load import Application
    from sto_check.scheme.scheme import Scheme

SAMPLES = Path(__file__).parents[2] / "samples"
DRAWN = 100_000
GIVEN = 300


def main() -> None:
    """Time both."""
    scheme = load_scheme("sto-2025-2028", data={"maxima": SAMPLES / "maxima.csv"})
    full = load_application(SAMPLES / "techniekregio-volledig.yaml", scheme.form)
    for fields in (
        ["begroting.gevraagd_bedrag=50%..150%"],
        ["begroting.cofinanciering.bedrag=50%..150%"],
        [f"begroting.{one}=50%..150%" for one in ("gevraagd_bedrag", "cofinanciering.bedrag", "kosten.bedrag")],
    ):  # fmt: skip
        drawn(scheme, [full], fields)
    given(scheme, [full])


def drawn(scheme: Scheme, applications: Sequence[Application], fields: Sequence[str]) -> None:
    """Time drawing, the first version, and each further value of a parameter."""
    recipe = read_recipe(DRAWN, fields, [], 1)
    versions = [Version(scheme, None, (one,)) for one in read_range(scheme, "cofinanciering.aandeel=5..15", 10)]
    values = [version.values(applications[0], None)[1] for version in versions]
    began = time.process_time()
    side = Side(scheme, applications, values, recipe, list(recipe.draws(len(applications))))
    made = time.process_time()
    for place, _ in enumerate(values):
        side.read(place)
    ended = time.process_time()
    each = (ended - made) / len(values)
    print(
        f"{DRAWN} drawn ({', '.join(fields)}): made ready in {made - began:.1f} s, "
        f"then {DRAWN / each:,.0f} decisions a second of each version"
    )


def given(scheme: Scheme, applications: Sequence[Application]) -> None:
    """Time reading whole applications as columns, and checking them one by one."""
    many = [one for one in applications for _ in range(GIVEN)]
    values = [Version(scheme).values(many[0], None)[1]]
    began = time.process_time()
    Side(scheme, many, values, None, []).read(0)
    columns = time.process_time() - began
    began = time.process_time()
    for one in many:
        check(one, scheme)
    checked = time.process_time() - began
    print(f"{GIVEN} given, read whole: {GIVEN / columns:,.0f} a second; checked one by one: {GIVEN / checked:,.0f}")


if __name__ == "__main__":
    main()
