"""The review queue: what waits, one step after another, and the words of a step."""
