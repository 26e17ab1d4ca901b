"""Zip files, around most office formats: what is in them, with limits on what is unpacked."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib

from planlens.readers.limits import MAX_ENTRIES, MAX_UNPACKED, megabytes, ten_thousands, too_large

ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
    KeyError,
)
"""What zipfile raises for damaged files."""

_LOCAL, _CENTRAL = b"PK\x03\x04", b"PK\x01\x02"
_KINDS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What office programs use (ECMA-376 Part 2 allows no other); zipfile unpacks others without any limit."""


def is_zip(data: bytes) -> bool:
    """Whether the bytes begin as a zip file does."""
    return data.startswith(_LOCAL)


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Open a zip file.

    Raises:
        PlanlensError: ``too-large``, before its directory is read.
        zipfile.BadZipFile: it is damaged; also the others of :data:`ZIP_ERRORS`.
    """
    if data.count(_CENTRAL) > MAX_ENTRIES:
        raise too_large(f"压缩包中的文件超过 {ten_thousands(MAX_ENTRIES)}个", "请解压后选择其中的规划文件。")
    return zipfile.ZipFile(io.BytesIO(data))


def names_in(data: bytes) -> list[str] | None:
    """Return the names in a zip file in lower case and with forward slashes, None where it is damaged.

    Raises:
        PlanlensError: ``too-large``.
    """
    try:
        return [normal(name) for name in open_zip(data).namelist()]
    except ZIP_ERRORS:
        return None


def check_unpacked(data: bytes) -> None:
    """Refuse a zip file that unpacks to more than a document may hold.

    Raises:
        PlanlensError: ``too-large``.
        zipfile.BadZipFile: it is damaged; also the others of :data:`ZIP_ERRORS`.
    """
    if sum(info.file_size for info in open_zip(data).infolist()) > MAX_UNPACKED:
        raise too_large(f"文件解压后超过 {megabytes(MAX_UNPACKED)}")


def normal(name: str) -> str:
    """Return a name as it is compared: in lower case, with forward slashes and none at its start."""
    return name.replace("\\", "/").lstrip("/").lower()


def unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a file in a zip, at most as many as its header names, whatever it unpacks to.

    Raises:
        RuntimeError: it has a password.
        zipfile.BadZipFile: it is damaged, or packed in another way than office programs do; also the others of
            :data:`ZIP_ERRORS`.
    """
    if info.compress_type not in _KINDS:
        raise NotImplementedError(f"compression {info.compress_type}")
    with archive.open(info) as member:
        return member.read(info.file_size)  # without a size, all that is behind a header that lies would be unpacked
