"""Printed lines → one passage: layout space and line breaks go, every kept character still knows its place.

Chinese is set without spaces, so white space beside a Chinese character is layout; between Latin words it is a space.
Nothing is folded: full-width forms stay as printed, and each character of the passage is the one printed at its offset
(white space that stays becomes one plain space).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

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
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\x00")
_WIDE_SPACES = 3  # so many blanks, or a tab, part columns

Glyph = tuple[str, int]


def clean(text: str, spans: Iterable[Span]) -> Passage:
    """The characters of ``text`` in ``spans``, in order, as one passage.

    >>> clean("推动 5G 应\\n用， new  device", [(0, 7), (8, 22)]).text
    '推动5G应用，new device'
    >>> clean("虚拟现实（Virtual\\nReality，VR）", [(0, 12), (13, 24)]).text
    '虚拟现实（Virtual Reality，VR）'
    """
    glyphs: list[Glyph] = []
    for start, end in spans:
        if glyphs and glyphs[-1][1] + 1 < start:
            glyphs.append(("\n", glyphs[-1][1] + 1))
        glyphs.extend((text[i], i) for i in range(start, end) if text[i] not in _INVISIBLE)
    kept = _without_layout_space(glyphs)
    return Passage("".join(char for char, _ in kept), tuple(offset for _, offset in kept))


def is_chinese(char: str) -> bool:
    """Whether a character is set in the Chinese way: ideographs, and full-width punctuation and forms."""
    return _CHINESE.match(char) is not None


def _without_layout_space(glyphs: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    gap: list[Glyph] = []
    for index, glyph in enumerate(glyphs):
        if glyph[0].isspace():
            gap.append(glyph)
            continue
        if gap and kept and _is_kept("".join(char for char, _ in gap), kept, glyphs[index : index + 2]):
            kept.append((" ", gap[0][1]))
        gap = []
        kept.append(glyph)
    return kept


def _is_kept(gap: str, before: list[Glyph], after: list[Glyph]) -> bool:
    """Whether white space between two characters is a space of the text rather than of its layout."""
    left, right = before[-1][0], after[0][0]
    broken = "\n" in gap or "\r" in gap
    if not broken and ("\t" in gap or len(gap) >= _WIDE_SPACES):
        return True
    if is_chinese(left) or is_chinese(right) or right in "%)]" or left in "([":
        return False
    if broken and (left in "-/." or right in "-/." or (left.isdigit() and right.isdigit())):
        return False
    return not _is_generation(before, after)


def _is_generation(before: list[Glyph], after: list[Glyph]) -> bool:
    """Whether the gap stands inside a name such as 5G, printed ``5 G``."""
    digit = before[-1][0]
    alone = len(before) < 2 or not (before[-2][0].isdigit() or before[-2][0] == ".")
    ends = len(after) < 2 or not (after[1][0].isascii() and after[1][0].isalnum())
    return digit in "23456" and alone and after[0][0] == "G" and ends
