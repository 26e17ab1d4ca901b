"""PDFium's functions called often, without the conversions of their arguments that cost more than they do."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

import pypdfium2.raw as c


@cache
def plain(name: str, result: Any) -> Callable[..., Any]:
    """Return a function of ``pypdfium2.raw`` that takes handles and addresses as ``c_void_p`` or int.

    It keeps the interpreter's lock, which takes longer to give away than these functions run.

    Args:
        name: a function of a handle, then perhaps a number, then perhaps addresses.
        result: the ctypes type of its result.
    """
    function = getattr(c, name)
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    takes = [ctypes.c_int if place == 1 else ctypes.c_void_p for place in range(len(function.argtypes))]
    return ctypes.PYFUNCTYPE(result, *takes)(address)
