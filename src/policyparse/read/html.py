"""Web pages: the article of the page with all its tables, and what the page says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree, html

from policyparse.errors import BrokenFile, NoText
from policyparse.read.encoding import decode
from policyparse.read.furniture import is_trimming, without_counters
from policyparse.read.reading import Reading
from policyparse.read.webarticle import find_article, find_front
from policyparse.read.webfields import page_fields, page_title
from policyparse.read.weblines import INLINE, SKIPPED, lines_of, raise_digits, squeeze, unwrapped
from policyparse.read.webpage import strip_page
from policyparse.read.webtable import cells_of, is_card, is_grid
from policyparse.read.writer import Writer

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_TITLE_LINES = 15  # of a document that may print its title
_SHORT_ARTICLE = 60  # characters; a page of pictures has no more beside them
_SMALLEST_PICTURE = 64  # pixels; anything smaller is an icon
_MOST_ATTRIBUTES = 1000  # of one tag; libxml2 compares each with each
_LONG_TAG = re.compile(r"<(?P<name>[a-zA-Z][\w:-]*)\s[^>]{4000,}>")
_BEGUN = re.compile(r"<body[\s>]", re.IGNORECASE)
_ENDED = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_BROWSER = "请在浏览器中打开后另存网页。"


def read_html(data: bytes, name: str) -> Reading:
    """The article of a page. Raises NoText for a page that shows its text by a script, in frames or as pictures."""
    text, warnings = decode(data, name)
    if _BEGUN.search(text) and not _ENDED.search(text):
        warnings = (*warnings, "网页没有结尾，可能没有下载完整")
    root = _parse(text.replace("\x00", ""), name)
    body = root.find("body")
    page = body if body is not None else root
    raise_digits(page)
    shown = list(lines_of(page))
    hid = strip_page(page)
    article = find_article(page)
    writer = Writer()
    for line in find_front(page, article):
        writer.paragraph(line)
    _write(article, writer)
    pictures = sum(map(_is_picture, article.iter("img")))
    _check_text(root, writer.text(), pictures, name)
    return Reading(
        text=writer.text(),
        parts=tuple(writer.parts),
        lines=writer.lines(),
        warnings=(*warnings, *writer.warnings(), *_doubts(article, hid, pictures)),
        title=page_title(root, writer.text().split("\n", _TITLE_LINES)[:_TITLE_LINES]),
        fields=page_fields(root, shown),
    )


def _check_text(root: html.HtmlElement, text: str, pictures: int, name: str) -> None:
    """Refuse a page without text of its own, and say where its text is."""
    frames = [frame.get("src", "") for frame in root.iter("frame") if frame.get("src")]
    if frames:
        raise NoText(name, f"网页由框架组成（{'、'.join(frames)}）", remedy="请打开载有正文的框架，另存该网页。")
    if pictures and len("".join(text.split())) < _SHORT_ARTICLE:
        raise NoText(name, f"正文是 {pictures} 幅图片", remedy="请先做文字识别，或下载文字版。")
    if not text.strip():
        inner = [frame.get("src", "") for frame in root.iter("iframe") if frame.get("src")]
        what = f"网页中没有正文，正文可能在内嵌框架中（{'、'.join(inner)}）" if inner else "网页中没有正文"
        raise NoText(name, what, remedy=f"正文可能由脚本加载，{_BROWSER}")


def _doubts(article: html.HtmlElement, hid: Iterable[html.HtmlElement], pictures: int) -> Iterator[str]:
    """What the article holds that was not read."""
    if pictures:
        yield f"正文中有 {pictures} 幅图片，图中文字未读取"
    hidden = sum(one is article or article in one.iterancestors() for one in hid)
    if hidden:
        yield f"正文中有 {hidden} 处网页不显示的文字，未读取"


def _is_picture(image: html.HtmlElement) -> bool:
    """Whether an image may hold text: no icon by its size."""
    sizes = [re.match(r"\s*(\d+)", image.get(side, "")) for side in ("width", "height")]
    return not any(size and int(size[1]) <= _SMALLEST_PICTURE for size in sizes)


def _without_attributes(tag: re.Match[str]) -> str:
    """A tag without its attributes where it has so many that they would take the parser hours."""
    return f"<{tag['name']}>" if tag[0].count("=") > _MOST_ATTRIBUTES else tag[0]


def _parse(text: str, name: str) -> html.HtmlElement:
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )  # huge_tree: without it all the text under 256 nested elements is dropped in silence
    text = _LONG_TAG.sub(_without_attributes, text)
    try:
        root = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except etree.ParserError as error:
        raise BrokenFile(name, "不是完整的网页", remedy=_BROWSER) from error
    return root


def _write(element: html.HtmlElement, writer: Writer) -> None:
    """Write the element's paragraphs and tables in reading order."""
    pending: list[str] = []
    level = 0

    def flush() -> None:
        line = without_counters(squeeze("".join(pending)))
        pending.clear()
        if line.strip() and not is_trimming(line):
            writer.paragraph(line, level=level)

    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        tag = node.tag if isinstance(node.tag, str) else "script"
        block = tag not in INLINE
        if event == "end":
            if block:
                flush()
                level = 0 if tag in _HEADINGS else level
            if node is not element:
                pending.append(node.tail or "")
            continue
        if block:
            flush()
        if tag in SKIPPED:
            walk.skip_subtree()
        elif tag == "table" and is_grid(node):
            if not is_card(node):
                for caption in node.iterchildren("caption"):
                    writer.paragraph("".join(lines_of(caption)))
                writer.table(list(cells_of(node)))
            walk.skip_subtree()
        elif tag == "pre":
            for line in unwrapped(str(node.text_content())):
                writer.paragraph(line)
            walk.skip_subtree()
        else:
            level = _HEADINGS.get(tag, level)
            pending.append(node.text or "")
    flush()
