"""The article of a web page: the element that holds it, found by its sentences and its tables of figures."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree, html
from readability import Document as Article
from readability.readability import Unparseable

from policyparse.read.metadata import NUMBER
from policyparse.read.webfields import ends_like_title
from policyparse.read.weblines import INLINE, SKIPPED, lines_of
from policyparse.read.webpage import Weight, weigh
from policyparse.read.webtable import is_card, is_grid

_ARTICLE_SHARE = 0.9  # of the article's sentences that the chosen element must hold
_MOST_CHARACTERS = 0.6  # of an element's characters that the part with its sentences must hold
_FEWEST_ARTICLE = 200  # characters; a shorter article is no find
_FRONT_LINES = 6  # above an article that may be its title, document number and date
_SENTENCE = 12  # characters by which an article's sentence is found again


def find_article(page: html.HtmlElement) -> html.HtmlElement:
    """The smallest element that holds the article as readability finds it and every table of figures of the page.

    Readability itself would throw tables away, so it only points: the element comes from the page as it is. Where it
    finds nothing, the article is where nearly all the page's sentences and most of its characters stand.
    """
    sentences = _sentences(page)
    tables = [table for table in page.iter("table") if is_grid(table) and _has_digits(table) and not is_card(table)]
    weights = {} if sentences else weigh(page)
    element = page
    while True:
        inner = [child for child in element if _may_be_article(child) and _holds_all(child, tables)]
        if sentences:
            inner = [child for child in inner if _holds(child, sentences)]
        else:
            inner = [child for child in inner if _outweighs(weights[child], weights[element])]
        if not inner:
            return element
        element = inner[0]


def _may_be_article(element: html.HtmlElement) -> bool:
    """Whether an element may hold a whole document: no paragraph, no part of a line, no table of figures."""
    tag = element.tag
    if not isinstance(tag, str) or tag in SKIPPED or tag in INLINE or tag == "p":
        return False
    return not (tag == "table" and is_grid(element))


def _holds_all(element: html.HtmlElement, tables: list[html.HtmlElement]) -> bool:
    return all(element in table.iterancestors() for table in tables)


def _sentences(page: html.HtmlElement) -> list[str]:
    try:
        summary = Article(html.tostring(page, encoding="unicode")).summary(html_partial=True)
        article = str(html.fromstring(summary).xpath("string()"))
    except (Unparseable, etree.ParserError):
        return []
    squeezed = [re.sub(r"\s", "", line) for line in re.split(r"[。；！？\n]", article)]
    sentences = [line for line in squeezed if len(line) >= _SENTENCE]
    return sentences if sum(map(len, sentences)) >= _FEWEST_ARTICLE else []


def _holds(element: html.HtmlElement, sentences: list[str]) -> bool:
    inside = re.sub(r"\s", "", element.text_content())
    return sum(sentence in inside for sentence in sentences) >= _ARTICLE_SHARE * len(sentences)


def _outweighs(part: Weight, whole: Weight) -> bool:
    """Whether a part holds nearly all the sentences and most of the characters of the whole."""
    prose = part.stops > 0 and part.stops >= _ARTICLE_SHARE * whole.stops
    return prose and part.characters >= _MOST_CHARACTERS * whole.characters


def _has_digits(table: html.HtmlElement) -> bool:
    return re.search(r"\d", table.text_content()) is not None


def find_front(page: html.HtmlElement, article: html.HtmlElement) -> list[str]:
    """The title and document number printed just above the article, where it does not print its title itself."""
    above = list(lines_of(page, until=article))[-_FRONT_LINES:]
    inside = islice(lines_of(article), _FRONT_LINES)
    titles = [index for index, line in enumerate(above) if ends_like_title(line)]
    if not titles or any(map(ends_like_title, inside)):
        return []
    return [line for line in above[titles[0] :] if ends_like_title(line) or NUMBER.fullmatch(line.strip("（）()"))]
