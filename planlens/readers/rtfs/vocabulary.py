"""Control words by what is done with them (Rich Text Format specification 1.9.1)."""

from __future__ import annotations

_NO_TEXT = """
    header headerl headerr headerf footer footerl footerr footerf info colortbl pict object shprslt nonshppict
    nonesttables sp xe tc tcn rxe txe private filetbl falt template pgdsctbl ftnsep ftnsepc ftncn aftnsep aftnsepc
    aftncn annotation atnid atnauthor background listtable listoverridetable revtbl rsidtbl bkmkstart bkmkend
"""
"""Groups that hold no text of the document, or text that is read elsewhere."""

_OPTIONAL = """
    footnote shpinst shptxt do dptxbxtext fldinst fldrslt ud pntext listtext nesttableprops moMath moMathPara
"""
"""Groups that are read although a star before them allows to skip them; all others with one are skipped."""

_SKIPPED = frozenset(_NO_TEXT.split())
_READ = frozenset(_OPTIONAL.split())
TEXT = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "mden": "/",
}  # fmt: skip
"""Words that stand for characters."""

SYMBOLS = {"~": "\u00a0", "_": "-", "\t": "\t"}
"""Symbols that stand for characters; the optional hyphen is none."""

ALIGNMENTS = frozenset({"ql", "qr", "qc", "qj", "qd", "qt", "qk"})

NOTE_FORMATS = {
    "nar": "decimal", "nalc": "lowerLetter", "nauc": "upperLetter", "nrlc": "lowerRoman", "nruc": "upperRoman",
    "nchi": "chicago", "ncnum": "decimalEnclosedCircle", "ndbnum": "ideographDigital", "ndbnumd": "japaneseCounting",
    "ndbnumt": "japaneseLegal", "ndbnumk": "japaneseDigitalTenThousand", "ndbar": "decimalFullWidth",
    "ngbnum": "decimalEnclosedFullstop", "ngbnumd": "decimalEnclosedParen",
    "ngbnuml": "decimalEnclosedCircleChinese", "ngbnumk": "ideographEnclosedCircle",
    "nzodiac": "ideographTraditional", "nzodiacd": "ideographZodiac", "nzodiacl": "ideographZodiacTraditional",
}  # fmt: skip
"""How notes are numbered, by the end of the words ``ftn…``, ``aftn…``, ``sftn…`` and ``saftn…``."""

NOTE_WORDS = frozenset(
    f"{section}{kind}{end}" for section in ("s", "") for kind in ("ftn", "aftn") for end in (*NOTE_FORMATS, "start")
)
"""Words that say how notes are numbered."""

ROW_WORDS = frozenset({"trowd", "trleft", "clmgf", "clmrg", "clvmgf", "clvmrg", "cellx"})
"""Words that define a row."""

HEADER_WORDS = frozenset({"fcharset", "cpg", "sbasedon"})
"""Words that say something inside the tables of the header only."""


def is_skipped(word: str, *, optional: bool) -> bool:
    """Whether the group that a word opens is skipped.

    Args:
        word: the first control word of a group, or any other.
        optional: whether a star stands before it, which allows to skip it.
    """
    if optional and word not in _READ:
        return True
    return word in _SKIPPED or (word[0] == "m" and word.endswith("Pr"))  # properties of formulas
