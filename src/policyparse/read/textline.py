"""One line of a text file."""

from __future__ import annotations

from typing import NamedTuple


class TextLine(NamedTuple):
    """A stripped line, its span in the text, and its indent and printed width in columns."""

    start: int
    end: int
    text: str
    indent: int
    width: int
