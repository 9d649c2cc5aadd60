"""The noun phrase that a number measures, found before it (``每万人拥有5G基站数/达38个``) or behind (``建成7万个/5G行业虚拟专网``).

jieba's words and tags say where a phrase begins and ends; words.yaml says which verbs end one.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from typing import Literal

from policyparse.language.nlp import Token
from policyparse.vocabulary import load

MEASURE_NOUN = re.compile(
    r"(?:率|(?<!需氧)量|额|值|数|比|比重|比例|占比|面积|收入|支出|规模|投资|价格|利润|余额|里程|强度|浓度|指数|人口|能耗|存栏|出栏|装机|缺口|价|金|贷款|存款|债券|消费|流量|水平|能力|时间|时长|寿命|覆盖|外资|零售|出口|进口|进出口|税收|非税|关税|所得税|增值税|床位|用户|经费|成本|费用|产能|效率|顺差|逆差|差额)$"
)
_SHARED_HEAD = re.compile(
    r"(?:(?:排放|消费|产生)总?量|排放强度|(?:入学|入园|巩固|死亡|发病|参保|就业|处理|回收|利用|签约|接种|管理|升学|自给|保证|检测|抽检)率|(?:保险|参保|就业|从业|旅游)人数|床位|营业收入|可支配收入|消费支出|播种面积|种植面积|销售面积|施工面积|运输量|周转量|吞吐量|收费收入|增加值|总产值|产值|总产量|产量|保有量|销售额|零售额|销售收入|营业收入|业务收入|可支配收入|投资额|投资|贷款余额|存款余额|余额|(?:年均|日均|平均)?浓度|出口额|进口额|进出口|出口|进口|总额|面积|人数|户数|数量|规模|覆盖率|普及率|渗透率|使用率|达标率|合格率|比重|占比|价格|利润|里程)$"
)
_PRICED = re.compile(
    r"^(?:按|以)[^，]{0,12}?(?:计算|口径|计价?|价格?(?=[比较同增上下]|$))|^(?:扣除|考虑|剔除)[^，]{1,24}?因素(?:后|影响)?"
)
_ADVERBIAL = re.compile(
    r"^(?:在|从|按|以|就|对)[^，]{1,60}?(?:等?方面|来看|看|计算|领域|范围内|过程中|基础上|口径|之间)"
)
_QUOTES = '“”"‘’'


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("words")[name])


def change_word(word: str) -> Literal["up", "down"] | None:
    """``up`` or ``down`` for a word of change (增长, 回落); None for any other."""
    return "up" if word in _words("up") else "down" if word in _words("down") else None


def split_change(token: Token) -> tuple[Token, ...]:
    """``价格上涨`` as two words, which jieba's dictionary joins."""
    if len(token.word) < 4 or token.tag == "i" or not change_word(token.word[-2:]):
        return (token,)
    middle = token.end - 2
    return Token(token.start, middle, token.word[:-2], "n"), Token(middle, token.end, token.word[-2:], "v")


def is_making(word: str) -> bool:
    """Whether a verb makes the thing counted behind the number (建成, 培育)."""
    return word in _words("makes")


def is_adding(word: str) -> bool:
    """Whether a verb adds what it counts to a stock (新增, 净增), so that it stays in the name."""
    return word.startswith(tuple(_words("adds")))


def without_adding(name: str) -> str:
    """A stock by the name of its flow: 新增智能工厂 → 智能工厂."""
    verb = next((verb for verb in sorted(_words("adds"), key=len, reverse=True) if name.startswith(verb)), "")
    return name.removeprefix(verb)


_ISSUERS = frozenset(load("qualifiers")["jurisdictions"])


