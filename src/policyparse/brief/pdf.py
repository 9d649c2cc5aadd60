"""A brief as a PDF, set by typst in the form of GB/T 9704 (extra ``pdf``).

typst leaves a font that it lacks out without an error, so the fonts are chosen here from those installed, and every
warning of typst is a fault.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from markupsafe import Markup

from policyparse.brief.template import Form
from policyparse.errors import English, MissingExtra, MissingFont, RenderError

FONTS: Mapping[str, tuple[str, ...]] = {
    "title": (
        "FZXiaoBiaoSong-B05S",
        "方正小标宋简体",
        "Noto Serif CJK SC",
        "Source Han Serif SC",
        "Songti SC",
        "SimSun",
    ),
    "heading": ("SimHei", "STHeiti", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei"),
    "kai": ("KaiTi_GB2312", "KaiTi", "STKaiti", "AR PL UKai CN", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun"),
    "body": ("FangSong_GB2312", "FangSong", "STFangsong", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun"),
}
"""For each part of a page the fonts that may set it, the one of GB/T 9704 first."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def escape_typst(text: str) -> str:
    r"""An expression that prints the text as it stands, on one line.

    >>> escape_typst('R&D "<b>" #x')
    '#"R&D \\"<b>\\" #x";'
    """
    return f"#{_quoted(text)};" if text else ""


def _quoted(text: str) -> Markup:
    """The text as a string of typst's code, on one line."""
    line = _CONTROL.sub(" ", re.sub(r"\s+", " ", text))
    return Markup('"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"')


TYPST = Form("typ", escape_typst, {"quoted": _quoted})


def write_pdf(source: str, pictures: Mapping[str, str]) -> bytes:
    """Typst source and its SVG pictures by name → PDF; the same bytes every time. Raises MissingExtra, MissingFont, RenderError."""
    try:
        import typst
    except ModuleNotFoundError as error:
        english = English("typst is not installed", 'Run pip install "policyparse[pdf]".')
        remedy = '请运行 pip install "policyparse[pdf]"。'
        raise MissingExtra("PDF", "没有安装 typst", remedy=remedy, english=english) from error
    fonts = choose_fonts(typst.Fonts().families())
    with TemporaryDirectory(prefix="policyparse-") as folder:
        main = Path(folder, "main.typ")
        main.write_text(source, encoding="utf-8")
        Path(folder, "fonts.json").write_text(json.dumps(fonts), encoding="utf-8")
        for name, svg in pictures.items():
            Path(folder, f"{name}.svg").write_text(svg, encoding="utf-8")
        try:
            made, warnings = typst.compile_with_warnings(str(main), root=folder, format="pdf", timestamp=0)
        except typst.TypstError as error:
            english = English(str(error.message), "Correct the form.")
            raise RenderError(
                "form.typ.j2", str(error.message), remedy="请改正表单模板的写法。", english=english
            ) from error
    if warnings:
        what = str(warnings[0].message)
        english = English(what, "Correct the form, or install the font that is missing.")
        raise RenderError("form.typ.j2", what, remedy="请改正表单模板，或安装所缺的字体。", english=english)
    if not isinstance(made, bytes):
        english = English("typst gave no file", "Report this to the developers of policyparse.")
        raise RenderError(
            "form.typ.j2", "typst 没有给出文件", remedy="请报告给 policyparse 的开发者。", english=english
        )
    return made


def choose_fonts(installed: Sequence[str]) -> dict[str, str]:
    """The first font installed for each part of a page. Raises MissingFont where a part has none."""
    chosen = {}
    for part, names in FONTS.items():
        font = next((name for name in names if name in installed), None)
        if font is None:
            remedy = "请安装中文字体，例如 Debian、Ubuntu：apt-get install fonts-noto-cjk。"
            english = English(
                f"no font for Chinese is installed ({', '.join(names)})",
                "Install one, on Debian or Ubuntu: apt-get install fonts-noto-cjk.",
            )
            raise MissingFont("PDF", f"没有可用的中文字体（{'、'.join(names)}）", remedy=remedy, english=english)
        chosen[part] = font
    return chosen
