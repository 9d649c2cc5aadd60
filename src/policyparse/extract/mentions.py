"""What a document says that is no figure and can still be checked: titles and numbers that it cites, days and deadlines,
lists with their counts, claims of being better than the nation, and claims of having met a goal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.document import Document, Paragraph
from policyparse.extract.outline import Part, find_parts
from policyparse.figure import Mention, MentionKind, figure_id
from policyparse.language.clauses import find_sentences
from policyparse.language.numerals import find_numerals
from policyparse.source import Source

_ITEM = r"[^，,。；;：:、！？\n《》]{2,24}?"
_NUMBER = r"[一二三四五六七八九十]{1,3}|\d{1,3}"
_MONTH = r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月"
_TO = r"\s*(?:[-—–－~～至到]|——)\s*"
_PATTERNS: dict[MentionKind, re.Pattern[str]] = {
    "title": re.compile(r"《(?P<value>[^《》]{4,80})》"),  # 按照《…升级方案》
    "date": re.compile(
        r"(?P<value>(?:19|20)\d\d\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日|\s*底)?|(?:19|20)\d\d-\d{1,2}-\d{1,2}|(?<=到)\s*(?:19|20)\d\d\s*年(?:\s*底)?)"
    ),  # 2025 年 9 月底, 2023-11-17, 到2023年底
    "listed": re.compile(
        rf"(?P<items>(?:{_ITEM}、)+{_ITEM}(?:[和及与]{_ITEM})?)(?P<value>{_NUMBER})\s*(?P<noun>大?(?:个?方面|项指标|维度|指标|个?领域|环节|板块|行业|部门|类|项))"
    ),  # 流量使用、网络建设、应用连接和应用创新四大维度
    "bodies": re.compile(
        r"[部委局办厅署]等(?P<value>[一二三四五六七八九十]{1,3}|\d{1,2})个?部门"
    ),  # 工业和信息化部等十二部门
    "names": re.compile(
        rf"(?P<value>(?:{_ITEM}、){{2,}}{_ITEM})等(?:多?部门|单位|机构|各方)"
    ),  # 发展改革委、文化和旅游部、卫生健康委等多部门
    "above": re.compile(
        r"(?P<value>优于|高于|领先于?|远超|超过|快于)(?:了)?全国(?:总体|平均|整体)?水?平均?水?平?"
    ),  # 显著优于全国平均水平
    "fulfilled": re.compile(
        r"(?:提前|已经?|超额|全面)(?P<value>完成|实现)[^，。；]{2,30}?目标"
    ),  # 提前完成“十四五”5G发展目标
    "among": re.compile(
        r"(?P<whole>\d+)个(?P<noun>[^，。；\d]{2,16})中的?(?P<value>\d+)个"
    ),  # 97个国民经济大类中的80个
    "draft": re.compile(r"[（(](?P<value>(?:公开)?征求意见稿|送审稿|讨论稿)[）)]"),  # （征求意见稿）
    "number": re.compile(
        r"(?:按照|根据|依据|依照|参照|详见|参见)?(?P<value>[\u4e00-\u9fff]{1,14}?\s*[〔［\[(（]\s*(?:19|20)\d\d\s*[〕］\])）]\s*(?:第\s*)?\d{1,5}\s*号)"
    ),  # 市政发〔2023〕12号
    "stage": re.compile(
        rf"阶段\s*[（(]\s*(?P<value>{_MONTH}(?:{_TO}(?:(?:19|20)\d\d\s*年\s*)?\d{{1,2}}\s*月)?)\s*[）)]"
    ),  # 部署实施阶段（2023年11月—2024年3月）
    "due": re.compile(
        rf"(?:请|须|务必|应当?)[^，。；：]{{0,24}}?于\s*(?P<value>{_MONTH}\s*\d{{1,2}}\s*日)\s*[之以]?前"
    ),  # 请于2024年5月15日前将上述材料报送
    "issued": re.compile(
        r"(?P<value>(?:今年|去年|(?:19|20)\d\d\s*年)?\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)[，,]?[^。；，,《》]{0,24}"
        r"(?:印发|发布|出台|公布)[^。；，,《》]{0,6}《(?P<items>[^《》]{4,80})》"
    ),  # 今年11月，某部等五部门印发《…方案》
    "rounding": re.compile(
        r"(?P<value>(?:四舍五入|小数取舍|单位取舍|舍入)[^。；\n]{0,40}?(?:不等|不一致|不相等|误差|机械调整))"
    ),  # 部分数据因四舍五入的原因，存在总计与分项合计不等的情况
    "aspects": re.compile(
        rf"(?P<items>(?:{_ITEM}、){{2,}}{_ITEM}(?:[和及与]{_ITEM})?)(?P<value>等)\s*(?:几个|各个?)?(?:方面|领域|环节|维度)"
    ),  # 流量提升、网络建设、应用创新等方面
    "parts": re.compile(
        r"覆盖(?P<value>[^，。；]{0,4}东[、和]?(?:部)?[、]?中[、和]?(?:部)?[、和]?西部[^，。；]{0,8}?地区)"
    ),  # 覆盖东、中、西部及东北地区
}
"""What to look for, by the kind of mention; ``value`` is what is mentioned, ``items`` what a list holds."""

_COUNTED = ("listed", "bodies", "among")
"""The kinds whose value is a number."""


def find_mentions(document: Document) -> tuple[Mention, ...]:
    """Every mention in the paragraphs of a document, in reading order."""
    found = [mention for paragraph in document.paragraphs() for mention in _of_paragraph(document, paragraph)]
    found += [_of_part(document, part) for part in find_parts(document)]
    return tuple(sorted(found, key=lambda mention: (mention.source.start, mention.kind)))


def _of_paragraph(document: Document, paragraph: Paragraph) -> Iterator[Mention]:
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(paragraph.text):
            value = _count(match["value"]) if kind in _COUNTED else match["value"]
            if value is not None:
                yield _mention(document, paragraph, kind, match, value)


def _mention(document: Document, paragraph: Paragraph, kind: MentionKind, match: re.Match[str], value: str) -> Mention:
    start, end = paragraph.passage.span(*match.span())
    page, bbox = document.locate(start, end)
    groups = match.groupdict()
    return Mention(
        id=figure_id(document.head.id, start, end, kind),
        document=document.head.id,
        kind=kind,
        printed=match[0],
        quote=_sentence(paragraph.text, match.start()),
        page=page,
        source=Source(start=start, end=end, bbox=bbox),
        value=value,
        items=_listed(kind, groups.get("items") or (groups["value"] if kind == "names" else "")),
        whole=groups.get("whole"),
    )


def _of_part(document: Document, part: Part) -> Mention:
    start, end = part.paragraph.passage.span(part.start, part.end)
    page, bbox = document.locate(start, end)
    return Mention(
        id=figure_id(document.head.id, start, end, part.kind),
        document=document.head.id,
        kind=part.kind,
        printed=part.paragraph.text[part.start : part.end],
        quote=_sentence(part.paragraph.text, part.start),
        page=page,
        source=Source(start=start, end=end, bbox=bbox),
        value=part.value,
        items=part.items,
    )


def _count(text: str) -> str | None:
    """The number that a count spells; None where it spells no single one (``三五``)."""
    numerals = find_numerals(text)
    return str(numerals[0].value) if len(numerals) == 1 and numerals[0].high is None else None


def _listed(kind: MentionKind, text: str) -> tuple[str, ...]:
    """The items of a list. The clause before a list of aspects ends in 在; a list of something else may stand in it.

    >>> _listed("aspects", "甲市、乙市在速度提升、规模扩大、管理规范")
    ('速度提升', '规模扩大', '管理规范')
    """
    items = _items(text)
    if kind != "aspects":
        return items
    first = max((n for n, item in enumerate(items) if "在" in item[1:] or item.startswith("在")), default=0)
    return (items[first].rpartition("在")[2], *items[first + 1 :]) if items else ()


def _items(text: str) -> tuple[str, ...]:
    """The items of a list; the last two may be joined by 和.

    >>> _items("流量使用、网络建设和应用创新")
    ('流量使用', '网络建设', '应用创新')
    """
    items = [item.strip() for item in text.split("、") if item.strip()]
    if not items:
        return ()
    last = re.split(r"[和及与]", items[-1])
    joined = last if len(last) == 2 and all(len(part) >= 2 for part in last) else [items[-1]]
    return (*items[:-1], *joined)


def _sentence(text: str, at: int) -> str:
    return next((text[start:end].strip() for start, end in find_sentences(text) if start <= at < end), text.strip())
