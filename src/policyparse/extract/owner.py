"""What a bare noun belongs to: ``文物机构9645个，从业人员18.1万人`` counts the staff of the institutions before it."""

from __future__ import annotations

import re
from functools import cache

from policyparse.vocabulary import load

_VERBS = re.compile(
    r"^(?:(?:共有?|组织|开展|举办|签订|参加|接待|实施|新增|现有|拥有|设有|建有|建成|各类|各级|全部|所有|年末|全年|已)+)(?=.{2})"
)
_HOLDING = re.compile(r"^.{2,}?(?:共|现|设|建|拥)有(?=.{2})")  # 群众文化机构共有/馆办文艺团体
_DOING = re.compile(r"^(?P<who>.{2,}?)共?(?:组织|开展|举办|签订|实施|办理)")  # 文物机构/举办陈列展览
_MEASURES = re.compile(
    r"(?:总?(?:人数|人次|天数|个数|家数|户数|次数|(?:活跃)?用户量|数量|金额|总数|总额)|(?<!指)数|总量)$"
)


@cache
def _dependents() -> re.Pattern[str]:
    longest = sorted(load("words")["dependents"], key=len, reverse=True)
    return re.compile(rf"(?:平均|共)?(?:{'|'.join(map(re.escape, longest))})")


PLANNED = re.compile(r"(?:年初|年度|全年|调整|变动)?预算(?:数|安排)?$")  # 政府性基金收入/年初预算
_FUND = re.compile(r"一般公共(?:预算)?(?=$|预算|收|支|[^服])|政府性基金|国有资本经营预算?|社会保险基金")


def fund_of(headings: str) -> str:
    """The last budget fund that headings name, which the paragraphs under them leave out; empty where none does.

    >>> fund_of("一、2025年预算执行情况 > 2.政府性基金预算")
    '政府性基金'
    """
    found = _FUND.findall(headings)
    if not found:
        return ""
    return "一般公共预算" if found[-1].startswith("一般公共") else found[-1]


def is_dependent(name: str) -> bool:
    """Whether a name says only what of its owner is counted.

    >>> is_dependent("从业人员"), is_dependent("博物馆从业人员"), is_dependent("成交金额")
    (True, False, True)
    """
    return _dependents().fullmatch(name) is not None


def owner_of(indicator: str) -> str:
    """Whose parts a later bare noun names: the name without its verb of making and its word of counting.

    >>> owner_of("政府性基金收入")
    '政府性基金'
    >>> owner_of("签订输出技术合同"), owner_of("各类文物机构"), owner_of("入境旅游人数"), owner_of("生猪存栏")
    ('输出技术合同', '文物机构', '入境旅游', '生猪')
    """
    name = _HOLDING.sub("", _VERBS.sub("", indicator.partition("占")[0]))
    doing = _DOING.match(name)
    name = _MEASURES.sub("", doing["who"] if doing else name)
    last = next((m for m in _dependents().finditer(name) if m.end() == len(name)), None)
    if last is None or last.start() < 2:
        return name
    return name[: last.start()].removesuffix("的") + ("基金" if last[0].startswith("基金") else "")


def owned(owner: str, name: str) -> str:
    """The bare noun with its owner before it, what both share printed once.

    >>> owned("文物机构", "从业人员"), owned("空气质量优良", "优良率")
    ('文物机构从业人员', '空气质量优良率')
    """
    shared = next((n for n in range(min(len(owner), len(name)), 0, -1) if owner.endswith(name[:n])), 0)
    return owner + name[shared:]
