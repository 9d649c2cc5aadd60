"""Charts of a brief (extra ``charts``): described as values here, drawn by Vega-Lite into SVG or PNG without any network.

Numbers become floats only here, where they turn into lengths; what is written beside a mark is the brief's own text.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from markupsafe import Markup

from policyparse.errors import English, MissingExtra, RenderError

FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, SimHei, WenQuanYi Zen Hei, sans-serif"
PNG_SCALE = 3
WIDTH = 560
"""Pixels of a chart that fills the text's width."""

INK, SOFT = "#333333", "#8a8d93"
UP, DOWN, SAME, MARK = "#0072b2", "#d55e00", "#8a8d93", "#009e73"
"""Colours that people with any colour vision tell apart (Okabe and Ito, 2008)."""

Spec = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart before it is drawn: ``name`` for files, the caption under it, what it shows in words, its Vega-Lite."""

    name: str
    caption: str
    alt: str
    spec: Spec


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart drawn for one form: ``svg`` in a page, ``drawing`` in Word, ``name`` of the file elsewhere."""

    name: str
    caption: str
    alt: str
    svg: Markup
    drawing: Markup


def picture_of(chart: Chart, *, svg: str = "", drawing: str = "") -> Picture:
    """The chart drawn for a form, as markup that the form prints as it is."""
    return Picture(chart.name, chart.caption, chart.alt, Markup(svg), Markup(drawing))


def draw_svg(chart: Chart) -> str:
    """The chart as SVG that names no address, its ids its own."""
    svg = str(_drawn(chart, _converter().vegalite_to_svg))
    ids = re.compile(r'(\bid="|url\(#|href="#)')
    return ids.sub(lambda match: f"{match[0]}{chart.name}-", svg).replace("<svg ", '<svg role="img" ', 1)


def draw_png(chart: Chart) -> bytes:
    """The chart as PNG, ``PNG_SCALE`` times its size."""
    return bytes(_drawn(chart, _converter().vegalite_to_png, scale=PNG_SCALE))


def _drawn(chart: Chart, draw: Callable[..., Any], **options: object) -> Any:
    try:
        return draw(_with_style(chart.spec), **options)
    except ValueError as error:
        what = str(error).strip().splitlines()[0]
        english = English(what, "Report this document to the developers of policyparse, or do without charts.")
        remedy = "请把这份文件报告给 policyparse 的开发者，或不要求图表。"
        raise RenderError(chart.name, what, remedy=remedy, english=english) from error


def altair() -> ModuleType:
    """The library that describes charts. Raises MissingExtra."""
    return _extra("altair")


def _converter() -> ModuleType:
    """The library that draws them. Raises MissingExtra."""
    return _extra("vl_convert")


def _extra(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        remedy = '请运行 pip install "policyparse[charts]"，或不要求图表。'
        english = English(f"{name} is not installed", 'Run pip install "policyparse[charts]", or do without charts.')
        raise MissingExtra("charts", f"没有安装 {name}", remedy=remedy, english=english) from error


def _with_style(spec: Spec) -> dict[str, Any]:
    config = {
        "font": FONT,
        "background": "white",
        "view": {"stroke": None},
        "axis": {"grid": False, "labelColor": INK, "titleColor": SOFT, "labelLimit": 320, "tickColor": SOFT, "domainColor": SOFT},
        "text": {"color": INK, "fontSize": 11},
        "header": {"labelFontSize": 12, "labelColor": INK, "labelLimit": 180, "title": None},
    }  # fmt: skip
    return {**spec, "config": config}


def rows_of(records: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Records as the inline data of a Vega-Lite specification."""
    return {"values": [dict(record) for record in records]}
