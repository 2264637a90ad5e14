"""A scheme as its rules folder writes it: sources, vocabulary, parameters, measures, rules and decision policy."""
