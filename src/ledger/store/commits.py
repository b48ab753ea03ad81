"""What was committed: the files of a commit, what each commit since brought in, and whose key signed it.

Everything is read from git's own objects; the work tree is never asked of git, because filters of a repository that
is not ours would run then. A repository's own settings for checking signatures are replaced by ours.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which

from ledger.errors import MachineError, NotFoundError, say
from ledger.store.git import SAFELY

_NOTHING = re.compile(r"0+")
_FILES = ("100644", "100755")
"""The modes of plain files; links and modules are none of a ledger's."""
_CHECKING = (
    *("-c", "gpg.ssh.program=ssh-keygen"),
    *(word for name in ("gpg", "gpg.openpgp", "gpg.x509") for word in ("-c", f"{name}.program=false")),
)
"""Signatures are checked by ssh-keygen, whatever program the repository's settings name."""


@dataclass(frozen=True)
class Difference:
    """What one commit changed of one of its parents: paths with the blobs that were there, and that are."""

    old: Mapping[str, str] = field(default_factory=dict)
    new: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Commit:
    """A commit with its differences from those of its parents that it differs from."""

    id: str
    parents: int
    differences: tuple[Difference, ...]

    @property
    def of_its_own(self) -> bool:
        """Whether it holds something that no parent held: a merge that takes either side whole brings nothing in."""
        return len(self.differences) >= self.parents


def resolved(folder: Path, word: str) -> str:
    """The commit that a word means (a commit, a branch, a tag).

    Raises MachineError where git is not there or the clone is cut short (then nobody can tell what came before),
    NotFoundError where there is no repository, or no such commit in it.
    """
    found = _asked(folder, "rev-parse", "--git-dir")
    if found.returncode:
        said = found.stderr.decode("utf-8", "replace").partition("\n")[0]
        raise NotFoundError(say("commits.no-repository", folder=str(folder), said=said))
    shallow = _asked(folder, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
    if shallow:
        raise MachineError(say("commits.shallow", base=word))
    answer = _asked(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{word}^{{commit}}")
    if answer.returncode:
        zeros = _NOTHING.fullmatch(word) is not None  # what forges send for a branch that is new
        raise NotFoundError(say("commits.zero") if zeros else say("commits.unknown", base=word))
    return answer.stdout.decode().strip()


def is_before(folder: Path, earlier: str, later: str) -> bool:
    """Whether one commit is the other, or comes before it on its way."""
    return _asked(folder, "merge-base", "--is-ancestor", earlier, later).returncode == 0


def files_of(folder: Path, commit: str, *under: str) -> dict[str, str]:
    """The plain files that a commit holds below `under`, by path from `folder`, each with its blob."""
    answer = _asked(folder, "ls-tree", "-r", "-z", commit, "--", *under).stdout.decode("utf-8", "replace")
    found = {}
    for line in filter(None, answer.split("\0")):
        head, _, path = line.partition("\t")
        mode, _, blob = head.split()
        if mode in _FILES and ".." not in path.split("/"):
            found[path] = blob
    return found


def contents(folder: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """What blobs hold; one that git can't give is left out."""
    wanted = tuple(dict.fromkeys(blobs))
    if not wanted:
        return {}
    answer = _asked(folder, "cat-file", "--batch", sends="".join(f"{one}\n" for one in wanted)).stdout
    found: dict[str, bytes] = {}
    at = 0
    while (end := answer.find(b"\n", at)) >= 0:
        name, *rest = answer[at:end].decode().split()
        at = end + 1
        if len(rest) == 2:  # noqa: PLR2004 - `name type size`; `name missing` has no content behind it
            found[name] = answer[at : at + int(rest[1])]
            at += int(rest[1]) + 1
    return found


def between(folder: Path, base: str, under: str) -> tuple[Commit, ...]:
    """Every commit that HEAD has and `base` has not, with what it changed below `under`, the oldest first."""
    answer = _asked(
        folder, "log", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-color", "--no-ext-diff", "--relative",
        "--diff-merges=separate", "--full-history", "--topo-order", "--reverse", "--format=%H %P",
        f"{base}..HEAD", "--", under,
    ).stdout.decode("utf-8", "replace")  # fmt: skip
    found: dict[str, Commit] = {}
    for head, changed in _parts(answer):
        name, *parents = head.split()
        before = found[name].differences if name in found else ()
        found[name] = Commit(name, len(parents), (*before, _difference(changed)))
    return tuple(found.values())


def _parts(answer: str) -> Iterator[tuple[str, list[tuple[list[str], str]]]]:
    """A `log --raw -z` taken apart: the line of each commit, and for each file `:mode mode blob blob letter` with its
    path. A path is whatever stands in a path's place: it may say anything, and must not pass for a commit.
    """
    words = iter(answer.split("\0"))
    head, changed = "", list[tuple[list[str], str]]()
    for word in words:
        if word.lstrip("\n").startswith(":"):
            changed.append((word.split(), next(words, "")))
        elif word.strip("\n"):
            if changed:
                yield head, changed
            head, changed = word, []
    if changed:
        yield head, changed


def _difference(changed: Iterable[tuple[list[str], str]]) -> Difference:
    pairs = tuple(changed)
    old = {path: head[2] for head, path in pairs if not _NOTHING.fullmatch(head[2])}
    new = {path: head[3] for head, path in pairs if not _NOTHING.fullmatch(head[3])}
    return Difference(old, new)


def removed(folder: Path, commit: str, under: str) -> Iterator[tuple[str, str]]:
    """Every file below `under` that was taken away by then, with what it held last."""
    answer = _asked(
        folder, "log", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-color", "--no-ext-diff", "--relative",
        "--diff-filter=D", "--format=%H", commit, "--", under,
    ).stdout.decode("utf-8", "replace")  # fmt: skip
    for _, changed in _parts(answer):
        yield from ((path, head[2]) for head, path in changed)


def signers(folder: Path, commits: Iterable[str], allowed: str) -> dict[str, str | None]:
    """Who signed each commit: the principal in `allowed` (lines of OpenSSH's ALLOWED SIGNERS) whose key made a good
    signature; None where there is none that counts. Raises MachineError where ssh-keygen is not there to check.
    """
    wanted = tuple(dict.fromkeys(commits))
    if not wanted:
        return {}
    if which("ssh-keygen") is None:
        raise MachineError(say("commits.no-ssh-keygen"))
    with tempfile.TemporaryDirectory() as place:
        register = Path(place, "allowed_signers")
        register.write_text(allowed, encoding="utf-8", newline="\n")
        answer = _asked(
            folder, *_CHECKING, "-c", f"gpg.ssh.allowedSignersFile={register}",
            "log", "--no-walk=unsorted", "--no-color", "--format=%H%x00%G?%x00%GS", "--stdin",
            sends="".join(f"{one}\n" for one in wanted),
        ).stdout.decode("utf-8", "replace")  # fmt: skip
    parts = (line.split("\0") for line in answer.splitlines())
    return {name: who if verdict == "G" and who else None for name, verdict, who in parts}


def _asked(folder: Path, *words: str, sends: str = "") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - a fixed program; what the user names stands behind --end-of-options
            [*SAFELY, *words], cwd=folder, capture_output=True, check=False, input=sends.encode()
        )
    except OSError as error:
        raise MachineError(say("commits.no-git")) from error
