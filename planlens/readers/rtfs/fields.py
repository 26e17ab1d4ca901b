"""Fields whose instruction is all there is to show."""

from __future__ import annotations

import re

from planlens.readers.word.symbols import symbol

# SYMBOL 252 \f "Wingdings"
_SYMBOL = re.compile(r"\s*SYMBOL\s+(0x[0-9a-f]{1,6}|[0-9]{1,7})(.*)", re.IGNORECASE | re.DOTALL)
_FONT = re.compile(r"\\f\s*\"?([^\"\\]+)", re.IGNORECASE)  # \f "Wingdings"


def symbol_of(instruction: str) -> str | None:
    r"""Return the character that a field instruction such as ``SYMBOL 252 \f "Wingdings"`` shows, None for others."""
    found = _SYMBOL.match(instruction)
    if found is None:
        return None
    font = _FONT.search(found[2])
    code = int(found[1], 16) if found[1].lower().startswith("0x") else int(found[1])
    return symbol(code, font[1].strip() if font else "")
