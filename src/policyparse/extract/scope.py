"""Whose budget and which fund a heading or caption sets for the figures under it, whose own names leave them out.

``（二）市本级财政收支情况 > 2.政府性基金预算`` makes 总收入 the 市本级政府性基金总收入, which is never 全市's; ``（五）高新区预算执行情况``
makes its figures those of 高新区.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from policyparse.extract.draft import Draft
from policyparse.extract.owner import fund_of
from policyparse.language.quantities import is_counter
from policyparse.vocabulary import load

_FISCAL = "地方|一般公共|政府性|政府债|国有资本|社会保险|社保|财政(?!局|部门|厅)|预算(?!单位)|收支|收入|支出|总[收支]|税收|非税|结转|上级|债务"
_LEVEL = re.compile(
    rf"""
    (?P<whole>全(?:[国省市州县区旗盟]|地区|自治[区州]))                                       # 全市一般公共预算
  | (?P<own>(?:[省市州县区盟旗]|地区|自治[区州]|中央)本级|(?<![一-龥])本级(?=$|[^一-龥]|{_FISCAL})   # 市本级
      |(?<![一-龥])(?:[省市州县区盟旗]|地区|自治[区州])级(?=$|{_FISCAL})                        # 市级一般公共预算
      |(?<=年)[省市州县区盟旗]级(?=$|{_FISCAL})
      |(?<![一-龥])各?(?:县市区|县区|区县|市县|县（市、区）)(?=政府|$|{_FISCAL})                # 县区政府债务
      |(?<![一-龥])中央(?=一般公共|政府性|国有资本|社会保险|财政|预算))
    """,
    re.VERBOSE,
)
_AT_CLAUSE = re.compile(
    rf"(?:^|[，；。：,;])\s*(?:（?\(?[一二三四五六七八九十\d]{{1,2}}[）)、.．]+)?(?P<part>其中)?[，：:]?\s*(?:20\d\d年)?(?:{_LEVEL.pattern})",
    re.VERBOSE,
)
_ZONE = re.compile(
    r"[（(]?[一二三四五六七八九十\d]+[）)、.．]+\s*(?P<zone>(?![^级]{0,4}级|全)[一-龥]{1,12}?(?:开发区|高新区|经开区|新区|新城|管理区|度假区|示范区|试验区|园区|[区县旗]))"
    r"(?=(?:20\d\d年)?(?:预算|财政|收支|一般公共|政府性)|$)"
)
_AT_ZONE = re.compile(
    r"(?:^|[，；。：])\s*(?:20\d\d年，?)?(?P<zone>(?![^，]{0,6}[全本各我市城县辖地]区|全|各|其)[一-龥]{2,10}?(?:开发区|高新区|经开区|管理区|度假区|示范区|[区县]))"
    r"(?=政府债务|地方一般|一般公共|政府性基金|国有资本经营|社会保险基金)"
)
_NAMED_LEVEL = re.compile(
    r"本级|^各?(?:县市区|县区|区县|市县|县（市、区）)|全[国省市州县区]|(?:^|[下对])[省市州县区]级|中央"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """``level`` is whose own budget (市本级), empty for the whole place; ``fund`` the budget fund; ``zone`` a place of its own."""

    level: str = ""
    fund: str = ""
    zone: str = ""


def scope_of(headings: Iterable[str]) -> Scope:
    """The scope that headings set, outermost first; an inner one replaces what an outer one says.

    >>> scope_of(["（二）市本级财政收支情况", "2.政府性基金预算"])
    Scope(level='市本级', fund='政府性基金', zone='')
    >>> scope_of(["二、市本级", "2025年全市一般公共收入预算执行情况"]).level, scope_of(["（五）高新区预算执行情况"]).zone
    ('', '高新区')
    """
    scope = Scope()
    for heading in headings:
        zone = _ZONE.match(heading)
        if zone:
            scope = replace(scope, zone=zone["zone"], level="")
        levels = list(_LEVEL.finditer(heading))
        if levels:
            own = "" if any(m["whole"] for m in levels) else levels[0]["own"]
            scope = replace(scope, level=own, zone="")
        scope = replace(scope, fund=fund_of(heading) or scope.fund)
    return scope


def within_paragraph(drafts: list[Draft], text: str, scope: Scope, place: str) -> list[Draft]:
    """The figures of a paragraph under ``scope``; a clause that opens with a level of its own sets it for what follows.

    What follows 其中 holds to the end of its sentence. ``place`` is the place of a figure that names none.
    """
    levels, zones = list(_AT_CLAUSE.finditer(text)), list(_AT_ZONE.finditer(text))
    scoped = []
    for draft in drafts:
        at = draft.quantity.start
        near = [m for m in levels if m.end() <= at and not (m["part"] and "。" in text[m.end() : at])]
        zone = next((m for m in reversed(zones) if m.end() <= at), None)
        own = replace(scope, level=near[-1]["own"] or "") if near else scope
        if zone and (not near or near[-1].end() < zone.start()):
            own = replace(scope, level="", zone=zone["zone"])
        scoped.append(under(draft, own, place))
    return scoped


def under(draft: Draft, scope: Scope, place: str) -> Draft:
    """A figure with the scope in its name, where it counts no things and says nothing of the kind itself."""
    if scope.zone and (draft.place == place or scope.zone.startswith(draft.place)):
        named = draft.indicator.removeprefix(scope.zone).removeprefix(scope.zone.removeprefix(draft.place))
        draft = replace(draft, place=scope.zone, indicator=named or draft.indicator)
    if is_counter(draft.quantity.unit) or draft.place not in (place, scope.zone):
        return draft
    name = draft.indicator
    if scope.fund and _of_every_fund().match(name):
        name = scope.fund + name
    if scope.level and not _NAMED_LEVEL.search(name):
        name = scope.level + name
    return replace(draft, indicator=name)


@cache
def _of_every_fund() -> re.Pattern[str]:
    longest = sorted(load("words")["of_every_fund"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest))})(?:小计|合计|总计)?(?=$|完成|占)")
