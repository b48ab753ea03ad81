"""A ledger in a repository of others: fetched into the user's cache folder, and its files laid out there to be read.

Nothing of theirs is run: no hook, no filter, no setting of that repository, no submodule, and no protocol but the one
that was named. Links and whatever else is no plain file are laid out as dead links, so that they are told like those of
a folder. Nobody is asked for a password: who reads twenty ledgers at night is not there.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from ledger.errors import LedgerError, Said, UnreadableError, UsageError, say
from ledger.store import disposable, files, git, locks

SCHEMES = ("file", "ssh", "https")
"""How others' repositories may be reached: what has no lock on the way (`git:`, `http:`) is not among them."""
_ADDRESS = re.compile(
    r"git\+(?P<scheme>[a-z]+)://(?P<host>[^/#]*)/(?P<path>[^#]*?)(?:@(?P<ref>[^@#]+))?(?:#(?P<in>.*))?"
)
_SECRET = re.compile(r"(?<=://)(?:(?P<user>[^/@:\[]*):(?:[^/]*|(?![0-9]*/)[^@#]*)|[^/@]*)@")
"""Who asks, and what they are let in by; a token may stand alone, and a slash in a password that nobody has encoded."""
_HEAD = "refs/ledger/HEAD"
_REFS_AT_MOST = 10
_SECONDS = 600.0
_MOST_BYTES = 1 << 30
"""What is laid out of one repository at most: its evidence is not, and records are small."""
_NEEDED = (
    *("ledger.toml", "people.yaml", "units.yaml", "calendar.yaml", "waivers.yaml", "issues/", "templates/"),
    *("objects/", "plans/", "meetings/"),
)


@dataclass(frozen=True)
class Address:
    """Where a ledger is in a repository."""

    url: str
    scheme: str
    ref: str | None
    """A branch, a tag or a commit; None: what the repository shows to whoever asks for none."""
    inside: str
    """The ledger's folder in the repository; empty for its top."""

    @property
    def shown(self) -> str:
        """The address as others may read it."""
        return shown(self.url)

    @property
    def name(self) -> str:
        """The last part of the address that is a name."""
        return (self.inside or self.url).rstrip("/").rpartition("/")[2].removesuffix(".git")


@dataclass(frozen=True)
class Commit:
    """What was read of a repository."""

    digest: str
    day: str
    history: Path
    """Git's folder, in which can be asked what came before it."""


class _File(NamedTuple):
    path: str
    plain: bool
    blob: str
    size: int


def is_address(word: str) -> bool:
    """Whether a word names a repository and not a folder."""
    return word.startswith("git+")


def shown(word: str) -> str:
    """An address without what lets somebody in: it is printed, and written into workbooks and pages."""
    if word.removeprefix("git+").startswith("ssh://"):  # where a name is no secret
        return _SECRET.sub(lambda found: f"{found['user']}:***@" if found["user"] is not None else found[0], word)
    return _SECRET.sub("***@", word)


def address(word: str) -> Address:
    """`git+https://host/path.git@ref#folder`. Raises UsageError for what can't be one."""
    found = _ADDRESS.fullmatch(word)
    if found is None or found["scheme"] not in SCHEMES or not found["path"]:
        raise UsageError(say("mirror.bad-address", found=shown(word), schemes=SCHEMES))
    inside = (found["in"] or "").strip("/")
    if inside and not _is_inside(inside):
        raise UsageError(say("mirror.bad-address", found=shown(word), schemes=SCHEMES))
    return Address(f"{found['scheme']}://{found['host']}/{found['path']}", found["scheme"], found["ref"], inside)


@contextmanager
def laid_out(of: Address, *, offline: bool = False) -> Iterator[tuple[Path, Commit]]:
    """The ledger's files in a folder of ours, and the commit they are of; `offline`: as last fetched.

    Raises UnreadableError where git can't fetch it or it holds no ledger there, ConflictError where another run of this
    program fetches it, MachineError.
    """
    key = blake2b(of.url.encode(), digest_size=12).hexdigest()
    kept = disposable.of_user(f"repositories/{key}")
    if kept is not None:
        yield _laid_out(Path(kept), of, offline=offline)
        return
    with tempfile.TemporaryDirectory(prefix="ledger-") as place:
        yield _laid_out(Path(place), of, offline=offline)


def _laid_out(place: Path, of: Address, *, offline: bool) -> tuple[Path, Commit]:
    try:
        with locks.mirror(place):
            store = place / "git"
            if not (store / "HEAD").is_file():
                _begin(store, of)
            if not offline:
                _fetch(store, of)
            commit = _commit(store, of)
            return _files(place, store, of, commit), commit
    except OSError as error:
        raise files.fault(error, place) from error


def _begin(store: Path, of: Address) -> None:
    shutil.rmtree(store, ignore_errors=True)  # what a run that died began
    store.mkdir(parents=True)
    done = _git(store, "init", "--bare", "--quiet", "--template=", ".")
    if done.returncode:
        raise _unreadable(of, done.stderr)


