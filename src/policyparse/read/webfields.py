"""What a web page says of its document: meta tags, headline, the card and the line of dates above the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import html

from policyparse.read.metadata import DATE, is_field_label
from policyparse.read.weblines import lines_of, squeeze
from policyparse.vocabulary import load

_META = {
    "articletitle": "标题",
    "pubdate": "发布日期",
    "publishdate": "发布日期",
    "article:published_time": "发布日期",
}
_SHORTEST_HEADLINE = 6  # characters; anything shorter is a column of the site
_COLUMN = 8  # characters; a window title as short may name a column (通知公告) rather than the document
_LONGEST_INFO = 120  # characters of a line 发布时间：… 来源：… 浏览次数：…
_FIELD = re.compile(
    r"[【\[]?\s*(?P<label>[\u4e00-\u9fff\s]{2,9}?)\s*(?:[】\]]\s*[：:]?|[：:])\s*(?P<value>\S.*)"
)  # 【发文字号】…, 发文字号：…
_INFO = re.compile(r"来\s*源|出处|稿源|作者|编辑|浏览|点击|阅读|字体|字号|打印|信息时间")
_SITE = re.compile(r"(?:网|网站|门户|平台|政府|部|厅|局|委|委员会|办公室)$")
_ANY_CUT = re.compile(r"[-—–_|｜]+")
_TITLE_CUT = re.compile(r"\s*[_|｜]\s*|\s+[-—–]+\s*|\s*[-—–]+\s+|[-—–]+(?=[^-—–]*(?:政府|网|局|委员会|厅|部)$)")


def page_fields(root: html.HtmlElement, lines: Sequence[str]) -> dict[str, str]:
    """Field label → value: what is printed above the text, where nothing is what the meta tags say."""
    printed = dict(reversed(list(_fields(lines))))
    return {**_meta(root), **printed}


def page_title(root: html.HtmlElement, lines: Sequence[str]) -> str | None:
    """The page's headline: of its own headings, else the part of the window title that the page prints.

    A heading is the headline where it ends like a title, or where the window title holds it too and it is not the
    site's name. A window title that the page nowhere prints is taken where no printed line ends like a title.
    """
    window = squeeze(root.findtext(".//title") or "").strip()
    headings = ["".join(lines_of(node)) for node in root.iter("h1", "h2", "h3")]
    headings = [line for line in headings if len(line) >= _SHORTEST_HEADLINE]
    named = [line for line in headings if line[:10] in window]
    ranked = (
        *filter(ends_like_title, named),
        *(line for line in named if not _SITE.search(line)),
        *(line for line in headings if not window or ends_like_title(line)),
    )
    return ranked[0] if ranked else _window_title(window, lines)


def ends_like_title(line: str) -> bool:
    """Whether a line ends as a document's title does (…公报, …通知) and is long enough to be more than that word."""
    return len(line) >= _COLUMN and re.search(load("documents")["title_words"], line) is not None


def _window_title(window: str, lines: Sequence[str]) -> str | None:
    """The window title without the site's name; a short one may be a column (通知公告), which the page does not print."""
    printed = set(lines)
    parts = [part for cut in (_TITLE_CUT, _ANY_CUT) for part in cut.split(window)]
    shown = [part.strip() for part in parts if part.strip() in printed]
    title = max(shown or _TITLE_CUT.split(window), key=len, default="").strip()
    if shown:
        return title
    return title if len(title) >= _COLUMN and not any(map(ends_like_title, lines)) else None


def _meta(root: html.HtmlElement) -> dict[str, str]:
    """The standard meta tags of government sites (国务院办公厅《政府网站发展指引》附件3)."""
    tags = (
        ((tag.get("name") or tag.get("property") or "").lower(), tag.get("content", "")) for tag in root.iter("meta")
    )
    return {_META[name]: content.strip() for name, content in tags if name in _META and content.strip()}


def _fields(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Labels and values above a document, a cell or a line each: 发文字号 | 工信部…, 发布时间：…; the first is the document's."""
    for line, following in pairwise([*lines, ""]):
        label = re.sub(r"[\s\u3000：:【】\[\]]", "", line)
        if following and is_field_label(label) and not is_field_label(re.sub(r"[\s：:]", "", following)):
            yield label, following
        found = _FIELD.match(line) if len(line) < _LONGEST_INFO else None
        if found and is_field_label(re.sub(r"\s", "", found["label"])):
            yield re.sub(r"\s", "", found["label"]), found["value"]
        elif _is_info(line):
            yield "发布日期", line


def _is_info(line: str) -> bool:
    """Whether a line tells when and by whom a page was put up: 2026-02-03 09:10 来源：市统计局 浏览次数：…"""
    return len(line) < _LONGEST_INFO and DATE.search(line) is not None and _INFO.search(line) is not None
