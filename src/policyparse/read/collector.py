"""Python's collector of reference cycles, put off while a document is built.

A long document is a million small values that all stay. The collector looks at them again and again for cycles, of which
there are none, and that takes a fifth to a third of the time in which a PDF of tables is read.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def put_off() -> Iterator[None]:
    """No collection until the end, for the whole process; reference counts free what has no cycle meanwhile.

    Where several threads read at once, collecting begins again when the one ends that stopped it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def collect_young() -> None:
    """Free what has died in cycles since the last time, where collecting is put off."""
    if not gc.isenabled():
        gc.collect(1)
