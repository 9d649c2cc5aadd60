"""A sentence taken apart once: its clauses, words, times, places and quantities, all placed in the paragraph's text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from policyparse.language.clauses import Clause, find_clauses, find_sentences
from policyparse.language.names import Span, find_names, overlaps
from policyparse.language.nlp import Token, find_tokens
from policyparse.language.periods import Clock, Period, find_periods, is_length_measured
from policyparse.language.phrases import change_word, is_planned, split_change
from policyparse.language.places import GROUP, Place, find_places
from policyparse.language.quantities import RATES, Quantity, find_quantities, is_counter
from policyparse.vocabulary import load

_FUNCTION_BEFORE = re.compile(
    r"(?:达到|达|为|是|超过|突破|控制在|低于|高于|大于|小于|至|到|约|近|超|仅|即|：|:|）|增长|下降|提高|上升|降低|扩大|缩小|增加|减少|回落)\s*$"
)
_CLASSED = re.compile(r"(?:以上|及以上|以下)?(?:的)?(?:企业|项目|单位|园区|产业|集群|平台|镇|村|县|级|规模|工程)")
_EVERY = re.compile(
    r"每(?!一)[^，。；]{1,4}(?:建[设成]?|创建|新建|新增|打造|培育|设立|配备|举办|开展)$"
)  # 每年创建/一个
_COUNTING = re.compile(
    r"(?:共有|共计|合计|总计|新增|新建|建成|培育|打造|举办|创建|完成|实现|设立|引进|获批|获评|认定|覆盖|拥有|有|达|共|增加|减少|近|超|约|中的|中|[（(：、])\s*$"
)
_WINDOW = re.compile(r"\s*(?:平均|滑动|制|服务|热线|值班|营业|在线|值守|不间断)")  # 日最大8小时平均浓度
_ORDINAL = re.compile(r"(?<![目此以之提当])前\s*$")  # 纳税前50家企业
_NUMBERING = re.compile(r"[一二三四五六七八九十]{1,3}")  # （二）关键工序数控化率
_REACH = 16  # characters that the words before a number may reach back
_BASE = 100  # of an index
_MANY = 10_000_000  # 上万 and 上百万 alone are turns of speech
_RULE_AGE = re.compile(r"(?:周岁|岁)$")
_OF_AGE = re.compile(r"的[一-龥]|老人|高龄|男|女|青年|患者")  # 70岁的村民
_NOUN_FOLLOWS = re.compile(r"(?![的且并和与及或、，。；：）])[一-龥]")
_PEOPLED = re.compile(r"人口(?:规模|数量?)?(?:在|达到?|为|超过?)?\s*$")  # 城区人口/20万以上城市
_TOWNS = re.compile(r"的?(?:特大|超大|大|中等|中小|小|重点)?(?:城市|市县|县|市|乡镇|镇|村|地区)")
_TOWN = 1000  # people
_LAST_WORD = re.compile(r"[一-龥]{1,4}(?=$|[，。；：、！”）])")
_OF_BASE = re.compile(r"(?:以[^，。；]{1,8}|上年)为\s*$")  # 以女性为100
_OWN_NUMBER = re.compile(r"(?:系数|指数|比值)\s*$")  # 有效利用系数0.565
_CHANGES_TO = re.compile(r"\s*(?:下降|上升|提高|提升|增加|减少|扩大|缩小)[为到至]")
_OF_ITS_PARTS = re.compile(r"(?:指标|任务|措施|要求|原则|问题)[（(]共?\s*$")  # 调控指标（14个）
_BARE_POWER = re.compile(r"^[百千万亿]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text[start:end]`` of a paragraph with all that was found in it; ``text`` is the whole paragraph, narrow."""

    text: str
    start: int
    end: int
    clauses: tuple[Clause, ...]
    tokens: tuple[Token, ...]
    periods: tuple[Period, ...]
    places: tuple[Place, ...]
    quantities: tuple[Quantity, ...]

    def clause_at(self, position: int) -> int:
        """The index of the innermost clause that holds ``position``."""
        holding = [n for n, c in enumerate(self.clauses) if c.start <= position < max(c.end, c.start + 1)]
        return max(holding, key=lambda n: self.clauses[n].start) if holding else 0

    def _remarks(self, clause: Clause) -> bool:
        """Whether a parenthesis says something of its own; a short one is part of a name: 执业（助理）医师."""
        if clause.parent is None or self.text[clause.start - 1] == "《":
            return False
        if _NUMBERING.fullmatch(self.text, clause.start, clause.end):
            return True
        if self.text[clause.start : clause.end] == "下同":
            return True
        inside, whole = self.text[clause.start : clause.end], self.text[clause.start - 1 : clause.end + 1]
        return len(inside) > 4 or not inside.isalpha() or inside.isascii() or whole[0] + whole[-1] not in ("（）", "()")

    def words(self, start: int, end: int) -> tuple[Token, ...]:
        """The words that lie wholly in a span, times and closed parentheses left out."""
        gaps = [(p.start, p.end) for p in self.periods]
        gaps += [(c.start - 1, c.end + 1) for c in self.clauses if start < c.start and c.end < end and self._remarks(c)]
        left_out = tuple(gaps)
        return tuple(
            t for t in self.tokens if start <= t.start and t.end <= end and not overlaps((t.start, t.end), left_out)
        )


