"""Tests of what a keeper of rules uses."""
