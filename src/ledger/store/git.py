"""What git knows, asked through its own program, without the hooks or settings of a repository that is not ours."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

SAFELY = (
    "git",
    "--no-pager",
    "--no-replace-objects",
    "-c",
    "protocol.allow=never",
    "-c",
    "core.quotepath=off",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "log.showSignature=false",
    "-c",
    "log.showRoot=true",
)
"""How every call of git begins: no hook is run, no object stood in for by another, nothing fetched."""

_BRANCHES = "--format=%(if)%(symref)%(then)%(else)%(refname)%(end)"
"""Each by its own name: `origin/HEAD` is another name for one of them."""
_BLOB = re.compile(r":[0-7]{6} [0-7]{6} [0-9a-f]{40,64} ([0-9a-f]{40,64}) [AM]")


def identity(folder: Path) -> tuple[str | None, str | None]:
    """The name and the e-mail that git would sign a commit with in `folder`; None for what is not set."""
    told = _asked(folder, "config", "-z", "--get-regexp", r"^user\.(name|email)$")
    each = (one.partition("\n") for one in told.split("\0"))
    said = {key: value.strip() for key, _, value in each}  # of several values the last one counts
    return said.get("user.name") or None, said.get("user.email") or None


def added_names(folder: Path, under: str) -> frozenset[str]:
    """The names of all files that were ever added below `under` in `folder`, on any branch git has here.

    Empty where there is no git, or no repository that it may read.
    """
    answer = _asked(folder, "log", "--all", "--no-renames", "--diff-filter=A", "--name-only", "--format=", "-z", "--",
                    under)  # fmt: skip
    return frozenset(path.rpartition("/")[2] for path in answer.split("\0") if path)


@dataclass(frozen=True)
class Clone:
    """The repository that a folder lies in, with all that share it."""

    shared: Path
    """Git's own folder, which all work trees of the clone have in common."""
    inside: str
    """Where the folder lies in each work tree; empty at its top."""
    trees: tuple[Path, ...]
    """Every work tree, this one among them; one may be gone."""
    heads: tuple[str, ...]
    """What they have checked out."""


def clone(folder: Path) -> Clone | None:
    """The repository that `folder` lies in; None where there is no git, or no repository that it may read."""
    told = _asked(folder, "rev-parse", "--is-inside-work-tree", "--git-common-dir", "--show-prefix")
    inside, _, rest = told.partition("\n")
    shared, _, below = rest.partition("\n")
    if inside != "true":
        return None
    listed = _asked(folder, "worktree", "list", "--porcelain").splitlines()
    trees = tuple(Path(line[len("worktree ") :]) for line in listed if line.startswith("worktree "))
    heads = tuple(line[len("HEAD ") :] for line in listed if line.startswith("HEAD ") and line.strip("HEAD 0"))
    return Clone((folder / shared).resolve(), below.rstrip("\n").rstrip("/"), trees, heads)


def refuses(folder: Path) -> bool:
    """Whether there is a repository around `folder` that git won't or can't read: another's, or a damaged one."""
    return around(folder) and _answer(folder, "rev-parse", "--is-inside-work-tree") is None


def around(folder: Path) -> bool:
    """Whether there is a repository around `folder`, whatever git makes of it."""
    return any(os.path.lexists(one / ".git") for one in (folder, *folder.absolute().parents))


def tips(folder: Path) -> tuple[str, ...]:
    """What every branch, local or followed, and every tag stands at."""
    return tuple(sorted({*_asked(folder, "for-each-ref", "--format=%(objectname)").split()}))


def names_ever(folder: Path, under: str, heads: Sequence[str] = (), known: Sequence[str] = ()) -> frozenset[str] | None:
    """The names of all files ever added below `under` in `folder`: on any branch, tag or stash, at any commit that git
    still remembers having been at, on sides that a merge threw away, and by a merge itself.

    `heads` are commits to begin at besides; what the commits `known` lead back to is left out. None where git can't
    read its history (objects are missing, a branch leads nowhere).
    """
    walk = ["log", "--all", "--reflog", "--ignore-missing", "--stdin", "--full-history", "-m", "--no-renames",
            "--diff-filter=A", "--name-only", "--format=", "-z", "--", under]  # fmt: skip
    answer = _answer(folder, *walk, sends="".join([*(f"{one}\n" for one in heads), *(f"^{one}\n" for one in known)]))
    if answer is None:
        return None
    return frozenset(path.rpartition("/")[2] for path in answer.decode("utf-8", "replace").split("\0") if path)


def staged_names(folder: Path, under: str) -> frozenset[str]:
    """The names of all files below `under` in `folder` that the next commit would hold."""
    listed = _asked(folder, "ls-files", "-z", "--", under).split("\0")
    return frozenset(path.rpartition("/")[2] for path in listed if path)


