r"""Whole .rtf files for the damage tests."""

from __future__ import annotations

FORMAT = "rtf"

EVERYTHING = r"""{\rtf1\ansi\ansicpg936\deff0\uc2
{\fonttbl{\f0\fnil\fcharset134 SimSun;}{\f1\fnil\fcharset2 Wingdings;}{\f2\froman\fcharset0 Times New Roman;}}
{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\sbasedon0\outlinelevel0 heading 1;}{\*\cs2 Link;}}
{\info{\title x}}{\header{\pard page\par}}\sectd\ftnstart1
\pard\s1{\listtext\u31532\'b5\'da\u19968\'d2\'bb\u31456\'d5\'c2\tab}\u24635\'d7\'dc\u21017\'d4\'f2\par
\pard\plain\qc \'c4\'bf\'b1\'ea{\deleted\'c9\'be}{\v\'d2\'fe}{\super\chftn{\footnote\pard\chftn \'cb\'b5\'c3\'f7}}
\line\'b6\'fe\par {\field{\*\fldinst HYPERLINK "a"}{\fldrslt\'b8\'bd\'bc\'fe}}
{\field{\*\fldinst SYMBOL 252 \\f "Wingdings"}{\fldrslt}}\par
{\shp{\*\shpinst\shpleft0{\sp{\sn a}{\sv b}}{\shptxt\pard\'d7\'a8\'c0\'b81\par}}{\shprslt x}}
{\upr{x}{\*\ud{\u30002\'bc\'d7}}}\par
{\*\unknown{\pict 00ff}{\bin4 }}}xx}}\trowd\trleft0\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000
\pard\intbl\'bc\'d7\cell\pard\intbl\itap2\'c4\'da\nestcell{\*\nesttableprops\trowd\cellx500\nestrow}
{\nonesttables\par}\pard\intbl\'d2\'d2\cell\cell\row\trowd\clvmrg\cellx1000\cellx3000
\pard\intbl\cell \'b1\'fb\cell\row\pard\'cd\'ea\par}"""


def seeds() -> list[bytes]:
    """Return a file with a bit of everything."""
    return [EVERYTHING.encode("ascii")]
