"""The numbers that Word prints before the paragraphs of a list, which stand nowhere in their text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from policyparse.read.wordstyle import ListPlace

_LEVELS = 9
_BLANK = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_ROMAN = 40
_MOST_CHINESE = 99


class Level(NamedTuple):
    """One level of a list: its first number, how numbers are written, and the text with ``%1`` for the number."""

    start: int
    format: str
    text: str
    legal: bool


class Lists:
    """The lists of a document. ``label`` counts, so it is asked once a paragraph, in order."""

    def __init__(self, part: Any | None) -> None:
        abstracts = (
            {} if part is None else {_attribute(one, "w:abstractNumId"): one for one in part.iter(qn("w:abstractNum"))}
        )
        self._levels: dict[str, dict[int, Level]] = {}
        self._family: dict[str, str] = {}  # lists of one abstract list go on counting together
        for number in () if part is None else part.iter(qn("w:num")):
            list_id, abstract = _attribute(number, "w:numId"), _value(number, "w:abstractNumId")
            levels = {} if abstract not in abstracts else _levels(abstracts[abstract])
            starts = _restarts(number)
            self._levels[list_id] = {
                index: level._replace(start=starts.get(index, level.start)) for index, level in levels.items()
            }
            self._family[list_id] = list_id if starts else f"abstract {abstract}"
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def label(self, place: ListPlace) -> str:
        """What is printed before the next paragraph at this place: 一、, （二）, 3.; empty for bullets and no list."""
        levels = self._levels.get(place.list_id or "0")
        index = place.level or 0
        if not levels or index not in levels:
            return ""
        counts = self._counts[self._family[place.list_id or "0"]]
        counts[index] = counts.get(index, levels[index].start - 1) + 1
        for deeper in range(index + 1, _LEVELS):
            counts.pop(deeper, None)
        return _label(levels, index, counts)


def _label(levels: Mapping[int, Level], index: int, counts: Mapping[int, int]) -> str:
    level = levels[index]
    if level.format in ("bullet", "none"):
        return ""

    def number(blank: re.Match[str]) -> str:
        named = int(blank[1]) - 1
        written = levels.get(named, level)
        format_name = "decimal" if level.legal else written.format
        return _FORMATS.get(format_name, str)(counts.get(named, written.start))

    printed = _BLANK.sub(number, level.text)
    return f"{printed} " if printed[-1:].isascii() and printed else printed


def _levels(abstract: Any) -> dict[int, Level]:
    return {
        int(index): Level(
            start=_whole(_value(one, "w:start"), 1),
            format=_value(one, "w:numFmt") or "decimal",
            text=_value(one, "w:lvlText"),
            legal=one.find(qn("w:isLgl")) is not None,
        )
        for one in abstract.iter(qn("w:lvl"))
        if (index := _attribute(one, "w:ilvl")).isdecimal()
    }


def _restarts(number: Any) -> dict[int, int]:
    """Levels that begin anew in this list, with their first numbers."""
    return {
        _whole(_attribute(one, "w:ilvl"), 0): _whole(_value(one, "w:startOverride"), 1)
        for one in number.iter(qn("w:lvlOverride"))
        if one.find(qn("w:startOverride")) is not None
    }


def _whole(printed: str, missing: int) -> int:
    return int(printed[:9]) if printed.isdecimal() else missing


def _attribute(element: Any, name: str) -> str:
    return str(element.get(qn(name), ""))


def _value(parent: Any, tag: str) -> str:
    element = parent.find(qn(tag))
    return "" if element is None else _attribute(element, "w:val")


# How numbers are written (ECMA-376 17.18.59) -------------------------------------------------------------------------


def chinese(number: int, digits: str = _DIGITS, ten: str = "十") -> str:
    """A number up to 99 in words, a larger one in digits.

    >>> chinese(3), chinese(10), chinese(12), chinese(20), chinese(45), chinese(100)
    ('三', '十', '十二', '二十', '四十五', '100')
    """
    if not 0 < number <= _MOST_CHINESE:
        return str(number)
    tens, ones = divmod(number, 10)
    before = "" if tens == 0 else ten if tens == 1 else digits[tens] + ten
    return before + (digits[ones] if ones else "")


def _roman(number: int) -> str:
    if not 0 < number < _MOST_ROMAN:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        while number >= value:
            written, number = written + letters, number - value
    return written


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else str(number)


def _of(characters: str) -> Callable[[int], str]:
    return lambda number: characters[number - 1] if 0 < number <= len(characters) else str(number)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "japaneseCounting",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
        ),
        chinese,
    ),
    "ideographDigital": chinese,
    "chineseLegalSimplified": lambda number: chinese(number, _CAPITALS, "拾"),
    "ideographTraditional": _of(_STEMS),
    "decimalEnclosedCircle": _of(_CIRCLED),
    "decimalEnclosedCircleChinese": _of(_CIRCLED),
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
