"""The printed text of a Word paragraph: no deletions, no hidden text, no field codes; symbols and superscripts as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = qn("w:txbxContent")
_SKIPPED = frozenset(
    (
        *(qn(tag) for tag in ("w:del", "w:moveFrom", "w:txbxContent", "w:instrText", "w:pPr", "w:rPr", "w:sdtPr")),
        _FALLBACK,
    )
)
_PRINTED = {
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:noBreakHyphen"): "-",
}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_OFF = frozenset(("0", "false", "off"))
_SYMBOL_FONT = "Symbol"
_HEX = re.compile(r"(?:F0|00)?([0-9A-F]{2})", re.IGNORECASE)  # F0B3: the character B3 in a font of its own
_SYMBOLS = {
    0x2D: "−",
    0xA3: "≤",
    0xA5: "∞",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xBB: "≈",
    0x6D: "μ",
}
"""Characters of the font Symbol, as Adobe encodes them, that policy documents use."""


def is_on(element: Any | None) -> bool:
    """Whether a switch such as ``w:vanish`` is there and not set to off."""
    return element is not None and element.get(qn("w:val"), "true") not in _OFF


def is_hidden(run: Any) -> bool:
    """Whether a run is hidden text."""
    return run.tag == qn("w:r") and is_on(run.find(f"{qn('w:rPr')}/{qn('w:vanish')}"))


def text_of(paragraph: Any) -> str:
    """The printed text of a paragraph without its text boxes; a line break is a newline."""
    pieces: list[str] = []
    stack = [(paragraph, False)]
    while stack:
        node, raised = stack.pop()
        if not isinstance(node.tag, str) or node.tag in _SKIPPED or is_hidden(node):
            continue
        if node.tag == qn("w:r"):
            raised = _is_raised(node)
        elif node.tag in (qn("w:t"), _MATH_TEXT):
            pieces.append(_printed(node.text or "", raised=raised))
        elif node.tag == qn("w:sym"):
            pieces.append(_symbol(node))
        else:
            pieces.append(_PRINTED.get(node.tag, ""))
        stack.extend((child, raised) for child in reversed(node))
    return "".join(pieces)


def boxes_of(paragraph: Any) -> Iterator[Any]:
    """The contents of the text boxes anchored in a paragraph, each once: Word writes a box twice, for old readers too."""
    for box in paragraph.iter(_BOX):
        above = list(box.iterancestors())
        inner = above[: above.index(paragraph)]
        if not any(one.tag in (_FALLBACK, _BOX) for one in inner):
            yield box


def _is_raised(run: Any) -> bool:
    place = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    return place is not None and place.get(qn("w:val")) == "superscript"


def _printed(text: str, *, raised: bool) -> str:
    """Digits set as a superscript become ², lest 增加值²1234亿元 read 21234亿元."""
    return text.translate(_RAISED) if raised and text.isascii() and text.isdigit() else text


def _symbol(node: Any) -> str:
    """The character that ``w:sym`` prints, where the font is one whose characters are known."""
    code = _HEX.fullmatch(node.get(qn("w:char"), ""))
    return _SYMBOLS.get(int(code[1], 16), "") if code and node.get(qn("w:font")) == _SYMBOL_FONT else ""
