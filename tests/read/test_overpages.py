from __future__ import annotations

from policyparse.read.glyphs import PrintedLine
from policyparse.read.overpages import TableOverPages
from policyparse.read.pagetext import PageContent, TableText, write_page
from policyparse.read.rulings import RuledCell, RuledTable
from policyparse.source import Box

EDGES = (90.0, 190.0, 290.0)
HEADER = (("指标",), ("2027年",))


def part(*rows: tuple[tuple[str, ...], ...], page: int = 1) -> TableText:
    """A table on a page: rows of cells of lines."""
    cells = [
        RuledCell(
            row,
            column,
            1,
            1,
            tuple(PrintedLine(line, (), Box(0, 0, 1, 1), 10.0, False) for line in lines),
            Box(EDGES[column], 100.0 + 20 * row, EDGES[column + 1], 120.0 + 20 * row),
        )
        for row, line_cells in enumerate(rows)
        for column, lines in enumerate(line_cells)
    ]
    table = RuledTable(tuple(cells), EDGES, len(rows), Box(90, 100, 290, 100 + 20 * len(rows)))
    (written,) = write_page(PageContent(page, 595.0, 842.0, (), (table,))).tables
    return written


def texts(table: TableOverPages) -> list[tuple[int, int, str]]:
    return [(cell.row, cell.column, cell.text) for cell in table.cells]


def test_a_header_printed_again_is_dropped_though_its_lines_break_elsewhere() -> None:
    first = part((("每万人拥有", "床位数"), ("2027年",)), (("甲",), ("1",)))
    table = TableOverPages(first, 1, 0)
    second = part((("每万人", "拥有床位数"), ("2027年",)), (("乙",), ("2",)), page=2)
    assert table.goes_on_in(second)
    table.add(second, 2, 100)
    assert texts(table)[2:] == [(1, 0, "甲"), (1, 1, "1"), (2, 0, "乙"), (2, 1, "2")]


def test_a_row_that_the_page_break_split_is_one_and_knows_both_places() -> None:
    first = part(HEADER, (("养老机构",), ("护理型床位",)))
    table = TableOverPages(first, 1, 0)
    table.add(part(((), ("占比",)), (("乙",), ("2",)), page=2), 2, 100)
    assert texts(table)[2:] == [(1, 0, "养老机构"), (1, 1, "护理型床位占比"), (2, 0, "乙"), (2, 1, "2")]
    joined = table.cells[3].passage
    assert joined is not None
    assert joined.offsets[:5] == tuple(range(joined.start, joined.start + 5))
    assert joined.offsets[5:] == (101, 102)


def test_an_empty_label_below_a_page_break_belongs_to_the_one_above() -> None:
    table = TableOverPages(part(HEADER, (("人才",), ("10%",))), 1, 0)
    table.add(part(((), ("20%",)), page=2), 2, 100)
    label = next(cell for cell in table.cells if cell.text == "人才")
    assert (label.row, label.rows) == (1, 2)


def test_a_cell_knows_its_page_and_its_place_in_the_whole_text() -> None:
    table = TableOverPages(part(HEADER, (("甲",), ("1",))), 1, 0)
    table.add(part((("乙",), ("2",)), page=2), 2, 100)
    last = table.cells[-1]
    assert (last.page, last.passage and last.passage.start) == (2, 102)


def over(first: list[RuledCell], second: list[RuledCell]) -> list[tuple[int, int, int, str]]:
    """Row, column, rows and text of the cells of a table of two rows on each of two pages."""
    table = TableOverPages(written(first, 2), 1, 0)
    assert table.goes_on_in(written(second, 2))
    table.add(written(second, 2), 2, 100)
    return sorted((cell.row, cell.column, cell.rows, cell.text) for cell in table.cells)


def written(cells: list[RuledCell], height: int) -> TableText:
    table = RuledTable(tuple(cells), EDGES, height, Box(90, 100, 290, 140))
    return write_page(PageContent(1, 595.0, 842.0, (), (table,))).tables[0]


def cell(row: int, column: int, text: str, rows: int = 1) -> RuledCell:
    box = Box(EDGES[column], 100.0 + 20 * row, EDGES[column + 1], 100.0 + 20 * (row + rows))
    lines = (PrintedLine(text, (), Box(box.x0 + 5, box.top, box.x0 + 45, box.bottom), 10.0, False),) if text else ()
    return RuledCell(row, column, rows, 1, lines, box)


def test_a_label_right_of_the_first_column_goes_on_below_a_page_break() -> None:
    first = [cell(0, 0, "甲"), cell(0, 1, "水利", 2), cell(1, 0, "乙")]
    second = [cell(0, 0, "丙"), cell(0, 1, ""), cell(1, 0, "丁"), cell(1, 1, "路网")]
    assert (0, 1, 3, "水利") in over(first, second)


def test_an_empty_cell_among_others_is_no_part_of_the_label_above_the_page_break() -> None:
    first = [cell(0, 0, "甲"), cell(0, 1, "水利", 2), cell(1, 0, "乙")]
    second = [cell(0, 0, "丙"), cell(0, 1, ""), cell(1, 0, "丁"), cell(1, 1, "")]
    assert (0, 1, 2, "水利") in over(first, second)


def test_a_place_that_no_cell_covers_at_the_top_of_a_page_belongs_to_the_label_above() -> None:
    first = [cell(0, 0, "甲"), cell(0, 1, "水利", 2), cell(1, 0, "乙")]
    second = [cell(0, 0, "丙"), cell(1, 0, "丁"), cell(1, 1, "路网")]
    assert over(first, second) == [
        (0, 0, 1, "甲"), (0, 1, 3, "水利"), (1, 0, 1, "乙"), (2, 0, 1, "丙"), (3, 0, 1, "丁"), (3, 1, 1, "路网")
    ]  # fmt: skip


def test_a_merged_label_printed_again_over_its_rows_on_the_next_page_is_known() -> None:
    table = TableOverPages(written([cell(0, 0, "甲"), cell(0, 1, "水利", 2), cell(1, 0, "乙")], 2), 1, 0)
    again, beside = Box(195, 40, 235, 50), Box(95, 40, 135, 50)
    assert table.repeats(PrintedLine("水利", (), again, 10.0, False))
    assert not table.repeats(PrintedLine("水利", (), beside, 10.0, False))
    assert not table.repeats(PrintedLine("乙", (), Box(95, 40, 105, 50), 10.0, False))