def find_sentences_in(text: str, clock: Clock, year_end: str = "") -> tuple[Sentence, ...]:
    """The sentences of a paragraph, taken apart; jieba runs only where a quantity was found.

    ``year_end`` is the year whose end a bare 年末 means in a section that looks back; empty for that of ``clock``.
    """
    times = (time for time in find_periods(text, clock) if not _names_item(text, time))
    periods = tuple(replace(t, iso=year_end) if year_end and t.words in ("年末", "年底") else t for t in times)
    masked: tuple[Span, ...] = find_names(text) + tuple((p.start, p.end) for p in periods)
    found = find_quantities(text, masked)
    quantities = tuple(q for q in found if _states_something(text, q))
    return tuple(_take_apart(text, start, end, periods, quantities) for start, end in find_sentences(text))


def _names_item(text: str, time: Period) -> bool:
    """Whether a time dates no number: in the name of a budget's item (``上年/结转``), which counts in the year that it is
    brought into, or as the year of the prices (``上年/不变价格``).
    """
    item = time.words in ("上年", "上年度") and text.startswith(("结转", "结余"), time.end)
    return item or text.startswith(("不变价", "可比价", "价格计算"), time.end)


def _take_apart(
    text: str, start: int, end: int, periods: tuple[Period, ...], quantities: tuple[Quantity, ...]
) -> Sentence:
    clauses = find_clauses(text, start, end)
    here = tuple(p for p in periods if start <= p.start < end)
    within = tuple(q for q in quantities if start <= q.start < end)
    if not within and not GROUP.match(text, start, min(end, start + 40)):
        return Sentence(text, start, end, clauses, (), here, (), ())
    found = find_tokens(text[start:end])
    words = (part for token in found for part in split_change(token))
    tokens = tuple(Token(t.start + start, t.end + start, t.word, t.tag) for t in words)
    within = tuple(_at_word(q, tokens) for q in within)
    tokens = _cut_at(tokens, frozenset(at for q in within for at in (q.before, q.start)))
    places = tuple(Place(p.start + start, p.end + start, p.name, p.code) for p in find_places(text[start:end], found))
    return Sentence(text, start, end, clauses, tokens, here, places, within)


def _at_word(quantity: Quantity, tokens: tuple[Token, ...]) -> Quantity:
    """The quantity with its binding words made whole: in 成都为63.8% they are 为, not 都为; in 平均为29个 all of 平均为."""
    last = next((token for token in tokens if token.end == quantity.before), None)
    if last and is_planned(last.word) and any(t.word == "计划" and t.start == quantity.before for t in tokens):
        return replace(quantity, before=quantity.before + 2)  # 年度投资计划/90亿元
    reached = next((token for token in tokens if token.start < quantity.before < token.end), None)
    if reached is None:
        return quantity
    if reached.word in load("words")["links"]:
        return replace(quantity, before=reached.start)
    if change_word(reached.word):
        return replace(quantity, before=min(reached.end, quantity.start))  # 调增/至, not 调/增至
    name = reached.tag.startswith(("ns", "nz", "nt"))
    return replace(quantity, before=min(reached.end, quantity.start)) if name else quantity


def _cut_at(tokens: tuple[Token, ...], places: frozenset[int]) -> tuple[Token, ...]:
    """Words divided where a number begins inside them (GDP136063)."""
    cut: list[Token] = []
    for token in tokens:
        at = next((p - token.start for p in range(token.start + 1, token.end) if p in places), 0)
        if at:
            cut.append(Token(token.start, token.start + at, token.word[:at], token.tag))
        cut.append(Token(token.start + at, token.end, token.word[at:], token.tag))
    return tuple(cut)


