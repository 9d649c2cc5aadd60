"""RANGE: a share of a whole lies between 0 and 100%; a rate of one thing per another may exceed 100%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from policyparse.audit.case import Case, Sides
from policyparse.audit.finding import Finding
from policyparse.audit.meaning import point, stands_for
from policyparse.audit.words import said
from policyparse.figure import Extraction, Figure
from policyparse.interval import Interval

WHOLE = Interval(Fraction(0), Fraction(100))

_SHARE = re.compile(
    r"""
    (?: 占比 | 比重 | 占[^，]{1,20}比例 | 渗透率 | 覆盖率 | 绿化率 | 城镇化率 | 失业率 | 合格率 | 达标率
      | 优良率 | 优良天数比[例率] | 满意率 | 及格率 | 贫困发生率 | 死亡率 | 处理率 | 机械化率 | 自给率(?!指数) | 市场份额 | 占有率 )$
    """,
    re.VERBOSE,
)  # 流量占比, 森林覆盖率; not 普及率, 毛入学率, 完成率, 资产负债率, 产销率: these may pass 100%


def check_ranges(case: Case) -> Iterator[Finding]:
    """Every share of a whole; then a word on the percentages above 100 that are none."""
    for extraction in case.evidence.extractions:
        shares = [figure for figure in extraction.figures if is_share(figure)]
        outside = [figure for figure in shares if not stands_for(figure).meets(WHOLE)]
        yield from (_outside(case, figure) for figure in outside)
        if shares and not outside:
            yield _all_inside(case, shares)
        yield from _over_hundred(case, extraction)


def is_share(figure: Figure) -> bool:
    """Whether the figure is a level in percent of a part in its whole."""
    return figure.unit == "%" and figure.measure == "level" and bool(_SHARE.search(figure.indicator.replace(" ", "")))


def _outside(case: Case, figure: Figure) -> Finding:
    interval = stands_for(figure)
    edge = min(max(point(figure), Fraction(0)), Fraction(100))
    return case.finding(
        "RANGE", "contradiction", "high", figures=(figure,), sides=Sides(WHOLE, interval, "%", edge, point(figure)),
        title=case.words.say("range_title", indicator=figure.indicator, place=figure.place, stated=said(figure)),
        formula=case.words.say("range_formula", interval=f"{interval}%"),
    )  # fmt: skip


def _all_inside(case: Case, shares: list[Figure]) -> Finding:
    highest = max(shares, key=point)
    return case.finding(
        "RANGE", "consistent", "info", figures=shares,
        title=case.words.say("range_fine_title", n=len(shares)),
        formula=case.words.say("range_fine_formula", highest=f"{highest.indicator} {said(highest)}"),
    )  # fmt: skip


def _over_hundred(case: Case, extraction: Extraction) -> Iterator[Finding]:
    over = [
        f for f in extraction.figures if f.unit == "%" and f.measure == "level" and point(f) > 100 and not is_share(f)
    ]
    if over:
        values = case.words.joined(dict.fromkeys(f"{f.place}{f.indicator} {said(f)}" for f in over))
        yield case.finding(
            "RANGE", "consistent", "info", figures=over,
            title=case.words.say("range_over_title", n=len(over)),
            formula=case.words.say("range_over_formula", values=values),
        )  # fmt: skip
