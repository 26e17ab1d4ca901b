"""Rich Text Format, specification 1.9.1: the source text of an .rtf as paragraphs.

Rooms inside: ``tokens`` cuts the source, ``charsets`` and ``characters`` decode its text, ``vocabulary`` lists control
words by what is done with them, ``header`` reads the fonts and styles, ``notes`` and ``fields`` know notes and fields,
``groups`` says what holds inside braces, ``building`` collects paragraphs, ``machine`` goes through the tokens and
``interpreter`` does what the words say.
"""
