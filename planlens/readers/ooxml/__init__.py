"""Office Open XML word-processing files (ECMA-376): the parts of a .docx as plain text with numbers.

Rooms inside: ``package`` opens the zip, ``styles``, ``numbering`` and ``notes`` know the definitions, ``inline`` reads
one paragraph, ``tables`` lays out one table, ``body`` walks the document.
"""
