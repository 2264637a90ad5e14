"""Make the other subsidy's document known before its cases are collected and its tests run."""

from __future__ import annotations

from tests.other_subsidy.model import register

register()
