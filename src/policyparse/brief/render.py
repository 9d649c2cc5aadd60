"""What a stage computed → a brief: Markdown, one HTML page, Word, Excel or PDF, in Chinese or English.

A template only lays out; every number, word and source comes from the view of the brief's kind (``kinds``). Text of a
document can never become markup. Faults of a template are a RenderError with file, line and field.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, get_args, overload

from markupsafe import escape

from policyparse.brief.chart import Picture, draw_png, draw_svg, picture_of
from policyparse.brief.kinds import Kind, Subject, kind_of
from policyparse.brief.labels import Labels, load_labels
from policyparse.brief.outline import Outline
from policyparse.brief.pdf import TYPST, write_pdf
from policyparse.brief.sheet import write_workbook
from policyparse.brief.template import Form, fill, template_folders
from policyparse.brief.word import WORD, Draw, write_word

TextFormat = Literal["md", "html"]
FileFormat = Literal["docx", "xlsx", "pdf"]
Format = Literal[TextFormat, FileFormat]
Language = Literal["zh", "en"]
FORMATS: tuple[Format, ...] = get_args(Format)

_MARKDOWN = re.compile(r"[\\`*_\[\]<>|~#&$]|://|(?<=www)\.|^\s*(?:[-+](?=\s)|-(?=--)|=(?==)|\d+[.)](?=\s))")


@overload
def render(
    subject: Subject,
    *,
    format: TextFormat = "md",
    lang: Language = "zh",
    templates: Path | None = None,
    charts: bool = False,
) -> str: ...
@overload
def render(
    subject: Subject,
    *,
    format: FileFormat,
    lang: Language = "zh",
    templates: Path | None = None,
    charts: bool = False,
) -> bytes: ...
def render(
    subject: Subject,
    *,
    format: Format = "md",
    lang: Language = "zh",
    templates: Path | None = None,
    charts: bool = False,
) -> str | bytes:
    """The brief of what a stage computed; text for ``md`` and ``html``, the bytes of a file for the others.

    ``templates`` is a folder whose files take the place of the templates, forms or labels shipped; ``charts`` draws
    pictures, which Markdown and Excel have none of. Raises RenderError; MissingExtra or MissingFont where a library or
    font is not installed.
    """
    folders = template_folders(templates)
    labels = load_labels(folders, lang)
    kind = kind_of(subject)
    brief = kind.lay_out(subject, labels)
    if format == "xlsx":
        return write_workbook(kind.sheets(subject, brief, labels), labels.message("titles", kind.name))
    drawn = kind.charts(subject, labels) if charts and format != "md" else ()
    if format == "docx":

        def body(draw: Draw) -> str:
            pictures = [picture_of(chart, drawing=draw(draw_png(chart))) for chart in drawn]
            return filled(kind, WORD, folders, brief, labels, pictures)

        return write_word(body, _context(kind, brief, labels), folders)
    svgs = {chart.name: draw_svg(chart) for chart in drawn}
    pictures = [picture_of(chart, svg=svgs[chart.name]) for chart in drawn]
    if format == "pdf":
        return write_pdf(filled(kind, TYPST, folders, brief, labels, pictures), svgs)
    return filled(kind, TEXT_FORMS[format], folders, brief, labels, pictures)


def filled(
    kind: Kind,
    form: Form,
    folders: tuple[Path, ...],
    brief: Any,
    labels: Labels,
    pictures: Sequence[Picture] = (),
) -> str:
    """The template of a kind in one form, blank lines single."""
    context = {**_context(kind, brief, labels), "charts": pictures, "numbered": Outline(labels).numbered}
    return re.sub(r"\n(?:[ \t]*\n)+", "\n\n", fill(kind.name, form, folders, context)).strip("\n") + "\n"


def _context(kind: Kind, brief: Any, labels: Labels) -> dict[str, Any]:
    """What every template sees, and a user's Word paper too."""
    title = labels.message("titles", kind.name)
    return {"brief": brief, "labels": labels.words, "title": title, "kind": kind.name}


def escape_markdown(text: str) -> str:
    r"""Text that Markdown prints as it stands, on one line.

    >>> escape_markdown("R&D|<b>*5*")
    'R\\&D\\|\\<b\\>\\*5\\*'
    """
    return _MARKDOWN.sub(_with_backslash, re.sub(r"\s+", " ", text))


def _with_backslash(match: re.Match[str]) -> str:
    """A backslash before the mark; in ``1.`` before the point, in `` -`` before the dash."""
    found = match[0]
    return found[:-1] + "\\" + found[-1] if found != "://" else "\\://"


def _escape_html(text: str) -> str:
    return str(escape(text))


TEXT_FORMS: dict[TextFormat, Form] = {"md": Form("md", escape_markdown), "html": Form("html", _escape_html)}
