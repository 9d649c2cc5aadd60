"""Figures, targets and contradictions out of Chinese policy documents.

The public verbs, one a stage; each is imported from its room when it is first asked for, so that ``import policyparse``
costs nothing. ``__init__.pyi`` tells type checkers the same.
"""

import importlib
import sys
from types import ModuleType

__all__ = [
    "__version__",
    "audit",
    "compare",
    "digest",
    "extract",
    "open_registry",
    "progress",
    "read",
    "read_bytes",
    "render",
    "review",
    "score",
    "trace",
]

_HOMES = {
    "audit": "policyparse.audit",
    "compare": "policyparse.brief",
    "digest": "policyparse.brief",
    "extract": "policyparse.extract",
    "open_registry": "policyparse.registry",
    "progress": "policyparse.brief",
    "read": "policyparse.read",
    "read_bytes": "policyparse.read",
    "render": "policyparse.brief",
    "review": "policyparse.brief",
    "score": "policyparse.brief",
    "trace": "policyparse.brief",
}


def _version() -> str:
    """The installed version."""
    from importlib.metadata import version  # it reads e-mail headers, which takes longer than all the rest

    return version("policyparse")


class _Package(ModuleType):
    """This package: three verbs bear the names of their rooms, and importing a room must not hide its verb.

    Source: "Customizing module attribute access", Python language reference 3.3.2.1.
    """

    def __getattr__(self, name: str) -> object:
        if name == "__version__":
            return _version()
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(importlib.import_module(_HOMES[name]), name)

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Package
