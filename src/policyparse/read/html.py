"""Web pages: the article of the page with all its tables, and what the page says of it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from lxml import etree, html
from readability import Document as Article
from readability.readability import Unparseable

from policyparse.errors import BrokenFile, NoText
from policyparse.read.furniture import is_trimming
from policyparse.read.grid import MOST_COLUMNS
from policyparse.read.metadata import is_field_label
from policyparse.read.reading import Reading
from policyparse.read.writer import CellText, Writer

MOST_ROWSPAN = 65_534  # HTML Living Standard, 4.9.11
_SKIPPED = frozenset(
    (
        *("script", "style", "noscript", "nav", "footer", "select", "option", "button", "input", "textarea", "iframe"),
        *("object", "svg", "template", "head"),
    )
)
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd"),
        *(
            "label",
            "mark",
            "o:p",
            "q",
            "s",
            "samp",
            "small",
            "span",
            "strike",
            "strong",
            "sub",
            "sup",
            "tt",
            "u",
            "var",
        ),
        "wbr",
    )
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_ARTICLE_SHARE = 0.9  # of the article's sentences that the chosen element must hold
_FEWEST_ARTICLE = 200  # characters; a shorter article is no find
_FEWEST_LABELS = 2
_SENTENCE = 12  # characters by which an article's sentence is found again
_TITLE_CUT = re.compile(r"\s*[_|｜]\s*|\s+[-—–]+\s*|\s*[-—–]+\s+|[-—–]+(?=[^-—–]*(?:政府|网|局|委员会|厅|部)$)")


def read_html(data: bytes, name: str) -> Reading:
    """The article of a page. Raises NoText for a page whose text a script would have to load."""
    text, warnings = decode_html(data)
    root = _parse(text, name)
    body = root.find("body")
    page = body if body is not None else root
    shown = [line for line in _lines(page) if line]
    writer = Writer()
    _write(_article(text, page), writer)
    if not writer.parts:
        raise NoText(name, "网页中没有正文", remedy="正文可能由脚本加载，请在浏览器中打开后另存网页。")
    return Reading(
        text=writer.text(),
        parts=tuple(writer.parts),
        lines=writer.lines(),
        warnings=warnings,
        title=_title(root),
        fields={**_meta(root), **dict(_fields(shown))},
    )


def decode_html(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The page's text. Its label is not believed: UTF-8 where the bytes are, else GB18030, which holds GB2312 and GBK."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace").replace("\x00", ""), ()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding).replace("\x00", ""), ()
        except UnicodeDecodeError:
            continue
    utf8, gb18030 = (data.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030"))
    best = min((utf8, gb18030), key=lambda text: text.count("\ufffd"))
    return best.replace("\x00", ""), (f"有 {best.count(chr(0xFFFD))} 处文字无法解码",)


def _parse(text: str, name: str) -> html.HtmlElement:
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )  # huge_tree: without it all the text under 256 nested elements is dropped in silence
    try:
        root = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except etree.ParserError as error:
        raise BrokenFile(name, "不是完整的网页", remedy="请在浏览器中打开后另存网页。") from error
    return root


# The article --------------------------------------------------------------------------------------------------------


def _article(text: str, page: html.HtmlElement) -> html.HtmlElement:
    """The smallest element that holds the article as readability finds it and every table of figures of the page.

    Readability itself would throw tables away, so it only points: the element comes from the page as it is.
    """
    sentences = _sentences(text)
    tables = [table for table in page.iter("table") if _is_grid(table) and _has_digits(table) and not _is_card(table)]
    element = page
    while sentences:
        child = next((child for child in element if _holds(child, sentences, tables)), None)
        if child is None or (child.tag == "table" and _is_grid(child)):
            return element
        element = child
    return element


def _sentences(text: str) -> list[str]:
    try:
        summary = Article(text).summary(html_partial=True)
        article = str(html.fromstring(summary).xpath("string()"))
    except (Unparseable, etree.ParserError):
        return []
    squeezed = [re.sub(r"\s", "", line) for line in re.split(r"[。；！？\n]", article)]
    sentences = [line for line in squeezed if len(line) >= _SENTENCE]
    return sentences if sum(map(len, sentences)) >= _FEWEST_ARTICLE else []


def _holds(element: html.HtmlElement, sentences: list[str], tables: list[html.HtmlElement]) -> bool:
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return False
    inside = re.sub(r"\s", "", element.text_content())
    if sum(sentence in inside for sentence in sentences) < _ARTICLE_SHARE * len(sentences):
        return False
    return all(any(ancestor is element for ancestor in (table, *table.iterancestors())) for table in tables)


def _has_digits(table: html.HtmlElement) -> bool:
    return re.search(r"\d", table.text_content()) is not None


# Blocks -------------------------------------------------------------------------------------------------------------


def _write(element: html.HtmlElement, writer: Writer) -> None:
    """Write the element's paragraphs and tables in reading order."""
    pending: list[str] = []
    level = 0

    def flush() -> None:
        line = _squeeze("".join(pending))
        pending.clear()
        if line.strip() and not is_trimming(line):
            writer.paragraph(line, level=level)

    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        tag = node.tag if isinstance(node.tag, str) else "script"
        block = tag not in _INLINE
        if event == "end":
            if block:
                flush()
                level = 0 if tag in _HEADINGS else level
            if node is not element:
                pending.append(node.tail or "")
            continue
        if block:
            flush()
        if tag in _SKIPPED:
            walk.skip_subtree()
        elif tag == "table" and _is_grid(node):
            if not _is_card(node):
                writer.table(list(_cells(node)))
            walk.skip_subtree()
        else:
            level = _HEADINGS.get(tag, level)
            pending.append(node.text or "")
    flush()


