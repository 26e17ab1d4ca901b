"""The targets page."""
