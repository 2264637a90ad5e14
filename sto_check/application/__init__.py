"""From a plain tree to typed, exact models: what an application (aanvraag) may hold."""
