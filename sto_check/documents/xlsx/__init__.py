"""XLSX workbooks: the package, its parts, and the exact text of every cell."""
