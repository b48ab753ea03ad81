"""The texts of many issue files: remembered by the cache, or parsed; by two processes where they are very many."""

from __future__ import annotations

import contextlib
import gc
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pydantic_core import to_json

from ledger.model.ids import is_id
from ledger.model.trail import Branch
from ledger.store import gate
from ledger.store.cache import Cache, digest
from ledger.store.gate_text import SIZE_LIMIT
from ledger.store.listing import Found

ALONE_AT_MOST = 2000
"""Files that one process parses: for fewer a second one is not worth its start."""
_AT_ONCE = 2048
"""Files whose bytes are held at a time."""
_END = "."
_MANY = 1000
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

_NOTHING = "null"


class Text(NamedTuple):
    """What a file says."""

    at: int
    """Which of the files it is."""
    record: Branch | None
    """None for one that is to be read with its faults (`folder.read`)."""
    digest: bytes = b""
    content: str = ""
    """The record as JSON, where that is to be kept or was."""
    marks: bytes = b""
    """Where everything stands in it (`gate_tree.Tree.marks`)."""
    gaps: bool = False
    """Whether a key or an entry may have no value."""
    known: bool = False
    """Whether the cache had it under this content."""
    sound: bool = False
    """Whether its chain is known to be whole."""


@contextlib.contextmanager
def uncollected(count: int) -> Iterator[None]:
    """So many files are read, and all that is made of them is kept: looking for what nobody needs would be in vain."""
    if count < _MANY or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def texts(
    files: Sequence[Found], cache: Cache | None, *, told: bool = False, alone_at_most: int = ALONE_AT_MOST
) -> Iterator[Text]:
    """The texts of all files, in no order. `told`: as JSON too, which a cache is always. Raises nothing on content."""
    told = told or cache is not None
    same: dict[bytes, list[int]] = defaultdict(list)
    others: list[int] = []
    for at, one in enumerate(files):
        if cache and (of := cache.last(one)) is not None:
            same[of].append(at)
        else:
            others.append(at)
    if cache:
        yield from _remembered(same, cache)
        others += [at for left in same.values() for at in left]
    others.sort(key=lambda at: files[at].inode)  # the order in which a disk has them: twice as fast as that of names
    if len(others) > alone_at_most and not (cache and cache.known) and _processors() > 1:
        yield from _by_two(files, others, told=told)
    else:
        yield from _in_parts(files, others, cache, told=told)


def digests(files: Sequence[Found], cache: Cache) -> Iterator[tuple[int, bytes]]:
    """Which content each file has, without parsing any; those that can't be read are left out."""
    for at, one in enumerate(files):
        of = cache.last(one)
        if of is None and (data := _bytes(one)) is not None:
            of = digest(data)
        if of is not None:
            yield at, of


def _remembered(wanted: dict[bytes, list[int]], cache: Cache) -> Iterator[Text]:
    """Those of the files by digest that the cache has the texts of, which are taken out of `wanted`."""
    for one in cache.records(wanted):
        record = json.loads(one.content)
        for at in wanted.pop(one.digest, ()):
            gaps = _NOTHING in one.content
            yield Text(at, record, one.digest, one.content, one.marks, gaps, known=True, sound=one.sound)


def _in_parts(files: Sequence[Found], wanted: Sequence[int], cache: Cache | None, *, told: bool) -> Iterator[Text]:
    for start in range(0, len(wanted), _AT_ONCE):
        yield from _read(files, wanted[start : start + _AT_ONCE], cache, told=told)


def _read(files: Sequence[Found], wanted: Iterable[int], cache: Cache | None, *, told: bool) -> Iterator[Text]:
    """Files by their bytes: many were only touched, and say what is remembered. `told`: the JSON is asked for."""
    data: dict[int, bytes] = {}
    by_content: dict[bytes, list[int]] = defaultdict(list)
    for at in wanted:
        found = _bytes(files[at])
        if found is None:
            yield Text(at, None)
        else:
            data[at] = found
            by_content[digest(found)].append(at)
    if cache and cache.known:
        yield from _remembered(by_content, cache)
    for of, places in by_content.items():
        for at in places:
            yield _parsed(at, data[at], of, told=told)


def _bytes(found: Found) -> bytes | None:
    """What a file holds; None for one that can't be an issue."""
    return contents(found.path) if found.key and is_id(found.stem) else None


def contents(path: str) -> bytes | None:
    """What a file holds, without a word about why it can't be read."""
    try:
        descriptor = os.open(path, _READ)
        try:
            data = os.read(descriptor, SIZE_LIMIT + 1)
            while more := os.read(descriptor, SIZE_LIMIT + 1):
                data += more
        finally:
            os.close(descriptor)
    except OSError:
        return None
    return data


def _parsed(at: int, data: bytes, of: bytes, *, told: bool) -> Text:
    tree = gate.read(data, "")
    if isinstance(tree, tuple):
        return Text(at, None)
    content, marks = (to_json(tree.data).decode(), tree.marks) if told else ("", b"")
    return Text(at, tree.data, of, content, marks, tree.gaps)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity") and hasattr(os, "fork"):
        return len(os.sched_getaffinity(0))
    return 1


def _by_two(files: Sequence[Found], wanted: Sequence[int], *, told: bool) -> Iterator[Text]:
    """One half read here, the other by a copy of this process, which hands over what it read and ends."""
    half = len(wanted) // 2
    theirs = wanted[half:]
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _hand_over(files, theirs, writing)
    os.close(writing)
    left = set(theirs)
    with os.fdopen(reading, "rb") as pipe:
        yield from _in_parts(files, wanted[:half], None, told=told)
        for one in _handed_over(pipe):
            left.discard(one.at)
            yield one if told else one._replace(content="", marks=b"")
    os.waitpid(child, 0)
    yield from _in_parts(files, sorted(left), None, told=told)  # where the other one died


def _hand_over(files: Sequence[Found], wanted: Iterable[int], writing: int) -> None:
    """All that was read, written when all is read: a pipe holds little, and its reader has work of its own."""
    try:
        read = _read(files, wanted, None, told=True)
        lines = [f"{one.at} {one.digest.hex()} {one.marks.hex()} {one.content}\n".encode() for one in read]
        with os.fdopen(writing, "wb") as pipe:
            pipe.writelines((*lines, f"{_END}\n".encode()))
    finally:
        os._exit(0)


def _handed_over(lines: Iterable[bytes]) -> Iterator[Text]:
    for line in lines:
        at, _, rest = line.decode().partition(" ")
        if not line.endswith(b"\n") or at.strip() == _END:
            return
        of, marks, content = rest.rstrip("\n").split(" ", 2)
        record = json.loads(content) if content else None
        yield Text(int(at), record, bytes.fromhex(of), content, bytes.fromhex(marks), _NOTHING in content)
