"""The text of two branches' issue brought together: the record by `model.merge`, comments and layout line by line.

Where a person has to decide, the text holds git's own marks (diff3), around the fields in question alone where that
can be done. Whatever leaves here is either a file that reads as an issue, or one with such marks.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import LedgerError, Said, say
from ledger.model.issue import FIELD_ORDER, Issue
from ledger.model.merge import histories, joining
from ledger.model.merge.fields import SIDES, Clash, Side
from ledger.model.merge.joining import Merging
from ledger.model.merge.namesakes import Renamed
from ledger.model.problem import Problem
from ledger.model.trail import Branch, Node
from ledger.store import gate, git, patch, yamlfile
from ledger.store.git import SAFELY
from ledger.store.typed import prune, typed
from ledger.store.yaml_text import Bare, as_tree

MARKER = 7
"""How long git makes the marks around a conflict unless it is told otherwise."""
_LABELS = ("本方", "共同的祖先", "对方")


@dataclass(frozen=True)
class Versions:
    """A file where the branches part and on both of them, empty where there was none; `file` is how it is named."""

    base: bytes
    ours: bytes
    theirs: bytes
    file: str


@dataclass(frozen=True)
class Outcome:
    """What to write, whether that is the end of it, and what to tell."""

    data: bytes
    clean: bool
    clashes: tuple[Clash, ...] = ()
    against: tuple[Said, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    """Evidence that has another name since, as both sides had a file of its name."""


@dataclass(frozen=True)
class Trees:
    """The three versions as trees; None for a base that is not there or can't be read."""

    base: Branch | None
    ours: Branch
    theirs: Branch


def merge(versions: Versions, marker: int = MARKER) -> Outcome:
    """The file with both sides' changes, or with marks where somebody has to decide. Raises nothing for any content."""
    read = trees(versions)
    if not isinstance(read, Trees):
        return Outcome(_marked(versions, marker), clean=False, against=read)
    found = joining.merged(read.base, read.ours, read.theirs)
    if not found.clean:
        return Outcome(
            _asking(versions, read, found, marker), clean=False, clashes=found.clashes, against=found.against
        )
    if reasons := unfit(found.record, versions.file):
        return Outcome(_marked(versions, marker), clean=False, against=reasons)
    try:
        return Outcome(text(versions, read, found.record), clean=True, renamed=found.renamed)
    except LedgerError as error:
        return Outcome(_marked(versions, marker), clean=False, against=(error.what,))


def trees(versions: Versions) -> Trees | tuple[Said, ...]:
    """The versions as trees, or why a side can't be read as an issue."""
    read = {side: gate.read(getattr(versions, side), versions.file) for side in SIDES}
    mine, theirs, base = read["ours"], read["theirs"], read["base"]
    against = [
        say("merge.unreadable", side=say(f"merge.{side}"), why=fault.text)
        for side, tree in (("ours", mine), ("theirs", theirs))
        for fault in _faults(tree, versions.file)
    ]
    if against or isinstance(mine, tuple) or isinstance(theirs, tuple):
        return tuple(against)
    known = base.data if not isinstance(base, tuple) and not _faults(base, versions.file) else None
    return Trees(known, mine.data, theirs.data)


def _faults(tree: gate.Tree | tuple[Problem, ...], file: str) -> tuple[Problem, ...]:
    """The first fault that keeps a file from being an issue, if it has one."""
    found = tree if isinstance(tree, tuple) else typed(Issue, tree, file)
    return found[:1] if isinstance(found, tuple) else ()


def issue_of(record: Branch) -> Issue:
    """The issue that a record is; it is known to be one (`unfit`)."""
    return Issue.model_validate(prune(record))


def unfit(record: Branch, file: str) -> tuple[Said, ...]:
    """Why a record is no issue by the schema: each field may be right by itself and not beside the others."""
    read = gate.read(yamlfile.dump_new(record, None), file)
    found = read if isinstance(read, tuple) else typed(Issue, read, file)
    return tuple(one.text for one in found) if isinstance(found, tuple) else ()


def text(versions: Versions, read: Trees, record: Branch) -> bytes:
    """The text that says `record`. Each version is made to say it; what differs then are comments, blank lines and
    layout, and those are merged by lines. Where both sides changed the same of them, the side counts whose text comes
    first: so it is the same for everybody. Raises LedgerError where a version can't be made to say it.
    """
    record = _as_written(record)
    mine = _saying(versions.ours, read.ours, record)
    theirs = _saying(versions.theirs, read.theirs, record)
    base = _saying(versions.base, read.base, record) if read.base is not None else None
    if theirs in (mine, base):
        return mine
    if mine == base:
        return theirs
    first, second = sorted((mine, theirs))
    for kind in ("--diff3", "--union"):
        data, conflicts = by_lines((first, base if base is not None else b"", second), kind)
        if conflicts == 0 and _reads_as(data, record):
            return data
    return first


