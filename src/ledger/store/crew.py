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
from contextlib import contextmanager, suppress
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
    system had no memory left. Nobody knows which one that was: all that were not done are done again, one by one, so
    that work must be such as may be done twice. Whatever is not begun when the caller stops asking never is.
    """
    with _pool(min(processes, len(things))) as pool:
        given: list[Future[R]] = []
        with suppress(BrokenProcessPool):
            given += (pool.submit(work, one) for one in things)
        for at, one in enumerate(things):
            try:
                yield given[at].result() if at < len(given) else _alone(work, lost, one)
            except BrokenProcessPool:
                yield _alone(work, lost, one)


def _alone(work: Callable[[T], R], lost: Callable[[T], R], one: T) -> R:
    with _pool(1) as pool:
        try:
            return pool.submit(work, one).result()
        except BrokenProcessPool:
            return lost(one)


@contextmanager
def _pool(processes: int) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context(_method()), _begin)
    try:
        yield pool
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
