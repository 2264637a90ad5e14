"""From a plain tree, or sheets of cells, to a typed document: what a form asks and how it is filled in."""
