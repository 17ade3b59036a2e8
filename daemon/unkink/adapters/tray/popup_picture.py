"""How the popup menu looks: drawn with Pillow, which is loaded when a menu is first opened."""

from PIL import Image, ImageDraw, ImageFont

from unkink.adapters.tray.popup_rows import Mark, PopupRow

_GROUND, _INK, _FAINT, _HOVER, _EDGE = "#ffffff", "#15211c", "#6d7a74", "#d8ece5", "#d3ddd8"
_FONT_SIZE = 13
_ROW, _LINE = 27, 9
_INDENT, _MARGIN, _FRAME = 30, 18, 5


class PopupPicture:
    """Draws rows; every length is in pixels, `scale` 1 being 96 dots an inch."""

    def __init__(self, rows: list[PopupRow], scale: float) -> None:
        self.rows = rows
        self._scale = scale
        self._font = ImageFont.load_default(round(_FONT_SIZE * scale))
        longest = max(self._font.getlength(row.text) for row in rows)
        self.width = round(longest + (_INDENT + _MARGIN) * scale)
        self.tops = [self._length(_FRAME)]
        for row in rows:
            self.tops.append(self.tops[-1] + self._height(row))
        self.height = self.tops[-1] + self._length(_FRAME)

    def row_at(self, y: int) -> int | None:
        """Find the row under a point that can be chosen."""
        for place, row in enumerate(self.rows):
            if self.tops[place] <= y < self.tops[place + 1]:
                return place if row.item is not None and row.enabled else None
        return None

    def draw(self, hovered: int | None) -> bytes:
        """Draw the whole menu as the pixels of a 24 bit deep window."""
        image = Image.new("RGB", (self.width, self.height), _GROUND)
        pen = ImageDraw.Draw(image)
        pen.rectangle((0, 0, self.width - 1, self.height - 1), outline=_EDGE)
        for place, row in enumerate(self.rows):
            self._draw_row(pen, place, row, hovered=place == hovered)
        return image.tobytes("raw", "BGRX")

    def _draw_row(
        self, pen: ImageDraw.ImageDraw, place: int, row: PopupRow, *, hovered: bool
    ) -> None:
        top, bottom = self.tops[place], self.tops[place + 1]
        middle = (top + bottom) / 2
        if row.item is None:
            pen.line((self._length(8), middle, self.width - self._length(8), middle), fill=_EDGE)
            return
        if hovered:
            inset = self._length(4)
            box = (inset, top, self.width - inset - 1, bottom - 1)
            pen.rounded_rectangle(box, radius=self._length(6), fill=_HOVER)
        ink = _INK if row.enabled else _FAINT
        at = (self._length(_INDENT), middle)
        pen.text(at, row.text, fill=ink, font=self._font, anchor="lm")
        self._draw_mark(pen, row.mark, middle, ink)

    def _draw_mark(self, pen: ImageDraw.ImageDraw, mark: Mark, y: float, ink: str) -> None:
        x, unit = self._length(_INDENT) / 2 + self._length(2), self._scale
        if mark is Mark.RADIO:
            pen.ellipse((x - 3 * unit, y - 3 * unit, x + 3 * unit, y + 3 * unit), fill=ink)
        elif mark is Mark.CHECK:
            points = [(x - 5, y), (x - 1.5, y + 3.5), (x + 5, y - 4)]
            scaled = [(x + (px - x) * unit, y + (py - y) * unit) for px, py in points]
            pen.line(scaled, fill=ink, width=round(2 * unit), joint="curve")

    def _height(self, row: PopupRow) -> int:
        return self._length(_ROW if row.item is not None else _LINE)

    def _length(self, length: float) -> int:
        return round(length * self._scale)
