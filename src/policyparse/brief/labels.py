"""The words of a brief: ``labels.yaml`` beside the templates, one table a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from policyparse.errors import RenderError

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
            raise self._fault(field, f"{form!r} cannot be filled: {error}") from error

    def _find(self, table: Any, key: str, field: str) -> Any:
        if not isinstance(table, Mapping) or key not in table:
            raise self._fault(field, "no such label")
        return table[key]

    def _fault(self, field: str, what: str) -> RenderError:
        return RenderError(self.path, what, place=f"field {field}", remedy="Add it, as in the labels.yaml shipped.")


def load_labels(folders: tuple[Path, ...], lang: str) -> Labels:
    """The labels of the first folder that has any. Raises RenderError where they are no YAML or lack the language."""
    path = next((folder / LABELS for folder in folders if (folder / LABELS).is_file()), None)
    if path is None:
        raise RenderError(LABELS, "no such file", remedy="Reinstall policyparse.")
    try:
        words = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise RenderError(str(path), f"not YAML: {error.problem}", place=f"line {line}", remedy="Mend it.") from error
    if not isinstance(words, Mapping) or lang not in words:
        raise RenderError(str(path), f"no labels for language {lang!r}", remedy="Use zh or en, or add the language.")
    return Labels(str(path), words[lang])
