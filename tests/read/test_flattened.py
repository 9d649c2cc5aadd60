from __future__ import annotations

from collections.abc import Callable

from policyparse.document import Document, Table

Read = Callable[..., Document]
Texts = Callable[[Table], list[list[str]]]

DEFINED = """\
附件：

算力发展主要指标

序号 指标 指标含义 目标值

1 算力规模（EFLOPS）

全省在用标准机架折算的

计算能力。

30

2
智能算力占

比（%）

智能算力占全部算力的比重。
2

3 绿电占比（%） 绿色电力占用电量的比重。 60

备注：

1.不含自用机房。
"""


def test_rows_that_lost_their_columns_are_rebuilt(read_text_file: Read, texts: Texts) -> None:
    document = read_text_file(DEFINED)
    (table,) = document.tables()
    assert texts(table) == [
        ["序号", "指标", "指标含义", "目标值"],
        ["1", "算力规模（EFLOPS）", "全省在用标准机架折算的计算能力。", "30"],
        ["2", "智能算力占比（%）", "智能算力占全部算力的比重。", "2"],
        ["3", "绿电占比（%）", "绿色电力占用电量的比重。", "60"],
    ]
    assert table.caption is not None and table.caption.text == "算力发展主要指标"
    assert [note.text for note in table.notes] == ["备注：", "1.不含自用机房。"]


def test_units_years_and_labels_are_columns(read_text_file: Read, texts: Texts) -> None:
    text = "序号 指标 单位 2025年 2027年 属性\n1 千兆用户占比 % 30 45 预期性\n2 基站总数 万个 12 20 约束性\n"
    (table,) = read_text_file(text).tables()
    assert texts(table)[2] == ["2", "基站总数", "万个", "12", "20", "约束性"]


def test_prose_under_known_words_is_no_table(read_text_file: Read) -> None:
    assert not read_text_file("序号 指标 目标值\n本表由各市填报后汇总。\n报送至省厅。\n").tables()
