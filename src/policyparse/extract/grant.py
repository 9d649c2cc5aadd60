"""Money that is given: to whom or for what, and as what, of the words on both sides of the amount.

``对新认定的省级企业技术中心，一次性给予50万元奖励``, ``按每张床位1万元的标准给予建设补贴``.
"""

from __future__ import annotations

import re

from policyparse.extract.sentence import Sentence
from policyparse.language.clauses import Clause
from policyparse.language.quantities import Quantity

_KIND = r"(?:奖励|补助|补贴|资助|奖补|津贴|贴息|扶持|奖金|补偿|支持)(?:资金|经费|金)?"
_BINDS = r"(?:[为按达约共]|最高|不超过|不低于|累计|总计|合计|一次性|给予|予以|发放|\s)*"
_AHEAD = re.compile(
    rf"""
    (?:的|进行)?(?:标准|额度|比例|幅度)?[，,]?(?:分别|一次性)?(?:给予|予以|发放|安排|提供|享受)?
    (?P<what>[一-龥]{{0,8}}?{_KIND})(?=$|[，,。；;、（(]|的|等)
    """,
    re.VERBOSE,
)
_BEHIND = re.compile(
    rf"""
    (?P<what>(?:一次性)?(?:给予|予以|发放)?(?:一次性)?[一-龥]{{0,6}}?{_KIND})
    (?P<each>每[一-龥]{{1,4}}?){{0,2}}(?:标准|金额|额度|总额)?{_BINDS}$
    """,
    re.VERBOSE,
)
_EACH = re.compile(rf"(?P<each>(?:每[一-龥（）]{{1,4}}?){{1,2}}){_BINDS}$")
_GIVING_OF = r"(?:再|可|按|并|将|分别|一次性|最高|每[人户个年亩]|给予|予以|奖励|补助|补贴|资助|不超过)"
_TO = re.compile(
    rf"(?:^|[，；。：、,:]|财政|资金|政府|[一二三四五六七八九十]是)\s*对(?P<who>[^；。]{{2,120}}?)[，,]?\s*(?={_GIVING_OF}|$)"
)
_LAST_NOUN = re.compile(r"(?:.*[，,])?(?:.*的)?(?P<noun>[^，,的]{2,}?)的?$")
_BASE = re.compile(rf"(?:按照?|不超过|给予)(?P<base>[^，。；按]{{2,20}}?)的?{_BINDS}$")
_GIVING = re.compile(r"给予|予以|发放|享受|最高|最多|不超过|^[再可按]")
_MONEY = frozenset({"元", "美元", "欧元", "港元"})


def grant_of(sentence: Sentence, clause: Clause, start: int, quantity: Quantity) -> str:
    """The name of an amount or rate that is given, from the unread words behind ``start`` and those behind the number;
    empty where nothing is given or nobody to whom is named.
    """
    if quantity.unit not in _MONEY and quantity.unit != "%":
        return ""
    before = sentence.text[start : quantity.start].replace(" ", "")
    ahead = _AHEAD.match(sentence.text, quantity.after, max(clause.end, _next_clause(sentence, clause)))
    behind = _BEHIND.search(before)
    what = ahead or behind
    if what is None:
        return ""
    who = _receiver(sentence, quantity)
    each = _EACH.search(before) if ahead else None
    kind = _GIVING.sub("", what["what"])
    if quantity.unit == "%":
        base = _BASE.search(before) if ahead else None
        return f"{base['base'].removesuffix('的')}{kind}比例" if base else ""
    of = (each["each"] if each else "") or (behind["each"] or "" if behind and not ahead else "")
    return who + of + kind if who or of else ""


def _next_clause(sentence: Sentence, clause: Clause) -> int:
    """Where the clause behind ends, which may say as what the amount is given (``按每人500元标准，给予培训补贴``)."""
    return next((c.end for c in sentence.clauses if c.start >= clause.end and c.parent == clause.parent), clause.end)


def _receiver(sentence: Sentence, quantity: Quantity) -> str:
    """To whom or for what: behind the last 对 since the last semicolon; what is only an attribute loses its 的."""
    begin = max(sentence.start, 1 + sentence.text.rfind("；", sentence.start, quantity.before))
    found = list(_TO.finditer(sentence.text[begin : quantity.before]))
    if not found:
        return ""
    who = found[-1]["who"].strip().removesuffix("的")
    several = _LAST_NOUN.fullmatch(who) if "，" in who or "," in who else None
    return several["noun"] if several else who


_GIVES = re.compile(r"给予|予以|奖励|补助|补贴|资助|扶持")
_UNDER = re.compile(r"[^；。]{0,40}?的[^；。]{0,24}?(?:给予|予以|一次性|最高|奖励|补助|补贴|资助)")


def is_condition(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number says who is given something: ``对年产值/1亿元以上/的企业，给予20万元奖励``."""
    begin = max(sentence.start, 1 + sentence.text.rfind("；", sentence.start, quantity.before))
    ahead = sentence.text[begin : quantity.before]
    at = ahead.rfind("对")
    if at < 0 or _GIVES.search(ahead[at:]) or _GIVES.match(sentence.text[quantity.after :].lstrip("的")):
        return False
    return _UNDER.match(sentence.text, quantity.after) is not None
