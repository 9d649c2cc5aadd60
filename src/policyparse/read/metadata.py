"""What a document says of itself: title, issuers, document number, dates, draft or issued, kind."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise, takewhile
from pathlib import PurePath

from policyparse.document import Block, Head, Kind, Paragraph, Status, Table
from policyparse.read.clean import clean
from policyparse.read.reading import Reading
from policyparse.vocabulary import load

TOP = 16  # paragraphs that may hold what a document says of itself
LONGEST_TITLE = 120
_SHORT_TITLE = 45
_SHORTEST_TITLE = 3
_LONGEST_DATE = 12
_SHORT_LAST_LINE = 10  # characters; a title this short is the second line of one: …发展 | 统计公报
_FOOTNOTE_MARK = re.compile(r"(?:[①-⑳*＊⁰¹²³⁴-⁹]|[\[［【]\d{1,2}[\]］】])+$")
_LONGEST_BODY = 40
_LONGEST_SIGNATURE = 400
NUMBER = re.compile(
    r"""
    [\u4e00-\u9fff]{1,16}\s*
    [〔\[［（(【]\s*(?:19|20)\d\d\s*年?\s*[〕\]］）)】]\s*   # 〔2024〕
    (?:第\s*)?\d{1,5}\s*号                            # 227号
    """,
    re.VERBOSE,
)
DATE = re.compile(
    r"""
    (?P<year>(?:19|20)\d\d|[一二][〇○Ｏ零OoО一二三四五六七八九]{3})\s*[年./-]\s*
    (?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*[月./-]\s*
    (?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日?
    """,
    re.VERBOSE,
)
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○Ｏ零OoО", "0")
_ABOUT = re.compile(r"^(?P<bodies>[^《》，。]{2,60}?)关于")
_AND_OTHERS = re.compile(r"等[\d一二三四五六七八九十]+(?:个?部门|部委|单位|厅局)$")
_CLOSED = re.compile(r"[。；，,;][”’]?$")
_SOURCE = re.compile(r"^[（(]?\s*(?:来\s*源|稿源|信息来源)\s*[：:]\s*(?P<source>[^\s）)]{2,20})")


def describe(reading: Reading, blocks: Sequence[Block], *, document_id: str, name: str, format_name: str) -> Head:
    """The head of a document."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    top = paragraphs[:TOP]
    fields = {**_fields(top), **_known(reading.fields)}
    caption = next((block.caption.text for block in blocks if isinstance(block, Table) and block.caption), None)
    candidates = (fields.get("title"), reading.title, _title(paragraphs), caption)
    titles = [trimmed for printed in candidates if printed and (trimmed := _trim(printed))]
    title = _whole(_best_title([*titles, PurePath(name).stem]), top)
    number = _number(fields.get("number"), top)
    kind = _kind(title, paragraphs, number)
    return Head(
        id=document_id,
        name=name,
        format=format_name,
        title=title,
        issuers=_issuers(reading.text, title, fields, paragraphs, kind),
        number=number,
        written=_first_date(fields.get("written")) or _written(paragraphs),
        published=_first_date(fields.get("published")),
        status=_status(title, top),
        kind=kind,
        pages=len(reading.pages),
        warnings=reading.warnings,
    )


# Fields -------------------------------------------------------------------------------------------------------------


@cache
def _labels() -> Mapping[str, str]:
    """Field label (发文字号) → field (number)."""
    return {label: field for field, labels in load("documents")["fields"].items() for label in labels}


def is_field_label(word: str) -> bool:
    """Whether a word labels something that a document says of itself: 发文字号.

    >>> is_field_label("发文字号"), is_field_label("主题词")
    (True, False)
    """
    return word in _labels()


def _known(fields: Mapping[str, str]) -> dict[str, str]:
    """Field → value, of several labels for one field (发文机关, 发布机构) the one that the vocabulary lists first."""
    printed = {re.sub(r"[\s：:]", "", label): value.strip() for label, value in fields.items()}
    labels = [label for label in reversed(list(_labels())) if printed.get(label)]
    return {_labels()[label]: printed[label] for label in labels}


@cache
def _field_pattern() -> re.Pattern[str]:
    labels = "|".join(r"\s*".join(label) for label in sorted(_labels(), key=len, reverse=True))
    return re.compile(rf"(?:^|(?<=\s)|[【\[（(])(?P<label>{labels})\s*(?:[】\]]\s*[：:]?|[：:])\s*")


def _fields(paragraphs: Iterable[Paragraph]) -> dict[str, str]:
    """Fields printed as ``发文字号：工信部…`` in the paragraphs, several to a paragraph or one."""
    found: dict[str, str] = {}
    for paragraph in paragraphs:
        printed = paragraph.text
        marks = list(_field_pattern().finditer(printed))
        if marks and marks[0].start() <= 1:
            ends = [mark.start() for mark in marks[1:]] + [len(printed)]
            for mark, end in zip(marks, ends, strict=True):
                found.setdefault(mark["label"], printed[mark.end() : end])
    return _known(found)


def _trim(title: str) -> str:
    """A title without footnote marks; nothing where too little of it is Chinese or Latin words to be one."""
    bare = _FOOTNOTE_MARK.sub("", clean(title, [(0, len(title))]).text)
    if DATE.search(bare, max(len(bare) - _LONGEST_DATE, 0)) and bare.endswith("日"):
        return ""
    return bare if len(re.findall(r"[\u4e00-\u9fff]|[A-Za-z]{2,}", bare)) >= _SHORTEST_TITLE else ""


def _best_title(candidates: Sequence[str]) -> str:
    """The first that ends like a title (…公报, …方案), else the first."""
    ends = load("documents")["title_words"]
    return next((title for title in candidates if re.search(ends, title)), candidates[0])


def _whole(title: str, top: Sequence[Paragraph]) -> str:
    """A title that is only the second line of one (…发展 | 统计公报, 某市人民政府 | 关于…的通知), with its first line."""
    for first, second in pairwise(top):
        if second.text != title or not _may_be_title(first.text):
            continue
        if len(title) < _SHORT_LAST_LINE or (title.startswith("关于") and _is_bodies(first.text)):
            return first.text + title
    return title


# Title --------------------------------------------------------------------------------------------------------------


def _title(paragraphs: Sequence[Paragraph]) -> str | None:
    """The first lines of a text as its title: a line that ends like one, else the first short line.

    A title broken over lines is put together where the text prints it whole elsewhere, or its first line is open.
    """
    top = [p for p in paragraphs[:TOP] if p.level <= 1 and _may_be_title(p.text)]
    lines = [line for p in top if (line := _FOOTNOTE_MARK.sub("", p.text))]
    marked = next((p.text for p in paragraphs[:TOP] if p.level == 1 and "附" not in p.text[:1]), None)
    marked = marked or _styled_title(paragraphs)
    if marked or not lines:
        return marked
    whole = "\n".join(p.text for p in paragraphs)
    for count in (3, 2):
        joined = "".join(lines[:count])
        if len(lines) >= count and joined in whole:
            return joined
    ends = load("documents")["title_words"]
    for index, line in enumerate(lines[:4]):
        if re.search(ends, line):
            return "".join(lines[: index + 1]) if index and _is_open(lines[:index]) else line
    return "".join(lines[:2]) if lines[0][-1] in "！—" and len(lines) > 1 else lines[0]


def _styled_title(paragraphs: Sequence[Paragraph]) -> str | None:
    """The first line where a word processor calls it a heading and it ends like a title, no numbered section."""
    first = next(iter(paragraphs), None)
    if (
        first is None
        or first.level != 2
        or re.match(r"(?:[一二三四五六七八九十]+|第.{1,3}[章节部]|\d+)[、.．\s]", first.text)
    ):
        return None
    return first.text if re.search(load("documents")["title_words"], first.text) else None


def _may_be_title(line: str) -> bool:
    field = _field_pattern().match(line)
    return not (
        field
        or NUMBER.fullmatch(line)
        or DATE.fullmatch(line)
        or _CLOSED.search(line)
        or len(line) > LONGEST_TITLE
        or line.endswith(("：", ":"))
        or line.startswith(("（", "(", "——", "http"))
    )


def _is_open(lines: Sequence[str]) -> bool:
    """Whether the lines above a title line are its beginning: 工业和信息化部关于印发, …部门."""
    joined = "".join(lines)
    return joined.count("《") > joined.count("》") or joined.endswith(("关于", "关于印发", "部门", "的", "和", "印发"))


def mark_titles(blocks: Sequence[Block], title: str) -> tuple[Block, ...]:
    """The blocks with the title, and the name of the plan that it issues (《…》), as headings of level 1.

    So is the title of a sister document bound in the same file: the same words with another year.
    """
    names = {_bare(title), *(_bare(name) for name in re.findall(r"《([^》]{4,})》", title))}
    for first, second in pairwise(blocks[:TOP]):
        if isinstance(first, Paragraph) and isinstance(second, Paragraph) and _bare(first.text + second.text) in names:
            names |= {_bare(first.text), _bare(second.text)}
    return tuple(_marked(block, names) for block in blocks)


def _bare(title: str) -> str:
    """A title's words: without marks, its digits alike."""
    return re.sub(r"\d", "0", re.sub(r"[\s“”\"《》]", "", title))


def _marked(block: Block, names: set[str]) -> Block:
    if not isinstance(block, Paragraph) or block.level or len(block.text) > LONGEST_TITLE:
        return block
    if _bare(_FOOTNOTE_MARK.sub("", block.text)) not in names:
        return block
    return replace(block, level=1, heading_end=len(block.text))


# Issuers, number, dates ---------------------------------------------------------------------------------------------


@cache
def _body() -> re.Pattern[str]:
    return re.compile(rf"[\u4e00-\u9fff（）]{{1,{_LONGEST_BODY}}}(?:{load('documents')['body_endings']})")


def _issuers(
    text: str, title: str, fields: Mapping[str, str], paragraphs: Sequence[Paragraph], kind: Kind
) -> tuple[str, ...]:
    """The issuing bodies: of the field, else the signature, else before 关于 in the title, else whoever published it."""
    if bodies := _bodies_in(fields.get("issuer", "")):
        return bodies
    signed = _signature(text, paragraphs)
    about = _ABOUT.match(title)
    named = _AND_OTHERS.sub("", about["bodies"]) if about else None
    if len(signed) > 1 or (signed and not named):
        return signed
    if named and _body().fullmatch(named):
        return (named,)
    if signed or (signed := _bodies_in(fields.get("publisher", ""))):
        return signed
    if kind == "news":
        return tuple(found["source"] for p in paragraphs if (found := _SOURCE.search(p.text)))[:1]
    return ()


def _bodies_in(field: str) -> tuple[str, ...]:
    """The bodies that a field names before anything else that its line holds."""
    parts = re.split(r"[\s、，,；;]+", field.strip())
    return tuple(dict.fromkeys(takewhile(_body().fullmatch, parts)))


def _signature(text: str, paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """Bodies printed alone just before a date that stands alone, or in one paragraph that ends with a date."""
    for index, paragraph in enumerate(paragraphs):
        date = _ending_date(paragraph)
        if date is None:
            continue
        printed = [text[paragraph.passage.start : paragraph.passage.offsets[date - 1] + 1]] if date else []
        for above in reversed(paragraphs[max(index - 14, 0) : index]):
            if not _is_bodies(text[above.passage.start : above.passage.end]):
                break
            printed.insert(0, text[above.passage.start : above.passage.end])
        bodies = tuple(dict.fromkeys(name for part in printed for name in _names(part)))
        if bodies:
            return bodies
    return ()


def _ending_date(paragraph: Paragraph) -> int | None:
    """Where the date begins that a paragraph of bodies ends with (0: it is nothing else); None for other paragraphs."""
    if len(paragraph.text) > 2 * _LONGEST_SIGNATURE:
        return None
    found = next((m for m in DATE.finditer(paragraph.text) if m.end() >= len(paragraph.text.rstrip("）)"))), None)
    if found is None:
        return None
    before = paragraph.text[: found.start()].strip("（( ")
    return 0 if not before else found.start() if _is_bodies(before) else None


def _names(printed: str) -> list[str]:
    parts = printed.split()
    if parts and not all(_body().fullmatch(part) for part in parts):
        parts = [re.sub(r"\s", "", printed)]
    return parts


def _is_bodies(printed: str) -> bool:
    """Whether a paragraph is nothing but names of bodies: 合肥市统计局 国家统计局合肥调查队."""
    squeezed = re.sub(r"\s", "", printed)
    if re.search(r"[^\u4e00-\u9fff（）]", squeezed):
        return False
    return len(squeezed) <= _LONGEST_SIGNATURE and _body().fullmatch(squeezed[-_LONGEST_BODY:]) is not None


def _number(field: str | None, paragraphs: Iterable[Paragraph]) -> str | None:
    for printed in [field or "", *(paragraph.text for paragraph in paragraphs)]:
        stripped = printed.strip("（）() ")
        found = (
            NUMBER.search(printed)
            if printed == field
            else NUMBER.fullmatch(stripped) or NUMBER.fullmatch(stripped + "）")
        )
        if found:
            return re.sub(r"\s", "", found[0])
    return None


def _written(paragraphs: Sequence[Paragraph]) -> str | None:
    """The date under the signature or the title."""
    for paragraph in paragraphs:
        start = _ending_date(paragraph)
        if start is not None:
            return _first_date(paragraph.text[start:])
        if found := re.match(r"[—（(]*", paragraph.text):
            dated = DATE.match(paragraph.text, found.end())
            if dated and paragraph.text[dated.end() : dated.end() + 1] == "在":
                return _iso(dated)
    return None


def _first_date(printed: str | None) -> str | None:
    found = DATE.search(printed) if printed else None
    return _iso(found) if found else None


def _iso(date: re.Match[str]) -> str | None:
    """A date in ISO 8601; None for a day that no calendar has."""
    year = "".join(_DIGITS.get(char, char) for char in date["year"])
    month, day = _small(date["month"]), _small(date["day"])
    if not (month and day):
        return None
    try:
        return datetime.date(int(year), month, day).isoformat()
    except ValueError:
        return None


_SMALL = re.compile(r"(?P<tens>[二三])?(?P<ten>十)?(?P<ones>[一二三四五六七八九])?")


def _small(printed: str) -> int | None:
    """12 of ``12`` and ``十二``; None for anything else (``一二``)."""
    if printed.isdecimal():
        return int(printed)
    match = _SMALL.fullmatch(printed)
    if not match or (match["tens"] and not match["ten"]):
        return None
    tens = int(_DIGITS.get(match["tens"], "1")) if match["ten"] else 0
    return 10 * tens + int(_DIGITS.get(match["ones"], "0"))


# Status and kind ----------------------------------------------------------------------------------------------------


def _status(title: str, top: Sequence[Paragraph]) -> Status:
    """Draft where the title, or a line of its own under it, says so; a budget is submitted as a 草案 and no draft."""
    words = load("documents")["draft"]
    alone = [p.text for p in top if len(p.text) <= _SHORT_TITLE and p.text.startswith(("（", "("))]
    return "draft" if any(re.search(words, line) for line in [title, *alone]) else "issued"


# A notice that issues a plan is that plan: 关于印发《某某行动计划》的通知.
_ISSUED = re.compile(r"印发[^《]{0,6}《?(?P<what>[^》]+?)(?:》|的通知$)")


def _kind(title: str, paragraphs: Sequence[Paragraph], number: str | None) -> Kind:
    vocabulary = load("documents")
    news = any(re.search(vocabulary["news"], p.text[:40]) for p in paragraphs[:6])
    sourced = any(_SOURCE.match(p.text) for p in paragraphs)
    issued = _ISSUED.search(title)
    heading = issued["what"] if issued else re.sub(r"《[^》]*》", "", title)
    for kind, words in vocabulary["kinds"].items():
        if re.search(rf"(?:{words})(?:[（(].*[）)]|的.*)?$", heading) and not (news and number is None and sourced):
            return _as_kind(kind)
    return "news" if news or (sourced and number is None) else "other"


def _as_kind(name: str) -> Kind:
    kinds: tuple[Kind, ...] = ("plan", "notice", "report", "bulletin", "budget", "news", "other")
    return next(kind for kind in kinds if kind == name)
