"""What is done otherwise than a browser would: numbers, links, footnotes, and bold between Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_BOLD = re.compile(r"(?<![\\*])(\*{2,3})(?![\s*，。、；：）”》])([^*\n]*?[^\s*\\])\1(?!\*)( ?)")
"""建设**“一网通办”**平台: in Chinese, bold begins and ends where the rules of Markdown, made for blanks, see none."""
_BOX = re.compile(r"\[[ xX]\]\s+")
"""[x] 修订办法."""
REFERENCE = re.compile("\ue0f0([^\ue0f1]*)\ue0f1")
"""``\ue0f0注1\ue0f1``: a footnote's mark on its way through HTML, between two private characters."""


def without_marks(parser: MarkdownIt) -> None:
    """Make a parser leave out the marks that it would show, and show what a reader needs."""
    parser.core.ruler.before("inline", "chinese_bold", _mend)
    for name, html in (("link_open", ""), ("link_close", ""), ("image", ""), ("footnote_anchor", "")):
        parser.add_render_rule(name, _constant(html))
    parser.add_render_rule("footnote_ref", _reference)
    parser.add_render_rule("footnote_open", _note)


def _mend(state: StateCore) -> None:
    numbers: list[int | None] = []
    for place, token in enumerate(state.tokens):
        if token.type == "inline":
            content = _BOLD.sub(_plain, token.content)
            if place > 1 and state.tokens[place - 2].type == "list_item_open":
                content = _BOX.sub("", content, count=1) if _BOX.match(content) else content
            token.content = content
        elif token.type in ("ordered_list_open", "bullet_list_open"):
            numbers.append(None)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            numbers.pop()
        elif token.type == "list_item_open" and token.info.isdigit():
            last, own = numbers[-1], int(token.info)
            numbers[-1] = own if last is None or own > last else last + 1
            token.attrSet("value", str(numbers[-1]))


def _plain(bold: re.Match[str]) -> str:
    """Return what is bold; a blank that only parts the mark from the text after a stop is left out."""
    return bold[2] if bold[2][-1] in "。；：！？" else bold[2] + bold[3]


def _constant(html: str) -> Callable[..., str]:
    return lambda *_: html


def _reference(_: Any, tokens: Sequence[Token], place: int, *__: Any) -> str:
    return f"\ue0f0[{tokens[place].meta['id'] + 1}]\ue0f1"


def _note(_: Any, tokens: Sequence[Token], place: int, *__: Any) -> str:
    return f'<li id="ftn{tokens[place].meta["id"] + 1}">'
