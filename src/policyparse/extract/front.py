"""The words before a number told apart: opener, place or group, subject, comparison, word of change, function words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from policyparse.extract.sentence import Sentence
from policyparse.figure import Direction, Measure
from policyparse.interval import Word
from policyparse.language import phrases
from policyparse.language.nlp import Token
from policyparse.language.places import GROUP, Place, is_group, is_listed
from policyparse.language.quantities import Quantity, find_hedge, is_counter

GROWTH_NAME = re.compile(r"(?:增长率|增长速度|增速|增幅|涨幅|经济增长)$")
FALL_NAME = re.compile(r"(?:下降率|降幅|跌幅)$")
_ANAPHORA = re.compile(r"^(?:相关|这些|上述|以上|各|该批|该)(?:城市|地区|省份|县域|县|企业)$")
_COMPARED = re.compile(r"^(?:比|较|高于|低于|快于|慢于|与|同)$")
_ABOVE = re.compile(r"^(?:高于|低于|快于|慢于|超过|超|领先|落后|滞后)$")
_WHOLE = frozenset({"全国", "全省", "全市", "全县", "全区", "全州"})
_OF_PLACES = re.compile(r"同胞|籍|居民来|商人|侨胞")
_AND_OTHERS = re.compile(
    r"\s*(?:等(?:地区?|城市|省份?|省市|省区市|市县?|县区?|\d+[^，、的]{0,6}?)?|两地(?!区)|两市|三地|各地|地区(?!生产|性|总)|范围内?)?的?"
)


@dataclass(frozen=True, slots=True)
class Memory:
    """The last subjects: what an elided one refers back to.

    ``owner`` is whose parts bare nouns of the paragraph name (文物机构, then 从业人员), ``tail`` the measuring noun that the
    parts of a whole share (播种面积), ``head`` the whole that classes divide (省级以上/工程研究中心), ``whole`` what the next
    number counts a part of (97个大类中的80个). ``wider`` is what 全省 and 全市 mean in a document of a place below them.
    ``place`` is that of the last number, ``topic`` that of the whole sentence, ``group`` the last named group of places.
    ``items`` and ``places`` are the last list, ``recent`` the levels that the sentence has named one by one, ``counted`` the
    thing behind the last number and where its name ends. ``changed`` tells whether the last number of this sentence was a
    growth, ``moved`` what change it was, which way and in which unit, ``clause`` where the clause of the last subject begins.
    """

    indicator: str = ""
    unit: str = ""
    owner: str = ""
    tail: str = ""
    head: str = ""
    head_unit: str = ""
    whole: str = ""
    wider: tuple[tuple[str, str], ...] = ()
    place: str | None = None
    topic: str | None = None
    group: str | None = None
    items: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    changed: bool = False
    moved: tuple[Measure, Direction, str] | None = None
    counted: tuple[str, int] = ("", 0)
    clause: int | None = None


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the number that begins at ``at``.

    ``tokens`` are the words of the subject, ``place`` the one place in front of it, ``places`` all that are listed there.
    ``mean`` where it says 平均, ``part`` where 其中 stands before it in the sentence. ``hedge`` is the comparator of a word that
    a verb of change parts from the number (``至少降低30%``, ``约占全国的86%``).
    """

    at: int
    tokens: tuple[Token, ...]
    place: str | None
    places: tuple[str, ...]
    direction: Direction | None
    mean: bool
    part: bool
    hedge: Word | None = None


def read_front(sentence: Sentence, start: int, quantity: Quantity, memory: Memory) -> Front:
    """The words from ``start`` to the number: place taken off the front, change and function words off the back."""
    tokens = phrases.trim_front(phrases.after_pricing(sentence.words(start, quantity.before)))
    whole = tokens
    place, places, tokens = take_place(sentence, tokens, memory)
    alone = not sentence.text[quantity.after : quantity.after + 1].isalpha()
    if place is not None and not tokens and alone and is_counter(quantity.unit) and is_group(place):
        place, places, tokens = None, (), whole  # 省级示范县/5个 are counted; not 汾渭平原/11个城市
    elif place is None and not places:
        place = _wider_place(sentence.text[start : quantity.before], memory)
    named = _without_members(sentence, phrases.trim_front(tokens), memory)
    kept, direction = _take_change(sentence, phrases.trim_back(named))
    kept = phrases.trim_back(phrases.before_pricing(kept))
    first = kept[0].word if kept else ""
    if _ABOVE.match(first) and (
        phrases.change_word(first) or quantity.unit == "百分点"
    ):  # 高于全市平均水平/0.4个百分点
        down = first in ("落后", "滞后")
        kept, direction, start = (), phrases.change_word(first) or ("down" if down else "up"), quantity.before
    if kept and kept[-1].word in _WHOLE and any(token.tag == "p" for token in kept):
        kept = ()  # 根据对全国/31个省的调查: what is counted stands behind
    bound = [token for token in kept if token.word in ("至少", "最少", "最多", "至多")]
    kept = tuple(token for token in kept if token not in bound)
    if direction:
        kept = phrases.trim_back(_before_comparison(sentence, kept))
    return Front(
        at=quantity.start,
        tokens=kept,
        place=place,
        places=places,
        direction=direction,
        mean=_is_mean(sentence, tokens, kept, quantity),
        part="其中" in sentence.text[_stretch(sentence, quantity.start) : quantity.start],
        hedge=find_hedge(bound[-1].word) if bound else _hedge(sentence, start, kept, quantity),
    )


