"""``python -m sto_check`` is the same as ``sto-check``."""

from sto_check.cli.main import process

process()
