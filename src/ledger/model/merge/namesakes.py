"""Two files of one name, one filed on each branch: both stay on record, and one of them gets a name of its own.

The new name bears the file's digest, so that everybody who merges comes to the same one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ledger.model.filenames import fitted
from ledger.model.trail import Branch, Node, texts

_DIGITS = 8


@dataclass(frozen=True)
class Renamed:
    """A piece of evidence that lies under another name since its branch was merged."""

    old: str
    new: str
    sha256: str


@dataclass(frozen=True)
class Apart:
    """Three versions of a content in which no path means two files."""

    base: Branch
    ours: Branch
    theirs: Branch
    renamed: tuple[Renamed, ...]


def apart(base: Mapping[str, Node], ours: Mapping[str, Node], theirs: Mapping[str, Node]) -> Apart:
    """The versions, each path that means another file on either side changed on one of them, wherever it is named.

    The file keeps its name that a verification of its side names, whose signature covers the name; else the one that
    was filed for the earlier day, else the lesser digest. Where an earlier merge has renamed it, that name is taken.
    """
    found: list[Renamed] = []
    was, mine, others = map(_filed, (base, ours, theirs))
    for path in sorted(mine.keys() & others.keys()):
        one, other = mine[path], others[path]
        if _digest(one) == _digest(other):
            continue
        moving = _known(path, one, others) or _known(path, other, mine)
        if moving is None and path not in was:
            later = one if _rank(path, one, ours) > _rank(path, other, theirs) else other
            moving = Renamed(path, named(path, _digest(later), {*mine, *others}), _digest(later))
        if moving is not None:
            found.append(moving)
    return Apart(_moved(base, found), _moved(ours, found), _moved(theirs, found), tuple(found))


def named(path: str, sha256: str, taken: Collection[str] = ()) -> str:
    """The name of a file beside another of its name: `照片.jpg` is `照片-1a2b3c4d.jpg` then."""
    folder, _, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    suffix = f"-{sha256[:_DIGITS]}{dot}{ending}" if stem else f"-{sha256[:_DIGITS]}"
    here = [one.rpartition("/")[2] for one in taken if one.rpartition("/")[0] == folder]
    return f"{folder}/{fitted(stem or name, suffix, here)}"


def former(path: str, sha256: str, others: Iterable[str]) -> str | None:
    """The name that a file had before a merge, where one of the others kept it; None for a file of its first name."""
    return next((one for one in others if one != path and named(one, sha256) == path), None)


def carried(before: Mapping[str, Node], now: Mapping[str, Node]) -> Branch:
    """An earlier content as it would stand today: with the names that merges since then have given its files."""
    content, filed = dict(before), _filed(now)
    for path, one in _filed(before).items():
        sha256 = _digest(one)
        new = next((name for name, other in filed.items() if _digest(other) == sha256), path)
        if path in filed and _digest(filed[path]) != sha256 and new == named(path, sha256):
            content = _renamed(content, Renamed(path, new, sha256))
    return content


def _filed(content: Mapping[str, Node]) -> dict[str, Branch]:
    """The evidence by its path; none whose path stands there twice, as nobody knows which of them is meant."""
    listed = content.get("evidence")
    entries = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    paths = [str(one.get("path")) for one in entries]
    return {path: one for path, one in zip(paths, entries, strict=True) if paths.count(path) == 1}


def _digest(entry: Mapping[str, Node]) -> str:
    return str(entry.get("sha256"))


def _known(path: str, entry: Mapping[str, Node], there: Mapping[str, Branch]) -> Renamed | None:
    """The name that the other side has the same file under."""
    sha256 = _digest(entry)
    names = (name for name, other in there.items() if _digest(other) == sha256)
    return next((Renamed(path, name, sha256) for name in sorted(names)), None)


def _rank(path: str, entry: Mapping[str, Node], content: Mapping[str, Node]) -> tuple[bool, str, str]:
    judged = content.get("verifications")
    signed = any(isinstance(one, dict) and path in texts(one.get("evidence"))
                 for one in (judged if isinstance(judged, list) else []))  # fmt: skip
    return not signed, str(entry.get("date")), _digest(entry)


def _moved(content: Mapping[str, Node], renamed: Iterable[Renamed]) -> Branch:
    """A version with the new names of those files that it has."""
    filed, found = _filed(content), dict(content)
    for one in renamed:
        if _digest(filed.get(one.old, {})) == one.sha256:
            found = _renamed(found, one)
    return found


def _renamed(content: Mapping[str, Node], moving: Renamed) -> Branch:
    return {key: _following(value, moving) for key, value in content.items()}


def _following(node: Node, moving: Renamed) -> Node:
    """The same, where it named the file with its new name."""
    if isinstance(node, dict):
        return {key: _following(value, moving) for key, value in node.items()}
    if isinstance(node, list):
        return [_following(one, moving) for one in node]
    return moving.new if node == moving.old else node
