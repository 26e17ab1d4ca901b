"""Characters of the symbol fonts that Word writes as private codes U+F020–U+F0FF (§17.3.3.30)."""

from __future__ import annotations

BULLET = "•"

_FONTS: dict[str, dict[int, str]] = {
    "symbol": {
        0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
        0xBB: "≈", 0xBC: "…", 0x61: "α", 0x62: "β", 0x6D: "μ", 0x57: "Ω", 0x53: "Σ",
    },
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA1: "○", 0xA7: "▪",
        0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
        **{0x81 + step: chr(0x2460 + step) for step in range(10)},
        **{0x8C + step: chr(0x2776 + step) for step in range(10)},
    },
    "wingdings 2": {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x97: "●", 0x98: "●"},
}  # fmt: skip


def is_symbol_font(font: str) -> bool:
    """Whether letters in this font are pictures, not letters."""
    name = font.lower()
    return name in _FONTS or name.startswith(("wingdings", "webdings"))


def symbol(code: int, font: str) -> str:
    """Return the character that a code of a symbol font shows, a bullet when it is not known."""
    if 0xF000 <= code <= 0xF0FF or is_symbol_font(font):
        return _FONTS.get(font.lower(), {}).get(code & 0xFF, BULLET)
    return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else BULLET


def bullet(text: str, font: str) -> str:
    """Return how a list bullet is printed.

    Args:
        text: the level's ``w:lvlText``.
        font: the bullet's font, empty when the level names none.
    """
    mark = text.strip()
    if not mark:
        return ""
    if is_symbol_font(font) or any("\ue000" <= char <= "\uf8ff" for char in mark):
        return BULLET
    return BULLET if mark.isascii() and mark.isalpha() else mark
