"""Qt models of a project, and what they ask of its rows."""
