"""Jinja templates filled for one output form, so that no text of a document can become markup.

A brief's template (``target_change.j2``) says what stands where, a form (``form.html.j2``) how its parts look. Every
string that a template prints passes through the form's ``escape``; numbers and markup made by a form pass as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

import policyparse
from policyparse.errors import English, RenderError

_FIELD = re.compile(r"no attribute '(?P<attribute>\w+)'|^'(?P<name>\w+)' is undefined")
_FORM_FILE = re.compile(r"form\.\w+\.j2$")

Filter = Callable[[str], Markup]


@dataclass(frozen=True, slots=True)
class Form:
    """An output form: its name in file names, how it prints a string as it stands, and filters of its own."""

    name: str
    escape: Callable[[str], str]
    filters: Mapping[str, Filter] = field(default_factory=dict)


FIELDS = "可用的字段见 policyparse templates。"
FIELDS_IN_ENGLISH = "policyparse templates lists the fields."


def template_folder() -> Path:
    """Where the templates shipped stand: in the installed package, else at the top of the source tree."""
    package = Path(policyparse.__file__).parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"


def template_folders(own: Path | None) -> tuple[Path, ...]:
    """The user's folder, whose files take the place of those shipped, and ours. Raises RenderError for no folder."""
    if own is not None and not own.is_dir():
        english = English("no such folder of templates", "Check the path given by --templates.")
        raise RenderError(str(own), "模板文件夹不存在", remedy="请检查 --templates 给出的路径。", english=english)
    return (*([own] if own else []), template_folder())


def find_file(folders: tuple[Path, ...], name: str) -> Path:
    """The first file of this name. Raises RenderError where there is none."""
    path = next((folder / name for folder in folders if (folder / name).is_file()), None)
    if path is None:
        english = English("no such template", "Reinstall policyparse.")
        raise RenderError(name, "没有这个模板文件", remedy="请重新安装 policyparse。", english=english)
    return path


def fill(kind: str, form: Form, folders: tuple[Path, ...], context: Mapping[str, Any]) -> str:
    """The template of a kind of brief filled in one form.

    ``KIND.FORM.j2`` is taken before ``KIND.j2``. A broken tag, an undefined field or a missing file is a RenderError
    with file, line and field.
    """
    environment = _environment(folders, finalize=_printed_by(form))
    environment.filters.update(form.filters)
    name = f"{kind}.j2"
    with _faults_of(name):
        template = environment.select_template([f"{kind}.{form.name}.j2", name])
        macros = environment.get_template(f"form.{form.name}.j2").make_module({})
        return template.render(form=macros, **context)


def fill_page(name: str, folders: tuple[Path, ...], context: Mapping[str, Any]) -> str:
    """A template that is a whole HTML page, every string escaped; faults as of ``fill``."""
    with _faults_of(name):
        return _environment(folders).get_template(name).render(context)


@contextmanager
def _faults_of(name: str) -> Iterator[None]:
    try:
        yield
    except jinja2.TemplateNotFound as error:
        english = English("no such template", "policyparse templates lists them.")
        remedy = "模板名见 policyparse templates。"
        raise RenderError(str(error.name), "没有这个模板文件", remedy=remedy, english=english) from error
    except jinja2.TemplateSyntaxError as error:
        where, line = error.filename or name, error.lineno
        english = English(str(error.message), "Correct the template.")
        what, remedy = f"模板写法有误（{error.message}）", "请改正模板的写法。"
        raise RenderError(where, what, place=f"line {line}", remedy=remedy, english=english) from error
    except UnicodeDecodeError as error:
        english = English(f"no text in UTF-8: {error}", "Save the template as UTF-8.")
        raise RenderError(name, f"不是 UTF-8 文本：{error}", remedy="请把模板存为 UTF-8。", english=english) from error
    except (jinja2.TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError) as error:
        raise _runtime_fault(error, name) from error


def _printed_by(form: Form) -> Callable[[object], object]:
    def printed(value: object) -> object:
        return Markup(form.escape(value)) if isinstance(value, str) and not isinstance(value, Markup) else value

    return printed


def _environment(folders: tuple[Path, ...], finalize: Callable[[object], object] | None = None) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        finalize=finalize,
        extensions=["jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _runtime_fault(error: Exception, name: str) -> RenderError:
    """The fault with the last line of a brief's template that it passed through; a form's only where there is no other."""
    places: list[tuple[str, int]] = []
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            places.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    own = [place for place in places if not _FORM_FILE.search(place[0])]
    where, line = (own or places or [(name, 0)])[-1]
    found = _FIELD.search(str(error))
    named = f", field {found['attribute'] or found['name']}" if found else ""
    what = "没有这个字段" if found else f"模板在这里算不下去（{error}）"
    english = English("no such field" if found else str(error), FIELDS_IN_ENGLISH)
    return RenderError(where, what, place=f"line {line}{named}", remedy=FIELDS, english=english)
