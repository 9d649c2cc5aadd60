"""Sample text → plain text, hard-wrapped as text copied out of a newspaper page is."""

from __future__ import annotations

from unicodedata import east_asian_width

from markup import MARK, Line, Text, glued

COLUMNS = 76  # half-width characters


def build_text(text: Text) -> bytes:
    """UTF-8 text, a blank line between paragraphs and the mark at its end. Boxes and tables have no form here: ValueError."""
    parts = []
    for block in text.blocks:
        if not isinstance(block, Line):
            raise ValueError(f"{text.name}: a text file holds no tables or boxes")
        parts.append(wrap(("　　" if block.kind == "body" else "") + block.text))
    return ("\n\n".join([*parts, MARK]) + "\n").encode()


def wrap(paragraph: str) -> str:
    lines, width = [""], 0
    for piece in glued(paragraph):
        size = sum(2 if east_asian_width(character) in "WFA" else 1 for character in piece)
        if width + size > COLUMNS:
            lines.append("")
            width = 0
        lines[-1] += piece
        width += size
    return "\n".join(lines)
