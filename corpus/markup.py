"""The markup of corpus/texts: one block a line, under a YAML head between ``---`` lines.

::

    # 标题                  title, centred                 Table: 表题     caption of the table below
    ## 一、…                heading                        Unit: 单位：…   its unit line
    ### （一）…             heading below it               | a | b |       a row; ^ merges up, < merges left
    = 征求意见稿            centred line                   |---|-----|     ends the header rows; dashes are widths
    > 2024年11月22日        right-aligned line             Note: 备注      note below a table
    - 附件1                 flush-left line                !! 专栏1        title of a box
    <<<                     page break                     ! …             paragraph of that box
    anything else           a paragraph, indented
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

MARK = "示例文件·policyparse样例语料，文字为编写，数字取自公开文件"

LINE_KINDS = (
    ("### ", "subheading"),
    ("## ", "heading"),
    ("# ", "title"),
    ("= ", "centre"),
    ("> ", "right"),
    ("- ", "flush"),
    ("Note: ", "note"),
)

GLUED = re.compile(
    r"[“（《〔—(]*"  # 不在行尾：（《“
    r"(?:[A-Za-z0-9.,%+/-]+|[^“（《〔—(])"  # 不拆开：5G-A、13507.69、10-20
    r"[，。；：、！？”）》〕)]*"  # 不在行首：，。）》”
)


@dataclass(frozen=True, slots=True)
class Line:
    """A title, heading, paragraph or note; ``kind`` says which."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """A 专栏: a framed title with paragraphs."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A cell and the grid places that it covers."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` as written (``^`` and ``<`` for merged places), relative column ``widths``, and what stands round it."""

    rows: tuple[tuple[str, ...], ...]
    header_rows: int
    widths: tuple[int, ...]
    caption: str | None = None
    unit: str | None = None

    def spans(self) -> tuple[Span, ...]:
        """The cells at their origins, ``^`` being merged with the cell above and ``<`` with the left one."""
        return tuple(
            Span(row, column, self._reach(row, column, down=True), self._reach(row, column, down=False), text)
            for row, cells in enumerate(self.rows)
            for column, text in enumerate(cells)
            if text not in ("^", "<")
        )

    def _reach(self, row: int, column: int, *, down: bool) -> int:
        places = [cells[column] for cells in self.rows[row + 1 :]] if down else self.rows[row][column + 1 :]
        reach = 1
        for text in places:
            if text != ("^" if down else "<"):
                break
            reach += 1
        return reach


@dataclass(frozen=True, slots=True)
class Text:
    """A sample document as written: where it is built to, its title, the fields of its metadata head, its blocks."""

    name: str
    format: str
    title: str
    blocks: tuple[Line | Box | Table, ...]
    meta: dict[str, str] = field(default_factory=dict)


def read_text(path: Path) -> Text:
    """The sample document written in ``path``; ValueError where its head or a table is not well formed."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = yaml.safe_load(head)
    return Text(path.stem, fields["format"], fields["title"], tuple(parse_blocks(body)), fields.get("meta", {}))


def parse_blocks(body: str) -> list[Line | Box | Table]:
    lines = [line for line in body.splitlines() if line.strip()]
    blocks: list[Line | Box | Table] = []
    while lines:
        if lines[0].startswith(("Table: ", "Unit: ", "|")):
            blocks.append(_take_table(lines))
        elif lines[0].startswith("!! "):
            title = lines.pop(0)[3:]
            blocks.append(Box(title, tuple(line[2:] for line in _take_while(lines, "! "))))
        else:
            blocks.append(_line(lines.pop(0)))
    return blocks


def _line(line: str) -> Line:
    if line == "<<<":
        return Line("break", "")
    for prefix, kind in LINE_KINDS:
        if line.startswith(prefix):
            return Line(kind, line[len(prefix) :])
    return Line("body", line)


def _take_while(lines: list[str], prefix: str) -> list[str]:
    taken = []
    while lines and lines[0].startswith(prefix):
        taken.append(lines.pop(0))
    return taken


def _take_table(lines: list[str]) -> Table:
    caption = next((line[7:] for line in _take_while(lines, "Table: ")), None)
    unit = next((line[6:] for line in _take_while(lines, "Unit: ")), None)
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in _take_while(lines, "|")]
    rules = [index for index, row in enumerate(rows) if set("".join(row)) == {"-"}]
    if len(rules) != 1 or len({len(row) for row in rows}) != 1:
        raise ValueError(f"table {caption}: rows of one length and one |---| line are expected")
    widths = tuple(len(cell) for cell in rows.pop(rules[0]))
    return Table(tuple(rows), rules[0], widths, caption, unit)


def glued(text: str) -> list[str]:
    """The pieces between which a line may break.

    >>> glued("超85%，（5G）")
    ['超', '85%，', '（5G）']
    """
    return GLUED.findall(text)
