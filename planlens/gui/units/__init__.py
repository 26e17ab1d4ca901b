"""The units page."""
