"""Where: places of GB/T 2260 by their long and short names, and groups of places that a document names.

A short name counts only where jieba sees a word there; a county is known by its full name. ``石家庄`` and ``石家庄市`` are one place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from policyparse.language.nlp import Lexicon, Mention, Token, find_tokens
from policyparse.vocabulary import load, load_rows

NATION = "全国"
NATION_CODE = "100000"
_NATION_WORDS = frozenset({"全国", "我国", "中国", "全国各地", "全国范围内"})
_FORMER = 10  # a place of today keeps its name against one that is no more
_RANK = {"country": 0, "province": 1, "prefecture": 2, "county": 3}


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in ``text[start:end]``; ``code`` is None for a group or an ambiguous county name."""

    start: int
    end: int
    name: str
    code: str | None


_REGION = "|".join(map(re.escape, sorted(load("words")["regions"], key=len, reverse=True)))
# A group of places: a region, or a name that ends in a word for places and is followed by what is measured there.
GROUP = re.compile(
    rf"""
    (?P<group>
      (?:{_REGION})(?:及其?周边)?(?:地区|区域|经济区|经济圈|城市群)?(?:[“"]2\+\d+[”"]城市)?
        (?![风虎亚角路段面大战财人农林部沿省流地经])                                  # 华东, 长江三角洲经济区; no 东部战区
    | [^，。；：、（）\s]{{0,24}}?
      (?:重点|试点|示范|中心|先行|标杆|主要|大中|大|中小|一线|二线|新一线|沿海|相关|脱贫|贫困|欠发达|民族|边境
        |东部|中部|西部|东北|中西部|资源型|县级|地级)
      (?:城市群|城市|地区|省份|省区市|县域|县|区域|市县|园区|开发区|都市圈))                     # 5G应用重点城市
    """,
    re.VERBOSE,
)


@cache
def _by_name() -> dict[str, tuple[str, str | None]]:
    """Every name → full name and code. A name that several places bear keeps the highest; among equals no code."""
    entries: dict[str, tuple[int, str, str | None]] = {}
    for row in (*load_rows("places"), *load_rows("places_dated")):
        rank = _RANK[row["level"]] + (_FORMER if row.get("until") else 0)
        for name in {row["name"], row["short"]} - {""}:
            known = entries.get(name)
            if known is None or rank < known[0]:
                entries[name] = (rank, row["name"], row["code"] or None)
            elif known[0] == rank and row["code"] not in ("", known[2]):
                entries[name] = (rank, row["name"], None)
    names = {name: (full, code) for name, (_, full, code) in entries.items()}
    names.update(dict.fromkeys(_NATION_WORDS, (NATION, NATION_CODE)))
    return names


@cache
def _lexicon() -> Lexicon:
    return Lexicon(_by_name())


def find_places(text: str, tokens: tuple[Token, ...] | None = None) -> tuple[Place, ...]:
    """Every place named in ``text``, left to right; ``tokens`` are jieba's, found here where not given."""
    mentions = _lexicon().find(text)
    if not mentions:
        return ()
    edges = _edges(find_tokens(text) if tokens is None else tokens)
    found: list[Place] = []
    for mention in mentions:
        _, code = _by_name()[mention.text]
        if code == NATION_CODE and text.startswith(tuple(load("words")["national_honours"]), mention.end):
            continue
        whole_word = mention.start in edges and mention.end in edges
        begins_word = mention.start in edges or _is_city(code)  # 云南山区 names no 南山区
        if _FACILITY.match(text, mention.end) and not _long_name(mention.text):
            continue
        if not whole_word and not (_long_name(mention.text) and begins_word):
            continue
        if _is_common_word(text, mention) or (
            mention.text in load("words")["kinds_of_place"] and not (found and found[-1].end == mention.start)
        ):
            continue
        found.append(Place(mention.start, mention.end, NATION if code == NATION_CODE else mention.text, code))
    return tuple(found)


def _edges(tokens: tuple[Token, ...]) -> frozenset[int]:
    return frozenset(edge for token in tokens for edge in (token.start, token.end))


def _is_city(code: str | None) -> bool:
    return code is not None and code.endswith("00")


def _is_common_word(text: str, mention: Mention) -> bool:
    """Whether the words beside a short name make it a common word (``日照时数``, ``各位来宾``)."""
    trap = load("words")["place_traps"].get(mention.text, {})
    follows = text.startswith(tuple(trap.get("after", ())), mention.end)
    return follows or text[: mention.start].endswith(tuple(trap.get("before", ())))


_FACILITY = re.compile(r"港(?![口澳台元币股珠资商务])|机场|海关|火车站|高铁站")  # 苏州港 is a port


def _long_name(name: str) -> bool:
    """Whether the name ends with the kind of place (石家庄市) and is long enough to stand without a word boundary."""
    return len(name) > 2 and name.endswith(("省", "市", "自治区", "自治州", "地区", "盟", "县", "新区", "旗"))


def is_listed(name: str) -> bool:
    """Whether a table knows a place of that name, be it one of several (西湖区)."""
    return name in _by_name()


def is_group(name: str) -> bool:
    """Whether a name is one of a group of places (重点城市) rather than of a place."""
    return place_code(name) is None and GROUP.fullmatch(name) is not None


