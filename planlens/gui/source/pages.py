"""The part of the source view that knows where things are: scrolling, zoom, places under the mouse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from planlens.gui.app.piecemeal import Piecemeal
from planlens.gui.source.lines import Laid, LaidText
from planlens.gui.source.sheet import Sheet, texts_of
from planlens.gui.source.typeset import Fonts, LineStyle, Typesetter
from planlens.views.source.page import Piece
from planlens.views.source.text import Text

LEFT, RIGHT, TOP = 20, 12, 10
"""Margins in pixels."""
WIDEST = 46
"""Characters of a line at most: longer ones are hard to read."""
ZOOMS = (0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.1, 2.5, 3.0)
SLICE = 0.006
"""Seconds for which heights are measured before the window gets its turn."""
REST = 60
"""Milliseconds before heights are measured: what is seen is painted first."""


class PageArea(QAbstractScrollArea):
    """Shows pieces below each other.

    Signals:
        zoomed: the size has changed; carries the factor.

    Attributes:
        held: the place that stays in sight when the room or the size of the text changes, None for none.
    """

    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zoom = 1.0
        self.held: tuple[int, int] | None = None
        self._stood: tuple[int, float, int] | None = None
        """The place that was put back last, its pixel before rounding, and the scroll bar's value for it."""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.sheet = Sheet((), self._typesetter())
        self._measuring = Piecemeal(self._measure, self)

    # What is shown

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show a document from the beginning."""
        self._measuring.stop()
        self.sheet = Sheet(pieces, self._typesetter())
        self.verticalScrollBar().setValue(0)
        self._fit()
        self._measuring.begin(REST)
        self.viewport().update()

    def replace_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show the same document in other pieces; what is seen stays there."""
        pin = self._pin(self.viewport().height())
        self.show_pieces(pieces)
        self._put_back(pin)

    def set_zoom(self, factor: float) -> None:
        """Show everything larger or smaller; 1 is the size of the window's own texts."""
        factor = min(ZOOMS[-1], max(ZOOMS[0], factor))
        if factor != self.zoom:
            self.zoom = factor
            self.retype()
            self.zoomed.emit(factor)

    def zoom_in(self) -> None:
        """Go to the next larger size."""
        self.set_zoom(next((zoom for zoom in ZOOMS if zoom > self.zoom + 0.01), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """Go to the next smaller size."""
        self.set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < self.zoom - 0.01), ZOOMS[0]))

    def reset_zoom(self) -> None:
        """Go back to the usual size."""
        self.set_zoom(1.0)

    # Where things are

    def seen(self) -> Iterator[tuple[Laid, float]]:
        """Yield the pieces that are seen, with the pixels at which they begin in the viewport."""
        if not len(self.sheet):
            return
        index = self.sheet.at(self._scrolled())
        y = self.sheet.tops[index] - self._scrolled()
        while index < len(self.sheet) and y < self.viewport().height():
            laid = self.sheet.laid(index)
            yield laid, y
            y += laid.height
            index += 1

    @property
    def left(self) -> float:
        """The pixel at which lines begin."""
        room = max(0.0, self.viewport().width() - LEFT - RIGHT - self.sheet.typesetter.width)
        return LEFT + room / 2 - self.horizontalScrollBar().value()

    def place_at(self, point: QPointF) -> int:
        """Return the place of the document nearest to a pixel of the viewport."""
        found = self._text_near(point)
        if found is None:
            return 0
        laid, inner = found
        position = laid.position_at(inner)
        return laid.text.place_of(position, end=position >= len(laid.layout.text()))

    def character_at(self, point: QPointF) -> int | None:
        """Return the place of the character under a pixel; None beside the words."""
        found = self._text_near(point)
        if found is None:
            return None
        laid, inner = found
        shown = laid.text.shown
        near = laid.text.from_qt(laid.position_at(inner))
        for index in range(max(0, near - 1), min(len(shown), near + 1)):
            rects = laid.rects(laid.text.to_qt(index), laid.text.to_qt(index + 1))
            if any(rect.adjusted(0, -4, 0, 4).contains(inner) for rect in rects):
                return laid.text.place_of(laid.text.to_qt(index))
        return None

    def _text_near(self, point: QPointF) -> tuple[LaidText, QPointF] | None:
        """Return the paragraph nearest to a pixel, and the point inside its piece."""
        last: tuple[Laid, float] | None = None
        for laid, y in self.seen():
            last = (laid, y)
            if point.y() < y + laid.height:
                break
        if last is None or not last[0].texts:
            return None
        inner = point - QPointF(self.left, last[1])
        near = min(last[0].texts, key=lambda text: _distance(text.area, inner))
        return near, inner

    def text_of(self, place: int) -> Text | None:
        """Return the paragraph that shows a place."""
        if not len(self.sheet):
            return None
        index, k = self.sheet.text_at(place)
        return texts_of(self.sheet.pieces[index])[k]

    def rect_of(self, place: int) -> QRectF:
        """Return where the caret would stand at a place, in pixels of the viewport, seen or not."""
        if not len(self.sheet):
            return QRectF()
        index, k = self.sheet.text_at(place)
        laid = self.sheet.laid(index).texts[k]
        caret = laid.caret(laid.text.position_of(place))
        return caret.translated(self.left, self.sheet.tops[index] - self._scrolled())

    # Scrolling

    def reveal(self, start: int, end: int) -> None:
        """Scroll so that a place is seen, as little as may be; one that is out of sight comes to the upper third."""
        first, last = self.rect_of(start), self.rect_of(max(start, end - 1))
        height = self.viewport().height()
        self._reveal_aside(first.left())
        if first.top() >= 0 and last.bottom() <= height:
            return
        self._put_back((start, height / 3))
        self.viewport().update()

    def _reveal_aside(self, x: float) -> None:
        """Scroll aside so that a pixel is seen: tables may be wider than the page."""
        bar, width = self.horizontalScrollBar(), self.viewport().width()
        if not 0 <= x <= width - 2 * RIGHT:
            bar.setValue(round(bar.value() + x - width / 3))

    def reveal_line(self, place: int) -> None:
        """Scroll just so far that a line is seen whole."""
        rect, height, bar = self.rect_of(place), self.viewport().height(), self.verticalScrollBar()
        self._fit()
        self._reveal_aside(rect.left())
        if rect.top() < 4:
            bar.setValue(round(bar.value() + rect.top() - 4))
        elif rect.bottom() > height - 4:
            bar.setValue(round(bar.value() + rect.bottom() - height + 4))

    def _scrolled(self) -> float:
        return self.verticalScrollBar().value() - TOP

    def _pin(self, height: int) -> tuple[int, float] | None:
        """Return a place and the pixel that it stands at: the one that is held, where it is in sight, else the first.

        Args:
            height: pixels of the viewport, -1 before it is shown for the first time.
        """
        if not len(self.sheet):
            return None
        if self.held is not None and self._is_seen(self.held[0], height):
            place, stood = self.held[0], self._stood
            if stood is not None and stood[0] == place and stood[2] == self.verticalScrollBar().value():
                return place, stood[1]  # what was rounded each time would add up
            return place, self.rect_of(place).top()
        texts = texts_of(self.sheet.pieces[self.sheet.at(self._scrolled() + 1)])
        if not texts or self.verticalScrollBar().value() == 0:
            return None
        return texts[0].start, self.rect_of(texts[0].start).top()

    def _put_back(self, pin: tuple[int, float] | None) -> None:
        """Scroll so that a place stands at a pixel: once more where the heights above it were only guessed."""
        if pin is None or not len(self.sheet):
            return
        bar, (place, y) = self.verticalScrollBar(), pin
        for _ in range(4):
            for _ in self.seen():  # sets it in lines
                pass
            self._fit()
            before = bar.value()
            bar.setValue(round(before + self.rect_of(place).top() - y))
            if bar.value() == before:
                break
        self._stood = (place, y, bar.value()) if abs(self.rect_of(place).top() - y) < 1 else None

    def _is_seen(self, place: int, height: int) -> bool:
        line = self.rect_of(place)
        return height < 0 or (line.top() >= 0 and line.bottom() <= height)

    # Size

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Set the lines anew where the width has changed."""
        super().resizeEvent(event)
        self._set_again(event.oldSize().height(), anew=self._typesetter().width != self.sheet.typesetter.width)

    def retype(self) -> None:
        """Set everything anew: the font has changed."""
        self._set_again(self.viewport().height(), anew=True)

    def _set_again(self, height: int, *, anew: bool) -> None:
        """Fit into the room that there is, *height* having been that before; what was seen stays in sight."""
        pin = self._pin(height)
        if anew:
            self._measuring.stop()
            self.sheet.set_again(self._typesetter())
            self._measuring.begin(REST)
        self._fit()
        self._put_back(pin)
        if self.held is not None and pin is not None and pin[0] == self.held[0]:
            self.reveal(*self.held)
        self.viewport().update()

    def _typesetter(self) -> Typesetter:
        font = self.font()
        fonts = Fonts(font, max(4.0, font.pointSizeF() * 1.1 * self.zoom))
        widest = WIDEST * fonts.of(LineStyle())[1]
        return Typesetter(fonts, min(widest, self.viewport().width() - LEFT - RIGHT))

    def _fit(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, round(self.sheet.height) + 2 * TOP - height))
        bar.setPageStep(max(1, height - 30))
        bar.setSingleStep(24)
        aside = self.horizontalScrollBar()
        aside.setRange(0, max(0, round(self.sheet.width - self.sheet.typesetter.width)))
        aside.setPageStep(max(1, self.viewport().width()))
        aside.setSingleStep(24)

    @property
    def measuring(self) -> bool:
        """Whether the heights of some pieces are only guessed."""
        return self._measuring.busy

    def _measure(self) -> bool:
        """Find out heights behind the scenes, what is seen stays where it is; return whether there are more."""
        pin = self._pin(self.viewport().height())
        all_known = self.sheet.measure(SLICE)
        self._fit()
        self._put_back(pin)
        return not all_known


def _distance(area: QRectF, point: QPointF) -> float:
    x = max(area.left() - point.x(), 0.0, point.x() - area.right())
    y = max(area.top() - point.y(), 0.0, point.y() - area.bottom())
    return 10 * y + x
