"""The words of a brief: ``labels.yaml`` beside the templates, one table a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from policyparse.errors import English, RenderError

LABELS = "labels.yaml"


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language. ``path`` is the file that they stand in, for errors."""

    path: str
    words: Mapping[str, Any]

    @property
    def numerals(self) -> Any:
        return self.word("numerals")

    def word(self, key: str) -> str:
        """One word or heading."""
        return str(self._find(self.words, key, key))

    def message(self, table: str, code: str, *words: str) -> str:
        """The message ``code`` of a table, its blanks ``{0}``, ``{1}`` … filled with ``words``."""
        field = f"{table}.{code}"
        form = str(self._find(self._find(self.words, table, table), code, field))
        try:
            return form.format(*words)
        except (IndexError, KeyError, ValueError) as error:
            raise self._fault(field, f"“{form}”不能填入文字：{error}", f"{form!r} cannot be filled: {error}") from error

    def _find(self, table: Any, key: str, field: str) -> Any:
        if not isinstance(table, Mapping) or key not in table:
            raise self._fault(field, "没有这个用语", "no such label")
        return table[key]

    def _fault(self, field: str, what: str, in_english: str) -> RenderError:
        english = English(in_english, "Correct it, as in the labels.yaml shipped.")
        remedy = "请照随附的 labels.yaml 改正。"
        return RenderError(self.path, what, place=f"field {field}", remedy=remedy, english=english)


def load_labels(folders: tuple[Path, ...], lang: str) -> Labels:
    """The labels of the first folder that has any. Raises RenderError where they are no YAML or lack the language."""
    path = next((folder / LABELS for folder in folders if (folder / LABELS).is_file()), None)
    if path is None:
        english = English("no such file", "Reinstall policyparse.")
        raise RenderError(LABELS, "没有这个文件", remedy="请重新安装 policyparse。", english=english)
    words = load_yaml(path)
    if not isinstance(words, Mapping) or lang not in words:
        english = English(f"no labels for language {lang!r}", "Use zh or en, or add the language.")
        what, remedy = f"没有语言 {lang} 的用语", "请用 zh 或 en，或补上这种语言。"
        raise RenderError(str(path), what, remedy=remedy, english=english)
    return Labels(str(path), words[lang])


def load_yaml(path: Path) -> Any:
    """What a YAML file of a template folder holds. Raises RenderError with the line, where it is no YAML or no text."""
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        raise RenderError(
            str(path),
            f"不是合法的 YAML：{what}",
            place=f"line {mark.line + 1}" if mark else None,
            remedy="请改正这个文件。",
            english=English(f"not YAML: {what}", "Correct the file."),
        ) from error