_WIDER = re.compile(r"[\s、，,;；：:]*(?:[高低快慢]于)?(?P<word>全[省市])(?!性|域)")


def _wider_place(ahead: str, memory: Memory) -> str | None:
    """The place above the document's own that the words before a number begin with (全省4881元 in a county's report)."""
    word = _WIDER.match(ahead)
    return dict(memory.wider).get(word["word"]) if word else None


def _stretch(sentence: Sentence, at: int) -> int:
    """Where the run of clauses up to the last semicolon begins: 其中 reaches no farther."""
    return max(sentence.start, 1 + sentence.text.rfind("；", sentence.start, at))


def _hedge(sentence: Sentence, start: int, kept: tuple[Token, ...], quantity: Quantity) -> Word | None:
    """The comparator before a verb of change or before 占."""
    if not kept:
        return find_hedge(sentence.text[start : quantity.before])
    ahead = sentence.text[start : kept[0].start] if kept[0].word == "占" else ""
    return find_hedge(ahead + sentence.text[kept[-1].end : quantity.before])


def _without_members(sentence: Sentence, tokens: tuple[Token, ...], memory: Memory) -> tuple[Token, ...]:
    """Words without a list of the places that the number counts: ``广东有珠海、惠州、中山/3个``."""
    if not tokens or tokens[0].word not in ("有", "包括", "为"):
        return tokens
    _, places, rest = take_place(sentence, tokens[1:], memory)
    return rest if len(places) > 1 else tokens


def _is_mean(sentence: Sentence, tokens: tuple[Token, ...], kept: tuple[Token, ...], quantity: Quantity) -> bool:
    """Whether 平均 stands before or behind the subject as a word of its own."""
    behind = sentence.text[kept[-1].end : quantity.start] if kept else sentence.text[quantity.before : quantity.start]
    return "平均" in behind or (bool(tokens) and tokens[0].word == "平均")


_CHANGES = frozenset({"下降", "上升", "提高", "提升", "增加", "减少", "降低", "扩大", "缩小"})


def _take_change(sentence: Sentence, tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], Direction | None]:
    """Words of change taken off the back, and which way the first of them points. 增加到 states a level."""
    direction: Direction | None = None
    while tokens and (found := phrases.change_word(tokens[-1].word)) and not _names_change(tokens):
        becomes = ("到", "至", "为", "成") if tokens[-1].word in _CHANGES else ("到", "至")
        if direction is None and sentence.text.startswith(becomes, tokens[-1].end):
            tokens = phrases.trim_back(tokens[:-1])
            continue
        direction = direction or found
        tokens = phrases.trim_back(tokens[:-1])
    return tokens, direction


def _names_change(tokens: tuple[Token, ...]) -> bool:
    """Whether a word of change ends a name of its own (居民消费价格涨幅, 年均增长率, 经济增长)."""
    if len(tokens) < 2:
        return False
    last = tokens[-1].word
    return bool(GROWTH_NAME.search(last) or FALL_NAME.search(last)) or (tokens[-2].word, last) == ("经济", "增长")