@cache
def _dated() -> dict[str, dict[str, str]]:
    return {name: row for row in load_rows("places_dated") for name in (row["name"], row["short"]) if name}


def place_code(name: str, year: int | None = None) -> str | None:
    """The GB/T 2260 code of a place by its long or short name; None for a group and for an ambiguous name.

    With ``year``, the code that the name had then: 巢湖市 was a prefecture until 2011 and is a county-level city since;
    a place that was not yet founded has none.

    >>> place_code("石家庄"), place_code("石家庄市"), place_code("重点城市")
    ('130100', '130100', None)
    >>> place_code("巢湖市"), place_code("巢湖市", 2008), place_code("三沙市", 2008)
    ('340181', '341400', None)
    """
    dated = _dated().get(name)
    if dated and year is not None:
        if dated["until"] and year <= int(dated["until"]):
            return dated["code"]
        if dated["since"] and year < int(dated["since"]):
            return None
    entry = _by_name().get(name)
    return entry[1] if entry else None


_TITLED = r"(?:关于)?(?:(?:19|20)\d\d年)?(?:[上下]半年|前?[一二三四1-4]个?季度|前?[\d一至—-]{1,5}个?月份?)?"
_UNLISTED = re.compile(
    _TITLED + r"(?P<place>(?![^省市县区镇乡]{0,3}(?:全|各|本|我|国家|城镇|示范|试点|特色|园)|城市)[一-龥]{2,8}?"
    r"(?:省|市|自治州|自治县|县|新区|开发区|高新区|示范区|区|旗|街道|镇|乡))"
    r"(?=(?:人民政府|政府|统计局|财政局|发展|办|委|局|人大|20|19|第|国民|预算|经济|管委会|管理委员会|工业和|住房|教育|农业|生态|交通|商务|科学))"
)


_UNKNOWN = re.compile(
    _TITLED
    + r"(?P<place>(?!.{0,6}?(?:城|都|上|超|股|门|夜|集|辖|级|各|多|几|数|全|本|我|外|跨|出|入|楼|车|债|汇|国)[省市县])"
    r"[一-龥]{1,6}?(?:省|市|自治区|自治州|县))(?![级场民政区长域际委])"
)


def jurisdiction(issuers: tuple[str, ...], title: str) -> str:
    """The place that an issuer governs: the nation for a ministry, else the lowest place that the names begin with.

    A place of the title that no table lists (``某省…计划``) stands as printed. Where neither issuer nor title names a place,
    the nation; ``is_national`` tells whether its text bears that out.
    """
    for text in (*([title] if _is_subject(title, issuers) else []), *issuers, title):
        places = [place for place in find_places(text) if place.name != NATION]
        if places:  # 国家统计局合肥调查队 covers 合肥市
            return _in_full(_lowest(places))
        if any(word in text for word in load("issuers")["national"]):
            return NATION
        unlisted = _UNLISTED.match(text)  # a development zone, a town
        if unlisted:
            return unlisted["place"]
    unknown = _UNKNOWN.match(title)
    return unknown["place"] if unknown else NATION


def _in_full(place: Place) -> str:
    """The full name of a place that its code tells from its namesakes, else the printed one."""
    return _by_name()[place.name][0] if place.code and place.name in _by_name() else place.name


_NATIONAL = re.compile(r"全国|我国|中国|国家|国务院|中央|全社会")


def is_national(text: str) -> bool:
    """Whether a text speaks of the nation or its bodies."""
    return _NATIONAL.search(text) is not None or any(body in text for body in load("issuers")["national"])


def _is_subject(title: str, issuers: tuple[str, ...]) -> bool:
    """Whether a title opens with a place inside the issuer's province (a city's bulletin on the province's site)."""
    named = [place for place in find_places(title) if place.name != NATION]
    if not named or not re.fullmatch(r"(?:关于)?(?:(?:19|20)\d\d年)?", title[: named[0].start]):
        return False
    inner = _lowest(named).code
    outer = [place.code for text in issuers for place in find_places(text)[:1]]
    return any(code and inner and code != inner and code == inner[:2] + "0000" for code in outer)


def around(place: str) -> dict[str, str]:
    """What 全省 and 全市 mean in a document of a place below them; in that of a city within another, 全市 is itself.

    >>> around("肥西县"), around("合肥市"), around("巢湖市"), around("安徽省")
    ({'全省': '安徽省', '全市': '合肥市'}, {'全省': '安徽省'}, {'全省': '安徽省'}, {})
    """
    code = place_code(place) or ""
    if not code and place.endswith(("县", "旗")):
        return {"全省": "全省", "全市": "全市"}  # as printed: no table says what is around it
    wider = {"全省": code[:2] + "0000"} if len(code) == 6 else {}
    if wider and not place.endswith("市"):
        wider["全市"] = code[:4] + "00"
    return {word: name for word, above in wider.items() if above != code and (name := _by_code().get(above))}


@cache
def _by_code() -> dict[str, str]:
    return {row["code"]: row["name"] for row in load_rows("places") if row["code"].endswith("00")}


def _lowest(places: list[Place]) -> Place:
    """The last place of the first unbroken run (安徽省合肥市 is 合肥市)."""
    last = places[0]
    for place in places[1:]:
        if place.start != last.end:
            break
        last = place
    return last
