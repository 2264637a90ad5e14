"""What people hand in: YAML or JSON, read to a plain tree of texts with the place of every value."""
