"""Rulings that tables imply: each page here is a few rulings and runs."""

from __future__ import annotations

from policyparse.read.glyphs import Run
from policyparse.read.implied import add_implied, drop_padding, reach_frame
from policyparse.read.lattice import Ruling, Rulings, find_cells
from policyparse.read.pdf import find_tables
from policyparse.read.rowrulings import close_breaks, rule_rows
from policyparse.source import Box

SIZE = 10.0
PLACES = (60, 160, 260)


def run(text: str, x: float, top: float) -> Run:
    edges = tuple((x + SIZE * n, x + SIZE * (n + 1)) for n in range(len(text)))
    return Run(text, edges, Box(x, top, edges[-1][1], top + SIZE), SIZE, False)


def rows(*printed: tuple[str, ...], top: float = 105, pitch: float = 20) -> list[Run]:
    return [
        run(text, PLACES[n], top + pitch * i) for i, row in enumerate(printed) for n, text in enumerate(row) if text
    ]


def level(*heights: float, start: float = 50, end: float = 350) -> tuple[Ruling, ...]:
    return tuple(Ruling(y, start, end) for y in heights)


def upright(*places: float, top: float = 100, bottom: float = 200) -> tuple[Ruling, ...]:
    return tuple(Ruling(x, top, bottom) for x in places)


def read(rulings: Rulings, runs: list[Run]) -> list[list[list[tuple[str, int, int]]]]:
    """Each table's rows: text, rows and columns of each cell."""
    tables, _ = find_tables(runs, rulings)
    return [
        [[(cell.text, cell.rows, cell.columns) for cell in table.row(n)] for n in range(table.height)]
        for table in tables
    ]


def plain(rulings: Rulings, runs: list[Run]) -> list[list[list[str]]]:
    return [[[text for text, _, _ in row] for row in table] for table in read(rulings, runs)]


BODY = (("城镇", "58.0", "1.2"), ("乡村", "42.0", "0.3"), ("城郊", "12.0", "0.4"), ("合计", "100", "1.5"))


def test_columns_go_on_through_a_row_without_fill() -> None:
    filled = [piece for top in (100, 140) for piece in upright(50, 150, 250, 350, top=top, bottom=top + 20)]
    words = rows(("任务", "牵头单位", "时限"), ("水厂扩建", "市水利局", "年底"), ("路网", "市交通局", "长期"))
    assert plain(Rulings(tuple(sorted(filled)), level(100, 120, 140, 160)), words) == [
        [["任务", "牵头单位", "时限"], ["水厂扩建", "市水利局", "年底"], ["路网", "市交通局", "长期"]]
    ]


def test_a_caption_between_two_tables_of_the_same_columns_parts_them() -> None:
    drawn = [piece for top in (100, 160) for piece in upright(50, 150, 250, 350, top=top, bottom=top + 40)]
    words = [*rows(("指标", "比重", "增长"), BODY[0]), *rows(("指标", "比重", "增长"), BODY[1], top=165)]
    tables = plain(
        Rulings(tuple(sorted(drawn)), level(100, 120, 140, 160, 180, 200)), [*words, run("分县区各项", 165, 145)]
    )
    assert len(tables) == 2


def test_headings_over_shorter_column_rules_span_them() -> None:
    whole, short = upright(50, 150, 350, bottom=240), upright(250, top=120, bottom=240)
    head = [run("指标", 60, 115), run("人口情况", 230, 105), run("比重", 160, 125), run("增长", 260, 125)]
    rulings = Rulings(tuple(sorted((*whole, *short))), level(100, 140, 240))
    (table,) = read(rulings, [*head, *rows(*BODY, top=150)])
    assert table[0] == [("指标", 2, 1), ("人口情况", 1, 2)]
    assert [text for text, _, _ in table[1]] == ["比重", "增长"]
    assert [[text for text, _, _ in row] for row in table[2:]] == [list(row) for row in BODY]


def test_rows_between_column_rules_alone_are_rows_under_their_header() -> None:
    rulings = Rulings(upright(150, 250, bottom=200), level(100, 200))
    assert plain(rulings, rows(("指标", "比重", "增长"), *BODY)) == [[["指标", "比重", "增长"], *map(list, BODY)]]


def test_rows_that_rulings_part_in_some_columns_only_are_rows() -> None:
    rulings = Rulings(
        upright(50, 150, 250, 350, bottom=200),
        tuple(sorted((*level(100, 120, 200), *level(160, 180, start=150, end=250)))),
    )
    assert plain(rulings, rows(("指标", "比重", "增长"), *BODY)) == [[["指标", "比重", "增长"], *map(list, BODY)]]


def test_a_label_merged_over_rows_stays_one_cell() -> None:
    rulings = Rulings(
        upright(50, 150, 250, 350, bottom=200),
        tuple(sorted((*level(100, 120, 200), *level(140, 160, 180, start=150)))),
    )
    runs = [*rows(("类别", "指标", "数值")), run("民生", 60, 155)]
    runs += [run(text, 160, 125 + 20 * n) for n, text in enumerate(("就业", "收入", "住房", "教育"))]
    runs += [run(text, 260, 125 + 20 * n) for n, text in enumerate(("1", "2", "3", "4"))]
    (table,) = read(rulings, runs)
    assert table[1][0] == ("民生", 4, 1)


