"""Work beside a front-end: the process that reads and understands documents, and how its results come back."""
