"""Another engine than ours, held against the suite of cases."""
