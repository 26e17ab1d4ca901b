"""Widgets of what is proposed: a table whose rows are accepted or rejected, and lists of what has no counterpart."""
