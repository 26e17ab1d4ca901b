"""From lines to an outline: what is a heading, at what level, and what belongs together."""
