from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.read.clean import clean


@pytest.mark.parametrize(
    ("printed", "cleaned"),
    [
        ("推广 5G 应用", "推广5G应用"),
        ("建设 10-20 个园区", "建设10-20个园区"),
        ("普及率\n达到 85%", "普及率达到85%"),
        ("增长 1027\n2.5 亿元", "增长10272.5亿元"),
        ("面向 Virtual  Reality 设备", "面向Virtual Reality设备"),
        ("Virtual\nReality", "Virtual Reality"),
        ("5G-\nA 演进", "5G-A演进"),
        ("共用 5 G 网络", "共用5G网络"),
        ("第 15 Gbps", "第15 Gbps"),
        ("某市统计局\t某市调查队", "某市统计局 某市调查队"),
        ("省　财政厅", "省财政厅"),
        ("保留全角：８５％（约）", "保留全角：８５％（约）"),
    ],
)
def test_layout_space_goes_and_printed_space_stays(printed: str, cleaned: str) -> None:
    assert clean(printed, [(0, len(printed))]).text == cleaned


@given(st.lists(st.text("应用5G% \n\t，,.-aB\u200b", max_size=12), max_size=6))
def test_every_kept_character_stands_at_its_offset(lines: list[str]) -> None:
    text = "\n".join(lines)
    spans, start = [], 0
    for line in lines:
        spans.append((start, start + len(line)))
        start += len(line) + 1
    passage = clean(text, spans)
    assert list(passage.offsets) == sorted(set(passage.offsets))
    assert all(char in (text[offset], " ") for char, offset in zip(passage.text, passage.offsets, strict=True))
    assert "\n" not in passage.text
