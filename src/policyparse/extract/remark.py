"""Numbers said of a subject in passing, which the next clause does not speak of: how far a plan was met, what something was before."""

from __future__ import annotations

import re

from policyparse.extract.front import Front, Memory
from policyparse.extract.sentence import Sentence
from policyparse.language.clauses import Clause
from policyparse.language.quantities import Quantity

_OF_PLAN = re.compile(
    r"[，、\s]*(?:分别)?(?:已|仅)?(?P<verb>完成|为|占)(?P<plan>[^，。；占为]{0,8}(?:预算|计划|目标|任务)(?:数|额|新?开工|投资|竣工)?)的?\s*$"
)
_PLANNED_SUM = re.compile(
    r"[，、\s]*(?:已|仅)?(?P<verb>完成|为|占)(?:全年|年度|年初|本年度?)?(?P<sum>\s*[约超近]?\s*\d[\d.,]*[万亿]*[一-龥]{1,4}?)"
    r"(?P<plan>[一-龥]{0,6}?(?:预算|计划|目标|任务)(?:任务|数|额)?)的\s*"
)  # 完成全年800亿元投资目标的/62%
_OF_COUNTED_PLAN = re.compile(
    r"(?P<verb>完成)(?P<plan>[^，。；\d]{0,6}(?:目标|任务|计划|预算)(?:任务|数)?)[\d.,万亿]+[^\d，。；]{1,4}的$"
)  # 完成年度任务5万户的/90%
_PLAN = re.compile(r"(?:完成|[比较])(?P<plan>(?:年度?|全年|当年)?(?:目标|任务|计划)(?:任务|数|值)?)$")
_APART = ("低", "高", "多", "少", "快", "慢")
_OF_BASE = re.compile(r"[，、\s]*(?:是|相当于)(?P<whole>[一-龥]{2,12}?)的\s*$")  # 是平均数的/87.1%
_AGAINST = re.compile(r"\s*(?:与|同|比|较|跟)[^，。；]*?(?:年|时|期|普查|月)的?\s*$")
_COMPARED = re.compile(r"\s*(?:相比|比较|[增减提下降上回扩缩])")  # 与2010年的44万人/相比, 比2010年的3.3人/减少


def find_remark(sentence: Sentence, clause: Clause, quantity: Quantity, start: int, memory: Memory) -> str:
    """What is said in passing of the last subject: how far it met its plan, the sum planned, what it was before; empty where it
    is none of these.

    ``完成预算的98.9%``, ``占年度目标的71%``, and both numbers of ``完成全年800亿元投资目标的62%``.
    """
    if not memory.indicator:
        return ""
    if _AGAINST.match(sentence.text, clause.start, quantity.before) and _COMPARED.match(sentence.text, quantity.after):
        return memory.indicator
    planned = _OF_PLAN.match(sentence.text[start : quantity.start])
    planned = planned or _OF_COUNTED_PLAN.search(sentence.text[clause.start : quantity.start])
    if planned is None:
        planned = _PLANNED_SUM.match(sentence.text, clause.start, clause.end)
        if planned and planned.start("sum") <= quantity.start < planned.end("sum"):
            return memory.indicator + planned["plan"].removeprefix(memory.indicator[-2:])
        if planned and planned.end() != quantity.start:
            planned = None
    if planned is None:
        base = _OF_BASE.match(sentence.text[start : quantity.start])
        return f"{memory.indicator}是{base['whole']}的比例" if base and quantity.unit == "%" else ""
    if quantity.unit != "%":
        return ""
    share = planned["verb"] == "占"
    return f"{memory.indicator}{'占' if share else '完成'}{planned['plan']}{'比重' if share else '比例'}"


def find_comparison(sentence: Sentence, quantity: Quantity, front: Front, memory: Memory) -> str:
    """The name of a number that the last subject is only compared with: its plan (``完成年度目标/12500人``), or what it is
    above or below (``比目标/4%/低0.6个百分点``); empty where it is neither.
    """
    plan = _PLAN.search(sentence.text, sentence.start, quantity.start) if memory.indicator else None
    if plan:
        return memory.indicator + plan["plan"]
    against = bool(front.tokens) and front.tokens[0].word in ("比", "较")
    return memory.indicator if against and sentence.text.startswith(_APART, quantity.after) else ""
