"""What a quantity measures and where: the subject of its clause, completed from the clauses before it.

The order of the questions: is a subject printed before the number; does the verb before it make what is counted behind
it; and where neither, what was the last subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from policyparse.extract.sentence import Sentence
from policyparse.figure import Direction, Measure, Statistic
from policyparse.language import phrases
from policyparse.language.clauses import Clause
from policyparse.language.nlp import Token
from policyparse.language.places import GROUP, NATION, Place
from policyparse.language.quantities import Quantity, is_counter

_SHARE = re.compile(r"^(?P<part>.*?)占(?P<whole>(?!比|地|用|有)[^占]+?)(?:的)?(?P<noun>比重|比例|份额|比)?$")
_GROWTH_NAME = re.compile(r"(?:年均|平均)?(?:复合)?(?:增长率|增长速度|增速|增幅|涨幅)$")
_FALL_NAME = re.compile(r"(?:下降率|降幅|跌幅)$")
_ANAPHORA = re.compile(r"^(?:相关|这些|上述|以上|各|该批|该)(?:城市|地区|省份|县域|县|企业)$")
_CLASS_NAME = re.compile(
    r"(?:级|类|型|性|制|所有)$|^(?:城市|农村|城镇|乡村|城乡|男性?|女性?|私人|个人|企业|公办|民办|公立|民营|国有|非国有|集体)$"
)
_WHOLE_CLASS = re.compile(r"^(?:各类|各级|全部|(?:国家|省|市|县|区|自治区)级(?:及)?(?:以上)?)")
_KEPT_VERBS = ("新增", "新建", "新认定", "新登记", "新设", "新开工", "净增", "增发", "发行")
_COMPARED = re.compile(r"^(?:比|较|高于|低于|快于|慢于|与|同)$")
_OF_THESE = re.compile(r"\s*(?:之)?中(?:的|有|，有)?\s*\d")


@dataclass(frozen=True, slots=True)
class Subject:
    """What one quantity measures. ``place`` is None where the clause names none. ``elided`` tells that the name came from
    an earlier clause; ``end`` is how far a name behind the number reaches; ``whole`` names the part that the next number
    counts (``97个大类中的80个``).
    """

    indicator: str
    place: str | None
    measure: Measure
    direction: Direction | None
    statistic: Statistic | None
    elided: bool
    end: int
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """The last subjects: what an elided one refers back to. ``tail`` is the measuring noun that parts of a whole share,
    ``changed`` whether the last number was a growth, ``head`` the whole that classes divide (省级以上/工程研究中心).
    """

    indicator: str = ""
    unit: str = ""
    tail: str = ""
    changed: bool = False
    head: str = ""
    place: str | None = None
    topic: str | None = None
    group: str | None = None
    items: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Front:
    """The words before a number once its parts are told apart. ``part`` where 其中 stands before them in the sentence,
    ``at`` where the number begins.
    """

    tokens: tuple[Token, ...]
    place: str | None
    places: tuple[str, ...]
    direction: Direction | None
    mean: bool
    part: bool
    at: int


def read_front(sentence: Sentence, start: int, quantity: Quantity, memory: Memory) -> Front:
    """The words from ``start`` to the number: place taken off the front, change and function words off the back."""
    tokens = phrases.trim_front(sentence.words(start, quantity.before))
    place, places, tokens = take_place(sentence, tokens, memory)
    tokens = phrases.trim_front(tokens)
    mean = (
        bool(tokens) and tokens[0].word == "平均" or sentence.text[quantity.before : quantity.start].startswith("平均")
    )
    if tokens and tokens[0].word == "平均":
        tokens = tokens[1:]
    tokens = phrases.trim_back(tokens)
    direction: Direction | None = None
    while tokens and (found := phrases.change_word(tokens[-1].word)) and not _is_name(tokens):
        direction = direction or ("up" if found == "up" else "down")
        tokens = phrases.trim_back(tokens[:-1])
    if direction:
        tokens = phrases.trim_back(_before_comparison(sentence, tokens))
    mean = mean or bool(tokens) and "平均" in sentence.text[tokens[-1].end : quantity.start]
    return Front(
        tokens, place, places, direction, mean, "其中" in sentence.text[sentence.start : quantity.start], quantity.start
    )


def _is_name(tokens: tuple[Token, ...]) -> bool:
    """Whether a word of change ends a name of its own (居民消费价格涨幅, 年均增长率)."""
    if len(tokens) < 2:
        return False
    last = tokens[-1].word
    return bool(_GROWTH_NAME.search(last) or _FALL_NAME.search(last)) or (tokens[-2].word, last) == ("经济", "增长")


def _before_comparison(sentence: Sentence, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Words up to 比 or 较: what the change is compared with (比上年年初预算增加) is no part of the name."""
    bases = [
        p.end for p in sentence.periods if p.role == "basis" and tokens and tokens[0].start < p.end <= tokens[-1].end
    ]
    if bases:
        tokens = tuple(token for token in tokens if token.end <= bases[0])
    elif any(p.role == "basis" and tokens and 0 <= tokens[0].start - p.end <= 1 for p in sentence.periods):
        return ()
    for n, token in enumerate(tokens):
        if _COMPARED.match(token.word):
            return tokens[:n]
    return tokens


