"""The simulation of which the README shows the drawing."""

from __future__ import annotations

from tests.cli.conftest import MAXIMA, SAMPLES

_FULL = (str(SAMPLES / "techniekregio-volledig.yaml"), str(SAMPLES / "techniekluw-volledig.yaml"))
SIMULATION = (
    "rules", "simulate", *_FULL, *MAXIMA,
    "--draw", "2000", "--vary", "begroting.cofinanciering.bedrag=50%..150%", "--range", "cofinanciering.aandeel=5..15",
    "--lang", "en",
)  # fmt: skip
