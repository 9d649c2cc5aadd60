"""What a quantity measures and where: the subject of its clause, completed from the clauses before it.

The order of the questions: does the verb before the number make what is counted behind it; is a subject printed before
it; and where neither, what was the last subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from policyparse.extract.carry import is_stratum, per_head
from policyparse.extract.complete import AGGREGATE, LONGEST_PREDICATE, complete, refer_back
from policyparse.extract.front import FALL_NAME, GROWTH_NAME, Front, Memory, read_front
from policyparse.extract.grant import grant_of
from policyparse.extract.lead import doer_of
from policyparse.extract.owner import is_dependent
from policyparse.extract.remark import find_comparison, find_remark
from policyparse.extract.sentence import Sentence
from policyparse.figure import Direction, Measure, Statistic
from policyparse.language import phrases
from policyparse.language.clauses import Clause
from policyparse.language.nlp import Token
from policyparse.language.places import is_group
from policyparse.language.quantities import RATES, Quantity, is_counter

_OWN_RATES = re.compile(r"自然增长率$")  # a level although it is called a growth
_EACH = re.compile(r"(?:分别|由|从)?(?:为|达到?)?每(?:人|户|亩)(?:每[月年天日])?$")  # 低保标准为每人每月/600元
_AMONG = re.compile(r"^.{2,}?中共有(?=.{2})")  # 常住人口中共有/家庭户
_OF_THESE = re.compile(r"\s*之?中(?:的|有|，有?)?\s*\d")  # 97个国民经济大类/中的80个
_JOINS = frozenset({"和", "与", "及", "以及", "、"})
_TOWARDS = frozenset({"对", "为", "给", "向", "将", "把"})
_TOTAL = re.compile(r"总(?:数|量|额|计|数量|规模)$|合计$")


@dataclass(frozen=True, slots=True)
class Subject:
    """What one quantity measures. ``place`` is None where the clause names none, ``elided`` where the name came from an
    earlier clause. A name behind the number reaches to ``end``; ``whole`` is what the next number counts a part of; a
    ``remark`` is said of the subject in passing and is not what the next clause speaks of (完成预算的98.9%，增长1.8%).
    """

    front: Front
    indicator: str
    place: str | None
    measure: Measure
    direction: Direction | None
    statistic: Statistic | None
    elided: bool
    end: int
    whole: str = ""
    remark: bool = False


def find_subject(
    sentence: Sentence, clause: Clause, quantity: Quantity, span: tuple[int, int], memory: Memory
) -> Subject:
    """What ``quantity`` measures. ``span`` runs from the first unread word before it to where the next number's begin."""
    front = read_front(sentence, span[0], quantity, memory)
    aside = _aside(sentence, clause, quantity, front, span[0], memory)
    if aside:
        return aside
    ahead = _thing_ahead(sentence, quantity, front, min(span[1], clause.end))
    place, whole, elided = front.place, "", False
    if ahead:
        name = _name_with_object(sentence, clause, front.tokens, ahead)
        inside = ahead[-1].word.endswith("中")  # which jieba takes for a place or a part of 行业中
        if _OF_THESE.match(sentence.text, ahead[-1].end - inside):
            name = phrases.text_of(ahead)
            name = whole = name.removesuffix("中") if inside else name
    else:
        name = _name_before(sentence, quantity, front.tokens)
    opens = bool(ahead) and not front.tokens and memory.clause is None  # 约6%的增速/足以…, of no sentence before
    if name and memory.clause is None and (AGGREGATE.fullmatch(name) or is_dependent(name)):
        doer = doer_of(sentence, clause, memory)
        memory = replace(memory, indicator=doer, owner=doer) if doer else memory
    if name and not opens:
        name = _counted_before(sentence, span[0], front, memory) + name
        name, elided = complete(name, front, quantity, memory, printed=bool(ahead))
        if not elided:
            name = per_head(name, quantity, memory.indicator, listed=memory.clause == clause.start)
    elif name:
        elided = False
    else:
        name, place = refer_back(sentence, clause, quantity, front, memory)
        elided = True
    measure, direction = _measure(quantity, front, name)
    if measure == "level" and elided and memory.moved and _is_moved(sentence, clause, quantity, memory.moved):
        measure, direction, _ = memory.moved
    cut = phrases.cutting_verb(front.tokens) if measure == "level" and not ahead else ""
    if cut and len(name) > len(cut) + 1:  # 压减政府性基金项目30%
        name, direction = name.removeprefix(cut), "down"
        measure = "growth" if quantity.unit in RATES or quantity.form == "fraction" else "delta"
    end = ahead[-1].end if ahead else quantity.after
    return Subject(front, name, place, measure, direction, _statistic(name, front), elided, end, whole)


