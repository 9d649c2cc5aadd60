"""What the command line says, in Chinese or English: ``messages.yaml`` beside this module.

A message has the same ``{blanks}`` in both languages. The language is chosen once, by ``--lang``.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

Lang = Literal["zh", "en"]

DEFAULT_LANG: Lang = "zh"

_lang: ContextVar[Lang] = ContextVar("lang", default=DEFAULT_LANG)


def use(lang: Lang) -> None:
    """Speak this language from now on."""
    _lang.set(lang)


def current() -> Lang:
    """The language spoken."""
    return _lang.get()


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Every message: its key, then its language, then its text."""
    loaded: dict[str, dict[str, str]] = yaml.safe_load((files(__package__) / "messages.yaml").read_text("utf-8"))
    return loaded


def say(key: str, **blanks: object) -> str:
    """The message ``key`` with its blanks filled.

    >>> use("en"); say("figures.none"); use("zh")
    'No figure meets these conditions.'
    """
    return catalogue()[key][current()].format(**blanks)


def name(group: str, code: str) -> str:
    """The word for a code of the records (``kind``, ``target``); the code itself where the catalogue has no word.

    >>> name("kind", "target"), name("kind", "unheard of")
    ('目标', 'unheard of')
    """
    words = catalogue().get(f"{group}.{code}")
    return words[current()] if words else code
