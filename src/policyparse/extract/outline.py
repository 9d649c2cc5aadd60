"""What the outline of a document says of itself: its title, how many points follow a sentence that announces them, the
points of a section, the attachments that it lists and the headings that they bear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from policyparse.document import Document, Paragraph
from policyparse.language.indicators import fold
from policyparse.language.numerals import find_numerals

PartKind = Literal["own", "announced", "parted", "outline", "attached", "annexed"]

LONGEST_POINT = 30
"""The words of a point that are kept, in characters."""
POINT_PARAGRAPHS = 200
"""A point has so many paragraphs at most."""
FEWEST_POINTS = 3
"""A section of fewer points is no list to compare with another."""

_ORDINALS = "一二三四五六七八九十"
_ANNOUNCED = re.compile(
    r"""
    (?P<count>[二两三四五六七八九十]|十[一二三四五]|\d{1,2})\s*
    (?:个方面|大方面|方面|项任务|项重点|项措施|条措施|大行动|项行动|大工程|项工程|个重点|项要求|个环节|个问题|个特点|大特点
      |个阶段|个步骤|项工作|件实事|条意见|项举措)
    [^。；：:，,！]{0,8}[。：:，,]\s*
    (?=一是|第一[，,是]|[（(]一[）)]|1[.．、]|$)                   # 突出抓好三个方面。一是…
    """,
    re.VERBOSE,
)
_STYLES: tuple[tuple[str, str], ...] = (
    ("一是", "{n}是"),
    ("第一", "第{n}[，,是]"),
    ("（一）", "[（(]{n}[）)]"),
    ("1.", r"(?<![\d.]){d}[.．、](?!\d)"),
)
_POINT = re.compile(r"^[（(]([一二三四五六七八九十]{1,3})[）)]\s*")
_POINT_LEVEL = 3
_ATTACHED = re.compile(r"^附件\s*[：:]\s*(?P<first>1\s*[.．、])?\s*(?P<title>[^\n]{4,60})$")
_NEXT = re.compile(r"^(?P<number>\d)\s*[.．、]\s*(?P<title>[^\n]{4,60})$")
_HEADED = re.compile(r"^附件\s*(?P<number>\d|[一二三四五六七八九])?\s*[：:]?\s*(?P<title>[^\n]{4,60})?$")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a paragraph and what it tells: a title, a count and its points, or the number and title of an attachment."""

    kind: PartKind
    paragraph: Paragraph
    start: int
    end: int
    value: str
    items: tuple[str, ...] = ()


def find_parts(document: Document) -> Iterator[Part]:
    """Every part of the outline, in no order."""
    paragraphs = document.paragraphs()
    yield from _own_titles(document, paragraphs)
    yield from _announced(paragraphs)
    yield from _sections(paragraphs)
    yield from _attached(paragraphs)


def _own_titles(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[Part]:
    """The paragraphs that print the document's title, and nothing behind it."""
    title = fold(document.head.title)
    for paragraph in paragraphs if title else ():
        if len(paragraph.text) <= 2 * len(title) and fold(paragraph.text).endswith(title):
            yield Part("own", paragraph, 0, len(paragraph.text), document.head.title)


def _announced(paragraphs: Sequence[Paragraph]) -> Iterator[Part]:
    """A count of points and the points that follow at once, in the same paragraph or in others."""
    for n, paragraph in enumerate(paragraphs):
        for match in _ANNOUNCED.finditer(paragraph.text):
            count = find_numerals(match["count"].replace("两", "二"))
            points, last = _points(paragraphs, n, match.end())
            if len(count) == 1 and len(points) > 1:
                kind: PartKind = "announced" if last == n else "parted"
                yield Part(kind, paragraph, *match.span(), str(count[0].value), points)


def _points(paragraphs: Sequence[Paragraph], n: int, at: int) -> tuple[tuple[str, ...], int]:
    """The points numbered one by one from ``at`` on, and the paragraph of the last; a further one begins a paragraph."""
    if at == len(paragraphs[n].text) and n + 1 < len(paragraphs):
        n, at = n + 1, 0
    text = paragraphs[n].text
    form = next((form for first, form in _STYLES if re.match(_numbered(form, 1), text[at:])), None)
    points: list[str] = []
    while form is not None:
        following = re.compile(_numbered(form, len(points) + 1))
        match = following.search(text, at)
        if match is None:
            after = _next_point(paragraphs, n, following)
            if after is None:
                break
            n, at, text = after, 0, paragraphs[after].text
        else:
            at = match.end()
            points.append(re.split("[，。；：,;:]", text[at : at + LONGEST_POINT])[0].strip())
    return tuple(points), n


def _next_point(paragraphs: Sequence[Paragraph], n: int, following: re.Pattern[str]) -> int | None:
    """The paragraph that begins with the next point, before the next heading of a section; None where there is none."""
    for k in range(n + 1, min(n + 1 + POINT_PARAGRAPHS, len(paragraphs))):
        if following.match(paragraphs[k].text):
            return k
        if 0 < paragraphs[k].level < _POINT_LEVEL:
            break
    return None


def _numbered(form: str, n: int) -> str:
    """The pattern of the n-th number of a style.

    >>> _numbered("{n}是", 3), _numbered("{n}是", 12)
    ('三是', '十二是')
    """
    chinese = _ORDINALS[n - 1] if n <= 10 else "十" + _ORDINALS[n - 11] if n < 20 else str(n)
    return form.replace("{n}", chinese).replace("{d}", str(n))


def _sections(paragraphs: Sequence[Paragraph]) -> Iterator[Part]:
    """The points （一）（二）（三） under one heading."""
    titles: list[tuple[Paragraph, str]] = []
    for paragraph in (*paragraphs, None):
        point = None if paragraph is None else _POINT.match(paragraph.text)
        if (
            paragraph is not None
            and paragraph.level == _POINT_LEVEL
            and point
            and point[1] == _ORDINALS[len(titles) : len(titles) + 1]
        ):
            titles.append((paragraph, paragraph.text[point.end() : paragraph.heading_end].rstrip("。.")))
        elif paragraph is None or 0 < paragraph.level <= _POINT_LEVEL:
            if len(titles) >= FEWEST_POINTS:
                first = titles[0][0]
                yield Part("outline", first, 0, first.heading_end, str(len(titles)), tuple(t for _, t in titles))
            titles = []


def _attached(paragraphs: Sequence[Paragraph]) -> Iterator[Part]:
    """Titles of attachments where they are listed, and over the attachments themselves."""
    for n, paragraph in enumerate(paragraphs):
        listed = _ATTACHED.match(paragraph.text)
        if listed and listed["first"]:
            yield _title("attached", paragraph, listed, "1")
            for k, following in enumerate(paragraphs[n + 1 : n + 9], start=2):
                match = _NEXT.match(following.text)
                if match is None or match["number"] != str(k):
                    break
                yield _title("attached", following, match, str(k))
            continue
        headed = _HEADED.match(paragraph.text)
        if headed and headed["number"] and not headed["title"] and n + 1 < len(paragraphs):
            heading = paragraphs[n + 1]
            if 4 <= len(heading.text) <= 60:
                yield Part("annexed", heading, 0, len(heading.text), heading.text, (_digit(headed["number"]),))


def _title(kind: PartKind, paragraph: Paragraph, match: re.Match[str], number: str) -> Part:
    return Part(kind, paragraph, match.start("title"), match.end("title"), match["title"].strip(), (number,))


def _digit(number: str) -> str:
    return number if number.isdigit() else str(_ORDINALS.index(number) + 1)
