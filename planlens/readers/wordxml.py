"""Word documents in one XML file (.xml, often called .doc), as office systems make them of templates."""

from __future__ import annotations

from planlens.model import Document
from planlens.readers.base import Reader, source_of
from planlens.readers.ooxml.document import package_document
from planlens.readers.ooxml.package import PartError, broken, open_package
from planlens.readers.ooxml.single import is_single_xml, packed


def read(data: bytes, name: str) -> Document:
    """Read a Word document in one XML file, without files that are embedded in it; it gives what a .docx gives.

    Args:
        data: the file's bytes.
        name: the file's name.

    Raises:
        PlanlensError: ``broken-file``, ``too-large`` or ``too-deep``.
    """
    try:
        package = open_package(packed(data))
    except PartError as error:
        raise broken(str(error)) from error
    return package_document(package, source_of(data, name, "wordxml"), lambda _: None)


READER = Reader(format="wordxml", label="Word XML 文档", extensions=(".xml",), accepts=is_single_xml, read=read)
