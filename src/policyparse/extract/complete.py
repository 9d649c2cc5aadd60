"""A name that its clause leaves out or prints in part, completed from the clauses before it.

``护理员达到2万人，增长8%``, ``恩格尔系数31%，其中城镇居民30%``, ``专网建设规模稳步增长，累计超6.4万个``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from policyparse.extract.carry import stratum_of
from policyparse.extract.front import Front, Memory, take_place
from policyparse.extract.lead import SHARE, counted_before, share_named
from policyparse.extract.owner import PLANNED, is_dependent, owned
from policyparse.extract.sentence import Sentence
from policyparse.language import phrases
from policyparse.language.clauses import Clause
from policyparse.language.quantities import RATES, Quantity, is_counter
from policyparse.vocabulary import load

_WITHIN = re.compile(r"^在(?P<whole>[^在]{2,}?)中的?(?:所?占(?:比重?|比例)?|比重)$")  # 在宽带用户中占比
_CLASS = re.compile(
    r"(?:级|类|型|性|制|所有)$"
    r"|^(?:城市|农村|城镇|乡村|城乡|男性?|女性?|私人|个人|企业|公办|民办|公立|民营|国有|非国有|集体)$"
)
_PEOPLE = re.compile(r"^(?:城镇|农村|城乡|乡村|男|女)(?:居民|人口|家庭|性|户)")
_WHOLE_CLASS = re.compile(r"^(?:\d?A级(?:及?以上)?|各类|各级|全部|(?:国家|省|市|县|区|自治区)级及?(?:以上)?)")
AGGREGATE = re.compile(
    r"(?:总?(?:数|量|额|规模|面积|产值|产量)|总数量|数量|年产值|年产量|增速|余额|占比|比重|均价|装机(?:规模|容量)?|市场规模|产业规模|综合产值)"
)
_COUNTED = re.compile(r"(?:人数|户数|[总数]量|数|规模)$")
_GAINS = re.compile(r"(?:受益|受惠|参保|脱贫|就业|参与|获奖|入住)$")  # 8400多万人受益
_STOCK = re.compile(r"^(?:累计|总数|总量)")
_PEOPLE_UNITS = ("人", "名", "户", "人次")
LONGEST_PREDICATE = 16  # characters
_SUMMED = re.compile(r"\s*(?:一?共|合计|总计|共计)")


def refer_back(
    sentence: Sentence, clause: Clause, quantity: Quantity, front: Front, memory: Memory
) -> tuple[str, str | None]:
    """Indicator and place of an elided clause: of a clause just before it that names a measure, else the last ones.

    What 累计 or 总数 counts after a flow is the stock: 新增智能工厂6家，累计10家.
    """
    if memory.whole:
        return memory.whole, front.place
    if memory.unit in RATES and quantity.unit not in RATES and "占" in memory.indicator and quantity.unit != "百分点":
        memory = replace(memory, indicator=memory.indicator.partition("占")[0])
    if any(clause.start <= q.start < front.at for q in sentence.quantities):
        return memory.indicator, front.place
    if clause.parent is not None:
        return memory.indicator, front.place or _place_before(sentence, clause)
    for earlier in reversed([c for c in sentence.clauses if c.end <= clause.start and c.parent is None]):
        if any(earlier.start <= q.start < earlier.end for q in sentence.quantities):
            break
        share = share_named(sentence, earlier, memory)
        if share:  # 基础工业占总产值的比重，东部地区为25%
            return share, front.place
        phrase = phrases.phrase_ahead(phrases.without_doing(sentence.words(earlier.start, earlier.end)))
        place, _, rest = take_place(sentence, phrase, memory)
        name = phrases.text_of(rest)
        if phrases.MEASURE_NOUN.search(name):  # 专网建设规模稳步增长，累计超6.4万个
            return name, front.place or place
    gain = _GAINS.match(sentence.text[quantity.after : clause.end].strip()) if is_counter(quantity.unit) else None
    if gain:
        return gain[0] + quantity.unit, front.place
    done = _done_by(sentence, clause, quantity, front)
    if done:
        return done, front.place
    if is_counter(quantity.unit) and _SUMMED.match(sentence.text[clause.start : quantity.start]):
        counted = counted_before(sentence, clause)
        if counted:  # 第一批为市本级项目，共57个
            return counted, front.place
    stock = _STOCK.match(sentence.text[clause.start : front.at])
    return phrases.without_adding(memory.indicator) if stock else memory.indicator, front.place


def _done_by(sentence: Sentence, clause: Clause, quantity: Quantity, front: Front) -> str:
    """What the people do whom a clause counts without naming them (``全年有206万人/享受待遇``); empty where it says nothing."""
    ahead = sentence.text[front.at - 1 : front.at] == "有" or front.at == clause.start
    rest = sentence.words(quantity.after, clause.end)
    if quantity.unit not in _PEOPLE_UNITS or not ahead or len(rest) < 2 or not rest[0].tag.startswith("v"):
        return ""
    said = phrases.text_of(rest)
    changes = phrases.change_word(rest[0].word) or rest[0].word in ("左右", "以上")
    return "" if changes or len(said) > LONGEST_PREDICATE else f"{said}的{'户数' if quantity.unit == '户' else '人数'}"


def _place_before(sentence: Sentence, clause: Clause) -> str | None:
    """The place named right before a parenthesis: ``高于全国总体水平（37%）``."""
    before = [place for place in sentence.places if place.end <= clause.start]
    between = sentence.text[before[-1].end : clause.start] if before else "，"
    return before[-1].name if len(between) <= 8 and not set(between) & set("，、") else None


def complete(name: str, front: Front, quantity: Quantity, memory: Memory, *, printed: bool) -> tuple[str, bool]:
    """A name completed with what an earlier clause printed, and whether it had to be; ``printed`` where the thing counted
    stands behind the number.
    """
    share = SHARE.match(name)
    if share and (quantity.unit in ("%", "") or quantity.form != "plain"):
        part = share["part"].strip("，、 ")
        elided = not part or part == "其" or bool(AGGREGATE.fullmatch(part))
        return f"{memory.indicator.partition('占')[0] if elided else part}占{share['whole']}比重", elided
    within = _WITHIN.match(name)
    if within and memory.indicator:
        return f"{memory.indicator.partition('占')[0]}占{within['whole']}比重", True
    planned = PLANNED.search(name)
    bare = name[: planned.start()] if planned else name
    if memory.owner and is_dependent(bare):
        return owned(memory.owner, bare) + (planned[0] if planned else ""), True
    verb = _last_verb(front)
    if name == "占" and memory.indicator:
        return f"{memory.indicator.partition('占')[0]}占比", True
    if (
        verb
        and not printed
        and quantity.unit == memory.unit
        and not planned
        and verb in memory.indicator
        and not phrases.change_word(verb)
        and not phrases.MEASURE_NOUN.search(name)
        and not memory.indicator.partition(verb)[2].startswith("的")
    ):
        return name + memory.indicator.partition(verb)[2], True  # 直接带动经济总产出…，间接带动/经济总产出
    if memory.indicator and AGGREGATE.fullmatch(name):
        base = memory.indicator.partition("占")[0]
        if name in ("产量", "产值", "面积", "总产量"):  # 粮食种植面积10千公顷，产量5万吨
            base = phrases.without_measure_end(base)
        counted = name in ("总量", "总数", "数量", "总规模") and _COUNTED.search(base)
        return (base if counted or base.endswith(name) else base + name), True
    return _as_part(name, front, quantity, memory)


def _last_verb(front: Front) -> str:
    """The verb that ends the words before a number; empty where another word does."""
    return front.tokens[-1].word if front.tokens and front.tokens[-1].tag.startswith("v") else ""


def _as_part(name: str, front: Front, quantity: Quantity, memory: Memory) -> tuple[str, bool]:
    """A name of a part completed with what names the whole before it: its measure, its people, its class."""
    if memory.unit == quantity.unit and (stratum := stratum_of(name, memory.indicator)):
        return stratum, True
    if front.part and name in load("words")["adds"] and memory.indicator and quantity.unit == memory.unit:
        return name + memory.indicator, True  # 高速公路里程600公里，其中新建/120公里
    made = bool(front.tokens) and phrases.is_making(front.tokens[0].word)  # 改造餐厅3558平方米
    by_tail = (
        memory.tail
        and not _last_verb(front)
        and not made
        and not phrases.MEASURE_NOUN.search(name)
        and shares_measure(quantity, front, memory)
    )
    if by_tail and (not name.endswith("级") or quantity.unit in ("%", "‰")):
        return name + memory.tail, False
    if front.part and quantity.unit == memory.unit and not phrases.MEASURE_NOUN.search(name):
        rest = memory.indicator.partition(name[-2:])[2]
        if _PEOPLE.match(name) and not (rest and memory.indicator.endswith(rest)):
            return name + memory.indicator, True  # 恩格尔系数31%，其中城镇居民/30%
        if len(name) > 2 and not is_counter(quantity.unit) and rest and memory.indicator.endswith(rest):
            return name + rest, True  # 居民恩格尔系数32.5%，其中城镇居民/32.3%
    divides = memory.head and quantity.unit == memory.head_unit and (front.part or len(name) <= 2)
    if divides and _CLASS.search(name) and not (name.endswith(memory.head) or memory.head.endswith(name)):
        return name + memory.head, True  # 其中国家级5个
    if name.endswith("占") and len(name) > 2 and quantity.unit in ("%", "‰"):
        return f"{name.removesuffix('占').removesuffix('分别')}占比", False  # 工人和学徒占/70.7%
    return name, False


def whole_of(indicator: str) -> str:
    """The noun that the classes of a whole divide.

    >>> whole_of("省级以上工程研究中心")
    '工程研究中心'
    """
    return _WHOLE_CLASS.sub("", indicator)


def shares_measure(quantity: Quantity, front: Front, memory: Memory) -> bool:
    """Whether a name without a measure shares that of the last one: 粮食作物52.79万公顷 after 播种面积71.80万公顷."""
    if quantity.unit in ("%", "‰"):
        return front.direction is not None and (memory.changed or front.part)
    if is_counter(quantity.unit):
        return quantity.unit == memory.unit and memory.tail.endswith(("量", "床位", "人数")) and front.part
    return quantity.unit == memory.unit