def versions(folder: Path, name: str, most: int = 500) -> Iterator[bytes]:
    """What a file of this name held below `folder`, wherever in it: as staged, then at each commit, the newest first.

    Nothing where there is no git, or no repository that it may read. `most`: how many commits are looked at.
    """
    staged = _asked(folder, "ls-files", "-s", "-z", "--", _named(name)).split("\0")
    blobs = (*(one.split()[1] for one in staged if one), *_logged(folder, name, "--all", f"--max-count={most}"))
    yield from _contents(folder, tuple(dict.fromkeys(blobs)))


def published(folder: Path, name: str, *, by_default: bool) -> Iterator[bytes]:
    """What a file of this name held on the branches that others have pushed; `by_default`: on those alone that their
    repositories show to whoever asks for none (`origin/HEAD`).
    """
    where = "--glob=refs/remotes/*/HEAD" if by_default else "--remotes"
    yield from _contents(folder, tuple(dict.fromkeys(_logged(folder, name, where))))


def _named(name: str) -> str:
    """Files of a name, wherever they lie; signs that would stand for others mean themselves."""
    return ":(glob)**/" + re.sub(r"([\\*?\[\]])", r"\\\1", name)


def _logged(folder: Path, name: str, *where: str) -> list[str]:
    said = _asked(folder, "log", *where, "--no-renames", "--raw", "--no-abbrev", "--format=", "-z", "--",
                  _named(name))  # fmt: skip
    return _BLOB.findall(said)


def holding(folder: Path, text: str, under: str) -> Iterator[tuple[str, str]]:
    """The branches, local or followed, on which a file below `under` in `folder` holds a text: each with the path."""
    refs = _asked(folder, "for-each-ref", _BRANCHES, "refs/heads", "refs/remotes").split()
    found = _asked(folder, "grep", "-l", "-z", "-F", "-e", text, *refs, "--", under) if refs else ""
    for one in filter(None, found.split("\0")):
        ref, _, path = one.partition(":")
        yield ref.removeprefix("refs/heads/").removeprefix("refs/remotes/"), path


def arriving(folder: Path, under: str) -> frozenset[str]:
    """The paths of files below `under` that were added on branches of others, also by a merge itself, and are none of
    this branch's yet.
    """
    said = _asked(folder, "log", "--remotes", "--not", "HEAD", "--no-renames", "-c", "--diff-filter=A", "--name-only",
                  "--relative", "--format=", "-z", "--", under)  # fmt: skip
    return frozenset(path.strip("\n") for path in said.split("\0") if path.strip("\n"))


def as_followed(folder: Path, path: str) -> Iterator[tuple[str, bytes]]:
    """What a file holds at the end of each branch of others that has it, with the branch's name."""
    for ref in _asked(folder, "for-each-ref", _BRANCHES, "refs/remotes").split():
        if data := _bytes(folder, "cat-file", "blob", f"{ref}:./{path}"):
            yield ref.removeprefix("refs/remotes/"), data


@cache
def once_holding(folder: Path, pattern: str) -> frozenset[str]:
    """The names of the files below `folder` in which some commit put or took a line that fits (POSIX, extended).

    Asked once a run: one walk over the history answers for every file.
    """
    said = _asked(folder, "log", "--all", "--no-renames", "--name-only", "--format=", "-z", "--extended-regexp",
                  f"-G{pattern}", "--", ".")  # fmt: skip
    return frozenset(PurePosixPath(one.strip("\n")).name for one in said.split("\0") if one.strip("\n"))


def blobs(folder: Path, names: Sequence[str]) -> tuple[bytes, ...]:
    """What git keeps in `folder` under these names of its own; fewer where some are missing."""
    return tuple(_contents(folder, tuple(names)))


def _contents(folder: Path, blobs: tuple[str, ...]) -> Iterator[bytes]:
    """What git keeps under these names: each answer is a line `name type size`, that many bytes, and a line end."""
    answer = _bytes(folder, "cat-file", "--batch", sends="".join(f"{one}\n" for one in blobs)) if blobs else b""
    while answer:
        head, _, rest = answer.partition(b"\n")
        size = int(head.split()[2]) if head.count(b" ") > 1 else -1  # `… missing` has none
        if size >= 0:
            yield rest[:size]
        answer = rest[size + 1 :]


