"""What a clause inherits: place, period and tense from the document, the headings above it and the sentences before it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from policyparse.document import Document, Head, Paragraph, Table
from policyparse.figure import FigureKind
from policyparse.language.numerals import narrow
from policyparse.language.periods import Clock, Period, find_periods
from policyparse.language.places import NATION, find_places, is_national, jurisdiction
from policyparse.vocabulary import load

_AIM_HEADING = re.compile(
    r"目标|预期|总体要求|主要任务|重点任务|工作安排|工作部署|总体部署|重点工作(?!.*情况)|发展思路|下一步|打算|建议|工作重点|政策取向|支持标准|奖励标准|补助标准|支持政策|支持措施|扶持政策|奖补|(?:预算|收支)(?:草案|安排|计划)"
    r"|年[^执]{0,10}预算$"
)
_PAST_HEADING = re.compile(
    r"回顾|完成情况|执行情况|预算执行|决算|成就|成效|发展基础|现状|总体情况|建设情况|进展|取得|发展环境|工作总结|开展情况|落实情况"
)
_STANDING = re.compile(
    r"以下(?:各项)?(?:数据|指标)(?:均|都)?(?:按|以|截|为|系|是)|(?:除|如)[^，。]{0,8}(?:另有|特别|特殊)(?:说明|注明)|统计时点"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """The document's own defaults.

    ``place`` is the issuer's jurisdiction; ``reported`` the period of a result that names none, ``due`` the deadline of
    a target that names none; ``tense`` what a figure is where nothing else says; ``plan`` whether it only sets aims, so that
    what ought to be is no bar; ``tells`` whether it is titled an account of what was done; ``yearly`` whether growth without
    a basis is against the year before, ``bulletin`` and ``budget`` whether it is one.
    """

    document: str
    place: str
    clock: Clock
    reported: str
    due: str
    tense: FigureKind
    plan: bool
    tells: bool
    yearly: bool
    bulletin: bool
    budget: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The headings above a paragraph, outermost first, with the deadline and the tense that they give."""

    headings: tuple[tuple[int, str], ...] = ()
    period: str = ""
    tense: FigureKind | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.headings)

    @property
    def path(self) -> str:
        return " > ".join(self.texts)

    def under(self, level: int, heading: str, clock: Clock) -> Section:
        """The section that a heading of ``level`` opens."""
        headings = (*((n, text) for n, text in self.headings if n < level), (level, heading))
        tense: FigureKind | None = None
        period = ""
        for _, text in headings[headings[0][0] == 1 :]:
            year = named_period(text, Clock(None)).rpartition("/")[2][:4]
            past = bool(year) and clock.year is not None and int(year) < clock.year
            if any(word in text for word in load("tables")["threshold"]):
                tense = "threshold"
            elif _PAST_HEADING.search(text) or (past and _AIM_HEADING.search(text)):
                tense = "reported"
            elif _AIM_HEADING.search(text):
                tense = "target"
            period = named_period(text, clock) or period
        return Section(headings, period, tense)


_YEARLY = frozenset({"report", "bulletin", "budget"})


def setting_of(document: Document) -> Setting:
    """The defaults of a whole document, from its head and from the times that its text names."""
    head = document.head
    clock = _clock(document)
    times = _all_periods(document, clock)
    title_times = [t for t in find_periods(_plain_title(head), clock) if t.iso and _names_years(t, head)]
    return Setting(
        document=head.id,
        place=place_of(document),
        clock=clock,
        reported=_no_later(
            _reported(title_times, times, _data_clock(document, clock)), clock, told=head.kind == "news"
        ),
        due=_due(title_times, times, clock),
        tense="target" if head.kind == "plan" or _titled_aims(head) or _looks_ahead(head) else "reported",
        plan=head.kind == "plan" or _titled_aims(head),
        tells=head.kind not in ("plan", "budget") and _tells(head.title),
        yearly=head.kind in _YEARLY,
        bulletin=head.kind == "bulletin",
        budget=head.kind == "budget",
    )


_FIVE_YEARS = re.compile(r"第(?P<spelled>十[一二三四五六])个五年(?:规划)?|“?(?P<short>十[一二三四五六])五”?(?=规划)")


_SPEAKS_FOR = re.compile(
    r"(?:^|[^一-龥]|在)(?P<place>(?:(?!在)[一-龥]){1,14}?(?:省|市|自治区|自治州|自治县|县|区|旗))(?:第[一二三四五六七八九十]{1,4}届(?:人民代表大会|人大)|人民政府(?:[省市县区州]长|代[省市县区州]长|主席))"
)
_LONG = re.compile(r".{2,}[市县区旗]")
_OPENING = 8  # paragraphs in which a document without a place in its title says whose it is


