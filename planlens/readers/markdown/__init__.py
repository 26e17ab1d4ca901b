"""Markdown: telling it from plain text, mending what writers get wrong, and reading it."""
