"""The detail panel's sections, one module each: a section shows some fields of the chosen items and sends edits."""
