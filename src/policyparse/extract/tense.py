"""When a figure holds, and whether it is promised, observed or a bar: from its sentence, its section, its document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from policyparse.extract.context import Section, Setting
from policyparse.extract.sentence import Sentence
from policyparse.figure import FigureKind
from policyparse.language.clauses import Clause
from policyparse.language.periods import Period
from policyparse.language.quantities import Quantity

_PROMISE = re.compile(
    r"力争|争取|预期|目标(?!的|任务的)|下一步|确保|(?<![虚模])拟(?:安排|按|定于|于|新增|将)?|计划(?=[到在于将]|新|安排|建|实施|完成|投|用)|将(?:再|继续|陆续|累计|全部|全面|力争|有)?(?:达|建|实现|超|新[增建改]|突破|开[工展通放]|推|组织|实施|培|投|完成|改|扩|覆盖|启动|提[高升供]|增[加长至]|降|下降|引|培|拿出|安排|支持|补|发放|惠及|筹)|规划|努力"
    r"|到时|届时|要(?:达到|实现|完成)|安排(?!到|在)"
    r"|(?:一次性|最高)(?:给予|予以)?[^，。]{0,8}(?:奖励|补助|补贴|资助|支持)|给予[^，。]{0,12}(?:奖励|补助|补贴|资助)"
)
_BAR = re.compile(
    r"""
    (?:统计|纳入|支持|申报|认定|适用)范围(?:为|包括|是|限于)                          # 规上工业统计范围为年主营业务收入2000万元及以上…
  | (?:起点|认定|划分|准入|达标|申报|评价)(?:标准|条件|门槛)(?:为|是|包括|：|由[^，。]{0,40}(?:提高|调整|降低)[到至为])           # 准入标准为年产值1亿元以上
  | (?:申报|参评|申请|入选|认定|推荐)[^。；]{0,24}?(?:应|须|需|必须)(?!要)              # 申报企业年营业收入应不低于500万元
  | (?:是指|系指|指)[^。；，]{0,30}(?:及以上|以上|及以下|以下|以内)的                  # 规模以上工业是指…2000万元及以上的工业企业
  | (?:应|须|需|必须)(?:当|要)?(?:不低于|不少于|不高于|不超过|达到|具备|具有|满足|大于|小于)  # 场地面积须达到300平方米
  | 方可|即可|符合(?:下列|以下)条件
    """,
    re.VERBOSE,
)
_GIVES = re.compile(r"给予|予以(?:奖励|补助|补贴|资助)|一次性(?:奖励|补助|补贴)|最高(?:奖励|补助|补贴|不超过)")
_DONE = re.compile(
    r"已(?!知)|截至|截止|(?<![由从])(?:目前|当前)|同比|比上年|较上年|完成了|实现了|达到了|创历史|首次|连续\w年|历史性|过去|年来|圆满|提前"
)


@dataclass(frozen=True, slots=True)
class Governing:
    """A time still in force: its ISO form and whether it is a deadline."""

    iso: str = ""
    deadline: bool = False


def lasting_time(sentence: Sentence) -> Governing | None:
    """The time that the sentences after this one inherit. A mere day (12月12日) dates an event, not data."""
    named = [
        t for t in sentence.periods if t.iso and t.role in ("deadline", "asof", "plain") and not _is_base(sentence, t)
    ]
    lasting = [t for t in named if t.role != "plain" or len(t.iso.rpartition("/")[2]) < 10]
    return Governing(lasting[-1].iso, lasting[-1].role == "deadline") if lasting else None


_MODIFIES = re.compile(
    r"(?:新)?(?:投产|建成|启动|开工|实施|引进|签约|上市|发布|出台|印发|成立|制定)的"
)  # 去年投产的项目


_OF_THEN = re.compile(r"的\s*")  # 比2020年的/30.2%提高5个百分点
_SINCE = re.compile(r"起|年起")  # 从2011年起


def _ratio_start(sentence: Sentence, quantity: Quantity) -> int:
    """Where the list of ratios begins that a part of it stands in."""
    head = sentence.text[sentence.start : quantity.start]
    return sentence.start + len(head.rstrip("0123456789.:：∶ "))


_BASE_OF_TIMES = re.compile(
    r"(?:的?[^，。；的]{1,14})?的(?:近|约|超过|超)?[\d一二两三四五六七八九十百.]+多?倍"
)  # 是过去10年/建设规模的两倍


def _is_base(sentence: Sentence, time: Period) -> bool:
    """Whether a time is that of what a multiple is reckoned from, not of the multiple."""
    return time.role == "plain" and _BASE_OF_TIMES.match(sentence.text, time.end) is not None


def own_period(sentence: Sentence, quantity: Quantity) -> Period | None:
    """The time in a number's own sentence that governs it: ``2020年的7.8%``, else the last one before it, else one in a
    parenthesis right behind.
    """
    at = _ratio_start(sentence, quantity) if quantity.part > 1 else quantity.before
    named = [
        t for t in sentence.periods if t.iso and not _MODIFIES.match(sentence.text, t.end) and not _is_base(sentence, t)
    ]
    before = [t for t in named if t.end <= quantity.start and t.role != "basis"]
    bases = [t for t in named if t.role == "basis" and t.end <= quantity.start]
    if (
        bases
        and sentence.text[bases[-1].start] in "比较与同跟"
        and _OF_THEN.fullmatch(sentence.text, bases[-1].end, quantity.start)
    ):
        return bases[-1]
    close = [t for t in before if t.role == "start" and sentence.text[t.end : at].strip() in ("的", "")]
    governing = (
        close
        or [t for t in before if t.role != "start"]
        or [t for t in before if _SINCE.match(sentence.text, t.end - 1)]
    )
    if governing:
        return governing[-1]
    behind = (t for t in sentence.periods if t.iso and t.start >= quantity.after)
    return next((t for t in behind if re.fullmatch(r"\s*[（(]", sentence.text[quantity.after : t.start + 1])), None)


_FROM = re.compile(r"(?:由|从)(?:(?:目前|现在|当前|现有|原来|原先)的?)?[约近不足超过]*\s*[\d.:：∶]*$")
_CHANGES_TO = re.compile(
    r"[\d.:：∶]*[^，。；、]{0,10}?(?:提高|增加|上升|提升|扩大|增长|发展|拓展|扩展|延长|下降|降低|减少|缩短|缩小|压缩|压减|优化|变化|转变|演变|变|降|升|增|减|调整|扩增|恢复)(?:到|至|为|成)"
)


def is_origin(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number is what a change sets out from: ``由/48%/提高到55%``, and each part of ``由3:45:52/调整为4:44:52``.

    It is observed even where 55% is promised.
    """
    ahead = sentence.text[sentence.start : quantity.start]
    dated = re.sub(r"(?<=[由从])[^，；]{0,8}年底?的?$", "", ahead)
    return _FROM.search(dated) is not None and _CHANGES_TO.match(sentence.text, quantity.after) is not None


