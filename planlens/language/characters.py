"""The characters that a reader sees, where a file holds others that only look like them or mean the same."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category, normalize

from planlens.language.lexicon import table

_ODD = re.compile(
    r"[\u0300-\u036f\u20d0-\u20f0\u2e80-\u2fdf\uf900-\ufaff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)
"""Combining marks and variation selectors (葛󠄀), radicals (⼀、, ⻓期, ⺠政局), doubles for other encodings (樂)."""
_NOTHING = "\u200b"
_NARROW = re.compile(
    r"[()]|(?<![-!-~])--(?=[\u4e00-\u9fff“《])|[,:;!?](?=[^\x00-\x27\x2a-\x7f]|[\r\n]|$)|(?<=[^\x00-\x27\x2a-\x7f])[,:;!?]"
)
"""Marks typed as on a Western keyboard: (一)建设平台, 责任单位:市财政局, --结构更优; not those of 1,200 14:30 1:4000 http://."""
_WIDE = str.maketrans("(),:;!?-", "（），：；！？—")
_FORMS = str.maketrans("０１２３４５６７８９％．", "0123456789%.")


def seen(text: str) -> str:
    """Return *text* as it looks, of the same length: radicals as the characters they look like (⼀、 is 一、).

    A combining mark or variation selector becomes a space without width, which every cleaning of text leaves out.
    Radicals of the Kangxi block and compatibility ideographs go by Unicode's NFKC, those of the CJK Radicals Supplement
    by ``resources/radicals.tsv``.
    """
    return _ODD.sub(lambda found: _known(found[0]), text)


def plain(text: str) -> str:
    """Return *text* as it is meant, of the same length: as it looks, marks of punctuation full, digits half as wide."""
    return _NARROW.sub(lambda found: found[0].translate(_WIDE), seen(text).translate(_FORMS))


def _known(character: str) -> str:
    if category(character).startswith("M"):
        return _NOTHING
    known = _radicals().get(character) or normalize("NFKC", character)
    return known if len(known) == 1 else character


@cache
def _radicals() -> dict[str, str]:
    return {row[0]: row[1] for row in table("radicals.tsv")}