def _squeeze(text: str) -> str:
    """HTML's own white space as one space; a full-width or no-break space stays."""
    return re.sub(r"[ \t\r\n\f]+", " ", text)


def _lines(page: html.HtmlElement) -> Iterator[str]:
    """The printed lines of the whole page, each table cell one."""
    pending: list[str] = []
    walk = etree.iterwalk(page, events=("start", "end"))
    for event, node in walk:
        tag = node.tag if isinstance(node.tag, str) else "script"
        if tag not in _INLINE:
            yield _squeeze("".join(pending)).strip()
            pending.clear()
        if event == "end":
            pending.append(node.tail or "")
        elif tag in ("script", "style", "noscript"):
            walk.skip_subtree()
        else:
            pending.append(node.text or "")
    yield _squeeze("".join(pending)).strip()


# Tables -------------------------------------------------------------------------------------------------------------


def _rows(table: html.HtmlElement) -> list[html.HtmlElement]:
    """The table's own rows, not those of a table inside it."""
    return [row for row in table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr") if isinstance(row.tag, str)]


def _own_cells(row: html.HtmlElement) -> list[html.HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _is_grid(table: html.HtmlElement) -> bool:
    """Whether a table holds data rather than lays out the page."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [_own_cells(row) for row in _rows(table)]
    return len(rows) > 1 and max(map(len, rows)) > 1


def _is_card(table: html.HtmlElement) -> bool:
    """Whether a table is the page's index card of the document (索引号, 发文字号, 成文日期…)."""
    first = [cells[0].text_content() for row in _rows(table) if (cells := _own_cells(row))]
    labels = sum(is_field_label(re.sub(r"[\s：:【】]", "", text)) for text in first)
    return labels >= _FEWEST_LABELS and labels * 2 >= len(first)


def _cells(table: html.HtmlElement) -> Iterator[CellText]:
    """The cells with their places; spans as the standard forms them, clamped to the rows there are."""
    rows = _rows(table)
    busy: list[int] = []  # the first row free again, by column
    for row, element in enumerate(rows):
        column = 0
        for cell in _own_cells(element):
            while column < len(busy) and busy[column] > row:
                column += 1
            if column >= MOST_COLUMNS:
                break
            wide = min(_span(cell, "colspan", MOST_COLUMNS), MOST_COLUMNS - column)
            high = min(_span(cell, "rowspan", MOST_ROWSPAN) or len(rows), len(rows) - row)
            busy.extend([0] * (column + wide - len(busy)))
            busy[column : column + wide] = [row + high] * wide
            yield CellText(row, column, high, wide, tuple(_cell_lines(cell)), header=_is_header(cell))
            column += wide


def _span(cell: html.HtmlElement, name: str, most: int) -> int:
    """A span as HTML reads it: leading digits, 1 where there are none; ``rowspan=0`` (to the end) is 0."""
    digits = re.match(r"\s*\+?(\d{1,9})", cell.get(name, ""))
    value = int(digits[1]) if digits else 1
    return min(value, most) if name == "rowspan" else min(max(value, 1), most)


def _is_header(cell: html.HtmlElement) -> bool:
    parent = cell.getparent()
    section = parent.getparent() if parent is not None else None
    return cell.tag == "th" or (section is not None and section.tag == "thead")


def _cell_lines(cell: html.HtmlElement) -> Iterable[str]:
    return [line for line in _lines(cell) if line]


# What the page says of itself ---------------------------------------------------------------------------------------

_META = {"articletitle": "标题", "pubdate": "发布日期"}


def _meta(root: html.HtmlElement) -> dict[str, str]:
    """The standard meta tags of government sites (国务院办公厅《政府网站发展指引》附件3)."""
    tags = ((tag.get("name", "").lower(), tag.get("content", "")) for tag in root.iter("meta"))
    return {_META[name]: content.strip() for name, content in tags if name in _META and content.strip()}


def _title(root: html.HtmlElement) -> str | None:
    """The page's headline: the first h1 that the window title holds too, else the window title without the site."""
    window = _squeeze(root.findtext(".//title") or "").strip()
    for heading in root.iter("h1", "h2"):
        printed = _squeeze(heading.text_content()).strip()
        if len(printed) > 5 and (not window or printed[:10] in window):
            return printed
    return max(_TITLE_CUT.split(window), key=len, default="").strip() or None


def _fields(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Labels and values of the table above a document, a cell or a line each: 发文字号 | 工信部…"""
    for label, value in pairwise(lines):
        squeezed = re.sub(r"[\s\u3000：:【】\[\]]", "", label)
        if is_field_label(squeezed) and not is_field_label(re.sub(r"[\s：:]", "", value)):
            yield squeezed, value
    for line in lines:
        found = re.match(r"[【\[]?\s*(?P<label>[\u4e00-\u9fff\s]{2,9}?)\s*[】\]]?\s*[：:]\s*(?P<value>\S.*)", line)
        if found and len(line) < 120 and is_field_label(re.sub(r"\s", "", found["label"])):
            yield re.sub(r"\s", "", found["label"]), found["value"]
