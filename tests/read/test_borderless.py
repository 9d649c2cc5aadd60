from __future__ import annotations

import pytest

from policyparse.read.borderless import find_borderless
from policyparse.read.glyphs import Run, lines_of
from policyparse.read.rulings import RuledTable
from policyparse.source import Box

SIZE = 10.0
LABEL, RIGHT = 60.0, (260.0, 360.0, 460.0)


def run(text: str, x: float, top: float) -> Run:
    widths = [SIZE if char > "\u2e80" else SIZE / 2 for char in text]
    ends = [x + sum(widths[: n + 1]) for n in range(len(text))]
    edges = tuple((end - width, end) for end, width in zip(ends, widths, strict=True))
    return Run(text, edges, Box(x, top, ends[-1], top + SIZE), SIZE, False)


def flush(text: str, right: float, top: float) -> Run:
    """A run that ends at ``right``."""
    return run(text, right - run(text, 0, 0).box.x1, top)


def rows(*printed: tuple[str, ...], top: float = 100, pitch: float = 20) -> list[Run]:
    """A label flush left and figures flush right."""
    return [
        run(text, LABEL, top + pitch * number) if not column else flush(text, RIGHT[column - 1], top + pitch * number)
        for number, row in enumerate(printed)
        for column, text in enumerate(row)
        if text
    ]


def find(runs: list[Run]) -> list[RuledTable]:
    return find_borderless(runs, lines_of(runs))[0]


def texts(table: RuledTable) -> list[list[str]]:
    return [[cell.text for cell in table.row(number)] for number in range(table.height)]


HEADER = ("指标", "数量", "比重", "增长")
BODY = (("城镇居民", "5,281", "58.0", "1.2"), ("乡村居民", "3,203", "", "0.3"), ("合计", "8,484", "100", "-1.5"))
PROSE = "各地要结合实际认真抓好落实各项工作任务，确保全年目标顺利完成，不断开创新局面。"


def test_values_in_columns_are_a_table() -> None:
    (table,) = find(rows(HEADER, *BODY))
    assert texts(table) == [list(HEADER), *map(list, BODY)]


def test_prose_above_and_below_stays_out() -> None:
    prose = [run(PROSE, 60, 60), run(PROSE, 60, 80), run(PROSE, 60, 180)]
    tables, rest = find_borderless([*prose, *rows(HEADER, *BODY)], lines_of([*prose, *rows(HEADER, *BODY)]))
    assert [texts(table) for table in tables] == [[list(HEADER), *map(list, BODY)]]
    assert sorted(rest) == sorted(prose)


def test_a_table_of_words_wants_a_caption() -> None:
    words = rows(("任务", "牵头", "配合"), ("5G应用", "市工信局", "各区县"), ("算力网络", "市数据局", "各区县"))
    caption = run("表2 任务分工", 200, 80)
    assert find(words) == []
    (table,) = find([caption, *words])
    assert texts(table)[1] == ["5G应用", "市工信局", "各区县"]


def test_a_wrapped_label_stays_in_its_row() -> None:
    runs = [*rows(HEADER, *BODY, pitch=30), run("人均收入", LABEL, 141)]
    (table,) = find(runs)
    assert texts(table)[1][0] == "城镇居民人均收入"


def test_a_heading_over_two_columns_spans_them() -> None:
    top = [run("全市人口", 290, 85)]
    (table,) = find([*top, *rows(("指标", "户数", "比重", "增长"), *BODY)])
    spans = {cell.text: cell.columns for cell in table.row(0) if cell.text}
    assert spans["全市人口"] >= 2
    assert spans["指标"] == 1


def test_headings_on_two_levels_are_no_reason_to_doubt_the_columns() -> None:
    top = [run("城镇", 290, 80), run("乡村居民", 395, 80), run("指标", LABEL, 90)]
    lower = [flush(text, RIGHT[column], 100) for column, text in enumerate(("户数", "比重", "增长"))]
    (table,) = find([*top, *lower, *rows(*BODY, top=120)])
    assert texts(table)[-3:] == [list(row) for row in BODY]
    assert "指标" in [cell.text for cell in table.row(0)]


def test_a_caption_over_the_middle_of_a_table_is_no_heading() -> None:
    caption = run("人口与社会事业", 225, 82)
    tables, rest = find_borderless([caption, *rows(HEADER, *BODY)], lines_of([caption, *rows(HEADER, *BODY)]))
    assert [texts(table)[0] for table in tables] == [list(HEADER)]
    assert rest == [caption]


CONTENTS = (("一、综合", "1"), ("二、农业", "3"), ("三、工业和建筑业", "3"), ("四、服务业", "7"), ("五、财政", "12"))
OFFICES = (
    ("联系人：", "张三", "电话：0311-86000000"),
    ("联系人：", "李四", "电话：0311-86000001"),
    ("联系人：", "王五", "电话：0311-86000002"),
)
DIALLED = (("市发展改革委", "0311-86000000"), ("市统计局", "0311-86000001"), ("市财政局", "0311-86000002"))
SIGNED = (("张三", "主任委员", "某大学"), ("李四", "副主任委员", "某研究院"), ("王五", "委员", "某协会"))
FORMULAS = (("R = A / B × 100%", "（1）"), ("S = C / D × 100%", "（2）"), ("T = E / F × 100%", "（3）"))


@pytest.mark.parametrize("printed", [CONTENTS, OFFICES, DIALLED, SIGNED, FORMULAS])
def test_lists_and_formulas_are_no_tables(printed: tuple[tuple[str, ...], ...]) -> None:
    assert find(rows(*printed)) == []


def test_two_columns_of_prose_are_no_table() -> None:
    left = [run(PROSE[:20], 60, 100 + 16 * n) for n in range(6)]
    right = [run(PROSE[20:38], 300, 100 + 16 * n) for n in range(6)]
    assert find([*left, *right]) == []


def test_a_dotted_contents_list_is_no_table() -> None:
    lines = [
        [run(f"第{n}章 总体要求", 60, 100 + 20 * n), run("." * 40, 180, 100 + 20 * n), run("12", 460, 100 + 20 * n)]
        for n in range(6)
    ]
    assert find([one for line in lines for one in line]) == []
