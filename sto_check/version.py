"""The version of sto-check, as the package metadata and every machine-readable report give it."""

VERSION = "0.1.0"
