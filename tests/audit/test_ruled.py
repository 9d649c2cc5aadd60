"""What rules of the user's own say of figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from policyparse.audit import audit
from policyparse.audit.evidence import Evidence
from policyparse.audit.finding import Finding
from policyparse.audit.ruled import idle_rules
from policyparse.audit.rules import Rule, parse_rules
from policyparse.figure import Extraction

Make = Callable[..., Extraction]


def _rules(check: str, more: str = "") -> tuple[Rule, ...]:
    return parse_rules(f'rules:\n  - {{name: 试, check: "{check}"{", " + more if more else ""}}}')


def _ruled(check: str, *documents: Extraction, more: str = "") -> list[Finding]:
    return [f for f in audit(documents, everything=True, rules=_rules(check, more)) if f.check == "RULE"]


def _of(indicator: str, printed: str, **more: Any) -> dict[str, Any]:
    return {"indicator": indicator, "printed": printed, "unit": "亿元", "place": "合肥市"} | more


def _verdict(check: str, *documents: Extraction, more: str = "") -> tuple[str, str | None]:
    (finding,) = _ruled(check, *documents, more=more)
    return finding.verdict, finding.reason


@pytest.mark.parametrize(
    ("check", "verdict"),
    [
        ("{甲产值} + {乙产值} = {丙产值}", "consistent"),
        ("{甲产值} + {乙产值} + {乙产值} = {丙产值}", "contradiction"),
        ("{甲产值} / {丙产值} = {甲产值} / {丙产值}", "consistent"),
        ("{甲产值} / {丙产值} = 40%", "consistent"),
        ("{甲产值} / {丙产值} >= 41%", "contradiction"),
        ("{甲产值} <= {丙产值}", "consistent"),
        ("{甲产值} * 2.51 = {丙产值}", "consistent_after_rounding"),
        ("{丙产值} - {甲产值} > {甲产值}", "consistent"),
        ("-{甲产值} < 0", "consistent"),
    ],
)
def test_relations_are_judged_by_intervals(extraction: Make, check: str, verdict: str) -> None:
    page = extraction("a.txt", _of("甲产值", "40亿元"), _of("乙产值", "60亿元"), _of("丙产值", "100亿元"))
    assert _verdict(check, page) == (verdict, None)


def test_a_bare_limit_of_a_percentage_is_a_percentage(extraction: Make) -> None:
    page = extraction("a.txt", _of("林地占比", "130%", unit="%"))
    assert _verdict("{林地占比} <= 100", page)[0] == "contradiction"
    assert _verdict("{林地占比} <= 100%", page)[0] == "contradiction"


def test_the_growth_of_a_level_over_last_year_is_checked_across_documents(extraction: Make) -> None:
    old = extraction("2023.txt", _of("甲产值", "100亿元", period="2023"))
    new = extraction(
        "2024.txt", _of("甲产值", "112亿元"), _of("甲产值", "5%", unit="%", measure="growth", direction="up")
    )
    assert _verdict("{甲产值} / {甲产值|上年} - 1 = {甲产值|增速}", old, new, more="period: 2024")[0] == "contradiction"


def test_what_is_missing_cannot_be_decided(extraction: Make) -> None:
    page = extraction("a.txt", _of("甲产值", "40亿元"))
    assert _verdict("{甲产值} <= {乙产值}", page) == ("cannot_decide", "missing_column")


def test_two_values_that_exclude_each_other_decide_nothing(extraction: Make) -> None:
    page = extraction("a.txt", _of("甲产值", "40亿元"), _of("甲产值", "50亿元"), _of("乙产值", "45亿元"))
    assert _verdict("{甲产值} <= {乙产值}", page) == ("cannot_decide", "scope_ambiguous")


def test_a_one_sided_value_decides_no_inequality_that_it_does_not_imply(extraction: Make) -> None:
    page = extraction("a.txt", _of("覆盖率", "60%", unit="%", comparator=">"))
    assert _verdict("{覆盖率} <= 70%", page) == ("cannot_decide", "one_sided_value")
    assert _verdict("{覆盖率} > 60%", page) == ("consistent", None)


def test_a_number_that_was_perhaps_cut_off_is_not_accused(extraction: Make) -> None:
    told = {"unit": "吨", "value": None}
    page = extraction(
        "a.txt", _of("甲产量", "1.2吨", **told | {"value": "1.2"}), _of("乙产量", "1.28吨", **told | {"value": "1.28"})
    )
    assert _verdict("{甲产量} = {乙产量}", page) == ("cannot_decide", "possible_truncation")


def test_units_that_differ_are_not_compared(extraction: Make) -> None:
    page = extraction("a.txt", _of("甲产量", "40吨", unit="吨"), _of("乙产值", "60元", unit="元"))
    assert _verdict("{甲产量} <= {乙产值}", page) == ("not_comparable", "definition")


def test_a_rule_of_another_round_is_no_breach(extraction: Make) -> None:
    page = extraction("a.txt", _of("获奖项目数", "3个", unit="个", period="2025"))
    assert _verdict("{获奖项目数} >= 5", page, more="in_force: 2023") == ("not_comparable", "date")
    assert _verdict("{获奖项目数} >= 5", page, more="in_force: 2025")[0] == "contradiction"


def test_place_and_period_scope_a_rule(extraction: Make) -> None:
    pages = [
        extraction(f"{place}{year}.txt", _of("甲产值", "40亿元", place=place, period=year))
        for place in ("合肥市", "芜湖市") for year in ("2023", "2024")
    ]  # fmt: skip
    found = _ruled("{甲产值} <= 1亿元", *pages, more="place: 合肥, period: 2024")
    assert [(f.inputs[0].place, f.inputs[0].period) for f in found] == [("合肥市", "2024")]
    assert len(_ruled("{甲产值} <= 1亿元", *pages)) == 4


def test_a_finding_bears_the_name_and_the_note_of_its_rule(extraction: Make) -> None:
    page = extraction("a.txt", _of("甲产值", "40亿元"))
    (finding,) = _ruled("{甲产值} <= 1亿元", page, more="note: 见年鉴, severity: low")
    assert (finding.rule, finding.note, finding.severity) == ("试", "见年鉴", "low")


def test_a_rule_whose_names_are_nowhere_is_reported_as_idle(extraction: Make) -> None:
    page = extraction("a.txt", _of("甲产值", "40亿元"))
    rules = _rules("{甲产值} <= {没有的指标}")
    assert idle_rules(Evidence.of([page]), rules) == ((rules[0], ("没有的指标",)),)


def test_a_zero_divisor_decides_nothing(extraction: Make) -> None:
    page = extraction("a.txt", _of("甲产值", "40亿元"), _of("乙产值", "0亿元"))
    assert _verdict("{甲产值} / {乙产值} <= 1", page) == ("cannot_decide", "missing_baseline")
