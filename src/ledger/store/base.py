"""The ledger as it stood at a commit: the versions of its issues and the rules of its house, out of git's objects."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ledger.store import checkpoints, commits, files, folder, snapshots, waivers
from ledger.store.folder import Stored
from ledger.store.workspace import CALENDAR, PEOPLE, SETTINGS, UNITS, Workspace

RULES = (SETTINGS, PEOPLE, UNITS, CALENDAR, waivers.FILE, "templates/procedures", "templates/books",
         "templates/checklists")  # fmt: skip
"""What decides which steps are allowed and which lateness is excused: the settings, who may, the waivers, the books and
the closing procedures."""


@dataclass(frozen=True)
class Base:
    """A commit of the ledger at `root`: its plain files by path, each with its blob."""

    root: Path
    commit: str
    files: Mapping[str, str]

    def issue_files(self) -> dict[str, str]:
        """Where each issue is kept: id → path."""
        listed = (path for path in self.files if path.startswith("issues/") and path.endswith(".yaml"))
        return {PurePosixPath(path).stem: path for path in listed}

    def holds(self, path: str, data: bytes) -> bool:
        """Whether a file is byte for byte what the commit has; line ends that a checkout made otherwise don't count."""
        blob = self.files.get(path)
        return blob in {_blob(one, blob) for one in (data, data.replace(b"\r\n", b"\n"))} if blob else False

    def differing(self, under: str) -> Iterator[tuple[str, bool]]:
        """The commit's files below `under` that the folder hasn't as they were, and whether it has them at all."""
        for path in self.files:
            if path.startswith(f"{under}/"):
                try:
                    if not self.holds(path, files.read_plain(self.root / path)):
                        yield path, True
                except OSError:
                    yield path, False

    def changed_rules(self) -> tuple[str, ...]:
        """The files of rules that are not what the commit has: changed, new or gone."""
        there = [path for name in RULES for path in _below(self.root, name)]
        held = [path for path in self.files if path.startswith(RULES)]
        return tuple(path for path in dict.fromkeys((*held, *there)) if not self._has(path))

    def _has(self, path: str) -> bool:
        try:
            return self.holds(path, files.read_plain(self.root / path))
        except OSError:
            return False

    @contextmanager
    def opened(self, paths: Iterable[str]) -> Iterator[Workspace]:
        """A folder with these files and the rules as the commit has them, for as long as it is needed."""
        wanted = {path: blob for path, blob in self.files.items() if path.startswith(RULES)}
        wanted |= {path: self.files[path] for path in paths}
        found = commits.contents(self.root, wanted.values())
        with tempfile.TemporaryDirectory() as place:
            for path, blob in wanted.items():
                if blob in found:
                    target = Path(place, path)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(found[blob])
            yield Workspace(Path(place))


def at(root: Path, word: str) -> Base:
    """The ledger at the commit that `word` means. Raises as `commits.resolved` does."""
    commit = commits.resolved(root, word)
    return Base(root, commit, commits.files_of(root, commit, "issues", checkpoints.FOLDER, snapshots.FOLDER, *RULES))


def read(opened: Workspace, path: str) -> Stored | None:
    """An issue as the commit has it; None where it can't be read."""
    one = folder.read(opened, opened.root / path)
    return one if isinstance(one, Stored) else None


def _below(root: Path, name: str) -> list[str]:
    place = root / name
    found = sorted(place.rglob("*.yaml")) if place.is_dir() else [place] if place.exists() else []
    return [path.relative_to(root).as_posix() for path in found]


def _blob(data: bytes, like: str) -> str:
    """The name that git gives these bytes, in the repository's own kind of digest."""
    kind = "sha1" if len(like) == 40 else "sha256"  # noqa: PLR2004 - hex digits of SHA-1
    return hashlib.new(kind, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