_BETWEEN = re.compile(r"\s*(?:[、和与及]|以及)\s*")


def shared_periods(sentence: Sentence, group: list[Quantity]) -> list[Period | None]:
    """The time of each number of a list, where as many times are listed before it: ``到2030年和2035年，分别达到70%和80%``,
    or where all of them are of the year that they set out from (``分别从2012年的7亿人、1亿人增加到…``).
    """
    origin = own_period(sentence, group[0]) if len(group) > 1 else None
    if origin and origin.role == "start":
        return [origin] * len(group)
    before = [t for t in sentence.periods if t.iso and t.end <= group[0].start][-len(group) :]
    text = sentence.text
    listed = all(_BETWEEN.fullmatch(text, left.end, right.start) for left, right in pairwise(before))
    if len(before) < max(2, len(group)) or not listed:
        return [None] * len(group)
    around = text[max(sentence.start, before[0].start - 4) : group[0].start]
    return list(before) if "分别" in around else [None] * len(group)


def kind_of(
    sentence: Sentence, clause: Clause, own: Period | None, section: Section, setting: Setting, *, led: bool
) -> FigureKind:
    """Target, result or bar of a number in ``clause``.

    A section of conditions sets bars. A deadline or a time still to come promises, a data date reports; then the words up to the clause's end, the heading,
    and the kind of document. ``led`` where a lead sentence has set a deadline for the section.
    """
    near, whole = sentence.text[sentence.start : clause.end], sentence.text[sentence.start : sentence.end]
    if section.tense == "threshold" or _bars(whole, own, setting):
        return "threshold"
    by_time = _kind_by_time(own, near, setting)
    if by_time:
        return by_time
    done, promised = _is_done(whole, near), sentence.text[clause.start : clause.end]
    if _promises(promised, setting) and not _is_done(promised, promised) and section.tense != "reported":
        return "target"
    if setting.tense == "target" and section.tense != "reported" and _GIVES.search(promised):
        return "target"
    if _promises(near, setting) and not done and section.tense != "reported":
        return "target"
    if section.tense and not (section.tense == setting.tense == "target" and done):
        return section.tense
    return "reported" if setting.tense == "target" and done and not led else setting.tense


