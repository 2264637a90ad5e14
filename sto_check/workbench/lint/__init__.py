"""Lint: what is wrong or suspicious in the files of a scheme; one file a check, each with its codes."""
