"""Answers that were given before, kept with what they rest on: given again while that is unchanged.

An answer is the bytes that a command wrote, in their order, and its exit code. It is kept in a file of its own, written
beside and renamed, with a checksum over everything and its name; a file that is not whole is no answer. It is never the
truth, and never more than bytes: deleting the folder costs one slow run (docs/cache.md).
"""

from __future__ import annotations

import os
import struct
from zlib import crc32

from ledger.store import disposable, inputs, seen

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself takes longer to load than all of this
    from collections.abc import Iterable, Iterator

    from ledger.store.inputs import Watched

FOLDER = "answers"
LONGEST = 64 << 20
"""Bytes of one answer; a longer one is not kept."""
MOST, LARGEST = 64, 128 << 20
"""Answers of one ledger, and bytes of them all; the least recently used go first."""
YOUNG_AT_MOST, YOUNG_BYTES = 256, 8 << 20
"""Files vouched for by content, and bytes of one of them; beyond that nothing is kept."""
LEFTOVER = 3600 * 10**9
"""Nanoseconds after which a file that nobody finished was left by somebody who died."""
_MAGIC = b"ledger answer 1\n"
_LENGTHS = struct.Struct("<IIQ")
_PIECE = struct.Struct("<BI")
_CLOCK = ".clock"


class Answer:
    """What was said, and what it rests on."""

    __slots__ = ("code", "digest", "evidence", "names", "said", "young")

    def __init__(
        self, digest: str, code: int, *, said: bytes | memoryview = b"", young: tuple[str, ...] = (),
        evidence: str = "", names: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        """`young`: path after path, each followed by its content. `evidence`: the digest of `names`."""
        self.digest, self.code, self.said = digest, code, said
        self.young, self.evidence, self.names = young, evidence, names

    def pieces(self) -> Iterator[tuple[int, memoryview]]:
        """What was written, each piece with the descriptor that it was written to."""
        whole, at = memoryview(self.said), 0
        while at < len(whole):
            descriptor, size = _PIECE.unpack_from(whole, at)
            at += _PIECE.size + size
            yield descriptor, whole[at - size : at]


def joined(written: Iterable[tuple[int, bytes]]) -> bytes:
    """What was written, piece by piece and to which descriptor, as an answer holds it."""
    runs: list[tuple[int, list[bytes]]] = []
    for descriptor, data in written:
        if not runs or runs[-1][0] != descriptor:
            runs.append((descriptor, []))
        runs[-1][1].append(data)
    pieces = []
    for descriptor, parts in runs:
        pieces += [_PIECE.pack(descriptor, sum(map(len, parts))), *parts]
    return b"".join(pieces)


def key(parts: Iterable[str]) -> str:
    """The name of an answer, from everything that was asked and by whom."""
    return inputs.hashed(os.fsencode("\0".join(parts)), 16).hexdigest()


def find(root: str, name: str) -> Answer | None:
    """The answer of this name as it was kept; None where there is none, or it is damaged."""
    for folder in disposable.looked_for(root, FOLDER):
        try:
            with open(f"{folder}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - pathlib is not loaded here
                data = file.read()
        except OSError:
            continue
        if (found := _read(data, name)) is not None:
            return found
    return None


def _read(data: bytes, name: str) -> Answer | None:
    start = len(_MAGIC) + _LENGTHS.size
    if not data.startswith(_MAGIC) or len(data) < start:
        return None
    check, head, body = _LENGTHS.unpack_from(data, len(_MAGIC))
    whole = memoryview(data)
    if len(data) != start + head + body or crc32(whole[start:], crc32(name.encode())) != check:
        return None
    digest, code, evidence, count, *rest = os.fsdecode(whole[start : start + head].tobytes()).split("\0")
    young = int(count)
    return Answer(
        digest, int(code), said=whole[start + head :], young=tuple(rest[:young]),
        evidence=evidence, names=tuple(rest[young:]),
    )  # fmt: skip


def holds(answer: Answer, root: str, digest: str) -> bool:
    """Whether all that an answer rests on is unchanged; `digest` is that of what is watched now."""
    if answer.digest != digest:
        return False
    try:
        if answer.names and seen.digest_now(root, answer.names) != answer.evidence:
            return False
    except OSError:
        return False
    pairs = zip(answer.young[::2], answer.young[1::2], strict=True)
    return all(_content(root, path) == before for path, before in pairs)


def _content(root: str, path: str) -> str:
    """As `_young` noted it: evidence by its path from there, by its own digest."""
    return inputs.content(path) if os.path.isabs(path) else seen.content(root, path)  # noqa: PTH117 - as above


def clock(root: str) -> int:
    """What time it is by the clock of the file system that keeps the answers, in nanoseconds; 0 where none can be."""
    folder = disposable.folder(root, FOLDER)
    if folder is None:
        return 0
    path = f"{folder}/{_CLOCK}"
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        os.utime(path)
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - as above
    except OSError:
        return 0


def young(watched: Watched, since: int) -> tuple[str, ...] | None:
    """What is too young to be told by its times, for an answer; None where that is too much.

    To be asked before anything is read for the answer: what changes afterwards is then seen by the next run.
    """
    try:
        paths = inputs.young(watched, since)
        small = all(os.stat(path).st_size <= YOUNG_BYTES for path in paths)  # noqa: PTH116 - as above
    except (OSError, inputs.UnsteadyError):
        return None
    if not small or len(paths) > YOUNG_AT_MOST:
        return None
    return tuple(word for path in paths for word in (path, inputs.content(path)))


def keep(root: str, name: str, answer: Answer) -> None:
    """Put an answer away, as far as that can be done."""
    folder = disposable.folder(root, FOLDER)
    if folder is None:
        return
    head = os.fsencode(
        "\0".join(
            (answer.digest, str(answer.code), answer.evidence, str(len(answer.young)), *answer.young, *answer.names)
        )
    )
    lengths = _LENGTHS.pack(crc32(answer.said, crc32(head, crc32(name.encode()))), len(head), len(answer.said))
    temporary = f"{folder}/.{name}.{os.getpid()}.tmp"
    try:
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:  # noqa: PTH123
            file.writelines((_MAGIC, lengths, head, answer.said))
        os.replace(temporary, f"{folder}/{name}")  # noqa: PTH105 - as above
        _prune(folder)
    except OSError:
        _forget(temporary)


def use(root: str, name: str) -> None:
    """Note that an answer was wanted again, so that it stays."""
    for folder in disposable.looked_for(root, FOLDER):
        try:
            os.utime(f"{folder}/{name}")
        except OSError:
            continue


def _prune(folder: str) -> None:
    """Take away what is too much, and what nobody finished."""
    with os.scandir(folder) as entries:
        there = [(entry.stat(follow_symlinks=False), entry) for entry in entries if entry.name != _CLOCK]
    there.sort(key=lambda pair: -pair[0].st_mtime_ns)
    newest = there[0][0].st_mtime_ns if there else 0
    total = 0
    for at, (found, entry) in enumerate(there):
        total += found.st_size
        stale = entry.name.endswith(".tmp") and newest - found.st_mtime_ns > LEFTOVER
        if stale or at >= MOST or (at and total > LARGEST):
            _forget(entry.path)


def _forget(path: str) -> None:
    try:
        os.unlink(path)  # noqa: PTH108 - as above
    except OSError:
        return