def _fetch(store: Path, of: Address) -> None:
    wanted = ("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*") if of.ref else (f"+HEAD:{_HEAD}",)
    allowed = ("-c", f"protocol.{of.scheme}.allow=always", "-c", "gc.auto=0", "-c", "maintenance.auto=false")
    slow = ("-c", "http.lowSpeedLimit=500", "-c", "http.lowSpeedTime=60")
    done = _git(
        store, *allowed, *slow, "fetch", "--quiet", "--force", "--no-tags", "--no-recurse-submodules",
        "--no-write-fetch-head", "--end-of-options", of.url, *wanted,
    )  # fmt: skip
    if done.returncode:
        before = git.commit_of(store, of.ref or _HEAD)
        raise _unreadable(of, done.stderr, _told(store, before) if before else None)


def _commit(store: Path, of: Address) -> Commit:
    digest = git.commit_of(store, of.ref or _HEAD)
    if digest is None:
        raise UnreadableError(say("mirror.no-ref", url=of.shown, ref=of.ref or "HEAD", known=_known_refs(store)))
    return _told(store, digest)


def _told(store: Path, digest: str) -> Commit:
    return Commit(
        digest, _git(store, "log", "-1", "--format=%cs", digest).stdout.decode("ascii", "replace").strip(), store
    )


def _known_refs(store: Path) -> Said | None:
    """The branches and tags that there are, the youngest first: one of them may be meant."""
    wanted = ("--sort=-creatordate", f"--count={_REFS_AT_MOST}", "--format=%(refname:short)")
    names = _git(store, "for-each-ref", *wanted, "refs/heads", "refs/tags").stdout.decode("utf-8", "replace").split()
    return say("mirror.known-refs", names=tuple(names)) if names else None


def _files(place: Path, store: Path, of: Address, commit: Commit) -> Path:
    """The folder of the commit's files: made beside, whole or not at all; those of other commits go."""
    every = place / "files"
    name = f"{commit.digest[:20]}-{blake2b(of.inside.encode(), digest_size=6).hexdigest()}"
    if (every / name).is_dir():
        return every / name
    every.mkdir(exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=".new-", dir=every))
    try:
        _lay_out(new, store, _listed(store, of, commit), of)
        new.rename(every / name)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    for other in every.iterdir():
        if other.name.rpartition("-")[2] == name.rpartition("-")[2] and other.name != name:
            shutil.rmtree(other, ignore_errors=True)
    return every / name


def _listed(store: Path, of: Address, commit: Commit) -> list[_File]:
    """What is needed of the commit. Raises UnreadableError for paths that lead elsewhere, and for too much."""
    answer = _git(store, "ls-tree", "-r", "-z", "-l", "--full-tree", commit.digest)
    found = []
    start = f"{of.inside}/" if of.inside else ""
    for line in answer.stdout.decode("utf-8", "replace").split("\0"):
        head, _, path = line.partition("\t")
        if not path.startswith(start) or not path.removeprefix(start).startswith(_NEEDED):
            continue
        mode, kind, blob, size = head.split()
        plain = kind == "blob" and mode.startswith("100")
        found.append(_File(path.removeprefix(start), plain, blob, int(size) if plain else 0))
    if any(not _is_inside(one.path) for one in found):
        raise UnreadableError(say("mirror.bad-path", url=of.shown))
    if sum(one.size for one in found) > _MOST_BYTES:
        raise UnreadableError(say("mirror.too-big", url=of.shown, limit=_MOST_BYTES >> 20))
    if "ledger.toml" not in {one.path for one in found}:
        raise UnreadableError(say("rollup.no-ledger", place=f"{of.shown}#{of.inside}" if of.inside else of.shown))
    return found


def _lay_out(new: Path, store: Path, listed: Iterable[_File], of: Address) -> None:
    plain, others = [one for one in listed if one.plain], [one for one in listed if not one.plain]
    contents = git.blobs(store, [one.blob for one in plain])
    if len(contents) != len(plain):
        raise UnreadableError(say("mirror.failed", url=of.shown, why="git cat-file", kept=None))
    for one, data in zip(plain, contents, strict=True):
        path = new / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for one in others:
        path = new / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to("not-a-plain-file")


def _is_inside(path: str) -> bool:
    parts = path.split("/")
    return not any(part in {"", ".", ".."} or part.lower() == ".git" for part in parts) and "\\" not in path


def _unreadable(of: Address, said: bytes, before: Commit | None = None) -> LedgerError:
    lines = [line for line in said.decode("utf-8", "replace").replace(of.url, of.shown).splitlines() if line.strip()]
    kept = say("mirror.kept", day=before.day, commit=before.digest[:10]) if before else None
    return UnreadableError(say("mirror.failed", url=of.shown, why=shown(next(iter(lines), "git")), kept=kept))


def _git(store: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """What git answers, with no terminal to ask at."""
    command = [*git.SAFELY, *words]
    try:
        return subprocess.run(  # noqa: S603 - a fixed program; an address can't be taken for an option
            command, cwd=store, capture_output=True, check=False, stdin=subprocess.DEVNULL, start_new_session=True,
            timeout=_SECONDS,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        why = "git: timeout" if isinstance(error, subprocess.TimeoutExpired) else str(error)  # its text has the address
        return subprocess.CompletedProcess(command, 1, b"", why.encode())
