"""What people hand in: YAML, JSON, CSV or XLSX, read to a plain tree of texts or to cells, with the place of each."""
