"""Stages of a timetable and deadlines."""

from __future__ import annotations

from typing import Any

import pytest

from policyparse.audit import audit
from policyparse.extract import extract
from policyparse.read import read_bytes


def _found(text: str, **head: Any) -> list[Any]:
    told = extract(read_bytes(f"关于开展桥梁体检的通知\n\n{text}\n".encode(), "通知.txt"))
    told = told.model_copy(update={"head": told.head.model_copy(update=head)})
    return [(f.verdict, f.severity) for f in audit([told], everything=True) if f.check == "REF"]


FIRST = "（一）摸底阶段（2023年11月—2024年2月）。各区列出清单。"


@pytest.mark.parametrize(
    ("second", "verdict"),
    [
        ("（二）检测阶段（2024年3月—5月）。逐座检测。", ("consistent", "info")),
        ("（二）检测阶段（2023年12月—2024年5月）。逐座检测。", ("consistent", "info")),
        ("（二）检测阶段（2023年3月—5月）。逐座检测。", ("contradiction", "medium")),
        ("（二）检测阶段（2024年5月—3月）。逐座检测。", ("contradiction", "medium")),
    ],
)
def test_stages_follow_each_other(second: str, verdict: tuple[str, str]) -> None:
    assert _found(f"{FIRST}\n\n{second}") == [verdict]


@pytest.mark.parametrize(
    ("due", "verdict"),
    [("2024年1月20日", ("consistent", "info")), ("2024年4月20日", ("cannot_decide", "medium"))],
)
def test_a_deadline_lies_in_its_stage(due: str, verdict: tuple[str, str]) -> None:
    assert _found(f"{FIRST}请各区于{due}前报送清单。") == [verdict]


@pytest.mark.parametrize(
    ("due", "verdict"), [("2024年1月20日", ("consistent", "info")), ("2023年1月20日", ("contradiction", "high"))]
)
def test_nobody_is_asked_for_a_day_before_the_document_was_signed(due: str, verdict: tuple[str, str]) -> None:
    text = f"请各区于{due}前报送清单。\n\n2023年11月7日"
    assert _found(text, written="2023-11-07") == [verdict]


def test_days_are_written_as_days() -> None:
    told = extract(
        read_bytes(
            "关于开展桥梁体检的通知\n\n请各区于2023年1月20日前报送清单。\n\n2023年11月7日\n".encode(), "通知.txt"
        )
    )
    told = told.model_copy(update={"head": told.head.model_copy(update={"written": "2023-11-07"})})
    formulas = {lang: [f.formula for f in audit([told], lang=lang) if f.check == "REF"] for lang in ("zh", "en")}
    assert formulas == {
        "zh": ["2023年1月20日早于2023年11月7日"],
        "en": ["2023-01-20 is earlier than 2023-11-07"],
    }
