"""A plan with the work on it: edits, history, undo, and the file that keeps them."""
