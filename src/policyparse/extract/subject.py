"""What a quantity measures and where: the subject of its clause, completed from the clauses before it.

The order of the questions: does the verb before the number make what is counted behind it; is a subject printed before
it; and where neither, what was the last subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from policyparse.extract.carry import is_of_each, is_stratum, per_head, stratum_of
from policyparse.extract.front import FALL_NAME, GROWTH_NAME, Front, Memory, read_front, take_place
from policyparse.extract.grant import grant_of
from policyparse.extract.lead import SHARE, counted_before, doer_of, share_named
from policyparse.extract.owner import PLANNED, is_dependent, owned
from policyparse.extract.sentence import Sentence
from policyparse.figure import Direction, Measure, Statistic
from policyparse.language import phrases
from policyparse.language.clauses import Clause
from policyparse.language.nlp import Token
from policyparse.language.quantities import RATES, Quantity, is_counter
from policyparse.vocabulary import load

_WITHIN = re.compile(r"^在(?P<whole>[^在]{2,}?)中的?(?:所?占(?:比重?|比例)?|比重)$")  # 在宽带用户中占比
_OWN_RATES = re.compile(r"自然增长率$")  # a level although it is called a growth
_CLASS = re.compile(
    r"(?:级|类|型|性|制|所有)$"
    r"|^(?:城市|农村|城镇|乡村|城乡|男性?|女性?|私人|个人|企业|公办|民办|公立|民营|国有|非国有|集体)$"
)
_PEOPLE = re.compile(r"^(?:城镇|农村|城乡|乡村|男|女)(?:居民|人口|家庭|性|户)")
_WHOLE_CLASS = re.compile(r"^(?:\d?A级(?:及?以上)?|各类|各级|全部|(?:国家|省|市|县|区|自治区)级及?(?:以上)?)")
_AGGREGATE = re.compile(
    r"(?:总?(?:数|量|额|规模|面积|产值|产量)|总数量|数量|年产值|年产量|增速|余额|占比|比重|均价|装机(?:规模|容量)?|市场规模|产业规模|综合产值)"
)
_COUNTED = re.compile(r"(?:人数|户数|[总数]量|数|规模)$")
_OF_THESE = re.compile(r"\s*之?中(?:的|有|，有)?\s*\d")  # 97个国民经济大类/中的80个
_OF_PLAN = re.compile(
    r"[，、\s]*(?:已|仅)?(?:完成|为|占)(?P<plan>[^，。；占为]{0,8}(?:预算|计划|目标|任务)(?:数|额)?)的?\s*$"
)
_JOINS = frozenset({"和", "与", "及", "以及", "、"})
_TOWARDS = frozenset({"对", "为", "给", "向", "将", "把"})
_PLAN = re.compile(r"(?:完成)?(?P<plan>(?:年度?|全年|当年)?(?:目标|任务|计划)(?:任务|数)?)")
_OF_COUNTED_PLAN = re.compile(
    r"完成(?P<plan>[^，。；\d]{0,6}(?:目标|任务|计划|预算)(?:任务|数)?)[\d.,万亿]+[^\d，。；]{1,4}的$"
)
_GAINS = re.compile(r"(?:受益|受惠|参保|脱贫|就业|参与|获奖|入住)$")  # 8400多万人受益
_STOCK = re.compile(r"^(?:累计|总数|总量)")
_SUMMED = re.compile(r"\s*(?:一?共|合计|总计|共计)")
_TOTAL = re.compile(r"总(?:数|量|额|计|数量|规模)$|合计$")
_LONGEST_PREDICATE = 16  # characters


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
    planned = _OF_PLAN.match(sentence.text[span[0] : quantity.start])
    planned = planned or _OF_COUNTED_PLAN.search(sentence.text[clause.start : quantity.start])
    if planned and quantity.unit == "%" and memory.indicator:
        name = f"{memory.indicator}完成{planned['plan']}比例"
        return Subject(front, name, None, "level", None, None, True, quantity.after, remark=True)
    passing = _named_in_passing(sentence, quantity, front, memory)
    if passing:
        return Subject(front, passing, front.place, "level", None, None, True, quantity.after, remark=True)
    grant = grant_of(sentence, clause, span[0], quantity)
    if grant:
        return Subject(front, grant, front.place, "level", None, None, False, quantity.after)
    ahead = _thing_ahead(sentence, quantity, front, min(span[1], clause.end))
    place, whole, elided = front.place, "", False
    if ahead:
        name = _name_with_object(sentence, clause, front.tokens, ahead)
        inside = ahead[-1].word.endswith("中")  # which jieba takes for a place or a part of 行业中
        if _OF_THESE.match(sentence.text, ahead[-1].end - inside):
            name = phrases.text_of(ahead)
            name = whole = name.removesuffix("中") if inside else name
    else:
        name = phrases.text_of(
            phrases.without_auxiliaries(phrases.without_reaching(phrases.without_light_verbs(front.tokens)))
        )
        name = _BODY.sub("", phrases.without_joining(name)) + _balance(sentence, front.tokens)
        if multiple := _MULTIPLE.match(name) if quantity.unit == "倍" else None:
            name = multiple["of"]
        if (
            reached := _REACHED.match(sentence.text, quantity.after)
            if quantity.unit in ("分钟", "小时", "天")
            else None
        ):
            name += reached["does"]
    opens = bool(ahead) and not front.tokens and memory.clause is None  # 约6%的增速/足以…, of no sentence before
    if name and memory.clause is None and (_AGGREGATE.fullmatch(name) or is_dependent(name)):
        doer = doer_of(sentence, clause, memory)
        memory = replace(memory, indicator=doer, owner=doer) if doer else memory
    if name and not opens:
        name, elided = _complete(name, front, quantity, memory, printed=bool(ahead))
        if not elided:
            name = per_head(name, quantity, memory.indicator, listed=memory.clause == clause.start)
    elif name:
        elided = False
    else:
        name, place = _refer_back(sentence, clause, quantity, front, memory)
        elided = True
    measure, direction = _measure(quantity, front, name)
    cut = phrases.cutting_verb(front.tokens) if measure == "level" and not ahead else ""
    if cut and len(name) > len(cut) + 1:  # 压减政府性基金项目30%
        name, direction = name.removeprefix(cut), "down"
        measure = "growth" if quantity.unit in RATES or quantity.form == "fraction" else "delta"
    end = ahead[-1].end if ahead else quantity.after
    return Subject(front, name, place, measure, direction, _statistic(name, front), elided, end, whole)


_MULTIPLE = re.compile(r"(?P<of>.*?)(?:大约|大致|约)?(?:相当于|[是为])(?=.)")  # 新建规模/是建设规模的两倍
_REACHED = re.compile(
    r"内?(?P<does>(?:上|到达?|可达|通达|直达|抵达|通往|办结|送达|进入)(?!达)[一-龥]{0,10})(?=$|[，。；、）])"
)  # 所有县市15分钟/上国道


_BODY = re.compile(
    r"^[一-龥]{1,12}?(?:部|委|局|厅|政府|公司|集团|银行)(?:会同|联合)?(?:[一-龥]{1,8}?(?:部|委|局))?(?=新增|新建|安排|下达|拨付|筹集|投入)"
)  # 水利部会同财政部/新增发展资金


def _named_in_passing(sentence: Sentence, quantity: Quantity, front: Front, memory: Memory) -> str:
    """The name of a number that the last subject is only compared with: its plan (``完成年度目标/12500人``), or what it is
    above or below (``比目标/4%/低0.6个百分点``); empty where it is neither.
    """
    against = bool(front.tokens) and front.tokens[0].word in ("比", "较")
    plan = _PLAN.fullmatch(phrases.text_of(front.tokens[against:])) if memory.indicator else None
    if plan:
        return memory.indicator + plan["plan"]
    return memory.indicator if against and sentence.text.startswith(_APART, quantity.after) else ""


_APART = ("低", "高", "多", "少", "快", "慢")
_SUMS = re.compile(r"\s*(?:总计|合计)")


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
    return ahead if (of_them or _is_open(sentence, quantity, front.tokens)) and phrases.has_noun(ahead) else ()


def _is_open(sentence: Sentence, quantity: Quantity, front: tuple[Token, ...]) -> bool:
    """Whether the words before a number leave open what it counts: none, a verb, a qualifier, a list, a preposition."""
    if not front or "有" in sentence.text[quantity.before : quantity.start] or phrases.ends_in_verb(front):
        return True
    close = quantity.before == quantity.start and is_counter(quantity.unit)
    towards = close and (front[0].word in _TOWARDS or is_stratum(phrases.text_of(front)))  # 中心城区/108个城中村
    return towards or front[-1].word in _JOINS or _lists_kinds(front, quantity) or bool(phrases.modifiers(front))


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
    if verb in _JOINS:
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
    if not tokens or len(rest) > _LONGEST_PREDICATE or not phrases.begins_predicate(tokens[0]):
        return ""
    return phrases.text_of(tokens)


def _refer_back(
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
    if is_counter(quantity.unit) and _SUMMED.match(sentence.text[clause.start : quantity.start]):
        counted = counted_before(sentence, clause)
        if counted:  # 第一批为市本级项目，共57个
            return counted, front.place
    stock = _STOCK.match(sentence.text[clause.start : front.at])
    return phrases.without_adding(memory.indicator) if stock else memory.indicator, front.place


def _place_before(sentence: Sentence, clause: Clause) -> str | None:
    """The place named right before a parenthesis: ``高于全国总体水平（37%）``."""
    before = [place for place in sentence.places if place.end <= clause.start]
    between = sentence.text[before[-1].end : clause.start] if before else "，"
    return before[-1].name if len(between) <= 8 and not set(between) & set("，、") else None


def _complete(name: str, front: Front, quantity: Quantity, memory: Memory, *, printed: bool) -> tuple[str, bool]:
    """A name completed with what an earlier clause printed, and whether it had to be; ``printed`` where the thing counted
    stands behind the number.
    """
    share = SHARE.match(name)
    if share and (quantity.unit in ("%", "") or quantity.form != "plain"):
        part = share["part"].strip("，、 ")
        elided = not part or part == "其" or bool(_AGGREGATE.fullmatch(part))
        return f"{memory.indicator.partition('占')[0] if elided else part}占{share['whole']}比重", elided
    within = _WITHIN.match(name)
    if within and memory.indicator:
        return f"{memory.indicator.partition('占')[0]}占{within['whole']}比重", True
    planned = PLANNED.search(name)
    bare = name[: planned.start()] if planned else name
    if memory.owner and is_dependent(bare):
        return owned(memory.owner, bare) + (planned[0] if planned else ""), True
    verb = front.tokens[-1].word if front.tokens and front.tokens[-1].tag.startswith("v") else ""
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
    ):
        return name + memory.indicator.partition(verb)[2], True  # 直接带动经济总产出…，间接带动/经济总产出
    if memory.indicator and _AGGREGATE.fullmatch(name):
        base = memory.indicator.partition("占")[0]
        counted = name in ("总量", "总数", "数量", "总规模") and _COUNTED.search(base)
        return (base if counted or base.endswith(name) else base + name), True
    if memory.unit == quantity.unit and (stratum := stratum_of(name, memory.indicator)):
        return stratum, True
    if front.part and name in load("words")["adds"] and memory.indicator and quantity.unit == memory.unit:
        return name + memory.indicator, True  # 高速公路里程600公里，其中新建/120公里
    made = bool(front.tokens) and phrases.is_making(front.tokens[0].word)  # 改造餐厅3558平方米
    made = bool(front.tokens) and phrases.is_making(front.tokens[0].word)  # 改造餐厅3558平方米
    by_tail = (
        memory.tail
        and not verb
        and not made
        and not phrases.MEASURE_NOUN.search(name)
        and _shares_measure(quantity, front, memory)
    )
    if by_tail and (not name.endswith("级") or quantity.unit in ("%", "‰")):
        return name + memory.tail, False
    if front.part and quantity.unit == memory.unit and not phrases.MEASURE_NOUN.search(name):
        rest = memory.indicator.partition(name[-2:])[2]
        if _PEOPLE.match(name) and not (rest and memory.indicator.endswith(rest)):
            return name + memory.indicator, True  # 恩格尔系数31%，其中城镇居民/30%
        if len(name) > 2 and quantity.unit in RATES and rest and memory.indicator.endswith(rest):
            return name + rest, True  # 居民恩格尔系数32.5%，其中城镇居民/32.3%
    divides = front.part or len(name) <= 2
    if divides and quantity.unit == memory.head_unit and _CLASS.search(name) and not name.endswith(memory.head):
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


def _shares_measure(quantity: Quantity, front: Front, memory: Memory) -> bool:
    """Whether a name without a measure shares that of the last one: 粮食作物52.79万公顷 after 播种面积71.80万公顷."""
    if quantity.unit in ("%", "‰"):
        return front.direction is not None and (memory.changed or front.part)
    if is_counter(quantity.unit):
        return quantity.unit == memory.unit and memory.tail.endswith(("量", "床位", "人数")) and front.part
    return quantity.unit == memory.unit


def _statistic(name: str, front: Front) -> Statistic | None:
    if "占" in name and name.endswith("比重"):
        return "share"
    if front.mean:
        return "mean"
    return "total" if _TOTAL.search(name) else None


_SECTORS = ("第一产业", "第二产业", "第三产业")


def distribute(
    subject: Subject, group: list[Quantity], memory: Memory, *, respectively: bool
) -> list[tuple[str, str | None]]:
    """Indicator and place of each number of a list.

    ``中山、珠海分别达到123.4%、120.0%`` gives each its place, ``高技术产业和装备制造业增加值分别增长10.6%和9.1%`` each its
    subject; a ratio list names its parts; ``respectively`` (分别) shares them out to the last subjects of the sentence. Where no
    list before them fits, all are of the one subject.
    """
    count = len(group)
    name, place, front = subject.indicator, subject.place, subject.front
    if group[0].shape == "part":
        parts = _SECTORS if count == 3 and "产业" in name else [f"第{n}项" for n in range(1, count + 1)]
        return [(f"{name}（{part}）", place) for part in parts]
    if count == len(_SECTORS) and "三次产业" in name and group[0].unit in (*RATES, "百分点"):
        return [(name.replace("三次产业", sector), place) for sector in _SECTORS]  # 贡献率分别为
    by_sector = len(memory.items) == count and all(item[:4] in _SECTORS for item in memory.items)
    if count > 1 and by_sector and "拉动" in name:
        return [(item[:4] + name.removeprefix("分别"), place) for item in memory.items]  # 分别拉动经济增长
    if count > 1:
        if len(front.places) == count:
            return [(name, each) for each in front.places]
        if respectively and not front.tokens and len(memory.recent) >= count:
            return [(item, place) for item in memory.recent[-count:]]  # 货运量3亿吨，周转量6亿吨公里，分别增长7%和9%
        if respectively and is_of_each(phrases.text_of(front.tokens)) and len(memory.recent) >= count:
            rate = phrases.text_of(front.tokens)
            return [(item + rate, place) for item in memory.recent[-count:]]
        items = phrases.listed(phrases.text_of(front.tokens)) if front.tokens else ()
        if len(items) == count:
            tail = memory.tail if _shares_measure(group[0], front, memory) else ""
            bare = not any(phrases.MEASURE_NOUN.search(item) for item in items)
            return [(item + tail if bare else item, place) for item in items]
        if len(front.tokens) <= 2 and len(memory.places) == count:
            return [(name, each) for each in memory.places]
        if len(front.tokens) <= 2 and len(memory.items) == count:
            return [(item, place) for item in memory.items]
    return [(name, place)] * count
