"""What a clause without a number says of the numbers behind it: the whole that they divide, what their list is of, their places.

``限额以上商品零售额中，汽车类…``, ``销售额占比分别为：华东36%，中南27%``, ``广东、北京、上海位居前三，分别为…``, ``在四川，…``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from policyparse.extract.front import Memory, take_place
from policyparse.extract.sentence import Sentence
from policyparse.language import phrases
from policyparse.language.clauses import Clause
from policyparse.language.quantities import Quantity

SHARE = re.compile(r"^(?P<part>.*?)占(?P<whole>(?!比|地(?![区方])|用|有)[^占]+?)的?(?:比重|比例|份额|比)?$")
_SCOPE = re.compile(r"(?:^|，|分)?(?P<whole>[^，；。\d]{2,24}?)(?:(?<!其)中|方面|来?看)$")


def under_scope(sentence: Sentence, clause: Clause, memory: Memory) -> Memory:
    """Memory under a clause right before this one that names what the next numbers divide: ``限额以上商品零售额中，汽车类…``."""
    before = [c for c in sentence.clauses if c.end <= clause.start and c.parent is None]
    if (
        clause.parent is not None
        or not before
        or any(before[-1].start <= q.start < clause.start for q in sentence.quantities)
    ):
        return memory
    scope = _SCOPE.search(sentence.text[before[-1].start : before[-1].end].strip())
    tokens = sentence.words(before[-1].start, before[-1].start + scope.end("whole")) if scope else ()
    tail = phrases.measure_tail(phrases.text_of(tokens), tokens) if tokens else ""
    return replace(memory, tail=tail, changed=True) if tail else memory


_LEADS = re.compile(r"(?P<name>[^，；。]{4,40}?)(?:分别|依次)[为是]?$")


def share_named(sentence: Sentence, clause: Clause, memory: Memory) -> str:
    """The share that a clause without a number names (``销售额占全国销售总额的比重``); empty where it names none."""
    tokens = phrases.trim_back(phrases.trim_front(sentence.words(clause.start, clause.end)))
    share = SHARE.match(phrases.text_of(take_place(sentence, tokens, memory)[2]))
    if not share or not share["part"].strip("，、 ") or not tokens[-1].word.endswith(("比重", "比例", "份额")):
        return ""
    return f"{share['part'].strip('，、 ')}占{share['whole']}比重"


def doer_of(sentence: Sentence, clause: Clause, memory: Memory) -> str:
    """What the clauses before this one in its sentence say something of without a number: ``光伏产业/快速发展，产值达到…``.

    Empty where one holds a number, or none opens with a noun that a verb or adverb follows.
    """
    before = [c for c in sentence.clauses if c.end <= clause.start and c.parent is None]
    if clause.parent is not None or any(q.start < clause.start for q in sentence.quantities):
        return ""
    for earlier in reversed(before):
        _, _, tokens = take_place(sentence, phrases.trim_front(sentence.words(earlier.start, earlier.end)), memory)
        phrase, furthered = phrases.noun_phrase(tokens), phrases.furthered(tokens)
        if furthered or (phrase and len(phrase) < len(tokens)):
            return phrases.text_of(furthered or phrase)
    return ""


def counted_before(sentence: Sentence, clause: Clause) -> str:
    """The noun phrase that ends the clause before, where it holds no number: ``第一批为市本级项目，共57个``; empty where it
    ends otherwise.
    """
    before = [c for c in sentence.clauses if c.end <= clause.start and c.parent == clause.parent]
    if not before or any(before[-1].start <= q.start < clause.start for q in sentence.quantities):
        return ""
    tokens = sentence.words(before[-1].start, before[-1].end)
    cut = next((n + 1 for n in reversed(range(len(tokens))) if phrases.is_predicate(tokens[n])), 0)
    ending = phrases.trim_front(tokens[cut:])
    return phrases.text_of(ending) if ending and ending[-1].tag[0] == "n" else ""


def under_lead(sentence: Sentence, clause: Clause, memory: Memory) -> Memory:
    """Memory behind a clause that says what the items after its colon are of: ``销售额占比分别为：华东36%，中南27%``."""
    before = [c for c in sentence.clauses if c.end <= clause.start and c.parent is None]
    if clause.parent is not None or not before or sentence.text[before[-1].end : before[-1].end + 1] not in ("：", ":"):
        return memory
    lead = _LEADS.search(sentence.text[before[-1].start : before[-1].end].strip())
    if not lead or any(before[-1].start <= q.start < clause.start for q in sentence.quantities):
        return memory
    tokens = phrases.trim_front(sentence.words(before[-1].start, before[-1].start + lead.end("name")))
    name = share_named(sentence, before[-1], memory) or phrases.text_of(take_place(sentence, tokens, memory)[2])
    return replace(memory, indicator=name) if phrases.MEASURE_NOUN.search(name) else memory


_OF_PLACE = re.compile(
    r"(?:其中)?(?:"
    r"(?P<at>在|以|拿)[^，。；\d]{0,8}?(?P<there>[^，。；\d]{2,12}?)(?:为例)?"  # 在四川, 在养猪大省四川, 以广东省为例
    r"|(?P<said>[^，。；\d]{2,12}?)(?:日前|近日)?(?:公布|发布|通报)?的?(?:数据|统计)(?:数据)?显示"  # 江西省日前公布的数据显示
    r")"
)


def under_place(sentence: Sentence, clause: Clause, memory: Memory) -> Memory:
    """Memory under clauses without numbers that say where (``在四川，完成投资…``, ``以广东省为例，…``, ``江西省公布的数据显示，…``, or that open
    with a place behind a semicolon): the numbers behind them are that place's.
    """
    if clause.parent is not None:
        return memory
    for earlier in reversed([c for c in sentence.clauses if c.end <= clause.start and c.parent is None]):
        if any(earlier.start <= q.start < earlier.end for q in sentence.quantities):
            break
        named = [p for p in sentence.places if earlier.start <= p.start < earlier.end]
        text = sentence.text[earlier.start : earlier.end].strip()
        said = _OF_PLACE.fullmatch(text)
        where = (said["there"] or said["said"]) if said else ""
        opens = (
            sentence.text[earlier.start - 1 : earlier.start] == "；" and bool(named) and text.startswith(named[0].name)
        )
        if named and (opens or where.endswith(named[-1].name)):
            place = (named[0] if opens else named[-1]).name
            return replace(memory, place=place, topic=place)
    return memory


def with_listed(sentence: Sentence, clause: Clause, group: list[Quantity], memory: Memory) -> Memory:
    """Memory where the clause before lists the places of these numbers (``广东、北京、上海位居前三，分别为…``) or their subjects
    (``汽车、船舶出口表现亮眼，分别增长…``).
    """
    before = [c for c in sentence.clauses if c.end <= clause.start and c.parent == clause.parent]
    if not before or not sentence.text[clause.start : group[0].start].strip().startswith(
        ("分别", "同比分别", "环比分别")
    ):
        return memory
    _, places, _ = take_place(sentence, phrases.trim_front(sentence.words(before[-1].start, before[-1].end)), memory)
    if len(places) == len(group) > 1:
        return replace(memory, places=places)
    if any(before[-1].start <= q.start < clause.start for q in sentence.quantities):
        return memory
    named = phrases.phrase_ahead(phrases.trim_front(sentence.words(before[-1].start, before[-1].end)))
    items = phrases.listed(phrases.text_of(named), len(group)) if named else ()
    return replace(memory, recent=items) if len(items) == len(group) > 1 else memory
