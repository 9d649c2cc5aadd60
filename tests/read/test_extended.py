from __future__ import annotations

from policyparse.read.dotted import join_dots
from policyparse.read.extended import extend_tables, fill_holes
from policyparse.read.glyphs import Run
from policyparse.read.headrows import header_rows
from policyparse.read.lattice import Ruling, Rulings
from policyparse.read.rulings import RuledTable, build_ruled
from policyparse.source import Box

SIZE = 10.0
EDGES = (50.0, 150.0, 250.0, 350.0)


def run(text: str, x: float, top: float) -> Run:
    edges = tuple((x + SIZE * n, x + SIZE * (n + 1)) for n in range(len(text)))
    return Run(text, edges, Box(x, top, edges[-1][1], top + SIZE), SIZE, False)


def row(top: float, *printed: str) -> list[Run]:
    return [run(text, EDGES[n] + 10, top) for n, text in enumerate(printed) if text]


def boxes(*bands: tuple[float, float]) -> list[Box]:
    return [Box(EDGES[n], top, EDGES[n + 1], low) for top, low in bands for n in range(3)]


def built(cells: list[Box], runs: list[Run]) -> tuple[RuledTable, list[Run]]:
    table, rest = build_ruled(cells, runs)
    assert table is not None
    return table, rest


def texts(table: RuledTable) -> list[list[str]]:
    return [[cell.text for cell in table.row(number)] for number in range(table.height)]


def test_rows_without_fill_after_the_last_filled_one_belong_to_the_table() -> None:
    runs = [*row(100, "指标", "2024", "增长"), *row(120, "城镇", "58.0", "1.2"), *row(140, "合计", "100", "1.5")]
    note = run("注：本表按当年价格计算，各项增长按不变价格", 55, 165)
    table, rest = built(boxes((95, 115), (115, 135)), [*runs, note])
    (extended,), left = extend_tables([table], rest)
    assert texts(extended)[-1] == ["合计", "100", "1.5"]
    assert left == [note]


def test_a_header_over_rows_that_are_filled_alone_belongs_to_the_table() -> None:
    runs = [*row(100, "指标", "比重", "增长"), *row(120, "城镇", "58.0", "1.2"), *row(140, "乡村", "42.0", "0.3")]
    table, rest = built(boxes((115, 135), (135, 155)), runs)
    (extended,), left = extend_tables([table], rest)
    assert texts(extended)[0] == ["指标", "比重", "增长"]
    assert left == []


def test_a_header_on_two_levels_over_rows_that_are_ruled_alone_belongs_to_the_table() -> None:
    head = [run("人口情况", 205, 80), *row(95, "", "比重", "增长"), run("指标", 60, 87)]
    runs = [run("表3 主要情况", 150, 60), *head, *row(120, "城镇", "58.0", "1.2"), *row(140, "乡村", "42.0", "0.3")]
    table, rest = built(boxes((115, 135), (135, 155)), runs)
    (extended,), left = extend_tables([table], rest)
    assert [(cell.text, cell.rows, cell.columns) for cell in extended.row(0)] == [("指标", 2, 1), ("人口情况", 1, 2)]
    assert [cell.text for cell in extended.row(1)] == ["比重", "增长"]
    assert [run.text for run in left] == ["表3 主要情况"]


def test_a_last_row_of_words_and_a_value_belongs_to_the_table() -> None:
    runs = [*row(100, "指标", "属性", "目标"), *row(120, "城镇", "预期性", "1.2"), *row(140, "乡村", "约束性", "2.4")]
    table, rest = built(boxes((95, 115), (115, 135)), runs)
    (extended,), left = extend_tables([table], rest)
    assert texts(extended)[-1] == ["乡村", "约束性", "2.4"]
    assert left == []


def test_prose_under_a_table_stays_out() -> None:
    runs = [*row(100, "指标", "比重", "增长"), *row(120, "城镇", "58.0", "1.2")]
    prose = run("全年城镇居民收入比上年增长百分之五点二", 60, 140)
    table, rest = built(boxes((95, 115), (115, 135)), [*runs, prose])
    assert extend_tables([table], rest) == ([table], [prose])


def test_a_cell_that_the_page_break_left_open_keeps_its_text() -> None:
    runs = [*row(100, "指标", "比重", "增长"), *row(120, "城镇", "58.0", "1.2")]
    table, rest = built([cell for cell in boxes((95, 115), (115, 135)) if cell[:2] != (50, 115)], runs)
    assert [left.text for left in rest] == ["城镇"]
    filled, left = fill_holes(table, rest)
    assert texts(filled)[1] == ["城镇", "58.0", "1.2"]
    assert left == []


def test_a_heading_set_flush_right_over_three_columns_spans_them() -> None:
    edges = (50.0, 150.0, 250.0, 350.0, 450.0)
    lower = [run(text, right - 20, 120) for text, right in (("数量", 240.0), ("比重", 340.0), ("增长", 440.0))]
    upper, below = header_rows([run("指标", 60, 110), run("全市", 420, 100), *lower], edges)
    assert sorted(upper.placed) == [(0, 0), (1, 3)]
    assert sorted(below.placed) == [(1, 1), (2, 2), (3, 3)]


def test_wrapped_headings_are_one_row() -> None:
    wrapped = [one for n, x in enumerate(EDGES[1:3]) for one in (run("比上年", x + 10, 100), run("增长", x + 15, 112))]
    (single,) = header_rows([run("指标", 60, 106), *wrapped], EDGES)
    assert [sorted(line.text for line in inside) for inside in single.placed.values()] == [
        ["指标"],
        ["增长", "比上年"],
        ["增长", "比上年"],
    ]


def test_a_row_of_dots_is_a_ruling() -> None:
    dots = tuple(Ruling(100.0, 50 + 1.5 * n, 50.75 + 1.5 * n) for n in range(300))
    assert join_dots(Rulings((), dots)).horizontal == (Ruling(100.0, 50.0, 50.75 + 1.5 * 299),)


def test_thick_dots_of_an_upright_do_not_run_into_the_level_rows_of_dots() -> None:
    rows = [Ruling(at, 50 + 3 * n, 51.5 + 3 * n) for at in (100.0, 130.0) for n in range(100)]
    upright = [Ruling(100.0 + 1.5 * n, 50, 51.5) for n in range(20)]
    joined = join_dots(Rulings((), tuple(sorted((*rows, *upright))))).horizontal
    assert [rule.at for rule in joined] == [100.0, 130.0]


def test_a_few_dots_are_left_as_they_are() -> None:
    few = Rulings((), tuple(Ruling(100.0, 50 + 1.5 * n, 50.75 + 1.5 * n) for n in range(20)))
    assert join_dots(few) == few
