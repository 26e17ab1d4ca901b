"""The review page: what is shown of a step, and the keys that decide it."""