def _as_written(record: Branch) -> Branch:
    """The same texts, those of days, numbers and moments without quotes, as every other command writes them."""
    return {key: _bare(value, tree) for (key, value), tree in _beside(record, as_tree(patch.tree_of(issue_of(record))))}


def _bare(node: Node, typed_: Node) -> Node:
    if isinstance(node, dict):
        return {key: _bare(value, tree) for (key, value), tree in _beside(node, typed_)}
    if isinstance(node, list):
        trees = typed_ if isinstance(typed_, list) and len(typed_) == len(node) else [None] * len(node)
        return [_bare(one, tree) for one, tree in zip(node, trees, strict=True)]
    return typed_ if isinstance(typed_, Bare) and typed_ == node else node


def _beside(node: Branch, typed_: Node) -> Iterator[tuple[tuple[str, Node], Node]]:
    trees = typed_ if isinstance(typed_, dict) else {}
    return ((item, trees.get(item[0])) for item in node.items())


def _saying(data: bytes, tree: Branch, record: Branch) -> bytes:
    return yamlfile.rewrite(data, tree, record, order=FIELD_ORDER)


def _reads_as(data: bytes, record: Branch) -> bool:
    found = gate.read(data, "")
    return isinstance(found, gate.Tree) and found.data == record


def _asking(versions: Versions, read: Trees, found: Merging, marker: int) -> bytes:
    """Marks around the fields that clash, in a text that has everything else of both sides already; around all that
    differs, where it isn't fields that somebody has to decide on.
    """
    if found.against or found.refused:
        return _marked(versions, marker)
    try:
        sides = [_taking(versions, read, side) for side in SIDES]
    except LedgerError:
        return _marked(versions, marker)
    data, conflicts = by_lines((sides[0], sides[1], sides[2]), "--diff3", marker)
    return data if conflicts > 0 else _marked(versions, marker)


def _taking(versions: Versions, read: Trees, side: Side) -> bytes:
    """The text of ours with every clash decided for one side."""
    record = joining.merged(read.base, read.ours, read.theirs, lambda clash: clash.of(side)).record
    return _saying(versions.ours, read.ours, record)


def _marked(versions: Versions, marker: int) -> bytes:
    """A merge by lines with marks; around all of it where lines alone would have come together."""
    sides = (versions.ours, versions.base, versions.theirs)
    data, conflicts = by_lines(sides, "--diff3", marker)
    return data if conflicts > 0 else _whole(sides, marker)


def _whole(sides: tuple[bytes, bytes, bytes], marker: int) -> bytes:
    ends = [data if data.endswith(b"\n") or not data else data + b"\n" for data in sides]
    marks = [f"{sign * marker} {label}\n".encode() for sign, label in zip("<|>", _LABELS, strict=True)]
    return marks[0] + ends[0] + marks[1] + ends[1] + b"=" * marker + b"\n" + ends[2] + marks[2]


def lost_in_merge(root: Path, file: str, record: Branch) -> tuple[bytes, ...]:
    """Both versions that a file was merged of, where it lacks an event that one of them has; else nothing."""
    versions = git.merged_last(root, file)
    here = histories.of(record).keys()
    read = [tree for data in versions if isinstance(tree := gate.read(data, file), gate.Tree)]
    same = (tree.data for tree in read if tree.data.get("uid") == record.get("uid"))
    return versions if any(histories.of(one).keys() - here for one in same) else ()


def by_lines(sides: tuple[bytes, bytes, bytes], kind: str, marker: int = MARKER) -> tuple[bytes, int]:
    """What `git merge-file` makes of three texts, and how many conflicts it left; -1 where it can't."""
    labels = [word for label in _LABELS for word in ("-L", label)]
    try:
        with tempfile.TemporaryDirectory(prefix="ledger-") as place:
            paths = [Path(place, side) for side in SIDES]
            for path, data in zip(paths, sides, strict=True):
                path.write_bytes(data)
            answer = subprocess.run(  # noqa: S603 - a fixed program with fixed words, on files of our own
                [*SAFELY, "merge-file", "-p", "-q", kind, f"--marker-size={marker}", *labels, *map(str, paths)],
                cwd=place, capture_output=True, check=False,
            )  # fmt: skip
    except OSError:
        return b"", -1
    return answer.stdout, answer.returncode if answer.returncode < 128 else -1  # noqa: PLR2004 - conflicts, cut at 127
