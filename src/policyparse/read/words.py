"""Words of a page whose text runs to the right → runs, with as few questions to pdfium as will do.

Only where a word begins and ends is asked for, and of a Chinese one the middle. Where that is as far apart as the widths
that the font gives its characters say, the others stand where those widths put them; where not, since Word squeezes
punctuation and stretches lines, each character is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from policyparse.read.characters import BLANKS, PLAIN, Characters, Rectangle, Setting
from policyparse.read.glyphs import SAME_LINE, SPACE, TWIN, Glyph, Run, Type, runs_of
from policyparse.read.printedpage import Frame
from policyparse.source import Box, Edges

_INK, _LATIN = r"[^\x00\x01\x03-\x20\xa0\u3000]", r"[\x21-\x7e\xa1-\u2e7f]"
WORD = re.compile(rf"{_INK}+")
_PHRASE = re.compile(rf"{_INK}+(?:(?<={_LATIN})[ ](?={_LATIN}){_INK}+)*")  # 全年增长, GDP per capita
_EXACT = 0.05  # points by which the last character may stand off where the widths put it
_NEAR = 0.3  # points that are shared out among the characters of a word


class Words:
    """The words of a page, in the file's order."""

    def __init__(self, characters: Characters, frame: Frame) -> None:
        self._characters = characters
        self._frame = frame

    def runs(self) -> list[Run]:
        """The runs of the page; Latin words are one if the blanks between them are the font's own."""
        text = self._characters.text
        runs: list[Run] = []
        for phrase in _PHRASE.finditer(text):
            start, end = phrase.span()
            blank = text.find(" ", start, end)
            run = None if blank > 0 and self._characters.is_generated(blank) else self._reckoned(start, end)
            if run is not None:
                runs.append(run)
            elif blank < 0:
                runs += self._measured(start, end)
            else:
                for word in WORD.finditer(text, start, end):
                    run = self._reckoned(*word.span())
                    runs += [run] if run else self._measured(*word.span())
        return runs

    def _reckoned(self, start: int, end: int) -> Run | None:
        """A word as a run if its characters stand as wide as the font says; None where not."""
        characters = self._characters
        first = characters.box(start)
        setting = characters.setting(start, first)
        if setting is None or first[0] >= first[2]:
            return None
        left = first[0] - self._frame.x0
        if end - start == 1:
            right = first[2] - self._frame.x0
            return self._run(start, end, Edges.touching((left, right)), (left, right), first, setting)
        word = characters.text[start:end]
        try:
            edges = list(accumulate(map(setting.advances.__getitem__, word), initial=left))
        except KeyError:
            return None
        last = characters.box(end - 1)
        off = last[0] - self._frame.x0 - edges[-2]
        if not -_NEAR < off < _NEAR or not -_EXACT < last[3] - first[3] < _EXACT or last[2] <= last[0]:
            return None
        if not -_EXACT < off < _EXACT:
            step = off / (end - start - 1)
            edges = [edge + step * number for number, edge in enumerate(edges)]
        middle = (end - start) // 2
        if not word.isascii() and abs(characters.box(start + middle)[0] - self._frame.x0 - edges[middle]) > _NEAR:
            return None
        edges[-1] = right = last[2] - self._frame.x0
        return self._run(start, end, Edges.touching(edges), (left, right), first, setting)

    def _run(
        self, start: int, end: int, edges: Edges, ends: tuple[float, float], box: Rectangle, setting: Setting
    ) -> Run:
        """The run of these characters between its two ends; ``box`` and ``setting`` are those of one of them."""
        left, right = ends
        text, top = self._characters.text, self._frame.y1 - box[1]
        place = Box(round(left, 3), round(top - setting.head, 3), round(right, 3), round(top - setting.foot, 3))
        word = text[start:end]
        plain = word if word.isascii() and "\x02" not in word else word.translate(PLAIN)
        spaced = (
            start > 0 and text[start - 1] in BLANKS and self._characters.is_space(text[start - 2 : start - 1], start)
        )
        return Run(plain, edges, place, round(setting.size * 2) / 2, setting.bold, spaced)

    def _measured(self, start: int, end: int) -> list[Run]:
        """The runs of a word, each character's box asked for: one run if it goes on without a gap on one line."""
        boxes = self._characters.boxes(start, end)
        middle = (end - start) // 2
        setting = self._characters.setting(start + middle, boxes[middle]) if len(boxes) > 1 else None
        if setting is not None and _goes_on(boxes, SPACE * setting.size):
            x0 = self._frame.x0
            edges = [(left - x0, right - x0) for left, _, right, _ in boxes]
            ends = (edges[0][0], edges[-1][1])
            return [self._run(start, end, Edges.of(edges), ends, boxes[middle], setting)]
        spaced = self._characters.is_spaced(start)
        glyphs = [
            Glyph(
                self._characters.text[index].translate(PLAIN),
                *self._frame.box(*box),
                spaced and index == start,
                index,
            )
            for index, box in enumerate(boxes, start=start)
        ]
        return runs_of(glyphs, self._type)

    def _type(self, glyph: Glyph) -> Type:
        setting = self._characters.setting(glyph.key, self._characters.box(glyph.key))
        if setting is None:
            return Type(glyph.bottom - glyph.top, False, glyph.top, glyph.bottom)
        return Type(setting.size, setting.bold, glyph.bottom - setting.head, glyph.bottom - setting.foot)


def _goes_on(boxes: Sequence[Rectangle], widest: float) -> bool:
    """Whether each character stands right behind the one before, on its line and not over it; blanks are ``widest``."""
    last_left, last_low, last_right, last_high = boxes[0]
    for left, low, right, high in boxes[1:]:
        if left - last_right > widest or left < last_left + TWIN:
            return False
        if low != last_low or high != last_high:
            shared = min(high, last_high) - max(low, last_low)
            if shared < SAME_LINE * min(high - low, last_high - last_low):
                return False
        last_left, last_low, last_right, last_high = left, low, right, high
    return True
