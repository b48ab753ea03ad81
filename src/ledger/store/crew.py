"""Several processes that do one piece of work after the other, so that a machine's other processors are not idle.

What a process holds, as a connection to a database, it opens itself and keeps: none is shared, and none is inherited.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
_MOST = 4
"""Processes that are begun unasked: each of them needs memory as well."""


def processors() -> int:
    """How many processes are worth while on this machine."""
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(there, _MOST)


def each(work: Callable[[T], R], lost: Callable[[T], R], things: Sequence[T], processes: int) -> Iterator[R]:
    """What `work` gives for each of the things, in their order; `lost` of one whose process died over it, as where the
    system had no memory left. Whatever is not begun when the caller stops asking never is.
    """
    pool = ProcessPoolExecutor(min(processes, len(things)), multiprocessing.get_context(_method()), _begin)
    try:
        given: list[Future[R]] = [pool.submit(work, one) for one in things]
        for one, result in zip(things, given, strict=True):
            try:
                yield result.result()
            except BrokenProcessPool:
                yield lost(one)
    finally:
        pool.shutdown(cancel_futures=True)


def _method() -> str:
    """A copy of this process knows all that it knows; elsewhere than on Linux libraries do not bear being copied."""
    return "fork" if sys.platform == "linux" else "spawn"


def _begin() -> None:
    """A process of the crew ends with the one that began it, however that ends, and leaves the telling to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
