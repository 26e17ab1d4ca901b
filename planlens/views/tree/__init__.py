"""The task tree as windows and tables show it: its columns, its shape, and what may be done in it."""