def take_place(
    sentence: Sentence, tokens: tuple[Token, ...], memory: Memory
) -> tuple[str | None, tuple[str, ...], tuple[Token, ...]]:
    """The place or group that the words begin with, a list of places, and the words behind it."""
    if not tokens:
        return None, (), tokens
    start = tokens[0].start
    run = _leading_places(sentence, start)
    if run:
        rest = _after(tokens, _skip_and_others(sentence.text, run[-1].end))
        names = tuple(place.name for place in run)
        if _adjacent(run) and len(run) > 1:
            return names[-1], (names[-1],), rest
        return (names[0] if len(names) == 1 else None), names, rest
    text = sentence.text[start : tokens[-1].end]
    group = GROUP.match(text)
    if group and group.end() <= len(text):
        name = group["group"].strip(" 的")
        rest = _after(tokens, start + group.end())
        resolved = memory.group if _ANAPHORA.match(name) and memory.group else name
        return resolved, (resolved,), rest
    return None, (), tokens


def _leading_places(sentence: Sentence, start: int) -> list[Place]:
    """The places listed from ``start`` on: ``南昌、洛阳``, ``内蒙古鄂尔多斯``."""
    run: list[Place] = []
    at = start
    for place in sentence.places:
        if place.start < at:
            continue
        between = sentence.text[at : place.start].strip()
        if between not in ("", "、", "和", "与", "及", "，") or (not run and between):
            break
        run.append(place)
        at = place.end
    return run


def _adjacent(run: list[Place]) -> bool:
    return all(left.end == right.start for left, right in zip(run, run[1:], strict=False))


_AND_OTHERS = re.compile(
    r"\s*(?:等(?:地区?|城市|省份?|省市|省区市|市县?|县区?|\d+[^，、的]{0,6}?)?|两?地|两市|三地|各地|地区|范围内?)?(?:的)?"
)


def _skip_and_others(text: str, at: int) -> int:
    match = _AND_OTHERS.match(text, at)
    return match.end() if match else at


def _after(tokens: tuple[Token, ...], at: int) -> tuple[Token, ...]:
    return tuple(token for token in tokens if token.start >= at)


def find_subject(
    sentence: Sentence, clause: Clause, start: int, quantity: Quantity, limit: int, memory: Memory
) -> tuple[Subject, Front]:
    """What ``quantity`` measures. ``start`` is where unread words before it begin; ``limit`` where the next number's begin."""
    front = read_front(sentence, start, quantity, memory)
    measure = _measure(sentence, quantity, front)
    ahead_tokens = sentence.words(quantity.after, min(limit, clause.end))
    ahead = phrases.phrase_ahead(ahead_tokens) if _may_name_ahead(sentence, quantity) else ()
    name, elided, end, place = "", False, quantity.after, front.place
    whole = ""
    if (
        ahead
        and phrases.has_noun(ahead)
        and (not front.tokens or phrases.ends_in_verb(front.tokens) or _modifiers(front.tokens))
    ):
        name = _name_with_object(sentence, clause, front.tokens, ahead)
        end = ahead[-1].end
        if _OF_THESE.match(sentence.text, end):
            name, whole = phrases.text_of(ahead), name
    elif front.tokens:
        name = phrases.text_of(_without_function_verbs(front.tokens))
    if not name:
        name, place, elided = *_refer_back(sentence, clause, front, memory), True
    else:
        name, elided = _complete(name, front, quantity, memory)
    direction = front.direction
    if (
        measure == "level"
        and _GROWTH_NAME.search(name)
        and "自然增长率" not in name
        and quantity.unit in ("%", "倍", "")
    ):
        measure, direction = "growth", "up"
    if measure == "level" and _FALL_NAME.search(name):
        measure, direction = "growth", "down"
    if measure != "level" and direction is None:
        direction = "up"
    direction = direction if measure != "level" else None
    return Subject(name, place, measure, direction, _statistic(name, front), elided, end, whole), front


