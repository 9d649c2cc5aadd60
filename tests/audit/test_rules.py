"""A file of rules: its fields, and faults that say where and what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyparse.audit.rules import parse_rules, read_rules
from policyparse.errors import RuleError

WHOLE = """
rules:
  - name: 三次产业之和
    check: "{第一产业增加值} + {第二产业增加值} = {地区生产总值}"
    place: [合肥市, 芜湖市]
    period: 2021/2025
    in_force: 2024
    severity: high
    note: 核算口径见年鉴
"""


def test_every_field_is_read() -> None:
    (rule,) = parse_rules(WHOLE)
    assert (rule.name, rule.places, rule.period, rule.in_force) == (
        "三次产业之和",
        ("合肥市", "芜湖市"),
        "2021/2025",
        "2024",
    )
    assert (rule.severity, rule.note) == ("high", "核算口径见年鉴")
    assert len(rule.relation.references) == 3


@pytest.mark.parametrize(
    ("text", "place", "what", "remedy"),
    [
        ("rules:\n  - nam: 甲\n", "第 2 行第 5 列", "nam", "name"),
        ("rules:\n  - name: 甲\n", "第 2 行第 5 列", "check", "check"),
        ("rules:\n  - name: 甲\n    check: {甲} = 1\n", "第 3 行", "YAML", "引号"),
        ('rules:\n  - name: 甲\n    check: "{甲} = 1"\n    severity: 高\n', "第 4 行第 15 列", "高", "critical"),
        ('rules:\n  - name: 甲\n    check: "{甲} = 1"\n    period: 明年\n', "第 4 行第 13 列", "明年", "2024"),
        (
            'rules:\n  - name: 甲\n    check: "{甲} = 1"\n  - name: 甲\n    check: "{甲} = 2"\n',
            "第 4 行",
            "两次",
            "名称",
        ),
        ('rules:\n  - name: 甲\n    check: "{甲} + = 1"\n', "第 3 行第 19 列", "指标或数字", "花括号"),
        ("规则: []\n", "第 1 行第 1 列", "规则", "rules"),
        ("rules: []\n", "第 1 行第 8 列", "rules", "name"),
    ],
)
def test_a_fault_has_its_place_and_its_remedy(text: str, place: str, what: str, remedy: str) -> None:
    with pytest.raises(RuleError) as fault:
        parse_rules(text, "audit.yaml")
    assert fault.value.where == "audit.yaml"
    assert (fault.value.place or "").startswith(place)
    assert what in fault.value.what
    assert remedy in fault.value.remedy


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"", b"rules:\n  - \x00"])
def test_a_file_of_something_else_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "audit.yaml"
    path.write_bytes(data)
    with pytest.raises(RuleError, match=r"audit\.yaml"):
        read_rules(path)


def test_a_missing_file_is_a_fault_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="none"):
        read_rules(tmp_path / "none.yaml")


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "docs/audit.md"])
def test_the_examples_of_the_documentation_are_rules(page: str) -> None:
    text = (Path(__file__).parents[2] / page).read_text(encoding="utf-8")
    example = text.split("```yaml\n", 1)[1].split("```", 1)[0]
    assert parse_rules(example)
