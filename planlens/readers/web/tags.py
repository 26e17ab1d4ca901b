"""The elements of HTML by what they mean for a reader (HTML Living Standard, 4 and 13.1.2)."""

from __future__ import annotations

UNSEEN = frozenset(
    {
        "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "svg", "canvas", "audio",
        "video", "select", "datalist", "button", "input", "textarea", "head", "title", "meta", "link", "base", "map",
        "area", "param", "source", "track", "frame", "frameset", "noframes", "dialog", "del",
    }
)  # fmt: skip
"""What shows no text of the page's own, or text that was deleted: changes are read as if accepted."""
BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
        "thead", "tr", "ul",
    }
)  # fmt: skip
"""What begins and ends a paragraph."""
PLACES = frozenset(
    {"body", "div", "td", "article", "section", "main", "form", "center", "font", "span", "table", "tbody", "tr"}
)
"""What can hold the text of a whole document."""
CLOSED_BY_OTHERS = frozenset(
    {"p", "li", "td", "th", "tr", "tbody", "thead", "tfoot", "colgroup", "option", "optgroup", "dt", "dd", "rp", "rt"}
)
"""What another element closes, so that its end tag is often left out."""
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
"""What has no end tag."""
FORMATTING = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
"""What the parser opens again in the next paragraph when it was not closed."""
