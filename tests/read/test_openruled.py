from __future__ import annotations

from policyparse.read.glyphs import Run
from policyparse.read.implied import close_sides
from policyparse.read.lattice import Ruling, Rulings, find_cells
from policyparse.read.openruled import find_open_tables, split_rows
from policyparse.read.rulings import RuledTable, build_ruled
from policyparse.source import Box

SIZE = 10.0


def run(text: str, x: float, top: float) -> Run:
    edges = tuple((x + SIZE * n, x + SIZE * (n + 1)) for n in range(len(text)))
    return Run(text, edges, Box(x, top, edges[-1][1], top + SIZE), SIZE, False)


def rows(*printed: tuple[str, ...], top: float = 100, pitch: float = 20) -> list[Run]:
    places = (60, 160, 260)
    return [
        run(text, places[n], top + pitch * i) for i, row in enumerate(printed) for n, text in enumerate(row) if text
    ]


def levels(*heights: float) -> Rulings:
    return Rulings((), tuple(Ruling(y, 50, 350) for y in heights))


def texts(table: RuledTable) -> list[list[str]]:
    return [[cell.text for cell in table.row(number)] for number in range(table.height)]


BODY = (("城镇", "58.0", "1.2"), ("乡村", "42.0", "0.3"), ("合计", "100", "1.5"))


def test_a_three_line_table_is_read_by_its_columns() -> None:
    (table,), rest = find_open_tables(rows(("指标", "比重", "增长"), *BODY), levels(95, 115, 175), [])
    assert texts(table) == [["指标", "比重", "增长"], *map(list, BODY)]
    assert rest == []


def test_a_three_line_table_may_go_on_below_its_header_without_a_last_rule() -> None:
    (table,), _ = find_open_tables(rows(("指标", "比重", "增长"), *BODY), levels(95, 115), [])
    assert texts(table)[1:] == [list(row) for row in BODY]


def test_a_wrapped_label_belongs_to_the_row_it_stands_near() -> None:
    runs = [*rows(("指标", "比重", "增长"), *BODY, pitch=30), run("人口", 60, 141)]
    (table,), _ = find_open_tables(runs, levels(95, 122, 210), [])
    assert texts(table)[1][0] == "城镇人口"


def test_a_heading_over_two_columns_spans_them() -> None:
    header = [run("指标", 60, 107), run("人口情况", 205, 100), run("比重", 160, 115), run("增长", 260, 115)]
    (table,), _ = find_open_tables([*header, *rows(*BODY, top=140)], levels(95, 130, 215), [])
    assert [(cell.text, cell.columns) for cell in table.row(0)] == [("指标", 1), ("人口情况", 2)]
    assert [cell.text for cell in table.row(1)] == ["比重", "增长"]
    assert table.row(0)[0].rows == 2


def test_prose_between_two_rules_is_no_table() -> None:
    prose = [run("各地要结合实际认真抓好落实各项工作任务", 60, 100 + 20 * n) for n in range(4)]
    assert find_open_tables(prose, levels(95, 175), []) == ([], prose)


def test_a_table_open_at_its_sides_keeps_its_outer_columns() -> None:
    inner = (Ruling(150, 95, 135), Ruling(250, 95, 135))
    (cells,) = find_cells(close_sides(Rulings(inner, levels(95, 115, 135).horizontal)))
    assert len(cells) == 6
    assert (min(cell.x0 for cell in cells), max(cell.x1 for cell in cells)) == (50, 350)


def test_rows_of_figures_that_no_rule_parts_are_rows() -> None:
    edges = (50, 150, 250, 350)
    boxes = [Box(edges[n], top, edges[n + 1], low) for top, low in ((95, 115), (115, 175)) for n in range(3)]
    table, _ = build_ruled(boxes, rows(("指标", "比重", "增长"), *BODY))
    assert table is not None
    assert texts(split_rows(table)) == [["指标", "比重", "增长"], *map(list, BODY)]


