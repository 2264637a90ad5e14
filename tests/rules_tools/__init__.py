"""The tools for those who write rules: graph, show, doc, and the schema of a scheme's files."""
