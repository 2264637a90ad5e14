"""The page and the JSON interface that ``sto-check serve`` offers: checks in processes of their own, nothing kept."""
