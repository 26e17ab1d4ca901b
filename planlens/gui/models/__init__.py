"""Qt models over the rows of a project: integer ids only, never Python objects in an index."""
