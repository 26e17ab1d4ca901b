"""OFD files (GB/T 33190-2016): a zip of XML pages with positioned text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from planlens.model import Document, PlanlensError
from planlens.readers.base import Reader, assemble, source_of
from planlens.readers.limits import too_large
from planlens.readers.ooxml.names import Element
from planlens.readers.ooxml.package import Package, PartError, PartTooLargeError, open_package
from planlens.readers.pages.health import check_count, check_text, limited, textless_warning
from planlens.readers.pages.model import Page, Run
from planlens.readers.pages.ofd_objects import page_of
from planlens.readers.pages.ofd_pictures import drawn
from planlens.readers.pages.ofd_values import named, numbers
from planlens.readers.pages.recognised import recognise_pages
from planlens.readers.pages.story import paragraphs_on
from planlens.readers.pages.watermarks import without_watermarks
from planlens.readers.recognition import Picture, Recogniser
from planlens.readers.zips import is_zip, names_in

_KNOWN_TEMPLATES = 8
"""Templates that are kept; most files have one for all pages."""
_ADVICE = "请用 OFD 阅读器或 WPS 转换为 .docx 后再试。"


def accepts(data: bytes) -> bool:
    """Whether the bytes are a zip with an OFD.xml in it."""
    if not is_zip(data):
        return False
    names = names_in(data)
    return b"OFD.xml" in data if names is None else "ofd.xml" in names


def read(data: bytes, name: str) -> Document:
    """Read an OFD file; as with PDF, paragraphs are whole and page numbers and running heads are left out.

    Args:
        data: the file's bytes.
        name: the file's name.

    Raises:
        PlanlensError: ``broken-file``, ``encrypted``, ``too-large``, ``too-many-pages``, ``scanned``, ``broken-fonts``.
    """
    _, pages = _opened(data)
    check_text(pages)
    return assemble(source_of(data, name, "ofd"), paragraphs_on(pages), textless_warning(pages))


def recognise(data: bytes, name: str, recogniser: Recogniser) -> Document:
    """Read an OFD file as :func:`read` does; the pictures of pages without text are recognised.

    Args:
        data: the file's bytes.
        name: the file's name.
        recogniser: called for each page that needs it, in their order.

    Raises:
        PlanlensError: as :func:`read`; also what *recogniser* raises.
    """
    package, pages = _opened(data)
    bare = [number for number, page in enumerate(pages) if not page.runs and page.images]
    seen = recognise_pages(pages, bare, _pictures(package, [pages[number] for number in bare]), recogniser)
    return assemble(source_of(data, name, "ofd"), paragraphs_on(pages), [*seen, *textless_warning(pages)])


def _opened(data: bytes) -> tuple[Package, list[Page]]:
    try:
        package = open_package(data)
    except PlanlensError as error:
        if error.code == "too-large":
            raise
        raise _encrypted() if error.code == "encrypted" else _broken("压缩包不完整") from None
    if any("encryp" in part for part in package.names):
        raise _encrypted()
    try:
        return package, without_watermarks(limited(_pages(package)))
    except PartTooLargeError as error:
        raise too_large(f"OFD 的页面{error}") from None
    except PartError as error:
        raise _broken(f"页面{error}") from None
    except RecursionError:
        raise _broken("嵌套过深") from None


def _broken(why: str) -> PlanlensError:
    return PlanlensError("broken-file", f"OFD 文件已损坏，无法读取（{why}）。{_ADVICE}")


def _encrypted() -> PlanlensError:
    return PlanlensError("encrypted", "OFD 文件已加密，无法读取。请用 OFD 阅读器取消密码后另存，再试一次。")


def _pages(package: Package) -> Iterator[Page]:
    root = package.xml("ofd.xml")
    groups = {unit.get("ID", ""): unit for _, unit in _resources(package, "CompositeGraphicUnit")}
    template = lru_cache(_KNOWN_TEMPLATES)(package.xml)
    for body in named(root, "DocRoot"):
        place = _part("", body.text)
        document = package.xml(place)
        folder = posixpath.dirname(place)
        templates = {t.get("ID"): _part(folder, t.get("BaseLoc")) for t in named(document, "TemplatePage")}
        listed = list(named(document, "Page"))
        check_count(len(listed))
        area = next((numbers(box.text) for box in named(document, "PhysicalBox")), [])
        for item in listed:
            place = _part(folder, item.get("BaseLoc"))
            page = package.xml(place)
            used = dict.fromkeys(templates.get(t.get("TemplateID")) for t in named(page, "Template"))
            yield _page(page, (template(part) for part in used if part), area, groups)


def _part(folder: str, location: str | None) -> str:
    """Return a part's name in the package from a location, which counts from the root or the folder."""
    path = (location or "").strip().replace("\\", "/")
    joined = path if path.startswith("/") else posixpath.join(folder, path)
    return posixpath.normpath(joined).lstrip("/").lower()


def _page(root: Element, templates: Iterable[Element], area: list[float], groups: dict[str, Element]) -> Page:
    own = next((numbers(box.text) for box in named(root, "PhysicalBox")), area)
    box = own if len(own) == 4 and own[2] > 0 and own[3] > 0 else [0.0, 0.0, 210.0, 297.0]
    page = page_of(chain(templates, [root]), (box[2], box[3]), groups)
    page.runs = [run for run in page.runs if _printable(run)]
    return page


def _printable(run: Run) -> bool:
    # "　建" has something to see, "　" has not
    return re.search(r"\S", run.text) is not None


def _pictures(package: Package, pages: Sequence[Page]) -> Iterator[Picture | None]:
    files = _picture_files(package)
    for page in pages:
        yield drawn(page, {image.name: data for image in page.images if (data := _data(package, files, image.name))})


def _data(package: Package, files: dict[str, str], name: str) -> bytes:
    try:
        return package.data(files[name])
    except (KeyError, PartError):
        return b""


def _picture_files(package: Package) -> dict[str, str]:
    """Return the parts with the pictures by their names."""
    return {
        media.get("ID", ""): _part(folder, file.text)
        for folder, media in _resources(package, "MultiMedia")
        for file in named(media, "MediaFile")
    }


def _resources(package: Package, name: str) -> Iterator[tuple[str, Element]]:
    """Yield the resources of a kind from all resource files (7.9), and the folders of their files; ids are unique."""
    for part in [part for part in package.names if part.endswith("res.xml")]:
        try:
            root = package.xml(part)
        except PartError:
            continue
        folder = posixpath.join(posixpath.dirname(part), (root.get("BaseLoc") or "").strip())
        for resource in named(root, name):
            yield folder, resource


READER = Reader(
    format="ofd", label="OFD 版式文件", extensions=(".ofd",), accepts=accepts, read=read, recognise=recognise
)
