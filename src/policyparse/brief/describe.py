"""What the fields of a view mean, kept with the fields, so that the list of templates can say it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel

DESCRIPTION = "description"


def meaning(text: str) -> dict[str, str]:
    """The metadata of a dataclass field that says what it means."""
    return {DESCRIPTION: text}


def fields_of(view: type[Any]) -> Iterator[tuple[str, Any, str]]:
    """Name, type and meaning of each field of a view: a pydantic model or a dataclass."""
    hints = get_type_hints(view)
    if issubclass(view, BaseModel):
        for name, field in view.model_fields.items():
            yield name, hints[name], field.description or ""
    else:
        for each in dataclasses.fields(view):
            yield each.name, hints[each.name], each.metadata.get(DESCRIPTION, "")


def view_inside(hint: Any) -> type[Any] | None:
    """The view that a field holds one or many of; None for text and numbers."""
    if isinstance(hint, type) and (issubclass(hint, BaseModel) or dataclasses.is_dataclass(hint)):
        return hint
    return next((view for part in get_args(hint) if (view := view_inside(part)) is not None), None)