_FIRM = re.compile(r"力争|争取|确保|计划|预期|[就还也均都]?将(?!近)|努力")
_AGAINST_LAST = re.compile(r"(?:比|较)上年|同比")


_ARRANGED = re.compile(r"安排|努力|规划")


def _promises(text: str, setting: Setting) -> bool:
    """Whether words promise; in an account of what was done, 安排 and its kin do not (安排投资66亿元)."""
    return _PROMISE.search(_ARRANGED.sub("", text) if setting.tells else text) is not None


def is_still_to_come(sentence: Sentence, own: Period | None, paragraph: Governing, setting: Setting) -> bool:
    """Whether a sentence of news that names no time goes on with what the one before it sets for a time to come."""
    if own is not None or setting.yearly or not _ends_later(paragraph.iso, setting):
        return False
    return _DONE.search(sentence.text[sentence.start : sentence.end]) is None


_EARLY = 3  # months


def _ends_later(iso: str, setting: Setting) -> bool:
    """Whether a time ends in a later year than the document's, or is the whole year of one that was written early in it."""
    clock = setting.clock
    if clock.year is None or not iso:
        return False
    early = clock.month is not None and clock.month <= _EARLY and not setting.yearly
    return iso.rpartition("/")[2][:4] > str(clock.year) or (early and iso == str(clock.year))


def _is_done(whole: str, near: str) -> bool:
    """Whether words of a sentence tell what came true; 比上年 does not, where the words before it promise."""
    return _DONE.search(_AGAINST_LAST.sub("", whole) if _FIRM.search(near) else whole) is not None


def _bars(whole: str, own: Period | None, setting: Setting) -> bool:
    """Whether a sentence outside a plan says what qualifies; one with a year to come promises."""
    to_come = own is not None and setting.clock.year is not None and own.iso[:4] > str(setting.clock.year)
    return not setting.plan and not to_come and _BAR.search(whole) is not None


def _kind_by_time(own: Period | None, near: str, setting: Setting) -> FigureKind | None:
    if own is None:
        return None
    if own.role == "asof" or (own.role == "deadline" and _is_past(own, near, setting)):
        return "reported"
    year, last = setting.clock.year, int(own.iso.rpartition("/")[2][:4])
    if own.role == "deadline":
        return "target" if year is None or last >= year else "reported"
    if year is not None and last > year:
        return "target"
    if _ends_later(own.iso, setting) and "以来" not in near and not _DONE.search(near):
        return "target"
    return "reported" if year is not None and last < year and not _PROMISE.search(near) else None


def _is_past(own: Period, near: str, setting: Setting) -> bool:
    """Whether 到 names a date that is over: a month no later than the document, or words that say so (``到10月底已超过``)."""
    end, clock = own.iso.rpartition("/")[2], setting.clock
    if clock.year is None:
        return False
    now = f"{clock.year}-{clock.month:02}" if clock.month else str(clock.year)
    return (len(end) >= 7 and end[:7] <= now) or (end[:4] <= now[:4] and re.search(r"已(?!知)", near) is not None)


def year_before(period: str) -> str:
    """The same time a year earlier.

    >>> year_before("2023"), year_before("2023-01/2023-09")
    ('2022', '2022-01/2022-09')
    """
    return "/".join(f"{int(day[:4]) - 1}{day[4:]}" for day in period.split("/"))


def period_of(
    own: Period | None, kind: FigureKind, lead: Governing, paragraph: Governing, section: Section, setting: Setting
) -> tuple[str, bool]:
    """The period of a figure, and whether its sentence does not print it."""
    if own:
        return own.iso, own.inferred
    year = setting.clock.year
    later = year is not None and paragraph.iso.rpartition("/")[2][:4] > str(year)
    to_come = later and (kind == "reported" or setting.yearly)  # what a year's report plans is for its year
    if paragraph.iso and paragraph.deadline == (kind == "target") and not to_come:
        return paragraph.iso, True
    if kind == "target":
        return (lead.iso or section.period or setting.due), True
    return section.period or setting.reported, True


def basis_of(sentence: Sentence, start: int, quantity: Quantity, *, changes: bool, setting: Setting) -> str | None:
    """What a change is measured against, in the record's words: ``上年``, ``2020``, ``同期``."""
    near = [t for t in sentence.periods if t.role == "basis" and start <= t.start < quantity.start]
    if near:
        return near[-1].iso if near[-1].words[:2] in ("19", "20") else near[-1].words
    if not changes:
        return None
    ahead = sentence.text[start : quantity.start]
    if "年均" in ahead or "年平均" in ahead:
        return None
    return "同期" if "同比" in ahead else "上期" if "环比" in ahead else "上年" if setting.yearly else None
