"""A brief as a Word document: the form's paragraphs and tables set into ``paper.docx`` by docxtpl.

``paper.docx`` has page, styles and page numbers in the form of GB/T 9704 and names its fonts without embedding them; a
user's own may also lay out the whole brief by docxtpl's tags.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import jinja2
from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Mm
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from lxml import etree
from markupsafe import Markup, escape

from policyparse.brief.package import repacked
from policyparse.brief.template import FIELDS, FIELDS_IN_ENGLISH, Form, find_file
from policyparse.errors import English, RenderError

PAPER = "paper.docx"
TEXT_WIDTH = 156
"""Millimetres between the margins of GB/T 9704."""

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{name}"'
    for prefix, name in (
        ("w", "wordprocessingml/2006/main"),
        ("wp", "drawingml/2006/wordprocessingDrawing"),
        ("a", "drawingml/2006/main"),
        ("pic", "drawingml/2006/picture"),
        ("r", "officeDocument/2006/relationships"),
    )
)
_NO_XML = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]+")

Draw = Callable[[bytes], Markup]
"""PNG bytes → the run that shows them."""


def escape_word(text: str) -> str:
    """A run that prints the text as it stands, on one line.

    >>> escape_word("R&D <b> {{x}} =1+1")
    '<w:r><w:t xml:space="preserve">R&amp;D &lt;b&gt; {{x}} =1+1</w:t></w:r>'
    """
    line = _NO_XML.sub(" ", re.sub(r"\s+", " ", text))
    # docxtpl turns {_{ into {{ wherever it stands; as a character reference the _ survives
    return f'<w:r><w:t xml:space="preserve">{str(escape(line)).replace("_", "&#95;")}</w:t></w:r>' if line else ""


def _bold(runs: str) -> Markup:
    """The same runs in bold."""
    return Markup(str(runs).replace("<w:r><w:t", "<w:r><w:rPr><w:b/></w:rPr><w:t"))


def _underlined(text: str) -> Markup:
    return Markup(escape_word(text).replace("<w:r><w:t", '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t'))


WORD = Form("docx", escape_word, {"bold": _bold, "underlined": _underlined})


def write_word(fill_body: Callable[[Draw], str], context: Mapping[str, Any], folders: tuple[Path, ...]) -> bytes:
    """The document; ``fill_body`` lays out the brief and may draw pictures into it. Raises RenderError."""
    path = find_file(folders, PAPER)
    try:
        paper = DocxTemplate(BytesIO(path.read_bytes()))
        paper.init_docx()
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError) as error:
        english = English(f"not a usable Word file: {error}", "Save it as .docx in Word.")
        what = f"不是可用的 Word 文件：{error}"
        raise RenderError(str(path), what, remedy="请用 Word 另存为 .docx。", english=english) from error
    body = fill_body(lambda png: _picture(paper, png))
    _check_xml(body)
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True)
    try:
        paper.render({**context, "body": Markup(body)}, environment, autoescape=True)
    except jinja2.TemplateError as error:
        english = English(str(error), FIELDS_IN_ENGLISH)
        raise RenderError(str(path), str(error), remedy=FIELDS, english=english) from error
    saved = BytesIO()
    paper.save(saved)
    return repacked(saved)


def _picture(paper: DocxTemplate, png: bytes) -> Markup:
    inline = paper.docx.part.new_pic_inline(BytesIO(png), Mm(TEXT_WIDTH), None)
    return Markup(f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>")


def _check_xml(body: str) -> None:
    """Raise where a form's markup is broken: docxtpl would drop what it cannot parse without a word."""
    try:
        etree.fromstring(f"<body {_NAMESPACES}>{body}</body>")
    except etree.XMLSyntaxError as error:
        english = English(str(error.msg), "Correct the markup in the form.")
        raise RenderError("form.docx.j2", str(error.msg), remedy="请改正表单模板中的标记。", english=english) from error