def _aside(
    sentence: Sentence, clause: Clause, quantity: Quantity, front: Front, start: int, memory: Memory
) -> Subject | None:
    """The subject of a number that is told beside the clause's own: a remark on the last one, a comparison, a grant."""
    remark = find_remark(sentence, clause, quantity, start, memory)
    if remark:
        return Subject(front, remark, None, "level", None, None, True, quantity.after, remark=True)
    compared = find_comparison(sentence, quantity, front, memory)
    if compared:
        return Subject(front, compared, front.place, "level", None, None, True, quantity.after, remark=True)
    grant = grant_of(sentence, clause, start, quantity)
    return Subject(front, grant, front.place, "level", None, None, False, quantity.after) if grant else None


_NO_DOER = re.compile(r"(?:城市|省份?|市|县|区|地区|流域|湖泊|断面|站点|人|户)$")


def _counted_before(sentence: Sentence, start: int, front: Front, memory: Memory) -> str:
    """The thing just counted, where its own verb follows without a comma: ``17个续建项目/完成投资90亿元``; empty otherwise."""
    thing, end = memory.counted
    if not thing or end != start or not front.tokens or _NO_DOER.search(thing):
        return ""
    between = sentence.text[start : front.tokens[-1].end]
    does = "完成" if between.strip().startswith("完成投资") else ""  # which names a measure together
    return "" if set(between) & set("，；。、：（") else thing + does


def _is_moved(sentence: Sentence, clause: Clause, quantity: Quantity, moved: tuple[Measure, Direction, str]) -> bool:
    """Whether a parenthesis holds the change before it of another place (``增长8.2%（全国7.1%）``), or nothing but that change
    in another unit (``减少815千公顷（1222万亩）``).
    """
    measure, _, unit = moved
    if clause.parent is None or unit == quantity.unit:
        return clause.parent is not None
    whole = sentence.text[clause.start : clause.end].strip() == sentence.text[quantity.start : quantity.after].strip()
    return measure == "delta" and whole and quantity.unit not in RATES


_MULTIPLE = re.compile(r"(?P<of>.*?)(?:大约|大致|约)?(?:相当于|[是为])(?=.)")  # 新建规模/是建设规模的两倍
_REACHED = re.compile(
    r"内?(?P<does>(?:上|到达?|可达|通达|直达|抵达|通往|办结|送达|进入)(?!达)[一-龥]{0,10})(?=$|[，。；、）])"
)  # 所有县市15分钟/上国道
_BODY = re.compile(
    r"^[一-龥]{1,12}?(?:部|委|局|厅|政府|公司|集团|银行)(?:会同|联合)?(?:[一-龥]{1,8}?(?:部|委|局))?(?=新增|新建|安排|下达|拨付|筹集|投入)"
)  # 水利部会同财政部/新增发展资金
_SHORT_TIMES = ("分钟", "小时", "天")
_SUMS = re.compile(r"\s*(?:总计|合计)")


def _name_before(sentence: Sentence, quantity: Quantity, tokens: tuple[Token, ...]) -> str:
    """The name that the words before a number make: without who said, reached or gave it, with what it takes to do."""
    told = phrases.without_auxiliaries(phrases.without_light_verbs(tokens))
    name = _AMONG.sub("", phrases.without_joining(phrases.text_of(told)))
    name = _EACH.sub("", _BODY.sub("", phrases.without_verb_between(name))) + _balance(sentence, tokens)
    multiple = _MULTIPLE.match(name) if quantity.unit == "倍" else None
    does = _REACHED.match(sentence.text, quantity.after) if quantity.unit in _SHORT_TIMES else None
    return (multiple["of"] if multiple else name) + (does["does"] if does else "")


def _balance(sentence: Sentence, tokens: tuple[Token, ...]) -> str:
    """The word that makes a total with what was carried over of 收入 (``收入总计/80亿元``), another thing than 收入."""
    if not tokens or not tokens[-1].word.endswith(("收入", "支出", "资产", "负债")):
        return ""
    sums = _SUMS.match(sentence.text, tokens[-1].end)
    return sums[0].strip() if sums else ""


def _measure(quantity: Quantity, front: Front, name: str) -> tuple[Measure, Direction | None]:
    """Level, growth or delta: by the word of change before the number, the unit, and the name."""
    if quantity.shape == "doubling":
        return "growth", front.direction or "up"
    if quantity.unit in ("百分点", "千分点"):
        return "delta", front.direction or "up"
    if front.direction:
        rate = quantity.unit in RATES or quantity.form == "fraction"
        return ("growth" if rate else "delta"), front.direction
    if quantity.unit in ("%", "倍", "") and not _OWN_RATES.search(name):
        if GROWTH_NAME.search(name):
            return "growth", "up"
        if FALL_NAME.search(name):
            return "growth", "down"
    return "level", None


