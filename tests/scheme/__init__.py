"""Tests of the reading of schemes."""