def commit_of(folder: Path, name: str) -> str | None:
    """The commit that a tag, a branch or a digest means; None for a word that git doesn't know, or without git."""
    if name.startswith("-"):  # it would be an option
        return None
    return _asked(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").strip() or None


def message_of(folder: Path, tag: str) -> str:
    """What an annotated tag says; of any other tag, what its commit says. Nothing where there is no such tag."""
    return _asked(folder, "for-each-ref", "--format=%(contents)", f"refs/tags/{tag.removeprefix('refs/tags/')}")


def files_at(folder: Path, commit: str, under: str) -> dict[str, bytes]:
    """Every file below `under` in `folder` as it was at a commit: its path from `folder`, and what it held."""
    answer = _asked(folder, "ls-tree", "-r", "-z", commit, "--", f"{under}/")
    listed = [line.partition("\t") for line in answer.split("\0") if line]
    blobs = {path: head.split()[2] for head, _, path in listed if head.startswith("100")}
    return dict(zip(blobs, _contents(folder, tuple(blobs.values())), strict=True))


def tag(folder: Path, name: str, message: str) -> str | None:
    """Make an annotated tag on the present commit, signed if the user's own settings say so. What git says against
    it, or None when it is made.
    """
    try:
        answer = subprocess.run(  # noqa: S603 - as in `_bytes`
            [*SAFELY, "tag", "--annotate", "--cleanup=verbatim", "--file=-", "--", name],
            cwd=folder, capture_output=True, check=False, input=message.encode(),
        )  # fmt: skip
    except OSError as error:
        return str(error)
    said = answer.stderr.decode("utf-8", "replace").strip().splitlines()
    return None if answer.returncode == 0 else (said[-1] if said else f"git: {answer.returncode}")


def setting(folder: Path, key: str) -> str | None:
    """What a setting says in `folder`; None where nobody set it, or without git."""
    return _setting(folder, key)


def attribute(folder: Path, path: str, name: str) -> str:
    """What `.gitattributes` says of a file; `unspecified` where nothing, and nothing without git."""
    return _asked(folder, "check-attr", "-z", name, "--", path).rstrip("\0").rpartition("\0")[2]


def set_here(folder: Path, key: str, value: str) -> bool:
    """Write a setting of this repository alone; whether there is one to write it into."""
    try:
        answer = subprocess.run(  # noqa: S603 - as in `_bytes`
            [*SAFELY, "config", "--local", key, value], cwd=folder, capture_output=True, check=False
        )
    except OSError:
        return False
    return answer.returncode == 0


def prefix(folder: Path) -> str | None:
    """Where `folder` lies in its repository (`a/b`; empty at the top); None where there is no git, or no repository."""
    inside, _, below = _asked(folder, "rev-parse", "--is-inside-work-tree", "--show-prefix").partition("\n")
    return below.rstrip("\n").rstrip("/") if inside == "true" else None


def unmerged(folder: Path, under: str = ".") -> dict[str, dict[int, bytes]]:
    """What git keeps of every file below `under` in `folder` whose merge nobody has finished: by path from `folder`,
    where the branches part (1), ours (2) and theirs (3). A version that is not there has no entry.
    """
    found: dict[str, dict[int, bytes]] = {}
    for head, path in _unmerged(folder, under):
        _, blob, stage = head.split()
        found.setdefault(path, {})[int(stage)] = _bytes(folder, "cat-file", "blob", blob)
    return found


def unmerged_names(folder: Path, under: str) -> frozenset[str]:
    """The paths of those files alone: what they hold may be large."""
    return frozenset(path for _, path in _unmerged(folder, under))


def _unmerged(folder: Path, under: str) -> Iterator[tuple[str, str]]:
    listed = [line.partition("\t") for line in _asked(folder, "ls-files", "-u", "-z", "--", under).split("\0") if line]
    yield from ((head, path) for head, _, path in listed)


def merged_last(folder: Path, path: str) -> tuple[bytes, ...]:
    """What a file held on both sides of the merge that is not committed yet, or of the last one that it came out of;
    nothing where they don't differ, or there was none.
    """
    waiting = ["HEAD", "MERGE_HEAD"] if commit_of(folder, "MERGE_HEAD") else []
    found = _both(folder, waiting, path)
    if found:
        return found
    last = _asked(folder, "log", "-1", "--merges", "--full-history", "--format=%P", "--", path).split()
    return _both(folder, last, path)


def _both(folder: Path, commits: Sequence[str], path: str) -> tuple[bytes, ...]:
    held = tuple(data for one in commits if (data := _bytes(folder, "cat-file", "blob", f"{one}:./{path}")))
    return held if len({*held}) == len(held) == 2 else ()  # noqa: PLR2004 - a merge has two sides


def _setting(folder: Path, key: str) -> str | None:
    return _asked(folder, "config", "-z", "--get", key).rstrip("\0\n").strip() or None


def _asked(folder: Path, *words: str) -> str:
    """What git answers; nothing where it is not there or refuses."""
    return _bytes(folder, *words).decode("utf-8", "replace")


def _bytes(folder: Path, *words: str, sends: str = "") -> bytes:
    return _answer(folder, *words, sends=sends) or b""


def _answer(folder: Path, *words: str, sends: str = "") -> bytes | None:
    """What git answers; None where it is not there or refuses."""
    answer = called(folder, *words, sends=sends)
    return answer.stdout if answer is not None and answer.returncode == 0 else None


def called(folder: Path, *words: str, sends: str = "") -> subprocess.CompletedProcess[bytes] | None:
    """What git answers, and how it ended; None where it is not there."""
    try:
        return subprocess.run(  # noqa: S603 - a fixed program with fixed words; the folder is only where it runs
            [*SAFELY, *words], cwd=folder, capture_output=True, check=False, input=sends.encode()
        )
    except OSError:
        return None