def place_of(document: Document) -> str:
    """The place that a document speaks of: of its issuer or title; else one that the title names in short and the text in
    full (丹阳发布民生实事; 丹阳市第十八届人民代表大会…); else that of its first heading, of the congress that it was given to or of
    the head of government who gave it (在某县第十六届人民代表大会…会议上).
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
    spoken = (match["place"] for text in opening if (match := _SPEAKS_FOR.search(text)))
    return next((jurisdiction((name,), "") for name in (*headed, *spoken) if find_places(name)), place)


def _opens_with(paragraph: Paragraph) -> str:
    """The place that a document's first heading begins with (青海统计年鉴); empty where it begins otherwise."""
    places = find_places(narrow(paragraph.text)) if paragraph.level else ()
    return places[0].name if places and places[0].start == 0 and places[0].name != NATION else ""


def _plain_title(head: Head) -> str:
    """The title in which a plan's five years (第十五个五年规划, “十五五”规划) stand as the time that they are."""
    title = narrow(head.title)
    return _FIVE_YEARS.sub(lambda m: f"“{m['spelled'] or m['short']}五”时期", title) if head.kind == "plan" else title


_AIMS = re.compile(r"目标|实事(?!求是)|规划(?!局)|行动(?:计划|方案)|实施方案|纲要|若干措施")
_MET = re.compile(r"完成|实现|评估|考核|进展|超额|提前|达成|兑现|回顾|成效|收官|盘点|落地|情况|执行")


def _titled_aims(head: Head) -> bool:
    """Whether a document that is no report is titled a list of aims (2024年主要预期目标, 十件民生实事) and not their account."""
    aims = head.kind in ("other", "notice", "news") and _AIMS.search(head.title) is not None
    return aims and _MET.search(head.title) is None


_INSTRUCTS = re.compile(
    r"(?:意见|措施|政策|要点|任务|安排|实事|部署|办法|细则|规定|决定|通知|指引"
    r"|(?:规划|计划|方案|意见|纲要|政策)》?(?:的|政策|图文)?解读)(?:[（(].*[）)])?$"
)
_TELLS = re.compile(r"情况|结果|通报|公布|名单|完成|评估|考核|进展|公示|数据|总结|回顾|成效")


def _tells(title: str) -> bool:
    """Whether a title announces an account of what was done, and of nothing that is to be done."""
    return _TELLS.search(title) is not None and not re.search(r"草案|安排|打算|计划|部署", title)


def _looks_ahead(head: Head) -> bool:
    """Whether a document that is titled as no plan tells what is to be done (2024年农村工作要点, 关于促进就业的意见)."""
    told = _TELLS.search(head.title) is not None
    return head.kind in ("other", "notice") and _INSTRUCTS.search(head.title) is not None and not told


def _clock(document: Document) -> Clock:
    """When the document was written: its own date, else the latest data date that it names, else the year of its title.

    A bulletin speaks from the year that it reports: its 年末 is the end of that year, whenever it came out.
    """
    head = document.head
    blank = Clock(None)
    titled = [int(t.iso[:4]) for t in find_periods(_plain_title(head), blank) if t.iso and _names_years(t, head)]
    if head.kind == "bulletin" and titled:
        return Clock(titled[-1], 12)
    date = head.published or head.written
    if date:
        return Clock(int(date[:4]), int(date[5:7]) if len(date) >= 7 else None, dated=True)
    dated = [t for t in _all_periods(document, blank) if t.role in ("asof", "plain") and re.match(r"\d{4}-\d\d", t.iso)]
    if dated:
        latest = max(t.iso.rpartition("/")[2][:7] for t in dated)
        return Clock(int(latest[:4]), int(latest[5:7]))
    numbered = re.search(r"[〔\[（(]((?:19|20)\d\d)[〕\])）]", head.number or "")
    if numbered:
        return Clock(int(numbered[1]))
    year = titled[-1] if titled else _commonest_year(document) if head.kind in _YEARLY else None
    return Clock(year, 12 if year and head.kind == "bulletin" else None)


def _data_clock(document: Document, clock: Clock) -> Clock:
    """The clock of what is reported: a bulletin without a year in its title is of the year that it names most often."""
    year = _commonest_year(document) if document.head.kind == "bulletin" else None
    return Clock(year, 12) if year and clock.year and year < clock.year else clock


