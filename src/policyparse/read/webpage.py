"""A web page without what is not its document: hidden text, navigation, lists of links, the foot of the site.

Government sites share no template, so nothing here knows one: a block is furniture by the element or the name that its
author gave it (``nav``, ``class="breadcrumb"``), by being little but links, or by printing what a foot prints (备案号).
A block that holds a good part of the page's sentences is never furniture, whatever it is called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree, html

from policyparse.vocabulary import load

_FURNITURE_ROLES = frozenset(("navigation", "contentinfo", "complementary", "search", "banner"))
_BLOCKS = frozenset(
    ("div", "ul", "ol", "dl", "td", "table", "section", "aside", "header", "footer", "nav", "p", "center")
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_STOP = re.compile(r"[。；]")
_WORD = re.compile(r"[a-z]+")
_DATE = re.compile(r"[\[（(]?(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/月]\d{1,2}日?)[\]）)]?")
_ENCLOSURES = ("附件", "附：")
_FEWEST_LINKS = 3
_LINK_SHARE = 0.7  # of a block's characters that stand in links
_OWN_SHARE = 1 / 3  # of the page's sentences; a block with more is no furniture
_LONGEST_FOOT = 600  # characters


class Weight(NamedTuple):
    """How much an element holds: characters without white space, those in links, links, and ends of sentences."""

    characters: int = 0
    linked: int = 0
    links: int = 0
    stops: int = 0


def strip_page(page: html.HtmlElement) -> tuple[html.HtmlElement, ...]:
    """Take out of ``page`` what is not its document; the elements that hid text with a digit from the reader."""
    weights = weigh(page)
    most = max(weights[page].stops, 1)
    hid: list[html.HtmlElement] = []
    for element in list(_outermost(page, lambda one: _is_hidden(one) and weights[one].stops <= most / 2)):
        parent = element.getparent()
        if re.search(r"\d", str(element.text_content())):
            hid.append(parent)
        element.drop_tree()
    for element in list(_outermost(page, lambda one: _is_furniture(one, weights[one], most))):
        element.drop_tree()
    for foot in list(_feet(page)):
        if foot.getparent() is not None:
            foot.drop_tree()
    return tuple(hid)


def weigh(page: html.HtmlElement) -> dict[html.HtmlElement, Weight]:
    """The weight of every element, with all that it holds."""
    weights: dict[html.HtmlElement, Weight] = {}
    for _, node in etree.iterwalk(page, events=("end",)):
        if not isinstance(node.tag, str) or node.tag in ("script", "style"):
            weights[node] = Weight()
            continue
        texts = [node.text or "", *(child.tail or "" for child in node)]
        characters = sum(len("".join(text.split())) for text in texts)
        stops = sum(len(_STOP.findall(text)) for text in texts)
        held = [weights[child] for child in node]
        characters += sum(one.characters for one in held)
        link = node.tag == "a" and node.get("href") is not None
        weights[node] = Weight(
            characters,
            characters if link else sum(one.linked for one in held),
            1 if link else sum(one.links for one in held),
            stops + sum(one.stops for one in held),
        )
    return weights


def _outermost(page: html.HtmlElement, wanted: Callable[[html.HtmlElement], bool]) -> Iterator[html.HtmlElement]:
    """The elements that are wanted, none of them inside another; the page itself is never one."""
    walk = etree.iterwalk(page, events=("start",))
    for _, node in walk:
        if node is not page and isinstance(node.tag, str) and wanted(node):
            walk.skip_subtree()
            yield node


def _is_hidden(element: html.HtmlElement) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")) is not None


def _is_furniture(element: html.HtmlElement, weight: Weight, most: int) -> bool:
    if element.tag not in _BLOCKS or weight.stops > most * _OWN_SHARE:
        return False
    return _is_named_so(element) or _is_links(element, weight)


def _is_named_so(element: html.HtmlElement) -> bool:
    """Whether its author calls an element navigation, foot, share…"""
    names = f"{element.get('class', '')} {element.get('id', '')}".lower()
    words = load("documents")["web_furniture"]
    return element.get("role") in _FURNITURE_ROLES or any(word in words for word in _WORD.findall(names))


def _is_links(element: html.HtmlElement, weight: Weight) -> bool:
    """Whether a block is little but links, dates beside them left aside.

    The enclosures of a notice are its own, and so is a table whose rows are links with a figure each.
    """
    if weight.links < _FEWEST_LINKS or weight.stops:
        return False
    printed = "".join(str(element.text_content()).split())
    undated = _DATE.sub(" ", " ".join(_unlinked(element)))
    if printed.startswith(_ENCLOSURES) or len(re.findall(r"\d+", undated)) > weight.links / 2:
        return False
    return weight.linked >= _LINK_SHARE * (weight.linked + len("".join(undated.split())))


def _unlinked(element: html.HtmlElement) -> Iterator[str]:
    """The texts of a block that stand in no link."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            yield (node.tail or "") if node is not element else ""
        elif not isinstance(node.tag, str) or node.tag in ("script", "style") or node.get("href") is not None:
            walk.skip_subtree()
        else:
            yield node.text or ""


def _feet(page: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The blocks round what only the foot of a site prints (备案号, 网站标识码), as wide as nothing else stands in them."""
    holds = load("documents")["web_trimmings"]["foot"]
    for element in page.iter("p", "div", "td", "span", "li", "a", "center", "font"):
        own = " ".join([element.text or "", *(child.tail or "" for child in element)])
        if not any(word in own for word in holds):
            continue
        foot = element
        while (parent := foot.getparent()) is not None and parent is not page and _may_be_foot(parent):
            foot = parent
        if foot is not page and _may_be_foot(foot):
            yield foot


def _may_be_foot(element: html.HtmlElement) -> bool:
    printed = str(element.text_content())
    if len("".join(printed.split())) > _LONGEST_FOOT or _STOP.search(printed):
        return False
    return next(element.iter("h1", "h2", "h3"), None) is None and not _holds_figures(element)


def _holds_figures(element: html.HtmlElement) -> bool:
    """Whether a table inside has rows of several cells, as a table of figures has and a foot has not."""
    rows = [row for row in element.iter("tr") if len(row) > 2]
    return len(rows) > 1
