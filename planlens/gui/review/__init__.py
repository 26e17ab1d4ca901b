"""The review queue: what waits, one step after another, and what is shown of a step."""