def _commonest_year(document: Document) -> int | None:
    """The year that a report or bulletin without a dated title names most often; of two, the later."""
    years = Counter(
        int(t.iso[:4])
        for t in _all_periods(document, Clock(None))
        if t.role in ("plain", "asof") and re.fullmatch(r"\d{4}(?:-\d\d)*", t.iso)
    )
    return max(years, key=lambda year: (years[year], year), default=None)


def _all_periods(document: Document, clock: Clock) -> tuple[Period, ...]:
    texts = [block.text if isinstance(block, Paragraph) else _caption(block) for block in document.blocks]
    return tuple(t for text in texts for t in find_periods(narrow(text), clock) if t.iso)


def _caption(table: Table) -> str:
    return table.caption.text if table.caption else ""


def _names_years(time: Period, head: Head) -> bool:
    """Whether a time in a title dates the document: ``“十四五”`` dates a plan, in other titles it is a name."""
    return head.kind == "plan" or time.words[:1].isdigit() or time.words.startswith("二")


def _end(iso: str) -> str:
    return iso.rpartition("/")[2]


def _reported(title_times: list[Period], times: tuple[Period, ...], clock: Clock) -> str:
    """The data date that the document states for itself (截至…), else the year of its title, else its own year."""
    stated = [_end(t.iso) for t in times if t.role == "asof" and not t.inferred]
    known = max(stated, default="")
    if title_times and (not known or _end(title_times[-1].iso)[:4] != known[:4]):
        return _end(title_times[-1].iso)
    return known or _year_told(times, clock)


_EARLY = 3  # months into a year in which documents speak of the year before


def _year_told(times: tuple[Period, ...], clock: Clock) -> str:
    """The document's year; early in it the year before, where only that one is named."""
    if clock.year is None:
        return ""
    named = {t.iso[:4] for t in times if t.role == "plain" and not t.inferred}
    last, this = str(clock.year - 1), str(clock.year)
    days = {t.iso[:4] for t in times if t.role == "plain" and len(t.iso) == 10}
    early = clock.month is not None and clock.month <= _EARLY
    return last if early and last in named and this not in named - days else this


def _no_later(period: str, clock: Clock, *, told: bool) -> str:
    """The period of results, at the latest the year before a document that looks ahead (a plan's base year), the year of
    a piece of news that tells of one.
    """
    return str(clock.year - (not told)) if clock.year and period[:4] > str(clock.year) else period


def _due(title_times: list[Period], times: tuple[Period, ...], clock: Clock) -> str:
    """The last year of a plan's title, else its first deadline, else its own year."""
    if title_times and "/" in title_times[-1].iso:
        return _end(title_times[-1].iso)[:4]
    deadlines = [
        t.iso for t in times if t.role == "deadline" and (clock.year is None or int(_end(t.iso)[:4]) >= clock.year)
    ]
    if deadlines:
        return deadlines[0]
    to_come = [t.iso for t in times if t.role == "plain" and clock.year and int(_end(t.iso)[:4]) > clock.year]
    if to_come and not title_times:
        return to_come[0]
    if title_times:
        return title_times[-1].iso
    return str(clock.year) if clock.year else ""


def named_period(text: str, clock: Clock) -> str:
    """The last time that a heading, caption or column header names; empty where it names none."""
    times = [t.iso for t in find_periods(narrow(text), clock) if t.iso and t.role != "basis"]
    return times[-1] if times else ""


def is_standing(sentence: str) -> bool:
    """Whether a sentence declares its date for all that follows (``以下数据均按此时点统计``)."""
    return bool(_STANDING.search(sentence))


def section_after(section: Section, paragraph: Paragraph, clock: Clock) -> Section:
    """The section that holds for ``paragraph``: a new one where it is or begins with a heading."""
    if paragraph.level == 0:
        return section
    heading = paragraph.text[: paragraph.heading_end or len(paragraph.text)]
    return section.under(paragraph.level, heading.strip(" 。-—"), clock)


def setting_under(setting: Setting, paragraph: Paragraph) -> Setting:
    """The setting from ``paragraph`` on: a bulletin bound behind another in one file speaks from its own year."""
    if paragraph.level != 1 or not setting.bulletin:
        return setting
    years = [t.iso for t in find_periods(narrow(paragraph.text), Clock(None)) if re.fullmatch(r"\d{4}", t.iso)]
    return replace(setting, clock=Clock(int(years[0]), 12), reported=years[0]) if years else setting


def with_reported(setting: Setting, period: str) -> Setting:
    """The setting once the text has declared a data date for all that follows."""
    return replace(setting, reported=period)
