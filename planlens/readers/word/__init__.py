"""What Word documents have in common, whatever their file format: .docx, .doc or .rtf.

``numformat`` and ``counting`` print automatic numbers, ``styles`` knows what style names mean, ``symbols`` the symbol
fonts; ``lines`` is the text of one paragraph, ``notes`` counts footnotes, ``story`` turns paragraphs into blocks.
For formats whose tables are marks between paragraphs, ``flow`` builds the tables and ``grid`` finds their columns.
"""
