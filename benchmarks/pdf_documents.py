"""The documents that ``pdf.py`` makes to time readers on: each page different, of tables, of text, or of both."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

HELD, FOREIGN = "Vera", "STSong-Light"  # a font that the file holds, with letters only; one that it does not, Chinese
ROWS, COLUMNS = 32, 8
FALLBACK_EVERY = 20

Draw = Callable[..., None]


def words(chance: random.Random, count: int, *, chinese: bool) -> str:
    if chinese:
        return "".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(count))
    return "".join(chance.choice("abcdefghijklmnopqrstuvwxyz0123456789 ") for _ in range(count))


def draw_text(canvas: Canvas, chance: random.Random, *, chinese: bool) -> None:
    canvas.setFont(FOREIGN if chinese else HELD, 10)
    for line in range(42):
        canvas.drawString(60, 780 - 17 * line, words(chance, 45 if chinese else 80, chinese=chinese))


def draw_table(canvas: Canvas, chance: random.Random, *, chinese: bool) -> None:
    top, left, height, width = 780, 50, 22, 62
    canvas.grid([left + width * n for n in range(COLUMNS + 1)], [top - height * n for n in range(ROWS + 1)])
    for row in range(ROWS):
        for column in range(COLUMNS):
            figure = f"{chance.randrange(10**5)}.{chance.randrange(100)}"
            canvas.setFont(FOREIGN if chinese and not column else HELD, 8)
            text = words(chance, 5, chinese=chinese) if not column else figure
            canvas.drawString(left + width * column + 4, top - height * row - 15, text)


def make(pages: int, kinds: list[Draw], *, fallback: bool) -> bytes:
    """A document whose pages take turns among ``kinds``; with ``fallback`` a twentieth are in a font it does not hold."""
    pdfmetrics.registerFont(TTFont(HELD, "Vera.ttf"))
    pdfmetrics.registerFont(UnicodeCIDFont(FOREIGN))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    chance = random.Random(20_260_101)
    for number in range(pages):
        kinds[number % len(kinds)](canvas, chance, chinese=fallback and number % FALLBACK_EVERY == 7)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def documents(pages: int) -> dict[str, bytes]:
    return {
        "table-dense": make(pages, [draw_table], fallback=False),
        "text-heavy": make(pages, [draw_text], fallback=False),
        "mixed, a twentieth falling back": make(pages, [draw_text, draw_table], fallback=True),
    }
