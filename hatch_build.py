"""Compile the schemes while sto-check is built, so that a check need not read them from YAML when it starts."""

from __future__ import annotations

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileSchemes(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the compiled schemes beside the code, and in the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every scheme that comes along; one that cannot be used stops the build."""
        sys.path.insert(0, self.root)
        from sto_check.scheme.compiled import COMPILED, compile_schemes

        compile_schemes(COMPILED)
        if version == "standard":
            build_data["force_include"][str(COMPILED)] = f"sto_check/{COMPILED.name}"
