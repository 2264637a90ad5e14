"""Tests of decisions, judgements and cases."""
