"""The issues of a ledger too large to be held, on a reel: read once, and kept in a temporary file as they were then.

Whoever walks through them more than once gets the same each time, whatever happens to the files meanwhile; none of them
is asked a second time.
"""

from __future__ import annotations

import json
import tempfile
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from pathlib import Path

from ledger import meter
from ledger.model.issue import Issue
from ledger.model.problem import Problem
from ledger.store import cache, folder, gate, reading
from ledger.store.folder import Stored
from ledger.store.listing import Found
from ledger.store.typed import prune
from ledger.store.workspace import Workspace

_AT_ONCE = 2048
"""Files that are read together: of no more the cache tells what it knows at a time."""
_NOTHING = b"null"
Memory = Callable[[Path, Sequence[Found]], cache.Cache | None]
"""Gives what is remembered of some of the files of the ledger in a folder, if anything is."""
_as_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


class Reel:
    """Records one behind the other in a temporary file, each found again by the place it was put at."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the reel is needed
        self._end = 0
        weakref.finalize(self, self._file.close)

    def add(self, file: str, record: str) -> int:
        """Put a record, as JSON, with the file that it is of. Returns its place. Raises OSError."""
        line = f"[{_as_json(file)},{record}]\n".encode("utf-8", "surrogatepass")
        place = self._end
        self._file.write(line)
        self._end += len(line)
        return place

    def at(self, place: int) -> tuple[Issue, str]:
        """The issue that was put at a place, and its file."""
        self._file.seek(place)
        line = self._file.readline()
        file, record = json.loads(line)
        return Issue.model_validate(prune(record) if _NOTHING in line else record), file


@dataclass(frozen=True, slots=True)
class Spot:
    """An issue on a reel."""

    at: int
    """Which of the files it is."""
    place: int
    issue: Issue
    file: str


@dataclass(frozen=True, slots=True)
class Wound:
    """A whole folder on a reel, and what is wrong with the files that are not on it, in their order."""

    reel: Reel
    problems: tuple[Problem, ...]


def wind(
    workspace: Workspace, found: Sequence[Found], look: Callable[[Spot], None], *, memory: Memory = cache.of_part
) -> Wound:
    """Put the issues of all these files, which are the whole folder, on a reel; of each number the first, as
    `folder.scan` has it. Each is shown to `look` as it goes by, in no order. Raises OSError where there is no room for
    them.
    """
    reel = Reel()
    shared = {one.stem for one, other in pairwise(found) if one.stem == other.stem}
    problems: dict[int, tuple[Problem, ...]] = {}
    namesakes: dict[int, Spot] = {}
    with meter.part("issues", len(found)) as tick:
        for start in range(0, len(found), _AT_ONCE):
            part = found[start : start + _AT_ONCE]
            for text, one in folder.each(workspace, part, memory(workspace.root, part)):
                tick(1)
                if isinstance(one, tuple):
                    problems[start + text.at] = one
                    continue
                spot = Spot(start + text.at, reel.add(one.file, _record(text, one)), one.issue, one.file)
                if part[text.at].stem in shared:
                    namesakes[start + text.at] = spot
                else:
                    look(spot)
    first: dict[str, Spot] = {}
    for at, spot in sorted(namesakes.items(), key=itemgetter(0)):
        kept = first.setdefault(spot.issue.id, spot)
        if kept is spot:
            look(spot)
        else:
            problems[at] = (folder.namesake(spot.issue.id, spot.file, spot.issue.title, kept.file, kept.issue.title),)
    return Wound(reel, tuple(problem for at in sorted(problems) for problem in problems[at]))


def _record(text: reading.Text, one: Stored) -> str:
    """The texts of an issue as JSON."""
    if not isinstance(one.content, bytes):
        return text.content or _as_json(text.record)
    tree = gate.read(one.content, one.file)
    assert not isinstance(tree, tuple)  # noqa: S101 - an issue was made of these very bytes
    return _as_json(tree.data)
