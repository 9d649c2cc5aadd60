"""Bytes → text, for the formats that do not say how their characters are coded, or say it wrongly."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from policyparse.errors import BrokenFile, UnknownFormat

_SAMPLE = 65_536  # bytes from which a coding is guessed
_MOST_NULS = 1000  # of so many bytes, more than one NUL: no text in a coding of bytes
_MOST_UNREAD = 50  # of so many characters, more than one that cannot be decoded: no text in this coding
_LEAST_CHINESE = 0.02  # of a text's characters that are frequent ones; bytes that are no text give fewer
_UNREAD = "\ufffd"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OF_BYTES = ("gb18030", "utf-8", "big5hkscs")  # GB18030 holds GB2312 and GBK
_OF_PAIRS = ("utf-16-le", "utf-16-be")
_FREQUENT = re.compile(
    "[，。、：的一是在不了有和人年月日中大为上个国会市省区县政府工作发展到以及全建设经济社业产"
    "為個國會縣發設經濟業產實關長進萬]"
)
"""Characters that a Chinese document is full of, in either script, and that a wrong decoding hardly ever gives."""


class Decoded(NamedTuple):
    """A text, and what is doubtful about it."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """Text in UTF-8, UTF-16, GB18030 or Big5, whichever the bytes are; no label is believed.

    Raises UnknownFormat for what is no text, BrokenFile for a text that contradicts its own byte order mark.

    >>> decode("规划".encode("gb18030"), "a.txt").text
    '规划'
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _marked(data, encoding, name)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _guessed(data, name)


def _marked(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError as error:
        if encoding == "utf-8-sig":
            return _told(data.decode(encoding, errors="replace"), name)
        raise BrokenFile(name, f"{encoding} 编码损坏", remedy="请另存为 UTF-8 编码后重试。") from error


def _guessed(data: bytes, name: str) -> Decoded:
    """The decoding in which a sample looks most like Chinese."""
    sample = data[:_SAMPLE]
    paired = sample.count(0) * _MOST_NULS > len(sample)
    candidates = _OF_PAIRS if paired else _OF_BYTES
    best = max(candidates, key=lambda encoding: _likeness(sample.decode(encoding, errors="replace")))
    if paired and _likeness(sample.decode(best, errors="replace")) < _LEAST_CHINESE:
        raise UnknownFormat(name, "不是文本文件", remedy="请提供 PDF、Word、网页或文本文件。")
    return _told(data.decode(best, errors="replace"), name)


def _likeness(text: str) -> float:
    """How much of a text is frequent Chinese characters, less what cannot be decoded."""
    return (len(_FREQUENT.findall(text)) - 2 * text.count(_UNREAD)) / max(len(text), 1)


def _told(text: str, name: str) -> Decoded:
    unread = text.count(_UNREAD)
    if unread * _MOST_UNREAD > len(text):
        raise UnknownFormat(name, "文字编码无法识别", remedy="请另存为 UTF-8 编码后重试。")
    return Decoded(text, (f"有 {unread} 处文字无法解码",) if unread else ())
