"""Whose a document is: the place that it speaks of, by its issuer, its title, who gave it and what it calls its own."""

from __future__ import annotations

import re
from collections import Counter

from policyparse.document import Document, Paragraph
from policyparse.language.numerals import narrow
from policyparse.language.places import NATION, find_places, is_national, jurisdiction

_SPEAKS_FOR = re.compile(
    r"(?:^|[^一-龥]|在)(?P<place>(?:(?!在)[一-龥]){1,14}?(?:省|市|自治区|自治州|自治县|县|区|旗))(?:第[一二三四五六七八九十]{1,4}届(?:人民代表大会|人大)|人民政府(?:[省市县区州]长|代[省市县区州]长|主席))"
)
_ON_BEHALF = re.compile(
    r"(?:代表|受)(?P<place>[一-龥]{2,14}?(?:省|市|自治区|自治州|自治县|县|区|旗|州))(?:人民)?政府(?!部门)"
)  # 我代表某县人民政府，向大会报告工作
_OWN = re.compile(
    r"(?:全|我|本)(?P<level>[省市县区旗州])(?![性域长级])|(?P<nation>全国|我国)(?!人大|人民代表|重点|文明)"
)
_LONG = re.compile(r".{2,}[市县区旗]")
_OPENING = 8  # paragraphs in which a document without a place in its title says whose it is


def place_of(document: Document) -> str:
    """The place that a document speaks of: of its issuer or title; else one that the title names in short and the text in
    full (丹阳发布民生实事; 丹阳市第十八届人民代表大会…); else that of its first heading, of the congress that it was given to, of
    the head of government who gave it (在某县第十六届人民代表大会…会议上) or the government that it speaks for; else the place
    that the text calls its own (全县).
    """
    head = document.head
    place = jurisdiction(head.issuers, head.title)
    if place != NATION or head.issuers or is_national(head.title):
        return place
    opening = [narrow(block.text) for block in document.blocks[:_OPENING] if isinstance(block, Paragraph)]
    full = (p.name for text in opening for p in find_places(text) if _LONG.fullmatch(p.name))
    titled = next((name for name in full if name[:-1] in head.title), "")
    if titled:
        return titled
    headed = (_opens_with(block) for block in document.blocks[:1] if isinstance(block, Paragraph))
    speakers = (_SPEAKS_FOR, _ON_BEHALF)
    spoken = (match["place"] for speaks in speakers for text in opening if (match := speaks.search(text)))
    named = next((jurisdiction((name,), "") for name in (*headed, *spoken) if find_places(name)), "")
    return named or _called_own(document) or place


_READ_FOR_PLACE = 80  # paragraphs
_SHORTEST = 2  # characters, as in 城区 and 市区, which name no place


def _called_own(document: Document) -> str:
    """The place named most often of the level that a text calls its own (全县, 我市); empty where it speaks of the nation more
    often, or of no one place.
    """
    blocks = (block for block in document.blocks[:_READ_FOR_PLACE] if isinstance(block, Paragraph))
    texts = [narrow(block.text) for block in blocks]
    levels = Counter(match["level"] or NATION for text in texts for match in _OWN.finditer(text))
    level, times = max(levels.items(), key=lambda item: item[1], default=(NATION, 0))
    if level == NATION or times <= levels[NATION]:
        return ""
    places = (place.name for text in texts for place in find_places(text))
    most = Counter(name for name in places if name.endswith(level) and len(name) > _SHORTEST).most_common(2)
    rivalled = len(most) > 1 and most[0][1] == most[1][1]
    return jurisdiction((most[0][0],), "") if most and not rivalled else ""


def _opens_with(paragraph: Paragraph) -> str:
    """The place that a document's first heading begins with (青海统计年鉴); empty where it begins otherwise."""
    places = find_places(narrow(paragraph.text)) if paragraph.level else ()
    return places[0].name if places and places[0].start == 0 and places[0].name != NATION else ""