def _before_comparison(sentence: Sentence, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Words up to 比 or 较: what the change is compared with (比上年年初预算增加) is no part of the name."""
    if not tokens:
        return tokens
    for base in (p for p in sentence.periods if p.role == "basis"):
        if 0 <= tokens[0].start - base.end <= 1:
            return ()
        if tokens[0].start < base.end <= tokens[-1].end:
            tokens = tuple(token for token in tokens if token.end <= base.end)
    cut = next((n for n, token in enumerate(tokens) if _COMPARED.match(token.word)), len(tokens))
    return tokens[:cut]


def take_place(
    sentence: Sentence, tokens: tuple[Token, ...], memory: Memory
) -> tuple[str | None, tuple[str, ...], tuple[Token, ...]]:
    """The one place or group that the words begin with, all places listed there, and the words behind them.

    ``内蒙古鄂尔多斯`` is one place, its last; ``相关城市`` is the last group that was named.
    """
    if not tokens:
        return None, (), tokens
    start = tokens[0].start
    run = _leading_places(sentence, start) or _leading_places(sentence, _after_modifier(sentence, start))
    if run and run[0].start > start and sentence.text.startswith(("平均", "总体", "水平"), run[-1].end):
        run = []  # 健康素养水平的/全国/平均值
    if run and _OF_PLACES.match(sentence.text, run[-1].end):
        run = []  # 香港、澳门和台湾同胞 are people
    if run:
        others = _AND_OTHERS.match(sentence.text, run[-1].end)
        rest = _from(tokens, others.end() if others else run[-1].end)
        names = tuple(place.name for place in run)
        if all(left.end == right.start for left, right in pairwise(run)):
            return names[-1], names[-1:], rest
        return None, names, rest
    summed = _SUMMED_PLACES.match(sentence.text, start, tokens[-1].end)
    if summed:
        names = tuple(_full_name(name, summed["kind"]) for name in re.split("[、和与及]", summed["names"]))
        return None, names, _from(tokens, summed.end())
    group = GROUP.match(sentence.text[start : tokens[-1].end])
    if (
        group
        and not _LISTS_ON.match(sentence.text, start + group.end())
        and _is_noun_phrase(sentence, tokens, start + group.end())
    ):
        name = group["group"].strip(" 的")
        resolved = memory.group if _ANAPHORA.match(name) and memory.group else name
        return resolved, (resolved,), _from(tokens, start + group.end())
    return None, (), tokens


_SUMMED_PLACES = re.compile(
    r"(?P<names>[一-龥]{2,6}(?:[、和与及][一-龥]{2,6}?)+)(?:这|等)?(?:[两二三四五六七八九十]|\d{1,2})个?"
    r"(?:行政)?(?P<kind>区县|县市|县区|市县|[区县市省州镇乡旗]|街道|园区|新区)(?![级域间区场内外政委直])"
)  # 东湖、西湖和青云谱三个行政区


def _full_name(name: str, kind: str) -> str:
    """A place listed by its short name (东湖、西湖两个区) with the kind that sums the list up, where a table knows it."""
    return name + kind if len(kind) == 1 and is_listed(name + kind) else name


def _leading_places(sentence: Sentence, start: int) -> list[Place]:
    """The places listed from ``start`` on: ``南昌、洛阳``, ``内蒙古鄂尔多斯``."""
    run: list[Place] = []
    at = start
    for place in (place for place in sentence.places if place.start >= start):
        between = sentence.text[at : place.start].strip()
        if between not in ("", "、", "和", "与", "及", "，") or (not run and between):
            break
        run.append(place)
        at = place.end
    return run


def _is_noun_phrase(sentence: Sentence, tokens: tuple[Token, ...], end: int) -> bool:
    """Whether the words up to ``end`` are one name: no number, no verb with its object (``招收贫困地区``)."""
    counted = any(tokens[0].start <= q.start < end for q in sentence.quantities)
    inside = (token for token in tokens if token.end <= end)
    return not counted and not any(
        phrases.is_making(token.word) or (phrases.is_predicate(token) and token.tag != "f")  # 东部 is a noun of place
        for token in inside
    )


_LISTED_AFTER = re.compile(r"[^，、。]{1,10}?的")


def _after_modifier(sentence: Sentence, start: int) -> int:
    """Where a list of places begins behind what is said of them (``居前的/昆明、芜湖``)."""
    match = _LISTED_AFTER.match(sentence.text, start)
    return match.end() if match and any(place.start == match.end() for place in sentence.places) else start


def _from(tokens: tuple[Token, ...], at: int) -> tuple[Token, ...]:
    return tuple(token for token in tokens if token.start >= at)


_LISTS_ON = re.compile(r"[、和与及](?!其)")  # 华东、中南、华北三大区域 are one group
_TOPIC_FOLLOWS = ("v", "p", "d")


def find_topic(sentence: Sentence, memory: Memory) -> str | None:
    """The place that a sentence is about as a whole: named first and followed by a verb (``相关城市立足…``); else the one
    that a sentence without numbers before it was about.
    """
    first = next(clause for clause in sentence.clauses if clause.parent is None)
    if sentence.text[first.start : first.end].endswith("看"):
        return memory.topic  # 从三大重点区域看 speaks of no one place
    tokens = phrases.trim_front(sentence.words(first.start, first.end))
    place, _, rest = take_place(sentence, tokens, memory)
    attributive = bool(rest) and sentence.text[: rest[0].start].endswith("的")
    if place and rest and rest[0].tag[0] in _TOPIC_FOLLOWS and not attributive:
        return place
    return memory.topic
