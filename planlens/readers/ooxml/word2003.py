"""The XML of Word 2003 (WordprocessingML 1) as the parts of a .docx.

The elements are mostly those of ECMA-376 in another namespace. Lists, notes and tracked changes are written otherwise
(Microsoft Office 2003 XML Reference Schemas, wordnet.xsd and aml.xsd).
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from planlens.readers.ooxml.names import XML_SPACE, Element, W, to_int
from planlens.readers.ooxml.package import PartError
from planlens.readers.word.numcodes import number_format

NAMESPACE = "http://schemas.microsoft.com/office/word/2003/wordml"
_OLD = f"{{{NAMESPACE}}}"
_AML = "{http://schemas.microsoft.com/aml/2001/core}"
_HINT = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_SMART = "{urn:schemas-microsoft-com:office:smarttags}"

_WRAPPERS = (f"{_HINT}sect", f"{_HINT}sub-section", f"{_HINT}pBdrGroup", f"{_SMART}*")
"""Elements that only hold others: hints for programs that draw the document, names and dates that Word recognised."""
_RENAMED = {
    "listPr": "numPr",
    "ilfo": "numId",
    "vmerge": "vMerge",
    "hmerge": "hMerge",
    "hlink": "hyperlink",
    "listStyleLink": "numStyleLink",
}
_LOWER = {"suff": {"Nothing": "nothing"}, "plt": {"SingleLevel": "singleLevel"}}
_CHANGES = {"Word.Insertion": "ins", "Word.Deletion": "del"}


def parts_of(root: Element) -> dict[str, bytes]:
    """Return the parts of the .docx that a ``w:wordDocument`` stands for.

    Raises:
        PartError: it is none.
    """
    if root.tag != _OLD + "wordDocument" or root.find(_OLD + "body") is None:
        raise PartError("其中没有 Word 正文")
    etree.strip_elements(root, _OLD + "binData", _OLD + "docOleData", with_tail=False)
    etree.strip_tags(root, *_WRAPPERS)
    _track_changes(root)
    _rename(root)
    body = root.find(W + "body")
    assert body is not None
    notes = {kind: _notes(body, kind) for kind in ("footnote", "endnote")}
    space = root.get(XML_SPACE)
    styles, lists = root.find(W + "styles"), root.find(W + "lists")
    parts = {"document": _part("document", [body], space)}
    parts |= {f"{kind}s": _part(f"{kind}s", found, space) for kind, found in notes.items() if found}
    if styles is not None:
        parts["styles"] = _part("styles", list(styles), space)
    if lists is not None:
        parts["numbering"] = _part("numbering", _numbering(lists), space)
    return {f"word/{name}.xml": data for name, data in parts.items()}


def _part(name: str, children: Iterable[Element], space: str | None) -> bytes:
    root = etree.Element(W + name, nsmap={"w": W[1:-1]})
    if space is not None:
        root.set(XML_SPACE, space)
    root.extend(children)
    return etree.tostring(root, encoding="UTF-8")


def _track_changes(root: Element) -> None:
    """Name insertions and deletions as ECMA-376 does; comments, bookmarks and changes of formats go."""
    for change in list(root.iter(_AML + "annotation")):
        name = _CHANGES.get(change.get(_OLD + "type", ""))
        parent = change.getparent()
        if name is not None:
            change.tag = _OLD + name
        elif parent is not None:
            parent.remove(change)
    etree.strip_tags(root, _AML + "content")


def _rename(root: Element) -> None:
    for element in root.iter():
        if not isinstance(element.tag, str) or not element.tag.startswith(_OLD):
            continue
        name = element.tag[len(_OLD) :]
        element.tag = W + _RENAMED.get(name, name)
        for key in map(str, element.keys()):
            if key.startswith(_OLD):
                value = str(element.attrib.pop(key))
                element.set(W + key[len(_OLD) :], _LOWER.get(name, {}).get(value, value))


def _notes(body: Element, kind: str) -> list[Element]:
    """Take the notes, which stand in the text, out of it and leave their marks there."""
    found = [note for note in body.iter(W + kind) if _parent_name(note) == W + "r"]
    for number, note in enumerate(found, 1):
        parent = note.getparent()
        assert parent is not None
        mark = etree.Element(f"{W}{kind}Reference", {W + "id": str(number)})
        if note.get(W + "suppressRef") is not None:
            mark.set(W + "customMarkFollows", "1")
        parent.replace(note, mark)
        note.set(W + "id", str(number))
    return found


def _parent_name(element: Element) -> str:
    parent = element.getparent()
    return str(parent.tag) if parent is not None else ""


def _numbering(lists: Element) -> list[Element]:
    """Return the definitions of ``numbering.xml`` that ``w:lists`` stands for."""
    found: list[Element] = []
    for definition in lists.iterchildren(W + "listDef"):
        definition.tag = W + "abstractNum"
        definition.set(W + "abstractNumId", definition.get(W + "listDefId", ""))
        found.append(definition)
    for item in lists.iterchildren(W + "list"):
        item.tag = W + "num"
        item.set(W + "numId", item.get(W + "ilfo", ""))
        found.append(item)
    for place in [place for item in found for place in item.iter(W + "nfc", W + "ilst", W + "plt")]:
        value = place.get(W + "val", "")
        if place.tag == W + "nfc":
            place.tag = W + "numFmt"
            place.set(W + "val", number_format(to_int(value) or 0))
        else:
            place.tag = W + ("abstractNumId" if place.tag == W + "ilst" else "multiLevelType")
    return found
