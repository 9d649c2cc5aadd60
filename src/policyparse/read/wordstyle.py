"""What the style of a Word paragraph says of it: its heading level, its list, whether it is a table of contents."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from docx.oxml.ns import qn

LOWEST_LEVEL = 5
_HEADING = re.compile(r"(?:heading|标题)\s*(?P<rank>[1-9])", re.IGNORECASE)
_TITLE = re.compile(r"title|标题|主标题", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*[1-9]", re.IGNORECASE)
_BODY_TEXT = 9  # the outline level of text that is no heading
_LONGEST_CHAIN = 20  # styles based on one another


class ListPlace(NamedTuple):
    """The list that a paragraph belongs to (``w:numId``; "0" is none) and its level in it; None where not said."""

    list_id: str | None = None
    level: int | None = None


class Style(NamedTuple):
    """What a style says, with what it inherits: heading level (0 none), list, contents."""

    level: int = 0
    place: ListPlace = ListPlace()
    is_contents: bool = False


PLAIN = Style()


def read_styles(part: Any | None) -> dict[str, Style]:
    """Paragraph styles by id."""
    elements = {} if part is None else {style.get(qn("w:styleId"), ""): style for style in part.iter(qn("w:style"))}
    return {name: _style(name, elements) for name in elements}


def _style(name: str, elements: dict[str, Any]) -> Style:
    """A style with what it takes from the styles that it is based on, the nearest first."""
    found = PLAIN
    for _ in range(_LONGEST_CHAIN):
        element = elements.get(name)
        if element is None:
            break
        own = _own(element)
        place = _nearer(found.place, own.place)
        found = Style(found.level or own.level, place, found.is_contents or own.is_contents)
        name = _value(element, "w:basedOn")
    return found


def _nearer(near: ListPlace, far: ListPlace) -> ListPlace:
    """What the nearer says, and what it leaves open as the farther says it."""
    return ListPlace(
        far.list_id if near.list_id is None else near.list_id,
        far.level if near.level is None else near.level,
    )


def _own(style: Any) -> Style:
    name = _value(style, "w:name")
    properties = style.find(qn("w:pPr"))
    if heading := _HEADING.fullmatch(name):
        level = min(int(heading["rank"]) + 1, LOWEST_LEVEL)
    else:
        level = 1 if _TITLE.fullmatch(name) else outline_level(properties)
    return Style(level, list_place(properties), _CONTENTS.fullmatch(name) is not None)


def outline_level(properties: Any | None) -> int:
    """The heading level of ``w:outlineLvl``: level 0 of the outline is 2, as 一、 is; 0 where it is no heading."""
    printed = "" if properties is None else _value(properties, "w:outlineLvl")
    return min(int(printed) + 2, LOWEST_LEVEL) if printed.isdecimal() and int(printed) < _BODY_TEXT else 0


def list_place(properties: Any | None) -> ListPlace:
    """What paragraph properties say of a list."""
    numbering = None if properties is None else properties.find(qn("w:numPr"))
    if numbering is None:
        return ListPlace()
    level = _value(numbering, "w:ilvl")
    return ListPlace(_value(numbering, "w:numId") or None, int(level) if level.isdecimal() else None)


def style_of(paragraph: Any, styles: dict[str, Style]) -> Style:
    """What a paragraph's style says, and before it what the paragraph itself says."""
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        return PLAIN
    style = styles.get(_value(properties, "w:pStyle"), PLAIN)
    place = _nearer(list_place(properties), style.place)
    printed = _value(properties, "w:outlineLvl")
    return style._replace(place=place, level=outline_level(properties) if printed and not style.level else style.level)


def _value(parent: Any, tag: str) -> str:
    element = parent.find(qn(tag))
    return "" if element is None else str(element.get(qn("w:val"), ""))