def _measure(sentence: Sentence, quantity: Quantity, front: Front) -> Measure:
    if quantity.shape == "doubling":
        return "growth"
    if quantity.unit in ("百分点", "千分点"):
        return "delta"
    if front.direction is None:
        return "level"
    if quantity.unit in ("%", "‰", "倍", "番"):
        return "growth"
    return "delta"


def _may_name_ahead(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether what stands behind the number can be the thing counted: a counter, or money or mass of something."""
    if (
        quantity.unit in ("%", "‰", "百分点", "千分点", "倍", "番")
        and quantity.form == "plain"
        or quantity.shape == "part"
    ):
        return False
    following = sentence.text[quantity.after : quantity.after + 1]
    return bool(following) and following not in "，。；：、,;）)"


def _modifiers(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words at the end that qualify what follows the number (``首批``, ``其余``, ``每年``)."""
    at = len(tokens)
    while at and tokens[at - 1].tag[0] in "mbrqaft":
        at -= 1
    return tokens[at:]


def _without_function_verbs(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """``实现5G新通话用户规模`` is named by its object; ``新增就业`` keeps its verb."""
    while len(tokens) > 1 and tokens[0].word in (
        "实现",
        "达到",
        "完成",
        "确保",
        "力争",
        "推动",
        "使",
        "保持",
        "拥有",
        "共有",
        "现有",
        "实有",
        "安排",
        "培育",
        "打造",
    ):
        tokens = tokens[1:]
    return tokens


def _name_with_object(sentence: Sentence, clause: Clause, front: tuple[Token, ...], ahead: tuple[Token, ...]) -> str:
    """The thing counted behind the number, with what the words around it add.

    ``建成/7万个/5G行业虚拟专网`` names the object alone, ``覆盖/330个/城市`` keeps subject and verb, and
    ``20个/城市/取得突破`` takes the predicate that follows: 取得突破的城市.
    """
    thing = phrases.text_of(ahead)
    modifiers = _modifiers(front)
    if front and modifiers:
        return phrases.text_of(modifiers) + thing
    if front:
        last = front[-1].word
        if any(last.startswith(verb) for verb in _KEPT_VERBS):
            return last + thing
        if phrases.is_making(last):
            return thing
        return (
            phrases.text_of(
                tuple(t for t in _without_function_verbs(front) if t.tag != "d" and t.word.strip("也已将均都还又"))
            )
            + thing
        )
    predicate = _predicate_after(sentence, clause, ahead[-1].end)
    return f"{predicate}的{thing}" if predicate else thing


def _predicate_after(sentence: Sentence, clause: Clause, at: int) -> str:
    """What the thing counted does, where the clause says so briefly; empty otherwise."""
    rest = sentence.text[at : clause.end]
    later = [q for q in sentence.quantities if at <= q.start < clause.end]
    if later and rest.lstrip().startswith("的"):
        ahead = phrases.phrase_ahead(sentence.words(later[-1].after, clause.end))
        return _predicate_after(sentence, clause, ahead[-1].end) if ahead else ""
    rest = phrases.without_adverbial(rest.strip())
    tokens = tuple(t for t in sentence.words(clause.start, clause.end) if t.start >= clause.end - len(rest))
    if (
        later
        or not tokens
        or len(rest) > 16
        or not (tokens[0].tag.startswith("v") or phrases.is_predicate(tokens[0]))
        or tokens[0].tag in ("p", "d")
    ):
        return ""
    return phrases.text_of(tokens)


def _refer_back(sentence: Sentence, clause: Clause, front: Front, memory: Memory) -> tuple[str, str | None]:
    """Subject and place of an elided clause: of a clause just before it that names a measure, else the last ones.

    ``专网建设规模稳步增长，累计超6.4万个``; in ``高于全国总体水平（37%）`` the place stands before the parenthesis.
    """
    if memory.whole:
        return memory.whole, front.place
    if any(clause.start <= q.start < front.at for q in sentence.quantities):
        return memory.indicator, front.place
    if clause.parent is not None:
        close = [p for p in sentence.places if p.end <= clause.start and clause.start - p.end <= 8]
        between = sentence.text[close[-1].end : clause.start] if close else "，"
        return memory.indicator, front.place or (
            close[-1].name if "，" not in between and "、" not in between else None
        )
    else:
        before = [c for c in sentence.clauses if c.end <= clause.start and c.parent is None]
        for earlier in reversed(before):
            if any(earlier.start <= q.start < earlier.end for q in sentence.quantities):
                break
            phrase = phrases.phrase_ahead(phrases.trim_front(sentence.words(earlier.start, earlier.end)))
            place, _, phrase = take_place(sentence, phrase, memory)
            name = phrases.text_of(phrase)
            if phrases.MEASURE_NOUN.search(name):
                return name, front.place or place
    return memory.indicator, front.place


def _complete(name: str, front: Front, quantity: Quantity, memory: Memory) -> tuple[str, bool]:
    """Shares, elided objects and parts of a whole completed with what an earlier clause printed, and whether that was so."""
    share = _SHARE.match(name)
    if (
        share
        and quantity.unit in ("%", "")
        and quantity.form != "fraction"
        or share
        and quantity.form in ("percent", "fraction")
    ):
        part = share["part"].strip("，、 ")
        elided = not part or part in ("总量", "总数", "数量", "其")
        if elided:
            part = memory.indicator.partition("占")[0]
        return f"{part}占{share['whole']}比重", elided
    last = front.tokens[-1] if front.tokens else None
    if last and last.tag.startswith("v") and last.word in memory.indicator and not phrases.MEASURE_NOUN.search(name):
        return name + memory.indicator.partition(last.word)[2], True
    aggregate = re.fullmatch(
        r"(?:总数|总量|总额|数量|规模|总规模|面积|总面积|产量|产值|增速|余额|占比|比重|均价)", name
    )
    if aggregate and memory.indicator:
        base = memory.indicator.partition("占")[0]
        return (base if base.endswith(name) else base + name), True
    if front.part and quantity.unit == memory.unit and _CLASS_NAME.search(name) and not name.endswith(memory.head):
        return name + memory.head, True
    if memory.tail and not phrases.MEASURE_NOUN.search(name) and _same_kind(quantity, front, memory):
        return name + memory.tail, False
    return name, False


def whole_of(indicator: str) -> str:
    """The noun that the classes of a whole divide: 省级以上工程研究中心 → 工程研究中心."""
    return _WHOLE_CLASS.sub("", indicator)


def _same_kind(quantity: Quantity, front: Front, memory: Memory) -> bool:
    """Whether a name without a measure shares that of the last one: 粮食作物52.79万公顷 after 播种面积71.80万公顷."""
    if quantity.unit in ("%", "‰"):
        return front.direction is not None and (memory.changed or front.part)
    if is_counter(quantity.unit):
        return quantity.unit == memory.unit and memory.tail.endswith("量") and front.part
    return quantity.unit == memory.unit


def _statistic(name: str, front: Front) -> Statistic | None:
    if "占" in name and name.endswith("比重"):
        return "share"
    if front.mean:
        return "mean"
    if re.search(r"总(?:数|量|额|计|数量|规模)$|合计$", name):
        return "total"
    return None


def distribute(front: Front, memory: Memory, count: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places or the subjects that ``count`` listed numbers belong to, one each; empty where no list fits."""
    if len(front.places) == count:
        return front.places, ()
    items = phrases.share_heads(phrases.coordinated(phrases.text_of(front.tokens))) if front.tokens else ()
    if len(items) == count:
        return (), items
    if not front.tokens or len(front.tokens) <= 2:
        if len(memory.places) == count:
            return memory.places, ()
        if len(memory.items) == count:
            return (), memory.items
    return (), ()


def default_place(subject: Subject, memory: Memory, fallback: str) -> tuple[str, bool]:
    """The place of a subject and whether it was inherited."""
    if subject.place:
        return subject.place, False
    if subject.elided and memory.place:
        return memory.place, True
    return memory.topic or fallback, True


__all__ = ["NATION", "Front", "Memory", "Subject", "default_place", "distribute", "find_subject", "take_place"]
