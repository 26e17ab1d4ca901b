"""Binary Word files ([MS-DOC]), as Word 97 to 2003 and WPS write them.

Rooms inside: ``container`` opens the compound file, ``fib`` says where everything is, ``pieces`` finds the text,
``sprm`` and ``formatting`` its properties, ``styles``, ``lists``, ``notes`` and ``boxes`` the definitions, ``rows`` the
shape of table rows; ``passages`` reads text into paragraphs.
"""