def _states_something(text: str, quantity: Quantity) -> bool:
    """Whether a quantity can state something about the world, from its form and its closest words alone."""
    before = text[max(0, quantity.start - _REACH) : quantity.start]
    ahead = text[quantity.after : quantity.after + _REACH].lstrip("的 ")
    if before.rstrip().endswith("每"):
        return False
    if quantity.unit == "番" and before.rfind("“") > before.rfind("”"):
        return False  # “提前翻番”的目标
    if quantity.unit in ("年", "日") and quantity.step >= 1:
        return is_length_measured(text, quantity.start)  # no 建军一百年, no 27日上午
    if (
        _ranks(text, quantity)
        or _enumerates(quantity, ahead)
        or (_RULE_AGE.search(quantity.unit) and (quantity.comparator != "=" or _OF_AGE.match(text, quantity.after)))
    ):
        return False
    if _qualifies(text, quantity, ahead) or (ahead[:1] in ("）", ")") and _OF_ITS_PARTS.search(before)):
        return False
    if quantity.chinese and quantity.form in ("plain", "vague"):
        return _chinese_count(text, quantity, before, ahead)
    if quantity.low == _BASE and not quantity.unit and _OF_BASE.search(before):
        return False
    if quantity.step < 1 and _CHANGES_TO.match(text, quantity.end):
        return True
    if quantity.unit or quantity.shape == "part" or quantity.form != "plain" or quantity.step > 1:
        return True
    if quantity.comparator == ">" and quantity.step >= 1 and ahead[:1].isalpha():
        return True
    if quantity.step < 1 and _OWN_NUMBER.search(before):
        return not ahead[:1].isdigit()
    index_like = quantity.step < 1 or (quantity.shape == "single" and quantity.low >= 10)
    return bool(index_like and _FUNCTION_BEFORE.search(before)) and not ahead[:1].isdigit()


def _ranks(text: str, quantity: Quantity) -> bool:
    """Whether a number only says which: a grade (``能效等级为1级``), the first so many, the window of a mean."""
    if quantity.unit == "类" and quantity.low == 1:
        return True  # 1类新药
    if quantity.unit == "级":
        return quantity.step >= 1 and not re.match(r"地震|大?风", text[quantity.after :])
    if quantity.unit == "小时" and _WINDOW.match(text, quantity.after):
        return True
    return is_counter(quantity.unit) and _ORDINAL.search(text[: quantity.start]) is not None


def _qualifies(text: str, quantity: Quantity, ahead: str) -> bool:
    """Whether a bound measure tells a class apart, so that it belongs to a name: ``超亿元企业``, ``30万千瓦以下煤电机组``."""
    if quantity.unit in ("", "人") and quantity.low >= _TOWN and _PEOPLED.search(text[: quantity.before]):
        return _TOWNS.match(text, quantity.after) is not None
    bound = text[quantity.after - 2 : quantity.after] in ("以上", "以下", "以内")
    bare = quantity.chinese and _BARE_POWER.match(text[quantity.start : quantity.end])
    if bound and bare and _NOUN_FOLLOWS.match(ahead):
        return True  # 千万元以上的项目
    if not quantity.unit or quantity.unit in RATES or is_counter(quantity.unit):
        return False
    if quantity.comparator != "=" and _CLASSED.match(ahead):
        return True
    return bound and _NOUN_FOLLOWS.match(text, quantity.after) is not None


def _enumerates(quantity: Quantity, ahead: str) -> bool:
    """``2项指标``, ``三个方面``: a small count of the text's own parts."""
    most = 99 if quantity.chinese else 20  # 二十一项行动
    small = (
        quantity.unit in ("个", "项", "类", "种", "大", "条", "件", "") and quantity.high <= most and quantity.step <= 1
    )
    if not small or quantity.shape != "single":
        return False
    last = _LAST_WORD.match(ahead)  # 抓好三件事
    alone = last is not None and last[0] in load("words")["enumerated_alone"]
    return alone or ahead.startswith(tuple(load("words")["enumerated"]))


def _chinese_count(text: str, quantity: Quantity, before: str, ahead: str) -> bool:
    """A number in characters is a figure where a counter follows and the words before it count (``举办七届``, ``近千家``)."""
    printed = text[quantity.start : quantity.end]
    if quantity.unit == "番" or quantity.form == "vague":
        many = quantity.comparator == ">=" and quantity.low >= _MANY and not before.endswith("成千")  # 受益群众上千万
        return bool(quantity.unit) or many or (quantity.shape == "single" and ahead[:1].isalpha())
    if (
        _BARE_POWER.match(printed)
        and quantity.comparator == "="
        and not re.search(r"(?:近|超|约|逾|上|破)\s*$", before)
    ):
        return False
    if not is_counter(quantity.unit):
        some = quantity.high > 1 or quantity.unit == "倍" or "点" in printed or quantity.comparator in (">=", "<=")
        return bool(quantity.unit) and quantity.unit != "分" and some
    if quantity.high <= 1:
        return quantity.comparator == ">=" or bool(_EVERY.search(before))
    if quantity.high > 10 or (quantity.high == 10 and quantity.comparator == ">"):
        return True
    if quantity.unit in ("次", "届", "家", "所", "座", "名", "件", "户"):
        return not before.endswith("连续") and not ahead.startswith(("会议", "全会", "产业", "全国", "人大", "政协"))
    return bool(_COUNTING.search(before))
