"""From outcomes to a decision, by the scheme's own policy."""
