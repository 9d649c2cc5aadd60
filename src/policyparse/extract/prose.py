"""Figures of running text: each quantity with its subject, place, period and tense, read clause by clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from policyparse.document import Paragraph
from policyparse.extract.complete import whole_of
from policyparse.extract.context import Section, Setting, is_standing, with_reported
from policyparse.extract.distribute import distribute
from policyparse.extract.draft import Draft
from policyparse.extract.front import Memory, find_topic
from policyparse.extract.grant import is_condition
from policyparse.extract.lead import under_lead, under_place, under_scope, with_listed
from policyparse.extract.owner import PLANNED, fund_of, owner_of
from policyparse.extract.scope import scope_of, within_paragraph
from policyparse.extract.sentence import Sentence, find_sentences_in
from policyparse.extract.subject import Subject, find_subject
from policyparse.extract.tense import (
    Governing,
    basis_of,
    is_origin,
    is_still_to_come,
    kind_of,
    lasting_time,
    own_period,
    period_of,
    shared_periods,
    year_before,
)
from policyparse.figure import Binding, Statistic
from policyparse.language import phrases
from policyparse.language.clauses import Clause
from policyparse.language.numerals import narrow
from policyparse.language.periods import Period
from policyparse.language.places import around, is_group
from policyparse.language.quantities import Quantity, find_hedge, is_counter

_AND = re.compile(r"\s*(?:[、和与及]|以及)\s*")
_QUOTE_REACH = 80  # characters back to the clause that names the subject
_NUMBERING = re.compile(r"\s*[（(]?[一二三四五六七八九十]{1,3}(?:[）)]、?|、|是)")  # 三、设立总规模100亿元的基金; 一是
_ANNOUNCES = re.compile(r"目标(?:任务)?(?:是|为|如下|有)?[:：]\s*$")
_SUMMED = ("共", "合计", "总计")


@dataclass(frozen=True, slots=True)
class Progress:
    """What reading has gathered so far: the setting, the last subjects, and the times still in force.

    ``lead`` is the deadline of a lead sentence, for the section whose heading has ``lead_level``; ``paragraph`` the last
    time of this paragraph, ``due`` the last deadline of all, to which 届时 refers. ``announced`` where the paragraph before
    ended by announcing targets (主要预期目标是：).
    """

    setting: Setting
    memory: Memory = field(default_factory=Memory)
    lead: Governing = field(default_factory=Governing)
    lead_level: int = 0
    paragraph: Governing = field(default_factory=Governing)
    due: Governing = field(default_factory=Governing)
    announced: bool = False


def under_heading(progress: Progress, level: int) -> Progress:
    """Progress under a heading of ``level``, 0 for none: one beside or above that of a lead sentence ends its reach."""
    ends = 0 < level <= progress.lead_level
    return replace(progress, lead=Governing(), lead_level=0) if ends else progress


def read_paragraph(paragraph: Paragraph, section: Section, progress: Progress) -> tuple[list[Draft], Progress]:
    """The figures of one paragraph, in order, and what the next paragraph inherits.

    A deadline in a sentence without figures of its own (``到2027年底，构建形成…格局。``) governs the paragraphs that follow.
    """
    drafts: list[Draft] = []
    owner = fund_of(section.path) if progress.setting.budget else ""
    wider = tuple(around(progress.setting.place).items())
    progress = replace(
        progress, paragraph=Governing(), memory=replace(progress.memory, topic=None, owner=owner, wider=wider)
    )
    if progress.announced:
        section = replace(section, tense="target")
    progress = replace(progress, announced=_ANNOUNCES.search(paragraph.text) is not None)
    for sentence in find_sentences_in(narrow(paragraph.text), progress.setting.clock, _year_in_review(section)):
        progress = _arrive(sentence, section, progress)
        found, progress = _read_sentence(sentence, paragraph, section, progress)
        drafts += found
    if progress.setting.budget:
        drafts = within_paragraph(drafts, paragraph.text, scope_of(section.texts), progress.setting.place)
    return drafts, progress


def _year_in_review(section: Section) -> str:
    """The year that a section looks back on (一、2023年工作回顾); empty where it does not."""
    year = section.period.rpartition("/")[2][:4]
    return year if section.tense == "reported" else ""


def _arrive(sentence: Sentence, section: Section, progress: Progress) -> Progress:
    """Progress once a sentence is reached: its topic, its declarations, nothing left of the sentence before."""
    memory = replace(
        progress.memory, topic=find_topic(sentence, progress.memory), changed=False, whole="", recent=(), clause=None
    )
    progress = replace(progress, memory=memory)
    time = lasting_time(sentence)
    if time is None and "届时" in sentence.text[sentence.start : sentence.end]:
        progress = replace(progress, paragraph=progress.due)
    if time and time.deadline:
        progress = replace(progress, due=time)
    if time and is_standing(sentence.text[sentence.start : sentence.end]):
        progress = replace(progress, setting=with_reported(progress.setting, time.iso))
    if time and time.deadline and not sentence.quantities:
        level = section.headings[-1][0] if section.headings else 0
        progress = replace(progress, lead=time, lead_level=level)
    return progress


def _read_sentence(
    sentence: Sentence, paragraph: Paragraph, section: Section, progress: Progress
) -> tuple[list[Draft], Progress]:
    memory, drafts = progress.memory, []
    numbering = _NUMBERING.match(sentence.text, sentence.start)
    read = numbering.end() if numbering else 0
    # Of a parenthesis: the clause around it, where its unread words begin, what it has named so far.
    inside: tuple[int, int, Memory] | None = None
    for group in _groups(sentence):
        clause = sentence.clauses[sentence.clause_at(group[0].start)]
        within = inside if inside and inside[0] == clause.parent else (clause.parent, 0, memory)
        known = memory if clause.parent is None else within[2]
        start = max(clause.start, read if clause.parent is None else within[1])
        known = under_lead(sentence, clause, under_scope(sentence, clause, under_place(sentence, clause, known)))
        known = with_listed(sentence, clause, group, known)
        subject = find_subject(sentence, clause, group[0], (start, _next_number(sentence, group[-1])), known)
        respectively = "分别" in sentence.text[start : group[0].start]
        readings = distribute(subject, group, known, respectively=respectively)
        reader = _Reader(sentence, paragraph, section, replace(progress, memory=known), clause, subject)
        times = shared_periods(sentence, group)
        group = _alike_bound(sentence, group)
        drafts += [reader.draft(q, *reading, time) for q, reading, time in zip(group, readings, times, strict=True)]
        end = max(subject.end, group[-1].after)
        known = _remember(known, clause, subject, group, readings)
        if clause.parent is not None:
            inside = (clause.parent, end, known)
        else:
            read, memory = end, known
    if sentence.quantities:
        memory = replace(memory, topic=None)
    return drafts, replace(progress, memory=memory, paragraph=lasting_time(sentence) or progress.paragraph)


def _groups(sentence: Sentence) -> list[list[Quantity]]:
    """The quantities of a sentence, those of one list together: ``123.4%、120.0%和119.6%``, the parts of a ratio."""
    groups: list[list[Quantity]] = []
    for quantity in sentence.quantities:
        last = groups[-1][-1] if groups else None
        alike = last is not None and (last.unit, last.shape) == (quantity.unit, quantity.shape)
        listed = last is not None and _AND.fullmatch(sentence.text[last.after : quantity.before])
        shared = listed and "part" not in (last and last.shape, quantity.shape) and _shared_out(sentence, groups[-1][0])
        if alike and quantity.part > 1 if quantity.shape == "part" else listed and (alike or shared):
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    return groups


def _shared_out(sentence: Sentence, first: Quantity) -> bool:
    """Whether 分别 before a list shares it out, so that its numbers may differ in unit (``货运量和周转量分别为9亿吨和6亿吨公里``)."""
    clause = sentence.clauses[sentence.clause_at(first.start)]
    return "分别" in sentence.text[clause.start : first.start]


def _alike_bound(sentence: Sentence, group: list[Quantity]) -> list[Quantity]:
    """The numbers of a list, each bound by the word before the first (``分别不低于22%和30%``)."""
    first = group[0]
    bound = find_hedge(sentence.text[first.before : first.start])
    if bound is None or first.comparator != bound or first.shape != "single":
        return group
    return [replace(q, comparator=bound) if q.comparator == "=" else q for q in group]


def _next_number(sentence: Sentence, quantity: Quantity) -> int:
    return next((q.before for q in sentence.quantities if q.start > quantity.start), sentence.end)


def _remember(
    memory: Memory, clause: Clause, subject: Subject, group: list[Quantity], readings: list[tuple[str, str | None]]
) -> Memory:
    """Memory after these numbers: a level names what elided clauses speak of; a list of places or subjects stays known."""
    front = subject.front
    if subject.remark:
        return memory
    if subject.measure == "level" or not subject.elided:
        tail = phrases.measure_tail(subject.indicator, front.tokens)
        if not tail and memory.tail and subject.indicator.endswith(memory.tail):
            tail = memory.tail
        memory = replace(
            memory, indicator=PLANNED.sub("", subject.indicator) or subject.indicator, unit=group[0].unit, tail=tail
        )
    names = tuple(dict.fromkeys(name for name, _ in readings))
    nested = front.part and memory.clause is not None  # a part that opens its sentence is what the rest of it speaks of
    kept = front.part or (subject.elided and subject.indicator != memory.head)
    return replace(
        memory,
        head=memory.head if kept else whole_of(subject.indicator),
        head_unit=memory.head_unit if kept else group[0].unit,
        owner=memory.owner if nested or subject.elided else owner_of(PLANNED.sub("", subject.indicator)),
        whole=subject.whole,
        recent=(*memory.recent, *names) if subject.measure == "level" else memory.recent,
        place=subject.place or (memory.place if subject.elided or memory.clause is not None else None),
        group=front.place if front.place and is_group(front.place) else memory.group,
        items=names if len(names) == len(group) > 1 else memory.items,
        places=front.places if len(front.places) > 1 else memory.places,
        changed=subject.measure == "growth",
        moved=(subject.measure, subject.direction, group[-1].unit) if subject.direction else None,
        counted=(subject.indicator, subject.end) if subject.end > group[-1].after else ("", 0),
        clause=memory.clause if subject.elided and memory.clause is not None else clause.start,
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """One subject in its clause, ready to draft the figures of its numbers."""

    sentence: Sentence
    paragraph: Paragraph
    section: Section
    progress: Progress
    clause: Clause
    subject: Subject

    def draft(self, quantity: Quantity, indicator: str, place: str | None, time: Period | None) -> Draft:
        """The figure of one number; ``time`` is its own of several that the sentence lists for its numbers."""
        setting, subject = self.progress.setting, self.subject
        if quantity.comparator == "=" and subject.front.hedge:
            quantity = replace(quantity, comparator=subject.front.hedge)
        own, origin = time or own_period(self.sentence, quantity), is_origin(self.sentence, quantity)
        led = self.progress.lead.deadline
        kind = kind_of(self.sentence, self.clause, own, self.section, setting, led=led)
        if is_condition(self.sentence, quantity):
            kind = "threshold"
        if kind == "reported" and not self.section.tense:
            later = is_still_to_come(self.sentence, own, self.progress.paragraph, setting)
            kind = "target" if later else kind
        period, undated = period_of(own, kind, self.progress.lead, self.progress.paragraph, self.section, setting)
        if origin and kind == "target":
            kind = "reported"
            period, undated = (period, undated) if own and own.role == "start" else (setting.reported, True)
        elif origin and setting.bulletin and period and (own is None or own.role != "start"):
            period, undated = year_before(period), True  # a bulletin compares with the year before
        elided = {"indicator": subject.elided, "place": place is None, "period": undated}
        return Draft(
            quantity=quantity,
            span=self.paragraph.passage.span(quantity.start, quantity.end),
            printed=self.paragraph.text[quantity.start : quantity.end],
            quote=self._quote(),
            indicator=indicator or self._heading(),
            place=place or self._place(),
            kind=kind,
            period=period,
            section=self.section.path,
            measure=subject.measure,
            direction=subject.direction,
            basis=basis_of(
                self.sentence, self.clause.start, quantity, changes=subject.measure != "level", setting=setting
            ),
            binding=self._binding(),
            statistic=subject.statistic or self._counted(quantity),
            inherited=tuple(name for name, missing in elided.items() if missing),
        )

    def _place(self) -> str:
        """The place of a clause that names none: of the clause before it in the sentence, of the subject it refers back to,
        of the sentence as a whole, of the issuer.
        """
        memory = self.progress.memory
        if memory.place and (self.subject.elided or memory.clause is not None):
            return memory.place
        return memory.topic or self.progress.setting.place

    def _heading(self) -> str:
        """Where no subject was printed anywhere before: the heading that the number stands under, else its sentence."""
        if self.section.headings:
            return self.section.headings[-1][1]
        return self.sentence.text[self.sentence.start : self.sentence.end].strip()[:40]

    def _binding(self) -> Binding | None:
        whole = self.sentence.text[self.sentence.start : self.sentence.end]
        return "约束性" if "约束性" in whole else "预期性" if "预期性" in whole else None

    def _counted(self, quantity: Quantity) -> Statistic | None:
        words = self.sentence.text[quantity.before : quantity.start].strip()
        return "count" if is_counter(quantity.unit) and words.startswith(_SUMMED) else None

    def _quote(self) -> str:
        """The clause as printed, from the one that names its subject on; a parenthesis with the clause around it."""
        clause = self.clause
        while clause.parent is not None:
            clause = self.sentence.clauses[clause.parent]
        remembered = self.progress.memory.clause if self.subject.elided else None
        start = clause.start
        if remembered is not None and 0 <= clause.start - remembered <= _QUOTE_REACH:
            start = remembered
        return self.paragraph.text[start : clause.end].strip()
