"""The detail panel and its sections, one module each: a section shows fields of the chosen items and sends edits."""
