"""The printed lines of a web page: which elements break a line, which print nothing, what white space is worth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

SKIPPED = frozenset(
    (
        *("script", "style", "noscript", "nav", "footer", "aside", "select", "option", "button", "input", "textarea"),
        *("iframe", "object", "svg", "template", "head", "del", "rt", "rp"),
    )
)
INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd"),
        *("label", "mark", "o:p", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong"),
        *("sub", "sup", "tt", "u", "var", "wbr"),
    )
)
_INDENT = re.compile(r"(?:\u3000| {2})\s*\S")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUPERSCRIPT = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)


def squeeze(text: str) -> str:
    """HTML's own white space as one space; a full-width or no-break space stays."""
    return re.sub(r"[ \t\r\n\f]+", " ", text)


def lines_of(page: html.HtmlElement, *, until: html.HtmlElement | None = None) -> Iterator[str]:
    """The printed lines of the whole page, each table cell one; ``until`` an element, only those that end above it."""
    pending: list[str] = []
    walk = etree.iterwalk(page, events=("start", "end"))
    for event, node in walk:
        tag = node.tag if isinstance(node.tag, str) else "script"
        if tag not in INLINE and pending:
            if line := squeeze("".join(pending)).strip():
                yield line
            pending.clear()
        if node is until:
            return
        if event == "end":
            pending.append(node.tail or "")
        elif tag in ("script", "style", "noscript"):
            walk.skip_subtree()
        else:
            pending.append(node.text or "")
    if line := squeeze("".join(pending)).strip():
        yield line


def unwrapped(text: str) -> Iterator[str]:
    """The paragraphs of preformatted text: what is indented begins one, unless nothing is; a blank line ends one."""
    lines = text.expandtabs().splitlines()
    indented = any(_INDENT.match(line) for line in lines)
    paragraph: list[str] = []
    for line in lines:
        if paragraph and (not line.strip() or not indented or _INDENT.match(line)):
            yield "".join(paragraph)
            paragraph = []
        if line.strip():
            paragraph.append(line.strip())
    if paragraph:
        yield "".join(paragraph)


def raise_digits(page: html.HtmlElement) -> None:
    """Digits set as superscripts become ², so that 增加值<sup>2</sup>1234亿元 does not read 21234亿元."""
    for node in list(page.iter("sup", "span")):
        if node.tag == "span" and not _SUPERSCRIPT.search(node.get("style", "")):
            continue
        digits = str(node.text_content()).strip()
        if digits.isascii() and digits.isdigit():
            for child in list(node):
                node.remove(child)
            node.text = digits.translate(_RAISED)
