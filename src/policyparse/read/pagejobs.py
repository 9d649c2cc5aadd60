"""Work on ranges of pages, shared out between this process and others; the results come in order."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar, cast

Result = TypeVar("Result")

_SHARES = 96  # ranges a process, so that none waits long for another at the end
_THREADS = Path("/proc/self/task")

_work: Callable[[range], object] | None = None  # what this process, a worker, was started for


def map_ranges(work: Callable[[range], Result], count: int, jobs: int) -> Iterator[Result]:
    """What ``work`` gives for the ranges of ``range(count)``, by ``jobs`` processes of which this is one."""
    ranges = _ranges(count, jobs)
    if jobs < 2 or len(ranges) < 2:
        yield from map(work, ranges)
        return
    with ProcessPoolExecutor(jobs - 1, get_context(_start_method()), _begin, (work,)) as pool:
        yield from _shared_out(pool, work, ranges)


def _shared_out(
    pool: ProcessPoolExecutor, work: Callable[[range], Result], ranges: Sequence[range]
) -> Iterator[Result]:
    """The workers begin with the first range, this process with the last; what a worker has begun is left to it."""
    waiting = [pool.submit(_do, part) for part in ranges]
    try:
        own = {number: work(ranges[number]) for number, future in reversed(list(enumerate(waiting))) if future.cancel()}
        for number, future in enumerate(waiting):
            yield own.pop(number) if number in own else cast(Result, future.result())
    finally:
        pool.shutdown(cancel_futures=True)


def _ranges(count: int, jobs: int) -> list[range]:
    step = max(1, count // (jobs * _SHARES))
    return [range(start, min(start + step, count)) for start in range(0, count, step)]


def _start_method() -> str:
    """A fork starts at once with everything loaded, but is safe only while this process has one thread."""
    alone = threading.active_count() == 1
    if sys.platform == "linux" and alone and _THREADS.is_dir():
        return "fork" if len(list(_THREADS.iterdir())) == 1 else "spawn"
    return "spawn"


def _begin(work: Callable[[range], object]) -> None:
    global _work
    _work = work
    gc.disable()  # a worker ends before garbage matters


def _do(part: range) -> object:
    if _work is None:
        raise RuntimeError("this process was not started to work on pages")
    return _work(part)
