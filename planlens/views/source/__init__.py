"""A document as it reads: its paragraphs and tables, what was found in them, and what can be made of its words."""
