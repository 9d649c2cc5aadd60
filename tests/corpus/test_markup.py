"""corpus/markup.py: the markup of the sample texts."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

SPEC = importlib.util.spec_from_file_location("markup", Path(__file__).parents[2] / "corpus" / "markup.py")
assert SPEC is not None and SPEC.loader is not None
markup = sys.modules["markup"] = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(markup)


def test_merged_places_belong_to_the_cell_above_or_to_the_left() -> None:
    (table,) = markup.parse_blocks("| 指标 | 收入 | < |\n| ^ | 元 | % |\n|--|--|--|\n| 城镇 | 1 | 2 |")
    spans = {span.text: (span.rows, span.columns) for span in table.spans()}
    assert spans == {
        "指标": (2, 1),
        "收入": (1, 2),
        "元": (1, 1),
        "%": (1, 1),
        "城镇": (1, 1),
        "1": (1, 1),
        "2": (1, 1),
    }
    assert (table.header_rows, table.widths) == (2, (2, 2, 2))


@pytest.mark.parametrize("rows", ["| 指标 |\n| 1 |", "| 指标 |\n|--|\n| 1 | 2 |"])
def test_a_table_without_a_rule_or_with_uneven_rows_is_refused(rows: str) -> None:
    with pytest.raises(ValueError, match="rows of one length"):
        markup.parse_blocks(rows)


def test_every_line_of_the_markup_is_known_by_its_prefix() -> None:
    text = "# 题\n= 中\n> 右\n- 左\n## 一\n### 二\n<<<\nNote: 注\n正文"
    kinds = [block.kind for block in markup.parse_blocks(text)]
    assert kinds == ["title", "centre", "right", "flush", "heading", "subheading", "break", "note", "body"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("超85%，（5G）", ["超", "85%，", "（5G）"]),
        ("——基站10-20个。", ["——基", "站", "10-20", "个。"]),
    ],
)
def test_a_line_breaks_neither_inside_a_number_nor_before_a_full_stop(text: str, pieces: list[str]) -> None:
    assert markup.glued(text) == pieces
