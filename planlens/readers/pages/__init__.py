"""Pages of positioned text and ruling lines, as PDF and OFD hold them, turned into paragraphs, tables and notes."""
