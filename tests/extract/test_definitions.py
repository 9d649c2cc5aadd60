from policyparse.extract import extract
from policyparse.figure import Extraction
from policyparse.read import read_bytes

PLAN = """某省养老服务发展行动计划（2024—2026年）

一、主要目标

到2026年，护理型床位占比达到65%，培育一批具有影响力的康养服务龙头企业。

备注：

1）护理型床位占比：护理型床位数占养老机构床位总数的比例。

2）其他说明：本计划由民政部门解释，另行通知。
"""


def read() -> Extraction:
    return extract(read_bytes(PLAN.encode(), "sample.txt"))


def test_a_note_defines_an_indicator_that_has_a_figure() -> None:
    (definition,) = read().definitions
    assert (definition.indicator, definition.text) == ("护理型床位占比", "护理型床位数占养老机构床位总数的比例。")
    assert PLAN[definition.source.start : definition.source.end] == definition.text


def test_some_of_a_thing_is_an_aim_without_a_number() -> None:
    (aim,) = read().aims
    assert aim.indicator == "康养服务龙头企业"
    assert "一批" in aim.quote
