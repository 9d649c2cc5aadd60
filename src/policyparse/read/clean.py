"""Printed lines → one passage: layout space and line breaks go, every kept character still knows its place.

Chinese is set without spaces, so white space beside a Chinese character is layout; between Latin words it is a space.
Nothing is folded: full-width forms stay as printed, and each character of the passage is the one printed at its offset
(white space that stays becomes one plain space).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyparse.source import Passage

Span = tuple[int, int]

_CHINESE = re.compile(
    "["
    "\u2e80-\u9fff"  # radicals, punctuation 、。《》, ideographs
    "\uf900-\ufaff"  # compatibility ideographs
    "\uff00-\uffef"  # full-width forms ％（）：
    "\u2018-\u201f"  # quotation marks ‘’“”
    "\u2014\u2015\u2026"  # — ― …
    "\u00b7\u2460-\u24ff"  # · and circled numbers ①
    "\u2103\u2030"  # ℃ ‰
    "\U00020000-\U0003ffff"  # ideographs of the supplementary planes
    "]"
)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\x00"
_BLANK = re.compile(rf"[\s{_INVISIBLE}]+")
_INK = rf"[^\s{_INVISIBLE}]+"
_WORDS = rf"{_INK}(?:(?<=[0-9A-Za-z])[ ](?=[0-9A-FH-Za-z]){_INK})*"  # one blank between Latin words stays; 5 G is 5G
_TOKEN = re.compile(rf"(?P<blank>\s+)|{_WORDS}")
_UNBROKEN = re.compile(_WORDS)
_WIDE_SPACES = 3  # so many blanks, or a tab, part columns


def clean(text: str, spans: Sequence[Span], at: int = 0) -> Passage:
    """The characters of ``text`` in ``spans``, in order, as one passage; ``text`` begins ``at`` in the document's.

    >>> clean("推动 5G 应\\n用， new  device", [(0, 7), (8, 22)]).text
    '推动5G应用，new device'
    >>> clean("虚拟现实（Virtual\\nReality，VR）", [(0, 12), (13, 24)]).text
    '虚拟现实（Virtual Reality，VR）'
    """
    if len(spans) == 1 and _UNBROKEN.fullmatch(text, *spans[0]):
        start, end = spans[0]
        return Passage(text[start:end], range(at + start, at + end))
    pieces: list[str] = []
    offsets: list[int] = []
    gap, gap_start, tail = "", 0, ""
    reached: int | None = None
    for start, end in spans:
        if reached is not None and reached < start:
            gap_start = gap_start if gap else reached
            gap += "\n"
        for found in _TOKEN.finditer(text, start, end):
            token, reached = found[0], found.end()
            if found["blank"]:
                gap_start = gap_start if gap else found.start()
                gap += token
                continue
            if gap and pieces and _is_kept(gap, tail, token[:2]):
                pieces.append(" ")
                offsets.append(at + gap_start)
                tail = f"{tail} "
            gap = ""
            pieces.append(token)
            offsets.extend(range(at + found.start(), at + reached))
            tail = (tail + token)[-2:]
    return _passage("".join(pieces), offsets)


def is_clean(text: str) -> bool:
    """Whether cleaning leaves a text as it is."""
    return _UNBROKEN.fullmatch(text) is not None


def joined(first: Passage, second: Passage) -> Passage:
    """Two passages parted by the end of a line as one."""
    blank = _is_kept("\n", first.text[-2:], second.text[:2])
    text = f"{first.text} {second.text}" if blank else first.text + second.text
    return _passage(text, [*first.offsets, *([first.end] if blank else []), *second.offsets])


def _passage(text: str, offsets: Sequence[int]) -> Passage:
    """A passage whose offsets are a range where it was printed without a gap."""
    if offsets and offsets[-1] - offsets[0] == len(offsets) - 1:
        return Passage(text, range(offsets[0], offsets[-1] + 1))
    return Passage(text, tuple(offsets))


def bare(text: str) -> str:
    """Text without white space and without characters that nobody sees.

    >>> bare("2\\u200b1 个")
    '21个'
    """
    return _BLANK.sub("", text)


def is_chinese(char: str) -> bool:
    """Whether a character is set in the Chinese way: ideographs, and full-width punctuation and forms."""
    return _CHINESE.match(char) is not None


def _is_kept(gap: str, before: str, after: str) -> bool:
    """Whether white space between two characters is a space of the text rather than of its layout."""
    left, right = before[-1], after[0]
    broken = "\n" in gap or "\r" in gap
    if not broken and ("\t" in gap or len(gap) >= _WIDE_SPACES):
        return True
    if is_chinese(left) or is_chinese(right) or right in "%)]" or left in "([":
        return False
    if broken and (left in "-/." or right in "-/." or (left.isdigit() and right.isdigit())):
        return False
    return not _is_generation(before, after)


def _is_generation(before: str, after: str) -> bool:
    """Whether the gap stands inside a name such as 5G, printed ``5 G``."""
    alone = len(before) < 2 or not (before[-2].isdigit() or before[-2] == ".")
    ends = len(after) < 2 or not (after[1].isascii() and after[1].isalnum())
    return before[-1] in "23456" and alone and after[0] == "G" and ends
