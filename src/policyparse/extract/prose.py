"""Figures of running text: each quantity with its subject, place, period and tense, read clause by clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from policyparse.document import Paragraph
from policyparse.extract.context import Section, Setting, is_standing, with_reported
from policyparse.extract.draft import Draft
from policyparse.extract.sentence import Sentence, find_sentences_in
from policyparse.extract.subject import (
    Front,
    Memory,
    Subject,
    default_place,
    distribute,
    find_subject,
    take_place,
    whole_of,
)
from policyparse.figure import Binding, FigureKind, Statistic
from policyparse.language import phrases
from policyparse.language.numerals import narrow
from policyparse.language.periods import Period
from policyparse.language.quantities import Quantity, is_counter

_PROMISE = re.compile(
    r"力争|争取|预期|目标|确保|(?<![虚模])拟(?:安排|按|定于|于|新增|将)?|计划(?!生育)|将(?:达|建|实现|超|新增)|规划|努力|到时|要(?:达到|实现|完成)|安排"
)
_DONE = re.compile(
    r"已(?!知)|截至|截止|目前|当前|同比|比上年|较上年|完成了|实现了|达到了|创历史|首次|连续\w年|历史性|过去|年来|圆满|提前"
)
_BINDING = re.compile(r"约束性|预期性")
_MEANS_REPORT = re.compile(r"初步核算|统计|调查|核算")


@dataclass(frozen=True, slots=True)
class Governing:
    """The time that governs a sentence from here on: its ISO form, whether it is a deadline, whether it was printed here."""

    iso: str = ""
    deadline: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """What reading has gathered so far: the setting, the last subjects, and the times still in force."""

    setting: Setting
    memory: Memory = Memory()
    lead: Governing = Governing()
    paragraph: Governing = Governing()


def read_paragraph(paragraph: Paragraph, section: Section, progress: Progress) -> tuple[list[Draft], Progress]:
    """The figures of one paragraph, in order, and what the next paragraph inherits.

    A deadline in a sentence without figures of its own (``到2027年底，构建形成…格局。``) governs the paragraphs that follow
    in its section.
    """
    text = narrow(paragraph.text)
    drafts: list[Draft] = []
    progress = replace(progress, paragraph=Governing(), memory=replace(progress.memory, topic=None))
    for sentence in find_sentences_in(text, progress.setting.clock):
        found, progress = _read_sentence(sentence, paragraph, section, progress)
        drafts += found
    return drafts, progress


def _read_sentence(
    sentence: Sentence, paragraph: Paragraph, section: Section, progress: Progress
) -> tuple[list[Draft], Progress]:
    progress = _new_times(sentence, progress)
    memory = replace(progress.memory, topic=_topic(sentence, progress.memory), changed=False, whole="")
    drafts: list[Draft] = []
    consumed, listed = 0, 0
    for n, quantity in enumerate(sentence.quantities):
        if n < listed:
            continue
        clause_index = sentence.clause_at(quantity.start)
        clause = sentence.clauses[clause_index]
        run = _siblings(sentence, n)
        limit = sentence.quantities[n + 1].before if n + 1 < len(sentence.quantities) else sentence.end
        start = max(clause.start, consumed) if clause.parent is None else clause.start
        subject, front = find_subject(sentence, clause, start, quantity, limit, memory)
        group = [quantity] if len(run) == 1 else run
        shared = _readings(subject, front, memory, group)
        for each, (indicator, place) in zip(group, shared, strict=True):
            drafts.append(
                _draft(sentence, paragraph, section, progress, clause_index, each, subject, indicator, place, memory)
            )
        listed = n + len(group)
        if clause.parent is None:
            consumed = max(subject.end, group[-1].after)
            memory = _remember(memory, sentence, subject, front, group, shared)
    if sentence.quantities:
        memory = replace(memory, topic=None)
    return drafts, replace(progress, memory=memory, paragraph=_last_time(sentence) or progress.paragraph)


def _siblings(sentence: Sentence, n: int) -> list[Quantity]:
    """The quantities listed from the n-th on: ``123.4%、120.0%和119.6%``, or the parts of a ratio list."""
    run = [sentence.quantities[n]]
    for quantity in sentence.quantities[n + 1 :]:
        between = sentence.text[run[-1].after : quantity.before]
        same = quantity.unit == run[-1].unit and quantity.shape == run[-1].shape
        parts = quantity.shape == "part" and run[-1].shape == "part" and quantity.part == run[-1].part + 1
        if not (same and (parts or re.fullmatch(r"\s*[、和与及]\s*|\s*以及\s*", between))):
            break
        run.append(quantity)
    return run


_RATIO_PARTS = ("第一产业", "第二产业", "第三产业")


def _readings(subject: Subject, front: Front, memory: Memory, group: list[Quantity]) -> list[tuple[str, str | None]]:
    """Indicator and place of each number of a list: one each of the places or subjects listed before it."""
    if group[0].shape == "part":
        three = len(group) == 3 and "产业" in subject.indicator
        return [
            (f"{subject.indicator}（{_RATIO_PARTS[n] if three else f'第{n + 1}项'}）", subject.place)
            for n in range(len(group))
        ]
    if len(group) == 1:
        return [(subject.indicator, subject.place)]
    places, items = distribute(front, memory, len(group))
    if places:
        return [(subject.indicator, place) for place in places]
    if items:
        return [(_with_item(subject, item), subject.place) for item in items]
    return [(subject.indicator, subject.place)] * len(group)


def _with_item(subject: Subject, item: str) -> str:
    return item


def _remember(
    memory: Memory, sentence: Sentence, subject: Subject, front: Front, group: list[Quantity],
    shared: list[tuple[str, str | None]],
) -> Memory:  # fmt: skip
    """Memory after these numbers: a level names what elided clauses speak of; a list of places or subjects stays known."""
    items = tuple(name for name, _ in shared) if len({name for name, _ in shared}) == len(group) > 1 else ()
    quantity = group[0]
    tail = phrases.measure_tail(subject.indicator, front.tokens)
    if not tail and memory.tail and subject.indicator.endswith(memory.tail):
        tail = memory.tail
    place = subject.place or (memory.place if subject.elided else None)
    kept = memory
    if subject.measure == "level" or not subject.elided:
        kept = replace(memory, indicator=subject.indicator, unit=quantity.unit, tail=tail)
    group_name = front.place if front.place and _is_group(front.place) else memory.group
    return replace(
        kept,
        whole=subject.whole,
        changed=subject.measure == "growth",
        head=memory.head if front.part else whole_of(subject.indicator),
        place=place,
        group=group_name,
        items=items or memory.items,
        places=front.places if len(front.places) > 1 else memory.places,
    )


def _is_group(name: str) -> bool:
    return name.endswith(("城市", "地区", "省份", "区域", "园区", "市县", "县域", "城市群", "开发区"))


_TOPIC_FOLLOWS = ("v", "p", "d")


def _topic(sentence: Sentence, memory: Memory) -> str | None:
    """The place that a sentence is about as a whole: named first and followed by a verb (``相关城市立足…``)."""
    for clause in sentence.clauses:
        if clause.parent is not None:
            continue
        tokens = phrases.trim_front(sentence.words(clause.start, clause.end)) if sentence.tokens else ()
        place, places, rest = take_place(sentence, tokens, memory)
        if (
            place
            and len(places) == 1
            and rest
            and rest[0].tag[0] in _TOPIC_FOLLOWS
            and rest[0].start > 0
            and sentence.text[rest[0].start - 1] != "的"
        ):
            return place
        break
    return memory.topic


def _last_time(sentence: Sentence) -> Governing | None:
    """The time that the next sentences of the paragraph inherit; a mere day (12月12日) dates an event, not data."""
    named = [t for t in sentence.periods if t.iso and t.role in ("deadline", "asof", "plain")]
    lasting = [t for t in named if t.role != "plain" or len(t.iso.rpartition("/")[2]) < 10]
    return Governing(lasting[-1].iso, lasting[-1].role == "deadline") if lasting else None


def _new_times(sentence: Sentence, progress: Progress) -> Progress:
    """The times still in force once this sentence has been reached."""
    named = [t for t in sentence.periods if t.iso and t.role in ("deadline", "asof", "plain")]
    if not named:
        return progress
    last = named[-1]
    governing = Governing(last.iso, last.role == "deadline")
    whole = sentence.text[sentence.start : sentence.end]
    setting = progress.setting
    if is_standing(whole):
        setting = with_reported(setting, last.iso)
    if last.role == "deadline" and not sentence.quantities:
        return replace(progress, setting=setting, lead=governing, paragraph=governing)
    return replace(progress, setting=setting)


def _draft(
    sentence: Sentence, paragraph: Paragraph, section: Section, progress: Progress, clause_index: int,
    quantity: Quantity, subject: Subject, indicator: str, place: str | None, memory: Memory,
) -> Draft:  # fmt: skip
    clause = sentence.clauses[clause_index]
    own = _own_period(sentence, clause.start, quantity)
    kind = _kind(sentence, clause_index, own, section, progress)
    period, period_inherited = _period(own, kind, section, progress)
    where, place_inherited = default_place(replace(subject, place=place), memory, progress.setting.place)
    inherited = tuple(
        name
        for name, yes in (("indicator", subject.elided), ("place", place_inherited), ("period", period_inherited))
        if yes
    )
    whole = sentence.text[sentence.start : sentence.end]
    binding = _BINDING.search(whole)
    bound: Binding | None = ("约束性" if binding[0] == "约束性" else "预期性") if binding else None
    return Draft(
        quantity=quantity,
        span=paragraph.passage.span(quantity.start, quantity.end),
        quote=_quote(sentence, paragraph, clause_index),
        indicator=indicator or _fallback(sentence, section),
        place=where,
        kind=kind,
        period=period,
        section=section.path,
        measure=subject.measure,
        direction=subject.direction,
        basis=_basis(sentence, clause.start, quantity, subject, progress.setting),
        binding=bound,
        statistic=subject.statistic or _counted(sentence, quantity),
        inherited=inherited,
    )


def _counted(sentence: Sentence, quantity: Quantity) -> Statistic | None:
    return (
        "count"
        if is_counter(quantity.unit)
        and sentence.text[quantity.before : quantity.start].strip().startswith(("共", "合计"))
        else None
    )


def _fallback(sentence: Sentence, section: Section) -> str:
    """Where no subject was printed anywhere before: the heading that the number stands under, else its whole sentence."""
    if section.headings:
        return section.headings[-1][1]
    return sentence.text[sentence.start : sentence.end].strip()[:40]


def _own_period(sentence: Sentence, clause_start: int, quantity: Quantity) -> Period | None:
    """The time in the same sentence that governs a number: the last one before it, or one in a parenthesis right behind."""
    before = [t for t in sentence.periods if t.iso and t.end <= quantity.start and t.role != "basis"]
    close = [t for t in before if t.role == "start" and sentence.text[t.end : quantity.before].strip() in ("的", "")]
    if close:
        return close[-1]
    before = [t for t in before if t.role != "start"]
    if before:
        return before[-1]
    behind = [
        t
        for t in sentence.periods
        if t.iso and re.fullmatch(r"\s*[（(]?", sentence.text[quantity.after : t.start]) and t.start >= quantity.after
    ]
    return (
        behind[0] if behind and sentence.text[quantity.after : behind[0].end].strip().startswith(("（", "(")) else None
    )


def _kind(
    sentence: Sentence, clause_index: int, own: Period | None, section: Section, progress: Progress
) -> FigureKind:
    """Target or result: by the deadline in force, the words of promise or of report, the heading, the kind of document."""
    clause = sentence.clauses[clause_index]
    whole = sentence.text[sentence.start : sentence.end]
    near = sentence.text[sentence.start : clause.end]
    year = progress.setting.clock.year
    if own and own.role == "asof":
        return "reported"
    if own:
        ends = int(own.iso.rpartition("/")[2][:4])
        if own.role == "deadline" or (year is not None and ends > year):
            return "target" if year is None or ends >= year else "reported"
        if year is not None and ends < year and not _PROMISE.search(near):
            return "reported"
    if _PROMISE.search(near) and not _DONE.search(whole) and section.tense != "reported":
        return "target"
    if section.tense and not (section.tense == "target" and progress.setting.tense == "target" and _DONE.search(whole)):
        return section.tense
    if progress.setting.tense == "target" and _DONE.search(whole) and not progress.lead.deadline:
        return "reported"
    return progress.setting.tense


def _period(own: Period | None, kind: FigureKind, section: Section, progress: Progress) -> tuple[str, bool]:
    """The period of a figure and whether it was inherited from outside its sentence."""
    if own:
        return own.iso, own.inferred
    if progress.paragraph.iso and progress.paragraph.deadline == (kind == "target"):
        return progress.paragraph.iso, True
    if kind == "target":
        inherited = progress.lead.iso if progress.lead.deadline else section.period
        return inherited or progress.setting.due, True
    return section.period or progress.setting.reported, True


def _basis(sentence: Sentence, clause_start: int, quantity: Quantity, subject: Subject, setting: Setting) -> str | None:
    """What a change is measured against, in the record's words: ``上年``, ``2020``, ``同期``."""
    ahead = sentence.text[clause_start : quantity.start]
    near = [t for t in sentence.periods if t.role == "basis" and clause_start <= t.start < quantity.start]
    if near:
        last = near[-1]
        return last.iso if re.match(r"(?:19|20)\d\d", last.words) else last.words
    if subject.measure == "level":
        return None
    if "同比" in ahead:
        return "同期"
    if "环比" in ahead:
        return "上期"
    return "上年" if setting.yearly else None


def _quote(sentence: Sentence, paragraph: Paragraph, clause_index: int) -> str:
    """The clause with its number as printed, from the clause that names the subject on; a parenthesis with its host."""
    clause = sentence.clauses[clause_index]
    while clause.parent is not None:
        clause = sentence.clauses[clause.parent]
    return paragraph.text[clause.start : clause.end].strip()
