"""The dialog of new versions: what changes is seen before it is adopted."""
