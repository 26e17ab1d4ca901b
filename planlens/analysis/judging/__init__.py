"""What speaks for the role of a section and for a sentence being a task."""