def _thing_ahead(sentence: Sentence, quantity: Quantity, front: Front, end: int) -> tuple[Token, ...]:
    """The noun phrase behind a number that names what it counts; empty where the subject stands before it."""
    rate = quantity.unit in RATES and quantity.form == "plain"
    # 89.0%的企业具有仓库管理系统; 连接了88%的县
    of_them = sentence.text.startswith("的", quantity.after) and phrases.awaits_object(front.tokens)
    closed = sentence.text[quantity.after : end].lstrip()[:1] in ("", "、", "）", ")")
    if (rate and not of_them) or quantity.shape == "part" or closed:
        return ()
    ahead = phrases.phrase_ahead(sentence.words(quantity.after, end))
    measured = next((q.start for q in sentence.quantities if q.start >= quantity.after), 0)
    if ahead and measured and not set(sentence.text[ahead[-1].end : measured]) & set("，；。、"):
        ahead = phrases.without_measure(ahead)
    return ahead if (of_them or _is_open(sentence, quantity, front.tokens)) and phrases.has_noun(ahead) else ()


def _is_open(sentence: Sentence, quantity: Quantity, front: tuple[Token, ...]) -> bool:
    """Whether the words before a number leave open what it counts: none, a verb, a qualifier, a list, a preposition."""
    if not front or "有" in sentence.text[quantity.before : quantity.start] or phrases.ends_in_verb(front):
        return True
    close = quantity.before == quantity.start and is_counter(quantity.unit)
    towards = close and (front[0].word in _TOWARDS or is_stratum(phrases.text_of(front)))  # 中心城区/108个城中村
    return (
        towards
        or (close and _is_for_places(front))
        or front[-1].word in _JOINS
        or _lists_kinds(front, quantity)
        or bool(phrases.modifiers(front))
    )


def _is_for_places(tokens: tuple[Token, ...]) -> bool:
    """Whether words are a verb of making and where it is done: ``支持中西部地区/3519所/农村初中``."""
    return phrases.is_making(tokens[0].word) and is_group(phrases.text_of(tokens[1:]))


def _lists_kinds(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """Whether a list ends right before the count that sums it up: ``高血压、糖尿病/4种/慢病``."""
    listed = any(token.word == "、" for token in tokens)
    return listed and quantity.unit in ("种", "类", "大", "项", "个") and quantity.before == quantity.start


def _name_with_object(sentence: Sentence, clause: Clause, front: tuple[Token, ...], ahead: tuple[Token, ...]) -> str:
    """The thing counted behind the number, with what the words around it add.

    ``建成/7万个/5G行业虚拟专网`` names the object alone, ``覆盖/330个/城市`` keeps subject and verb, and
    ``20个/城市/取得突破`` takes the predicate that follows: 取得突破的城市.
    """
    thing = phrases.text_of(ahead)
    if not front:
        done = next((n for n, token in enumerate(ahead) if n and token.tag == "v" and n + 1 < len(ahead)), 0)
        if done and sentence.text[ahead[0].start - 1] == "的":  # 89.0%的企业/具有仓库管理系统
            return f"{phrases.text_of(ahead[done:])}的{phrases.text_of(ahead[:done])}"
        predicate = _predicate_after(sentence, clause, ahead[-1].end)
        return f"{predicate}的{thing}" if predicate else thing
    if front[0].word in _TOWARDS and not phrases.ends_in_verb(front):
        return phrases.text_of(front[1:]) + thing  # 对农村/2万眼/机井
    modifiers = phrases.modifiers(front)
    if modifiers:
        return phrases.text_of(modifiers) + thing
    verb = front[-1].word
    if verb in _JOINS or _is_for_places(front):
        return thing  # 建设好实训基地和/4个/职教中心
    if any(token.word == "、" for token in front) and not phrases.is_making(verb):
        return thing  # 争取…项目、…试点/2项/国家级试点示范项目: the list names what is counted
    if phrases.is_adding(verb):
        return verb + thing
    if phrases.is_making(verb):
        return phrases.text_of(phrases.each_of(front)) + thing
    return phrases.text_of(phrases.without_adverbs(front)) + thing


def _predicate_after(sentence: Sentence, clause: Clause, at: int) -> str:
    """What the thing counted does, where the clause says so briefly; empty otherwise.

    In ``86个城市的168个小区开展试点`` both counts take the predicate.
    """
    rest = sentence.text[at : clause.end]
    later = [q for q in sentence.quantities if at <= q.start < clause.end]
    if later:
        ahead = phrases.phrase_ahead(sentence.words(later[-1].after, clause.end))
        return _predicate_after(sentence, clause, ahead[-1].end) if ahead and rest.lstrip().startswith("的") else ""
    rest = phrases.without_adverbial(rest.strip())
    tokens = sentence.words(clause.end - len(rest), clause.end)
    if not tokens or len(rest) > LONGEST_PREDICATE or not phrases.begins_predicate(tokens[0]):
        return ""
    return phrases.text_of(tokens)


def _statistic(name: str, front: Front) -> Statistic | None:
    if "占" in name and name.endswith("比重"):
        return "share"
    if front.mean:
        return "mean"
    return "total" if _TOTAL.search(name) else None