def without_light_verbs(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """``实现5G新通话用户规模`` is named by its object; ``新增就业`` keeps its verb."""
    whole = tokens
    while len(tokens) > 1 and (
        tokens[0].word in _words("light_verbs") or (tokens is not whole and tokens[0].word in _ISSUERS)
    ):
        tokens = tokens[1:]  # 安排/全市/重点项目
    return tokens


_CUTS = frozenset({"压减", "削减", "压缩", "缩减", "降低", "减少"})


def cutting_verb(tokens: tuple[Token, ...]) -> str:
    """A verb of cutting before what it cuts (``压减/一般性支出``); empty where there is none."""
    return tokens[0].word if len(tokens) > 1 and tokens[0].word in _CUTS else ""


def without_doing(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """What a clause speaks of, the adverbs and the verb of change or making before it dropped (``逐步降低/农业税税率``)."""
    kept = trim_front(tokens)
    while len(kept) > 1 and (
        kept[0].tag in ("d", "ad") or change_word(kept[0].word) or kept[0].word in ("要", "逐年", "适当")
    ):
        kept = kept[1:]
    return kept


_SAYS = frozenset({"提出", "明确", "指出", "确定", "公布", "要求"})
_SAID_WITHIN = 6  # words of a name


def without_auxiliaries(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """A subject and its verb without what stands between (``中央财政/将为此/投入``) and who set it (``会议提出``)."""
    said = max((n + 1 for n, token in enumerate(tokens[:_SAID_WITHIN]) if token.word in _SAYS), default=0)
    idle = ("将", "为此", "拟", "还将", "了")
    return tuple(token for token in (tokens[said:] or tokens) if token.word not in idle)


@cache
def _joining() -> re.Pattern[str]:
    table = load("words")["joining"]
    barred = "|".join(table["not"])
    return re.compile(rf"^(?:{'|'.join(table['words'])}|加上(?!级|年|解|缴)|加(?!{barred}))(?=.{{2}})")


def without_joining(name: str) -> str:
    """A name without the word that adds it to the one before.

    >>> without_joining("加上级补助收入"), without_joining("加上结转收入"), without_joining("加工贸易进出口")
    ('上级补助收入', '结转收入', '加工贸易进出口')
    """
    return _joining().sub("", name)


_BETWEEN = re.compile(r"^(?P<who>[一-龥]{2,}?)(?:将|共|累计)?(?:完成|实现|取得)(?!投资|的)(?=[一-龥]{2,}$)")


def without_verb_between(name: str) -> str:
    """The name of a measure without the light verb between whose it is and what is measured; 完成投资 measures together.

    >>> without_verb_between("港口完成货物吞吐量"), without_verb_between("重大项目完成投资")
    ('港口货物吞吐量', '重大项目完成投资')
    """
    return _BETWEEN.sub(r"\g<who>", name) if MEASURE_NOUN.search(name) or name.endswith("就业") else name


def without_adverbs(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Subject and verb without the adverbs between them (``5G应用/已经/融入``)."""
    return tuple(t for t in without_light_verbs(tokens) if t.tag not in ("d", "ul") and t.word.strip("也已将均都还又"))


def modifiers(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words at the end that qualify what follows the number (``首批``, ``其余``, ``每年``)."""
    at = len(tokens)
    while at and tokens[at - 1].tag[0] in "mbrqaft":
        at -= 1
    return tokens[at:]


def begins_predicate(token: Token) -> bool:
    """Whether a word can open what a counted thing does (``取得突破``)."""
    return token.tag not in ("p", "d") and (token.tag.startswith("v") or is_predicate(token))


def is_predicate(token: Token) -> bool:
    """Whether a word ends the noun phrase before it."""
    if token.word in _words("predicates"):
        return True
    if len(token.word) == 4 and change_word(token.word[2:]):  # 稳步增长
        return True
    return token.tag in ("p", "d", "r", "uj", "ul", "uz", "ud", "y", "f") and token.word not in ("的", "每", "各", "本")


def trim_front(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Openers, conjunctions, adverbs and marks dropped from the front (``其中``, ``目前``, ``全年``)."""
    openers = _words("openers")
    kept = tokens
    while (
        kept
        and not (len(kept) > 1 and kept[0].word == "内" and kept[1].word == "、")
        and (
            kept[0].word in openers
            or kept[0].word in ("和", "及", "以及")
            or not kept[0].word.strip(" ，、：；的—-·*中内①②③④⑤⑥⑦⑧⑨⑩")
            or _is_minor(kept[0])
        )
    ):
        kept = kept[1:]
    return kept


def trim_back(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Function words between a subject and its number dropped from the back (``分别``, ``累计``, ``已``)."""
    links = _words("links")
    kept = tokens
    while (
        kept
        and not _names_plan(kept)
        and (kept[-1].word in links or not kept[-1].word.strip(" ，、：") or _is_function(kept[-1]))
    ):
        kept = kept[:-1]
    return kept


_PLANNED = frozenset({"投资", "资金", "用地", "招生", "融资"})


def is_planned(word: str) -> bool:
    """Whether a word makes a name with the 计划 behind it (年度投资计划)."""
    return word in _PLANNED


def _names_plan(tokens: tuple[Token, ...]) -> bool:
    return len(tokens) > 1 and tokens[-1].word == "计划" and is_planned(tokens[-2].word)


def _is_function(token: Token) -> bool:
    """An adverb, preposition or particle; 比 right before a number ends a ratio's name (网络驻留比)."""
    return token.tag in ("d", "p", "ul") and token.word != "比"


def each_of(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words up to a verb that say of what each there is so much (``每个重点行业/打造``); none where there is no 每."""
    if not tokens or not tokens[0].word.startswith("每"):
        return ()
    return tuple(takewhile(lambda token: not is_making(token.word), tokens))


def _is_minor(token: Token) -> bool:
    """A conjunction, particle or one-character adverb; 自然 and the like, tagged adverbs, may begin a name."""
    return token.tag in ("c", "y") or (token.tag == "d" and len(token.word) == 1)


def without_adverbial(text: str) -> str:
    """A leading adverbial of place or respect dropped (``在流量提升、网络建设等方面取得突破`` → ``取得突破``)."""
    match = _ADVERBIAL.match(text)
    return text[match.end() :] if match else text


def after_pricing(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Words behind a remark on prices or scope in front of a change (``按不变价格计算/增长``, ``扣除不可比因素``)."""
    text = "".join(token.word for token in tokens)
    match = _PRICED.match(text)
    left = match.end() if match else 0
    while left > 0 and tokens:  # by their lengths: a time may stand between them (按2017年平均汇率计算)
        left, tokens = left - len(tokens[0].word), tokens[1:]
    return tokens


def before_pricing(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Words up to a remark on prices that ends them (``工业增加值/按可比价格计算/增长``)."""
    at = next((n for n, token in enumerate(tokens) if n and token.word in ("按", "以", "扣除", "剔除")), len(tokens))
    rest = "".join(token.word for token in tokens[at:])
    match = _PRICED.match(rest)
    return tokens[:at] if match and match.end() == len(rest) else tokens


_HOLDS = frozenset({"共", "共有"})  # 群众文化机构/共有/馆办文艺团体


def text_of(tokens: tuple[Token, ...]) -> str:
    """The words joined, layout spaces, note marks, 共 and a trailing 的 left out."""
    text = "".join(token.word for n, token in enumerate(tokens) if n == 0 or token.word not in _HOLDS)
    return re.sub(r"\[\d+\]", "", text).strip(" ，、：；—-").removesuffix("的").strip()


_DOERS = ("项目", "企业", "工程", "产品", "单位", "机构", "园区")


def phrase_ahead(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The noun phrase that ``tokens`` begin with: up to a predicate, preposition, adverb or mark.

    A verb inside the phrase (5G/应用/解决方案) stays where a noun follows it.
    """
    while tokens and tokens[0].word in ("的", " "):
        tokens = tokens[1:]
    done = len(tokens) > 1 and tokens[0].tag.startswith("v") and tokens[1].word.endswith(_DOERS)  # 64个/投产/项目
    phrase = list(tokens[:done])
    phrase += takewhile(lambda token: not _ends_phrase(token), tokens[done:])
    while phrase and _dangles(phrase[-1]):
        phrase.pop()
    return tuple(phrase)


_PLACED = re.compile(
    r"(?P<counted>.{0,10}?(?:城市|省份|省区市|地市|区县|市县|县区|县域|流域|湖泊|水库|断面|站点|行业|企业))(?:平均|的)?(?P<measure>.{3,})"
)


def without_measure(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """What is counted, without the measure of it that the next number gives (``41个/城市/平均优良天数比例为85%``)."""
    match = _PLACED.fullmatch("".join(token.word for token in tokens))
    if not match or not MEASURE_NOUN.search(match["measure"]):
        return tokens
    end, kept = match.end("counted"), 0
    while kept < len(tokens) and end > 0:
        end, kept = end - len(tokens[kept].word), kept + 1
    return tokens[:kept] if end == 0 else tokens


def noun_phrase(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words up to the first verb, adverb or preposition, where they end in a noun; none where they do not."""
    phrase = tuple(takewhile(lambda t: t.tag[0] not in "vdpcruzmi" and not is_predicate(t), tokens))
    phrase += tuple(tokens[len(phrase) : len(phrase) + 1]) if _closes(tokens, len(phrase)) else ()
    named = bool(phrase) and (phrase[-1].tag[0] in "nl" or phrase[-1].tag in ("vn", "eng")) and len(text_of(phrase)) > 1
    return phrase if named else ()


def furthered(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """What a clause without a subject is to further (``大力发展/光伏发电``); none where it says anything else."""
    kept = tokens
    while kept and (kept[0].word in _words("furthers") or kept[0].tag in ("d", "ad", "a")):
        kept = kept[1:]
    named = bool(kept) and all(t.tag[0] in "nlbajs" or t.tag in ("vn", "eng") or t.word in "、和" for t in kept)
    return kept if named and len(kept) < len(tokens) and kept[-1].tag[0] in "nlv" else ()


def _closes(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a verbal noun ends the phrase (光伏/发电), the word behind it being a verb or an adverb."""
    return 0 < at < len(tokens) - 1 and tokens[at].tag == "vn" and tokens[at + 1].tag[0] in "vda"


def _dangles(token: Token) -> bool:
    """Whether a word cannot end a phrase: a mark, 的 or a conjunction; a closing quote can."""
    return token.word in ("、", "的", "和", "与", "及", "“", "（", "以上", "以下") or (
        token.tag in ("c", "x") and token.word not in _QUOTES + "）"
    )


def _ends_phrase(token: Token) -> bool:
    if token.word in "、（）()" or token.word in _QUOTES or token.word in ("的", "和", "与", "及", "以上", "以下"):
        return False
    return is_predicate(token) or token.word in "，。；：" or (token.tag == "x" and not token.word.strip())


def has_noun(tokens: tuple[Token, ...]) -> bool:
    """Whether any word may stand for a thing: a noun, an abbreviation, a verbal noun or a quoted name."""
    return any(token.tag[0] in "nabjlvtiqk" or token.tag == "eng" for token in tokens)


_ACCOUNTS = frozenset({"收入", "支出"})  # which jieba takes for verbs


def ends_in_verb(tokens: tuple[Token, ...]) -> bool:
    """Whether the last word is a plain verb, so that its object must follow the number."""
    last = tokens[-1]
    if last.word in _ACCOUNTS:
        return False
    return last.tag in ("v", "vd", "vi") or is_making(last.word) or last.word in _words("predicates")


def awaits_object(tokens: tuple[Token, ...]) -> bool:
    """Whether words are none or end in a verb whose object a rate with 的 divides (``连接了全国/88%的县``)."""
    kept = tokens
    while kept and (kept[-1].tag in ("ns", "ul", "d") or kept[-1].word in ("全省", "全市", "全县")):
        kept = kept[:-1]
    return not kept or (kept[-1].tag == "v" and kept[-1].word != "占" and kept[-1].word not in _ACCOUNTS)


def measure_tail(name: str, tokens: tuple[Token, ...]) -> str:
    """The measuring end of a name that its parts share: 播种面积 of 农作物总播种面积, 产量 of 粮食总产量."""
    words = [token.word for token in tokens]
    compound = _SHARED_HEAD.search(name)
    if not words or not compound or not name.endswith(words[-1]):
        return ""
    tail = compound[0] if len(compound[0]) > len(words[-1]) else words[-1]
    if not _SHARED_HEAD.search(tail):
        return ""
    short = len(tail) < 3 and len(words) > 1 and (tokens[-2].tag.startswith("v") or tail == "总额")
    return ((words[-2] + tail) if short else tail).removeprefix("总")


def without_measure_end(name: str) -> str:
    """What is measured, without the measure at the end of its name.

    >>> without_measure_end("粮食种植面积"), without_measure_end("粮食")
    ('粮食', '粮食')
    """
    head = _SHARED_HEAD.search(name)
    return name[: head.start()] or name if head else name


# The words that join a list, not the same characters inside another word (普及率, 参与率, 和谐社区).
_JOINS = re.compile(
    r"以及|(?<![共缓温总饱亲调])和(?![谐平解睦])|(?<![参赋授给])与|(?<![普涉波危触推企])及(?![其以时格])"
)
_AND = re.compile(rf"、|{_JOINS.pattern}")


def coordinated(text: str) -> tuple[str, ...]:
    """The items of a list ``A、B和C``; one item where it is no list. Quoted and parenthesised marks divide nothing.

    >>> coordinated("高技术产业和装备制造业"), coordinated("教育")
    (('高技术产业', '装备制造业'), ('教育',))
    """
    parts = re.split(_AND, re.sub(r"[（(][^）)]*[）)]", "", text))
    return tuple(part.strip(" 的") for part in parts if part.strip(" 的"))


_SUCH = re.compile(r"等[一-龥]{0,8}$")
_SUMMED_UP = re.compile(r"等?(?:[二两三四五六七八九十]|\d+)[项类种个大家](?=[一-龥])")


_SECTORS = re.compile(
    r"^第?(?P<first>[一二三])(?:产业)?(?P<mark>、|和|与|及)第?(?P<second>[一二三])(?:(?P<mark2>、|和|与|及)第?(?P<third>[一二三]))?产业"
)
_SHARED_END = re.compile(
    r"^(?P<first>[内外进出男女])(?P<mark>、)(?P<second>[内外进出男女])(?P<end>[贸资商销口性需])"
)  # 内、外贸
_SHARE_OF = re.compile(r"占[^占、]+(?:比重|比例|份额|比)$")


def listed(name: str, count: int = 0) -> tuple[str, ...]:
    """The items of a list, each with the measuring noun that only its end prints, what sums the list up left out.

    Where the list must have ``count`` items, only as many of its 和 and 及 divide: the others are inside of items.

    >>> listed("二氧化硫、二氧化氮和细颗粒物三项污染物年均浓度")
    ('二氧化硫年均浓度', '二氧化氮年均浓度', '细颗粒物年均浓度')
    >>> listed("家具及用品、书报和杂志、住宿的价格", 3), listed("第一、第二产业占比")
    (('家具及用品价格', '书报和杂志价格', '住宿的价格'), ('第一产业占比', '第二产业占比'))
    """
    sectors = _SECTORS.match(name)
    if sectors:
        numbers = filter(None, sectors.group("first", "second", "third"))
        name = "、".join(f"第{number}产业" for number in numbers) + name[sectors.end() :]
    name = _SHARED_END.sub(r"\g<first>\g<end>\g<mark>\g<second>\g<end>", name)
    summed, head = _SUMMED_UP.search(name), _SHARED_HEAD.search(name)
    such = _SUCH.search(name[: head.start()]) if head else None
    if summed and head and summed.end() < head.start():
        name = name[: summed.start()] + head[0]
    elif such and head:
        name = name[: such.start()] + head[0]  # 氨氮等主要污染物/排放总量
    items = next((items for items in _divisions(name) if len(items) == count), coordinated(name))
    share = _SHARE_OF.search(items[-1]) if items else None
    if share and share.start() and not any("占" in item for item in items[:-1]):
        return tuple(item + share[0] for item in items[:-1]) + items[-1:]
    return share_heads(items)


def _divisions(name: str) -> tuple[tuple[str, ...], ...]:
    """The ways in which a list can be divided: at every mark and conjunction, at its marks, at these and the last 和."""
    marked = tuple(part.strip(" 的") for part in re.split(r"、", name))
    joins = list(_JOINS.finditer(marked[-1]))
    ended = (*marked[:-1], marked[-1][: joins[-1].start()], marked[-1][joins[-1].end() :]) if joins else marked
    return coordinated(name), marked, ended


def share_heads(items: tuple[str, ...]) -> tuple[str, ...]:
    """Items completed with the measuring noun that only the last one prints (``高技术产业和装备制造业增加值``).

    >>> share_heads(("高技术产业", "装备制造业增加值"))
    ('高技术产业增加值', '装备制造业增加值')
    """
    match = _SHARED_HEAD.search(items[-1]) if items else None
    if not match or match.start() == 0:
        return _share_ending(items)
    head = match[0]
    return tuple(item if MEASURE_NOUN.search(item) else item + head for item in items[:-1]) + items[-1:]


_SHORT = 4  # characters of a class that stands for a whole name
_ENDING = 3


def _share_ending(items: tuple[str, ...]) -> tuple[str, ...]:
    """Classes of one length completed with what only the last of them prints (``居民、职工/门诊报销范围``)."""
    size = len(items[0]) if len(items) > 1 else 0
    alike = 0 < size <= _SHORT and all(len(item) == size for item in items[:-1])
    if not alike or len(items[-1]) < size + _ENDING or any(MEASURE_NOUN.search(item) for item in items[:-1]):
        return items
    return tuple(item + items[-1][size:] for item in items[:-1]) + items[-1:]
