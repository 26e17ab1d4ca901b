"""The recogniser that planlens offers: RapidOCR with the PP-OCR models that its package holds; works offline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from planlens.model import PlanlensError
from planlens.readers.recognition.seen import Picture, SeenText

_LEAST_SURE = 0.5
"""Lines that the model is less sure of are specks and seals."""


def recogniser() -> Callable[[Picture], Sequence[SeenText]] | None:
    """Return the recogniser, None where its packages are not installed. Nothing heavy is loaded before it is used."""
    return _recognise if find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None else None


def _recognise(picture: Picture) -> list[SeenText]:
    import numpy as np  # noqa: PLC0415 - only where a page has to be recognised

    rows = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width, 3)
    found = _engine()(np.ascontiguousarray(rows[:, :, ::-1]))
    if found.boxes is None:
        return []
    return [
        SeenText(text, *(float(edge) for edge in (*box.min(axis=0), *box.max(axis=0))))
        for box, text, sure in zip(found.boxes, found.txts, found.scores, strict=True)
        if sure >= _LEAST_SURE
    ]


@cache
def _engine() -> Any:
    """Return the engine with the models in its package: with their paths given, it never looks for others."""
    try:
        import rapidocr  # noqa: PLC0415

        models = Path(rapidocr.__file__).parent / "models"
        paths = {
            f"{part}.model_path": str(next(models.glob(f"*_{kind}*.onnx")))
            for part, kind in (("Det", "det"), ("Cls", "cls"), ("Rec", "rec"))
        }
        return rapidocr.RapidOCR(params={"Global.log_level": "critical", **paths})
    except Exception as error:
        raise PlanlensError(
            "recognition-failed", f"文字识别组件无法使用（{type(error).__name__}）。请重新安装 planlens[ocr] 后再试。"
        ) from error
