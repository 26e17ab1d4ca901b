"""Number formats by the codes of .doc and .rtf ([MS-OSHARED] §2.2.1.3 MSONFC; ``levelnfc`` in RTF)."""

from __future__ import annotations

_NAMES = (
    "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText",
    "hex", "chicago", "ideographDigital", "japaneseCounting", "aiueo", "iroha", "decimalFullWidth", "decimalHalfWidth",
    "japaneseLegal", "japaneseDigitalTenThousand", "decimalEnclosedCircle", "decimalFullWidth2", "aiueoFullWidth",
    "irohaFullWidth", "decimalZero", "bullet", "ganada", "chosung", "decimalEnclosedFullstop", "decimalEnclosedParen",
    "decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional", "ideographZodiac",
    "ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional", "taiwaneseCountingThousand",
    "taiwaneseDigital", "chineseCounting", "chineseLegalSimplified", "chineseCountingThousand", "decimal",
)  # fmt: skip
_OTHERS = {57: "numberInDash", 0xFF: "none"}


def number_format(code: int) -> str:
    """Return the value of ST_NumberFormat for a code, ``decimal`` when it is not known."""
    return _NAMES[code] if 0 <= code < len(_NAMES) else _OTHERS.get(code, "decimal")
