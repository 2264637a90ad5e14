"""From an application to outcomes: facts, measures, the durable-rules network and the direct reading beside it."""
