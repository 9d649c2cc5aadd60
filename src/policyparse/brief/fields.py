"""The list of templates: for each the file that lays it out and every field that it may use, from the views themselves.

What a field means is written beside it in English; ``fields.yaml`` beside the templates says the same in Chinese.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from policyparse.brief.describe import fields_of, view_inside
from policyparse.brief.kinds import KINDS, Kind
from policyparse.brief.labels import Labels, load_labels, load_yaml
from policyparse.brief.template import find_file, template_folders
from policyparse.errors import English, RenderError

MEANINGS = "fields.yaml"

Meanings = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field: ``brief.sections[].rows[].old.text``, its type and its meaning."""

    path: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class TemplateEntry:
    """One template: its name, the title of its briefs, the file that would be used, and its fields."""

    name: str
    title: str
    path: str
    fields: tuple[FieldLine, ...]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def list_templates(own: Path | None, lang: str) -> tuple[TemplateEntry, ...]:
    """Every template, the user's folder first where it has one."""
    folders = template_folders(own)
    labels = load_labels(folders, lang)
    meanings = _meanings(find_file(folders, MEANINGS)) if lang == "zh" else {}
    return tuple(_entry(kind, folders, labels, meanings) for kind in KINDS)


def _meanings(path: Path) -> Meanings:
    """The meanings of fields in Chinese, view by view. Raises RenderError where the file holds anything else."""
    loaded = load_yaml(path)
    if isinstance(loaded, Mapping) and all(isinstance(each, Mapping) for each in loaded.values()):
        return loaded
    english = English("not a table of fields by view", "Correct it, as in the fields.yaml shipped.")
    raise RenderError(str(path), "不是按视图列出的字段表", remedy="请照随附的 fields.yaml 改正。", english=english)


def _entry(kind: Kind, folders: tuple[Path, ...], labels: Labels, meanings: Meanings) -> TemplateEntry:
    fields = tuple(_lines("brief", kind.view, labels, meanings))
    title = labels.message("titles", kind.name)
    return TemplateEntry(kind.name, title, str(find_file(folders, f"{kind.name}.j2")), fields)


def _lines(path: str, view: type[Any], labels: Labels, meanings: Meanings) -> Iterator[FieldLine]:
    """The fields of a view, each followed by those of the view that it holds."""
    for name, hint, description in fields_of(view):
        inside = view_inside(hint)
        many = "[]" if _is_many(hint) else ""
        line = f"{path}.{name}{many}"
        meaning = meanings.get(view.__name__, {}).get(name, description)
        yield FieldLine(line, _type_word(hint, inside, labels), meaning)
        if inside is not None:
            yield from _lines(line, inside, labels, meanings)


def _is_many(hint: Any) -> bool:
    return get_origin(hint) is tuple or any(get_origin(part) is tuple for part in get_args(hint))


def _type_word(hint: Any, inside: type[Any] | None, labels: Labels) -> str:
    """text, number, yes/no, group or list, and whether it may be missing."""
    parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    key = "group" if inside else "number" if int in parts else "flag" if bool in parts else "text"
    if _is_many(hint):
        key = "groups" if inside else "texts"
    word = labels.message("field_types", key)
    return labels.message("field_types", "optional", word) if NoneType in parts else word
