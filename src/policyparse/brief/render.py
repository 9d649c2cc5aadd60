"""A comparison → a brief in Markdown or HTML, through a Jinja template that only lays out.

HTML is escaped whatever the template is called, and so is Markdown: a document's text can never become markup. An
undefined field, a broken tag or a missing label is a RenderError with the file, line and field.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import jinja2

import policyparse
from policyparse.brief.change import Comparison
from policyparse.brief.labels import load_labels
from policyparse.brief.view import lay_out
from policyparse.errors import RenderError

Format = Literal["md", "html"]
Language = Literal["zh", "en"]

TEMPLATE = "target_change"

_MARKDOWN = re.compile(r"[\\`*_\[\]<>|~#&$]|://|(?<=www)\.|^\s*(?:[-+](?=\s)|-(?=--)|=(?==)|\d+[.)](?=\s))")
_FIELD = re.compile(r"no attribute '(?P<attribute>\w+)'|^'(?P<name>\w+)' is undefined")


def render(
    comparison: Comparison, *, format: Format = "md", lang: Language = "zh", templates: Path | None = None
) -> str:
    """The brief of a comparison as one text; HTML is a whole page that fetches nothing.

    ``templates`` is a folder whose ``target_change.md.j2``, ``target_change.html.j2`` or ``labels.yaml`` take the place
    of the ones shipped. Raises RenderError.
    """
    folders = (*([templates] if templates else []), template_folder())
    labels = load_labels(folders, lang)
    brief = lay_out(comparison, labels)
    environment = _environment(folders, format)
    name = f"{TEMPLATE}.{format}.j2"
    try:
        return environment.get_template(name).render(brief=brief, labels=labels.words)
    except jinja2.TemplateNotFound as error:
        raise RenderError(str(error.name), "no such template", remedy="Formats are md and html.") from error
    except jinja2.TemplateSyntaxError as error:
        where, line = error.filename or name, error.lineno
        raise RenderError(where, str(error.message), place=f"line {line}", remedy="Mend the template.") from error
    except (jinja2.TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError) as error:
        raise _runtime_fault(error, name) from error


def template_folder() -> Path:
    """Where the templates shipped stand: in the installed package, else at the top of the source tree."""
    package = Path(policyparse.__file__).parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"


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


def _environment(folders: tuple[Path, ...], format: Format) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        undefined=jinja2.StrictUndefined,
        autoescape=format == "html",
        finalize=None if format == "html" else _finalize_markdown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _finalize_markdown(value: object) -> object:
    return escape_markdown(value) if isinstance(value, str) else value


def _runtime_fault(error: Exception, name: str) -> RenderError:
    """The fault with the last template line that it passed through."""
    where, line = name, 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            where, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    found = _FIELD.search(str(error))
    named = f", field {found['attribute'] or found['name']}" if found else ""
    return RenderError(
        where, str(error), place=f"line {line}{named}", remedy="The fields are those of policyparse.brief.view."
    )
