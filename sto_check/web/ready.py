"""Imported once by the process from which the others begin, so that each of them has everything ready."""

from sto_check.web.checking import make_ready

make_ready()