def test_shaded_padding_makes_no_column() -> None:
    strips = upright(155, 245, top=120)
    rulings = Rulings(tuple(sorted((*upright(50, 150, 250, 350), *strips))), level(100, 120, 140, 160, 180, 200))
    assert [rule.at for rule in drop_padding(rulings, rows(*BODY)).vertical] == [50, 150, 250, 350]


def test_of_a_border_and_the_padding_along_it_one_stays() -> None:
    rulings = Rulings(upright(50, 150, 155, 250, 350), level(100, 200))
    assert len(drop_padding(rulings, rows(*BODY)).vertical) == 4


def test_a_narrow_column_that_prints_something_stays() -> None:
    rulings = Rulings(upright(50, 150, 157, 250, 350), level(100, 200))
    assert drop_padding(rulings, [run("一", 149, 110)]) == rulings


def test_rules_inside_a_double_frame_reach_it() -> None:
    rulings = Rulings(upright(50, 150, 250, 350), (*level(100), *level(120, 140, start=54, end=346), *level(160)))
    assert [rule[1:] for rule in reach_frame(rulings).horizontal] == [(50, 350)] * 4


def test_a_section_between_the_rows_of_a_table_open_at_its_sides_belongs_to_it() -> None:
    inner = [piece for top, low in ((100, 120), (140, 180)) for piece in upright(150, 250, top=top, bottom=low)]
    printed = rows(("指标", "比重", "增长"), ("一、人口", "", ""), BODY[0], BODY[1])
    (table,) = plain(Rulings(tuple(sorted(inner)), level(100, 120, 140, 160, 180)), printed)
    assert [row[0] for row in table] == ["指标", "一、人口", "城镇", "乡村"]


def test_a_full_grid_gains_nothing() -> None:
    rulings = Rulings(upright(50, 150, 250, 350), level(100, 120, 140, 160, 180, 200))
    assert add_implied(rulings, rows(("指标", "比重", "增长"), *BODY)) == rulings


def test_a_frame_round_the_page_makes_no_rows_of_its_lines() -> None:
    page = Rulings((Ruling(10, 0, 400), Ruling(50, 50, 350), Ruling(360, 50, 350), Ruling(390, 0, 400)), ())
    framed = page._replace(
        horizontal=(Ruling(0, 10, 390), Ruling(50, 50, 360), Ruling(350, 50, 360), Ruling(400, 10, 390))
    )
    assert rule_rows(framed, rows(*BODY)) == framed
    assert find_cells(framed) == find_cells(add_implied(framed, rows(*BODY)))


def test_a_row_cut_by_the_page_break_is_closed_where_its_uprights_end() -> None:
    drawn = Rulings(upright(50, 150, 250, 350, top=100, bottom=190), level(100, 120, 140, 160))
    words = [*rows(*BODY[:3]), run("集镇", 60, 165), run("7.0", 160, 165), run("0.1", 260, 165)]
    assert plain(drawn, words)[0][-1] == ["集镇", "7.0", "0.1"]


def test_uprights_that_stick_out_with_nothing_between_them_add_no_row() -> None:
    drawn = Rulings(upright(50, 150, 250, 350, top=100, bottom=190), level(100, 120, 140, 160))
    assert close_breaks(drawn, rows(*BODY[:3])) == drawn


def test_uprights_that_end_at_several_heights_are_no_cut_row() -> None:
    ragged = tuple(Ruling(x, 100, end) for x, end in ((50, 190), (150, 175), (250, 190), (350, 190)))
    drawn = Rulings(ragged, level(100, 120, 140, 160))
    assert close_breaks(drawn, [*rows(*BODY[:3]), run("集镇", 60, 165)]) == drawn


def test_rows_that_rulings_part_in_each_column_of_values_are_not_parted_again() -> None:
    heights = (100, 150, 200, 250, 300)
    borders = [Ruling(y, start, end) for y in heights[1:-1] for start, end in ((50, 150), (250, 350))]
    drawn = Rulings(upright(50, 150, 250, 350, bottom=300), tuple(sorted([*level(100, 300), *borders])))
    words = [run("民生", 160, 195)]
    for number, top in enumerate(heights[:-1]):
        words += [run("每千人", 60, top + 5), run("拥有数", 60, top + 30), run(f"{number}.5", 260, top + 30)]
    assert rule_rows(drawn, words) == drawn


def test_shading_around_what_a_cell_prints_adds_no_rows() -> None:
    shading = [
        Ruling(x, top + 8, top + 22)
        for top in (100, 130)
        for x in (155, 245)  # inside the padding of the middle column
    ]
    padding = [Ruling(top + off, 150, 250) for top in (100, 130) for off in (8, 22)]
    drawn = Rulings(
        tuple(sorted([*upright(50, 150, 250, 350, bottom=160), *shading])),
        tuple(sorted([*level(100, 130, 160), *padding])),
    )
    words = rows(("城镇", "58.0", "1.2"), ("乡村", "42.0", "0.3"), top=110, pitch=30)
    assert plain(drawn, words) == [[["城镇", "58.0", "1.2"], ["乡村", "42.0", "0.3"]]]