def test_a_cell_of_two_lines_stays_one_row() -> None:
    edges = (50, 150, 250, 350)
    boxes = [Box(edges[n], top, edges[n + 1], low) for top, low in ((95, 115), (115, 155)) for n in range(3)]
    table, _ = build_ruled(boxes, [*rows(("指标", "比重", "增长"), ("城镇", "58.0", "1.2")), run("人口", 60, 132)])
    assert table is not None
    assert split_rows(table).height == 2


def test_a_header_that_no_rule_parts_from_its_rows_is_the_header() -> None:
    top = [run("人口情况", 200, 85), run("指标", 60, 92)]
    lower = [run("比重", 160, 100), run("增长", 260, 100)]
    (table,), _ = find_open_tables([*top, *lower, *rows(*BODY, top=120)], levels(80, 185), [])
    assert [(cell.text, cell.rows, cell.columns) for cell in table.row(0)] == [("指标", 2, 1), ("人口情况", 1, 2)]
    assert texts(table)[2:] == [list(row) for row in BODY]


def test_columns_as_near_as_a_third_of_a_character_are_two() -> None:
    near = [run(text, x, 120 + 20 * n) for n in range(4) for text, x in (("地方财政收入合计数", 60), ("万元", 154))]
    values = [run(f"{n}.5", 260, 120 + 20 * n) for n in range(4)]
    head = [run("指标", 60, 100), run("单位", 154, 100), run("数量", 260, 100)]
    (table,), _ = find_open_tables([*head, *near, *values], levels(95, 115, 195), [])
    assert texts(table)[1] == ["地方财政收入合计数", "万元", "0.5"]


def two_tables(*between: Run) -> list[list[list[str]]]:
    """Two three-line tables of the same columns one under another, with lines between them."""
    head = ("指标", "比重", "增长")
    runs = [*rows(head, *BODY), *between, *rows(head, *BODY, top=230)]
    tables, _ = find_open_tables(runs, levels(95, 115, 175, 225, 245, 305), [])
    return [texts(table) for table in tables]


def test_a_caption_without_a_number_parts_two_three_line_tables_of_the_same_columns() -> None:
    table = [["指标", "比重", "增长"], *map(list, BODY)]
    assert two_tables(run("分县区主要指标", 160, 195)) == [table, table]


def test_a_unit_line_beside_the_caption_parts_them_too() -> None:
    table = [["指标", "比重", "增长"], *map(list, BODY)]
    assert two_tables(run("分县区", 160, 195), run("单位：%", 270, 205)) == [table, table]


def test_a_caption_printed_in_pieces_parts_them_too() -> None:
    table = [["指标", "比重", "增长"], *map(list, BODY)]
    assert two_tables(run("表", 120, 195), run("2", 140, 195), run("分县区指标", 160, 195)) == [table, table]


def test_a_numbered_line_over_the_middle_is_a_section_and_parts_no_columns() -> None:
    parts = [run("一、经济发展", 170, 100), *rows(*BODY, top=120), run("二、绿色生态", 170, 180), *rows(*BODY, top=200)]
    (table,), _ = find_open_tables([*rows(("指标", "比重", "增长"), top=75), *parts], levels(70, 95, 260), [])
    assert [(cell.text, cell.columns) for row in (1, 5) for cell in table.row(row)] == [
        ("一、经济发展", 3),
        ("二、绿色生态", 3),
    ]
    assert texts(table)[2] == list(BODY[0])


def test_a_numbered_label_without_values_is_not_joined_to_the_row_that_it_stands_near() -> None:
    body = (("一、城镇", "58.0", "1.2"), ("二、乡村", "42.0", "0.3"), ("三、城郊", "", ""), ("四、合计", "100", "1.5"))
    tops = (120, 150, 166, 182)
    runs = [run for row, top in zip(body, tops, strict=True) for run in rows(row, top=top)]
    (table,), _ = find_open_tables([*rows(("指标", "比重", "增长")), *runs], levels(95, 115, 200), [])
    assert texts(table)[1:] == [list(row) for row in body]
