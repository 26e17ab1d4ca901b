"""The legend of the source: what its colours and lines mean, each switched on and off by its entry."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QWidget

from planlens.gui.app.theme import colours
from planlens.gui.source.inks import STROKES, Inks
from planlens.gui.source.painting import tick
from planlens.gui.widgets.layouts import FlowLayout
from planlens.gui.widgets.plain import plain_label
from planlens.gui.widgets.worn import follow
from planlens.views.coverage import Coverage
from planlens.views.source.marks import LEGEND, Kind

_SIZE = QSize(20, 14)


class Legend(QWidget):
    """A box to tick for each kind, with its count; the coverage beside them.

    Signals:
        changed: kinds were switched; carries those that are on.
    """

    changed = Signal(object)

    def __init__(self, kinds: Collection[Kind], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = FlowLayout(self, 8)
        self.boxes: dict[Kind, QCheckBox] = {}
        for kind in LEGEND:
            box = QCheckBox(kind.value)
            box.setChecked(kind in kinds)
            box.setIconSize(_SIZE)
            box.toggled.connect(self._tell)
            self.boxes[kind] = box
            layout.addWidget(box)
        self.coverage = plain_label()
        layout.addWidget(self.coverage)
        follow(self._dress)
        self.show_counts({}, None)

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds that are switched on."""
        return frozenset(kind for kind, box in self.boxes.items() if box.isChecked())

    def show_counts(self, counts: dict[Kind, int], coverage: Coverage | None) -> None:
        """Show how many places of each kind there are, and how much was found; None while that is not known."""
        for kind, box in self.boxes.items():
            known = kind not in {Kind.MISSED, Kind.SETTLED} or coverage is not None
            count = counts.get(kind, 0) if known else "…"
            box.setText(f"{kind.value} {count}")
            box.setVisible(kind is not Kind.SETTLED or bool(counts.get(kind)))  # there are none until somebody says so
            box.setToolTip(f"显示或隐藏“{kind.value}”：{_MEANING[kind]}")
        self.coverage.setText(_short(coverage))
        self.coverage.setToolTip(_long(coverage))

    def _dress(self) -> None:
        self.coverage.setMinimumHeight(self.boxes[Kind.TASK].sizeHint().height())
        inks, ratio = Inks(colours()), self.devicePixelRatioF()
        for kind, box in self.boxes.items():
            box.setIcon(QIcon(_swatch(kind, inks, ratio)))

    def _tell(self) -> None:
        self.changed.emit(self.kinds)


_MEANING = {
    Kind.SECTION: "各级标题，粗体",
    Kind.TASK: "部署工作的句子，左侧有实线条",
    Kind.TARGET: "量化目标，下有实线",
    Kind.UNIT: "责任单位，下有短划线",
    Kind.DEADLINE: "完成时限，下有点划线",
    Kind.MISSED: "任务、保障章节中没有成为任务或目标的句子，下有点线",
    Kind.SETTLED: "已由您确认不是任务的句子，左侧有对勾",
}


def _short(coverage: Coverage | None) -> str:
    if coverage is None or coverage.share is None:
        return "覆盖率 —"
    handled = f"，已处理 {_whole(coverage.handled_share, whole=not coverage.missed)}%" if coverage.settled else ""
    return f"覆盖率 {percent(coverage)}%{handled}{_elsewhere(coverage)}"


def _elsewhere(coverage: Coverage) -> str:
    """Return how much of the whole document is not looked at, where that is more than a half."""
    return f"，{coverage.elsewhere} 句不在任务章节" if coverage.elsewhere > coverage.sentences else ""


def percent(coverage: Coverage) -> int:
    """Return the share of sentences found in whole percent; 100 only if all were found."""
    return _whole(coverage.share, whole=coverage.found == coverage.sentences)


def _whole(share: float | None, *, whole: bool) -> int:
    return 100 if whole else min(99, round((share or 0.0) * 100))


def _long(coverage: Coverage | None) -> str:
    if coverage is None:
        return "正在统计"
    if coverage.share is None or coverage.character_share is None:
        return "这份文件没有重点任务或保障措施章节，无从统计"
    settled = f"另有{len(coverage.settled)}句已确认不是任务；" if coverage.settled else ""
    left = f"还有{len(coverage.missed)}句未识别。" if coverage.missed else "没有未识别的句子。"
    return (
        f"重点任务、保障措施章节共{coverage.sentences}句，其中{coverage.found}句成为任务或含有目标，"
        f"占{percent(coverage)}%（按字数占{min(coverage.character_share, 1):.0%}）；"
        f"{settled}{left}标题、单位注明和表格不计。\n"
        f"另有{coverage.elsewhere}句在背景、原则、目标、附录等章节，不找任务；章节类型不对的，在详情中改正后重新识别。"
    )


def _swatch(kind: Kind, inks: Inks, ratio: float) -> QPixmap:
    """Paint a sample of a kind's ground and line."""
    pixmap = QPixmap(_SIZE * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    area = QRectF(0, 0, _SIZE.width(), _SIZE.height())
    if kind not in {Kind.MISSED, Kind.SETTLED}:
        painter.fillRect(area, inks.grounds[kind])
    painter.setPen(inks.strong[kind])
    if kind is Kind.SECTION:
        font = painter.font()
        font.setBold(True)
        font.setPixelSize(11)
        painter.setFont(font)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "一")
    if kind is Kind.TASK:
        painter.fillRect(QRectF(0, 0, 3, area.height()), inks.strong[kind])
    if kind in STROKES:
        painter.setPen(inks.lines[kind])
        y = area.height() - 2 if kind is not Kind.MISSED else area.height() / 2
        painter.drawLine(0, round(y), round(area.width()), round(y))
    if kind is Kind.SETTLED:
        painter.setPen(inks.tick)
        painter.drawPolyline(tick(6, area.height() / 2 - 1))
    painter.end()
    return pixmap
